using Spotter.Reading;
using Spotter.Reading.Installed;

namespace Spotter.Tests.Reading;

public sealed class ReaderVersionTests
{
    private static readonly ReaderDescription Reader = KnownReaders.PpOcrV4;

    [Fact]
    public void It_names_the_reader_its_models_and_the_way_they_are_used() =>
        Assert.Matches($"^ppocr-v4 [0-9a-f]{{12}} v{ReaderVersion.Way}$", ReaderVersion.Of(Reader));

    [Fact]
    public void Any_other_model_or_setting_makes_it_another()
    {
        var other = new ReaderFile("other.onnx", new string('a', 64));
        ReaderDescription[] readers =
        [
            Reader,
            Reader with { Name = "other" },
            Reader with { Detection = Reader.Detection with { Model = other } },
            Reader with { Detection = Reader.Detection with { MaxPixels = 1_000_000 } },
            Reader with { Recognition = Reader.Recognition with { Model = other } },
            Reader with { Recognition = Reader.Recognition with { Characters = other } },
            Reader with { Recognition = Reader.Recognition with { LeastConfidence = 0.7f } },
            Reader with { Direction = Reader.Direction with { Model = other } },
        ];

        Assert.Distinct(readers.Select(ReaderVersion.Of));
    }

    [Fact]
    public void What_is_said_of_it_changes_nothing() =>
        Assert.Equal(ReaderVersion.Of(Reader), ReaderVersion.Of(Reader with { Summary = "Another", Licence = "Another" }));
}
