using Microsoft.Extensions.Options;

namespace Spotter.Sources.Folder;

[OptionsValidator]
internal sealed partial class FolderOptionsValidator : IValidateOptions<FolderOptions>;
