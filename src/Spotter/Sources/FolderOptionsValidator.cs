using Microsoft.Extensions.Options;

namespace Spotter.Sources;

[OptionsValidator]
internal sealed partial class FolderOptionsValidator : IValidateOptions<FolderOptions>;
