using System.ServiceModel.Syndication;
using System.Xml;
using System.Xml.Linq;

namespace Spotter.Sources.Feed;

/// <summary>
/// Reads RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0. Entry by entry, so that an odd one costs no other, and in a feed that breaks off those
/// before the break are read. The library knows RSS 2.0 and Atom 1.0: the names of the other dialects are turned into theirs.
/// </summary>
internal static class XmlFeed
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace DublinCore = "http://purl.org/dc/elements/1.1/";
    private static readonly XNamespace DublinTerms = "http://purl.org/dc/terms/";
    private static readonly XName Base = XNamespace.Xml + "base";

    // In the order in which they are asked for the time of a post.
    private static readonly string[] Times = ["pubDate", "published", "issued", "date", "created", "updated", "modified"];

    // What else an entry may hold of its own dialect is of no use here, and the library refuses an entry for an odd word in it.
    private static readonly HashSet<string> Used = new(StringComparer.Ordinal)
    {
        "category", "content", "description", "enclosure", "guid", "id", "image", "link", "summary", "title",
    };

    private static readonly Dictionary<string, string> AtomTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["text/html"] = "html",
        ["application/xhtml+xml"] = "html",
        ["text/plain"] = "text",
        ["escaped"] = "html",
        ["xml"] = "text",
    };

    private static readonly XmlReaderSettings Settings = new()
    {
        // A DTD is skipped unread: entities that it defines could grow without bound.
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        CheckCharacters = false,
    };

    /// <summary>Reads a feed.</summary>
    /// <exception cref="XmlException">It is no XML.</exception>
    /// <exception cref="OddItemException">It is XML and no feed.</exception>
    public static FeedContent Read(TextReader text)
    {
        using var reader = XmlReader.Create(text, Settings);
        reader.MoveToContent();
        if (reader.LocalName is not ("rss" or "RDF" or "feed"))
            throw new OddItemException($"it begins with <{reader.LocalName}>, and is neither RSS nor Atom");

        var entries = new List<FeedEntry>();
        string? next = null;
        try
        {
            var root = reader.GetAttribute("xml:base");
            while (!reader.EOF)
                next = ReadNode(reader, entries, root) ?? next;
        }
        catch (XmlException error)
        {
            return new FeedContent(entries, next, $"The feed is damaged in line {error.LineNumber}: what stands before is read.");
        }

        return new FeedContent(entries, next);
    }

    // The address of the next page, where the node says it.
    private static string? ReadNode(XmlReader reader, List<FeedEntry> entries, string? root)
    {
        if (reader.NodeType == XmlNodeType.Element && reader.LocalName is "item" or "entry" && XNode.ReadFrom(reader) is XElement entry)
        {
            entries.Add(new FeedEntry(() => ReadItem(entry), entry.Attribute(Base)?.Value ?? root, raw => raw.Keep(entry)));
            return null;
        }

        var isNext = reader.NodeType == XmlNodeType.Element && reader.LocalName == "link" && reader.GetAttribute("rel") == "next";
        var next = isNext ? reader.GetAttribute("href") : null;
        reader.Read();
        return next;
    }

    private static SyndicationItem ReadItem(XElement entry)
    {
        var times = Times.Select(name => FindTime(entry, name)).OfType<DateTimeOffset>();
        var isAtom = entry.Name.LocalName == "entry";
        var known = isAtom ? ToAtom(entry) : ToRss(entry);
        SyndicationItemFormatter formatter = isAtom ? new Atom10ItemFormatter() : new Rss20ItemFormatter();
        using var reader = known.CreateReader();
        reader.MoveToContent();
        formatter.ReadFrom(reader);
        formatter.Item.PublishDate = times.FirstOrDefault();
        return formatter.Item;
    }

    private static DateTimeOffset? FindTime(XElement entry, string name) => entry.Elements()
        .Where(element => element.Name.LocalName == name && IsTime(entry, element))
        .Select(element => FeedTime.TryRead(element.Value))
        .FirstOrDefault(time => time is not null);

    private static bool IsTime(XElement entry, XElement element) =>
        Times.Contains(element.Name.LocalName)
        && (element.Name.Namespace == entry.Name.Namespace
            || element.Name.Namespace == DublinCore || element.Name.Namespace == DublinTerms || element.Name.Namespace == Atom);

    private static XElement ToRss(XElement entry)
    {
        var item = new XElement("item", Kept(entry).Select(child => Named(child, child.Name.LocalName, entry)));
        // The library wants a number, true or false, and text in these places, and nobody else does.
        item.Elements("enclosure").Attributes("length").Remove();
        item.Elements("guid").Attributes("isPermaLink").Where(said => said.Value is not ("true" or "false")).Remove();
        item.Elements("category").Elements().Remove();
        return item;
    }

    private static XElement ToAtom(XElement entry)
    {
        var item = new XElement(Atom + "entry", Kept(entry).Select(child => Named(child, Atom + child.Name.LocalName, entry)));
        item.Elements(Atom + "link").Where(link => link.Attribute("href") is null).Remove();
        foreach (var child in item.Elements().Where(child => child.Name.Namespace == Atom))
        {
            child.Attribute("length")?.Remove();
            SetType(child);
        }

        return item;
    }

    // Markup is kept as text of HTML, whatever its type claims: it is read as HTML later.
    private static void SetType(XElement text)
    {
        var said = (text.Attribute("mode") ?? text.Attribute("type"))?.Value;
        text.Attribute("mode")?.Remove();
        if (text.HasElements)
        {
            var markup = string.Concat(text.Nodes());
            text.SetAttributeValue("type", "html");
            text.SetValue(markup);
        }
        else if (said is not null && text.Name.LocalName is "title" or "summary" or "content")
        {
            text.SetAttributeValue("type", AtomTypes.GetValueOrDefault(said, said is "html" or "xhtml" ? "html" : "text"));
        }
    }

    // Times are read here: the library takes one form of each.
    private static IEnumerable<XElement> Kept(XElement entry) => entry.Elements().Where(child =>
        !IsTime(entry, child) && (child.Name.Namespace != entry.Name.Namespace || Used.Contains(child.Name.LocalName)));

    private static XElement Named(XElement child, XName name, XElement entry) => child.Name.Namespace == entry.Name.Namespace
        ? new XElement(name, child.Attributes().Where(one => !one.IsNamespaceDeclaration), child.Nodes())
        : new XElement(child);
}
