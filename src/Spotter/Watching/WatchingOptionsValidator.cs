using Microsoft.Extensions.Options;

namespace Spotter.Watching;

[OptionsValidator]
internal sealed partial class WatchingOptionsValidator : IValidateOptions<WatchingOptions>;
