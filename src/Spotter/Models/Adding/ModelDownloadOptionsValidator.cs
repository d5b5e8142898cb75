using Microsoft.Extensions.Options;

namespace Spotter.Models.Adding;

[OptionsValidator]
internal sealed partial class ModelDownloadOptionsValidator : IValidateOptions<ModelDownloadOptions>;
