using Microsoft.Extensions.Options;

namespace Spotter.Models;

[OptionsValidator]
internal sealed partial class ModelOptionsValidator : IValidateOptions<ModelOptions>;
