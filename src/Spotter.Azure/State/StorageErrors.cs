using Azure;
using Azure.Data.Tables.Models;
using Azure.Identity;
using Azure.Storage.Blobs.Models;
using Spotter.State;

namespace Spotter.Azure.State;

/// <summary>
/// Says what an error of the storage account means for the person who runs the app. Codes:
/// https://learn.microsoft.com/rest/api/storageservices/status-and-error-codes2.
/// The service's own text is left out: it can repeat what was signed.
/// </summary>
internal static class StorageErrors
{
    /// <summary>True for what the clients throw where the service refuses, cannot be reached, or the app cannot sign in.</summary>
    public static bool IsStorageError(Exception error) =>
        error is RequestFailedException or AuthenticationFailedException or AggregateException;

    /// <summary>What an error of a table or container means, as an exception of the state.</summary>
    public static StateException Explain(Uri place, Exception error) => new(Describe(place, error), FindCause(error));

    /// <summary>What an error means, as a sentence.</summary>
    /// <param name="place">The table or container; what follows a question mark can be a signature and is left out.</param>
    /// <param name="error">What the client threw.</param>
    public static string Describe(Uri place, Exception error) => $"{place.GetLeftPart(UriPartial.Path)} {Describe(error)}";

    /// <summary>What may be passed on as the cause, which histories and logs write down whole; null for an answer of the service.</summary>
    public static Exception? FindCause(Exception error) => error is RequestFailedException { Status: > 0 } ? null : error;

    private static string Describe(Exception error) =>
        error switch
        {
            RequestFailedException { Status: 401 or 403 } =>
                "refuses this app. Give its identity the roles Storage Table Data Contributor and Storage Blob Data Owner on the "
                    + "account ('azd provision' does), or check the key of the connection string; "
                    + "behind a firewall, let the app's network in.",
            RequestFailedException failed
                when failed.ErrorCode == TableErrorCode.TableNotFound || failed.ErrorCode == BlobErrorCode.ContainerNotFound =>
                "does not exist. Start the app again, which makes it, or run 'azd provision'.",
            RequestFailedException { Status: 429 or 500 or 503 } failed =>
                $"is busy ({failed.Status} {failed.ErrorCode}). Nothing was changed; try again.",
            RequestFailedException { Status: > 0 } failed => $"answered {failed.Status} {failed.ErrorCode}.",
            AuthenticationFailedException =>
                "cannot be opened: the app cannot sign in to Azure. On your machine run 'az login', or use a connection string; in "
                    + "Azure check the app's identity and its client id.",
            _ => "cannot be reached. Check its address in the settings Storage:Tables and Storage:Blobs, and the network.",
        };
}
