using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using Spotter.State;

namespace Spotter.FunctionsApp.Http;

/// <summary>
/// Answers a call of the API with what is wrong where the state or the pictures cannot be read or written: 500 for one record that is
/// damaged, 503 for all else, which may pass.
/// </summary>
internal sealed partial class StorageProblems(ILogger<StorageProblems> logger) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception error) when (context.GetHttpContext() is { Response.HasStarted: false } http && Find(error) is { } problem)
        {
            LogProblem(problem.Message);
            var status = problem is RecordException ? StatusCodes.Status500InternalServerError : StatusCodes.Status503ServiceUnavailable;
            await TypedResults.Problem(problem.Message, statusCode: status).ExecuteAsync(http);
        }
    }

    // The worker may pass on what a function throws in a wrapping.
    private static Exception? Find(Exception error) => error switch
    {
        AggregateException { InnerExceptions: [var inner] } => Find(inner),
        BadHttpRequestException => null,
        SpotterException or IOException => error,
        _ => null,
    };

    [LoggerMessage(LogLevel.Error, "{Problem}")]
    private partial void LogProblem(string problem);
}
