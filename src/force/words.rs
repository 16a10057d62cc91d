//! Words that change how sure something is, by the classes of the lexicon.

use crate::lexicon::{Classes, Cue, WordClass};
use crate::text::{Document, Upos};
use crate::{Certainty, Force};

/// What a word does to the clause or noun that it governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// Leaves it as sure at most: "is likely to", "a chance that", "plans to".
    AtMost(Certainty),
    /// Negates it: "failed to", "is impossible".
    Negates,
    /// Negates it, and leaves that probable: "is unlikely to", "doubts that".
    ProbablyNegates,
    /// Leaves open whether it is so: "is unclear whether".
    Opens,
}

const EFFECTS: [(WordClass, Effect); 6] = [
    (WordClass::EffectProbable, Effect::AtMost(Certainty::Probable)),
    (WordClass::EffectPossible, Effect::AtMost(Certainty::Possible)),
    (WordClass::EffectUnderspecified, Effect::AtMost(Certainty::Underspecified)),
    (WordClass::EffectNegates, Effect::Negates),
    (WordClass::EffectProbablyNegates, Effect::ProbablyNegates),
    (WordClass::EffectOpens, Effect::Opens),
];

const HEDGES: [(WordClass, Certainty); 3] = [
    (WordClass::HedgeProbable, Certainty::Probable),
    (WordClass::HedgePossible, Certainty::Possible),
    (WordClass::HedgeUnderspecified, Certainty::Underspecified),
];

const LIGHT_VERBS: Classes = Classes::of(&[WordClass::LightVerb, WordClass::DeliveryVerb]);

const PLANS: Classes = Classes::of(&[WordClass::SchedulingVerb, WordClass::PlanWord]);

/// The effect of a word on its complement. A word that ascribes has the effect of its force, so that "hopes to win" is no
/// victory even where "hopes" is no cue.
pub(super) fn effect(document: &Document<'_>, at: usize) -> Option<Effect> {
    let classes = document.classes(at);
    let listed = EFFECTS.iter().find(|(class, _)| classes.is(*class)).map(|(_, effect)| *effect);
    listed.or_else(|| effect_of_force(&document.cue(at)?.force))
}

fn effect_of_force(force: &Force) -> Option<Effect> {
    match force {
        Force::Demand | Force::Commitment | Force::Threat | Force::Desire => {
            Some(Effect::AtMost(Certainty::Underspecified))
        }
        Force::Question => Some(Effect::Opens),
        Force::Belief | Force::Prediction => Some(Effect::AtMost(Certainty::Probable)),
        Force::Doubt => Some(Effect::ProbablyNegates),
        Force::Denial => Some(Effect::Negates),
        _ => None,
    }
}

/// How sure at most an adverb or adjective leaves what it stands beside.
pub(super) fn hedge(document: &Document<'_>, at: usize) -> Option<Certainty> {
    let classes = document.lexicon().classes(document.lower(at));
    HEDGES.iter().find(|(class, _)| classes.is(*class)).map(|(_, certainty)| *certainty)
}

/// Whether an infinitive under a verb is so ("managed to"), or is as sure as the verb's own effect says ("seems to").
pub(super) fn is_implicative(document: &Document<'_>, verb: usize) -> bool {
    document.has_class(verb, WordClass::ImplicativeVerb)
        || effect(document, verb).is_some_and(|effect| {
            !matches!(effect, Effect::AtMost(Certainty::Underspecified) | Effect::Opens)
        })
}

/// Whether a noun of events or of speech under a verb says what the sentence is about: "held talks", "repeated his
/// warning".
pub(super) fn is_light_verb(document: &Document<'_>, verb: usize) -> bool {
    document.classes(verb).meets(LIGHT_VERBS)
}

/// Whether what a word governs is about to happen: "is expected to", "agreed to".
pub(super) fn is_plan(document: &Document<'_>, at: usize) -> bool {
    document.classes(at).meets(PLANS)
}

/// Whether a noun ascribes: "warning", "rumour".
pub(super) fn is_speech_noun(document: &Document<'_>, at: usize) -> bool {
    document.upos(at) == Some(Upos::Noun) && document.cue(at).is_some()
}

/// Whether a verb is "rule out".
pub(super) fn rules_out(document: &Document<'_>, at: usize) -> bool {
    document.lemma(at) == "rule"
        && (document.lower(at + 1) == "out"
            || document.children(at).any(|child| document.lower(child) == "out"))
}

/// What the lexicon says of a word that ascribes. A participle may be listed as an adjective: "is not convinced".
pub(super) fn cue_entry<'a>(document: &Document<'a>, at: usize) -> Option<&'a Cue> {
    document.cue(at).or_else(|| document.lexicon().cue(Upos::Adj, document.lower(at)))
}

/// What the lexicon says of a cue that is taken for a noun although only a verb of its form ascribes: "his client denies".
pub(super) fn verb_entry<'a>(document: &Document<'a>, at: usize) -> Option<&'a Cue> {
    let is_noun = matches!(document.upos(at), Some(Upos::Noun | Upos::Propn));
    document.lexicon().cue(Upos::Verb, document.lemma(at)).filter(|_| is_noun)
}
