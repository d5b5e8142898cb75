namespace Spotter.Simulator.Drawing;

/// <summary>What is printed on things that are no boards.</summary>
internal static class PrintTexts
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "Harbour Cafe", "Miller & Sons", "The Corner", "Blue Door", "Bakery", "Deli", "Sunrise", "Old Mill", "North Street", "Green Leaf",
        "Barbers", "Books", "Flowers", "Pharmacy", "Rosa's", "The Anchor", "Market Hall", "Corner Shop", "Riverside", "No. 14",
    ];

    public static IReadOnlyList<string> Signs { get; } =
    [
        "Exit", "Push", "Parking", "No Smoking", "Please ring", "Staff only", "Way out", "Mind the step", "Reserved", "Sale", "Since 1987",
        "Open daily", "Kitchen", "Restrooms", "Keep clear", "Delivery", "12", "24 h", "Free wifi", "Take away",
    ];

    public static IReadOnlyList<string> Goods { get; } =
    [
        "Ground Coffee", "Green Tea", "Olive Oil", "Sea Salt", "Oat Flakes", "Dark Chocolate", "Honey", "Pasta", "Tomato Sauce", "Biscuits",
        "Orange Juice", "Butter", "Rice", "Mustard", "Hot Sauce", "Yoghurt", "Crackers", "Jam", "Beer", "Sparkling Water",
    ];

    public static IReadOnlyList<string> Events { get; } =
    [
        "Jazz Night", "Book Sale", "Summer Fair", "Poetry Slam", "Flea Market", "Open Stage", "Yoga", "Film Club", "Marathon", "Art Show",
        "Choir", "Christmas Market", "Wine Tasting", "Quiz", "Blood Drive", "Lost Cat", "Grand Opening", "Cooking Class",
    ];

    public static IReadOnlyList<string> Words { get; } =
    [
        "the", "a", "of", "and", "in", "was", "had", "he", "she", "they", "it", "house", "river", "when", "where", "night", "day", "old",
        "small", "long", "way", "before", "after", "never", "always", "said", "went", "came", "thought", "window", "garden", "street",
        "water", "morning", "letter", "friend", "brother", "winter", "light", "under", "over", "between", "people", "world", "again",
        "without", "something", "nothing", "every", "other", "until", "because", "through", "against", "contains", "store", "cool",
        "dry", "place", "best", "natural", "made", "with", "care", "for", "you", "from", "our", "family",
    ];
}
