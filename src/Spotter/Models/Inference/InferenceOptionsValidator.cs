using Microsoft.Extensions.Options;

namespace Spotter.Models.Inference;

[OptionsValidator]
internal sealed partial class InferenceOptionsValidator : IValidateOptions<InferenceOptions>;
