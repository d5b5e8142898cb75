using Spotter.Accounts;
using Spotter.Corrections;
using Spotter.Posts;

namespace Spotter.Moving.Importing;

/// <summary>A post that comes from elsewhere; its pictures are in the store already.</summary>
/// <param name="Account">Whose.</param>
/// <param name="Post">The post.</param>
/// <param name="Labels">What people say of its pictures.</param>
internal sealed record ArrivedPost(AccountId Account, PostRecord Post, IReadOnlyList<PictureLabel> Labels);
