//! Sources that the text leaves out: the subject of an earlier verb, the speaker of a quotation that goes on.

use crate::attribution::Draft;
use crate::mention::noun::Noun;
use crate::mention::phrase::{Form, phrase};
use crate::text::{Deprel, Document, Token, Upos, Xpos};
use crate::{ActorKind, Quotation, Span};

use super::context::Context;
use super::evidence::How;
use super::known_actor::actor_at;
use super::mentioned::Mentioned;
use super::option::Choice;
use super::pronoun::Asked;
use super::question::{Asks, Question};
use super::resolver::Resolver;

/// Maximum number of steps up the parse from a verb to one that has its subject.
const MAX_VERBS: usize = 4;

/// Maximum distance from a passive without an agent to the same verb in the active, in sentences.
const MAX_DEED: usize = 6;

/// Maximum distance between two items of a list of what somebody does, in paragraphs.
const MAX_ITEMS: usize = 4;

/// Who spoke last, and where.
#[derive(Clone, Debug)]
pub(super) struct LastSpeaker {
    pub(super) mentioned: Mentioned,
    pub(super) end: usize,
}

impl Resolver<'_> {
    /// The source of an attribution that names none: the subject of its verb, or the agent of a passive; and of a quotation
    /// without a cue, whoever spoke in the paragraph before.
    pub(super) fn omitted_source(
        &mut self,
        draft: &Draft,
        last: Option<&LastSpeaker>,
        outer: Option<usize>,
    ) -> Option<Mentioned> {
        let ruled = self.ruled_source(draft, last);
        let anchor = draft.found.cue.first().or(draft.found.content.first()).copied()?;
        let token = self.document.token_at(anchor.start());
        let verb = draft.verb(self.document);
        let passive = verb.is_some_and(|verb| is_passive(self.document, verb));
        let sort = if draft.found.cue.is_empty() {
            1 + draft.quotation as u64
        } else {
            8 + u64::from(passive) * 2 + u64::from(verb.is_some())
        };
        let question = Question {
            asks: Asks::Omission,
            token,
            span: anchor,
            phrase: None,
            described: None,
            told: &draft.found.content,
            outer,
            addressee: self.addressee,
            nouns: &[],
            ruled: ruled.as_ref().map_or(Choice::Nobody, |ruled| Choice::Actor(ruled.cluster)),
            rule: 0,
            sort,
        };
        // "It was said by Lee" leaves nobody out.
        let told = verb.filter(|_| passive).and_then(|verb| agent(self.document, verb)).is_some();
        let choice = if told { question.ruled } else { self.decide(&question) };
        let how = self.sure.map_or(How::LeftOut, How::Weighed);
        match choice {
            Choice::Actor(cluster) => match ruled {
                Some(ruled) if ruled.cluster == cluster && self.sure.is_none() => Some(ruled),
                Some(ruled) if ruled.cluster == cluster => Some(Mentioned { how, ..ruled }),
                _ => {
                    let phrase = phrase(self.document, self.document.token(token)?.span)?;
                    Some(Mentioned { cluster, phrase, how })
                }
            },
            Choice::Noun(_) | Choice::New | Choice::Nobody | Choice::Unnamed => None,
        }
    }

    /// What the rules answer: the subject of its verb, or the agent of a passive.
    fn ruled_source(&mut self, draft: &Draft, last: Option<&LastSpeaker>) -> Option<Mentioned> {
        let document = self.document;
        if draft.found.cue.is_empty() {
            return continued_speaker(document, draft, last);
        }
        let told = &draft.found.content;
        let verb = draft.verb(document)?;
        if is_passive(document, verb) {
            let agent = agent(document, verb).or_else(|| agent_before(self.context(), verb, told))?;
            return self.mention_at(agent, told);
        }
        match subject(self.context(), verb) {
            Some(subject) => self.mention_at(subject, told),
            None => item_speaker(document, verb, last),
        }
    }

    /// The actor of the phrase around a token.
    fn mention_at(&mut self, head: usize, told: &[Span]) -> Option<Mentioned> {
        let span = self.document.token(head)?.span;
        let phrase = phrase(self.document, span)?;
        let cluster = match phrase.form {
            Form::Pronoun(pronoun) => self.refer(Asked { pronoun, token: head, span, outer: None, told })?,
            _ => match actor_at(self.context(), head, told) {
                Some(cluster) => cluster,
                None => self.describe_noun(head, head + 1, told)?,
            },
        };
        Some(Mentioned { cluster, phrase, how: How::LeftOut })
    }
}

/// The doer of an earlier deed that a passive without an agent takes up: "The group rates senators. ... Most were rated
/// poor."
fn agent_before(context: Context<'_>, verb: usize, told: &[Span]) -> Option<usize> {
    let document = context.document;
    let sentence = document.sentence_of(verb)?;
    let first = document.sentences().get(sentence.saturating_sub(MAX_DEED))?.tokens.start;
    let lemma = document.lemma(verb);
    let deeds = (first..verb).rev().filter(|at| {
        document.upos(*at) == Some(Upos::Verb) && document.lemma(*at) == lemma && !is_passive(document, *at)
    });
    let mut doers = deeds.filter_map(|deed| document.child(deed, Deprel::Nsubj));
    doers.find(|doer| actor_at(context, *doer, told).is_some())
}

/// The speaker of a sentence without a subject in a list of what one person does: "Ignores the mayor. / Keeps saying the
/// road is safe."
fn item_speaker(document: &Document<'_>, verb: usize, last: Option<&LastSpeaker>) -> Option<Mentioned> {
    let sentence = document.sentence_of(verb).and_then(|at| document.sentences().get(at))?;
    let token = document.token(verb)?;
    let root = match token.deprel {
        Deprel::Conj => document.token(token.head?)?,
        _ => token,
    };
    let finite = |at: &Token| matches!(at.xpos, Xpos::Vbz | Xpos::Vbd | Xpos::Vbp);
    let opens = document.token(sentence.tokens.start).is_some_and(finite);
    let last = last.filter(|_| opens && finite(token) && root.deprel == Deprel::Root)?;
    let before = document.paragraph_of(document.token_at(last.end.saturating_sub(1)))?;
    let own = document.paragraph_of(verb)?;
    let near = own - before.min(own) <= MAX_ITEMS;
    near.then(|| Mentioned { how: How::LeftOut, ..last.mentioned.clone() })
}

/// The speaker of a quotation without a cue: the last speaker's quotation goes on in the same paragraph or the next.
fn continued_speaker(
    document: &Document<'_>,
    draft: &Draft,
    last: Option<&LastSpeaker>,
) -> Option<Mentioned> {
    let start = draft.found.content.first()?.start();
    let last = last.filter(|last| draft.quotation == Quotation::Direct && last.end <= start)?;
    let paragraph = |offset: usize| document.paragraph_of(document.token_at(offset));
    let (before, own) = (paragraph(last.end.saturating_sub(1))?, paragraph(start)?);
    let near = own - before.min(own) <= 1;
    near.then(|| Mentioned { how: How::GoesOn, ..last.mentioned.clone() })
}

fn is_passive(document: &Document<'_>, verb: usize) -> bool {
    let participle = document.xpos(verb) == Some(Xpos::Vbn);
    let is_have = |child: usize| document.is(child, Deprel::Aux) && document.lemma(child) == "have";
    let perfect = document.children(verb).any(is_have);
    document.child(verb, Deprel::AuxPass).is_some() || (participle && !perfect)
}

fn agent(document: &Document<'_>, verb: usize) -> Option<usize> {
    document.children(verb).find(|child| {
        let by = || document.children(*child).any(|case| document.lower(case) == "by");
        document.is(*child, Deprel::OblAgent) || (document.is(*child, Deprel::Obl) && by())
    })
}

/// The subject of a verb, or of the verb that it is coordinated with or hangs on as a participle.
pub(super) fn subject(context: Context<'_>, verb: usize) -> Option<usize> {
    let document = context.document;
    let mut at = verb;
    for _ in 0..MAX_VERBS {
        if let Some(subject) = document.child_among(at, &[Deprel::Nsubj, Deprel::NsubjPass]) {
            let nobody = matches!(document.lower(subject), "there" | "this" | "that");
            return (!nobody).then_some(subject);
        }
        let token = document.token(at)?;
        at = match token.deprel {
            // "an ally and considered a friend": no verb that it could share a subject with.
            Deprel::Conj if token.head.is_some_and(|head| document.upos(head) != Some(Upos::Verb)) => {
                return None;
            }
            Deprel::Conj | Deprel::Xcomp => token.head?,
            Deprel::Advcl if token.xpos == Xpos::Vbg => token.head?,
            Deprel::Acl if token.xpos == Xpos::Vbg => {
                return token.head.filter(|noun| *noun < verb && can_speak(context, *noun));
            }
            _ => return None,
        };
    }
    None
}

fn can_speak(context: Context<'_>, noun: usize) -> bool {
    let word = Noun::at(context.document, noun);
    context.names.at(noun).is_some() || word.actor_kind(false) != ActorKind::Person || word.is_human()
}
