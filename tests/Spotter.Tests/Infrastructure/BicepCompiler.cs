using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using StreamJsonRpc;

namespace Spotter.Tests.Infrastructure;

/// <summary>
/// The Bicep compiler, in one process for all tests that ask it. It writes no file: it answers over its pipes.
/// Its environment has a value for all that a way of deploying reads from there.
/// </summary>
[CollectionDefinition(Name)]
public sealed class BicepCompiler : ICollectionFixture<BicepCompiler>, IAsyncLifetime
{
    /// <summary>The collection of the classes that share it.</summary>
    public const string Name = "Bicep";

    /// <summary>What every secret that goes into a deployment begins with.</summary>
    public const string Secret = "hush-";

    private const string Subscription = "00000000-0000-0000-0000-000000000001";

    private static readonly string Program =
        typeof(BicepCompiler).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "BicepPath").Value ?? "";

    private static readonly Dictionary<string, string> Values = new()
    {
        ["AZURE_ENV_NAME"] = "lunch",
        ["AZURE_LOCATION"] = "eastus",
        ["SPOTTER_MONITOR_SCHEDULE"] = "0 */7 * * * *",
        ["SPOTTER_WATCH_SCHEDULE"] = "0 */10 11-12 * * *",
        ["SPOTTER_TIME_ZONE"] = "America/New_York",
        ["SPOTTER_MODEL"] = "specials-board",
        ["SPOTTER_ACCOUNTS"] = "instagram:davesfreshpasta, instagram:othershop,",
        ["SPOTTER_INSTAGRAM_USER_ID"] = "17841400000000000",
        ["SPOTTER_INSTAGRAM_ACCESS_TOKEN"] = $"{Secret}instagram",
        ["SPOTTER_SLACK_CHANNEL"] = "C0123456789",
        ["SPOTTER_SLACK_TOKEN"] = $"{Secret}slack",
        ["SPOTTER_ACCESS_KEY"] = $"{Secret}access",
        ["SPOTTER_PAGE_HOSTS"] = "lunch.example.com",
        ["SPOTTER_CLARIFAI_KEY"] = $"{Secret}clarifai",
    };

    private readonly Dictionary<string, Deployment> _predicted = [];
    private Process? _process;
    private JsonRpc? _calls;

    public Task InitializeAsync()
    {
        if (Program.Length == 0)
            return Task.CompletedTask;

        var start = new ProcessStartInfo(Program, ["jsonrpc", "--stdio"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var (name, value) in Values)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _calls = Connect(_process);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        if (_process is null)
            return;

        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _calls!.Dispose();
        _process.Dispose();
    }

    /// <summary>The ARM template that a .bicep file becomes.</summary>
    public async Task<JsonObject> CompileAsync(params string[] relative) =>
        Parse((await AskTemplateAsync(InfraFiles.PathOf(relative))).GetProperty("contents"));

    /// <summary>The values that a .bicepparam file gives to the parameters of its template, by name.</summary>
    public async Task<JsonObject> ParametersAsync(string way) =>
        Parse((await AskParametersAsync(PathOf(way))).GetProperty("parameters"))["parameters"]!.AsObject();

    /// <summary>What the compiler and its linter object to in a .bicep or .bicepparam file, one line for each.</summary>
    public async Task<IReadOnlyList<string>> ObjectionsAsync(string relative)
    {
        var path = InfraFiles.PathOf(relative);
        var answer = await (Path.GetExtension(path) == ".bicepparam" ? AskParametersAsync(path) : AskTemplateAsync(path));
        var objections = answer.GetProperty("diagnostics").EnumerateArray().Select(Line).ToList();
        return answer.GetProperty("success").GetBoolean() || objections.Count > 0 ? objections : [$"{relative} does not compile."];
    }

    /// <summary>What a way of deploying would make, worked out by the compiler without asking Azure.</summary>
    public async Task<Deployment> PredictAsync(string way)
    {
        if (!_predicted.TryGetValue(way, out var deployment))
        {
            var metadata = new { subscriptionId = Subscription, location = Values["AZURE_LOCATION"] };
            var answer = await AskAsync("bicep/getSnapshot", new { path = PathOf(way), metadata });
            _predicted[way] = deployment = new(answer.GetProperty("snapshot").GetString()!);
        }

        return deployment;
    }

    private static JsonRpc Connect(Process process)
    {
        var (questions, answers) = (process.StandardInput.BaseStream, process.StandardOutput.BaseStream);
        var calls = new JsonRpc(new HeaderDelimitedMessageHandler(questions, answers, new SystemTextJsonFormatter()));
        calls.StartListening();
        return calls;
    }

    private static string PathOf(string way) => InfraFiles.PathOf("infra", "ways", $"{way}.bicepparam");

    private static JsonObject Parse(JsonElement json) => JsonNode.Parse(json.GetString()!)!.AsObject();

    private static string Line(JsonElement objection)
    {
        var line = objection.GetProperty("range").GetProperty("start").GetProperty("line").GetInt32() + 1;
        return $"{objection.GetProperty("source")}({line}): {objection.GetProperty("code")}: {objection.GetProperty("message")}";
    }

    private Task<JsonElement> AskTemplateAsync(string path) => AskAsync("bicep/compile", new { path });

    private Task<JsonElement> AskParametersAsync(string path) =>
        AskAsync("bicep/compileParams", new { path, parameterOverrides = new { } });

    private Task<JsonElement> AskAsync(string method, object question)
    {
        Skip.If(_calls is null, "No package has a Bicep compiler for this platform. Name one: dotnet test -p:BicepPath=/path/to/bicep");
        return _calls!.InvokeAsync<JsonElement>(method, question);
    }
}
