using System.Net;
using FuzzBench.Mutating;
using FuzzBench.Running;

namespace FuzzBench.Targets;

/// <summary>Answers every call with mutated bodies, headers and statuses.</summary>
internal sealed class OddServer : HttpMessageHandler
{
    private static readonly int[] Statuses =
    [
        100, 200, 201, 204, 206, 301, 302, 304, 307, 400, 401, 403, 404, 408, 410, 418, 429, 429, 451, 500, 502, 503, 504, 599, 999,
    ];

    private static readonly string[] Headers =
        ["Retry-After", "X-App-Usage", "X-Business-Use-Case-Usage", "Location", "Date", "Content-Type"];

    private FuzzInput? _input;
    private Func<byte[]>? _body;

    /// <summary>Decides the answers from now on.</summary>
    public void Play(FuzzInput input, Func<byte[]> body) => (_input, _body) = (input, body);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // As the real one does.
        if (request.RequestUri?.Scheme is not ("http" or "https"))
            throw new NotSupportedException($"The '{request.RequestUri?.Scheme}' scheme is not supported.");

        var input = _input!;
        if (input.Draws(1))
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "cut");

        var response = new HttpResponseMessage(input.Draws(75) ? HttpStatusCode.OK : (HttpStatusCode)input.Pick(Statuses))
        {
            Content = new ByteArrayContent(_body!()),
            RequestMessage = request,
        };
        while (input.Draws(25))
            Add(response, input.Pick(Headers), input.Pick(OddTexts.Headers));
        return Task.FromResult(response);
    }

    private static void Add(HttpResponseMessage response, string name, string value)
    {
        if (name == "Content-Type")
            response.Content.Headers.TryAddWithoutValidation(name, value);
        else
            response.Headers.TryAddWithoutValidation(name, value);
    }
}
