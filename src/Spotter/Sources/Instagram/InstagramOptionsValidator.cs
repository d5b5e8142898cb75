using Microsoft.Extensions.Options;

namespace Spotter.Sources.Instagram;

[OptionsValidator]
internal sealed partial class InstagramOptionsValidator : IValidateOptions<InstagramOptions>;
