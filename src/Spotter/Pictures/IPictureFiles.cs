namespace Spotter.Pictures;

/// <summary>A store of pictures, or of videos, that are files of this machine.</summary>
public interface IPictureFiles
{
    /// <summary>The path of what is stored; null where it is not.</summary>
    string? Find(PictureId id);

    /// <summary>
    /// Gives what is stored a second name, on the same disk: no bytes are copied, and it stays when the store lets go of it.
    /// </summary>
    /// <param name="id">What is stored.</param>
    /// <param name="file">The name, in a folder that is there; nothing has it yet.</param>
    /// <returns>False where that cannot be done, because the file system has no such names or the disk is another.</returns>
    bool TryLink(PictureId id, string file);
}
