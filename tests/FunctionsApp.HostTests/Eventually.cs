namespace Spotter.FunctionsApp.HostTests;

/// <summary>Waits for what happens in another process.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Returns as soon as it is so.</summary>
    /// <param name="what">Names it where it does not become so within the patience.</param>
    /// <param name="patience">How long it may take.</param>
    /// <param name="isSo">Looks.</param>
    public static async Task HoldsAsync(string what, TimeSpan patience, Func<Task<bool>> isSo)
    {
        using var end = new CancellationTokenSource(patience);
        while (!await isSo())
        {
            Assert.False(end.IsCancellationRequested, $"Within {patience} it did not come about that {what}.");
            await Task.Delay(Pause);
        }
    }
}
