using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DownloadBench;

/// <summary>Gives pictures of 150 kB on this machine, each with other bytes, after a while; in a process of its own.</summary>
internal sealed class PictureServer : IDisposable
{
    public const int PictureBytes = 150_000;

    private readonly Process _process;

    private PictureServer(Process process, string address) => (_process, Address) = (process, address);

    /// <summary>Ends with a slash; a picture is a number and <c>.jpg</c>.</summary>
    public string Address { get; }

    public static async Task<PictureServer> StartAsync(TimeSpan delay)
    {
        string[] arguments = [typeof(PictureServer).Assembly.Location, "serve", $"{delay.TotalMilliseconds}"];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        return new PictureServer(process, (await process.StandardOutput.ReadLineAsync())!);
    }

    public static async Task ServeAsync(TimeSpan delay)
    {
        var picture = new byte[PictureBytes];
        new Random(1).NextBytes(picture);
        ReadOnlySpan<byte> head = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0];
        head.CopyTo(picture);
        picture[^2] = 0xFF;
        picture[^1] = 0xD9;

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async context =>
        {
            if (delay > TimeSpan.Zero)
                await Task.Delay(delay, context.RequestAborted);
            var bytes = ArrayPool<byte>.Shared.Rent(PictureBytes);
            picture.CopyTo(bytes, 0);
            var number = int.Parse(context.Request.Path.Value![1..^".jpg".Length], CultureInfo.InvariantCulture);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(100), number);
            context.Response.ContentType = "image/jpeg";
            context.Response.ContentLength = PictureBytes;
            await context.Response.Body.WriteAsync(bytes.AsMemory(0, PictureBytes), context.RequestAborted);
            ArrayPool<byte>.Shared.Return(bytes);
        });
        await app.StartAsync();
        Console.WriteLine($"{app.Urls.Single()}/");
        await app.WaitForShutdownAsync();
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
