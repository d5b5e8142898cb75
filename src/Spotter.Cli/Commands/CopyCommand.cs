using System.CommandLine;
using Microsoft.Extensions.Options;
using Spotter.Azure;
using Spotter.Azure.State;
using Spotter.Cli.Output;
using Spotter.Local.Pictures;
using Spotter.Moving.Copying;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.State;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter copy</c></summary>
internal static class CopyCommand
{
    private const string Azure = "azure";

    public static Command Create(Terminal terminal)
    {
        var to = new Option<string?>("--to") { Description = "azure: from this machine into the storage account", HelpName = "PLACE" };
        var from = new Option<string?>("--from") { Description = "azure: from the storage account onto this machine", HelpName = "PLACE" };
        var remove = new Option<bool>("--remove-after-verify")
        {
            Description = "With --to: remove the pictures and videos here when all was found to be the same there",
        };
        var json = CommandOptions.Json();
        var command = new Command("copy", """
            Copy pictures, videos and state to a storage account on Azure, or back.
            All of it is read again at the end and compared. Run again, it copies what is missing or has changed.
            End spotter watch, or stop the app, before: what works on meanwhile makes both sides differ.

            Examples:
              spotter copy --to azure
              spotter copy --to azure --remove-after-verify      frees the disk; the state stays here, too
              spotter copy --from azure

            Which account: Storage:Blobs:ServiceUri and Storage:Tables:Endpoint, signed in with az login, or a
            ConnectionString for each. Exit code 1 where both sides are not the same.
            """) { to, from, remove, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            var (target, source) = (result.GetValue(to), result.GetValue(from));
            if ((target, source) is not ((Azure, null) or (null, Azure)))
                throw new UsageException("Write one of: spotter copy --to azure, spotter copy --from azure");
            if (source is not null && result.GetValue(remove))
                throw new UsageException(
                    "--remove-after-verify removes the pictures and videos of this machine only: write it with --to azure.");

            await using var host = CommandHost.Open(result, terminal, result.GetValue(json));
            RequireAccount(host);
            if (target is not null)
                await RequireFoldersAsync(host, cancellationToken);
            await using var storage = host.OpenAzure();
            var summary = await CopyAsync(host, storage, terminal, target is not null, result.GetValue(remove), cancellationToken);
            if (result.GetValue(json))
                terminal.Json(summary, CliJson.Default.CopySummary);
            else
                Print(terminal, summary);
            foreach (var problem in summary.Problems)
                terminal.Problem(problem);
            return summary.Problems.Count == 0 ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    private static void RequireAccount(CommandHost host)
    {
        var (blobs, tables) = (host.Get<IOptions<BlobStorageOptions>>().Value, host.Get<IOptions<TableStorageOptions>>().Value);
        if ((blobs.ServiceUri ?? blobs.ConnectionString) is null || (tables.Endpoint ?? tables.ConnectionString) is null)
            throw new UsageException(
                "No storage account is named. Set Storage:Blobs:ServiceUri and Storage:Tables:Endpoint, or a ConnectionString for each "
                    + "(SPOTTER_Storage__Blobs__ConnectionString, SPOTTER_Storage__Tables__ConnectionString).");
    }

    // A disk that is not attached has no file that could be missing on the other side.
    private static async Task RequireFoldersAsync(CommandHost host, CancellationToken cancellationToken)
    {
        var posts = host.Get<PostRepository>();
        var accounts = posts.ListAccountsAsync(cancellationToken);
        var (pictures, videos) = (
            Path.GetFullPath(host.Get<IOptions<PictureFolderOptions>>().Value.Folder),
            Path.GetFullPath(host.Get<IOptions<VideoFolderOptions>>().Value.Folder));
        if (!Directory.Exists(pictures) && await accounts.AnyAsync(cancellationToken))
            throw new IOException(
                $"The picture folder {pictures} is not there, and there are posts. Attach its disk, or set Pictures:Folder.");
        var all = accounts.SelectMany(account => posts.ListAsync(account, after: null, cancellationToken));
        if (!Directory.Exists(videos)
            && await all.AnyAsync(one => one.Post.Videos?.Any(video => video.Id is not null) == true, cancellationToken))
            throw new IOException(
                $"The folder of videos {videos} is not there, and there are posts with videos. Attach its disk, or set Videos:Folder; an "
                    + "empty folder in its place leaves them out.");
    }

    private static Task<CopySummary> CopyAsync(
        CommandHost host, AzureStorage storage, Terminal terminal, bool isUp, bool removes, CancellationToken cancellationToken) =>
        terminal.WithStagesAsync(async show =>
        {
            if (isUp)
                await storage.Get<StorageSetup>().MakeAsync(cancellationToken);
            var (here, there) = (host.Get<IStateStore>(), storage.Get<IStateStore>());
            var (picturesHere, picturesThere) = (host.Get<IPictureInventory>(), storage.Get<IPictureInventory>());
            var (videosHere, videosThere) = (host.Get<IVideoInventory>(), storage.Get<IVideoInventory>());
            var copy = isUp
                ? new StoreCopy(here, there, picturesHere, picturesThere, videosHere, videosThere)
                : new StoreCopy(there, here, picturesThere, picturesHere, videosThere, videosHere);
            return await copy.RunAsync(removes, show, cancellationToken);
        });

    private static void Print(Terminal terminal, CopySummary summary)
    {
        terminal.Line(
            $"{summary.Pictures} pictures, {summary.PicturesCopied} of them copied now; {Videos(summary)}{summary.Records} records, "
                + $"{summary.RecordsCopied} changes made");
        if (summary.Problems.Count == 0)
            terminal.Line("both sides were read and are the same");
        if (summary.Removed + summary.VideosRemoved > 0)
            terminal.Line(
                $"{summary.Removed} pictures{(summary.VideosRemoved > 0 ? $" and {Quantity.Of(summary.VideosRemoved, "video")}" : "")} "
                    + "were removed here; spotter copy --from azure brings them back");
    }

    private static string Videos(CopySummary summary) =>
        summary.Videos > 0 ? $"{Quantity.Of(summary.Videos, "video")}, {summary.VideosCopied} of them copied now; " : "";
}
