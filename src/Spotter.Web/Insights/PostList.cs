using System.Globalization;
using Spotter.Reporting;
using Spotter.Web.Markup;

namespace Spotter.Web.Insights;

/// <summary>Posts with their pictures and what they got.</summary>
internal static class PostList
{
    private const int Side = 96;

    /// <summary>Writes them.</summary>
    /// <param name="posts">The posts.</param>
    /// <param name="view">Where they are shown.</param>
    /// <param name="none">What is said where there is none.</param>
    public static Html Write(IReadOnlyList<PostFigures> posts, PostView view, string none) => posts.Count == 0
        ? Html.Of($"""<p class="answer">{none}</p>""")
        : Html.Of($"""<ol class="ranked">{Html.Each(posts, post => Item(post, view))}</ol>""");

    private static Html Item(PostFigures post, PostView view) => Html.Of($"""
        <li>{(view.PictureOf(post) is { } picture
            ? Html.Of($"""<img src="{picture}" width="{Side}" height="{Side}" alt="{string.Join(", ", post.Labels.DefaultIfEmpty("picture"))}">""")
            : Html.Of($"""<span class="none">no picture</span>"""))}
        <div><p><strong>{Wording.Count(post.Likes, "like")}</strong>, {Wording.Times(post.Times)} times what is usual{(post.Comments is { } comments ? $", {Wording.Count(comments, "comment")}" : "")}</p>
        <p class="faint">{Named(post, view)}{Html.When(post.Labels.Count > 0, () => Html.Of($": {string.Join(", ", post.Labels)}"))}</p>
        <p class="words">{post.Caption}</p></div></li>
        """);

    private static Html Named(PostFigures post, PostView view)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{post.Account}, {post.PostedAt:yyyy-MM-dd}");
        return view.AddressOf(post) is { } address ? Html.Of($"""<a href="{address}">{name}</a>""") : Html.Of($"{name}");
    }
}
