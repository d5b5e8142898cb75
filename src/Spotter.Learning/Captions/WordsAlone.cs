using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Spotter.Captions;
using Spotter.Learning.Heads;
using Spotter.Models;

namespace Spotter.Learning.Captions;

/// <summary>
/// What an encoder has to beat: words and pairs of words, weighted by how rare they are (TF-IDF), under a multinomial logistic regression
/// with an L2 penalty. An account's captions are one text.
/// </summary>
internal sealed partial class WordsAlone
{
    /// <summary>The file that holds it beside a model.</summary>
    public const string File = "words.tsv";

    // A word of one account would only tell that account.
    private const int LeastAccounts = 2;

    private readonly Dictionary<string, int> _terms;
    private readonly float[] _rarity;
    private readonly int _labels;
    private readonly float[] _parameters;

    private WordsAlone(Dictionary<string, int> terms, float[] rarity, int labels, float[] parameters) =>
        (_terms, _rarity, _labels, _parameters) = (terms, rarity, labels, parameters);

    private int Columns => _rarity.Length;

    /// <summary>Fits it.</summary>
    /// <param name="accounts">With their captions.</param>
    /// <param name="labels">The label of each, from 0.</param>
    /// <param name="labelCount">How many labels there are.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static WordsAlone Fit(
        IReadOnlyList<AccountCaptions> accounts, IReadOnlyList<int> labels, int labelCount, CancellationToken cancellationToken)
    {
        var texts = accounts.Select(TermsOf).ToList();
        var seen = texts.SelectMany(text => text.Keys).CountBy(term => term).Where(count => count.Value >= LeastAccounts)
            .OrderBy(count => count.Key, StringComparer.Ordinal).ToList();
        var terms = seen.Select((count, i) => (count.Key, i)).ToDictionary(pair => pair.Key, pair => pair.i, StringComparer.Ordinal);
        float[] rarity = [.. seen.Select(count => (float)(Math.Log((1.0 + accounts.Count) / (1 + count.Value)) + 1))];
        var words = new WordsAlone(terms, rarity, labelCount, new float[labelCount * (rarity.Length + 1)]);
        var rows = texts.Select(words.Weigh).ToList();
        LbfgsMinimiser.Minimise(
            (at, gradient) =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                return words.Loss(rows, labels, at, gradient);
            },
            words._parameters);
        return words;
    }

    /// <summary>One number for each label; a softmax makes them scores.</summary>
    public float[] Logits(AccountCaptions account) => Logits(Weigh(TermsOf(account)), _parameters);

    /// <summary>Lines of a term, its rarity and its weight for each label; the first has the bias.</summary>
    public string Write()
    {
        var text = new StringBuilder();
        Append("", 0, label => _parameters[(label * (Columns + 1)) + Columns]);
        foreach (var (term, column) in _terms)
            Append(term, _rarity[column], label => _parameters[(label * (Columns + 1)) + column]);
        return text.ToString();

        void Append(string term, float rarity, Func<int, float> weight) => text
            .Append(term).Append('\t').Append(rarity.ToString("R", CultureInfo.InvariantCulture)).Append('\t')
            .AppendJoin('\t', Enumerable.Range(0, _labels).Select(label => weight(label).ToString("R", CultureInfo.InvariantCulture)))
            .Append('\n');
    }

    /// <summary>Reads it from a model's folder; null where there is none, or another's.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="labelCount">How many labels the model has.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<WordsAlone?> ReadAsync(string folder, int labelCount, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, File);
        if (!System.IO.File.Exists(file))
            return null;

        var lines = (await System.IO.File.ReadAllLinesAsync(file, cancellationToken)).Select(line => line.Split('\t')).ToList();
        if (lines.Count == 0 || lines.Exists(line => line.Length != labelCount + 2 || !line.Skip(1).All(IsNumber)))
            return null;

        var terms = lines.Skip(1).Select((line, i) => (Term: line[0], i)).ToDictionary(
            pair => pair.Term, pair => pair.i, StringComparer.Ordinal);
        var parameters = Enumerable.Range(0, labelCount).SelectMany(
            label => lines.Skip(1).Append(lines[0]).Select(line => Number(line[label + 2])));
        return new WordsAlone(terms, [.. lines.Skip(1).Select(line => Number(line[1]))], labelCount, [.. parameters]);
    }

    private static bool IsNumber(string text) => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static float Number(string text) => float.Parse(text, CultureInfo.InvariantCulture);

    private static Dictionary<string, int> TermsOf(AccountCaptions account)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var caption in account.Captions)
        {
            string? before = null;
            foreach (var word in Word().EnumerateMatches(caption))
            {
                var term = caption.Substring(word.Index, word.Length).ToLowerInvariant();
                counts[term] = counts.GetValueOrDefault(term) + 1;
                if (before is not null)
                    counts[$"{before} {term}"] = counts.GetValueOrDefault($"{before} {term}") + 1;
                before = term;
            }
        }

        return counts;
    }

    private List<(int Column, float Value)> Weigh(Dictionary<string, int> terms)
    {
        var row = terms.Where(term => _terms.ContainsKey(term.Key))
            .Select(term => (Column: _terms[term.Key], Value: term.Value * _rarity[_terms[term.Key]]))
            .ToList();
        var length = MathF.Sqrt(row.Sum(one => one.Value * one.Value));
        return [.. row.Select(one => (one.Column, one.Value / length))];
    }

    private float[] Logits(List<(int Column, float Value)> row, float[] parameters)
    {
        var logits = new float[_labels];
        for (var label = 0; label < _labels; label++)
        {
            var start = label * (Columns + 1);
            logits[label] = parameters[start + Columns] + row.Sum(one => parameters[start + one.Column] * one.Value);
        }

        return logits;
    }

    // The mean of -log(score of the right label) and half the squared weights over the number of accounts; a bias is free.
    private double Loss(List<List<(int Column, float Value)>> rows, IReadOnlyList<int> labels, float[] parameters, float[] gradient)
    {
        Array.Clear(gradient);
        var loss = 0.0;
        for (var row = 0; row < rows.Count; row++)
        {
            var slopes = Logits(rows[row], parameters);
            Softmax.InPlace(slopes);
            loss -= Math.Log(Math.Max(slopes[labels[row]], float.Epsilon)) / rows.Count;
            slopes[labels[row]] -= 1;
            for (var label = 0; label < _labels; label++)
            {
                var start = label * (Columns + 1);
                gradient[start + Columns] += slopes[label] / rows.Count;
                foreach (var (column, value) in rows[row])
                    gradient[start + column] += slopes[label] * value / rows.Count;
            }
        }

        for (var i = 0; i < parameters.Length; i++)
            if (i % (Columns + 1) != Columns)
            {
                loss += parameters[i] * parameters[i] / (2.0 * rows.Count);
                gradient[i] += parameters[i] / rows.Count;
            }

        return loss;
    }

    [GeneratedRegex(@"\w\w+")]
    private static partial Regex Word();
}
