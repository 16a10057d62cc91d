//! Sources that the text leaves out: the subject of an earlier verb, the speaker of a quotation that goes on, the writer
//! of a signed letter.

use crate::attribution::Draft;
use crate::mention::phrase::{Form, is_human, kind_of_noun, phrase};
use crate::text::{Deprel, Token, Upos, Xpos};
use crate::{ActorKind, Quotation};

use super::actors::Cluster;
use super::evidence::How;
use super::mentioned::Mentioned;
use super::reference::Search;

/// So many verbs up the parse the subject of a verb without one is looked for.
const VERBS: usize = 4;

/// So many paragraphs behind an "I" its letter may be signed.
const LETTER: usize = 12;

/// A line with more tokens than this is no signature.
const SIGNATURE: usize = 8;

/// So many sentences back the deed lies at most that a passive without an agent takes up.
const DEED: usize = 6;

/// So many paragraphs apart are the items of a list of what somebody does.
const ITEMS: usize = 4;

/// Who spoke last, and where.
#[derive(Clone, Debug)]
pub(super) struct LastSpeaker {
    pub(super) mentioned: Mentioned,
    pub(super) end: usize,
}

impl Search<'_> {
    /// Who speaks where an attribution names no source: whoever is the subject of its verb, or the agent of a passive;
    /// and of a quotation without a cue, whoever spoke in the paragraph before.
    pub(super) fn left_out(&mut self, draft: &Draft, last: Option<&LastSpeaker>) -> Option<Mentioned> {
        if draft.found.cue.is_empty() {
            return self.goes_on(draft, last);
        }
        let verb = self.cue_verb(draft)?;
        if self.is_passive(verb) {
            let agent = self.agent(verb).or_else(|| self.agent_before(verb))?;
            return self.mentioned(agent);
        }
        match self.subject(verb) {
            Some(subject) => self.mentioned(subject),
            None => self.item(verb, last),
        }
    }

    /// Who did before what a passive without an agent tells: "The group rates senators. ... Most were rated poor."
    fn agent_before(&self, verb: usize) -> Option<usize> {
        let sentence = self.document.sentence_of(verb)?;
        let first = self.document.sentences().get(sentence.saturating_sub(DEED))?.tokens.start;
        let lemma = self.document.lemma(verb);
        let deeds = (first..verb).rev().filter(|at| {
            self.document.upos(*at) == Some(Upos::Verb)
                && self.document.lemma(*at) == lemma
                && !self.is_passive(*at)
        });
        let doer = |deed: usize| self.document.child(deed, Deprel::Nsubj);
        deeds.filter_map(doer).find(|doer| self.whom(*doer).is_some())
    }

    /// A sentence without a subject in a list of what one person does: "Ignores the mayor. / Keeps saying the road is safe."
    fn item(&self, verb: usize, last: Option<&LastSpeaker>) -> Option<Mentioned> {
        let sentence = self.document.sentence_of(verb).and_then(|at| self.document.sentences().get(at))?;
        let token = self.document.token(verb)?;
        let root = match token.deprel {
            Deprel::Conj => self.document.token(token.head?)?,
            _ => token,
        };
        let finite = |at: &Token| matches!(at.xpos, Xpos::Vbz | Xpos::Vbd | Xpos::Vbp);
        let opens = self.document.token(sentence.tokens.start).is_some_and(finite);
        let last = last.filter(|_| opens && finite(token) && root.deprel == Deprel::Root)?;
        let before = self.document.paragraph_of(self.document.token_at(last.end.saturating_sub(1)))?;
        let own = self.document.paragraph_of(verb)?;
        (own - before.min(own) <= ITEMS).then(|| Mentioned { how: How::LeftOut, ..last.mentioned.clone() })
    }

    /// The verb that heads a cue. A cue with another head ("their failure to see") names no deed of whom the clause tells.
    fn cue_verb(&self, draft: &Draft) -> Option<usize> {
        let (first, last) = (draft.found.cue.first()?, draft.found.cue.last()?);
        let range =
            self.document.token_at(first.start())..self.document.token_at(last.end().saturating_sub(1)) + 1;
        let heads = range.clone().filter(|at| {
            let head = self.document.head(*at);
            let joint = matches!(
                self.document.upos(*at),
                Some(Upos::Punct | Upos::Adp | Upos::Cconj | Upos::Adv | Upos::Part)
            );
            !joint && head.is_none_or(|head| !range.contains(&head))
        });
        let verb = heads.into_iter().next()?;
        // What somebody has, is or seems is not said by them.
        let says = self.document.upos(verb) == Some(Upos::Verb)
            && !matches!(
                self.document.lemma(verb),
                "seem" | "appear" | "look" | "turn" | "remain" | "be" | "have" | "prove"
            );
        says.then_some(verb)
    }

    fn is_passive(&self, verb: usize) -> bool {
        let participle = self.document.xpos(verb) == Some(Xpos::Vbn);
        let perfect = self
            .document
            .children(verb)
            .any(|child| self.document.is(child, Deprel::Aux) && self.document.lemma(child) == "have");
        self.document.child(verb, Deprel::AuxPass).is_some() || (participle && !perfect)
    }

    fn agent(&self, verb: usize) -> Option<usize> {
        self.document.children(verb).find(|child| {
            let by = || self.document.children(*child).any(|case| self.document.lower(case) == "by");
            self.document.is(*child, Deprel::OblAgent) || (self.document.is(*child, Deprel::Obl) && by())
        })
    }

    /// The subject of a verb, or of the verb that it is coordinated with or hangs on as a participle.
    fn subject(&self, verb: usize) -> Option<usize> {
        let mut at = verb;
        for _ in 0..VERBS {
            if let Some(subject) = self.document.child_among(at, &[Deprel::Nsubj, Deprel::NsubjPass]) {
                let nobody = matches!(self.document.lower(subject), "there" | "this" | "that");
                return (!nobody).then_some(subject);
            }
            let token = self.document.token(at)?;
            at = match token.deprel {
                // "an ally and considered a friend": no verb that it could share a subject with.
                Deprel::Conj
                    if token.head.is_some_and(|head| self.document.upos(head) != Some(Upos::Verb)) =>
                {
                    return None;
                }
                Deprel::Conj | Deprel::Xcomp => token.head?,
                Deprel::Advcl if token.xpos == Xpos::Vbg => token.head?,
                Deprel::Acl if token.xpos == Xpos::Vbg => {
                    return token.head.filter(|noun| *noun < verb && self.can_speak(*noun));
                }
                _ => return None,
            };
        }
        None
    }

    fn can_speak(&self, noun: usize) -> bool {
        self.link_at(noun).is_some()
            || kind_of_noun(self.document.lemma(noun), false) != ActorKind::Person
            || is_human(self.document.lemma(noun))
    }

    /// The actor of the phrase around a token.
    fn mentioned(&mut self, head: usize) -> Option<Mentioned> {
        let own = self.document.token(head)?.span;
        let read = phrase(self.document, own)?;
        let cluster = match read.form {
            Form::Pronoun(pronoun) => self.pronoun(pronoun, head, own, None)?,
            _ => match self.whom(head) {
                Some(cluster) => cluster,
                None => self.described_by(head, head + 1)?,
            },
        };
        Some(Mentioned { cluster, phrase: read, how: How::LeftOut })
    }

    /// A quotation without a cue is the last speaker's, in the same paragraph or the next.
    fn goes_on(&self, draft: &Draft, last: Option<&LastSpeaker>) -> Option<Mentioned> {
        let start = draft.found.content.first()?.start();
        let last = last.filter(|last| draft.quotation == Quotation::Direct && last.end <= start)?;
        let paragraph = |offset: usize| self.document.paragraph_of(self.document.token_at(offset));
        let (before, own) = (paragraph(last.end.saturating_sub(1))?, paragraph(start)?);
        (own - before.min(own) <= 1).then(|| Mentioned { how: How::GoesOn, ..last.mentioned.clone() })
    }

    /// Whoever signs the letter that a first person outside quotations stands in: the next line that is a name alone. Where
    /// there is none, the article's author, if the byline tells.
    pub(super) fn writer(&mut self, head: usize) -> Option<usize> {
        let own = self.document.paragraph_of(head)?;
        for paragraph in own + 1..=own + LETTER {
            let Some(tokens) = self.document.paragraphs().get(paragraph).map(|paragraph| {
                self.document.token_at(paragraph.span.start())..self.document.token_at(paragraph.span.end())
            }) else {
                break;
            };
            if tokens.len() > SIGNATURE {
                continue;
            }
            if let Some(cluster) = self.signature(tokens) {
                return Some(cluster);
            }
        }
        self.author
    }

    fn signature(&mut self, tokens: std::ops::Range<usize>) -> Option<usize> {
        let word = |at: &usize| self.document.upos(*at) != Some(Upos::Punct);
        let first = tokens.clone().find(word)?;
        let span = self.document.token(first)?.span;
        let written = span.slice(self.document.text()).unwrap_or_default();
        if written.starts_with('@') && written.len() > 1 {
            let handle = written.trim_end_matches(['.', ',']).to_owned();
            if let Some(known) = self.handles.get(&handle) {
                return Some(*known);
            }
            let mut actor = Cluster::new(Some(ActorKind::Person));
            actor.names.push(handle.clone());
            self.clusters.push(actor);
            self.handles.insert(handle, self.clusters.len() - 1);
            return Some(self.clusters.len() - 1);
        }
        let link = self.link_at(first)?;
        let (cluster, end) = (link.cluster, link.name.tokens.end);
        let person = self.clusters.get(cluster)?.is_person() && link.name.tokens.len() > 1;
        // "Ann Lee", "Ann Lee, Toledo": nothing but the name and a place.
        let rest = (end..tokens.end).find(word);
        let alone = rest.is_none() || self.document.lower(end) == ",";
        (person && alone).then_some(cluster)
    }
}
