//! Verbs that ascribe, and what they ascribe.

use std::ops::Range;

use super::candidate::{Candidate, SURE_CLAUSE, SURE_OBJECT};
use super::grammar::Grammar;
use crate::lexicon::Frames;
use crate::text::{Deprel, Upos, Xpos};

impl Grammar<'_> {
    /// "said that it rained", "denies a planned attack", "wants to leave", "The plan, he said, will fail".
    pub(super) fn verb(&self, verb: usize, frames: Frames, sentence: &Range<usize>) -> Option<Candidate> {
        if matches!(
            self.document.deprel(verb)?,
            Deprel::Amod | Deprel::Compound | Deprel::Case | Deprel::Fixed
        ) {
            return None;
        }
        let (content, confidence) = self.verb_content(verb, frames, sentence)?;
        // "will discuss the plan": what is not said yet. A clause says it all the same: "will warn that ...".
        if confidence <= SURE_OBJECT && self.has_modal(verb) {
            return None;
        }
        let source = self.subject(verb);
        if source.is_none()
            && self.document.xpos(verb) == Some(Xpos::Vbg)
            && self.document.is(verb, Deprel::Root)
        {
            return None; // a headline fragment, not a statement
        }
        Some(Candidate { source, head: verb, cue: self.verb_group(verb), content, confidence })
    }

    fn verb_content(
        &self,
        verb: usize,
        frames: Frames,
        sentence: &Range<usize>,
    ) -> Option<(Vec<Range<usize>>, f32)> {
        if let Some(clause) = self.document.child(verb, Deprel::Ccomp) {
            let marked = self.document.child(clause, Deprel::Mark).is_some() || self.starts_with_wh(clause);
            if frames.has(Frames::CLAUSE) || (frames.has(Frames::MARKED_CLAUSE) && marked) {
                let speech = frames.has(Frames::CLAUSE) && frames.has(Frames::QUOTATION);
                return Some((vec![self.clause(verb, clause, speech.then_some(sentence))], SURE_CLAUSE));
            }
        }
        if frames.has(Frames::CLAUSE)
            && let Some(clause) = self.clause_behind_time(verb)
        {
            let speech = frames.has(Frames::QUOTATION);
            return Some((vec![self.clause(verb, clause, speech.then_some(sentence))], SURE_CLAUSE));
        }
        if frames.has(Frames::INFINITIVE)
            && let Some(clause) = self.document.child(verb, Deprel::Xcomp)
            && self.document.children(clause).any(|child| self.document.lower(child) == "to")
        {
            return Some((vec![self.document.subtree(clause)], SURE_OBJECT));
        }
        if let Some(content) = self.passive_content(verb, frames) {
            return Some((content, SURE_OBJECT));
        }
        if frames.has(Frames::OBJECT_AND_MORE)
            && let Some(object) = self.document.child(verb, Deprel::Obj)
        {
            let more = |child: &usize| {
                *child > object
                    && matches!(
                        self.document.deprel(*child),
                        Some(Deprel::Obl | Deprel::Advcl | Deprel::Xcomp | Deprel::Ccomp)
                    )
            };
            let whole = self.document.subtree(object);
            // What follows may hang on the object by mistake: "accused [the council of hiding the report]".
            let led = |at: usize| matches!(self.document.lower(at), "of" | "for" | "as" | "to");
            let inside = (object + 1..whole.end).any(led);
            let last = self.document.children(verb).rfind(more);
            if last.is_some() || inside {
                let end = last.map_or(whole.end, |last| self.document.subtree(last).end.max(whole.end));
                let content = whole.start..end;
                return Some((vec![content], SURE_OBJECT));
            }
        }
        if frames.has(Frames::OBJECT)
            && let Some(object) = self.document.child(verb, Deprel::Obj)
            && object > verb
            && self.document.upos(object) != Some(Upos::Pron)
        {
            let mut range = self.document.subtree(object);
            // "legally-binding guarantees": nothing but modifiers stands between the verb and its object.
            let between = verb + 1..range.start;
            if between.len() <= 3
                && between.clone().all(|at| {
                    matches!(self.document.upos(at), Some(Upos::Adv | Upos::Adj | Upos::Punct | Upos::Det))
                })
                && !between.clone().any(|at| self.document.lower(at) == ",")
            {
                range.start = verb + 1;
            }
            // A clause with "that" runs to the end of its sentence: "assurances that ... will not be deployed".
            if (object + 1..=range.end.max(object + 1))
                .any(|at| at < sentence.end && self.document.lower(at) == "that")
            {
                range.end = sentence.end.max(range.end);
            }
            return Some((vec![range], SURE_OBJECT));
        }
        if frames.has(Frames::CLAUSE) && self.is_parenthetical(verb) {
            return Some((self.around(&self.document.subtree(verb), sentence), SURE_CLAUSE));
        }
        None
    }

    /// "The suspect was described by police as armed": the subject, and what follows the agent.
    fn passive_content(&self, verb: usize, frames: Frames) -> Option<Vec<Range<usize>>> {
        let subject = self.document.child(verb, Deprel::NsubjPass)?;
        let agent = self.document.child(verb, Deprel::OblAgent).filter(|agent| *agent > verb)?;
        if !(frames.has(Frames::OBJECT) || frames.has(Frames::OBJECT_AND_MORE)) {
            return None;
        }
        let (subject, agent) = (self.document.subtree(subject), self.document.subtree(agent));
        let rest = agent.end..self.document.subtree(verb).end;
        Some([subject, rest].into_iter().filter(|part| !part.is_empty()).collect())
    }

    /// "said Wednesday that it rained": the parser often takes the clause for one about the day.
    fn clause_behind_time(&self, verb: usize) -> Option<usize> {
        let day = |child: &usize| *child > verb && self.document.is(*child, Deprel::OblUnmarked);
        let told = |clause: &usize| {
            let relative =
                matches!(self.document.deprel(*clause), Some(Deprel::AclRelcl | Deprel::Acl | Deprel::Ccomp));
            let mark = self.document.child(*clause, Deprel::Mark);
            relative && mark.is_some_and(|mark| mark > verb && self.document.lower(mark) == "that")
        };
        let days = self.document.children(verb).filter(day);
        days.flat_map(|day| self.document.children(day)).find(told)
    }

    /// "The plan, he said, will fail"; "As Lee put it, the plan will fail".
    fn is_parenthetical(&self, verb: usize) -> bool {
        let lowly = self.document.child_among(verb, &[Deprel::Obj, Deprel::Ccomp, Deprel::Xcomp]).is_none();
        let subject = self.document.child(verb, Deprel::Nsubj).is_some();
        match self.document.deprel(verb) {
            Some(Deprel::Parataxis) => lowly && subject,
            Some(Deprel::Advcl) => {
                let as_mark = |child: usize| self.document.lower(child) == "as";
                lowly && subject && self.document.children(verb).any(as_mark)
            }
            _ => false,
        }
    }
}
