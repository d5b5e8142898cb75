namespace Spotter.Reporting.Reading;

/// <summary>What letters are written in, as far as it tells languages apart.</summary>
internal enum Script
{
    /// <summary>No letter.</summary>
    None,

    /// <summary>Of most languages of Europe, America and Africa.</summary>
    Latin,

    /// <summary>Of Greek.</summary>
    Greek,

    /// <summary>Of Russian, Ukrainian and others.</summary>
    Cyrillic,

    /// <summary>Of Hebrew.</summary>
    Hebrew,

    /// <summary>Of Arabic, Persian, Urdu and others.</summary>
    Arabic,

    /// <summary>Of Hindi, Marathi, Nepali and others.</summary>
    Devanagari,

    /// <summary>Of Thai.</summary>
    Thai,

    /// <summary>Of Korean.</summary>
    Hangul,

    /// <summary>Of Japanese alone.</summary>
    Kana,

    /// <summary>Of Chinese, and of Japanese beside <see cref="Kana"/>.</summary>
    Han,

    /// <summary>Any other.</summary>
    Other,
}
