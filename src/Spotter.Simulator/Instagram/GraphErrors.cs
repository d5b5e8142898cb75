using Microsoft.AspNetCore.Http;
using Spotter.Simulator.Instagram.Replies;
using Spotter.Simulator.Protocol;

namespace Spotter.Simulator.Instagram;

/// <summary>The Graph API's error bodies, with the HTTP statuses they come with.</summary>
internal static class GraphErrors
{
    private const int NoSuchUser = 2207013;

    public static Task WriteAsync(HttpContext context, int code, int? subcode = null, string? message = null)
    {
        if (code is 102 or 190)
            context.Response.Headers.WWWAuthenticate =
                "OAuth \"Facebook Platform\" \"invalid_token\" \"Error validating access token\"";
        var error = Describe(code, subcode, message ?? MessageOf(code));
        return Reply.JsonAsync(context, StatusOf(code), error, InstagramJson.Default.GraphError);
    }

    public static Task NoSuchUserAsync(HttpContext context) => WriteAsync(context, 110, NoSuchUser, "Invalid user id");

    // In the language of the app's user: whoever matches on the text fails here.
    private static GraphError Describe(int code, int? subcode, string message) => new(new(
        message,
        "OAuthException",
        code,
        subcode,
        code is 1 or 2 or 4 or 17 or 32 or 613,
        subcode == NoSuchUser ? "Usuario no encontrado" : null,
        subcode == NoSuchUser ? "No se puede encontrar el usuario con ese nombre." : null,
        "ASimulatedTraceId000001"));

    private static int StatusOf(int code) => code switch
    {
        1 or 2 => StatusCodes.Status500InternalServerError,
        4 or 10 or (>= 200 and <= 299) => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status400BadRequest,
    };

    private static string MessageOf(int code) => code switch
    {
        1 => "An unknown error occurred",
        2 => "An unexpected error has occurred. Please retry your request later.",
        4 => "(#4) Application request limit reached",
        10 => "(#10) Application does not have permission for this action",
        17 => "(#17) User request limit reached",
        32 => "(#32) Page request limit reached",
        100 => "(#100) Invalid parameter",
        102 => "Session key invalid or no longer valid",
        190 => "Error validating access token: Session has expired.",
        341 => "(#341) Feed action request limit reached",
        368 => "The action attempted has been deemed abusive or is otherwise disallowed",
        613 => "(#613) Calls to this api have exceeded the rate limit.",
        80002 => "(#80002) There have been too many calls to this Instagram account. Wait a bit and try again.",
        9009 => "(#9009) The user is unavailable",
        _ => $"(#{code}) Simulated error",
    };
}
