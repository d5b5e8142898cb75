using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Spotter.Models.Packages;

/// <summary>The resources in an assembly, which is read and never loaded: none of its code runs.</summary>
internal sealed class AssemblyResources : IDisposable
{
    private readonly PEReader _assembly;

    private AssemblyResources(PEReader assembly) => _assembly = assembly;

    /// <summary>Reads an assembly whole.</summary>
    /// <exception cref="BadImageFormatException">It is none.</exception>
    public static async Task<AssemblyResources> ReadAsync(Stream assembly, CancellationToken cancellationToken)
    {
        var bytes = new MemoryStream();
        await assembly.CopyToAsync(bytes, cancellationToken);
        bytes.Position = 0;
        return new AssemblyResources(new PEReader(bytes));
    }

    /// <summary>Opens a resource; null where there is none of that name.</summary>
    public Stream? Find(string name)
    {
        var metadata = _assembly.GetMetadataReader();
        foreach (var handle in metadata.ManifestResources)
        {
            var resource = metadata.GetManifestResource(handle);
            if (!resource.Implementation.IsNil || !metadata.StringComparer.Equals(resource.Name, name))
                continue;

            var header = _assembly.PEHeaders.CorHeader ?? throw new BadImageFormatException("It has no managed code.");
            var section = _assembly.GetSectionData(header.ResourcesDirectory.RelativeVirtualAddress);
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
