using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Spotter.Corrections;
using Spotter.Models;
using Spotter.Models.Uploading;
using Spotter.Web.Models;

namespace Spotter.Web.Api;

/// <summary>Models, for programs: what they are worth, trainings, uploads, which version counts, and two held against each other.</summary>
internal sealed class ModelCalls(
    ModelReader reader, RenewalDesk desk, UploadDesk uploads, ModelMatcher matcher, SiteHost host) : IPages
{
    private const string Training = "/api/models/training";

    public void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Models").ProducesProblem(StatusCodes.Status400BadRequest);
        group.MapGet("/api/models", ListAsync)
            .WithSummary("The models with their versions, what each is worth, and the accounts that use them.");
        group.MapGet("/api/models/comparison", CompareAsync)
            .WithSummary("Two versions, a and b such as lunch/first, on the pictures that people labelled. Ask again while left is not 0.");
        group.MapGet(Training, ReadTraining).WithSummary("The training that runs, or the last one since the host started.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapDelete(Training, CancelTraining).WithSummary("Ends the training that runs.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/api/models/{name}/train", TrainAsync)
            .WithSummary("Begins the training of a new version from what people labelled. One runs at a time, and nobody uses it yet.")
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status501NotImplemented);
        group.MapPost("/api/models/{name}/versions", UploadAsync)
            .WithSummary("Takes a version that 'spotter models pack' made. It is tried first, and nobody uses it yet.")
            .Accepts<Stream>(ModelArchive.MediaType)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        group.MapPut("/api/models/{name}/in-use", UseAsync).WithSummary("Lets a version count from the next picture on.");
        group.MapPost("/api/models/{name}/rollback", RollBackAsync).WithSummary("Goes back to the version before the one that counts.");
    }

    private async Task<Ok<IReadOnlyList<ShownModel>>> ListAsync(CancellationToken cancellationToken) =>
        TypedResults.Ok(await reader.ListAsync(cancellationToken));

    private async Task<Ok<ModelMatch>> CompareAsync(string a, string b, CancellationToken cancellationToken)
    {
        await reader.RefreshAsync(cancellationToken);
        try
        {
            return TypedResults.Ok(await matcher.MatchAsync(reader.Place(a), reader.Place(b), ComparePages.Most, cancellationToken));
        }
        catch (ModelException error)
        {
            throw new WebException(error.Message, error);
        }
    }

    private Results<Ok<ShownTraining>, ProblemHttpResult> ReadTraining() =>
        desk.Current is { } training ? TypedResults.Ok(training) : NoTraining();

    private Results<Accepted<ShownTraining>, ProblemHttpResult> CancelTraining() =>
        desk.Cancel() ? TypedResults.Accepted(Training, desk.Current) : NoTraining();

    private async Task<Results<Accepted<ShownTraining>, ProblemHttpResult>> TrainAsync(string name, CancellationToken cancellationToken)
    {
        if (host.ModelAdvice is { } advice)
            return TypedResults.Problem(advice, statusCode: StatusCodes.Status501NotImplemented);

        return await desk.TryStartAsync(name, cancellationToken)
            ? TypedResults.Accepted(Training, desk.Current)
            : TypedResults.Problem($"A training runs. How it goes: GET {Training}", statusCode: StatusCodes.Status409Conflict);
    }

    private async Task<Created<AddedVersion>> UploadAsync(string name, HttpContext context)
    {
        uploads.Allow(context, besides: 0);
        return TypedResults.Created("/api/models", await uploads.TakeAsync(context.Request.Body, name, context.RequestAborted));
    }

    private async Task<Ok<ModelInUse>> UseAsync(string name, string version, CancellationToken cancellationToken) =>
        TypedResults.Ok(new ModelInUse(name, version, await reader.UseAsync(name, version, cancellationToken)));

    private async Task<Ok<ModelInUse>> RollBackAsync(string name, CancellationToken cancellationToken) =>
        await UseAsync(name, await reader.VersionBeforeAsync(name, cancellationToken), cancellationToken);

    private static ProblemHttpResult NoTraining() =>
        TypedResults.Problem("No training runs, or ran since the host started.", statusCode: StatusCodes.Status404NotFound);
}
