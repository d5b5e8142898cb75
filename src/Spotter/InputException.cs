namespace Spotter;

/// <summary>What a person wrote cannot be followed: the words, the settings or what they name are to be changed.</summary>
public abstract class InputException(string message, Exception? inner = null) : SpotterException(message, inner)
{
    /// <inheritdoc/>
    public override bool IsInput => true;
}
