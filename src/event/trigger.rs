//! Words that name events.

use super::reader::Reader;
use crate::lexicon::{Classes, WordClass};
use crate::text::{Deprel, Upos, Xpos};
use crate::{Participant, Span};

const EVENT_NOUNS: Classes = Classes::of(&[WordClass::Meeting, WordClass::Happening]);

/// Verbs that leave the event to their noun.
const LIGHT_VERBS: Classes = Classes::of(&[WordClass::LightVerb, WordClass::EventlessVerb]);

/// Verbs that can have an event's noun as subject or object without naming an event themselves.
const CARRIERS: Classes = LIGHT_VERBS.union(Classes::of(&[WordClass::PhaseVerb]));

/// Verbs that tell how things are.
const STATES: Classes = Classes::of(&[WordClass::StateVerb]);

/// Verbs that name an event only with a particle or a person.
const NO_EVENTS: Classes = LIGHT_VERBS.union(STATES);

impl Reader<'_> {
    /// Whether a noun names an event.
    pub(super) fn is_event_noun(&self, at: usize) -> bool {
        self.document.upos(at) == Some(Upos::Noun) && self.document.classes(at).meets(EVENT_NOUNS)
    }

    /// Whether a trigger names a meeting.
    pub(super) fn is_meeting(&self, at: usize) -> bool {
        let is_noun = self.document.upos(at) == Some(Upos::Noun);
        let class = if is_noun { WordClass::Meeting } else { WordClass::MeetingVerb };
        self.document.has_class(at, class)
    }

    /// Whether a verb leaves the event to its noun: "hold a call".
    pub(super) fn is_light(&self, verb: usize) -> bool {
        self.document.classes(verb).meets(LIGHT_VERBS)
    }

    /// Whether a token can name an event.
    pub(super) fn is_trigger(&self, at: usize) -> bool {
        match self.document.upos(at) {
            Some(Upos::Noun) => {
                self.is_event_noun(at)
                    && !self.document.is(at, Deprel::Compound)
                    && !self.cues.contains(&at)
                    && !self.is_contested(at)
            }
            Some(Upos::Verb) => self.is_verb_trigger(at),
            _ => false,
        }
    }

    /// "won the race", "are battling a blaze": the verb tells the event.
    fn is_contested(&self, noun: usize) -> bool {
        let document = self.document;
        let verb = document.head(noun).filter(|_| document.is(noun, Deprel::Obj));
        verb.is_some_and(|verb| {
            document.upos(verb) == Some(Upos::Verb)
                && matches!(document.lemma(verb), "win" | "lose" | "fight" | "battle")
        })
    }

    /// Whether a verb has somebody as subject, and an object: somebody did something to something.
    pub(super) fn is_deed(&self, at: usize, participants: &[Participant]) -> bool {
        let document = self.document;
        let is_somebody = |subject: usize| {
            let takes_part = |span: Span| participants.iter().any(|part| part.span.intersects(span));
            matches!(document.lower(subject), "he" | "she" | "they" | "we" | "i")
                || document.token(subject).is_some_and(|token| takes_part(token.span))
        };
        let is_done = |doer: Deprel, done: Deprel| {
            document.child(at, doer).is_some_and(is_somebody) && document.child(at, done).is_some()
        };
        document.upos(at) == Some(Upos::Verb)
            && (is_done(Deprel::Nsubj, Deprel::Obj) || is_done(Deprel::OblAgent, Deprel::NsubjPass))
    }

    /// Whether a verb can ascribe. It names an event only where it has a day: "was dismissed in 2019".
    pub(super) fn may_ascribe(&self, at: usize) -> bool {
        let document = self.document;
        document.upos(at) == Some(Upos::Verb)
            && document.cue(at).is_some()
            && !document.has_class(at, WordClass::AmbiguousCue)
    }

    /// Whether a verb is what somebody is accused of: "accuses her of forging", "charged with killing".
    pub(super) fn is_accusation(&self, at: usize) -> bool {
        let document = self.document;
        let is_marked = document.children(at).any(|child| {
            matches!(document.deprel(child), Some(Deprel::Mark | Deprel::Case))
                && matches!(document.lower(child), "of" | "with" | "for")
        });
        let ascribes = |verb| document.upos(verb) == Some(Upos::Verb) && document.cue(verb).is_some();
        let above = document.head(at).and_then(|above| match document.deprel(at) {
            Some(Deprel::Advcl) => Some(above),
            // "accuses [two guards of stealing]"
            Some(Deprel::Acl) if document.is(above, Deprel::Obj) => document.head(above),
            _ => None,
        });
        document.xpos(at) == Some(Xpos::Vbg) && is_marked && above.is_some_and(ascribes)
    }

    /// Whether a verb that is often empty tells an event of its own: with a particle or with a person as object. "held up a
    /// jeweller", "was taken to hospital".
    fn is_full(&self, at: usize) -> bool {
        let document = self.document;
        let classes = document.classes(at);
        let has_particle = document.child(at, Deprel::CompoundPrt).is_some();
        let done = document.child_among(at, &[Deprel::Obj, Deprel::NsubjPass]);
        let is_person = |done: usize| {
            document.upos(done) == Some(Upos::Noun) && self.is_of_people(done)
                || document.upos(done) == Some(Upos::Pron)
                    && matches!(document.lower(done), "he" | "him" | "she" | "they" | "them")
        };
        let moves = matches!(document.lemma(at), "take" | "host");
        has_particle && classes.meets(LIGHT_VERBS.union(STATES)) || moves && done.is_some_and(is_person)
    }

    fn is_verb_trigger(&self, at: usize) -> bool {
        let document = self.document;
        let Some(token) = document.token(at) else { return false };
        if self.cues.contains(&at) || document.classes(at).meets(NO_EVENTS) && !self.is_full(at) {
            return false;
        }
        let is_verb = |child: usize| document.upos(child) == Some(Upos::Verb);
        let governs_clause = document.child(at, Deprel::Ccomp).is_some()
            || document.child(at, Deprel::Xcomp).is_some_and(is_verb);
        let ascribes = document.cue(at).is_some() && governs_clause;
        // "appeared to fall" is a fall.
        let only_appears = governs_clause && document.lemma(at) == "appear";
        if ascribes || only_appears {
            return false;
        }
        let subject = document.child_among(at, &[Deprel::Nsubj, Deprel::NsubjPass]);
        let is_clause = match token.deprel {
            Deprel::Amod | Deprel::Compound | Deprel::Case | Deprel::Fixed => false,
            Deprel::Advcl | Deprel::Acl => {
                subject.is_some() || self.is_accusation(at) || self.is_main_participle(at)
            }
            // A noun that was read as a verb: "in the forests".
            Deprel::Parataxis => subject.is_some() || token.xpos != Xpos::Vbz,
            _ => true,
        };
        // "is shelling", and not "shelling the town is".
        let is_finite = token.xpos != Xpos::Vbg
            || document.child_among(at, &[Deprel::Aux, Deprel::AuxPass]).is_some()
            || self.is_accusation(at);
        // "Reach him at home" asks, and tells nothing.
        let is_imperative = token.xpos == Xpos::Vb
            && subject.is_none()
            && !matches!(token.deprel, Deprel::Xcomp | Deprel::Conj)
            && document.child_among(at, &[Deprel::Aux, Deprel::Mark]).is_none();
        is_clause && is_finite && !is_imperative && !self.is_carrier(at)
    }

    /// The noun that a parse cuts off from its verb, to which it gives the last of those between whom it is: "The match between
    /// Leeds and [Hull will be played]".
    pub(super) fn cut_off_noun(&self, verb: usize) -> Option<usize> {
        let document = self.document;
        let noun = document.head(verb).filter(|_| document.is(verb, Deprel::Conj))?;
        let mut listed = document.children(noun).filter(|child| document.is(*child, Deprel::Nmod));
        let subject = document.child_among(verb, &[Deprel::Nsubj, Deprel::NsubjPass])?;
        let cc = document.child(verb, Deprel::Cc).or_else(|| document.child(subject, Deprel::Cc))?;
        let is_list = cc < subject && document.subtree(subject).start <= cc + 1;
        (is_list
            && self.is_event_noun(noun)
            && listed.any(|child| self.preposition(child) == Some("between")))
        .then_some(noun)
    }

    /// The verb that a parse cuts off from a noun.
    pub(super) fn cut_off_verb(&self, noun: usize) -> Option<usize> {
        let document = self.document;
        if !self.is_event_noun(noun) {
            return None;
        }
        document.children(noun).find(|child| {
            document.upos(*child) == Some(Upos::Verb) && self.cut_off_noun(*child) == Some(noun)
        })
    }

    /// Whether a verb only carries an event's noun: "the talks resumed", "completed its takeover".
    pub(super) fn is_carrier(&self, verb: usize) -> bool {
        let document = self.document;
        let is_carried_noun = |child: usize| {
            matches!(document.deprel(child), Some(Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj))
                && self.is_event_noun(child)
        };
        // "was called off", "carried out an attack"
        let has_particle = document.child(verb, Deprel::CompoundPrt).is_some_and(|particle| {
            matches!(
                (document.lemma(verb), document.lower(particle)),
                ("call" | "put", "off") | ("carry", "out")
            )
        });
        (has_particle || document.classes(verb).meets(CARRIERS))
            && (document.children(verb).any(is_carried_noun) || self.cut_off_noun(verb).is_some())
    }
}
