using Microsoft.Extensions.Options;

namespace Spotter.Sources.InstagramWeb;

[OptionsValidator]
internal sealed partial class InstagramWebOptionsValidator : IValidateOptions<InstagramWebOptions>;
