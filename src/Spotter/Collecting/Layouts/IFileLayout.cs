namespace Spotter.Collecting.Layouts;

/// <summary>How the files of posts are called, and what is written beside them.</summary>
public interface IFileLayout
{
    /// <summary>The name of a picture's or video's file below the folder, with <c>/</c> between its parts, each of which is safe.</summary>
    string NameOf(PictureName name);

    /// <summary>What is written beside the files of a post, which have their names by now.</summary>
    /// <param name="post">The post.</param>
    /// <returns>Names below the folder, and contents.</returns>
    IEnumerable<(string Name, byte[] Content)> Describe(PostDocument post);
}
