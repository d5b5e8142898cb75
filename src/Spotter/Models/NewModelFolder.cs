namespace Spotter.Models;

/// <summary>Where a model is put together, and where it goes when it is whole.</summary>
/// <param name="Folder">The model's folder, which is not there yet.</param>
/// <param name="Staging">A hidden folder beside it, named by the model alone, so that a download that broke off is found again.</param>
internal sealed record NewModelFolder(string Folder, string Staging)
{
    /// <exception cref="ModelException">The name is none, the model is there already, or the folder is not the operator's.</exception>
    public static NewModelFolder For(string name, ModelOptions options)
    {
        if (name.Length == 0 || name.StartsWith('.') || name != Path.GetFileName(name) || name.IndexOfAny(
            Path.GetInvalidFileNameChars()) >= 0)
            throw ModelException.OfInput($"'{name}' cannot be a model's name. Name it with --name, for example --name mobilenet.");

        var folder = Path.GetFullPath(Path.Combine(options.Folder, name));
        if (options.IsBuiltIn(folder))
            throw ModelException.OfInput(
                $"{folder} is in the folder of the models that came with the program, which the next version replaces. " +
                "Work in a folder of your own, or set Models:Folder.");
        return Path.Exists(folder)
            ? throw ModelException.OfInput($"{folder} exists already. Remove it, or choose another --name.")
            : new NewModelFolder(folder, Path.Combine(options.Folder, $".{name}.adding"));
    }
}
