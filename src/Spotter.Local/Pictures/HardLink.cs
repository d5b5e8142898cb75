using System.Runtime.InteropServices;

namespace Spotter.Local.Pictures;

/// <summary>Gives files second names. .NET has no call for that yet.</summary>
internal static partial class HardLink
{
    /// <summary>False where the file system has none, or the disk is another.</summary>
    public static bool TryCreate(string file, string name) =>
        OperatingSystem.IsWindows() ? CreateHardLink(name, file, 0) : Link(file, name) == 0;

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string file, string name);

    [LibraryImport("kernel32", EntryPoint = "CreateHardLinkW", StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CreateHardLink(string name, string file, nint attributes);
}
