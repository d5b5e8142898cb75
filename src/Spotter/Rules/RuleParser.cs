namespace Spotter.Rules;

/// <summary>
/// Reads a rule by recursive descent: <c>or</c> holds its parts together more loosely than <c>and</c>, and that more loosely than
/// <c>not</c>.
/// </summary>
/// <param name="rule">The rule.</param>
/// <param name="names">The names that it may use; null for any.</param>
internal sealed class RuleParser(string rule, RuleNames? names)
{
    private const int MaxLength = 2_000;
    private const int MaxAtoms = 50;
    private const int MaxDepth = 50;

    private const string Beginnings = "a label, words, caption, likes, comments, pictures, video, account, source, not or (";

    private readonly RuleScanner _scanner = new(rule);
    private int _atoms;
    private int _depth;

    /// <summary>Reads a condition.</summary>
    /// <exception cref="RuleException">It cannot be read.</exception>
    public RuleCondition ReadCondition()
    {
        var condition = Begin();
        return End(condition, "and, or, or the end");
    }

    /// <summary>Reads a condition and the channel behind it, null where none is named.</summary>
    /// <exception cref="RuleException">It cannot be read.</exception>
    public (RuleCondition Condition, string? Channel) ReadRule()
    {
        var condition = Begin();
        var channel = _scanner.TryTake(RuleWords.Channel) ? TakeChannel() : null;
        return (End(condition, channel is null ? "and, or, ->, or the end" : "the end"), channel);
    }

    private RuleCondition Begin()
    {
        if (rule.Length > MaxLength)
            throw new RuleException($"A rule has at most {MaxLength:N0} characters, and this one {rule.Length:N0}.", rule, MaxLength);

        _scanner.SkipSpaces();
        return _scanner.IsAtEnd
            ? throw new RuleException("The rule is empty. Write, for example, specials-board >= 0.9 -> lunch.", rule, _scanner.At)
            : ReadEither();
    }

    private RuleCondition End(RuleCondition condition, string expected)
    {
        _scanner.SkipSpaces();
        return _scanner.IsAtEnd ? condition : throw Unexpected(expected);
    }

    private string TakeChannel()
    {
        _scanner.SkipSpaces();
        var at = _scanner.At;
        var channel = _scanner.TryTakeText(static c => !char.IsWhiteSpace(c) && c != '"') ?? throw Unexpected("the name of a channel");
        return names?.FindChannelError(channel.Value) is { } error ? throw new RuleException(error, rule, at) : channel.Value;
    }

    private RuleCondition ReadEither()
    {
        var condition = ReadBoth();
        while (_scanner.TryTakeWord(RuleWords.Or))
            condition = new EitherCondition(condition, ReadBoth());
        return condition;
    }

    private RuleCondition ReadBoth()
    {
        var condition = ReadPart();
        while (_scanner.TryTakeWord(RuleWords.And))
            condition = new BothCondition(condition, ReadPart());
        return condition;
    }

    private RuleCondition ReadPart()
    {
        _scanner.SkipSpaces();
        var at = _scanner.At;
        if (_scanner.TryTakeWord(RuleWords.Not))
            return new NotCondition(Deeper(at, ReadPart));
        if (_scanner.TryTake("("))
            return Deeper(at, ReadBracketed);

        return ++_atoms <= MaxAtoms
            ? ReadAtom()
            : throw new RuleException($"A rule asks for at most {MaxAtoms} things. Make two of it.", rule, at);
    }

    private RuleCondition ReadBracketed()
    {
        var condition = ReadEither();
        return _scanner.TryTake(")") ? condition : throw Unexpected("and, or, or )");
    }

    private RuleCondition Deeper(int at, Func<RuleCondition> read)
    {
        if (++_depth > MaxDepth)
            throw new RuleException($"At most {MaxDepth} brackets and nots may stand within each other.", rule, at);

        var condition = read();
        _depth--;
        return condition;
    }

    private AtomCondition ReadAtom()
    {
        var word = _scanner.PeekWord();
        if (TryTake<RuleText>() is { } text)
            return ReadLook(text);
        if (TryTake<RuleNumber>() is { } number)
            return new NumberCondition(
                number,
                TakeComparison() ?? throw Unexpected(">=, >, <, <= or ="),
                _scanner.TryTakeNumber() ?? throw Unexpected("a number"));
        if (TryTake<RuleName>() is { } name)
            return _scanner.TryTake("=") ? new NameCondition(name, TakeText().Value) : throw Unexpected("=");
        if (_scanner.TryTakeWord(RuleWords.Video))
            return new VideoCondition();

        return RuleWords.IsWord(word) ? throw Unexpected(Beginnings) : ReadLabel();
    }

    private LabelCondition ReadLabel()
    {
        _scanner.SkipSpaces();
        var at = _scanner.At;
        var label = _scanner.TryTakeText(RuleWords.IsPlain) ?? throw Unexpected(Beginnings);
        if (names?.FindLabelError(label.Value) is { } error)
            throw new RuleException(error, rule, at);

        var before = _scanner.At;
        return TakeComparison() switch
        {
            null => new LabelCondition(label.Value),
            Comparison.Equal => throw new RuleException(
                "'=' cannot stand here. What can: >=, >, < or <=.", rule, rule.IndexOf('=', before)),
            { } comparison => new LabelCondition(label.Value, comparison, TakeShare()),
        };
    }

    private AtomCondition ReadLook(RuleText text)
    {
        if (_scanner.TryTakeWord(RuleWords.Has))
            return new WordsCondition(text, TakePhrases());

        return _scanner.TryTake("~") ? new PatternCondition(text, TakePattern()) : throw Unexpected("has or ~");
    }

    private Phrases TakePhrases()
    {
        var text = TakeText();
        try
        {
            return Phrases.Parse(text.Value);
        }
        catch (FormatException error)
        {
            throw new RuleException(error.Message, rule, text.Places[0], error);
        }
    }

    private RulePattern TakePattern()
    {
        var text = TakeText();
        try
        {
            return RulePattern.Parse(text.Value);
        }
        catch (PatternException error)
        {
            throw new RuleException(error.Message, rule, text.Places[Math.Min(error.At, text.Value.Length)], error);
        }
    }

    private ReadText TakeText()
    {
        const string Expected = "a word, or a text in quotes";
        if (RuleWords.IsJoint(_scanner.PeekWord()))
            throw Unexpected(Expected);

        return _scanner.TryTakeText(static c => !char.IsWhiteSpace(c) && c is not ('(' or ')' or '"')) switch
        {
            null => throw Unexpected(Expected),
            { Value: "" } empty => throw new RuleException("There is nothing between these quotes.", rule, empty.Places[0] - 1),
            { } text => text,
        };
    }

    private decimal TakeShare()
    {
        _scanner.SkipSpaces();
        var (at, written) = (_scanner.At, _scanner.Peek());
        if (written.Length == 0)
            throw Unexpected("a number from 0 to 1");

        return _scanner.TryTakeNumber() is { } share and >= 0 and <= 1
            ? share
            : throw new RuleException($"A score is compared with a number from 0 to 1, and this is '{written}'.", rule, at);
    }

    private Comparison? TakeComparison()
    {
        foreach (var (sign, comparison) in Comparisons.All)
            if (_scanner.TryTake(sign))
                return comparison;
        return null;
    }

    private T? TryTake<T>() where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
            if (_scanner.TryTakeWord(RuleWords.Of(value)))
                return value;
        return null;
    }

    private RuleException Unexpected(string expected)
    {
        var found = _scanner.Peek();
        var problem = found.Length == 0
            ? $"The rule ends too early. What can follow: {expected}."
            : $"'{found}' cannot stand here. What can: {expected}.";
        return new RuleException(problem, rule, _scanner.At);
    }
}
