//! In what capacity each source without a name speaks.

use crate::{RelationKind, Source, Standing, StandingKind};

/// Adds what another mention of a source shows: the kind that tells most of it counts, and of one kind the first.
pub(super) fn add(known: &mut Option<Standing>, new: Option<&Standing>) {
    let Some(new) = new else { return };
    if known.as_ref().is_none_or(|known| rank(&new.kind) < rank(&known.kind)) {
        *known = Some(new.clone());
    }
}

/// How much a kind tells; less is more. "The spokesman" may be "a man" too.
const fn rank(kind: &StandingKind) -> u8 {
    match kind {
        StandingKind::Authorised => 0,
        StandingKind::Office => 1,
        StandingKind::Confidential => 2,
        StandingKind::Private => 3,
        StandingKind::Crowd => 4,
        _ => 5,
    }
}

/// Settles the standing of the sources of an article, whose levels and terms are known: who is named has none, who is unnamed on
/// purpose is confidential, and who is of a group and is told no more of has that of the group.
pub(super) fn settle(sources: &mut [Source]) {
    for source in sources.iter_mut() {
        if !source.level.is_unnamed() {
            source.axes.standing = None;
        } else if let Some(explicit) = source.axes.terms.explicit {
            source.axes.standing = Some(Standing::on_terms(explicit));
        }
    }
    let known: Vec<Option<Standing>> = sources.iter().map(|source| source.axes.standing.clone()).collect();
    for source in sources.iter_mut().filter(|source| source.level.is_unnamed()) {
        let whole = source.relations.iter().find(|relation| relation.kind == RelationKind::PartOf);
        let whole = whole.and_then(|whole| known.get(whole.other.index())?.as_ref());
        let insider = whole.filter(|whole| whole.kind == StandingKind::Confidential);
        let open = source.axes.standing.as_ref().is_none_or(|own| rank(&own.kind) > 2);
        if let Some(insider) = insider.filter(|_| open) {
            source.axes.standing = Some(insider.clone());
        }
    }
}
