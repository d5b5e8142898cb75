using System.IO.MemoryMappedFiles;

namespace FuzzBench.Running;

/// <summary>The index of the input that a worker is at, in memory that outlives it however it ends.</summary>
internal sealed class CurrentInput : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    public CurrentInput(string path)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, mapName: null, sizeof(long));
        _view = _file.CreateViewAccessor(0, sizeof(long));
    }

    public long Index
    {
        get => _view.ReadInt64(0);
        set => _view.Write(0, value);
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
