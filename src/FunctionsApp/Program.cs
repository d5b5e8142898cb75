using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using Spotter.FunctionsApp;
using Spotter.FunctionsApp.Startup;
using Spotter.FunctionsApp.Telemetry;
using Spotter.Settings;

var builder = FunctionsApplication.CreateBuilder(args);
try
{
    builder.ConfigureFunctionsWebApplication();
    builder.Services.AddSpotter(builder.Configuration).AddTelemetry(builder.Configuration);

    await builder.Build().RunAsync();
    return 0;
}
catch (Exception error) when (StartupProblems.Find(error, builder.Services.FindSettings()) is { } problems)
{
    // The host takes these into its log: what is wrong with the settings, and not where the program noticed.
    foreach (var problem in problems)
        await Console.Error.WriteLineAsync(problem);
    return 1;
}
