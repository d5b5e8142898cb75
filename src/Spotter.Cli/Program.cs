using Spotter.Cli;

return await SpotterCommand.RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
