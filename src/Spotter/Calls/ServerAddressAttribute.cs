using System.ComponentModel.DataAnnotations;

namespace Spotter.Calls;

/// <summary>A setting that is the http or https address of a server.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ServerAddressAttribute : ValidationAttribute
{
    /// <summary>True where a secret goes there, which over plain http could be read on the way. Default false.</summary>
    public bool TakesSecret { get; init; }

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        var setting = validationContext.DisplayName;
        if (!Uri.TryCreate(value as string, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            return new ValidationResult($"{setting} is '{value}' and must be an http or https address.");
        if (TakesSecret && uri.Scheme == "http" && !uri.IsLoopback)
            return new ValidationResult($"{setting} must be an https address: the access token would be readable on the way.");

        return ValidationResult.Success;
    }
}
