namespace Spotter.Collecting.Layouts;

/// <summary>What a file in another program's form says for ourselves: whose the post is, as <c>source:handle</c>.</summary>
internal sealed record LayoutAccount(string Account);
