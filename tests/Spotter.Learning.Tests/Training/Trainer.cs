using System.Globalization;
using Microsoft.Extensions.Options;
using Spotter.Learning.Requests;
using Spotter.Learning.Training;
using Spotter.Models;
using Spotter.Models.Inference;
using Spotter.Vision.Decoding;
using Spotter.Vision.Drawing;
using Spotter.Vision.Inference;

namespace Spotter.Learning.Tests.Training;

/// <summary>A trainer of real parts, and a folder of pictures in two styles: stripes and discs in any colour.</summary>
internal sealed class Trainer : IDisposable
{
    public static OnnxRuntimeEngine Engine { get; } = new(Options.Create(new InferenceOptions()));

    public static VipsPictureDecoder Decoder { get; } = new();

    public static ImageSharpPictureDrawer Drawer { get; } = new(Decoder);

    public static IOptions<ModelOptions> Models { get; } = Options.Create(new ModelOptions());

    public string Root { get; } = Directory.CreateTempSubdirectory("spotter-training-").FullName;

    public string Pictures => Path.Combine(Root, "pictures");

    public string Output => Path.Combine(Root, "models", "shapes");

    public TrainingRequest Request => new() { Folder = Pictures, OutputFolder = Output };

    public Task<TrainingReport> TrainAsync() => TrainAsync(Request);

    public static Task<TrainingReport> TrainAsync(TrainingRequest request) => TrainAsync(request, Models);

    public static Task<TrainingReport> TrainAsync(TrainingRequest request, IOptions<ModelOptions> models) =>
        new ModelTrainer(Decoder, Drawer, Engine, models, TimeProvider.System).TrainAsync(request, null, CancellationToken.None);

    /// <summary>Why a request is refused.</summary>
    public static async Task<string> RefusalAsync(TrainingRequest request) =>
        (await Assert.ThrowsAsync<TrainingException>(() => TrainAsync(request))).Message;

    /// <summary>Loads the model of a folder.</summary>
    public static async Task<LoadedModel> LoadAsync(string folder)
    {
        var description = await ModelFiles.ReadDescriptionAsync(folder, CancellationToken.None);
        return LoadedModel.Load(
            folder, description, await ModelFiles.ReadModelAsync(folder, description, int.MaxValue, CancellationToken.None), Engine);
    }

    public void DrawBoth(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Save("stripes", $"{i}.jpg", Stripes(i));
            Save("discs", $"{i}.jpg", Disc(i));
        }
    }

    public string Save(string label, string name, byte[] bytes)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Pictures, label)).FullName;
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public static byte[] Stripes(int seed) => Draw(seed, string.Concat(Enumerable.Range(0, 8).Select(i =>
        string.Create(CultureInfo.InvariantCulture, $"<rect x='{(i * 20) + (seed % 7)}' width='9' height='160' fill='white'/>"))));

    public static byte[] Disc(int seed) =>
        Draw(seed, string.Create(CultureInfo.InvariantCulture, $"<circle cx='80' cy='{60 + (seed % 40)}' r='50' fill='white'/>"));

    /// <summary>A patchwork of colours that no other seed has, saved in a size and quality.</summary>
    public static byte[] Photograph(int seed, int side, int quality)
    {
        var random = new Random(seed);
        var patches = string.Concat(
            Enumerable
                .Range(0, 64)
                .Select(i =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"<rect x='{i % 8 * 40}' y='{i / 8 * 40}' width='40' height='40' "
                            + $"fill='rgb({random.Next(256)},{random.Next(256)},{random.Next(256)})'/>"
                    )
                )
        );
        return new VipsPictureRenderer().Render(
            $"<svg xmlns='http://www.w3.org/2000/svg' width='{side}' height='{side}' viewBox='0 0 320 320'>{patches}</svg>", quality);
    }

    /// <summary>What a site shows where a picture is missing.</summary>
    public static byte[] Notice() => new VipsPictureRenderer().Render(
        "<svg xmlns='http://www.w3.org/2000/svg' width='60' height='60'><rect width='60' height='60' fill='#eeeeee'/>"
            + "<path d='M20 20L40 40M40 20L20 40' stroke='#bb0000'/></svg>", 60);

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static byte[] Draw(int seed, string shapes) =>
        new VipsPictureRenderer().Render(
            string.Create(
                CultureInfo.InvariantCulture,
                $"<svg xmlns='http://www.w3.org/2000/svg' width='160' height='160'><rect width='160' height='160' "
                    + $"fill='rgb({seed * 37 % 200},{seed * 91 % 200},{seed * 53 % 200})'/>{shapes}</svg>"
            ),
            90
        );
}
