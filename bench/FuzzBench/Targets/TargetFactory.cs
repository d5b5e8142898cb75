using FuzzBench.Mutating;
using FuzzBench.Running;
using Microsoft.Extensions.DependencyInjection;
using Spotter.Alerting;
using Spotter.Models.Adding;
using Spotter.Models.Hosted;
using Spotter.Models.Inference;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Scanning;
using Spotter.Sources;

namespace FuzzBench.Targets;

/// <summary>Makes what the inputs of a kind are given to.</summary>
internal sealed class TargetFactory(IServiceProvider services, OddServer server, SeedFiles files, string folder)
{
    public async Task<ITarget> MakeAsync(InputKind kind, CancellationToken cancellationToken) => kind switch
    {
        InputKind.Answers => await MakeAnswersAsync(cancellationToken),
        InputKind.Pictures => new PictureTarget(
            services.GetRequiredService<IPictureDecoder>(),
            services.GetRequiredService<IPictureDrawer>(),
            await PictureSeeds.MakeAsync(files, Path.Combine(folder, "drawings"), cancellationToken)),
        _ => new ModelTarget(
            services.GetRequiredService<ModelInspector>(),
            services.GetRequiredService<IInferenceEngine>(),
            files,
            Path.Combine(folder, "models", "specials-board")),
    };

    private async Task<ITarget> MakeAnswersAsync(CancellationToken cancellationToken)
    {
        var drawings = await PictureSeeds.MakeAsync(new SeedFiles(folder: null), Path.Combine(folder, "drawings"), cancellationToken);
        var picture = await services.GetRequiredService<IPictureStore>().SaveAsync(drawings[0], "image/jpeg", cancellationToken);
        var check = new PostCheck(services.GetRequiredService<ScanRepository>(), services.GetRequiredService<PostRepository>());
        return new AnswerTarget(
            new SourceTarget([.. services.GetServices<IPostSource>()], files, server, check),
            new SlackTarget([.. services.GetServices<IAlertChannel>()], picture, files, server),
            new ClarifaiTarget(services.GetRequiredService<HostedClassifier>(), files, server));
    }
}
