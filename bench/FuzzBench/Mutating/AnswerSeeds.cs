using System.Text;
using System.Text.Json;
using FuzzBench.Running;

namespace FuzzBench.Mutating;

/// <summary>Answers of one interface that others are made from.</summary>
internal sealed class AnswerSeeds
{
    private readonly List<(byte[] Bytes, JsonElement? Root)> _seeds;
    private readonly List<byte[]> _all;

    public AnswerSeeds(IEnumerable<byte[]> answers)
    {
        _seeds = [.. answers.Select(Read)];
        _all = [.. _seeds.Select(seed => seed.Bytes)];
    }

    /// <summary>Makes an answer: seven in ten keep the form of JSON.</summary>
    public byte[] Make(FuzzInput input)
    {
        if (input.Draws(3))
            return input.Pick(_all);

        var (bytes, root) = input.Pick(_seeds);
        if (root is not { } document || input.Draws(30))
            return ByteMutator.Mutate(input, bytes, _all);

        var text = JsonMutator.Mutate(input, document);
        return Encoding.UTF8.GetBytes(text);
    }

    private static (byte[] Bytes, JsonElement? Root) Read(byte[] answer)
    {
        try
        {
            var root = JsonSerializer.SerializeToElement(JsonTrimmer.Trim(System.Text.Json.Nodes.JsonNode.Parse(answer)));
            return (Encoding.UTF8.GetBytes(root.GetRawText()), root);
        }
        catch (JsonException)
        {
            return (answer, null);
        }
    }
}
