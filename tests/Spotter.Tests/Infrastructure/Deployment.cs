using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Spotter.Tests.Infrastructure;

/// <summary>The resources that a deployment would make, with all values that are known before it runs.</summary>
/// <param name="Snapshot">The compiler's prediction, as JSON. What only Azure knows is left in it as an expression.</param>
public sealed partial record Deployment(string Snapshot)
{
    private readonly JsonNode _snapshot = JsonNode.Parse(Snapshot)!;

    public IReadOnlyList<JsonObject> Resources => [.. _snapshot["predictedResources"]!.AsArray().Select(resource => resource!.AsObject())];

    public IEnumerable<string> Types => Resources.Select(resource => Text(resource, "type")).Distinct();

    /// <summary>The app settings, by name.</summary>
    public IReadOnlyDictionary<string, string> Settings =>
        Only("Microsoft.Web/sites/config")["properties"]!.AsObject()
            .ToDictionary(setting => setting.Key, setting => setting.Value!.GetValue<string>());

    /// <summary>Each role that is given: to whom, over what kind of resource.</summary>
    public IEnumerable<(string Role, string Who, string Over)> Roles => OfType("Microsoft.Authorization/roleAssignments").Select(Role);

    public JsonObject Only(string type) => OfType(type).Single();

    public IEnumerable<JsonObject> OfType(string type) => Resources.Where(resource => Text(resource, "type") == type);

    public string IdOf(string type) => Text(Only(type), "id");

    /// <summary>Names without those of the resources around them.</summary>
    public IEnumerable<string> NamesOf(string type) => OfType(type).Select(resource => Text(resource, "name").Split('/')[^1]);

    public string Output(string name) => _snapshot["outputs"]![name]!.GetValue<string>();

    public static string Text(JsonNode resource, string path) =>
        path.Split('.').Aggregate((JsonNode?)resource, (at, key) => at![key])!.ToString();

    private static (string Role, string Who, string Over) Role(JsonObject assignment) => (
        Text(assignment, "properties.roleDefinitionId").Split('/')[^1],
        Text(assignment, "properties.principalId").Contains("Microsoft.ManagedIdentity", StringComparison.Ordinal) ? "app" : "deployer",
        TypeOf(Scope().Match(Text(assignment, "id")).Groups["scope"].Value));

    private static string TypeOf(string id) =>
        string.Join('/', id.Split("/providers/")[^1].Split('/').Where((_, index) => index == 0 || index % 2 == 1));

    [GeneratedRegex(@"^\[extensionResourceId\('(?<scope>[^']+)'")]
    private static partial Regex Scope();
}
