namespace Spotter.Azure.Tests.State;

/// <summary>A storage account at which nobody listens.</summary>
internal static class Unreachable
{
    // Port 1 is privileged and long out of use.
    public const string Address = "http://127.0.0.1:1/nobody";
    public const string ConnectionString = $"AccountName=nobody;AccountKey=bm9ib2R5;BlobEndpoint={Address};TableEndpoint={Address};";
}
