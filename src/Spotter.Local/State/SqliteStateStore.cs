using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Spotter.State;

namespace Spotter.Local.State;

/// <summary>
/// State in one SQLite file. Changes are made by one writer that commits all that wait in one transaction, so that many small changes share
/// one flush to the disk.
/// </summary>
public sealed class SqliteStateStore : IStateStore, IAsyncDisposable
{
    private const int MaxPerTransaction = 1_000;
    private const int FirstPageSize = 8;
    private const int MaxPageSize = 500;

    private readonly string _path;
    private readonly string _connectionString;
    private readonly int _busyTimeout;
    private readonly Channel<PendingChange> _pending = Channel.CreateUnbounded<PendingChange>(
        new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentBag<SqliteReader> _readers = [];
    private readonly Task _writing;
    private SqliteWriter? _writer;

    /// <summary>Opens the file, making or migrating it if need be.</summary>
    /// <exception cref="StateException">It cannot be opened; the message says why and what to do.</exception>
    public SqliteStateStore(IOptions<StateOptions> options)
    {
        _path = Path.GetFullPath(options.Value.Path);
        _busyTimeout = options.Value.BusyTimeout;
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = _path,
            Pooling = false,
            DefaultTimeout = Math.Max(1, _busyTimeout),
        }.ToString();
        _writer = Guard(() => new SqliteWriter(OpenForWriting()));
        _writing = Task.Run(WriteAsync);
    }

    public Task<StateRecord?> FindAsync(StateKey id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(WithReader(reader => reader.Find(id)));
    }

    public async IAsyncEnumerable<StateRecord> ListAsync(
        string partition, string from, string before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // In pages, so that no reader keeps the log of changes from being folded into the file. Many want no more than the first record.
        for (var size = FirstPageSize; ; size = Math.Min(2 * size, MaxPageSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = WithReader(reader => reader.List(partition, from, before, size));
            foreach (var record in page)
                yield return record;
            if (page.Count < size)
                break;

            from = page[^1].Id.Key + '\u0001';
        }

        await Task.CompletedTask;
    }

    public async IAsyncEnumerable<string> ListPartitionsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = "";
        while (WithReader(reader => reader.FindPartitionAfter(last)) is { } partition)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return last = partition;
        }

        await Task.CompletedTask;
    }

    public async Task<bool> TryChangeAsync(string partition, IReadOnlyList<StateChange> changes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StateChange.Require(partition, changes);
        var request = new PendingChange(partition, changes);
        if (!_pending.Writer.TryWrite(request))
            throw new StateException($"The state file {_path} was closed.");

        return await request.Done.WaitAsync(cancellationToken);
    }

    /// <summary>Waits for the changes that were asked for, then closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_pending.Writer.TryComplete())
            return;

        await _writing;
        _writer?.Dispose();
        while (_readers.TryTake(out var reader))
            reader.Dispose();
    }

    internal static string FormatVersion(long version) => version.ToString("x16", CultureInfo.InvariantCulture);

    private async Task WriteAsync()
    {
        var batch = new List<PendingChange>();
        while (await _pending.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < MaxPerTransaction && _pending.Reader.TryRead(out var request))
                batch.Add(request);
            Commit(batch);
        }
    }

    private void Commit(List<PendingChange> batch)
    {
        try
        {
            _writer ??= new SqliteWriter(OpenForWriting());
            var held = _writer.Commit(batch);
            for (var i = 0; i < held.Length; i++)
                batch[i].Succeed(held[i]);
        }
        catch (SqliteException error) when (batch.Count > 1 && SqliteErrors.IsOfOneChange(error))
        {
            // The others must not fail with the one at fault.
            batch.ForEach(request => Commit([request]));
        }
        catch (SqliteException error)
        {
            if (!SqliteErrors.SparesConnection(error))
                CloseWriter();
            batch.ForEach(request => request.Fail(SqliteErrors.Explain(_path, error)));
        }
#pragma warning disable CA1031 // The writer must live on: whoever asked is told.
        catch (Exception error)
        {
            batch.ForEach(request => request.Fail(error));
        }
#pragma warning restore CA1031
    }

    // The next change opens it again.
    private void CloseWriter()
    {
        _writer?.Dispose();
        _writer = null;
    }

    private T WithReader<T>(Func<SqliteReader, T> read) => Guard(() =>
    {
        var reader = _readers.TryTake(out var idle) ? idle : new SqliteReader(Open());
        try
        {
            var answer = read(reader);
            _readers.Add(reader);
            return answer;
        }
        catch
        {
            // Its connection may be what is broken.
            reader.Dispose();
            throw;
        }
    });

    private T Guard<T>(Func<T> use)
    {
        try
        {
            return use();
        }
        catch (SqliteException error)
        {
            throw SqliteErrors.Explain(_path, error);
        }
    }

    private SqliteConnection OpenForWriting()
    {
        MakeFolder();
        return Open(connection =>
        {
            SqliteSchema.Execute(connection, "PRAGMA journal_mode = WAL");
            SqliteSchema.Execute(connection, "PRAGMA synchronous = FULL");
            SqliteSchema.Migrate(connection, _path);
        });
    }

    private void MakeFolder()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StateException(
                $"The folder of the state file {_path} cannot be made: {error.Message} Set State:Path to a place that can be written.",
                error
            );
        }
    }

    private SqliteConnection Open(Action<SqliteConnection>? prepare = null)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            SqliteSchema.Execute(connection, $"PRAGMA busy_timeout = {_busyTimeout * 1000}");
            prepare?.Invoke(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
