//! Attributions by rule, over the parse: who said what, as grammar shows it.
//!
//! A cue is a word of the lexicon; what it governs is its content, and its subject is its source. The rules find
//! attributions at any depth, so they also find those that stand in another's content.

use std::ops::Range;

use super::lexicon::{CueLexicon, Frames};
use super::{Found, content};
use crate::Span;
use crate::text::quotation::Quoted;
use crate::text::{Deprel, Document, Upos, Xpos};

/// How sure the rules are, by what they rest on: shares of right contents among those found, rounded, measured on
/// PolNeAR dev by the evaluator.
const SURE_CLAUSE: f32 = 0.8;
const SURE_QUOTATION: f32 = 0.85;
const SURE_OBJECT: f32 = 0.5;
const SURE_NOMINAL: f32 = 0.5;

/// All attributions that the rules find, in the order of their cues. Linear in the number of tokens, since a token
/// is looked at once as a cue and a cue looks only at its own dependents and its own sentence's quotations.
pub(crate) fn find(document: &Document<'_>, quotations: &[Quoted], body: Span) -> Vec<Found> {
    let rules = Rules { document, quotations, lexicon: CueLexicon::standard() };
    let mut found: Vec<Draft> = Vec::new();
    for sentence in document.sentences() {
        if !body.contains(sentence.span) {
            continue;
        }
        for token in sentence.tokens.clone() {
            found.extend(rules.cue(token, &sentence.tokens));
        }
    }
    rules.quotations(&mut found, body);
    let mut found: Vec<Found> = found.into_iter().filter_map(|draft| rules.finish(&draft)).collect();
    found.sort_by_key(|one| one.cue.first().or(one.content.first()).map(|span| span.start()));
    found
}

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

struct Rules<'a> {
    document: &'a Document<'a>,
    quotations: &'a [Quoted],
    lexicon: &'a CueLexicon,
}

impl Rules<'_> {
    fn deprel(&self, token: usize) -> Option<Deprel> {
        self.document.tokens().get(token).map(|token| token.deprel)
    }

    fn upos(&self, token: usize) -> Option<Upos> {
        self.document.tokens().get(token).map(|token| token.upos)
    }

    fn child(&self, token: usize, wanted: &[Deprel]) -> Option<usize> {
        self.document
            .children(token)
            .find(|child| self.deprel(*child).is_some_and(|rel| wanted.contains(&rel)))
    }

    fn cue(&self, token: usize, sentence: &Range<usize>) -> Vec<Draft> {
        if self.document.lower(token) == "according" && self.document.lower(token + 1) == "to" {
            return self.according(token, sentence).into_iter().collect();
        }
        let Some(upos) = self.upos(token) else { return Vec::new() };
        let Some(entry) = self.lexicon.entry(upos, self.document.lemma(token)) else { return Vec::new() };
        match upos {
            Upos::Verb => self.verb(token, entry.frames, sentence).into_iter().collect(),
            Upos::Noun => self.noun(token).into_iter().collect(),
            Upos::Adj => self.adjective(token).into_iter().collect(),
            Upos::Adv => self.adverb(token).into_iter().collect(),
            _ => Vec::new(),
        }
    }

    /// "said that it rained", "denies a planned attack", "wants to leave", "The plan, he said, will fail".
    fn verb(&self, verb: usize, frames: Frames, sentence: &Range<usize>) -> Option<Draft> {
        if matches!(self.deprel(verb)?, Deprel::Amod | Deprel::Compound | Deprel::Case | Deprel::Fixed) {
            return None;
        }
        let (content, confidence) = self.verb_content(verb, frames, sentence)?;
        let source = self.subject(verb);
        if source.is_none() && self.xpos(verb) == Some(Xpos::Vbg) && self.deprel(verb) == Some(Deprel::Root) {
            return None; // a headline fragment, not a statement
        }
        Some(Draft { source, head: verb, cue: self.verb_group(verb), content, confidence })
    }

    fn xpos(&self, token: usize) -> Option<Xpos> {
        self.document.tokens().get(token).map(|token| token.xpos)
    }

    fn verb_content(
        &self,
        verb: usize,
        frames: Frames,
        sentence: &Range<usize>,
    ) -> Option<(Vec<Range<usize>>, f32)> {
        if let Some(clause) = self.child(verb, &[Deprel::Ccomp]) {
            let marked = self.child(clause, &[Deprel::Mark]).is_some() || self.starts_with_wh(clause);
            if frames.has(Frames::CLAUSE) || (frames.has(Frames::MARKED_CLAUSE) && marked) {
                return Some((vec![self.clause(verb, clause)], SURE_CLAUSE));
            }
        }
        if frames.has(Frames::INFINITIVE)
            && let Some(clause) = self.child(verb, &[Deprel::Xcomp])
            && self.document.children(clause).any(|child| self.document.lower(child) == "to")
        {
            return Some((vec![self.document.subtree(clause)], SURE_OBJECT));
        }
        if frames.has(Frames::OBJECT_AND_MORE)
            && let Some(object) = self.child(verb, &[Deprel::Obj])
        {
            let more = |child: &usize| {
                *child > object
                    && matches!(
                        self.deprel(*child),
                        Some(Deprel::Obl | Deprel::Advcl | Deprel::Xcomp | Deprel::Ccomp)
                    )
            };
            let start = self.document.subtree(object).start;
            let last = self.document.children(verb).filter(more).last()?;
            return Some((vec![start..self.document.subtree(last).end], SURE_OBJECT));
        }
        if frames.has(Frames::OBJECT)
            && let Some(object) = self.child(verb, &[Deprel::Obj])
            && object > verb
            && self.upos(object) != Some(Upos::Pron)
        {
            return Some((vec![self.document.subtree(object)], SURE_OBJECT));
        }
        if frames.has(Frames::CLAUSE) && self.is_parenthetical(verb) {
            return Some((self.around(&self.document.subtree(verb), sentence), SURE_CLAUSE));
        }
        None
    }

    /// A complement clause without its "that", with what follows it and hangs on the verb by mistake or by right:
    /// adverbial clauses, but not those that ascribe anew ("..., adding that").
    fn clause(&self, verb: usize, clause: usize) -> Range<usize> {
        let mut range = self.document.subtree(clause);
        if range.start > verb {
            for child in self.document.children(verb).filter(|child| *child > clause) {
                let joins = match self.deprel(child) {
                    Some(Deprel::Advcl) => self.child(child, &[Deprel::Mark]).is_some(),
                    _ => false,
                };
                if joins && self.document.subtree(child).start <= range.end + 1 {
                    range.end = range.end.max(self.document.subtree(child).end);
                }
            }
            range.start = range.start.max(verb + 1);
        } else {
            range.end = range.end.min(verb);
        }
        let that =
            |token: usize| self.deprel(token) == Some(Deprel::Mark) && self.document.lower(token) == "that";
        if that(range.start) {
            range.start += 1;
        }
        range
    }

    fn starts_with_wh(&self, clause: usize) -> bool {
        let start = self.document.subtree(clause).start;
        matches!(self.xpos(start), Some(Xpos::Wdt | Xpos::Wp | Xpos::WpPoss | Xpos::Wrb))
    }

    /// "The plan, he said, will fail"; "As Lee put it, the plan will fail".
    fn is_parenthetical(&self, verb: usize) -> bool {
        let lowly = self.child(verb, &[Deprel::Obj, Deprel::Ccomp, Deprel::Xcomp]).is_none();
        let subject = self.child(verb, &[Deprel::Nsubj]).is_some();
        match self.deprel(verb) {
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
            .filter(|part| part.clone().any(|token| self.upos(token) != Some(Upos::Punct)))
            .collect()
    }

    /// Who says: the subject; the agent of a passive; or, for a participle or a second verb, the subject of the
    /// verb that it hangs on.
    fn subject(&self, verb: usize) -> Option<Range<usize>> {
        let mut at = verb;
        // A chain of conjuncts and participles is short; the bound keeps odd trees cheap.
        for _ in 0..4 {
            if let Some(agent) = self.child(at, &[Deprel::OblAgent]) {
                return Some(self.phrase(agent, verb));
            }
            if self.child(at, &[Deprel::NsubjPass, Deprel::Expl]).is_some() && at == verb {
                return None;
            }
            if let Some(subject) = self.child(at, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::NsubjOuter]) {
                return Some(self.phrase(subject, verb));
            }
            let head = self.document.tokens().get(at)?.head?;
            match self.deprel(at)? {
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
            if (range.end..cue).all(|at| self.upos(at) == Some(Upos::Propn)) {
                range.end = cue;
            }
        } else {
            range.start = range.start.max(cue + 1).min(noun);
        }
        while range.start < noun && matches!(self.deprel(range.start), Some(Deprel::Case | Deprel::Punct)) {
            range.start += 1;
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
            let belongs = self.document.tokens().get(before).is_some_and(|token| {
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

    /// "his warning that the U.S. will act"; "a call by Lee to resign".
    fn noun(&self, noun: usize) -> Option<Draft> {
        let clause = self.child(noun, &[Deprel::Acl, Deprel::Ccomp, Deprel::Advcl])?;
        if clause < noun {
            return None;
        }
        let owner = self.child(noun, &[Deprel::NmodPoss]).map(|owner| self.owner(owner));
        let marked =
            self.document.children(clause).find(|child| self.deprel(*child) == Some(Deprel::Mark))?;
        if self.document.lower(marked) != "that" {
            return None;
        }
        let by = || {
            let by = |child: &usize| {
                self.deprel(*child) == Some(Deprel::Nmod)
                    && self
                        .document
                        .children(*child)
                        .any(|case| matches!(self.document.lower(case), "by" | "from" | "of" | "among"))
            };
            self.document.children(noun).find(by).map(|agent| self.phrase(agent, noun))
        };
        let source = owner.or_else(by)?;
        let mut content = self.document.subtree(clause);
        content.start = content.start.max(marked + 1);
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
        while range.end > owner + 1 && self.xpos(range.end - 1) == Some(Xpos::Pos) {
            range.end -= 1;
        }
        range
    }

    /// "is convinced that it will rain".
    fn adjective(&self, adjective: usize) -> Option<Draft> {
        let clause = self.child(adjective, &[Deprel::Ccomp]).filter(|clause| *clause > adjective)?;
        let source = self.subject(adjective)?;
        Some(Draft {
            source: Some(source),
            head: adjective,
            cue: adjective..adjective + 1,
            content: vec![self.clause(adjective, clause)],
            confidence: SURE_NOMINAL,
        })
    }

    /// "purportedly requested by Putin": nobody is named.
    fn adverb(&self, adverb: usize) -> Option<Draft> {
        let head = self.document.tokens().get(adverb)?.head?;
        let range = self.document.subtree(head);
        let content = if range.start == adverb {
            vec![adverb + 1..range.end]
        } else {
            self.around(&(adverb..adverb + 1), &range)
        };
        Some(Draft { source: None, head: adverb, cue: adverb..adverb + 1, content, confidence: SURE_NOMINAL })
    }

    /// "..., according to Reuters"; "According to Reuters, ...".
    fn according(&self, according: usize, sentence: &Range<usize>) -> Option<Draft> {
        let first = according + 2;
        let head =
            self.document.tokens().get(according)?.head.filter(|head| *head >= first && *head < sentence.end);
        let noun = head.or_else(|| {
            let nominal =
                |token: &usize| matches!(self.upos(*token), Some(Upos::Noun | Upos::Propn | Upos::Pron));
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

impl Rules<'_> {
    /// Gives every quotation that reads like speech a cue, if it has none yet, and joins the parts of one that is
    /// split around its cue.
    fn quotations(&self, found: &mut Vec<Draft>, body: Span) {
        let tokens = self.document.tokens();
        for quoted in self.quotations.iter().filter(|quoted| quoted.depth == 0 && body.contains(quoted.outer))
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
        self.upos(token).is_some_and(|upos| upos != Upos::Punct)
    }

    fn quotation(&self, found: &mut Vec<Draft>, quotation: Range<usize>, continued: bool) {
        // The cue may already hold the quotation, or the first clause of it.
        let recent = found.len().saturating_sub(RECENT);
        let holder = found.iter_mut().skip(recent).find(|draft| {
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
            if let Some(draft) = found.iter_mut().skip(recent).find(|draft| draft.head == verb) {
                draft.content.push(quotation);
                draft.content.sort_by_key(|part| part.start);
            } else {
                found.push(Draft {
                    source: self.subject(verb).or_else(|| self.neighbour(verb)),
                    head: verb,
                    cue: self.verb_group(verb),
                    content: vec![quotation],
                    confidence: SURE_QUOTATION,
                });
            }
            return;
        }
        // Without a cue of its own it goes on with the quotation before it.
        let Some(before) = self.quotation_before(found, &quotation, continued) else { return };
        if let Some(draft) = found.get_mut(before) {
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
        self.upos(token) == Some(Upos::Verb)
            && self
                .lexicon
                .entry(Upos::Verb, self.document.lemma(token))
                .is_some_and(|entry| entry.frames.has(Frames::QUOTATION))
    }

    /// Whether a quotation of the first depth stands between two tokens.
    fn in_quotation(&self, from: usize, to: usize) -> bool {
        let offset = |token: usize| self.document.tokens().get(token).map_or(0, |token| token.span.start());
        let (start, end) = (offset(from), offset(to));
        let next = self.quotations.partition_point(|quoted| quoted.outer.start() < start);
        self.quotations.get(next).is_some_and(|quoted| quoted.outer.start() < end)
    }

    /// The noun phrase right beside a verb of speech whose subject the parse does not give.
    fn neighbour(&self, verb: usize) -> Option<Range<usize>> {
        let nominal = |token: usize| matches!(self.upos(token), Some(Upos::Noun | Upos::Propn | Upos::Pron));
        let next = verb + 1;
        if self.upos(next) == Some(Upos::Propn) || self.upos(next) == Some(Upos::Det) {
            let noun = (next..next + REACH).find(|token| nominal(*token))?;
            return Some(next.min(self.document.subtree(noun).start)..self.document.subtree(noun).end);
        }
        let before = verb.checked_sub(1)?;
        nominal(before).then(|| self.phrase(before, verb))
    }

    /// The attribution whose quotation this one continues: the paragraph before left it open, or the quotation
    /// follows its cue's sentence in the same paragraph.
    fn quotation_before(&self, found: &[Draft], quotation: &Range<usize>, continued: bool) -> Option<usize> {
        let end = |draft: &Draft| {
            draft.content.iter().map(|part| part.end).max().unwrap_or(draft.head).max(draft.cue.end)
        };
        let (index, draft) = found
            .iter()
            .enumerate()
            .rev()
            .take(RECENT)
            .filter(|(_, draft)| end(draft) <= quotation.start)
            .max_by_key(|(_, draft)| end(draft))?;
        let quoted =
            draft.content.iter().any(|part| self.in_quotation(part.start.saturating_sub(1), part.end));
        let sentence = self.document.sentence_of(quotation.start)?;
        let follows = self.document.paragraph_of(draft.head) == self.document.paragraph_of(quotation.start)
            && self.document.sentence_of(end(draft).saturating_sub(1))? + 1 >= sentence;
        (quoted && (continued || follows)).then_some(index)
    }
}

/// How many attributions back the one may lie that a quotation belongs to, and how many tokens from the quotation
/// its cue.
const RECENT: usize = 8;
const REACH: usize = 24;

impl Rules<'_> {
    /// From tokens to spans; `None` where no content remains.
    fn finish(&self, draft: &Draft) -> Option<Found> {
        let source: Vec<Span> =
            draft.source.iter().filter_map(|range| content::span(self.document, range)).collect();
        let cue: Vec<Span> = content::span(self.document, &draft.cue).into_iter().collect();
        let mut parts: Vec<Range<usize>> = Vec::new();
        for part in &draft.content {
            // Neither source nor cue is a part of its own content.
            for keep in content::without(part, draft.source.iter().chain([&draft.cue])) {
                parts.push(keep);
            }
        }
        let content: Vec<Span> =
            parts.iter().filter_map(|part| content::tidy(self.document, self.quotations, part)).collect();
        (!content.is_empty()).then_some(Found { source, cue, content, confidence: draft.confidence })
    }
}
