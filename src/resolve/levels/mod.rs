//! The levels of sources without a name, decided once for all mentions of each.

mod features;

use super::context::Context;
use super::learned::Learned;
use crate::attribution::Draft;
use crate::{Confidence, Level, RelationKind, Source, SourceId};
use features::{Asked, Background};

/// The levels that a source without a name can have.
pub(crate) const LEVELS: [Level; 6] =
    [Level::Institutional, Level::Partial, Level::Described, Level::Vague, Level::Bare, Level::Unattributed];

/// What the probability that a source is a body counts for: it must be twice as likely as what else it may be. To take somebody unnamed
/// for a body is worse than the reverse. On a quarter of the articles that weights had not seen, the share of unnamed sources that are
/// printed named or institutional falls from 4.5 to 3.1 % (`corpus/learn`), and that of right levels from 84.4 to 84.0 %.
const BODY: f32 = 0.5;

/// Minimum number of tokens of a text that tells more of a source than its phrase.
const SHORT: usize = 40;

/// Sets the levels of the sources without a name, where there are weights for it. The level that rules gave is one fact among
/// others. `source_of` holds the source of each attribution.
pub(super) fn decide(
    context: Context<'_>,
    drafts: &[Draft],
    source_of: &[Option<SourceId>],
    sources: &mut [Source],
    learned: &mut Learned<'_>,
) {
    let weights = learned.weights(|all| &all.level);
    // Of a text that is hardly more than a phrase nothing else is known: the level is that of the phrase.
    let short = context.document.tokens().len() < SHORT;
    if short || (weights.is_none() && learned.asked.is_none()) {
        return;
    }
    let mut said: Vec<Vec<&Draft>> = vec![Vec::new(); sources.len()];
    for (draft, source) in drafts.iter().zip(source_of) {
        if let Some(said) = source.and_then(|source| said.get_mut(source.index())) {
            said.push(draft);
        }
    }
    let background = Background::read(context);
    let ruled: Vec<Level> = sources.iter().map(|source| source.level).collect();
    for ((index, source), said) in sources.iter_mut().enumerate().zip(&said) {
        let actor = context.discourse.actor(source.actor.index());
        let Some(actor) = actor.filter(|actor| actor.names.is_empty() && actor.members.is_empty()) else {
            continue;
        };
        let whole = source.relations.iter().find(|relation| relation.kind == RelationKind::PartOf);
        let whole = whole.and_then(|whole| ruled.get(whole.other.index())).copied();
        let features = Asked { context, background: &background, source, actor, said, whole }.features();
        if let Some(weights) = weights {
            let shares = weights.classify::<{ LEVELS.len() }>(&features);
            let weigh = |(level, share): &(&Level, f32)| {
                if **level == Level::Institutional { share * BODY } else { *share }
            };
            let likeliest =
                LEVELS.iter().zip(shares).max_by(|one, other| weigh(one).total_cmp(&weigh(other)));
            // What the words of a mention tell of a person is known: the article can only add to it.
            let told = matches!(source.level, Level::Partial | Level::Described | Level::Vague);
            if let Some((level, share)) = likeliest.filter(|(level, _)| !told || **level <= source.level) {
                source.level = *level;
                source.level_confidence = Confidence::new(share).unwrap_or_default();
            }
        }
        if let Some(asked) = &mut learned.asked {
            asked.levels.push((index, features));
        }
    }
}
