using Microsoft.Extensions.Options;

namespace Spotter.Training;

[OptionsValidator]
internal sealed partial class TrainingOptionsValidator : IValidateOptions<TrainingOptions>;
