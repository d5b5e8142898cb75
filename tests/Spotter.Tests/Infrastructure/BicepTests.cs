namespace Spotter.Tests.Infrastructure;

[Collection(BicepCompiler.Name)]
public sealed class BicepTests(BicepCompiler compiler)
{
    public static TheoryData<string> Files => [.. InfraFiles.Below(".bicep").Concat(InfraFiles.Below(".bicepparam"))];

    [SkippableTheory]
    [MemberData(nameof(Files))]
    public async Task The_compiler_and_its_linter_object_to_nothing(string file) => Assert.Empty(await compiler.ObjectionsAsync(file));

    [SkippableFact]
    public async Task Every_parameter_has_a_value_from_the_environment_and_no_other_has()
    {
        var declared = (await compiler.CompileAsync("infra", "main.bicep"))["parameters"]!.AsObject().Select(parameter => parameter.Key);
        var given = InfraFiles.ReadJson("infra", "main.parameters.json")["parameters"]!.AsObject();

        Assert.Equal(declared.Order(StringComparer.Ordinal), given.Select(pair => pair.Key).Order(StringComparer.Ordinal));
        Assert.All(given, pair => Assert.Matches(@"^\$\{[A-Z_]+(=false)?\}$", pair.Value!["value"]!.GetValue<string>()));
    }
}
