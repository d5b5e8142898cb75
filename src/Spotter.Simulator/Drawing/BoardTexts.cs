namespace Spotter.Simulator.Drawing;

/// <summary>What people write on boards.</summary>
internal static class BoardTexts
{
    public static IReadOnlyList<string> SpecialsHeadings { get; } =
    [
        "Soup of the Day", "Today's Specials", "Today's Soup", "Daily Specials", "Specials", "Lunch Special", "Soups Today",
        "Soup & Sandwich", "Today", "Chef's Specials", "Lunch Today", "Fresh Today", "Special of the Day", "Hot Soup!",
    ];

    public static IReadOnlyList<string> Dishes { get; } =
    [
        "Tomato basil", "Clam chowder", "Chicken noodle", "Lentil & kale", "Split pea", "Roast pumpkin", "Minestrone", "Beef chili",
        "Leek & potato", "French onion", "Corn chowder", "Mushroom bisque", "Italian wedding", "Black bean", "Gazpacho", "Turkey club",
        "Meatball sub", "Caprese panini", "Reuben", "Pulled pork", "Tuna melt", "Falafel wrap", "Grilled cheese", "Ham & brie",
        "Egg salad", "Steak & cheese", "BLT", "Veggie stack", "Lasagna", "Gnocchi", "Ravioli", "Chicken pesto", "Crab cake", "Fish tacos",
        "Caesar salad", "Beet salad", "Apple pie", "Lemon tart",
    ];

    public static IReadOnlyList<string> Extras { get; } =
    ["with bread", "cup or bowl", "while it lasts!", "ask us", "gluten free", "vegan", "+ cookie $2", "until 3 pm", "Enjoy!", "made here"];

    public static IReadOnlyList<string> Days { get; } = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    /// <summary>Boards that offer nothing of the day. The first line is the heading.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Notices { get; } =
    [
        ["Opening Hours", "Mon-Fri 8-6", "Sat 9-5", "Sun closed"],
        ["Open", "7 days", "8 am - 4 pm"],
        ["Welcome", "come on in"],
        ["Hello!"],
        ["Quiz Night", "Thursday 8 pm"],
        ["Wifi", "guest", "soup4you"],
        ["Please", "wait", "to be seated"],
        ["We're hiring", "ask inside"],
        ["Closed", "back Monday"],
        ["Thank you", "10 years!"],
        ["Order here"],
        ["Live Music", "Friday"],
        ["Cash only"],
        ["Happy Birthday", "Sam"],
        ["Dogs", "welcome"],
        ["Toilets", "upstairs"],
    ];

    public static IReadOnlyList<string> MenuSections { get; } = ["Coffee", "Tea", "Bagels", "Drinks", "Sides", "Sweets"];
}
