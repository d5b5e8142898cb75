namespace Spotter.State;

/// <summary>Where a record lies. Keys are ordered by their code points. Both parts hold 1 to 512 characters, none of them a control character.</summary>
/// <param name="Partition">Records of one partition can be changed together and listed in order.</param>
/// <param name="Key">Unique within its partition.</param>
public readonly record struct StateKey(string Partition, string Key);
