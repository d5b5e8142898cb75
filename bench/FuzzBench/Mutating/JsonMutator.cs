using System.Text;
using System.Text.Json;
using FuzzBench.Running;

namespace FuzzBench.Mutating;

/// <summary>Changes values of a JSON document, and leaves it a document mostly.</summary>
/// <param name="input">Decides what is changed.</param>
/// <param name="changes">The change by the place of a value, as they are counted from the root.</param>
internal sealed class JsonMutator(FuzzInput input, IReadOnlyDictionary<int, JsonChange> changes)
{
    private const int MaxChanges = 4;

    private readonly StringBuilder _text = new();
    private int _at;

    private bool IsDropped => changes.TryGetValue(_at, out var change) && change == JsonChange.Drop;

    public static string Mutate(FuzzInput input, JsonElement root)
    {
        var values = Count(root);
        var changes = new Dictionary<int, JsonChange>();
        for (var change = 1 + input.Chance.Next(MaxChanges); change > 0; change--)
            changes[input.Chance.Next(values)] = input.Draws(40) ? JsonChange.Replace : input.Pick(Enum.GetValues<JsonChange>());
        var mutator = new JsonMutator(input, changes);
        mutator.Write(root);
        return mutator._text.ToString();
    }

    private static int Count(JsonElement value) => 1 + value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Sum(property => Count(property.Value)),
        JsonValueKind.Array => value.EnumerateArray().Sum(Count),
        _ => 0,
    };

    private void Write(JsonElement value)
    {
        var change = changes.TryGetValue(_at++, out var drawn) ? drawn : (JsonChange?)null;
        switch (change)
        {
            case null:
                WriteInner(value);
                break;
            case JsonChange.Wrap:
                _text.Append('[');
                WriteInner(value);
                _text.Append(']');
                break;
            case JsonChange.Quote:
                _text.Append(JsonSerializer.Serialize(value.GetRawText()));
                Skip(value);
                break;
            case JsonChange.ToObject:
                _text.Append("{\"id\":");
                WriteInner(value);
                _text.Append('}');
                break;
            default:
                _text.Append(input.Pick(OddTexts.Values));
                Skip(value);
                break;
        }
    }

    private void WriteInner(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
            WriteObject(value);
        else if (value.ValueKind == JsonValueKind.Array)
            WriteArray(value);
        else
            _text.Append(value.GetRawText());
    }

    private void WriteObject(JsonElement value)
    {
        _text.Append('{');
        var isFirst = true;
        foreach (var property in value.EnumerateObject())
            if (IsDropped)
                SkipWhole(property.Value);
            else
            {
                _text.Append(isFirst ? "" : ",").Append(JsonSerializer.Serialize(property.Name)).Append(':');
                isFirst = false;
                Write(property.Value);
            }

        _text.Append('}');
    }

    private void WriteArray(JsonElement value)
    {
        _text.Append('[');
        var isFirst = true;
        foreach (var item in value.EnumerateArray())
            if (IsDropped)
                SkipWhole(item);
            else
            {
                _text.Append(isFirst ? "" : ",");
                isFirst = false;
                Write(item);
            }

        _text.Append(']');
    }

    private void SkipWhole(JsonElement value) => _at += Count(value);

    // The value itself was counted when it was come to.
    private void Skip(JsonElement value) => _at += Count(value) - 1;
}
