using Spotter.Calls;
using Spotter.Learning.Requests;
using Spotter.Simulator;

namespace Spotter.Tests;

public sealed class SpotterExceptionTests
{
    [Fact]
    public void Whatever_Spotter_throws_itself_is_said_for_a_person()
    {
        var thrown = new[] { typeof(SpotterException), typeof(TrainingException), typeof(SimulatorHost) }
            .SelectMany(type => type.Assembly.GetTypes())
            .Where(type => type.IsSubclassOf(typeof(Exception)));

        // Their catchers say which address led there.
        Assert.Equal(
            [typeof(ForbiddenAddressException), typeof(ProxyRefusedException), typeof(TargetDownException)],
            thrown.Where(type => !type.IsAssignableTo(typeof(SpotterException))));
    }
}
