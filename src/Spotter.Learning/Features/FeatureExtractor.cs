using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Spotter.Learning.Backbones;
using Spotter.Learning.Requests;
using Spotter.Models;
using Spotter.Models.Inference;
using Spotter.Models.Onnx;
using Spotter.Pictures;

namespace Spotter.Learning.Features;

/// <summary>Lets a backbone look at pictures, each once.</summary>
/// <param name="decoder">Reads the pictures.</param>
/// <param name="engine">Runs the backbone.</param>
/// <param name="backbone">Whose features are wanted.</param>
/// <param name="cache">Knows the features of former trainings.</param>
internal sealed class FeatureExtractor(IPictureDecoder decoder, IInferenceEngine engine, BackboneModel backbone, FeatureCache cache)
{
    private readonly TensorFiller _filler = new(backbone.Input);

    /// <summary>The features of each picture and of its changed copies.</summary>
    /// <param name="pictures">The pictures.</param>
    /// <param name="augmentation">Which copies are made.</param>
    /// <param name="seed">Decides how the copies are changed.</param>
    /// <param name="progress">Receives every picture that is done.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<FeatureSet> ExtractAsync(
        IReadOnlyList<TrainingPicture> pictures,
        Augmentation augmentation,
        int seed,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var variants = VariantsOf(augmentation, seed);
        var rows = new FeatureRow[]?[pictures.Count];
        await Parallel.ForAsync(0, pictures.Count, cancellationToken, (i, _) =>
        {
            rows[i] = FindAll(pictures[i], variants);
            return ValueTask.CompletedTask;
        });

        var missing = Enumerable.Range(0, pictures.Count).Where(i => rows[i] is null).ToList();
        var skipped = new ConcurrentBag<SkippedFile>();
        if (missing.Count > 0)
        {
            using var session = engine.Load(OnnxGraphWriter.AppendOutputs(backbone.Model, OnnxFeatures.FeaturesName));
            var done = 0;
            // Read on the thread that computes: awaiting the file would hand each picture to another one, which is slower.
            await Parallel.ForEachAsync(missing, cancellationToken, (i, _) =>
            {
                try
                {
                    rows[i] = Compute(session, pictures[i], File.ReadAllBytes(pictures[i].Path), augmentation, variants, seed);
                }
                catch (Exception e) when (e is PictureFormatException or IOException or UnauthorizedAccessException)
                {
                    skipped.Add(new SkippedFile(pictures[i].Path, e.Message));
                }

                progress?.Report(new TrainingProgress(TrainingStage.Features, Interlocked.Increment(ref done), missing.Count));
                return ValueTask.CompletedTask;
            });
        }

        var found = Enumerable.Range(0, pictures.Count).Where(i => rows[i] is not null).ToList();
        return new FeatureSet
        {
            Pictures = [.. found.Select(
                i => new PictureFeatures(pictures[i], rows[i]![0].Values, [.. rows[i]!.Skip(1).Select(row => row.Values)]))],
            Fingerprints = [.. found.Select(i => rows[i]![0].Fingerprint)],
            Skipped = [.. skipped.OrderBy(file => file.Path, StringComparer.Ordinal)],
            Cached = pictures.Count - missing.Count,
            Damaged = cache.Damaged,
            CacheProblem = cache.Problem,
        };
    }

    // The picture itself, and then its copies by what decides how they look.
    private static string[] VariantsOf(Augmentation augmentation, int seed) =>
        [.. Enumerable.Range(-1, augmentation.Copies + 1).Select(copy => copy < 0 ? "" : "-" + Hash(
            string.Create(CultureInfo.InvariantCulture, $"{augmentation with { Copies = 0 }} {seed} {copy}")))];

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];

    private FeatureRow[]? FindAll(TrainingPicture picture, string[] variants)
    {
        var rows = new FeatureRow[variants.Length];
        for (var i = 0; i < variants.Length; i++)
        {
            if (cache.Find(picture.Hash, variants[i]) is not { } row)
                return null;
            rows[i] = row;
        }

        return rows;
    }

    private FeatureRow[] Compute(
        IInferenceSession session, TrainingPicture picture, byte[] bytes, Augmentation augmentation, string[] variants, int seed)
    {
        var input = backbone.Input;
        using var rented = MemoryPool<byte>.Shared.Rent(_filler.PixelBytes);
        var pixels = rented.Memory.Span[.._filler.PixelBytes];
        decoder.Decode(bytes, input.Width, input.Height, input.Fit, pixels);
        var rows = new FeatureRow[variants.Length];
        for (var i = 0; i < variants.Length; i++)
        {
            var seen = i == 0 ? pixels : PictureChange.Of(augmentation, picture.Hash, i - 1, seed).Apply(pixels, input.Width, input.Height);
            rows[i] = new FeatureRow(Run(session, seen), Fingerprint.Of(seen, input.Width, input.Height));
            cache.Keep(picture.Hash, variants[i], rows[i]);
        }

        return rows;
    }

    private float[] Run(IInferenceSession session, ReadOnlySpan<byte> pixels)
    {
        using var rented = MemoryPool<byte>.Shared.Rent(_filler.TensorBytes);
        var tensor = rented.Memory.Span[.._filler.TensorBytes];
        _filler.Fill(pixels, tensor);
        return session.Run(backbone.Input.Name, backbone.Input.ElementType, _filler.Shape, tensor, OnnxFeatures.FeaturesName);
    }
}
