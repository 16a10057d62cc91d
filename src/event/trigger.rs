//! Words that name events.

use super::reader::Reader;
use crate::lexicon::{Classes, Lexicon, WordClass};
use crate::text::{Deprel, Upos, Xpos};

const EVENT_NOUNS: Classes = Classes::of(&[WordClass::Meeting, WordClass::Happening]);

pub(super) fn is_event_noun(lemma: &str) -> bool {
    Lexicon::standard().classes(lemma).meets(EVENT_NOUNS)
}

pub(super) fn is_meeting_noun(lemma: &str) -> bool {
    Lexicon::standard().classes(lemma).is(WordClass::Meeting)
}

pub(super) fn is_meeting_verb(lemma: &str) -> bool {
    matches!(lemma, "meet" | "speak" | "talk" | "confer" | "converse" | "negotiate")
}

/// Verbs that carry an event's noun without being the event: "hold a call", "take place".
pub(super) fn is_light(lemma: &str) -> bool {
    matches!(
        lemma,
        "hold"
            | "have"
            | "take"
            | "make"
            | "give"
            | "do"
            | "get"
            | "attend"
            | "host"
            | "stage"
            | "conduct"
            | "launch"
            | "begin"
            | "start"
            | "end"
            | "open"
            | "schedule"
            | "plan"
            | "set"
            | "postpone"
            | "cancel"
            | "delay"
            | "follow"
            | "precede"
            | "come"
            | "occur"
            | "happen"
            | "continue"
            | "expect"
            | "request"
            | "be"
            | "seem"
            | "become"
            | "remain"
            | "include"
            | "mean"
            | "need"
            | "know"
            | "use"
            | "keep"
            | "let"
            | "try"
            | "help"
            | "agree"
            | "engage"
    )
}

/// Verbs that tell how things are, and of no event.
fn is_state(lemma: &str) -> bool {
    matches!(
        lemma,
        "own"
            | "like"
            | "love"
            | "hate"
            | "live"
            | "contain"
            | "belong"
            | "exist"
            | "matter"
            | "depend"
            | "cost"
            | "resemble"
            | "lack"
            | "deserve"
            | "consist"
            | "involve"
            | "represent"
            | "stay"
            | "last"
            | "enjoy"
            | "face"
            | "stand"
            | "sit"
            | "lie"
            | "work"
            | "look"
            | "range"
            | "date"
            | "go"
            | "total"
            | "embody"
            | "obsess"
            | "see"
            | "allow"
            | "enable"
            | "regard"
            | "relate"
            | "deal"
            | "focus"
            | "feature"
            | "reflect"
    )
}

/// Verbs that say of an event, their subject or object, that it starts, goes on or ends.
fn is_phase(lemma: &str) -> bool {
    matches!(
        lemma,
        "resume"
            | "conclude"
            | "close"
            | "finish"
            | "complete"
            | "run"
            | "last"
            | "unfold"
            | "reconvene"
            | "restart"
            | "wrap"
            | "proceed"
            | "commence"
            | "erupt"
            | "break"
            | "play"
            | "fall"
            | "arise"
            | "drag"
            | "hear"
    )
}

/// Verbs that ascribe in one sense and tell of an event in another: "attacked the plan", "attacked the town".
fn has_two_senses(lemma: &str) -> bool {
    matches!(
        lemma,
        "attack" | "blast" | "charge" | "find" | "rip" | "slam" | "pan" | "back" | "fault" | "post" | "text"
    )
}

impl Reader<'_> {
    /// Whether a token can name an event.
    pub(super) fn is_trigger(&self, at: usize) -> bool {
        let Some(token) = self.document.token(at) else { return false };
        match token.upos {
            Upos::Noun => {
                is_event_noun(self.document.lemma(at))
                    && token.deprel != Deprel::Compound
                    && !self.cues.contains(&at)
            }
            Upos::Verb => self.is_verb_trigger(at),
            _ => false,
        }
    }

    fn is_verb_trigger(&self, at: usize) -> bool {
        let Some(token) = self.document.token(at) else { return false };
        let lemma = self.document.lemma(at);
        if is_light(lemma) || is_state(lemma) || self.cues.contains(&at) {
            return false;
        }
        let clause = |child: &usize| self.document.upos(*child) == Some(Upos::Verb);
        let governs = self.document.child(at, Deprel::Ccomp).is_some()
            || self.document.child(at, Deprel::Xcomp).as_ref().is_some_and(clause);
        if Lexicon::standard().cue(Upos::Verb, lemma).is_some() && (governs || !has_two_senses(lemma)) {
            return false;
        }
        // "appeared to fall" is a fall.
        if lemma == "appear" && governs {
            return false;
        }
        let subject = self.document.child_among(at, &[Deprel::Nsubj, Deprel::NsubjPass]);
        let placed = match token.deprel {
            Deprel::Amod | Deprel::Compound | Deprel::Case | Deprel::Fixed | Deprel::Acl => false,
            Deprel::Advcl => subject.is_some(),
            _ => true,
        };
        // "is shelling", and not "shelling the town is".
        let finite = token.xpos != Xpos::Vbg
            || self.document.child_among(at, &[Deprel::Aux, Deprel::AuxPass]).is_some();
        // "Reach him at home" asks, and tells nothing.
        let asks = token.xpos == Xpos::Vb
            && subject.is_none()
            && !matches!(token.deprel, Deprel::Xcomp | Deprel::Conj)
            && self.document.child_among(at, &[Deprel::Aux, Deprel::Mark]).is_none();
        placed && finite && !asks && !self.is_carrier(at)
    }

    /// Whether a verb only carries an event's noun: "the talks resumed", "completed its takeover".
    pub(super) fn is_carrier(&self, verb: usize) -> bool {
        let lemma = self.document.lemma(verb);
        (is_light(lemma) || is_phase(lemma)) && self.carried(verb).is_some()
    }

    /// The event's noun that is the subject or object of a verb.
    pub(super) fn carried(&self, verb: usize) -> Option<usize> {
        let noun = |child: &usize| {
            matches!(self.document.deprel(*child), Some(Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj))
                && self.document.upos(*child) == Some(Upos::Noun)
                && is_event_noun(self.document.lemma(*child))
        };
        self.document.children(verb).find(noun)
    }
}
