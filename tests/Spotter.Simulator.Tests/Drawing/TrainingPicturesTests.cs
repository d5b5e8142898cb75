using Spotter.Pictures;
using Spotter.Simulator.Drawing;

namespace Spotter.Simulator.Tests.Drawing;

public class TrainingPicturesTests
{
    [Fact]
    public async Task There_is_a_folder_per_label_and_no_two_pictures_are_the_same()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            await TrainingPictures.WriteAsync(folder.FullName, perLabel: 12, seed: 5, new TextRenderer());

            foreach (var label in TrainingPictures.Labels)
            {
                var pictures = Directory.GetFiles(Path.Combine(folder.FullName, label), "*.jpg").Select(File.ReadAllText).ToList();
                Assert.Equal((12, 12), (pictures.Count, pictures.Distinct().Count()));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Spoiled_pictures_are_the_same_again_and_of_many_sizes()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            await TrainingPictures.WriteAsync(Path.Combine(folder.FullName, "1"), 8, 5, new TextRenderer(), spoiled: true);
            await TrainingPictures.WriteAsync(Path.Combine(folder.FullName, "2"), 8, 5, new TextRenderer(), spoiled: true);

            var files = Directory.GetFiles(Path.Combine(folder.FullName, "1"), "*.jpg", SearchOption.AllDirectories);
            var pictures = files.Select(File.ReadAllText).ToList();
            Assert.Equal(pictures, files.Select(file => File.ReadAllText(file.Replace("/1/", "/2/", StringComparison.Ordinal))));
            Assert.All(pictures, picture => Assert.Contains("feDisplacementMap", picture));
            Assert.True(pictures.DistinctBy(picture => picture[..60]).Count() > 8);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Gives the drawing itself: what a picture shows is decided before it is rendered.</summary>
    private sealed class TextRenderer : IPictureRenderer
    {
        public byte[] Render(string svg, int quality) => System.Text.Encoding.UTF8.GetBytes(svg);
    }
}
