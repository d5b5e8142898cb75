using Microsoft.AspNetCore.Http;
using Spotter.Accounts;
using Spotter.Web.Markup;

namespace Spotter.Web.Accounts;

/// <summary>
/// Says on the next page what was just done, and how to take it back. The address names it: it can be read again, and does nothing.
/// </summary>
internal static class AccountNotices
{
    /// <summary>The page of accounts, with a notice.</summary>
    public static string AddressOf(string done, AccountId account) =>
        $"/accounts?done={done}&account={Uri.EscapeDataString(account.ToString())}";

    /// <summary>The notice that an address asks for.</summary>
    /// <param name="context">Who asks.</param>
    /// <param name="canUndo">True where what was saved can be taken back.</param>
    public static Html Write(HttpContext context, bool canUndo)
    {
        if (!AccountId.TryParse(context.Request.Query["account"], out var account))
            return default;

        var (text, undo) = context.Request.Query["done"].ToString() switch
        {
            "added" => ("is watched now. Its first scan begins within a quarter of a minute.", null),
            "saved" => ("is changed, from its next picture on.", canUndo ? "undo" : null),
            "undone" => ("is as it was before.", null),
            "paused" => ("is paused.", "resume"),
            "resumed" => ("is watched again.", "pause"),
            "removed" => ("is watched no more. Its posts stay.", null),
            "scanning" => ("is being scanned now.", null),
            "busy" => ("is being scanned already.", null),
            _ => ((string?)null, (string?)null),
        };
        return text is null
            ? default
            : Html.Of($"""<div class="notice" role="status">{account} {text} {Html.When(undo is not null, () => Action(account, undo!, "Undo"))}</div>""");
    }

    /// <summary>A button that does something to an account.</summary>
    public static Html Action(AccountId account, string action, string name) => Html.Of($"""
        <form method="post" action="/accounts/change"><input type="hidden" name="account" value="{account}">
        <button name="action" value="{action}" aria-label="{name} {account.Handle}">{name}</button></form>
        """);
}
