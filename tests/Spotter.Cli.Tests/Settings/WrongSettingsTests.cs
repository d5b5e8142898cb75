namespace Spotter.Cli.Tests.Settings;

/// <summary>Every setting that has a limit is checked at the start, by a line that names it as the settings file does.</summary>
public sealed class WrongSettingsTests
{
    [Theory]
    [InlineData("Sources:Instagram:BaseAddress", "graph.facebook.com")]
    [InlineData("Sources:Instagram:BaseAddress", "http://graph.facebook.com")]
    [InlineData("Sources:Instagram:ApiVersion", "25")]
    [InlineData("Sources:Instagram:CallBudget", "1 per second")]
    [InlineData("Sources:Instagram:CallBudget", "0,30")]
    [InlineData("Sources:Instagram:CallBudget", "1,0.00000001")]
    [InlineData("Sources:Instagram:PageSize", "51")]
    [InlineData("Sources:Instagram:Timeout", "00:00:00")]
    [InlineData("Sources:InstagramWeb:Enabled", "perhaps")]
    [InlineData("Sources:InstagramWeb:BaseAddress", "ftp://instagram.com")]
    [InlineData("Sources:InstagramWeb:QueryAddress", "")]
    [InlineData("Sources:InstagramWeb:AppId", "")]
    [InlineData("Sources:InstagramWeb:CallBudget", "1,NaN")]
    [InlineData("Sources:InstagramWeb:PageSize", "0")]
    [InlineData("Sources:InstagramWeb:Timeout", "-00:00:01")]
    [InlineData("Sources:Folder:Root", "")]
    [InlineData("Watching:Schedule", "*/10 * * * *")]
    [InlineData("Watching:Schedule", "")]
    [InlineData("Watching:TimeZone", "Mars/Olympus")]
    [InlineData("Watching:Model", "")]
    [InlineData("Scanning:ParallelAccounts", "0")]
    [InlineData("Scanning:ParallelPosts", "101")]
    [InlineData("Scanning:PageSize", "51")]
    [InlineData("Scanning:MaxPosts", "-1")]
    [InlineData("Scanning:MaxPages", "1e9")]
    [InlineData("Scanning:MaxCallAttempts", "0")]
    [InlineData("Scanning:MaxPostAttempts", "0")]
    [InlineData("Scanning:BackoffMultiplier", "-1")]
    [InlineData("Scanning:BackoffMultiplier", "NaN")]
    [InlineData("Scanning:BackoffExponent", "0.5")]
    [InlineData("Scanning:BackoffCap", "99999999999")]
    [InlineData("Scanning:BlockedDelay", "-1")]
    [InlineData("Scanning:PostRetryDelay", "Infinity")]
    [InlineData("Pictures:MaxBytes", "0")]
    [InlineData("Pictures:MaxPixels", "99999999999")]
    [InlineData("Pictures:MaxRedirects", "21")]
    [InlineData("Pictures:Timeout", "00:00:00")]
    [InlineData("Pictures:Timeout", "50.00:00:00")]
    [InlineData("Pictures:Retries", "-1")]
    [InlineData("Pictures:AllowLoopback", "2")]
    [InlineData("Pictures:Folder", "")]
    [InlineData("Models:Folder", "")]
    [InlineData("Models:MaxBytes", "99999999999")]
    [InlineData("Models:Timeout", "-00:00:01")]
    [InlineData("Clarifai:BaseAddress", "http://api.clarifai.com")]
    [InlineData("Clarifai:CallBudget", "1")]
    [InlineData("Training:CacheFolder", "")]
    [InlineData("Inference:Threads", "0")]
    [InlineData("State:Path", "")]
    [InlineData("State:BusyTimeout", "-1")]
    [InlineData("Channels:lunch:Type", "")]
    public async Task It_is_named_in_one_line_and_nothing_is_done(string setting, string value)
    {
        using var workplace = new Workplace();
        var settings = $$"""{ {{Nest(setting, value)}} }""";
        await File.WriteAllTextAsync(workplace.Settings, settings);

        var run = await workplace.RunAsync("accounts", "list");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(setting, run.Error);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.Equal("", run.Out);
    }

    [Fact]
    public async Task A_channel_that_is_no_object_is_not_taken_for_the_console()
    {
        using var workplace = new Workplace([new("Channels:lunch", "slack")]);

        var run = await workplace.RunAsync("accounts", "list");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("Channels:lunch:Type must be slack", run.Error);
    }

    [Fact]
    public async Task Several_are_named_at_once()
    {
        using var workplace = new Workplace(
            [new("Scanning:MaxPosts", "0"), new("Watching:TimeZone", "Mars"), new("Channels:lunch:Type", "pigeon")]);

        var run = await workplace.RunAsync("accounts", "list");

        Assert.Contains("Scanning:MaxPosts", run.Error);
        Assert.Contains("Watching:TimeZone", run.Error);
        Assert.Contains("Channels:lunch:Type", run.Error);
    }

    [Fact]
    public async Task A_secret_is_not_shown_with_what_is_wrong_with_it()
    {
        using var workplace = new Workplace([
            new("Channels:lunch:Type", "slack"), new("Channels:lunch:Token", "xoxb-secret\n"),
            new("Channels:news:Type", "webhook"), new("Channels:news:WebhookUrl", "http://hooks.slack.com/services/secret")]);

        var run = await workplace.RunAsync("accounts", "list");

        Assert.Contains("Channels:lunch:Token", run.Error);
        Assert.Contains("Channels:news:WebhookUrl", run.Error);
        Assert.DoesNotContain("secret", run.Error);
    }

    private static string Nest(string setting, string value)
    {
        var parts = setting.Split(':');
        return $"\"{string.Join("\": { \"", parts)}\": \"{value}\"{new string('}', parts.Length - 1)}";
    }
}
