namespace Spotter.State;

/// <summary>Where a record lies. Both parts are ordered by their UTF-16 code units and hold 1 to 512 characters, none of them a control character.</summary>
/// <param name="Partition">Records of one partition can be changed together and listed in order.</param>
/// <param name="Key">Unique within its partition.</param>
public readonly record struct StateKey(string Partition, string Key);
