using Microsoft.Extensions.Configuration;
using Spotter.Accounts;
using Spotter.Cli.Commands;
using Spotter.Cli.Output;
using Spotter.Corrections;
using Spotter.Pictures;
using Spotter.Sources;

namespace Spotter.Cli.Tests.Commands;

/// <summary>The keys of a review. The model says 'other' of each of three pictures.</summary>
public sealed class ReviewSessionTests : IAsyncLifetime, IDisposable
{
    private readonly Workplace _workplace = new();
    private readonly StringWriter _output = new();
    private readonly CommandHost _host;
    private readonly List<ReviewItem> _items;

    public ReviewSessionTests()
    {
        var settings = new ConfigurationBuilder().AddJsonFile(_workplace.Settings).AddInMemoryCollection(
            [new("Models:Folder", Path.Combine(AppContext.BaseDirectory, "models"))]).Build();
        _host = CommandHost.Open(settings, new Terminal(_output, _output), TimeProvider.System);
        _items =
        [
            .. Enumerable
                .Range(1, 3)
                .Select(n => new ReviewItem(
                    PictureId.Of([(byte)n]),
                    AccountId.Parse("instagram:dave"),
                    new Post
                    {
                        Id = $"{n}",
                        PostedAt = DateTimeOffset.UnixEpoch.AddDays(n),
                        Caption = $"Lunch {n}",
                    },
                    "specials-board",
                    [new("other", 0.75f), new("specials-board", 0.25f)],
                    null
                )),
        ];
    }

    [Theory]
    [InlineData("2 1 Enter", "specials-board", "other", "other")]
    [InlineData("Enter s 2", "other", null, "specials-board")]
    [InlineData("2 q", "specials-board", null, null)]
    [InlineData("2 u 1 q", "other", null, null)]
    [InlineData("s u 2 q", "specials-board", null, null)]
    [InlineData("2 2 2 u q", "specials-board", "specials-board", null)]
    [InlineData("u x 9 2 q", "specials-board", null, null)]
    [InlineData("/ o t h e r Enter q", "other", null, null)]
    [InlineData("/ o t x Backspace h e r Enter q", "other", null, null)]
    [InlineData("/ s o u p Enter 2 q", "specials-board", null, null)]
    [InlineData("/ o Escape 2 q", "specials-board", null, null)]
    public async Task Each_key_does_what_it_says(string keys, params string?[] expected)
    {
        await ReviewAsync(keys);

        Assert.Equal(expected, await LabelsAsync());
    }

    [Fact]
    public async Task Undo_brings_back_what_another_person_said()
    {
        await _host.Get<PictureLabels>().SetAsync(
            _items[0].Labelled("specials-board", "anna", DateTimeOffset.UnixEpoch), CancellationToken.None);

        await ReviewAsync("1 u q");

        var label = await _host.Get<PictureLabels>().FindAsync(_items[0].Picture, CancellationToken.None);
        Assert.Equal(("specials-board", "anna"), (label!.Label, label.By));
    }

    [Fact]
    public async Task A_label_that_no_model_has_is_taken_where_it_is_allowed()
    {
        await ReviewAsync("/ s o u p Enter q", allowNew: true);

        Assert.Equal(["soup", null, null], await LabelsAsync());
    }

    [Fact]
    public async Task It_shows_the_post_the_scores_and_the_keys()
    {
        var labelled = await ReviewAsync("2 q");

        Assert.Equal(1, labelled);
        Assert.Contains("1 of 3  instagram:dave  1970-01-02 00:00 UTC", _output.ToString());
        Assert.Contains("Lunch 1", _output.ToString());
        Assert.Contains("1  0.750  other", _output.ToString());
        Assert.Contains("Enter 'other' is right", _output.ToString());
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _host.DisposeAsync();

    public void Dispose()
    {
        _workplace.Dispose();
        _output.Dispose();
    }

    private Task<int> ReviewAsync(string keys, bool allowNew = false)
    {
        var queue = new Queue<ConsoleKeyInfo>(keys.Split(' ').Select(KeyOf));
        var session = new ReviewSession(
            _host.Get<PictureReview>(), _host.Get<PictureLabels>(), TimeProvider.System, new Terminal(_output, _output),
            _ => Task.FromResult(queue.TryDequeue(out var key) ? key : KeyOf("q")), (_, _) => Task.CompletedTask, "ben", allowNew);
        return session.RunAsync(_items, CancellationToken.None);
    }

    private static ConsoleKeyInfo KeyOf(string name) => name switch
    {
        "Enter" => new('\r', ConsoleKey.Enter, false, false, false),
        "Escape" => new('\e', ConsoleKey.Escape, false, false, false),
        "Backspace" => new('\b', ConsoleKey.Backspace, false, false, false),
        _ => new(name[0], ConsoleKey.None, false, false, false),
    };

    private async Task<List<string?>> LabelsAsync()
    {
        var said = new List<string?>();
        foreach (var item in _items)
            said.Add((await _host.Get<PictureLabels>().FindAsync(item.Picture, CancellationToken.None))?.Label);
        return said;
    }
}
