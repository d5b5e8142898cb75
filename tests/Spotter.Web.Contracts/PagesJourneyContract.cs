using Microsoft.Playwright;
using Xunit;

namespace Spotter.Web.Contracts;

/// <summary>What a person does with the pages from the first day on, on whatever host they are.</summary>
/// <param name="chromium">Shows them.</param>
public abstract class PagesJourneyContract(ChromiumBrowser chromium)
{
    /// <summary>An account that is not watched and has posts, without its source.</summary>
    protected abstract string Handle { get; }

    /// <summary>A channel for alerts.</summary>
    protected abstract string Channel { get; }

    /// <summary>Who says what is said on the pages.</summary>
    protected abstract string Person { get; }

    [SkippableFact]
    public async Task An_account_is_added_its_pictures_arrive_one_is_corrected_a_rule_is_tried_and_the_models_are_looked_at()
    {
        var browser = chromium.Require();
        await using var visitor = await Visitor.ComeAsync(browser, await OpenAsync());
        var page = visitor.Page;

        await ComeToAccountsAsync(page);
        // Where none is watched yet, the form stands open.
        var account = page.GetByLabel("Account", new() { Exact = true });
        if (!await account.IsVisibleAsync())
            await page.GetByText("Add an account").ClickAsync();
        await account.FillAsync($"instagram:{Handle}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Watch it" }).ClickAsync();
        await Assertions.Expect(page.GetByText($"instagram:{Handle} is watched now.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = $"Scan now {Handle}" }).ClickAsync();
        await SeePicturesAsync(page);
        await Assertions.Expect(page.Locator(".card img").First).ToHaveJSPropertyAsync("complete", true);

        await page.Locator(".shot").Filter(new() { Has = page.Locator("img") }).First.ClickAsync();
        await page.GetByLabel("It shows").First.SelectOptionAsync("other");
        await page.GetByRole(AriaRole.Button, new() { Name = "Say so" }).First.ClickAsync();
        await Assertions.Expect(page.GetByText($"other, says {Person}")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Take it back" }).ClickAsync();
        await Assertions.Expect(page.GetByText($"says {Person}")).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Link, new() { Name = "Accounts" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = $"Edit {Handle}" }).ClickAsync();
        await page.GetByLabel("Rules, one a line").FillAsync($"specials-board >= 0.5 -> {Channel}");
        await Assertions.Expect(page.Locator("#preview")).ToContainTextAsync("It would have matched");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByText($"specials-board >= 0.5 -> {Channel}").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = $"Pause {Handle}" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = $"Undo {Handle}" }).ClickAsync();
        await Assertions.Expect(page.GetByText("is watched again.")).ToBeVisibleAsync();

        await MeetModelsAsync(visitor);
        visitor.AssertNothingWrong();
    }

    /// <summary>Starts the host.</summary>
    /// <returns>Where the pages are.</returns>
    protected abstract Task<Uri> OpenAsync();

    /// <summary>Comes from nowhere to the page of the accounts.</summary>
    protected abstract Task ComeToAccountsAsync(IPage page);

    /// <summary>
    /// Comes to the page of the models, trains from what was corrected and uses that; or learns how, where that is done elsewhere.
    /// </summary>
    protected abstract Task MeetModelsAsync(Visitor visitor);

    /// <summary>Comes from the accounts to pictures of the account, which is being scanned.</summary>
    protected abstract Task SeePicturesAsync(IPage page);
}
