using System.Runtime.CompilerServices;
using System.Text;
using Spotter.Accounts;
using Spotter.State;

namespace Spotter.Moving.Copying;

/// <summary>
/// Says what makes a partition of one state like that of another. What belongs to an account becomes the same; to what all accounts share
/// is added.
/// </summary>
internal sealed class StateDifferences(IStateStore from, IStateStore to)
{
    // Around every key that is used: all begin with an ASCII letter or digit.
    private const string First = " ";
    private const string Last = "~";

    /// <summary>Lists the changes, in the order of their keys, no key twice.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="count">Called for each record that is looked at.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    public async IAsyncEnumerable<StateChange> ListAsync(
        string partition, Action count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isAccounts = AccountId.TryParse(partition, out _);
        await using var there = to.ListAsync(partition, First, Last, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var isThere = await there.MoveNextAsync();
        await foreach (var record in from.ListAsync(partition, First, Last, cancellationToken))
        {
            count();
            for (; isThere && Compare(there.Current.Id.Key, record.Id.Key) < 0; isThere = await there.MoveNextAsync())
                if (isAccounts)
                    yield return StateChange.Delete(there.Current.Id.Key);

            var isBoth = isThere && there.Current.Id.Key == record.Id.Key;
            if (!isBoth || !there.Current.Value.Span.SequenceEqual(record.Value.Span))
                yield return StateChange.Put(record.Id.Key, record.Value);
            isThere = isBoth ? await there.MoveNextAsync() : isThere;
        }

        for (; isThere; isThere = await there.MoveNextAsync())
            if (isAccounts)
                yield return StateChange.Delete(there.Current.Id.Key);
    }

    // By code points, as both list them.
    private static int Compare(string one, string other) =>
        Encoding.UTF8.GetBytes(one).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other));
}
