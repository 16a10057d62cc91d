//! How sure the words around a word say that it is so: modal verbs, negation, hedges, conditions, and what governs it.

use super::bounds::Bounds;
use super::words::{self, Effect};
use crate::lexicon::{WordClass, function_words};
use crate::text::{Deprel, Document, Upos, Xpos};
use crate::{Certainty, Factuality, Force, Polarity};

/// Maximum number of steps of a climb: clauses of news are not nested deeper.
const MAX_STEPS: usize = 12;

/// How sure a stretch of text is of what one of its words tells.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reading {
    pub(crate) factuality: Factuality,
    /// Whether what stands around the stretch bears on the word. It does on a main clause, and does not on what is told in
    /// passing ("the man *who robbed a bank*").
    pub(crate) is_asserted: bool,
    /// Whether it is expected or planned.
    pub(crate) is_expected: bool,
    /// Whether somebody only thinks, wants, fears or asks so, or is able to.
    pub(crate) is_thought: bool,
}

/// Climbs from a word to the top of its clause, to the clauses that govern it, and so on to the edge of `bounds`, and
/// collects every word on the way that makes it less sure. Each word on the way is looked at once.
pub(crate) fn read(document: &Document<'_>, at: usize, bounds: Bounds<'_>) -> Reading {
    let reading = Reading {
        factuality: Factuality::plain(),
        is_asserted: false,
        is_expected: false,
        is_thought: false,
    };
    let mut climb = Climb { document, bounds, reading };
    climb.read_modifiers(at);
    let mut at = at;
    for _ in 0..MAX_STEPS {
        match climb.step(at) {
            Step::To(head) => at = head,
            Step::Edge => {
                climb.reading.is_asserted = true;
                break;
            }
            Step::Aside => break,
        }
    }
    let mut reading = climb.reading;
    reading.factuality.evidence.sort_unstable();
    reading.factuality.evidence.dedup();
    reading
}

/// Where a climb goes on.
enum Step {
    To(usize),
    /// The word is the top of the stretch.
    Edge,
    /// What stands above does not bear on the word.
    Aside,
}

struct Climb<'a> {
    document: &'a Document<'a>,
    bounds: Bounds<'a>,
    reading: Reading,
}

impl Climb<'_> {
    fn has_child(&self, at: usize, wanted: impl Fn(usize, Deprel) -> bool) -> bool {
        let document = self.document;
        document.children(at).any(|child| document.deprel(child).is_some_and(|rel| wanted(child, rel)))
    }

    /// Whether a word marks a clause: "to leave", "that he left".
    fn is_marked_by(&self, clause: usize, words: &[&str]) -> bool {
        self.has_child(clause, |mark, rel| rel == Deprel::Mark && words.contains(&self.document.lower(mark)))
    }

    /// Whether a preposition stands with a noun.
    fn is_led_by(&self, noun: usize, words: &[&str]) -> bool {
        self.has_child(noun, |case, rel| rel == Deprel::Case && words.contains(&self.document.lower(case)))
    }

    fn is_in_bounds(&self, at: usize) -> bool {
        self.bounds.contains(self.document, at)
    }

    fn add_evidence(&mut self, at: usize) {
        self.reading.factuality.evidence.extend(self.document.token(at).map(|token| token.span));
    }

    fn limit(&mut self, certainty: Certainty, evidence: usize) {
        let known = &mut self.reading.factuality.certainty;
        *known = certainty.min(*known);
        self.add_evidence(evidence);
    }

    fn negate(&mut self, evidence: usize) {
        let known = &mut self.reading.factuality.polarity;
        *known = known.reversed();
        self.add_evidence(evidence);
    }

    fn leave_open(&mut self, evidence: usize) {
        self.reading.factuality.polarity = Polarity::Underspecified;
        self.limit(Certainty::Underspecified, evidence);
    }

    /// Reads the dependents of a word: modal verbs, negations, hedges, conditions, and a subject or object that is nobody.
    fn read_modifiers(&mut self, at: usize) {
        let document = self.document;
        let negation = self.negation(at);
        if let Some(negation) = negation {
            let is_open = document.has_class(at, WordClass::Knowledge)
                && self.has_child(at, |_, rel| matches!(rel, Deprel::Ccomp | Deprel::Csubj));
            if is_open { self.leave_open(negation) } else { self.negate(negation) }
        }
        for child in document.children(at) {
            if !self.is_in_bounds(child) {
                continue;
            }
            match document.deprel(child) {
                Some(Deprel::Aux) => self.read_modal(at, child, negation.is_some()),
                Some(Deprel::Advmod | Deprel::Amod | Deprel::Discourse | Deprel::Dep) => {
                    if let Some(certainty) = words::hedge(document, child) {
                        self.limit(certainty, child);
                    }
                }
                Some(Deprel::Mark) => self.read_mark(child),
                Some(Deprel::Advcl) => {
                    let condition = document.children(child).find(|mark| self.is_condition(*mark));
                    if let Some(mark) = condition {
                        self.limit(Certainty::Underspecified, mark);
                    }
                }
                _ => {}
            }
        }
    }

    /// The word that negates a clause or a noun.
    fn negation(&self, at: usize) -> Option<usize> {
        let document = self.document;
        document.children(at).filter(|child| self.is_in_bounds(*child)).find(|child| {
            let word = document.lower(*child);
            match document.deprel(*child) {
                Some(Deprel::Advmod | Deprel::Cc | Deprel::CcPreconj | Deprel::Aux | Deprel::Dep) => {
                    let only = matches!(document.lower(child + 1), "only" | "just" | "merely" | "least");
                    let no_longer = word == "longer" && document.lower(child.wrapping_sub(1)) == "no";
                    let neither_nor = document.is(*child, Deprel::Cc) && word != "neither";
                    (function_words::is_negation(word) && !only && !neither_nor) || no_longer
                }
                Some(Deprel::Det) => {
                    word == "no" || (word == "neither" && document.upos(at) == Some(Upos::Noun))
                }
                Some(Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj) => {
                    let negates = |det: usize| matches!(document.lower(det), "no" | "neither" | "few");
                    let is_negated = self.has_child(*child, |det, rel| {
                        matches!(rel, Deprel::Det | Deprel::Amod) && negates(det)
                    });
                    // "the few who stayed", "a few"
                    let is_definite = self.has_child(*child, |det, rel| rel == Deprel::Det && !negates(det));
                    (function_words::is_negative_pronoun(word) || is_negated) && !is_definite
                }
                _ => false,
            }
        })
    }

    fn read_modal(&mut self, verb: usize, modal: usize, is_negated: bool) {
        let document = self.document;
        let is_perfect = document.children(verb).any(|aux| aux > modal && document.lower(aux) == "have");
        match document.lower(modal) {
            "may" | "might" => self.limit(Certainty::Possible, modal),
            // What cannot be is not.
            "could" if !is_negated => self.limit(Certainty::Possible, modal),
            "can" if !is_negated => {
                self.reading.is_thought = true;
                self.limit(Certainty::Possible, modal);
            }
            "must" if is_perfect => self.limit(Certainty::Probable, modal),
            "should" | "must" | "ought" | "need" | "shall" => self.limit(Certainty::Underspecified, modal),
            "would" if is_perfect => self.limit(Certainty::Underspecified, modal),
            _ => {}
        }
    }

    fn is_condition(&self, mark: usize) -> bool {
        let document = self.document;
        document.is(mark, Deprel::Mark)
            && matches!(document.lower(mark), "if" | "unless")
            && !mark
                .checked_sub(1)
                .is_some_and(|before| matches!(document.lower(before), "even" | "as" | "what"))
    }

    fn read_mark(&mut self, mark: usize) {
        match self.document.lower(mark) {
            "whether" => self.leave_open(mark),
            "without" => self.negate(mark),
            _ if self.is_condition(mark) => self.limit(Certainty::Underspecified, mark),
            _ => {}
        }
    }

    /// Reads what governs a word, and says where to go on.
    fn step(&mut self, at: usize) -> Step {
        let document = self.document;
        let (Some(head), Some(rel)) = (document.head(at), document.deprel(at)) else { return Step::Edge };
        // A clause right behind a noun belongs to it, whatever the parse says: "Lee's fear that it will rain".
        let noun = self.noun_before_that(at).filter(|noun| *noun != head);
        if let Some(noun) = noun.filter(|noun| words::effect(document, *noun).is_some()) {
            if !self.is_in_bounds(noun) {
                self.reading.is_thought |= self.is_attitude(noun);
                return Step::Edge;
            }
            self.read_governor(noun);
            return self.step_from_noun(noun);
        }
        if !self.is_in_bounds(head) {
            // Where a claim is cut out of its noun, "pointing to [Putin]'s fear [that ...]", the noun still counts.
            self.reading.is_thought |= rel == Deprel::Acl && self.is_attitude(head);
            return Step::Edge;
        }
        match rel {
            Deprel::Xcomp | Deprel::Ccomp | Deprel::Csubj | Deprel::CsubjPass | Deprel::CsubjOuter => {
                self.read_governor(head);
                // "worked to save", "voted to strike": of most verbs one does not know what became of it.
                let is_open = rel == Deprel::Xcomp
                    && self.is_marked_by(at, &["to"])
                    && document.upos(head) == Some(Upos::Verb)
                    && !words::is_implicative(document, head);
                if is_open {
                    self.limit(Certainty::Underspecified, head);
                }
                Step::To(head)
            }
            // "plans to", "the fear that", but not "the plan that failed".
            Deprel::Acl if self.is_marked_by(at, &["to", "that"]) => {
                self.read_governor(head);
                if document.upos(head) == Some(Upos::Noun) {
                    self.step_from_noun(head)
                } else {
                    Step::To(head)
                }
            }
            // "is ready to", "is able to"
            Deprel::Advcl if self.is_marked_by(at, &["to"]) && words::effect(document, head).is_some() => {
                self.read_governor(head);
                Step::To(head)
            }
            // A purpose, of which nothing says that it was reached.
            Deprel::Advcl if self.is_marked_by(at, &["to"]) => {
                self.reading.factuality.certainty = Certainty::Underspecified;
                Step::Aside
            }
            Deprel::Conj => self.step_from_conjunct(at, head),
            Deprel::Root => Step::Edge,
            Deprel::Nmod => self.step_from_modifier(at, head),
            Deprel::Obj | Deprel::NsubjPass | Deprel::Nsubj | Deprel::Obl => {
                self.step_from_argument(at, head, rel)
            }
            _ => Step::Aside,
        }
    }

    /// Whether a word says that somebody thinks, wants or asks so.
    fn is_attitude(&self, at: usize) -> bool {
        self.document.cue(at).is_some_and(|cue| {
            matches!(
                cue.force,
                Force::Belief | Force::Desire | Force::Doubt | Force::Question | Force::Demand
            )
        })
    }

    /// The noun right before the "that" of a clause.
    fn noun_before_that(&self, clause: usize) -> Option<usize> {
        let document = self.document;
        let that = document
            .children(clause)
            .find(|child| document.is(*child, Deprel::Mark) && document.lower(*child) == "that");
        that?.checked_sub(1).filter(|noun| document.upos(*noun) == Some(Upos::Noun))
    }

    /// Reads a word that governs, and its dependents.
    fn read_governor(&mut self, head: usize) {
        let document = self.document;
        self.reading.is_thought |= self.is_attitude(head);
        if words::rules_out(document, head) {
            // "did not rule out that it is so" leaves it possible.
            if let Some(negation) = self.negation(head) {
                self.limit(Certainty::Possible, negation);
            } else {
                self.negate(head);
            }
            return;
        }
        self.reading.is_expected |= words::is_plan(document, head);
        match words::effect(document, head) {
            Some(Effect::AtMost(certainty)) => self.limit(certainty, head),
            Some(Effect::Negates) => self.negate(head),
            Some(Effect::ProbablyNegates) => {
                self.negate(head);
                self.limit(Certainty::Probable, head);
            }
            Some(Effect::Opens) => self.leave_open(head),
            None => {}
        }
        self.read_modifiers(head);
    }

    /// A second verb shares modals and negation with the first, unless it has a subject or a tense of its own.
    fn step_from_conjunct(&mut self, at: usize, head: usize) -> Step {
        let document = self.document;
        let stands_alone = self
            .has_child(at, |_, rel| matches!(rel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::Aux))
            || matches!(document.xpos(at), Some(Xpos::Vbd | Xpos::Vbz | Xpos::Vbp))
            || self.has_child(at, |cc, rel| rel == Deprel::Cc && document.lower(cc) == "but");
        if document.upos(at) == Some(Upos::Verb) && !stands_alone {
            self.read_modifiers(head);
        }
        Step::To(head)
    }

    /// A noun under a noun: "the risk of an attack".
    fn step_from_modifier(&mut self, at: usize, head: usize) -> Step {
        let governs = self.is_led_by(at, &["of", "for", "on", "against"])
            && self.document.upos(head) == Some(Upos::Noun)
            && words::effect(self.document, head).is_some();
        if !governs {
            return Step::Aside;
        }
        self.read_governor(head);
        self.step_from_noun(head)
    }

    /// A noun under the verb that carries it ("will hold talks"), cancels it or wants it, or under a predicate.
    fn step_from_argument(&mut self, at: usize, head: usize, rel: Deprel) -> Step {
        let document = self.document;
        if document.upos(head) != Some(Upos::Verb) {
            // "There was no attack", "The vote is likely".
            let is_predicate = rel == Deprel::Nsubj && self.has_child(head, |_, rel| rel == Deprel::Cop);
            if is_predicate && words::effect(document, head).is_some() {
                self.read_governor(head);
                return Step::To(head);
            }
            return Step::Aside;
        }
        let is_object = matches!(rel, Deprel::Obj | Deprel::NsubjPass);
        let is_cancelled = is_object
            && (document.has_class(head, WordClass::CancelVerb) || words::rules_out(document, head));
        if is_cancelled {
            self.negate(head);
        }
        if is_cancelled || (words::is_light_verb(document, head) && rel != Deprel::Obl) {
            self.read_carrier(head, at);
            return Step::To(head);
        }
        let is_wanted = is_object || (rel == Deprel::Obl && self.is_led_by(at, &["for", "to"]));
        // What is denied or avoided is not; what is rejected or dismissed may well be ("rejected the appeal").
        let bears_on_object = match words::effect(document, head) {
            Some(Effect::AtMost(Certainty::Underspecified | Certainty::Probable)) => true,
            Some(Effect::Negates | Effect::ProbablyNegates) => {
                document.has_class(head, WordClass::NegatesObject)
            }
            _ => false,
        };
        if is_wanted && bears_on_object && !matches!(document.lemma(head), "have" | "need") {
            self.read_governor(head);
            return Step::To(head);
        }
        Step::Aside
    }

    /// Reads the dependents of the verb that carries a noun. A "no" before the noun was read with the noun, and does not
    /// count again.
    fn read_carrier(&mut self, verb: usize, noun: usize) {
        let is_read = self.negation(verb) == Some(noun);
        self.read_modifiers(verb);
        if is_read {
            self.negate(noun);
        }
    }

    /// A noun that governs leads to its verb where that carries it.
    fn step_from_noun(&mut self, noun: usize) -> Step {
        let document = self.document;
        let Some(head) = document.head(noun).filter(|head| self.is_in_bounds(*head)) else {
            return Step::Edge;
        };
        let is_carried = matches!(document.deprel(noun), Some(Deprel::Obj | Deprel::NsubjPass))
            && words::is_light_verb(document, head);
        if is_carried {
            self.read_carrier(head, noun);
            return Step::To(head);
        }
        Step::Aside
    }
}
