using Microsoft.Extensions.Options;

namespace Spotter.Local.State;

[OptionsValidator]
internal sealed partial class StateOptionsValidator : IValidateOptions<StateOptions>;
