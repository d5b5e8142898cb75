using Microsoft.Extensions.Options;

namespace Spotter.Local.Pictures;

[OptionsValidator]
internal sealed partial class PictureFolderOptionsValidator : IValidateOptions<PictureFolderOptions>;
