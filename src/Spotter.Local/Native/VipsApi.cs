using System.Runtime.InteropServices;

namespace Spotter.Local.Native;

/// <summary>
/// The functions of libvips and GObject that Spotter calls (https://www.libvips.org/API/current/, libvips 8.18). Only those without a variable number of
/// arguments: those cannot be called from .NET on every platform.
/// </summary>
internal static partial class VipsApi
{
    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_init", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Init(string programName);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "g_setenv", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetEnvironment(string name, string value, int overwrite);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_version")]
    public static partial int Version(int part);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_concurrency_set")]
    public static partial void SetConcurrency(int threads);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_cache_set_max")]
    public static partial void SetCacheMax(int operations);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_tracked_get_mem")]
    public static partial nuint GetTrackedMemory();

    /// <summary>Takes the error text and empties the buffer, which all threads share.</summary>
    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_error_buffer_copy")]
    public static partial nint TakeErrors();

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "g_free")]
    public static partial void Free(nint memory);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_foreign_find_load_buffer")]
    public static unsafe partial nint FindLoader(byte* data, nuint length);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "g_type_from_name")]
    public static partial nuint TypeFromName(nint name);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_nickname_find")]
    public static partial nint FindNickname(nuint type);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_operation_new", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint NewOperation(string nickname);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_object_set_argument_from_string", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetArgument(nint operation, string name, string value);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_cache_operation_build")]
    public static partial nint Build(nint operation);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_object_unref_outputs")]
    public static partial void ReleaseOutputs(nint operation);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "g_object_unref")]
    public static partial void Release(nint instance);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_blob_get_type")]
    public static partial nuint GetBlobType();

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_image_get_type")]
    public static partial nuint GetImageType();

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_blob_new")]
    public static unsafe partial nint NewBlob(nint freeFunction, byte* data, nuint length);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_blob_get")]
    public static unsafe partial byte* GetBlobData(nint blob, nuint* length);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_area_unref")]
    public static partial void ReleaseArea(nint area);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "g_value_init")]
    public static unsafe partial GValue* InitValue(GValue* value, nuint type);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "g_value_unset")]
    public static unsafe partial void UnsetValue(GValue* value);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "g_value_set_boxed")]
    public static unsafe partial void SetBoxed(GValue* value, nint boxed);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "g_value_dup_boxed")]
    public static unsafe partial nint DuplicateBoxed(GValue* value);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "g_value_set_object")]
    public static unsafe partial void SetObject(GValue* value, nint instance);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "g_value_dup_object")]
    public static unsafe partial nint DuplicateObject(GValue* value);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "g_object_set_property", StringMarshalling = StringMarshalling.Utf8)]
    public static unsafe partial void SetProperty(nint instance, string name, GValue* value);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "g_object_get_property", StringMarshalling = StringMarshalling.Utf8)]
    public static unsafe partial void GetProperty(nint instance, string name, GValue* value);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_image_get_width")]
    public static partial int GetWidth(nint image);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_image_get_height")]
    public static partial int GetHeight(nint image);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_image_get_bands")]
    public static partial int GetBands(nint image);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_image_get_page_height")]
    public static partial int GetPageHeight(nint image);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_image_hasalpha")]
    public static partial int HasAlpha(nint image);

    /// <summary>22 for sRGB.</summary>
    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_image_get_interpretation")]
    public static partial int GetInterpretation(nint image);

    /// <summary>0 for unsigned bytes.</summary>
    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_image_get_format")]
    public static partial int GetFormat(nint image);

    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_region_new")]
    public static partial nint NewRegion(nint image);

    /// <summary>Computes an area's pixels on the calling thread and returns a copy, to be freed; 0 on failure.</summary>
    [LibraryImport(NativeLibraries.Vips, EntryPoint = "vips_region_fetch")]
    public static unsafe partial nint FetchRegion(nint region, int left, int top, int width, int height, nuint* length);

    /// <summary>A GValue: its type and two words of data.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct GValue
    {
        public nuint Type;
        public ulong Data0;
        public ulong Data1;
    }
}
