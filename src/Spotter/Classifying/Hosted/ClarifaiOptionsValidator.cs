using Microsoft.Extensions.Options;

namespace Spotter.Classifying.Hosted;

[OptionsValidator]
internal sealed partial class ClarifaiOptionsValidator : IValidateOptions<ClarifaiOptions>;
