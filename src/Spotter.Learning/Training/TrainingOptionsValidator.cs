using Microsoft.Extensions.Options;

namespace Spotter.Learning.Training;

[OptionsValidator]
internal sealed partial class TrainingOptionsValidator : IValidateOptions<TrainingOptions>;
