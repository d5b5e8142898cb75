using Spotter.Contracts;
using Spotter.Models;
using Spotter.Simulator.Drawing;
using Spotter.Vision.Decoding;

namespace Spotter.Learning.Tests.Training;

public sealed class SpecialsBoardModelTests
{
    private const int PerLabel = 40;
    private const int Seed = 77;

    [Fact]
    public async Task The_model_in_the_repository_labels_drawings_it_never_saw()
    {
        var folder = Directory.CreateTempSubdirectory("spotter-drawings-");
        try
        {
            await TrainingPictures.WriteAsync(folder.FullName, PerLabel, Seed, new VipsPictureRenderer());
            using var model = await Trainer.LoadAsync(Path.Combine(TestData.RepositoryFolder, "models", "specials-board"));

            var right = folder.EnumerateFiles("*.jpg", SearchOption.AllDirectories).Count(
                file => Best(model, file) == file.Directory!.Name);

            Assert.InRange(right / (2.0 * PerLabel), 0.95, 1);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Best(LoadedModel model, FileInfo file)
    {
        var scores = model.Score(Trainer.Decoder, File.ReadAllBytes(file.FullName));
        return model.Description.Labels[Array.IndexOf(scores, scores.Max())];
    }
}
