//! The word of a cue that shows the force.

use std::ops::Range;

use super::bounds::Bounds;
use super::content::{Content, Form};
use super::endorsement::Endorsement;
use super::modality::{self, Reading};
use super::words::{self, cue_entry, verb_entry};
use crate::attribution::found::Found;
use crate::lexicon::{Cue, WordClass};
use crate::text::{Document, Upos};
use crate::{Certainty, Factuality, Force, Polarity, Span};

/// Maximum number of tokens of a cue that are looked at. A foreign cue may span a whole article.
const MAX_CUE_TOKENS: usize = 40;

/// The word of a cue that shows the force.
pub(super) struct CueWord<'a> {
    document: &'a Document<'a>,
    at: usize,
    /// What the lexicon says of the word, if it lists it.
    entry: Option<&'a Cue>,
    /// The tokens from the first of the cue to its last.
    tokens: Range<usize>,
    reading: Reading,
}

impl<'a> CueWord<'a> {
    /// The last listed word of a cue, or else its last verb.
    pub(super) fn of(
        document: &'a Document<'a>,
        found: &Found,
        outer: Option<&[Span]>,
    ) -> Option<CueWord<'a>> {
        let all = document.tokens();
        let (first, last) = (found.cue.first()?, found.cue.last()?);
        let start = document.token_at(first.start());
        let end = all.partition_point(|token| token.span.start() < last.end());
        let in_cue = |at: &usize| {
            all.get(*at).is_some_and(|token| found.cue.iter().any(|span| span.contains(token.span)))
        };
        let listed = |at: usize| Some((at, cue_entry(document, at)?));
        let mut hits = (start..end).rev().take(MAX_CUE_TOKENS).filter(in_cue).filter_map(listed);
        let mut main = hits.next();
        // A verb that rejects, confirms or wants decides over its object: "dismissed rumours that", "wants assurances that".
        if let Some((noun, _)) = main
            && document.upos(noun) == Some(Upos::Noun)
        {
            let judges = |(_, entry): &(usize, &Cue)| {
                matches!(entry.force, Force::Denial | Force::Confirmation | Force::Desire | Force::Demand)
            };
            main = hits.find(judges).or(main);
        }
        let verb = |at: &usize| document.upos(*at) == Some(Upos::Verb);
        let mut words = (start..end).rev().take(MAX_CUE_TOKENS).filter(in_cue);
        if main.is_none() && !words.clone().any(|at| verb(&at)) {
            main = words.find_map(|at| Some((at, verb_entry(document, at)?)));
        }
        let at = main.map(|(at, _)| at).or_else(|| (start..end).filter(in_cue).rfind(verb))?;
        let entry = main.map(|(_, entry)| entry);
        let bounds = Bounds { inside: outer, except: &found.content };
        let reading = modality::read(document, at, bounds);
        Some(CueWord { document, at, entry, tokens: start..end, reading })
    }

    fn is_negated(&self) -> bool {
        self.reading.factuality.polarity == Polarity::Negative
    }

    /// Whether a verb of refusal governs the word: "declined to say".
    fn is_refused(&self) -> bool {
        let refuses = |at: usize| self.document.has_class(at, WordClass::RefusalVerb);
        let head = self.document.head(self.at);
        (self.tokens.start..self.at).chain(head).any(refuses)
    }

    /// Whether the word stands with another, as a line `cue_with` of the lexicon wants it.
    fn stands_with(&self, word: &str, content: &Content) -> bool {
        let document = self.document;
        let has_auxiliary =
            |word: &str| document.children(self.at).any(|child| document.lower(child) == word);
        match word {
            "to" => content.form == Form::Infinitive,
            "that" => content.form == Form::That,
            "would" => has_auxiliary("would") || has_auxiliary("'d"),
            "not" if self.is_negated() => true,
            word => {
                let next = document.lower(self.at + 1);
                // "called again for"
                let skips = matches!(next, "out" | "back" | "again");
                next == word || (skips && document.lower(self.at + 2) == word)
            }
        }
    }

    /// The other word that decides, and the force with it.
    fn listed_with(&self, content: &Content) -> Option<(&'a str, &'a Force)> {
        let mut with = self.document.lexicon().cue_with(self.document.lemma(self.at)).iter();
        let found = with.find(|(word, _)| self.stands_with(word, content))?;
        Some((&found.0, &found.1))
    }

    /// What the words do, negated or not.
    fn plain_force(&self, content: &Content<'a>) -> &'a Force {
        let listed = self.entry.map_or(&Force::Statement, |entry| &entry.force);
        let document = self.document;
        if let Some((_, force)) = self.listed_with(content) {
            force
        } else if words::rules_out(document, self.at) {
            &Force::Denial
        } else if words::is_light_verb(document, self.at) || *listed == Force::Statement {
            content.noun.map_or(listed, |noun| &noun.force)
        } else {
            listed
        }
    }

    /// What the speaker does, and how far the speaker stands behind the content.
    pub(super) fn force(&self, content: &Content<'a>) -> (Force, Endorsement) {
        let force = self.plain_force(content);
        if self.document.has_class(self.at, WordClass::RefusalVerb) {
            return if content.is_response {
                (Force::NoComment, Endorsement::OPEN)
            } else {
                (Force::Denial, Endorsement::negating(Certainty::Certain))
            };
        }
        if self.is_refused() && matches!(force, Force::Statement | Force::Confirmation | Force::Denial) {
            return (Force::NoComment, Endorsement::OPEN);
        }
        // "did not agree": the lexicon says what the negated word does.
        let is_listed = || self.listed_with(content).is_some_and(|(word, _)| word == "not");
        if self.is_negated() && !is_listed() {
            return self.negated(force, content);
        }
        match force {
            Force::Statement if content.asks => (Force::Question, Endorsement::OPEN),
            force => (force.clone(), self.endorsement(force, content)),
        }
    }

    /// What a speaker does who does not do `force`.
    fn negated(&self, force: &Force, content: &Content<'a>) -> (Force, Endorsement) {
        match force {
            // "did not rule out"
            Force::Denial if self.document.lemma(self.at) == "rule" => {
                (Force::Statement, Endorsement::at_most(Certainty::Possible))
            }
            _ if self.document.has_class(self.at, WordClass::Knowledge) => (Force::Doubt, Endorsement::OPEN),
            Force::Statement | Force::Confirmation | Force::Denial | Force::Commitment => {
                (Force::NoComment, Endorsement::OPEN)
            }
            Force::Belief => (Force::Doubt, Endorsement::negating(Certainty::Probable)),
            Force::Doubt => (Force::Belief, Endorsement::FULL),
            Force::Prediction => (Force::Prediction, Endorsement::negating(Certainty::Probable)),
            Force::Desire => (Force::Desire, Endorsement::negating(Certainty::Underspecified)),
            force => (force.clone(), self.endorsement(force, content)),
        }
    }

    /// How far a speaker stands behind the content of an act that is not negated.
    fn endorsement(&self, force: &Force, content: &Content) -> Endorsement {
        match force {
            Force::Denial => Endorsement::negating(Certainty::Certain),
            Force::Demand | Force::Commitment | Force::Threat | Force::Desire => {
                Endorsement::at_most(Certainty::Underspecified)
            }
            Force::Warning if content.form == Form::Infinitive => {
                Endorsement::at_most(Certainty::Underspecified)
            }
            Force::Question | Force::NoComment => Endorsement::OPEN,
            Force::Doubt => Endorsement::negating(Certainty::Probable),
            Force::Belief | Force::Prediction | Force::Statement => {
                Endorsement::at_most(self.attitude(force))
            }
            _ => Endorsement::FULL,
        }
    }

    /// How sure at most the word says that a belief, a prediction or a statement is.
    fn attitude(&self, force: &Force) -> Certainty {
        let document = self.document;
        let (lexicon, lower) = (document.lexicon(), document.lower(self.at));
        // A participle may be listed as an adjective: "convinced".
        let is_adjective = lexicon.cue(Upos::Adj, lower).is_some();
        let classes = lexicon.classes(if is_adjective { lower } else { document.lemma(self.at) });
        if classes.is(WordClass::AttitudeCertain) {
            Certainty::Certain
        } else if classes.is(WordClass::AttitudePossible) {
            Certainty::Possible
        } else if *force == Force::Statement {
            Certainty::Certain
        } else {
            Certainty::Probable
        }
    }

    /// The words that show the force.
    pub(super) fn evidence(&self) -> Vec<Span> {
        let own = self.document.token(self.at).map(|token| token.span);
        let mut shown: Vec<Span> = own.into_iter().filter(|_| self.entry.is_some()).collect();
        if self.is_negated() {
            shown.extend(&self.reading.factuality.evidence);
        }
        shown.sort_unstable();
        shown.dedup();
        shown
    }

    /// How sure the teller is of the act. A negation is a part of the act: who "does not believe" doubts, for certain.
    pub(super) fn teller(self) -> Factuality {
        if self.is_negated() { Factuality::plain() } else { self.reading.factuality }
    }
}
