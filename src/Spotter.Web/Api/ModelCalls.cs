using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Spotter.Corrections;
using Spotter.Models;
using Spotter.Web.Models;

namespace Spotter.Web.Api;

/// <summary>Models, for programs: what they are worth, trainings, which version counts, and two held against each other.</summary>
internal sealed class ModelCalls(ModelReader reader, RenewalDesk desk, ModelMatcher matcher, SiteHost host) : IPages
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
        group.MapPut("/api/models/{name}/in-use", Use).WithSummary("Lets a version count from the next picture on.")
            .ProducesProblem(StatusCodes.Status501NotImplemented);
        group.MapPost("/api/models/{name}/rollback", RollBack).WithSummary("Goes back to the version before the one that counts.")
            .ProducesProblem(StatusCodes.Status501NotImplemented);
    }

    private async Task<Ok<IReadOnlyList<ShownModel>>> ListAsync(CancellationToken cancellationToken) =>
        TypedResults.Ok(await reader.ListAsync(cancellationToken));

    private async Task<Ok<ModelMatch>> CompareAsync(string a, string b, CancellationToken cancellationToken)
    {
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
            return NotHere(advice);

        return await desk.TryStartAsync(name, cancellationToken)
            ? TypedResults.Accepted(Training, desk.Current)
            : TypedResults.Problem($"A training runs. How it goes: GET {Training}", statusCode: StatusCodes.Status409Conflict);
    }

    private Results<Ok<ModelInUse>, ProblemHttpResult> Use(string name, string version) =>
        host.ModelAdvice is { } advice ? NotHere(advice) : TypedResults.Ok(new ModelInUse(name, version, reader.Use(name, version)));

    private Results<Ok<ModelInUse>, ProblemHttpResult> RollBack(string name)
    {
        if (host.ModelAdvice is { } advice)
            return NotHere(advice);

        var version = reader.VersionBefore(name);
        return TypedResults.Ok(new ModelInUse(name, version, reader.Use(name, version)));
    }

    private static ProblemHttpResult NoTraining() =>
        TypedResults.Problem("No training runs, or ran since the host started.", statusCode: StatusCodes.Status404NotFound);

    private static ProblemHttpResult NotHere(string advice) =>
        TypedResults.Problem(advice, statusCode: StatusCodes.Status501NotImplemented);
}
