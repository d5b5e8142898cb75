using System.Text.Json.Serialization;

namespace Spotter.Reporting;

/// <summary>How posts of one hour of the week did.</summary>
/// <param name="Weekday">The day.</param>
/// <param name="Hour">0 to 23, on a clock of the account's time zone.</param>
/// <param name="Figures">How they did.</param>
/// <param name="Against">
/// Against what is usual for their accounts; its interval is so wide that 95 % of all weeks have every hour inside.
/// </param>
public sealed record HourFigures(
    [property: JsonConverter(typeof(JsonStringEnumConverter<DayOfWeek>))] DayOfWeek Weekday, int Hour, Figures Figures, Lift? Against);
