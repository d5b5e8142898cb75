using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Spotter.Models.Uploading;
using Spotter.Web.Markup;

namespace Spotter.Web.Models;

/// <summary>Takes a version of a model that was trained on another machine, from a form.</summary>
internal sealed class UploadPages(UploadDesk desk) : IPages
{
    private const string Address = "/models/upload";
    private const int MaxText = 1_000;

    public void Map(IEndpointRouteBuilder routes) => routes.MapForm(Address, TakeAsync);

    /// <summary>Asks for a file.</summary>
    public static Html Form(long most) => Html.Of($"""
        <h2 id="upload">Take a model that was trained elsewhere</h2>
        <p>There, <code>spotter models pack NAME</code> makes one file of it. It is looked at and tried before it becomes a version; nobody uses it
        before you say so. At most {most / 1_000_000} MB.</p>
        <form class="row upload" method="post" enctype="multipart/form-data" action="{Address}">
        <label>Name <input name="model" maxlength="100" placeholder="the file says it"></label>
        <label>File <input type="file" name="file" accept=".zip" required data-most="{most}"></label>
        <button>Upload</button></form>
        """);

    /// <summary>What came of an upload; nothing where an address that somebody sent tells what is not so any more.</summary>
    public static Html Added(HttpContext context, IReadOnlyList<ShownModel> models)
    {
        var (name, added) = (context.Request.Query["model"].ToString(), context.Request.Query["added"].ToString());
        if (models.FirstOrDefault(model => model.Name == name) is not { } shown || shown.Versions.All(version => version.Name != added))
            return default;
        if (shown.InUse == added)
            return Html.Of($"""
                <div class="notice" role="status">{name} is here. A watch uses it when it <a href="/accounts">names it</a>.</div>
                """);

        return Html.Of($"""
            <div class="notice" role="status">Version {added} of {name} is here, and is used when you say so. {ModelPages.Use(name, added, $"Use {added}")}
            <a class="button" href="{ComparePages.AddressOf($"{name}/{shown.InUse}", $"{name}/{added}")}">Compare</a></div>
            """);
    }

    private async Task<IResult> TakeAsync(HttpContext context)
    {
        if (BoundaryOf(context.Request) is not { } boundary)
            return TypedResults.StatusCode(StatusCodes.Status415UnsupportedMediaType);

        desk.Allow(context, besides: Site.MaxBody);
        // The file is passed on as it comes: the form is never held whole.
        var parts = new MultipartReader(boundary, context.Request.Body);
        string? model = null;
        while (await parts.ReadNextSectionAsync(context.RequestAborted) is { } part)
            switch (part.GetContentDispositionHeader())
            {
                case { } field when field.IsFormDisposition() && field.Name == "model":
                    model = await ReadTextAsync(part.Body, context.RequestAborted);
                    break;
                case { } file when file.IsFileDisposition() && file.Name == "file":
                    var added = await desk.TakeAsync(part.Body, model, context.RequestAborted);
                    return TypedResults.LocalRedirect(
                        "/models" + QueryString.Create("model", added.Model).Add("added", added.Version));
            }

        throw new WebException("No file was sent. Choose one that 'spotter models pack' made.");
    }

    private static string? BoundaryOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType == "multipart/form-data"
            && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= 70 } boundary
            ? boundary.ToString()
            : null;

    private static async Task<string?> ReadTextAsync(Stream body, CancellationToken cancellationToken)
    {
        using var text = new MemoryStream();
        _ = await BoundedCopy.RunAsync(body, text, MaxText, cancellationToken) ?? throw new WebException("The name is too long.");
        return System.Text.Encoding.UTF8.GetString(text.ToArray()).Trim() is { Length: > 0 } name ? name : null;
    }
}
