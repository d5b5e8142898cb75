using Microsoft.Extensions.Options;

namespace Spotter.Classifying;

[OptionsValidator]
internal sealed partial class InferenceOptionsValidator : IValidateOptions<InferenceOptions>;
