using Microsoft.Extensions.Options;

namespace Spotter.Models.Hosted;

[OptionsValidator]
internal sealed partial class ClarifaiOptionsValidator : IValidateOptions<ClarifaiOptions>;
