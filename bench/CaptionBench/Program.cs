using System.Globalization;
using CaptionBench;
using Microsoft.Extensions.Options;
using Spotter.Captions;
using Spotter.Models.Inference;
using Spotter.Vision.Inference;

// How well pooling and length do on labelled accounts, beside words alone; how fast captions are encoded; how much memory many take.
//   dotnet run -c Release --project bench/CaptionBench -- table ENCODER ACCOUNTS.jsonl
// ENCODER is the folder of a text encoder (models/minilm), ACCOUNTS.jsonl has account, label and captions.
//   dotnet run -c Release --project bench/CaptionBench -- speed ENCODER ACCOUNTS.jsonl
// compares with a session of ONNX Runtime on tensors that are ready.
//   dotnet run -c Release --project bench/CaptionBench -- memory ENCODER COUNT
// encodes so many captions that are drawn, each other ones, and prints the memory as it goes.
var engine = new OnnxRuntimeEngine(Options.Create(new InferenceOptions()));
var encoder = await EncoderFolder.ReadAsync(args[1], int.MaxValue, CancellationToken.None);
switch (args)
{
    case ["table", _, var accounts]:
        await new TableRun(encoder, accounts, engine).RunAsync();
        break;
    case ["speed", _, var accounts]:
        await new SpeedRun(encoder, accounts, engine).RunAsync();
        break;
    case ["memory", _, var count]:
        new MemoryRun(encoder, int.Parse(count, CultureInfo.InvariantCulture), engine).Run();
        break;
    default:
        Console.Error.WriteLine("Name table, speed or memory; the head of Program.cs says what follows.");
        break;
}
