using Grpc.Core;
using Spotter.FunctionsApp.TestHost.Worker.Messages;

namespace Spotter.FunctionsApp.TestHost.Worker;

/// <summary>Where workers call.</summary>
internal sealed class FunctionRpcService(WorkerSupervisor workers) : FunctionRpc.FunctionRpcBase
{
    public override async Task EventStream(
        IAsyncStreamReader<StreamingMessage> requestStream, IServerStreamWriter<StreamingMessage> responseStream, ServerCallContext context)
    {
        if (!await requestStream.MoveNext(context.CancellationToken) || requestStream.Current.StartStream is not { } start)
            throw new RpcException(new Status(StatusCode.InvalidArgument, "The first message of a worker must say who it is."));

        await workers.Get(start.WorkerId).ConverseAsync(requestStream, responseStream, context.CancellationToken);
    }
}
