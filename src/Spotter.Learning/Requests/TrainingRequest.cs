namespace Spotter.Learning.Requests;

/// <summary>What to train a model from, and where to write it.</summary>
public sealed record TrainingRequest
{
    /// <summary>The name of the backbone that needs no file.</summary>
    public const string BuiltIn = "built-in";

    internal const double UsualShare = 0.1;

    /// <summary>
    /// Holds one folder of pictures per label, named as the label. Folders within those are read too; hidden files and links to folders are
    /// not.
    /// </summary>
    public required string Folder { get; init; }

    /// <summary>More such folders, whose pictures take part as if they lay in the first. Default: none.</summary>
    public IReadOnlyList<string> MoreFolders { get; init; } = [];

    /// <summary>
    /// What pictures are called to a person that lie there for the time of the training alone. Null, the default, is their paths.
    /// </summary>
    public PictureNames? Names { get; init; }

    /// <summary>The model's name. Null, the default, is the name of <see cref="OutputFolder"/>.</summary>
    public string? Name { get; init; }

    /// <summary>The model that the new one is to replace: the two are compared. Null, the default, compares with none.</summary>
    public string? Former { get; init; }

    /// <summary>
    /// Where <c>model.onnx</c>, <c>model.json</c>, <c>MODEL_CARD.md</c>, <c>report.html</c> and <c>pictures.tsv</c> go; its name becomes
    /// the model's.
    /// </summary>
    public required string OutputFolder { get; init; }

    /// <summary>
    /// What gives the features: a model's folder, or an ONNX file. A file of the same name and the extension <c>.json</c> beside that
    /// describes its input as <c>model.json</c> does; without one it is read like the known model whose input and output have the same
    /// names. <see cref="BuiltIn"/> is wavelet scattering of the whole picture and of its middle, and a colour histogram of the middle.
    /// Null, the default, takes the best that is there, which is the largest featurizer among the models or else the built-in one, and
    /// compares it with the others.
    /// </summary>
    public string? Backbone { get; init; }

    /// <summary>
    /// The backbone's tensor that gives the features; any tensor of the graph. Default: the first output, or the features of a model that
    /// was trained here.
    /// </summary>
    public string? FeatureTensor { get; init; }

    /// <summary>
    /// What the pictures are and where they came from, in a sentence, for the model card. Default: only the folder's name.
    /// </summary>
    public string? Data { get; init; }

    /// <summary>Decides which picture goes where, how copies are changed and where a hidden layer begins. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// How many folds take turns in being measured on; the model is then fitted to all pictures. Null, the default, takes 5, or sets a
    /// validation and a test part aside where every label has more than 500 pictures and no precision is wanted, or where
    /// <see cref="ValidationShare"/> or <see cref="TestShare"/> is given and they hold 5 pictures of each label or more.
    /// </summary>
    public int? Folds { get; init; }

    /// <summary>About which share of the pictures settings are chosen on, 0 to 1. Default 0.1.</summary>
    public double? ValidationShare { get; init; }

    /// <summary>About which share of the pictures is measured on, 0 to 1. Default 0.1.</summary>
    public double? TestShare { get; init; }

    /// <summary>True where a share was given.</summary>
    internal bool IsSplitAskedFor => ValidationShare is not null || TestShare is not null;

    /// <summary>
    /// The precision that least scores are recommended for, 0 to 1: with a confidence of 95 %, by pictures that no head saw. Null, the
    /// default, recommends those with the highest F1.
    /// </summary>
    public double? Precision { get; init; }

    /// <summary>How many units the hidden layer has; 0, the default, for a plain softmax head.</summary>
    public int Hidden { get; init; }

    /// <summary>
    /// The L2 penalty of the head's weights, above 0; with <see cref="WordsOnly"/> that of the words' head. A large one trusts no feature
    /// much: for pictures to come that are unlike those at hand. Null, the default, chooses the one that does best on those at hand.
    /// </summary>
    public double? Penalty { get; init; }

    /// <summary>True, the default, lets every label count the same however many pictures it has.</summary>
    public bool Balanced { get; init; } = true;

    /// <summary>What single labels count, multiplied with the above. Default: 1 each.</summary>
    public IReadOnlyDictionary<string, double> LabelWeights { get; init; } = new Dictionary<string, double>();

    /// <summary>Changed copies of the training pictures. Default: none.</summary>
    public Augmentation Augmentation { get; init; } = Augmentation.None;

    /// <summary>
    /// True, the default, takes figures of the words in pictures besides the backbone's features, where a reader is installed.
    /// </summary>
    public bool UseWords { get; init; } = true;

    /// <summary>
    /// True goes by the words alone where they are read: the backbone's features decide only where they are not. Pays where the labels
    /// differ by how much is written, and the pictures trained on look unlike those to come. Default false.
    /// </summary>
    public bool WordsOnly { get; init; }

    /// <summary>
    /// A file of lines <c>picture TAB group</c>, a picture being its path below <see cref="Folder"/>: pictures of one group, such as
    /// those of one shop, stay on one side of every split. Default: none.
    /// </summary>
    public string? GroupsFile { get; init; }

    /// <summary>The options that make the model what it is, as they were written, for <c>model.json</c>. Default: none.</summary>
    public string? Options { get; init; }

    /// <summary>Where features are kept for the next training. Null, the default, keeps none.</summary>
    public string? CacheFolder { get; init; }
}
