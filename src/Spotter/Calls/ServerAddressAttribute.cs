using System.ComponentModel.DataAnnotations;

namespace Spotter.Calls;

/// <summary>A setting that is the http or https address of a server.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ServerAddressAttribute : ValidationAttribute
{
    /// <summary>True where a secret goes there: it could be read on the way over plain http, unless the server is this machine. Default false.</summary>
    public bool TakesSecret { get; init; }

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        if (!Uri.TryCreate(value as string, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            return new ValidationResult($"{validationContext.DisplayName} is '{value}' and must be an http or https address.");
        if (TakesSecret && uri.Scheme == "http" && !uri.IsLoopback)
            return new ValidationResult($"{validationContext.DisplayName} must be an https address: the access token would be readable on the way.");

        return ValidationResult.Success;
    }
}
