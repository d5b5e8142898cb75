using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Spotter.Web.Assets;

/// <summary>Styles, scripts and the icon, out of this assembly.</summary>
internal sealed class AssetPages : IPages
{
    private static readonly Dictionary<string, Asset> Assets = Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => TypeOf(name) is not null)
        .ToDictionary(name => name, Read);

    public void Map(IEndpointRouteBuilder routes) => routes.MapPage("/assets/{name}", Show);

    private static IResult Show(HttpContext context, string name)
    {
        if (!Assets.TryGetValue(name, out var asset))
            return TypedResults.NotFound();

        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Bytes(asset.Bytes, asset.Type, entityTag: asset.Tag);
    }

    /// <summary>The text of a file.</summary>
    public static string ReadText(string name) => Encoding.UTF8.GetString(Assets[name].Bytes);

    private static Asset Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()))[..16]}\"");
        return new Asset(bytes.ToArray(), TypeOf(name)!, tag);
    }

    private static string? TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => null,
    };

    private sealed record Asset(byte[] Bytes, string Type, EntityTagHeaderValue Tag);
}
