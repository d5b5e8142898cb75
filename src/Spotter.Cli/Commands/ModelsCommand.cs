using System.CommandLine;
using Spotter.Cli.Output;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter models</c></summary>
internal static class ModelsCommand
{
    public static Command Create(Terminal terminal) => new("models", """
        List, look into and add models.

        Examples:
          spotter models list
          spotter models show specials-board
          spotter models show downloads/backbone.onnx
          spotter models add resnet18
          spotter models pack lunch --out lunch.zip
          spotter models rollback lunch
          spotter models remove mobilenet-v2
        """)
    {
        ModelsListCommand.Create(terminal), ModelsShowCommand.Create(terminal), ModelsAddCommand.Create(terminal),
        ModelsPackCommand.Create(terminal), ModelsRollbackCommand.Create(terminal), ModelsRemoveCommand.Create(terminal),
    };
}
