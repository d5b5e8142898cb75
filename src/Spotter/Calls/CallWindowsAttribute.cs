using System.ComponentModel.DataAnnotations;

namespace Spotter.Calls;

/// <summary>A setting that <see cref="CallWindow.ParseMany"/> must be able to read.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CallWindowsAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        try
        {
            CallWindow.ParseMany(value as string ?? "");
            return ValidationResult.Success;
        }
        catch (FormatException error)
        {
            return new ValidationResult($"{validationContext.DisplayName}: {error.Message}");
        }
    }
}
