//! Rules about how a statement reached the article: other outlets, "has learned", "declined to comment".

use super::draft::{Draft, about};
use crate::audit::house::Rule;
use crate::audit::view::{Kept, Known, View, cue_words};
use crate::audit::words::tokens;
use crate::lexicon::WordClass;
use crate::{ActorKind, Claim, ClaimId, Force, Level, RelationKind, SourceId, Span, StandingKind};

/// Somebody declines to comment who is, or may be, quoted unnamed.
pub(super) fn declined_comment(view: &View<'_>) -> Vec<Draft> {
    let mut found = Vec::new();
    let says = |known: &Known| known.claims.iter().any(|own| says_something(view, *own));
    let speaking: Vec<bool> =
        view.known.iter().map(|known| known.kept == Kept::Anonymous && says(known)).collect();
    for (id, claim) in view.report.iter_claims().filter(|(_, claim)| declines(view, claim)) {
        let Some(decliner) = claim.source() else { continue };
        let speaks = |source: SourceId| speaking.get(source.index()) == Some(&true);
        let named = view.report.source(decliner).is_none_or(|source| !source.level.is_unnamed());
        let (who, may_be) = if speaks(decliner) {
            (Some(decliner), "is")
        } else {
            let relations =
                view.report.source(decliner).map_or(&[][..], |source| source.relations.as_slice());
            let same = relations
                .iter()
                .filter(|relation| {
                    relation.kind == RelationKind::Same || relation.kind == RelationKind::Maybe && !named
                })
                .find(|relation| speaks(relation.other));
            let kind = same.map(|relation| if relation.kind == RelationKind::Same { "is" } else { "may be" });
            (same.map(|relation| relation.other), kind.unwrap_or("may be"))
        };
        let Some(who) = who else { continue };
        let (one, other) = (view.name(decliner), view.name(who));
        let cue = claim.speaker().and_then(|link| link.cue.first()).copied().unwrap_or(claim.extent());
        let words = view.quote(cue.cover(claim.extent()));
        let why = if who == decliner {
            format!(
                "The article says that {one} did not comment ({words}), and ascribes statements to the same unnamed source."
            )
        } else {
            format!(
                "The article says that {one} did not comment ({words}). As far as the text tells, that {may_be} the unnamed \
                 source of other statements, {other}."
            )
        };
        let mut draft = about(view, who, why);
        draft.spans.splice(0..0, claim.content.iter().copied());
        draft.claims.insert(0, id);
        if who != decliner {
            draft.sources.insert(0, decliner);
        }
        found.push(draft);
    }
    found
}

/// Whether the content of a claim is that somebody does not comment.
pub(super) fn declines(view: &View<'_>, claim: &Claim) -> bool {
    let declining = || {
        cue_words(view, claim).iter().any(|word| word.starts_with("declin") || word.starts_with("refus"))
            && tokens(view.at(claim.extent()))
                .find(|word| word != "to")
                .is_some_and(|word| word.starts_with("comment"))
    };
    claim.force == Force::NoComment || declining()
}

fn says_something(view: &View<'_>, id: ClaimId) -> bool {
    view.report.claim(id).is_some_and(|claim| !declines(view, claim))
}

/// A statement through another outlet, without a word nearby on whether it was confirmed.
pub(super) fn relay_unconfirmed(view: &View<'_>, rule: &Rule) -> Vec<Draft> {
    let mut found: Vec<(SourceId, Draft)> = Vec::new();
    for (id, claim) in view.report.iter_claims() {
        let Some((outlet, named)) = passed_on(view, id, claim) else { continue };
        let place = claim.extent();
        // "Told the Ledger" is the person's own statement; "according to the Ledger" is the Ledger's report of it.
        let spoke_to_it =
            claim.attributions.len() == 1 && claim.speaker().is_some_and(|link| link.relay.is_some());
        if named && (!rule.named || spoke_to_it) || view.says_whether_confirmed(place.start()) {
            continue;
        }
        // One finding for each outlet and speaker; further claims join it.
        let speaker = claim.source();
        let key = speaker.filter(|speaker| *speaker != outlet);
        let known = found.iter_mut().rev().take(MOST_OPEN).find(|(other, draft)| {
            *other == outlet && draft.sources.first().copied().filter(|first| *first != outlet) == key
        });
        if let Some((_, draft)) = known {
            draft.claims.push(id);
            draft.spans.extend(&claim.content);
            continue;
        }
        let through = view.name(outlet);
        let said = view.quote(place);
        let who = match speaker.filter(|speaker| *speaker != outlet) {
            Some(speaker) => {
                format!("What {} says reached the article through {through}", view.name(speaker))
            }
            None => format!("The article has this from {through}"),
        };
        let why = format!("{who}, and the article does not say whether it was confirmed: {said}.");
        let spans = relay_spans(claim).into_iter().chain(claim.content.iter().copied()).collect();
        let sources = key.into_iter().chain([outlet]).collect();
        found.push((outlet, Draft { spans, claims: vec![id], sources, why }));
    }
    found.into_iter().map(|(_, draft)| draft).collect()
}

/// Maximum number of findings that are searched for one that a claim joins.
const MOST_OPEN: usize = 16;

/// The other outlet that a claim comes from, and whether its speaker is named.
fn passed_on(view: &View<'_>, id: ClaimId, claim: &Claim) -> Option<(SourceId, bool)> {
    let level =
        |source: SourceId| view.report.source(source).map_or(Level::Unattributed, |source| source.level);
    let open = |source: SourceId| {
        let axes = view.report.source(source).map(|source| &source.axes);
        let voice = axes.is_some_and(|axes| axes.descriptors.authorised_voice.is_some());
        let standing = axes.and_then(|axes| axes.standing.as_ref());
        let private = standing.is_some_and(|standing| standing.kind == StandingKind::Private);
        !level(source).is_unnamed() || voice || !private && view.kept(source) == Kept::Open
    };
    let speaker = claim.source();
    if !view.is_own(claim) {
        return None;
    }
    if let Some(outlet) = view.report.foreign_relay(id) {
        // What the relay says of the speaker is the relay's own claim, which contains this one.
        let own =
            outlet_words(view, claim, outlet).iter().any(|word| view.has_class(word, WordClass::OwnWork));
        let speaks = |source: &SourceId| *source != outlet && !own && !view.passes_on(*source);
        return speaker.filter(speaks).map(|speaker| (outlet, open(speaker)));
    }
    // "Reuters reported that": the outlet's own report, unless claims within it have other sources.
    let outlet = speaker.filter(|source| {
        view.report.actor_of(*source).is_some_and(|actor| actor.kind == ActorKind::Outlet)
            && !view.report.is_own_outlet(*source)
    })?;
    let reports = cue_words(view, claim).iter().any(|word| {
        ["report", "according", "learn", "reveal", "disclos"].iter().any(|stem| word.starts_with(stem))
    });
    // A poll or an editorial is of the outlet itself.
    let own = outlet_words(view, claim, outlet).iter().any(|word| view.has_class(word, WordClass::OwnWork));
    (reports && !own && view.inside(id).is_empty()).then_some((outlet, false))
}

/// The words for an outlet: in this claim, at its first mention, and its names.
fn outlet_words(view: &View<'_>, claim: &Claim, outlet: SourceId) -> Vec<String> {
    let here = claim.speaker().map_or(&[][..], |link| link.source_spans.as_slice());
    let first = view.known(outlet).and_then(|known| known.first);
    let names = view.report.actor_of(outlet).map_or(&[][..], |actor| actor.names.as_slice());
    let spans = here.iter().chain(&first).flat_map(|span| tokens(view.at(*span)));
    spans.chain(names.iter().flat_map(|name| tokens(name))).collect()
}

/// The words for the relay, or else for the source.
fn relay_spans(claim: &Claim) -> Vec<Span> {
    let relay = claim.speaker().and_then(|link| link.relay.as_ref()).map(|relay| relay.spans.clone());
    let named = || claim.speaker().map(|link| link.source_spans.clone());
    relay.filter(|spans| !spans.is_empty()).or_else(named).unwrap_or_default()
}

/// "The Ledger has learned that", without a source.
pub(super) fn learned_from_nobody(view: &View<'_>) -> Vec<Draft> {
    let mut found = Vec::new();
    for (id, source, known) in view.cited() {
        let outlet = view.report.actor(source.actor).is_some_and(|actor| actor.kind == ActorKind::Outlet);
        if !outlet {
            continue;
        }
        for claim_id in &known.claims {
            let Some(claim) = view.report.claim(*claim_id) else { continue };
            let learned = cue_words(view, claim).iter().any(|word| word == "learned" || word == "learnt");
            if learned && view.inside(*claim_id).is_empty() {
                let said = view.quote(claim.extent());
                let why =
                    format!("{} is said to have learned this, and not from whom: {said}.", view.name(id));
                let link = claim
                    .speaker()
                    .map(|link| (link.source_spans.clone(), link.cue.clone()))
                    .unwrap_or_default();
                let spans = link.1.into_iter().chain(link.0).chain(claim.content.iter().copied()).collect();
                found.push(Draft { spans, claims: vec![*claim_id], sources: vec![id], why });
            }
        }
    }
    found
}
