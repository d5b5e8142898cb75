namespace Spotter.Simulator.Clarifai.Replies;

internal sealed record Region(string Id, Region.Place RegionInfo, OutputData Data)
{
    internal sealed record Place(Box BoundingBox);

    internal sealed record Box(double TopRow, double LeftCol, double BottomRow, double RightCol);
}
