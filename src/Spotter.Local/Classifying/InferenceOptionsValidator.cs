using Microsoft.Extensions.Options;

namespace Spotter.Local.Classifying;

[OptionsValidator]
internal sealed partial class InferenceOptionsValidator : IValidateOptions<InferenceOptions>;
