using Microsoft.AspNetCore.Routing;

namespace Spotter.Web;

/// <summary>The pages and calls of one subject.</summary>
internal interface IPages
{
    /// <summary>Says at which addresses they are.</summary>
    void Map(IEndpointRouteBuilder routes);
}
