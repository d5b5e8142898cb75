using System.Text;
using Spotter.Vision.Decoding;

namespace Spotter.Tests.Moving;

/// <summary>Pictures that are imported with what other programs say of them, and where they are then.</summary>
internal static class ImportSamples
{
    public static readonly byte[] Plate = Draw("white");
    public static readonly byte[] Soup = Draw("orange");

    public static byte[] Draw(string colour) => new VipsPictureRenderer().Render(
        $"<svg xmlns='http://www.w3.org/2000/svg' width='64' height='48'><rect width='64' height='48' fill='{colour}'/></svg>", 90);

    public static void Write(string folder, string name, byte[] bytes) => File.WriteAllBytes(Path.Combine(folder, name), bytes);

    public static List<string> PicturesOf(MovingWorld world) => Directory.Exists(world.PathOf("pictures"))
        ? [.. Directory.GetFiles(world.PathOf("pictures"), "*", SearchOption.AllDirectories).Select(file => Path.GetFileName(file)).Order()]
        : [];

    /// <summary>A post as Instagram's pages have it.</summary>
    public static string NodeOf(string id, long time, string caption, int likes, int comments, params string[] children)
    {
        var sidecar = string.Join(',', children.Select(
            child => $$$"""{"node":{"display_url":"https://x/{{{child}}}.jpg","is_video":false}}"""));
        var more = children.Length == 0 ? "" : ",\"edge_sidecar_to_children\":{\"edges\":[" + sidecar + "]}";
        return $$$"""
            {"id":"{{{id}}}","shortcode":"C{{{id}}}","taken_at_timestamp":{{{time}}},"display_url":"https://x/{{{id}}}.jpg",
             "is_video":false,"edge_media_to_caption":{"edges":[{"node":{"text":"{{{caption}}}"}}]},"edge_media_preview_like":{"count":{{{likes}}} },
             "edge_media_to_comment":{"count":{{{comments}}} },"owner":{"id":"1234","username":"dave"}{{{more}}}
            }
            """;
    }

    /// <summary>The file that instaloader writes of it.</summary>
    public static byte[] Instaloader(string node) => Encoding.UTF8.GetBytes(
        $$$"""{"node":{{{node}}},"instaloader":{"version":"4.10","node_type":"Post"}}""");

    /// <summary>The same of a video.</summary>
    public static string VideoOf(string id) => NodeOf(id, 1_682_942_400, "Soup", 1, 1).Replace(
        "\"is_video\":false", $"\"is_video\":true,\"video_url\":\"https://x/{id}.mp4\"");

    /// <summary>The file that gallery-dl writes of a part of a post.</summary>
    public static byte[] Gallery(string more, string extension = "jpg") => Encoding.UTF8.GetBytes(
        """{"category":"instagram","username":"dave","description":"A board","date":"2023-05-02 12:00:00","extension":"""
            + $"\"{extension}\",{more}}}");
}
