using FuzzBench.Mutating;
using FuzzBench.Targets;

namespace FuzzBench.Running;

/// <summary>Makes one input again, in this process.</summary>
internal static class FuzzReplay
{
    public static async Task<string> RunAsync(FuzzSettings settings, long index, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("spotter-fuzz-");
        try
        {
            using var server = new OddServer();
            await using var services = Product.Open(folder.FullName, server);
            var factory = new TargetFactory(services, server, new SeedFiles(settings.Data), folder.FullName);
            var target = await factory.MakeAsync(FuzzInput.KindOf(index), cancellationToken);
            return await target.TryAsync(FuzzInput.Of(settings.Seed, index), cancellationToken) ? "taken" : "refused";
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return error.ToString();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
