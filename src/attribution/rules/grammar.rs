//! What the parse says of a word that may ascribe, and of its clause.

use std::ops::Range;

use crate::Force;
use crate::lexicon::Frames;
use crate::text::{Deprel, Document, Upos, Xpos};

/// Maximum number of tokens of a complement clause; it keeps a sentence without an end cheap.
const LONGEST_CLAUSE: usize = 120;

/// Maximum number of steps up the parse from a participle to the verb of speech that it goes on with.
const DEEPEST: usize = 8;

/// Maximum number of words between a cue and its "that": "said in an interview on Monday that".
const LONGEST_LEAD: usize = 9;

/// A document and the words that ascribe. Each file of the rules adds questions of its own.
pub(super) struct Grammar<'a> {
    pub(super) document: &'a Document<'a>,
}

impl Grammar<'_> {
    pub(super) fn has_modal(&self, verb: usize) -> bool {
        self.document.children(verb).any(|aux| self.document.xpos(aux) == Some(Xpos::Md))
    }

    fn is_cue_verb(&self, token: usize) -> bool {
        self.document.upos(token) == Some(Upos::Verb)
            && self.document.lexicon().cue(Upos::Verb, self.document.lemma(token)).is_some()
    }

    fn is_quoted(&self, token: usize) -> bool {
        let Some(span) = self.document.token(token).map(|token| token.span) else { return false };
        let next = self.document.quotations().partition_point(|quoted| quoted.outer.end() <= span.start());
        self.document.quotations().get(next).is_some_and(|quoted| quoted.outer.contains(span))
    }

    /// Whether an unquoted participle after a comma ascribes more to the same source: "..., adding", "..., citing". Of 490 of
    /// the 28 commonest in PolNeAR train 92 % are marked as cues, and 4 % as a part of another content.
    pub(super) fn is_telling_participle(&self, token: usize) -> bool {
        let Some(before) = token.checked_sub(1) else { return false };
        self.document.xpos(token) == Some(Xpos::Vbg)
            && self.document.lower(before) == ","
            && self.document.lexicon().cue(Upos::Verb, self.document.lemma(token)).is_some_and(|entry| {
                entry.frames.has(Frames::QUOTATION)
                    || matches!(entry.force, Force::Statement | Force::Accusation)
            })
            && !self.is_quoted(token)
    }

    /// The verb of speech in whose complement such a participle hangs.
    pub(super) fn teller_of(&self, participle: usize) -> Option<usize> {
        let mut at = participle;
        for _ in 0..DEEPEST {
            let (head, deprel) = (self.document.head(at)?, self.document.deprel(at)?);
            if deprel == Deprel::Ccomp && head < participle && self.is_cue_verb(head) {
                return Some(head);
            }
            at = head;
        }
        None
    }

    /// The verb with the auxiliaries, negations and adverbs that stand directly before it.
    pub(super) fn verb_group(&self, verb: usize) -> Range<usize> {
        let mut start = verb;
        while let Some(before) = start.checked_sub(1) {
            let belongs = self.document.token(before).is_some_and(|token| {
                token.head == Some(verb)
                    && matches!(token.deprel, Deprel::Aux | Deprel::AuxPass | Deprel::Advmod | Deprel::Cop)
            });
            if !belongs {
                break;
            }
            start = before;
        }
        start..verb + 1
    }

    /// The parts of a sentence before and after a stretch of it that hold a word.
    pub(super) fn around(&self, stretch: &Range<usize>, sentence: &Range<usize>) -> Vec<Range<usize>> {
        [sentence.start..stretch.start, stretch.end..sentence.end]
            .into_iter()
            .filter(|part| part.clone().any(|token| self.document.upos(token) != Some(Upos::Punct)))
            .collect()
    }

    /// A complement clause without its "that", with the adverbial clauses that follow it, but not those that ascribe anew
    /// ("..., adding that"). With a `sentence`, for verbs of speech, it extends to where somebody ascribes anew or to the
    /// sentence's end, whatever the parse says of the rest.
    pub(super) fn clause(&self, verb: usize, clause: usize, sentence: Option<&Range<usize>>) -> Range<usize> {
        let mut range = self.document.subtree(clause);
        if range.start > verb {
            for child in self.document.children(verb).filter(|child| *child > clause) {
                let joins = match self.document.deprel(child) {
                    Some(Deprel::Advcl) => self.document.child(child, Deprel::Mark).is_some(),
                    _ => false,
                };
                if joins && self.document.subtree(child).start <= range.end + 1 {
                    range.end = range.end.max(self.document.subtree(child).end);
                }
            }
            if let Some(sentence) = sentence.filter(|sentence| sentence.contains(&verb)) {
                let anew = self
                    .document
                    .children(verb)
                    .filter(|child| *child > clause && self.ascribes_anew(*child, verb));
                let end = anew.map(|child| self.document.subtree(child).start).min();
                let participle = (clause + 1..sentence.end)
                    .take(LONGEST_CLAUSE)
                    .find(|at| self.is_telling_participle(*at));
                let end = end.into_iter().chain(participle).min();
                range.end = end.unwrap_or(sentence.end).max(clause + 1);
            }
            range.start = range.start.max(verb + 1);
        } else {
            range.end = range.end.min(verb);
        }
        range.start = self.past_that(range.clone());
        range
    }

    /// Whether a dependent of a cue ascribes something else to the same source: "..., adding that", "... and called it".
    /// A verb in another tense is a part of what was said: "told us that they will wait but will warn".
    fn ascribes_anew(&self, child: usize, verb: usize) -> bool {
        match self.document.deprel(child) {
            Some(Deprel::Advcl) => self.document.xpos(child) == Some(Xpos::Vbg) && self.is_cue_verb(child),
            Some(Deprel::Conj) => self.has_modal(child) == self.has_modal(verb) && self.is_cue_verb(child),
            _ => false,
        }
    }

    /// Start of a clause after its "that". Time and place of the speech may stand before: "said Wednesday that", "said in a
    /// statement that".
    fn past_that(&self, clause: Range<usize>) -> usize {
        let lead = clause.clone().take(LONGEST_LEAD);
        let mut lead = lead
            .take_while(|at| !matches!(self.document.upos(*at), Some(Upos::Verb | Upos::Aux | Upos::Punct)));
        lead.find(|at| self.document.lower(*at) == "that" && self.document.upos(*at) == Some(Upos::Sconj))
            .map_or(clause.start, |that| that + 1)
    }

    pub(super) fn starts_with_wh(&self, clause: usize) -> bool {
        let start = self.document.subtree(clause).start;
        matches!(self.document.xpos(start), Some(Xpos::Wdt | Xpos::Wp | Xpos::WpPoss | Xpos::Wrb))
    }
}
