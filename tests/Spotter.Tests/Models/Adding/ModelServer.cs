using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Spotter.Models;
using Spotter.Models.Adding;
using Spotter.Models.Inference;

namespace Spotter.Tests.Models.Adding;

/// <summary>A real server on loopback with one file, and what looks after models, set up with a folder of its own.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-models-");
    private readonly ServiceProvider _services;
    private Loopback? _server;

    private ModelServer(byte[] content, (string Key, string Value)[] settings)
    {
        Content = content;
        var configuration = Loopback.Configure(
            new() { ["Models:Folder"] = PathOf("models"), ["Models:AllowLoopback"] = "true", ["Models:Retries"] = "0" }, settings);
        _services = new ServiceCollection()
            .AddSingleton<IInferenceEngine>(RealParts.Engine)
            .AddSingleton<Spotter.Pictures.IPictureDecoder>(RealParts.Decoder)
            .AddClassifying(configuration)
            .AddModelAdding(configuration)
            .AddSingleton<IModelTrial>(new NoTrial())
            .BuildServiceProvider();
    }

    public byte[] Content { get; set; }

    /// <summary>After how many bytes of the file the connection breaks; null for never.</summary>
    public int? BreaksAfter { get; set; }

    /// <summary>False where the server knows no ranges.</summary>
    public bool KnowsRanges { get; set; } = true;

    /// <summary>What it answers instead of the file.</summary>
    public int Status { get; set; } = 200;

    /// <summary>Where it sends whoever asks; null for nowhere.</summary>
    public string? RedirectsTo { get; set; }

    /// <summary>The header Range of each request; empty where there was none.</summary>
    public List<string> Ranges { get; } = [];

    public Uri Address => new($"{_server!.Address}/net.onnx?signature=SECRET");

    public ModelAdder Adder => _services.GetRequiredService<ModelAdder>();

    public ModelDownloader Downloader => _services.GetRequiredService<ModelDownloader>();

    public ModelCatalog Catalog => _services.GetRequiredService<ModelCatalog>();

    public static async Task<ModelServer> StartAsync(byte[] content, params (string Key, string Value)[] settings)
    {
        var server = new ModelServer(content, settings);
        server._server = await Loopback.StartAsync(server.AnswerAsync);
        return server;
    }

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public string Save(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _server!.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    // What ends a process is tried where there is another: in the tests of the command.
    private sealed class NoTrial : IModelTrial
    {
        public Task TryAsync(string path, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var range = context.Request.Headers.Range.ToString();
        Ranges.Add(range);
        if (RedirectsTo is { } target)
        {
            context.Response.Redirect(target);
            return;
        }

        if (Status != 200)
        {
            context.Response.StatusCode = Status;
            return;
        }

        var from = KnowsRanges && range.Length > 0
            ? int.Parse(range["bytes=".Length..^1], System.Globalization.CultureInfo.InvariantCulture)
            : 0;
        if (from >= Content.Length)
        {
            context.Response.StatusCode = 416;
            return;
        }

        if (from > 0)
        {
            context.Response.StatusCode = 206;
            context.Response.Headers.ContentRange = $"bytes {from}-{Content.Length - 1}/{Content.Length}";
        }

        context.Response.ContentLength = Content.Length - from;
        if (BreaksAfter is { } end)
        {
            await context.Response.Body.WriteAsync(Content.AsMemory(from, end - from));
            await context.Response.Body.FlushAsync();
            context.Abort();
            return;
        }

        await context.Response.Body.WriteAsync(Content.AsMemory(from));
    }
}
