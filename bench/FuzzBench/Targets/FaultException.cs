namespace FuzzBench.Targets;

/// <summary>The product took for good what is none.</summary>
internal sealed class FaultException(string what, string detail = "") : Exception(what)
{
    public string Detail => detail;

    public static void ThrowIf(bool isWrong, string what, string detail = "")
    {
        if (isWrong)
            throw new FaultException(what, detail);
    }
}
