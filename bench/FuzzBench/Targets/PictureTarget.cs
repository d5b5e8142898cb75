using FuzzBench.Mutating;
using FuzzBench.Running;
using Spotter.Pictures;

namespace FuzzBench.Targets;

/// <summary>Picture files: pixels, or a word on why there are none.</summary>
internal sealed class PictureTarget(IPictureDecoder decoder, IPictureDrawer drawer, IReadOnlyList<byte[]> seeds) : ITarget
{
    private const int Side = 224;

    private static readonly long MaxPixels = new PictureDownloadOptions().MaxPixels;

    private readonly byte[] _pixels = new byte[Side * Side * 3];

    public Task<bool> TryAsync(FuzzInput input, CancellationToken cancellationToken) =>
        Task.FromResult(Try(input, ByteMutator.Mutate(input, input.Pick(seeds), seeds)));

    private bool Try(FuzzInput input, byte[] picture)
    {
        if (PictureSniffer.FindProblem(picture) is not null)
            return false;

        try
        {
            var info = decoder.Identify(picture);
            FaultException.ThrowIf(info.Width < 1 || info.Height < 1, "a picture without pixels");
            // As it is when a picture is stored.
            if ((long)info.Width * info.Height > MaxPixels)
                return false;

            if (input.Draws(30))
                decoder.Check(picture, strictly: input.Draws(50));
            decoder.Decode(picture, Side, Side, input.Pick(Enum.GetValues<PictureFit>()), _pixels);
            if (input.Draws(10))
                FaultException.ThrowIf(drawer.DrawJpeg(picture, Side).Length == 0, "a drawing without bytes");
            return true;
        }
        catch (PictureFormatException error)
        {
            FaultException.ThrowIf(string.IsNullOrWhiteSpace(error.Message), "a refusal without words");
            return false;
        }
    }
}
