using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Spotter.Models.Packages;

/// <summary>The resources in an assembly, which is read and never loaded: none of its code runs.</summary>
internal sealed class AssemblyResources : IDisposable
{
    // Beside the files that are wanted, an assembly has its code and what else it carries.
    private const long MaxOthers = 64 * 1024 * 1024;

    private readonly PEReader _assembly;

    private AssemblyResources(PEReader assembly) => _assembly = assembly;

    /// <summary>Reads an assembly whole.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="wanted">How many bytes of it are wanted; much more is not taken.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="BadImageFormatException">It is none.</exception>
    /// <exception cref="InvalidDataException">It is much longer.</exception>
    public static async Task<AssemblyResources> ReadAsync(Stream assembly, long wanted, CancellationToken cancellationToken)
    {
        var most = wanted + MaxOthers;
        var bytes = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; (read = await assembly.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (bytes.Length + read > most)
                throw new InvalidDataException($"Its assembly is longer than {most} bytes.");
            bytes.Write(buffer, 0, read);
        }

        bytes.Position = 0;
        return new AssemblyResources(new PEReader(bytes));
    }

    /// <summary>Opens a resource; null where there is none of that name.</summary>
    public Stream? Find(string name)
    {
        if (!_assembly.HasMetadata)
            throw new BadImageFormatException("It has no managed code.");

        var metadata = _assembly.GetMetadataReader();
        foreach (var handle in metadata.ManifestResources)
        {
            var resource = metadata.GetManifestResource(handle);
            if (!resource.Implementation.IsNil || !metadata.StringComparer.Equals(resource.Name, name))
                continue;

            var header = _assembly.PEHeaders.CorHeader ?? throw new BadImageFormatException("It has no managed code.");
            var place = header.ResourcesDirectory.RelativeVirtualAddress;
            var section = place < 0 ? default : _assembly.GetSectionData(place);
            if (resource.Offset >= section.Length)
                throw new BadImageFormatException("A resource lies outside of it.");

            // A resource begins with its length (ECMA-335, II.24.2.4).
            var reader = section.GetReader((int)resource.Offset, section.Length - (int)resource.Offset);
            var length = reader.ReadInt32();
            return new MemoryStream(reader.ReadBytes(Math.Clamp(length, 0, reader.RemainingBytes)), writable: false);
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _assembly.Dispose();
}
