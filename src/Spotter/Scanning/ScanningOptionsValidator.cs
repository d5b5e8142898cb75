using Microsoft.Extensions.Options;

namespace Spotter.Scanning;

[OptionsValidator]
internal sealed partial class ScanningOptionsValidator : IValidateOptions<ScanningOptions>;
