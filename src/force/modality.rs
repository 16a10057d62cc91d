//! How sure the words around a word say that it is so: modal verbs, negation, hedges, conditions, and what governs it.

use super::words::{self, Effect};
use crate::lexicon::Lexicon;
use crate::text::{Deprel, Document, Upos, Xpos};
use crate::{Certainty, Factuality, Force, Polarity, Span};

/// How sure a stretch of text is of what one of its words tells.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reading {
    pub(crate) factuality: Factuality,
    /// Whether what stands around the stretch bears on the word: it does on a main clause, and not on what is told in
    /// passing ("the man *who robbed a bank*").
    pub(crate) asserted: bool,
    /// Whether it is expected or planned.
    pub(crate) expected: bool,
    /// Whether somebody only thinks, wants, fears or asks so, or is able to.
    pub(crate) thought: bool,
}

/// What bounds a reading.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Bounds<'a> {
    /// The content of a claim; all of the text where there is none.
    pub(crate) inside: Option<&'a [Span]>,
    /// What does not count, though it stands inside.
    pub(crate) but: &'a [Span],
}

impl<'a> Bounds<'a> {
    /// The content of a claim.
    pub(crate) fn of(content: &'a [Span]) -> Self {
        Bounds { inside: Some(content), but: &[] }
    }

    pub(super) fn holds(self, document: &Document<'_>, at: usize) -> bool {
        let Some(token) = document.token(at) else { return false };
        // Contents are in text order, and may be of many parts.
        let holds = |spans: &[Span]| {
            let part = spans.partition_point(|span| span.end() < token.span.end());
            spans.get(part).is_some_and(|span| span.contains(token.span))
        };
        self.inside.is_none_or(holds) && !holds(self.but)
    }
}

/// Climbs from a word to the top of its clause, of the clauses that govern it, and so on to the edge of `bounds`, and takes
/// up every word on the way that makes it less sure. The way is bounded, and each word on it looked at once.
pub(crate) fn read(document: &Document<'_>, at: usize, bounds: Bounds<'_>) -> Reading {
    let mut climb = Climb {
        document,
        bounds,
        reading: Reading {
            factuality: Factuality::plain(),
            asserted: false,
            expected: false,
            thought: false,
        },
    };
    climb.modifiers(at);
    let mut at = at;
    for _ in 0..HIGHEST {
        match climb.step(at) {
            Step::To(head) => at = head,
            Step::Edge => {
                climb.reading.asserted = true;
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

/// The word that a stretch of text is about: the top of its parse, and if that only says how sure the rest is ("is likely
/// to fall"), the rest.
pub(crate) fn head(document: &Document<'_>, spans: &[Span]) -> Option<usize> {
    let tokens = document.tokens();
    let bounds = Bounds::of(spans);
    let inside = |at: usize| bounds.holds(document, at);
    let mut noun = None;
    let mut top = None;
    'spans: for span in spans {
        let first = document.token_at(span.start());
        for (at, token) in tokens.iter().enumerate().skip(first).take(LONGEST) {
            if token.span.start() >= span.end() {
                break;
            }
            if token.upos == Upos::Punct || token.head.is_some_and(inside) {
                continue;
            }
            let parts = [Deprel::Nsubj, Deprel::NsubjPass, Deprel::Cop, Deprel::Expl];
            let clause = token.upos == Upos::Verb || document.child_among(at, &parts).is_some();
            if clause {
                top = Some(at);
                break 'spans;
            }
            noun = noun.or(Some(at));
        }
    }
    let mut at = top.or(noun)?;
    for _ in 0..HIGHEST {
        let says_how_sure = matches!(
            document.upos(at).and_then(|upos| words::effect(upos, document.lemma(at))),
            Some(
                Effect::AtMost(Certainty::Probable | Certainty::Possible)
                    | Effect::Opens
                    | Effect::Negates
                    | Effect::ProbablyNegates
            )
        ) || words::is_open_when_negated(document.lemma(at))
            || rules_out(document, at);
        // "repeated [her warning that the dam is old]"
        let speaks = is_speech_noun(document, at);
        let complement = document.children(at).find(|child| {
            let rel = document.deprel(*child);
            let clause =
                matches!(rel, Some(Deprel::Xcomp | Deprel::Ccomp | Deprel::Csubj | Deprel::CsubjPass))
                    || (speaks && rel == Some(Deprel::Acl));
            clause && inside(*child)
        });
        match complement.filter(|_| says_how_sure || speaks) {
            Some(complement) => at = complement,
            None => break,
        }
    }
    Some(at)
}

/// A noun of the lexicon of cues: "warning", "rumour".
pub(super) fn is_speech_noun(document: &Document<'_>, at: usize) -> bool {
    document.upos(at) == Some(Upos::Noun) && Lexicon::standard().cue(Upos::Noun, document.lemma(at)).is_some()
}

/// "rule out".
pub(super) fn rules_out(document: &Document<'_>, at: usize) -> bool {
    document.lemma(at) == "rule"
        && (document.lower(at + 1) == "out"
            || document.children(at).any(|child| document.lower(child) == "out"))
}

/// No clause lies deeper in others, in news; and no claim's first sentence is longer.
const HIGHEST: usize = 12;
const LONGEST: usize = 120;

enum Step {
    To(usize),
    /// The top of the stretch.
    Edge,
    /// What stands above does not bear on it.
    Aside,
}

struct Climb<'a> {
    document: &'a Document<'a>,
    bounds: Bounds<'a>,
    reading: Reading,
}

impl Climb<'_> {
    fn has(&self, at: usize, wanted: impl Fn(usize, Deprel) -> bool) -> bool {
        self.document
            .children(at)
            .any(|child| self.document.deprel(child).is_some_and(|rel| wanted(child, rel)))
    }

    fn show(&mut self, at: usize) {
        self.reading.factuality.evidence.extend(self.document.token(at).map(|token| token.span));
    }

    fn at_most(&mut self, certainty: Certainty, shown_by: usize) {
        let known = &mut self.reading.factuality.certainty;
        *known = certainty.min(*known);
        self.show(shown_by);
    }

    fn negate(&mut self, shown_by: usize) {
        let known = &mut self.reading.factuality.polarity;
        *known = known.reversed();
        self.show(shown_by);
    }

    fn open(&mut self, shown_by: usize) {
        self.reading.factuality.polarity = Polarity::Underspecified;
        self.at_most(Certainty::Underspecified, shown_by);
    }

    /// Takes up what hangs on a word: its modal verbs, negations, hedges, conditions, and a subject or object that is nobody.
    fn modifiers(&mut self, at: usize) {
        let document = self.document;
        let negated = self.negation(at);
        let opens = words::is_open_when_negated(document.lemma(at))
            && self.has(at, |_, rel| matches!(rel, Deprel::Ccomp | Deprel::Csubj));
        if let Some(negation) = negated {
            if opens { self.open(negation) } else { self.negate(negation) }
        }
        for child in document.children(at) {
            if !self.bounds.holds(document, child) {
                continue;
            }
            let word = document.lower(child);
            match self.document.deprel(child) {
                Some(Deprel::Aux) => self.modal(at, child, negated.is_some()),
                Some(Deprel::Advmod | Deprel::Amod | Deprel::Discourse | Deprel::Dep) => {
                    if let Some(certainty) = words::hedge(word) {
                        self.at_most(certainty, child);
                    } else if self.document.is(child, Deprel::Amod) {
                        self.adjective(child);
                    }
                }
                Some(Deprel::Mark) => self.mark(child),
                Some(Deprel::Advcl) => {
                    let condition = document.children(child).find(|mark| self.is_condition(*mark));
                    if let Some(mark) = condition {
                        self.at_most(Certainty::Underspecified, mark);
                    }
                }
                _ => {}
            }
        }
    }

    /// The word that negates a clause or a noun, if one does.
    fn negation(&self, at: usize) -> Option<usize> {
        let document = self.document;
        let inside = |child: &usize| self.bounds.holds(document, *child);
        document.children(at).filter(inside).find(|child| {
            let word = document.lower(*child);
            match self.document.deprel(*child) {
                Some(Deprel::Advmod | Deprel::Cc | Deprel::CcPreconj | Deprel::Aux | Deprel::Dep) => {
                    let only = matches!(document.lower(child + 1), "only" | "just" | "merely" | "least");
                    let no_longer = word == "longer" && document.lower(child.wrapping_sub(1)) == "no";
                    let neither_nor = self.document.is(*child, Deprel::Cc) && word != "neither";
                    (words::negates(word) && !only && !neither_nor) || no_longer
                }
                Some(Deprel::Det) => {
                    word == "no" || (word == "neither" && self.document.upos(at) == Some(Upos::Noun))
                }
                Some(Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj) => {
                    let no_such = |det: usize, rel| {
                        matches!(rel, Deprel::Det | Deprel::Amod)
                            && matches!(document.lower(det), "no" | "neither" | "few")
                    };
                    // "The few who stayed", "a few".
                    let some = |det: usize, rel| {
                        rel == Deprel::Det && !matches!(document.lower(det), "no" | "neither" | "few")
                    };
                    (words::is_nobody(word) || self.has(*child, no_such)) && !self.has(*child, some)
                }
                _ => false,
            }
        })
    }

    fn modal(&mut self, verb: usize, modal: usize, negated: bool) {
        let document = self.document;
        let perfect = document.children(verb).any(|aux| aux > modal && document.lower(aux) == "have");
        match document.lower(modal) {
            "may" | "might" => self.at_most(Certainty::Possible, modal),
            // What cannot be is not.
            "could" if !negated => self.at_most(Certainty::Possible, modal),
            "can" if !negated => {
                self.reading.thought = true;
                self.at_most(Certainty::Possible, modal);
            }
            "must" if perfect => self.at_most(Certainty::Probable, modal),
            "should" | "must" | "ought" | "need" | "shall" => self.at_most(Certainty::Underspecified, modal),
            "would" if perfect => self.at_most(Certainty::Underspecified, modal),
            _ => {}
        }
    }

    /// "a possible meeting", "the alleged attack", "an unlikely merger".
    fn adjective(&mut self, at: usize) {
        match self.document.lower(at) {
            "possible" | "potential" => self.at_most(Certainty::Possible, at),
            "likely" | "probable" | "apparent" => self.at_most(Certainty::Probable, at),
            "alleged" | "supposed" | "purported" | "proposed" | "hypothetical" => {
                self.at_most(Certainty::Underspecified, at);
            }
            _ => {}
        }
    }

    fn is_condition(&self, mark: usize) -> bool {
        self.document.is(mark, Deprel::Mark)
            && matches!(self.document.lower(mark), "if" | "unless")
            && !mark
                .checked_sub(1)
                .is_some_and(|before| matches!(self.document.lower(before), "even" | "as" | "what"))
    }

    fn mark(&mut self, mark: usize) {
        match self.document.lower(mark) {
            "whether" => self.open(mark),
            "without" => self.negate(mark),
            _ if self.is_condition(mark) => self.at_most(Certainty::Underspecified, mark),
            _ => {}
        }
    }

    /// Takes up what governs a word, and says where to go on.
    fn step(&mut self, at: usize) -> Step {
        let document = self.document;
        let Some(head) = document.head(at) else { return Step::Edge };
        let Some(rel) = self.document.deprel(at) else { return Step::Edge };
        // Right behind a noun, a clause is its own, whatever the parse hangs it on: "Lee's fear that it will rain".
        let noun = self.noun_before_that(at).filter(|noun| *noun != head);
        if let Some(noun) = noun.filter(|noun| words::effect(Upos::Noun, document.lemma(*noun)).is_some()) {
            if !self.bounds.holds(document, noun) {
                self.reading.thought |= self.is_thought(noun);
                return Step::Edge;
            }
            self.governor(noun);
            return self.noun_of(noun);
        }
        if !self.bounds.holds(document, head) {
            // Where a claim is cut out of its noun, "pointing to [Putin]'s fear [that ...]", the noun still counts.
            if rel == Deprel::Acl && self.is_thought(head) {
                self.reading.thought = true;
            }
            return Step::Edge;
        }
        let to = |mark: usize, rel| rel == Deprel::Mark && document.lower(mark) == "to";
        match rel {
            Deprel::Xcomp | Deprel::Ccomp | Deprel::Csubj | Deprel::CsubjPass | Deprel::CsubjOuter => {
                self.governor(head);
                // "worked to save", "voted to strike": of most verbs one does not know what became of it.
                let open =
                    rel == Deprel::Xcomp && self.has(at, to) && self.document.upos(head) == Some(Upos::Verb);
                if open && !words::implies(document.lemma(head)) {
                    self.at_most(Certainty::Underspecified, head);
                }
                Step::To(head)
            }
            // "plans to", "the fear that", but not "the plan that failed".
            Deprel::Acl
                if self.has(at, |mark, rel| {
                    rel == Deprel::Mark && matches!(document.lower(mark), "to" | "that")
                }) =>
            {
                self.governor(head);
                if self.document.upos(head) == Some(Upos::Noun) { self.noun_of(head) } else { Step::To(head) }
            }
            Deprel::Advcl if self.has(at, to) => {
                // "is ready to", "is able to"; otherwise a purpose, of which nothing says that it was reached.
                if words::effect(self.document.upos(head).unwrap_or(Upos::X), document.lemma(head)).is_some()
                {
                    self.governor(head);
                    return Step::To(head);
                }
                self.reading.factuality.certainty = Certainty::Underspecified;
                Step::Aside
            }
            Deprel::Conj => self.conjunct(at, head),
            Deprel::Root => Step::Edge,
            Deprel::Obj | Deprel::NsubjPass | Deprel::Nsubj | Deprel::Obl | Deprel::Nmod => {
                self.nominal(at, head, rel)
            }
            _ => Step::Aside,
        }
    }

    /// Whether a word says that somebody thinks, wants or asks so.
    fn is_thought(&self, at: usize) -> bool {
        let upos = self.document.upos(at).unwrap_or(Upos::X);
        let entry = Lexicon::standard().cue(upos, self.document.lemma(at));
        entry.is_some_and(|entry| {
            matches!(
                entry.force,
                Force::Belief | Force::Desire | Force::Doubt | Force::Question | Force::Demand
            )
        })
    }

    /// The noun right before the "that" of a clause.
    fn noun_before_that(&self, clause: usize) -> Option<usize> {
        let that = self
            .document
            .children(clause)
            .find(|child| self.document.is(*child, Deprel::Mark) && self.document.lower(*child) == "that");
        that?.checked_sub(1).filter(|noun| self.document.upos(*noun) == Some(Upos::Noun))
    }

    fn governor(&mut self, head: usize) {
        let document = self.document;
        self.reading.thought |= self.is_thought(head);
        let upos = self.document.upos(head).unwrap_or(Upos::X);
        if rules_out(document, head) {
            // "did not rule out that it is so" leaves it possible.
            if let Some(negation) = self.negation(head) {
                self.at_most(Certainty::Possible, negation);
            } else {
                self.negate(head);
            }
            return;
        }
        self.reading.expected |= words::plans(document.lemma(head));
        match words::effect(upos, document.lemma(head)) {
            Some(Effect::AtMost(certainty)) => {
                self.at_most(certainty, head);
            }
            Some(Effect::Negates) => self.negate(head),
            Some(Effect::ProbablyNegates) => {
                self.negate(head);
                self.at_most(Certainty::Probable, head);
            }
            Some(Effect::Opens) => self.open(head),
            None => {}
        }
        self.modifiers(head);
    }

    /// A second verb shares modals and negation with the first, unless it has a subject or a tense of its own.
    fn conjunct(&mut self, at: usize, head: usize) -> Step {
        let own = self.has(at, |_, rel| matches!(rel, Deprel::Nsubj | Deprel::NsubjPass | Deprel::Aux))
            || matches!(self.document.xpos(at), Some(Xpos::Vbd | Xpos::Vbz | Xpos::Vbp))
            || self.has(at, |cc, rel| rel == Deprel::Cc && self.document.lower(cc) == "but");
        if self.document.upos(at) == Some(Upos::Verb) && !own {
            self.modifiers(head);
        }
        Step::To(head)
    }

    /// A noun under the verb that carries it ("will hold talks"), cancels it, or wants it.
    fn nominal(&mut self, at: usize, head: usize, rel: Deprel) -> Step {
        let document = self.document;
        let (upos, lemma) = (self.document.upos(head).unwrap_or(Upos::X), document.lemma(head));
        if rel == Deprel::Nmod {
            let of = self.has(at, |case, rel| {
                rel == Deprel::Case && matches!(document.lower(case), "of" | "for" | "on" | "against")
            });
            return if of
                && self.document.upos(head) == Some(Upos::Noun)
                && words::effect(upos, lemma).is_some()
            {
                self.governor(head);
                self.noun_of(head)
            } else {
                Step::Aside
            };
        }
        if upos != Upos::Verb {
            // "There was no attack", "The vote is likely".
            let is = self.has(head, |_, rel| rel == Deprel::Cop);
            if is && rel == Deprel::Nsubj && words::effect(upos, lemma).is_some() {
                self.governor(head);
                return Step::To(head);
            }
            return Step::Aside;
        }
        let object = matches!(rel, Deprel::Obj | Deprel::NsubjPass);
        if object && (words::cancels(lemma) || rules_out(document, head)) {
            self.negate(head);
            self.modifiers_but_nobody(head, at);
            return Step::To(head);
        }
        if words::carries(lemma) && rel != Deprel::Obl {
            self.modifiers_but_nobody(head, at);
            return Step::To(head);
        }
        let wanted = object
            || (rel == Deprel::Obl
                && self.has(at, |case, rel| {
                    rel == Deprel::Case && matches!(document.lower(case), "for" | "to")
                }));
        // What is denied or avoided is not; what is rejected or dismissed may well be ("rejected the appeal").
        let intended = match words::effect(upos, lemma) {
            Some(Effect::AtMost(Certainty::Underspecified | Certainty::Probable)) => true,
            Some(Effect::Negates | Effect::ProbablyNegates) => {
                matches!(lemma, "deny" | "avoid" | "refuse" | "doubt")
            }
            _ => false,
        };
        if wanted && intended && !matches!(lemma, "have" | "need") {
            self.governor(head);
            return Step::To(head);
        }
        Step::Aside
    }

    /// The modifiers of the verb that carries a noun; a "no" before the noun itself was taken up with the noun.
    fn modifiers_but_nobody(&mut self, verb: usize, noun: usize) {
        let own = self.negation(verb) == Some(noun);
        self.modifiers(verb);
        if own {
            self.negate(noun);
        }
    }

    /// A noun that governs goes on to its own verb where that carries it.
    fn noun_of(&mut self, noun: usize) -> Step {
        let Some(head) = self.document.head(noun) else {
            return Step::Edge;
        };
        if !self.bounds.holds(self.document, head) {
            return Step::Edge;
        }
        let carried = matches!(self.document.deprel(noun), Some(Deprel::Obj | Deprel::NsubjPass))
            && words::carries(self.document.lemma(head));
        if carried {
            self.modifiers_but_nobody(head, noun);
            return Step::To(head);
        }
        Step::Aside
    }
}
