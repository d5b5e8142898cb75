namespace Spotter.Simulator.Instagram;

/// <summary>
/// One field of a Graph API <c>fields</c> expression: <c>name.modifier(argument){field,field}</c>.
/// </summary>
internal sealed class FieldsExpression
{
    private readonly Dictionary<string, string> _modifiers = new(StringComparer.Ordinal);
    private readonly List<FieldsExpression> _fields = [];

    private FieldsExpression(string name) => Name = name;

    public string Name { get; }

    public IReadOnlyList<FieldsExpression> Fields => _fields;

    public string? Modifier(string name) => _modifiers.GetValueOrDefault(name);

    public FieldsExpression? Field(string name) => _fields.Find(field => field.Name == name);

    /// <summary>Reads an expression; the result is a nameless field that holds the named ones.</summary>
    /// <exception cref="FormatException">The text is not of that form; the message is the Graph API's.</exception>
    public static FieldsExpression Parse(string text)
    {
        var root = new FieldsExpression("");
        var reader = new Reader(text);
        reader.ReadFields(root);
        reader.ExpectEnd();
        return root;
    }

    private sealed class Reader(string text)
    {
        private int _at;

        public void ReadFields(FieldsExpression owner)
        {
            do
                owner._fields.Add(ReadField());
            while (Take(','));
        }

        public void ExpectEnd()
        {
            if (_at < text.Length)
                throw Unexpected("end of string");
        }

        private FieldsExpression ReadField()
        {
            var field = new FieldsExpression(ReadName());
            while (Take('.'))
            {
                var modifier = ReadName();
                Expect('(');
                var end = text.IndexOf(')', _at);
                if (end < 0)
                    throw Unexpected("\")\"");

                field._modifiers[modifier] = text[_at..end];
                _at = end + 1;
            }

            if (Take('{'))
            {
                ReadFields(field);
                Expect('}');
            }

            return field;
        }

        private string ReadName()
        {
            var start = _at;
            while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] == '_'))
                _at++;
            return _at > start ? text[start.._at] : throw Unexpected("string");
        }

        private bool Take(char c)
        {
            if (_at >= text.Length || text[_at] != c)
                return false;

            _at++;
            return true;
        }

        private void Expect(char c)
        {
            if (!Take(c))
                throw Unexpected($"\"{c}\"");
        }

        private FormatException Unexpected(string expected) =>
            new($"Syntax error \"Expected {expected} at character {_at}: {text}\"");
    }
}
