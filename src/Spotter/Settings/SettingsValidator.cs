using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace Spotter.Settings;

/// <summary>Checks a section. Its messages name a setting as a person writes it, such as <c>Scanning:PageSize</c>.</summary>
internal sealed class SettingsValidator<TOptions>(string section) : IValidateOptions<TOptions> where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var errors = typeof(TOptions).GetProperties()
            .SelectMany(property => FindErrors(options, property))
            .Concat(FindOwnErrors(options))
            .ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private List<string> FindErrors(TOptions options, PropertyInfo property)
    {
        var found = new List<ValidationResult>();
        var context = new ValidationContext(options) { MemberName = property.Name, DisplayName = $"{section}:{property.Name}" };
        Validator.TryValidateProperty(property.GetValue(options), context, found);
        return [.. found.Select(result => result.ErrorMessage!)];
    }

    private IEnumerable<string> FindOwnErrors(TOptions options) => options is IValidatableObject own
        ? own.Validate(new ValidationContext(options) { DisplayName = section }).Select(result => result.ErrorMessage!)
        : [];
}
