using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Spotter.Models;
using Spotter.Models.Uploading;

namespace Spotter.Web.Models;

/// <summary>Takes uploads, from a form or a program: they may be larger than any other body.</summary>
internal sealed class UploadDesk(ModelUploads uploads, IOptions<ModelOptions> options)
{
    /// <summary>Lets the body of a request be as large as a model may be.</summary>
    /// <param name="context">A request whose body was not read yet.</param>
    /// <param name="besides">How many bytes it may have besides the file.</param>
    /// <exception cref="BadHttpRequestException">It is larger, as it says itself.</exception>
    public void Allow(HttpContext context, long besides)
    {
        var most = options.Value.MaxUploadBytes + besides;
        if (context.Request.ContentLength > most)
            throw TooLarge();
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = most;
    }

    /// <summary>Adds a version of a model.</summary>
    /// <param name="archive">The file.</param>
    /// <param name="model">The model's name; null for the one that the file says.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="BadHttpRequestException">It is larger than it may be.</exception>
    /// <exception cref="WebException">It is not taken; the message says why.</exception>
    public async Task<AddedVersion> TakeAsync(Stream archive, string? model, CancellationToken cancellationToken)
    {
        try
        {
            return await uploads.AddAsync(archive, model, cancellationToken);
        }
        // Which of the two comes first hangs on the server, and on how much stands around the file.
        catch (Exception error) when (
            error is ModelTooLargeException or BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge })
        {
            throw TooLarge();
        }
        catch (ModelException error) when (error is not ModelStoreException)
        {
            throw new WebException($"The model was not taken. {error.Message}", error);
        }
    }

    private BadHttpRequestException TooLarge() =>
        new(new ModelTooLargeException(options.Value).Message, StatusCodes.Status413PayloadTooLarge);
}
