using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Spotter.Models.Packages;
using Spotter.Tests;

namespace Spotter.Local.Tests.Packages;

/// <summary>A registry on this machine that has one package, for both clients.</summary>
internal sealed class PackageServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-packages-");
    private Loopback? _server;

    private PackageServer(ModelPackage package, byte[] archive) => (Package, Archive) = (package, archive);

    public ModelPackage Package { get; }

    public byte[] Archive { get; }

    /// <summary>How many answers break in the middle of what they bring.</summary>
    public int Breaks { get; set; }

    /// <summary>What must be sent to be let in; null for anybody.</summary>
    public string? Credentials { get; init; }

    /// <summary>The header Range of each request for the archive; empty where there was none.</summary>
    public List<string> Ranges { get; } = [];

    public string Folder => _folder.FullName;

    public string File => Path.Combine(Folder, "arrived");

    public static async Task<PackageServer> StartAsync(ModelPackage package, byte[] archive, string? credentials = null)
    {
        var server = new PackageServer(package, archive) { Credentials = credentials };
        server._server = await Loopback.StartAsync(server.AnswerAsync);
        return server;
    }

    /// <summary>Writes a NuGet.config that knows this registry alone.</summary>
    public PackageServer WithNuGetConfig(string more = "")
    {
        System.IO.File.WriteAllText(Path.Combine(Folder, "NuGet.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(Folder, "restored")}" /></config>
              <packageSources>
                <clear />
                <add key="here" value="{_server!.Address}/v3/index.json" protocolVersion="3" allowInsecureConnections="true" />
              </packageSources>
              {more}
            </configuration>
            """);
        return this;
    }

    /// <summary>Writes an .npmrc that knows this registry alone.</summary>
    public PackageServer WithNpmConfig()
    {
        System.IO.File.WriteAllText(Path.Combine(Folder, ".npmrc"), $"""
            registry={_server!.Address}/npm/
            cache={Path.Combine(Folder, "cache")}
            update-notifier=false
            fetch-retries=0
            """);
        System.IO.File.WriteAllText(Path.Combine(Folder, "package.json"), "{}");
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private Task AnswerAsync(HttpContext context)
    {
        if (Credentials is not null && context.Request.Headers.Authorization != $"Basic {Credentials}")
        {
            context.Response.StatusCode = 401;
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"here\"";
            return Task.CompletedTask;
        }

        var (id, version) = (Package.Id.ToLowerInvariant(), Package.Version);
        var path = context.Request.Path.Value!;
        return path switch
        {
            "/v3/index.json" => context.Response.WriteAsync($$"""
                { "version": "3.0.0", "resources": [{ "@id": "{{_server!.Address}}/flat/", "@type": "PackageBaseAddress/3.0.0" }] }
                """),
            _ when path == $"/flat/{id}/{version}/{id}.{version}.nupkg" || path == "/npm/archive.tgz" => SendAsync(context),
            _ when path == $"/npm/{id}" => context.Response.WriteAsync($$"""
                {
                  "name": "{{id}}",
                  "dist-tags": { "latest": "{{version}}" },
                  "versions": {
                    "{{version}}": {
                      "name": "{{id}}", "version": "{{version}}",
                      "dist": {
                        "tarball": "{{_server!.Address}}/npm/archive.tgz",
                        "integrity": "sha512-{{Convert.ToBase64String(SHA512.HashData(Archive))}}"
                      }
                    }
                  }
                }
                """),
            _ => NotFound(context),
        };
    }

    private static Task NotFound(HttpContext context)
    {
        context.Response.StatusCode = 404;
        return Task.CompletedTask;
    }

    private async Task SendAsync(HttpContext context)
    {
        var range = context.Request.Headers.Range.ToString();
        Ranges.Add(range);
        var from = range.Length == 0 ? 0 : int.Parse(range["bytes=".Length..^1], System.Globalization.CultureInfo.InvariantCulture);
        if (from > 0)
        {
            context.Response.StatusCode = 206;
            context.Response.Headers.ContentRange = $"bytes {from}-{Archive.Length - 1}/{Archive.Length}";
        }

        context.Response.ContentLength = Archive.Length - from;
        if (Breaks-- > 0)
        {
            await context.Response.Body.WriteAsync(Archive.AsMemory(from, (Archive.Length - from) / 2));
            await context.Response.Body.FlushAsync();
            while (new FileInfo(File) is not { Exists: true, Length: var arrived } || arrived <= from)
                await Task.Delay(TimeSpan.FromMilliseconds(5), context.RequestAborted);
            context.Abort();
            return;
        }

        await context.Response.Body.WriteAsync(Archive.AsMemory(from));
    }
}
