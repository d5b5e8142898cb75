using Microsoft.Extensions.Options;

namespace Spotter.Pictures;

[OptionsValidator]
internal sealed partial class PictureDownloadOptionsValidator : IValidateOptions<PictureDownloadOptions>;
