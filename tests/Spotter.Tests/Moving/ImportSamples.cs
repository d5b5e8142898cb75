using Spotter.Vision.Decoding;

namespace Spotter.Tests.Moving;

/// <summary>Pictures that are imported, and where they are then.</summary>
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
}
