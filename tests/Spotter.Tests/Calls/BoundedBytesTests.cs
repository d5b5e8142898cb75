using Spotter.Calls;

namespace Spotter.Tests.Calls;

public sealed class BoundedBytesTests
{
    private const int MaxBytes = 5_000_000;

    public static TheoryData<int, long?> Announcements => new()
    {
        { 0, null }, { 0, 0 }, { 0, 10 },
        { 150_000, null }, { 150_000, 150_000 }, { 150_000, 149_999 }, { 150_000, 150_001 }, { 150_000, 0 }, { 150_000, long.MaxValue },
        { MaxBytes, null }, { MaxBytes, MaxBytes }, { MaxBytes, 1 },
    };

    [Theory]
    [MemberData(nameof(Announcements))]
    public async Task All_bytes_come_whatever_was_announced(int length, long? announced)
    {
        var bytes = Draw(length);

        var read = await BoundedBytes.ReadAsync(new DribblingStream(bytes), MaxBytes, announced, CancellationToken.None);

        Assert.True(bytes.AsSpan().SequenceEqual(read));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1L)]
    [InlineData((long)MaxBytes)]
    [InlineData(MaxBytes + 1L)]
    public async Task One_byte_more_than_allowed_is_too_much(long? announced) => Assert.Null(await BoundedBytes.ReadAsync(
        new DribblingStream(Draw(MaxBytes + 1)), MaxBytes, announced, CancellationToken.None));

    [Fact]
    public async Task An_announcement_alone_takes_little_memory()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        await BoundedBytes.ReadAsync(Stream.Null, int.MaxValue, long.MaxValue, CancellationToken.None);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
    }

    private static byte[] Draw(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Gives a part of what it is asked for, as a network does.</summary>
    private sealed class DribblingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, 30_001)], cancellationToken);
    }
}
