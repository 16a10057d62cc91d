//! Attributions by rule, over the parse: who said what, as grammar shows it.
//!
//! A cue is a word of the lexicon; what it governs is its content, and its subject is its source. The rules find
//! attributions at any depth, so they also find those that stand in another's content.

use std::collections::BTreeMap;
use std::ops::Range;

use super::content;
use super::engine::Engine;
use super::found::{self, Found};
use super::lexicon::{CueLexicon, Frames};
use crate::text::{Deprel, Document, Upos, Xpos};
use crate::{Force, Span};

/// How sure the rules are, by what they rest on: shares of right contents among those found, rounded, measured on
/// PolNeAR dev by the evaluator.
pub(super) const SURE_CLAUSE: f32 = 0.8;
const SURE_QUOTATION: f32 = 0.85;
const SURE_OBJECT: f32 = 0.5;
const SURE_NOMINAL: f32 = 0.5;

/// The engine without weights.
pub(crate) struct Rules;

impl Engine for Rules {
    /// Linear in the number of tokens: a token is looked at once as a cue, and a cue looks only at its own dependents and its
    /// own sentence's quotations.
    fn find(&self, document: &Document<'_>, body: Span, least: f32) -> Vec<Found> {
        let grammar = Grammar { document, lexicon: CueLexicon::standard() };
        let mut found: Drafts = BTreeMap::new();
        for sentence in document.sentences().iter().filter(|sentence| body.contains(sentence.span)) {
            for token in sentence.tokens.clone() {
                found.extend(grammar.cue(token, &sentence.tokens).map(|draft| (draft.head, draft)));
            }
            grammar.close_at_according(&mut found, &sentence.tokens);
        }
        grammar.quotations(&mut found, body);
        let mut found: Vec<Found> = found.values().filter_map(|draft| grammar.finish(draft)).collect();
        found.retain(|one| one.confidence >= least);
        found::sort(&mut found);
        found
    }

    fn is_trained(&self) -> bool {
        false
    }
}

/// Attributions by the token that ascribes.
type Drafts = BTreeMap<usize, Draft>;

/// An attribution in tokens.
#[derive(Clone, Debug)]
struct Draft {
    source: Option<Range<usize>>,
    /// The word that ascribes, and the words around it that belong to it.
    head: usize,
    cue: Range<usize>,
    content: Vec<Range<usize>>,
    confidence: f32,
}

struct Grammar<'a> {
    document: &'a Document<'a>,
    lexicon: &'a CueLexicon,
}

/// A complement clause is looked through no further, in tokens, which keeps a sentence without an end cheap.
const LONGEST_CLAUSE: usize = 120;

/// So many steps up the parse the verb of speech lies at most that a participle goes on with.
const DEEPEST: usize = 8;

impl Grammar<'_> {
    fn cue(&self, token: usize, sentence: &Range<usize>) -> Option<Draft> {
        if self.document.lower(token) == "according" && self.document.lower(token + 1) == "to" {
            return self.according(token, sentence);
        }
        let upos = self.document.upos(token)?;
        let entry = self.lexicon.entry(upos, self.document.lemma(token))?;
        match upos {
            Upos::Verb => self.verb(token, entry.frames, sentence),
            Upos::Noun => self.noun(token, sentence),
            Upos::Adj => self.adjective(token),
            Upos::Adv => self.adverb(token),
            _ => None,
        }
    }

    /// "said that it rained", "denies a planned attack", "wants to leave", "The plan, he said, will fail".
    fn verb(&self, verb: usize, frames: Frames, sentence: &Range<usize>) -> Option<Draft> {
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
        Some(Draft { source, head: verb, cue: self.verb_group(verb), content, confidence })
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

    /// A complement clause without its "that", with what follows it and hangs on the verb by mistake or by right:
    /// adverbial clauses, but not those that ascribe anew ("..., adding that"). What a verb of speech governs goes on to
    /// the end of its `sentence`, wherever the parse hangs the rest, up to where somebody ascribes anew.
    fn clause(&self, verb: usize, clause: usize, sentence: Option<&Range<usize>>) -> Range<usize> {
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

    /// "..., adding", "..., citing": outside quotations such a participle behind a comma tells more of the same source,
    /// wherever the parse hangs it. Of 490 of the 28 commonest in PolNeAR train 92 % are marked as cues, and 4 % as a part of
    /// what another cue tells.
    fn is_telling_participle(&self, token: usize) -> bool {
        let Some(before) = token.checked_sub(1) else { return false };
        self.document.xpos(token) == Some(Xpos::Vbg)
            && self.document.lower(before) == ","
            && self.lexicon.entry(Upos::Verb, self.document.lemma(token)).is_some_and(|entry| {
                entry.frames.has(Frames::QUOTATION)
                    || matches!(entry.force, Force::Statement | Force::Accusation)
            })
            && !self.is_quoted(token)
    }

    /// The verb of speech in whose complement such a participle hangs.
    fn teller_of(&self, participle: usize) -> Option<usize> {
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

    fn has_modal(&self, verb: usize) -> bool {
        self.document.children(verb).any(|aux| self.document.xpos(aux) == Some(Xpos::Md))
    }

    fn is_cue_verb(&self, token: usize) -> bool {
        self.document.upos(token) == Some(Upos::Verb)
            && self.lexicon.entry(Upos::Verb, self.document.lemma(token)).is_some()
    }

    /// Where a clause starts behind its "that". When and where it was said may stand before: "said Wednesday that",
    /// "said in a statement that".
    fn past_that(&self, clause: Range<usize>) -> usize {
        let lead = clause.clone().take(LONGEST_LEAD);
        let mut lead = lead
            .take_while(|at| !matches!(self.document.upos(*at), Some(Upos::Verb | Upos::Aux | Upos::Punct)));
        lead.find(|at| self.document.lower(*at) == "that" && self.document.upos(*at) == Some(Upos::Sconj))
            .map_or(clause.start, |that| that + 1)
    }

    fn starts_with_wh(&self, clause: usize) -> bool {
        let start = self.document.subtree(clause).start;
        matches!(self.document.xpos(start), Some(Xpos::Wdt | Xpos::Wp | Xpos::WpPoss | Xpos::Wrb))
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

    /// What a sentence holds beside a stretch of it, but not inside quotation marks that the stretch splits.
    fn around(&self, stretch: &Range<usize>, sentence: &Range<usize>) -> Vec<Range<usize>> {
        [sentence.start..stretch.start, stretch.end..sentence.end]
            .into_iter()
            .filter(|part| part.clone().any(|token| self.document.upos(token) != Some(Upos::Punct)))
            .collect()
    }

    /// A verb has one subject: where the parser gives it several that follow on each other, "Council | spokesperson | Ann
    /// Lee said", they are one.
    fn whole_subject(&self, mut first: Range<usize>, verb: usize) -> Range<usize> {
        for child in self.document.children(verb).filter(|child| *child < verb) {
            let next = self.document.subtree(child);
            if next.start == first.end && self.document.is(child, Deprel::Nsubj) {
                first.end = next.end;
            }
        }
        first
    }

    /// Who says: the subject; the agent of a passive; or, for a participle or a second verb, the subject of the
    /// verb that it hangs on.
    fn subject(&self, verb: usize) -> Option<Range<usize>> {
        let mut at = verb;
        // A chain of conjuncts and participles is short; the bound keeps odd trees cheap.
        for _ in 0..4 {
            if let Some(agent) = self.document.child(at, Deprel::OblAgent) {
                return Some(self.phrase(agent, verb));
            }
            if self.document.child_among(at, &[Deprel::NsubjPass, Deprel::Expl]).is_some() && at == verb {
                return None;
            }
            if let Some(subject) =
                self.document.child_among(at, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::NsubjOuter])
            {
                return Some(self.whole_subject(self.phrase(subject, verb), at));
            }
            let head = self.document.head(at)?;
            // "told us that Lee will wait but will warn": a modal verb goes with the modal verb before it.
            if self.document.is(at, Deprel::Conj) && self.has_modal(at) && !self.has_modal(head) {
                let clause = self
                    .document
                    .child(head, Deprel::Ccomp)
                    .filter(|clause| *clause < at && self.has_modal(*clause));
                if let Some(subject) = clause.and_then(|clause| self.document.child(clause, Deprel::Nsubj)) {
                    return Some(self.phrase(subject, verb));
                }
            }
            match self.document.deprel(at)? {
                Deprel::Advcl if at == verb && self.is_telling_participle(at) => {
                    at = self.teller_of(at).unwrap_or(head);
                }
                Deprel::Conj | Deprel::Advcl | Deprel::Xcomp | Deprel::Parataxis => at = head,
                Deprel::Acl if at > head => return Some(self.phrase_until(head, at)),
                _ => return None,
            }
        }
        None
    }

    /// The words of a noun phrase, without a preposition before it, without what reaches over the cue.
    fn phrase(&self, noun: usize, cue: usize) -> Range<usize> {
        let mut range = self.document.subtree(noun);
        if cue > noun {
            range.end = range.end.min(cue).max(noun + 1);
            // A name between the noun and the cue belongs to the phrase, whatever the parse hangs it on.
            if (range.end..cue).all(|at| self.document.upos(at) == Some(Upos::Propn)) {
                range.end = cue;
            }
        } else {
            range.start = range.start.max(cue + 1).min(noun);
        }
        while range.start < noun
            && matches!(self.document.deprel(range.start), Some(Deprel::Case | Deprel::Punct))
        {
            range.start += 1;
        }
        // "Moscow, accusing the West of ..., also wants": a participle behind a comma tells what the source does.
        let participle = (noun + 1..range.end).find(|at| {
            self.document.xpos(*at) == Some(Xpos::Vbg)
                && self.document.lower(at - 1) == ","
                && self.document.head(*at) == Some(noun)
        });
        if let Some(participle) = participle {
            range.end = participle - 1;
        }
        range
    }

    /// A noun phrase up to the participle that modifies it: "a report coming out of Russia | announcing".
    fn phrase_until(&self, noun: usize, participle: usize) -> Range<usize> {
        let range = self.phrase(noun, participle);
        range.start..range.end.min(participle)
    }

    /// The verb with the auxiliaries, negations and adverbs that stand directly before it.
    fn verb_group(&self, verb: usize) -> Range<usize> {
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

    /// "his warning that the U.S. will act"; "a warning by Lee that the bridge is old".
    fn noun(&self, noun: usize, sentence: &Range<usize>) -> Option<Draft> {
        // A "that" that the tagger takes for a pronoun is one only as a subject: "the warning that saved them".
        let that = |at: &usize| {
            self.document.lower(*at) == "that"
                && (self.document.upos(*at) == Some(Upos::Sconj)
                    || !matches!(self.document.deprel(*at), Some(Deprel::Nsubj | Deprel::NsubjPass)))
        };
        let clause = self
            .document
            .child_among(noun, &[Deprel::Acl, Deprel::Ccomp, Deprel::Advcl])
            .filter(|clause| *clause > noun);
        let marked = clause.and_then(|clause| self.document.children(clause).find(that));
        // Right behind the noun a clause is its own, whatever the parse hangs it on.
        let next = Some(noun + 1).filter(that);
        let mark = marked.or(next)?;
        let clause = clause.filter(|_| marked.is_some()).or_else(|| self.document.head(mark))?;
        let owner = self.document.child(noun, Deprel::NmodPoss).map(|owner| self.owner(owner));
        let by = || {
            let by = |child: &usize| {
                self.document.is(*child, Deprel::Nmod)
                    && self
                        .document
                        .children(*child)
                        .any(|case| matches!(self.document.lower(case), "by" | "from" | "of" | "among"))
            };
            self.document.children(noun).find(by).map(|agent| self.phrase(agent, noun))
        };
        let source = owner.or_else(by)?;
        let end = self.document.subtree(clause).end.min(sentence.end);
        let content = mark + 1..end.max(mark + 1);
        Some(Draft {
            source: Some(source),
            head: noun,
            cue: noun..noun + 1,
            content: vec![content],
            confidence: SURE_NOMINAL,
        })
    }

    /// A possessor without its mark: "Putin" in "Putin's".
    fn owner(&self, owner: usize) -> Range<usize> {
        let mut range = self.document.subtree(owner);
        while range.end > owner + 1 && self.document.xpos(range.end - 1) == Some(Xpos::Pos) {
            range.end -= 1;
        }
        range
    }

    /// "is convinced that it will rain".
    fn adjective(&self, adjective: usize) -> Option<Draft> {
        let clause = self.document.child(adjective, Deprel::Ccomp).filter(|clause| *clause > adjective)?;
        let source = self.subject(adjective)?;
        Some(Draft {
            source: Some(source),
            head: adjective,
            cue: adjective..adjective + 1,
            content: vec![self.clause(adjective, clause, None)],
            confidence: SURE_NOMINAL,
        })
    }

    /// "purportedly requested by Putin": nobody is named.
    fn adverb(&self, adverb: usize) -> Option<Draft> {
        // What it hedges is the verb right behind it, or else what the parse hangs it on.
        let next = Some(adverb + 1).filter(|next| self.document.upos(*next) == Some(Upos::Verb));
        let (head, own) = match next {
            Some(next) => (next, true),
            None => (self.document.head(adverb)?, false),
        };
        let mut range = self.document.subtree(head);
        if own
            && self.document.xpos(head) == Some(Xpos::Vbn)
            && self.document.child_among(head, &[Deprel::Nsubj, Deprel::NsubjPass]).is_none()
        {
            range.start = adverb; // a participle: "the call, purportedly requested by"
        }
        let content = if range.start == adverb {
            let rest = adverb + 1..range.end;
            vec![rest]
        } else {
            self.around(&(adverb..adverb + 1), &range)
        };
        Some(Draft { source: None, head: adverb, cue: adverb..adverb + 1, content, confidence: SURE_NOMINAL })
    }

    /// What others said ends where an "according to" behind it begins: "Lee said that it rained, according to Reuters".
    fn close_at_according(&self, found: &mut Drafts, sentence: &Range<usize>) {
        let outer =
            found.range(sentence.clone()).find(|(head, _)| self.document.lower(**head) == "according");
        let Some(start) = outer.map(|(head, _)| *head) else { return };
        for (_, draft) in found.range_mut(sentence.start..start) {
            for part in &mut draft.content {
                if part.contains(&start) {
                    part.end = start;
                }
            }
        }
    }

    /// "..., according to Reuters"; "According to Reuters, ...".
    fn according(&self, according: usize, sentence: &Range<usize>) -> Option<Draft> {
        let first = according + 2;
        let head = self.document.head(according).filter(|head| *head >= first && *head < sentence.end);
        let noun = head.or_else(|| {
            let nominal = |token: &usize| {
                matches!(self.document.upos(*token), Some(Upos::Noun | Upos::Propn | Upos::Pron))
            };
            (first..sentence.end).find(nominal)
        })?;
        let end = self.document.subtree(noun).end.min(sentence.end).max(noun + 1);
        let mut content = self.around(&(according..end), sentence);
        // A trailing "according to" closes the clause that it follows; one that leads opens it.
        if according == sentence.start {
            content.retain(|part| part.start >= end);
        }
        Some(Draft {
            source: Some(first..end),
            head: according,
            cue: according..first,
            content,
            confidence: SURE_CLAUSE,
        })
    }
}

impl Grammar<'_> {
    /// Gives every quotation that reads like speech a cue, if it has none yet, and joins the parts of one that is
    /// split around its cue.
    fn quotations(&self, found: &mut Drafts, body: Span) {
        let tokens = self.document.tokens();
        for quoted in self
            .document
            .quotations()
            .iter()
            .filter(|quoted| quoted.depth == 0 && body.contains(quoted.outer))
        {
            let start = tokens.partition_point(|token| token.span.start() < quoted.inner.start());
            let end = tokens.partition_point(|token| token.span.end() <= quoted.inner.end());
            if start < end && self.is_speech(start, end) {
                self.quotation(found, start..end, quoted.continued);
            }
        }
    }

    /// Two words or more that end as speech ends, or that a comma or colon introduces.
    fn is_speech(&self, start: usize, end: usize) -> bool {
        let last = self.document.lower(end - 1);
        let closes = matches!(last, "," | "." | "!" | "?" | "…" | "..." | "--" | "—" | "-");
        let introduced = start.checked_sub(2).is_some_and(|at| matches!(self.document.lower(at), "," | ":"));
        (start..end).filter(|token| self.is_word(*token)).count() >= 2 && (closes || introduced)
    }

    fn is_word(&self, token: usize) -> bool {
        self.document.upos(token).is_some_and(|upos| upos != Upos::Punct)
    }

    fn quotation(&self, found: &mut Drafts, quotation: Range<usize>, continued: bool) {
        // The cue may already hold the quotation, or the first clause of it.
        let near = quotation.start.saturating_sub(REACH)..quotation.end + REACH;
        let holder = found.range_mut(near).map(|(_, draft)| draft).find(|draft| {
            !quotation.contains(&draft.head)
                && draft.content.iter().any(|part| part.start < quotation.end && quotation.start < part.end)
        });
        if let Some(draft) = holder {
            for part in &mut draft.content {
                if part.start < quotation.end && quotation.start < part.end {
                    // A parse ends with its sentence; the quotation may go on.
                    part.end = part.end.max(quotation.end);
                    // What stands before the opening mark is the reporter's, unless it is of the same clause.
                    if part.start > quotation.start {
                        part.start = quotation.start;
                    }
                }
            }
            return;
        }
        if let Some(verb) = self.cue_after(&quotation).or_else(|| self.cue_before(&quotation)) {
            let draft = found.entry(verb).or_insert_with(|| Draft {
                source: self.subject(verb).or_else(|| self.neighbour(verb)),
                head: verb,
                cue: self.verb_group(verb),
                content: Vec::new(),
                confidence: SURE_QUOTATION,
            });
            draft.content.push(quotation);
            draft.content.sort_by_key(|part| part.start);
            return;
        }
        // Without a cue of its own it goes on with the quotation before it.
        let Some(before) = self.quotation_before(found, &quotation, continued) else { return };
        if let Some(draft) = found.get_mut(&before) {
            draft.content.push(quotation);
        }
    }

    /// "“...,” she added": the first verb of speech behind the quotation, in its sentence.
    fn cue_after(&self, quotation: &Range<usize>) -> Option<usize> {
        let sentence = self.document.sentences().get(self.document.sentence_of(quotation.end - 1)?)?;
        let end = sentence.tokens.end.min(quotation.end + REACH);
        let cue = (quotation.end..end).find(|token| self.is_quotation_verb(*token))?;
        // Another quotation in between has the better right to the verb.
        (!self.in_quotation(quotation.end, cue)).then_some(cue)
    }

    /// "she said, “...”", "asked: “...”".
    fn cue_before(&self, quotation: &Range<usize>) -> Option<usize> {
        let mark = quotation.start.checked_sub(1)?;
        let paragraph = self.document.paragraph_of(quotation.start)?;
        let starts_paragraph = self.document.paragraphs().get(paragraph)?.tokens.start == mark;
        let last = mark.checked_sub(1)?;
        let colon = self.document.lower(last) == ":";
        if starts_paragraph && !colon {
            return None;
        }
        let sentence = self.document.sentences().get(self.document.sentence_of(last)?)?;
        if !colon && !sentence.tokens.contains(&mark) {
            return None;
        }
        let start = sentence.tokens.start.max(last.saturating_sub(REACH));
        let cue = (start..=last).rev().find(|token| self.is_quotation_verb(*token))?;
        let introduced = colon || self.document.lower(last) == "," || cue == last;
        (introduced && !self.in_quotation(cue, mark)).then_some(cue)
    }

    fn is_quotation_verb(&self, token: usize) -> bool {
        self.document.upos(token) == Some(Upos::Verb)
            && self
                .lexicon
                .entry(Upos::Verb, self.document.lemma(token))
                .is_some_and(|entry| entry.frames.has(Frames::QUOTATION))
    }

    fn is_quoted(&self, token: usize) -> bool {
        let Some(span) = self.document.token(token).map(|token| token.span) else { return false };
        let next = self.document.quotations().partition_point(|quoted| quoted.outer.end() <= span.start());
        self.document.quotations().get(next).is_some_and(|quoted| quoted.outer.contains(span))
    }

    /// Whether a quotation of the first depth stands between two tokens.
    fn in_quotation(&self, from: usize, to: usize) -> bool {
        let offset = |token: usize| self.document.token(token).map_or(0, |token| token.span.start());
        let (start, end) = (offset(from), offset(to));
        let next = self.document.quotations().partition_point(|quoted| quoted.outer.start() < start);
        self.document.quotations().get(next).is_some_and(|quoted| quoted.outer.start() < end)
    }

    /// The noun phrase right beside a verb of speech whose subject the parse does not give.
    fn neighbour(&self, verb: usize) -> Option<Range<usize>> {
        let nominal =
            |token: usize| matches!(self.document.upos(token), Some(Upos::Noun | Upos::Propn | Upos::Pron));
        let next = verb + 1;
        if self.document.upos(next) == Some(Upos::Propn) || self.document.upos(next) == Some(Upos::Det) {
            let noun = (next..next + REACH).find(|token| nominal(*token))?;
            return Some(next.min(self.document.subtree(noun).start)..self.document.subtree(noun).end);
        }
        let before = verb.checked_sub(1)?;
        nominal(before).then(|| self.phrase(before, verb))
    }

    /// The attribution whose quotation this one continues: the paragraph before left it open, or the quotation
    /// follows its cue's sentence in the same paragraph.
    fn quotation_before(&self, found: &Drafts, quotation: &Range<usize>, continued: bool) -> Option<usize> {
        let end = |draft: &Draft| {
            draft.content.iter().map(|part| part.end).max().unwrap_or(draft.head).max(draft.cue.end)
        };
        let (head, draft) = found
            .range(..quotation.start)
            .rev()
            .take(RECENT)
            .filter(|(_, draft)| end(draft) <= quotation.start)
            .max_by_key(|(_, draft)| end(draft))?;
        let quoted =
            draft.content.iter().any(|part| self.in_quotation(part.start.saturating_sub(1), part.end));
        let sentence = self.document.sentence_of(quotation.start)?;
        let follows = self.document.paragraph_of(draft.head) == self.document.paragraph_of(quotation.start)
            && self.document.sentence_of(end(draft).saturating_sub(1))? + 1 >= sentence;
        (quoted && (continued || follows)).then_some(*head)
    }
}

/// So many words stand at most between a cue and its "that": "said in an interview on Monday that".
const LONGEST_LEAD: usize = 9;

/// How many attributions back the one may lie that a quotation belongs to, and how many tokens from the quotation
/// its cue.
const RECENT: usize = 8;
const REACH: usize = 24;

impl Grammar<'_> {
    /// From tokens to spans; `None` where no content remains.
    fn finish(&self, draft: &Draft) -> Option<Found> {
        let source: Vec<Span> =
            draft.source.iter().filter_map(|range| self.document.phrase_span(range)).collect();
        let cue: Vec<Span> = self.document.phrase_span(&draft.cue).into_iter().collect();
        let mut parts: Vec<Range<usize>> = Vec::new();
        for part in &draft.content {
            // Neither source nor cue is a part of its own content.
            for keep in content::without(part, draft.source.iter().chain([&draft.cue])) {
                parts.push(keep);
            }
        }
        let content: Vec<Span> =
            content::joined(parts).iter().filter_map(|part| content::tidy(self.document, part)).collect();
        (!content.is_empty()).then_some(Found { source, cue, content, confidence: draft.confidence })
    }
}
