//! Words that change how sure something is.

use crate::lexicon::Lexicon;
use crate::text::Upos;
use crate::{Certainty, Force};

/// What a word does to the clause or noun that it governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// Leaves it as sure at most: "is likely to", "a chance that", "plans to".
    AtMost(Certainty),
    /// Turns it round: "failed to", "is impossible".
    Negates,
    /// Turns it round, and leaves it probable: "is unlikely to", "doubts that".
    ProbablyNegates,
    /// Leaves open whether: "is unclear whether".
    Opens,
}

/// The effect of a word on its complement. Verbs that are not listed here count as the lexicon of cues knows them, so that
/// "hopes to win" is no victory even where nobody took "hopes" for a cue.
pub(super) fn effect(upos: Upos, lemma: &str) -> Option<Effect> {
    use Effect::{AtMost, Negates, Opens, ProbablyNegates};
    let effect = match lemma {
        "likely" | "probable" | "seem" | "appear" | "probability" | "likelihood" | "expect" => {
            AtMost(Certainty::Probable)
        }
        "possible" | "conceivable" | "plausible" | "chance" | "possibility" | "risk" | "danger"
        | "prospect" => AtMost(Certainty::Possible),
        "unlikely" | "improbable" | "doubtful" | "doubt" => ProbablyNegates,
        "fail" | "unable" | "impossible" | "refuse" | "decline" | "deny" | "forget" | "neglect" | "avoid"
        | "refrain" | "false" | "untrue" | "failure" | "refusal" | "denial" | "inability" | "lack"
        | "absence" => Negates,
        "unclear" | "unknown" | "uncertain" | "unsure" | "wonder" | "question" => Opens,
        "try" | "attempt" | "strive" | "struggle" | "need" | "ought" | "have" | "supposed" | "consider"
        | "mull" | "weigh" | "contemplate" | "prepare" | "ready" | "prepared" | "willing" | "unwilling"
        | "eager" | "keen" | "determined" | "reluctant" | "hesitant" | "hesitate" | "aspire" | "prefer"
        | "effort" | "bid" | "willingness" | "readiness" | "right" | "plan" | "intention" | "obligation"
        | "duty" => AtMost(Certainty::Underspecified),
        _ => return by_force(&Lexicon::standard().cue(upos, lemma)?.force),
    };
    Some(effect)
}

fn by_force(force: &Force) -> Option<Effect> {
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

/// How sure at most what an adverb stands beside is. What is said to be "allegedly" so, the words leave to others.
pub(super) fn hedge(word: &str) -> Option<Certainty> {
    match word {
        "probably" | "likely" | "presumably" | "apparently" | "seemingly" | "evidently" => {
            Some(Certainty::Probable)
        }
        "perhaps" | "maybe" | "possibly" | "potentially" | "conceivably" => Some(Certainty::Possible),
        "allegedly" | "reportedly" | "purportedly" | "supposedly" | "hypothetically" => {
            Some(Certainty::Underspecified)
        }
        _ => None,
    }
}

/// Adverbs and particles that turn round what they stand beside.
pub(super) fn negates(word: &str) -> bool {
    matches!(word, "not" | "n't" | "nt" | "never" | "neither" | "nor" | "hardly" | "barely" | "scarcely")
}

/// Words for nobody and nothing, as subjects and objects.
pub(super) fn is_nobody(word: &str) -> bool {
    matches!(word, "nobody" | "none" | "nothing" | "no-one" | "neither" | "few")
}

/// Verbs under which a noun of an event, or of speech, is what the sentence is about: "held talks", "repeated his warning".
pub(super) fn carries(lemma: &str) -> bool {
    matches!(
        lemma,
        "hold"
            | "have"
            | "take"
            | "make"
            | "give"
            | "do"
            | "be"
            | "occur"
            | "happen"
            | "stage"
            | "conduct"
            | "carry"
            | "launch"
            | "schedule"
            | "host"
            | "issue"
            | "voice"
            | "express"
            | "deliver"
            | "repeat"
            | "reiterate"
            | "renew"
            | "reassert"
            | "reaffirm"
            | "stand"
            | "begin"
            | "start"
            | "mount"
            | "commit"
            | "play"
    )
}

/// Verbs after which what they govern does not take place.
pub(super) fn cancels(lemma: &str) -> bool {
    matches!(
        lemma,
        "cancel"
            | "avert"
            | "prevent"
            | "scrap"
            | "foil"
            | "thwart"
            | "abandon"
            | "shelve"
            | "forestall"
            | "stave"
    )
}

/// Words of which a negation says that it is not known whether: "is not clear whether", "does not know if".
pub(super) fn is_open_when_negated(lemma: &str) -> bool {
    matches!(lemma, "clear" | "sure" | "certain" | "know" | "aware" | "obvious" | "evident")
}

/// Verbs of speech that one declines: whoever "declined to say" takes no stand, whoever "declined to sign" denies.
pub(super) fn is_comment(lemma: &str) -> bool {
    matches!(
        lemma,
        "comment"
            | "say"
            | "confirm"
            | "deny"
            | "discuss"
            | "answer"
            | "respond"
            | "name"
            | "identify"
            | "disclose"
            | "reveal"
            | "elaborate"
            | "speak"
            | "talk"
            | "tell"
            | "specify"
            | "explain"
            | "clarify"
            | "verify"
            | "detail"
            | "address"
            | "divulge"
            | "speculate"
            | "predict"
            | "expand"
    )
}

/// Words of plans: what one "is expected to" do, or "agreed to" do, is about to happen.
pub(super) fn plans(lemma: &str) -> bool {
    matches!(
        lemma,
        "expect"
            | "plan"
            | "schedule"
            | "agree"
            | "intend"
            | "decide"
            | "arrange"
            | "slate"
            | "set"
            | "due"
            | "vow"
            | "promise"
            | "pledge"
    )
}

/// Verbs after which an infinitive is so, or is what this module has its own word for: "managed to", "seems to".
pub(super) fn implies(lemma: &str) -> bool {
    matches!(
        lemma,
        "manage"
            | "begin"
            | "start"
            | "continue"
            | "cease"
            | "come"
            | "get"
            | "go"
            | "help"
            | "happen"
            | "turn"
            | "use"
            | "proceed"
            | "dare"
            | "bother"
            | "remember"
            | "force"
            | "compel"
            | "make"
            | "lead"
            | "cause"
            | "prompt"
            | "serve"
            | "tend"
            | "prove"
            | "end"
            | "say"
            | "report"
            | "claim"
            | "know"
            | "find"
            | "see"
            | "rush"
            | "live"
    ) || by_effect(lemma)
}

/// Whether a verb is listed with an effect weaker or other than leaving its infinitive open.
fn by_effect(lemma: &str) -> bool {
    matches!(
        effect(Upos::Verb, lemma),
        Some(
            Effect::AtMost(Certainty::Possible | Certainty::Probable)
                | Effect::Negates
                | Effect::ProbablyNegates
        )
    )
}
