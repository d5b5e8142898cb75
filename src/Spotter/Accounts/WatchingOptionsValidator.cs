using Microsoft.Extensions.Options;

namespace Spotter.Accounts;

[OptionsValidator]
internal sealed partial class WatchingOptionsValidator : IValidateOptions<WatchingOptions>;
