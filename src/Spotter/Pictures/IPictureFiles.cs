namespace Spotter.Pictures;

/// <summary>A picture store whose pictures are files of this machine.</summary>
public interface IPictureFiles
{
    /// <summary>The path of a stored picture; null where it is not stored.</summary>
    string? Find(PictureId id);

    /// <summary>
    /// Gives a stored picture a second name, on the same disk: no bytes are copied, and it stays when the store lets go of it.
    /// </summary>
    /// <param name="id">The picture.</param>
    /// <param name="file">The name, in a folder that is there; nothing has it yet.</param>
    /// <returns>False where that cannot be done, because the file system has no such names or the disk is another.</returns>
    bool TryLink(PictureId id, string file);
}
