using Spotter.Models.Inference;
using Spotter.Pictures;

namespace Spotter.Models;

/// <summary>
/// How a picture becomes a model's input: element = (value - mean) * scale, value from 0 to 255, per channel in <see cref="Channels"/>
/// order.
/// </summary>
public sealed record ModelInput
{
    /// <summary>The input's name in the model.</summary>
    public required string Name { get; init; }

    /// <summary>In pixels.</summary>
    public required int Width { get; init; }

    /// <summary>In pixels.</summary>
    public required int Height { get; init; }

    /// <summary>float32, float16 or uint8. Default float32.</summary>
    public ElementType ElementType { get; init; } = ElementType.Float32;

    /// <summary>Default <see cref="TensorLayout.Nchw"/>.</summary>
    public TensorLayout Layout { get; init; } = TensorLayout.Nchw;

    /// <summary>Default <see cref="ChannelOrder.Rgb"/>.</summary>
    public ChannelOrder Channels { get; init; } = ChannelOrder.Rgb;

    /// <summary>Subtracted first, per channel in the order of <see cref="Channels"/>. Default 0, 0, 0.</summary>
    // A reader generated from this type sets what a file leaves out to null.
    public IReadOnlyList<float> Mean { get; init => field = value ?? [0, 0, 0]; } = [0, 0, 0];

    /// <summary>Multiplied by afterwards, per channel in the order of <see cref="Channels"/>. Default 1, 1, 1.</summary>
    public IReadOnlyList<float> Scale { get; init => field = value ?? [1, 1, 1]; } = [1, 1, 1];

    /// <summary>Default <see cref="PictureFit.Squash"/>.</summary>
    public PictureFit Fit { get; init; } = PictureFit.Squash;
}
