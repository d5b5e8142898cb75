using Spotter.Models;
using Spotter.Models.Adding;

namespace Spotter.Cli.Rows;

/// <summary>All that is known of a model.</summary>
/// <param name="Name">Its name, or its file.</param>
/// <param name="Description">What its <c>model.json</c> says; null for a file.</param>
/// <param name="Anatomy">What its file takes, gives and computes in between.</param>
internal sealed record ModelView(string Name, ModelDescription? Description, ModelAnatomy Anatomy);
