using System.Text.Json.Serialization;

namespace Spotter.Simulator.Drawing;

/// <summary>What a drawing shows; the names are the labels of the model in the repository.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PictureKind>))]
public enum PictureKind
{
    /// <summary>A board with the day's dishes.</summary>
    [JsonStringEnumMemberName("specials-board")]
    SpecialsBoard,

    /// <summary>Anything else: plates, cups, rooms, people, shop fronts, and boards that offer no specials.</summary>
    [JsonStringEnumMemberName("other")]
    Other,
}
