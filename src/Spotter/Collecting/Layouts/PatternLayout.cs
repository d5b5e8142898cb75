using System.Text;
using System.Text.Json;

namespace Spotter.Collecting.Layouts;

/// <summary>Files that are called by a pattern, with what is wished for beside each post's first picture.</summary>
public sealed class PatternLayout(FilePattern pattern, Sidecars sidecars = Sidecars.None) : IFileLayout
{
    /// <inheritdoc/>
    public string NameOf(PictureName name) => pattern.Format(name);

    /// <inheritdoc/>
    public IEnumerable<(string Name, byte[] Content)> Describe(PostDocument post)
    {
        if (post.ListNamed().Select(file => file.File).FirstOrDefault() is not { } first)
            yield break;

        if (sidecars.HasFlag(Sidecars.Json))
            yield return (
                Path.ChangeExtension(first, ".json"),
                [.. JsonSerializer.SerializeToUtf8Bytes(post, DocumentJson.Default.PostDocument), (byte)'\n']);
        if (sidecars.HasFlag(Sidecars.Text) && post.Caption is { } caption)
            yield return (Path.ChangeExtension(first, ".txt"), Encoding.UTF8.GetBytes($"{caption}\n"));
    }
}
