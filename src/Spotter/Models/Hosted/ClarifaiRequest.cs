using System.Text.Json;

namespace Spotter.Models.Hosted;

/// <summary>What a prediction asks: PostModelOutputsRequest of the protobuf definitions, as JSON.</summary>
internal sealed record ClarifaiRequest(ClarifaiRequest.Input[] Inputs, ClarifaiRequest.Choice? Model)
{
    public static byte[] Write(ModelDescription model, ReadOnlyMemory<byte> picture)
    {
        // Else only the best 20 concepts are answered. A detector takes no such choice.
        var choice = model.Hosted!.Regions ? null : new Choice(new(new([.. model.Labels.Select(label => new Label(label))])));
        return JsonSerializer.SerializeToUtf8Bytes(
            new ClarifaiRequest([new(new(new(picture)))], choice),
            ClarifaiJson.Default.ClarifaiRequest);
    }

    internal sealed record Input(InputData Data);

    internal sealed record InputData(Image Image);

    internal sealed record Image(ReadOnlyMemory<byte> Base64);

    internal sealed record Choice(OutputInfo OutputInfo);

    internal sealed record OutputInfo(OutputConfig OutputConfig);

    internal sealed record OutputConfig(Label[] SelectConcepts);

    internal sealed record Label(string Name);
}
