using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Spotter.Accounts;
using Spotter.Scanning;

namespace Spotter.FunctionsApp.HostTests;

/// <summary>Calls the app over HTTP.</summary>
internal sealed class AppApi(Uri address) : IDisposable
{
    private static readonly TimeSpan MaxScan = TimeSpan.FromMinutes(2);

    private readonly HttpClient _http = new()
    {
        BaseAddress = new Uri(address, "api/"),
        DefaultRequestHeaders = { { "x-functions-key", AppSettings.Key } },
    };

    public void Dispose() => _http.Dispose();

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    public Task<Answer> PostAsync(string path) => SendAsync(HttpMethod.Post, path);

    public Task<Answer> PutAsync(string path, string body) =>
        SendAsync(HttpMethod.Put, path, new StringContent(body, Encoding.UTF8, "application/json"));

    /// <summary>Has an account scanned, and returns the status of the scan at its end.</summary>
    public async Task<JsonElement> RescanAsync(AccountId account)
    {
        var started = await PostAsync($"accounts/{account.Source}/{account.Handle}/rescan");
        Assert.Equal(HttpStatusCode.Accepted, started.Status);
        return await WaitAsync(started.Json.GetProperty("id").GetString()!);
    }

    /// <summary>
    /// Has an account scanned by a worker that dies, perhaps before it has answered, and returns the status of the scan at its end.
    /// </summary>
    public async Task<JsonElement> RescanThroughDeathAsync(AccountId account)
    {
        await TryAsync(PostAsync($"accounts/{account.Source}/{account.Handle}/rescan"));
        return await WaitAsync(ScanAccount.InstanceIdOf(account));
    }

    /// <summary>Waits for the end of an orchestration.</summary>
    public async Task<JsonElement> WaitAsync(string id)
    {
        JsonElement status = default;
        await Eventually.HoldsAsync($"{id} ended", MaxScan, async () =>
        {
            // A worker that dies takes the calls with it that it was answering.
            if (await TryAsync(GetAsync($"scans/{Uri.EscapeDataString(id)}")) is not { Status: HttpStatusCode.OK } answer)
                return false;

            status = answer.Json;
            return status.GetProperty("status").GetString() is not ("Pending" or "Running");
        });
        return status;
    }

    // Null where the connection ended before the answer.
    private static async Task<Answer?> TryAsync(Task<Answer> call)
    {
        try
        {
            return await call;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var answer = await _http.SendAsync(request);
        return new Answer(
            answer.StatusCode, answer.Headers, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsByteArrayAsync());
    }

    /// <summary>What came back.</summary>
    internal sealed record Answer(HttpStatusCode Status, HttpResponseHeaders Headers, string? MediaType, byte[] Body)
    {
        public JsonElement Json => JsonDocument.Parse(Body).RootElement;
    }
}
