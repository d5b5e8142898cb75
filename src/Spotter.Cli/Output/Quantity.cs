namespace Spotter.Cli.Output;

/// <summary>Says how many there are of something.</summary>
internal static class Quantity
{
    /// <summary>The number and the word for it, such as <c>1 post</c> and <c>2 posts</c>.</summary>
    public static string Of(int count, string one) => $"{count} {one}{(count == 1 ? "" : "s")}";
}
