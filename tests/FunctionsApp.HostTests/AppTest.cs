using Xunit.Abstractions;

namespace Spotter.FunctionsApp.HostTests;

/// <summary>A test with the running app. What the app's worker and its host said meanwhile is in the test's output.</summary>
[Collection(RunningApp.Name)]
public abstract class AppTest(RunningApp app, ITestOutputHelper output) : IDisposable
{
    private readonly int _saidBefore = app.Log.Lines.Count;

    protected RunningApp App { get; } = app;

    public void Dispose()
    {
        foreach (var line in App.Log.Lines.Skip(_saidBefore))
            output.WriteLine(line);
        GC.SuppressFinalize(this);
    }
}
