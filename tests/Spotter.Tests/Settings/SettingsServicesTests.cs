using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Spotter.Settings;

namespace Spotter.Tests.Settings;

public sealed class SettingsServicesTests
{
    [Fact]
    public void What_is_set_is_bound() => Assert.Equal(3, Add(("Oven:Trays", "3")).GetRequiredService<IOptions<OvenOptions>>().Value.Trays);

    [Fact]
    public void Everything_wrong_is_named_at_the_start_as_a_person_writes_it()
    {
        var services = Add(("Oven:Trays", "0"), ("Oven:Name", ""), ("Oven:Heat", "300"));

        var error = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Equal(
            [
                "Oven:Heat is too much for Oven:Name.",
                "The Oven:Name field is required.",
                "The field Oven:Trays must be between 1 and 9.",
            ],
            error.Failures.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_sections_are_known_before_any_service_is_made()
    {
        var services = new ServiceCollection().AddSettings<OvenOptions>(new ConfigurationBuilder().Build(), "Oven");

        var section = Assert.Single(services.FindSettings());

        Assert.Equal(["Oven:Trays", "Oven:Name", "Oven:Heat"], section.SettingNames);
    }

    private static ServiceProvider Add(params (string Key, string Value)[] settings) => new ServiceCollection()
        .AddSettings<OvenOptions>(Loopback.Configure([], settings), "Oven")
        .BuildServiceProvider();

    private sealed class OvenOptions : IValidatableObject
    {
        [Range(1, 9)]
        public int Trays { get; set; } = 2;

        [Required]
        public string Name { get; set; } = "old";

        public int Heat { get; set; } = 200;

        public IList<string> Breads { get; } = [];

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
            Heat <= 250
                ? []
                : [new ValidationResult($"{validationContext.DisplayName}:Heat is too much for {validationContext.DisplayName}:Name.")];
    }
}
