using System.Text.Json.Serialization;
using Spotter.Captions;
using Spotter.Cli.Rows;
using Spotter.Corrections;
using Spotter.Learning.Captions;
using Spotter.Learning.Training;
using Spotter.Moving.Checking;
using Spotter.Moving.Copying;
using Spotter.Moving.Exporting;
using Spotter.Moving.Importing;
using Spotter.Scanning;
using Spotter.Web.Checks;

namespace Spotter.Cli.Output;

/// <summary>How <c>--json</c> writes results.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ScanCounts))]
[JsonSerializable(typeof(IReadOnlyList<ScanSummary>))]
[JsonSerializable(typeof(IReadOnlyList<AccountRow>))]
[JsonSerializable(typeof(IReadOnlyList<BudgetRow>))]
[JsonSerializable(typeof(PostRow))]
[JsonSerializable(typeof(IReadOnlyList<LabelRow>))]
[JsonSerializable(typeof(IReadOnlyList<ReadRow>))]
[JsonSerializable(typeof(IReadOnlyList<DoctorCheck>))]
[JsonSerializable(typeof(DatasetSummary))]
[JsonSerializable(typeof(TrainingReport))]
[JsonSerializable(typeof(EvaluationReport))]
[JsonSerializable(typeof(IReadOnlyList<ModelRow>))]
[JsonSerializable(typeof(ModelView))]
[JsonSerializable(typeof(RuleTest))]
[JsonSerializable(typeof(RelabelSummary))]
[JsonSerializable(typeof(IReadOnlyList<CollectedRow>))]
[JsonSerializable(typeof(CollectionEstimate))]
[JsonSerializable(typeof(ExportSummary))]
[JsonSerializable(typeof(CheckSummary))]
[JsonSerializable(typeof(ImportSummary))]
[JsonSerializable(typeof(CopySummary))]
[JsonSerializable(typeof(CaptionTrainingReport))]
[JsonSerializable(typeof(CaptionEvaluationReport))]
[JsonSerializable(typeof(IReadOnlyList<AccountPrediction>))]
internal sealed partial class CliJson : JsonSerializerContext;
