using System.Globalization;
using System.Text.Json;

namespace Spotter.Collecting.Layouts;

/// <summary>
/// Files as gallery-dl calls those of Instagram by itself, with the <c>.json</c> of <c>--write-metadata</c> beside each:
/// <c>instagram/dave/1794.jpg</c>. Of a carousel the number of the picture stands where gallery-dl has the picture's own id, which is
/// not known here.
/// </summary>
public sealed class GalleryLayout : IFileLayout
{
    /// <inheritdoc/>
    public string NameOf(PictureName name)
    {
        var stem = $"{CategoryOf(name.Account.Source)}/{FileNames.MakeUnique(name.Account.Handle)}/{FileNames.MakeUnique(name.PostId)}";
        return name.Count > 1
            ? string.Create(CultureInfo.InvariantCulture, $"{stem}_{name.Number}{name.Extension}")
            : stem + name.Extension;
    }

    /// <inheritdoc/>
    public IEnumerable<(string Name, byte[] Content)> Describe(PostDocument post)
    {
        for (var i = 0; i < post.Pictures.Count; i++)
            if (post.Pictures[i].File is { } file)
                yield return Describe(file, DescribeFile(post, i, file));
        // A video has the number of its cover, or one after all pictures.
        var next = post.Pictures.Count;
        foreach (var video in post.Videos ?? [])
        {
            var index = video.Cover ?? next++;
            if (video.File is { } file)
                yield return Describe(file, DescribeFile(post, index, file) with { VideoUrl = video.Address });
        }
    }

    private static (string Name, byte[] Content) Describe(string file, GalleryFile description) =>
        ($"{file}.json", JsonSerializer.SerializeToUtf8Bytes(description, LayoutJson.Default.GalleryFile));

    private static string CategoryOf(string source) => LayoutNames.IsInstagram(source) ? "instagram" : source;

    private static GalleryFile DescribeFile(PostDocument post, int index, string file)
    {
        var picture = post.Pictures.ElementAtOrDefault(index);
        var isCarousel = post.Pictures.Count > 1;
        var code = LayoutNames.CodeOf(post);
        var time = post.PostedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return new GalleryFile
        {
            Category = CategoryOf(post.Account.Source),
            Subcategory = "posts",
            Username = post.Account.Handle,
            PostId = post.Id,
            PostShortcode = code,
            PostUrl = post.Link,
            PostDate = time,
            Date = time,
            Description = post.Caption ?? "",
            Likes = post.Likes,
            Comments = post.Comments,
            Typename = isCarousel ? "GraphSidecar" : post.Video == true ? "GraphVideo" : "GraphImage",
            SidecarMediaId = isCarousel ? post.Id : null,
            SidecarShortcode = isCarousel ? code : null,
            MediaId = isCarousel ? $"{post.Id}_{index + 1}" : post.Id,
            Num = index + 1,
            Count = post.Pictures.Count,
            DisplayUrl = picture?.Address ?? "",
            AccessibilityCaption = picture?.AltText,
            Width = picture?.Width ?? 0,
            Height = picture?.Height ?? 0,
            Filename = Path.GetFileNameWithoutExtension(file),
            Extension = Path.GetExtension(file).TrimStart('.'),
            Spotter = new LayoutAccount(post.Account.ToString()),
        };
    }
}
