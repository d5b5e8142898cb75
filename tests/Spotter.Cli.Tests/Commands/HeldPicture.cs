using System.Diagnostics;

namespace Spotter.Cli.Tests.Commands;

/// <summary>A pipe in the place of a picture's file until it is disposed: who reads the file waits until it is given the picture.</summary>
internal sealed class HeldPicture : IDisposable
{
    private readonly string _file;
    private readonly byte[] _picture;

    public HeldPicture(string file)
    {
        (_file, _picture) = (file, File.ReadAllBytes(file));
        File.Delete(file);
        using var made = Process.Start("mkfifo", [file]);
        made.WaitForExit();
        Assert.Equal(0, made.ExitCode);
    }

    /// <summary>Waits for a reader, and gives it the picture.</summary>
    /// <param name="orUntil">Ends where no reader comes.</param>
    public async Task GiveAsync(Task orUntil)
    {
        // It opens when there is a reader.
        var opening = Task.Factory.StartNew(Open, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Assert.True(await Task.WhenAny(opening, orUntil) == opening, $"Nobody read {_file}.");
        await using var pipe = await opening;
        await pipe.WriteAsync(_picture);
    }

    public void Dispose()
    {
        File.Delete(_file);
        File.WriteAllBytes(_file, _picture);
    }

    private FileStream Open() => new(_file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
}
