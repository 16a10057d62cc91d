//! Whom a source phrase means: names, descriptions, pronouns.

use std::collections::{BTreeMap, HashMap};

use crate::attribution::Draft;
use crate::mention::lexicon::{Gender, NameLexicon};
use crate::mention::phrase::{Determiner, Form, Person, Phrase, Pronoun, kind_of_noun, phrase};
use crate::text::quotation::Quoted;
use crate::text::{Deprel, Document, Token, Upos};
use crate::{ActorKind, Diagnostic, Span};

use super::actors::{Cluster, Linked, Named};
use super::{Mentioned, mention_kind, unresolved};

/// A phrase that a later pronoun or description can mean.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    cluster: usize,
    token: usize,
    sentence: usize,
    paragraph: usize,
    subject: bool,
    /// Whether it is the speaker of an attribution outside quotations.
    speaker: bool,
}

/// So many candidates back a pronoun's antecedent is looked for; what lies further back is out of mind.
const WINDOW: usize = 40;
/// And so many sentences.
const SENTENCES: usize = 8;

/// The search for antecedents over one article.
pub(super) struct Search<'a> {
    document: &'a Document<'a>,
    quotations: &'a [Quoted],
    pub(super) clusters: Vec<Cluster>,
    pub(super) links: Vec<Linked>,
    /// By token.
    candidates: BTreeMap<usize, Candidate>,
    /// Unnamed actors by the lemma of their head and number, in the order in which they came up.
    described: HashMap<(String, bool), Vec<usize>>,
    pub(super) apart: Vec<(usize, usize, Option<Span>)>,
    pub(super) maybe: Vec<(usize, usize)>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'a> Search<'a> {
    pub(super) fn new(
        document: &'a Document<'a>,
        quotations: &'a [Quoted],
        named: Named,
        drafts: &[Draft],
    ) -> Search<'a> {
        let mut search = Search {
            document,
            quotations,
            clusters: named.clusters,
            links: named.links,
            candidates: BTreeMap::new(),
            described: HashMap::new(),
            apart: Vec::new(),
            maybe: Vec::new(),
            diagnostics: Vec::new(),
        };
        let mut speakers: Vec<Span> = drafts.iter().filter_map(|draft| draft.found.source.first().copied()).collect();
        speakers.sort_unstable();
        for index in 0..search.links.len() {
            let Some(link) = search.links.get(index) else { continue };
            let (span, cluster, last) = (link.name.span, link.cluster, link.name.tokens.end - 1);
            let near = speakers.partition_point(|source| source.end() < span.end());
            let near = speakers.iter().skip(near).take(3);
            let speaker = near.into_iter().any(|source| source.contains(span)) && search.quotation(span).is_none();
            search.candidate(cluster, last, speaker);
        }
        // An actor of whom nothing tells what it is, and who speaks, is a person: names of organizations are known by
        // their words far more often.
        for source in &speakers {
            if let Some((cluster, _)) = search.named_in(*source)
                && let Some(actor) = search.clusters.get_mut(cluster)
                && actor.kind.is_none()
            {
                actor.kind = Some(ActorKind::Person);
            }
        }
        search
    }

    fn token(&self, at: usize) -> Option<&Token> {
        self.document.tokens().get(at)
    }

    fn token_at(&self, offset: usize) -> usize {
        self.document.tokens().partition_point(|token| token.span.end() <= offset)
    }

    fn quotation(&self, span: Span) -> Option<usize> {
        let next = self.quotations.partition_point(|quoted| quoted.outer.end() <= span.start());
        self.quotations.get(next).filter(|quoted| quoted.depth == 0 && quoted.inner.contains(span)).map(|_| next)
    }

    fn candidate(&mut self, cluster: usize, token: usize, speaker: bool) {
        let (Some(sentence), Some(paragraph)) = (self.document.sentence_of(token), self.document.paragraph_of(token))
        else {
            return;
        };
        let subject = self.is_subject(token);
        self.candidates.insert(token, Candidate { cluster, token, sentence, paragraph, subject, speaker });
    }

    /// Whether the phrase around a token is a subject: the token, or the head that it is a flat part of.
    fn is_subject(&self, token: usize) -> bool {
        let mut at = token;
        for _ in 0..4 {
            let Some(token) = self.token(at) else { return false };
            match token.deprel {
                Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter => return true,
                Deprel::Flat | Deprel::Appos | Deprel::Compound | Deprel::NmodDesc => match token.head {
                    Some(head) => at = head,
                    None => return false,
                },
                _ => return false,
            }
        }
        false
    }

    /// The actor that a source phrase names: the name that is its head, or an apposition or flat part of it. A name
    /// that only modifies ("Trump's lawyer", "a Pentagon official") is not who speaks.
    fn named_in(&self, span: Span) -> Option<(usize, usize)> {
        let phrase = phrase(self.document, span)?;
        let start = self.links.partition_point(|link| link.name.span.end() <= span.start());
        let inside = self.links.iter().enumerate().skip(start).take_while(|(_, link)| link.name.span.start() < span.end());
        let mut fallback = None;
        for (index, link) in inside {
            let tokens = &link.name.tokens;
            if tokens.contains(&phrase.head) || tokens.clone().any(|token| self.renames(token, phrase.head)) {
                // A person is told apart from the organization in front of the name: "Pentagon spokesman John Lee".
                if link.name.kind == Some(ActorKind::Person) {
                    return Some((link.cluster, index));
                }
                fallback = fallback.or(Some((link.cluster, index)));
            }
        }
        fallback
    }

    /// Whether a token names the same as a head: by apposition, or as the last word of a title and name.
    fn renames(&self, token: usize, head: usize) -> bool {
        let mut at = token;
        for _ in 0..4 {
            let Some(token) = self.token(at) else { return false };
            let joins = matches!(token.deprel, Deprel::Appos | Deprel::Flat);
            let Some(next) = token.head.filter(|_| joins) else { return false };
            if next == head {
                return true;
            }
            at = next;
        }
        false
    }

    /// Who speaks. `outer` is the speaker of the attribution in whose content this one stands.
    pub(super) fn speaker(&mut self, draft: &Draft, outer: Option<usize>) -> Option<Mentioned> {
        let span = *draft.found.source.first()?;
        let read = phrase(self.document, span)?;
        let cluster = match self.named_in(span) {
            Some((cluster, link)) => {
                self.describe_named(cluster, link, span);
                Some(cluster)
            }
            None => match read.form {
                Form::Pronoun(pronoun) => self.pronoun(pronoun, read.head, span, outer),
                Form::Name | Form::Description => Some(self.description(&read)),
            },
        };
        let Some(cluster) = cluster else {
            self.diagnostics.push(unresolved(span, self.document.text()));
            let cluster = self.open_description(&read);
            return Some(Mentioned { cluster, phrase: read });
        };
        if let Some(actor) = self.clusters.get_mut(cluster)
            && !matches!(read.form, Form::Name)
            && actor.names.is_empty() | matches!(read.form, Form::Pronoun(_))
        {
            actor.mention(span, mention_kind(&read));
        }
        if let Form::Pronoun(Pronoun { gender: Some(gender), person: Person::Third, .. }) = read.form
            && let Some(actor) = self.clusters.get_mut(cluster)
        {
            actor.gender = actor.gender.or(Some(gender));
        }
        let speaks_outside = self.quotation(span).is_none();
        self.candidate(cluster, read.head, speaks_outside);
        Some(Mentioned { cluster, phrase: read })
    }

    /// Role, affiliation and the like from the words around a name.
    fn describe_named(&mut self, cluster: usize, link: usize, span: Span) {
        let Some(name) = self.links.get(link).map(|link| link.name.clone()) else { return };
        if self.clusters.get(cluster).is_some_and(|actor| actor.role.is_some() || actor.kind != Some(ActorKind::Person)) {
            return;
        }
        let words = crate::anonymity::grade_mention(self.document.text(), span, span, crate::anonymity::Lexicon::standard());
        let text = |span: Option<Span>| span.and_then(|span| span.slice(self.document.text())).map(str::to_owned);
        let outside = |span: &Span| !span.intersects(name.span);
        let role = text(words.axes.descriptors.role.filter(outside));
        let affiliation = text(words.axes.descriptors.affiliation.filter(outside));
        let former = words.axes.descriptors.former.is_some();
        if let Some(actor) = self.clusters.get_mut(cluster) {
            actor.role = role;
            actor.affiliation = affiliation;
            actor.former |= former;
        }
    }

    fn open_description(&mut self, read: &Phrase) -> usize {
        let text = read.span.slice(self.document.text()).unwrap_or_default();
        let lemma = self.document.lemma(read.head).to_lowercase();
        let mut actor = Cluster::new(Some(kind_of_noun(&lemma, read.plural)));
        if let Form::Name = read.form
            && !read.plural
        {
            actor.kind = Some(ActorKind::from("other"));
        }
        actor.description = Some(text.split_whitespace().collect::<Vec<_>>().join(" "));
                actor.plural = read.plural;
        actor.gender = gender_of_noun(&lemma);
        actor.mention(read.span, mention_kind(read));
        self.clusters.push(actor);
        let cluster = self.clusters.len() - 1;
        self.described.entry((lemma, read.plural)).or_default().push(cluster);
        cluster
    }

    /// An actor without a name. A definite description means the last one that it fits; an indefinite one is new, and
    /// may be one of those before; "another" is certainly none of them.
    fn description(&mut self, read: &Phrase) -> usize {
        let lemma = self.document.lemma(read.head).to_lowercase();
        let alike = self.described.get(&(lemma.clone(), read.plural));
        let alike: Vec<usize> = alike.into_iter().flatten().rev().copied().take(WINDOW).collect();
        match read.determiner {
            Determiner::Definite => {
                if let Some(last) = alike.first() {
                    return *last;
                }
                if let Some(named) = self.named_with_role(&lemma, read.plural) {
                    return named;
                }
            }
            // The same words without an article are the same loose group: "critics", "officials".
            Determiner::Bare => {
                let text = read.span.slice(self.document.text()).unwrap_or_default();
                let same = alike.iter().find(|cluster| {
                    self.clusters.get(**cluster).and_then(|actor| actor.description.as_deref()).is_some_and(|old| old.eq_ignore_ascii_case(text))
                });
                if let Some(same) = same {
                    return *same;
                }
            }
            Determiner::Indefinite | Determiner::Another => {}
        }
        let cluster = self.open_description(read);
        for other in alike {
            match read.determiner {
                Determiner::Another => self.apart.push((cluster, other, read.another)),
                Determiner::Indefinite | Determiner::Definite if !read.plural => self.maybe.push((cluster, other)),
                _ => {}
            }
        }
        cluster
    }

    /// "the spokeswoman", "the candidate": the last person named with that role.
    fn named_with_role(&self, lemma: &str, plural: bool) -> Option<usize> {
        if plural {
            return None;
        }
        self.candidates.values().rev().take(WINDOW).map(|candidate| candidate.cluster).find(|cluster| {
            self.clusters.get(*cluster).is_some_and(|actor| {
                let title = |title: &String| title.eq_ignore_ascii_case(lemma);
                let role = actor.role.as_deref().is_some_and(|role| {
                    role.split(' ').next_back().is_some_and(|word| word.eq_ignore_ascii_case(lemma))
                });
                role || actor.titles.iter().any(title)
            })
        })
    }

    fn pronoun(&mut self, pronoun: Pronoun, head: usize, span: Span, outer: Option<usize>) -> Option<usize> {
        match pronoun.person {
            Person::First => outer,
            Person::Second => None,
            Person::Relative => self.relative(head),
            Person::Indefinite => None,
            Person::Third | Person::Thing => self.third(pronoun, head, span, outer),
        }
    }

    /// "who" means the noun that its clause hangs on.
    fn relative(&mut self, who: usize) -> Option<usize> {
        let verb = self.token(who)?.head?;
        let mut noun = self.token(verb)?.head?;
        // The clause may hang on a name's first word, or on a title.
        if self.token(verb)?.deprel != Deprel::AclRelcl {
            noun = who.checked_sub(1).filter(|before| self.token(*before).is_some_and(|token| token.upos != Upos::Punct)).or_else(|| who.checked_sub(2))?;
        }
        let linked = self.links.partition_point(|link| link.name.tokens.end <= noun);
        let linked = self.links.get(linked);
        if let Some(link) = linked.filter(|link| link.name.tokens.contains(&noun) || link.name.titles.contains(&noun)) {
            return Some(link.cluster);
        }
        let subtree = self.document.subtree(noun);
        let span = self.token(subtree.start)?.span.cover(self.token(noun)?.span);
        let read = phrase(self.document, span)?;
        (read.head == noun).then(|| self.description(&read))
    }

    fn third(&self, pronoun: Pronoun, head: usize, span: Span, outer: Option<usize>) -> Option<usize> {
        let sentence = self.document.sentence_of(head)?;
        let paragraph = self.document.paragraph_of(head)?;
        let quotation = self.quotation(span);
        let fitting = self.candidates.range(..head).rev().take(WINDOW).map(|(_, candidate)| candidate).filter(|candidate| {
            let near = sentence - candidate.sentence.min(sentence) <= SENTENCES;
            // Who speaks is "I" in the quotation, not "he".
            let speaker = quotation.is_some() && Some(candidate.cluster) == outer;
            near && !speaker && self.clusters.get(candidate.cluster).is_some_and(|actor| fits(actor, pronoun))
        });
        let score = |candidate: &Candidate| {
            let sentences = sentence - candidate.sentence;
            let paragraphs = paragraph - candidate.paragraph;
            let certain = self.clusters.get(candidate.cluster).is_some_and(|actor| actor.gender.is_some() && actor.gender == pronoun.gender);
            let mut score = 0_i32;
            score += if candidate.subject { 20 } else { 0 };
            score += if candidate.speaker && quotation.is_none() && !pronoun.possessive { 25 } else { 0 };
            score += if candidate.sentence == sentence { 12 } else { 0 };
            score += if certain { 12 } else { 0 };
            score -= i32::try_from(sentences.min(50)).unwrap_or(50) * 10;
            score -= i32::try_from(paragraphs.min(50)).unwrap_or(50) * 4;
            (score, candidate.token)
        };
        fitting.max_by_key(|candidate| score(candidate)).map(|candidate| candidate.cluster)
    }

    /// Through whom a statement reached the article: the outlet that stands by the cue, outside source and content
    /// ("told Fox News", "in an interview with CNN"), or an outlet in whose name the cue's sentence reports.
    pub(super) fn relay(&self, draft: &Draft) -> Option<(usize, Span)> {
        let cue = draft.found.cue.last()?;
        let token = self.token_at(cue.start());
        let sentence = self.document.sentences().get(self.document.sentence_of(token)?)?;
        let start = self.links.partition_point(|link| link.name.span.start() < sentence.span.start());
        let inside = self.links.iter().skip(start).take_while(|link| link.name.span.end() <= sentence.span.end());
        let outlet = |link: &&Linked| {
            let is_outlet = self.clusters.get(link.cluster).is_some_and(|actor| actor.kind == Some(ActorKind::Outlet));
            let apart = |span: &Span| !span.intersects(link.name.span);
            let first = link.name.tokens.start;
            let lead = first.saturating_sub(3)..first;
            let led = lead.into_iter().any(|at| matches!(self.document.lower(at), "told" | "tell" | "tells" | "telling" | "to" | "with" | "by" | "on" | "in"));
            is_outlet && led && draft.found.source.iter().all(apart) && draft.found.content.iter().all(apart)
        };
        inside.filter(outlet).map(|link| (link.cluster, link.name.span)).find(|(_, span)| {
            // Behind the cue and near it.
            span.start() >= cue.start() && self.token_at(span.start()) <= token + 12
        })
    }
}

/// Whether an actor can be meant by a pronoun.
fn fits(actor: &Cluster, pronoun: Pronoun) -> bool {
    let group = actor.plural || actor.kind == Some(ActorKind::Group);
    match pronoun {
        Pronoun { person: Person::Thing, .. } => !actor.is_person() && !group,
        Pronoun { plural: true, .. } => group || matches!(&actor.kind, Some(ActorKind::Organization)),
        Pronoun { gender, .. } => {
            actor.is_person() && !group && (gender.is_none() || actor.gender.is_none() || actor.gender == gender)
        }
    }
}

/// The gender of a person that is described only: "the spokeswoman".
pub(super) fn gender_of_noun(lemma: &str) -> Option<Gender> {
    match lemma {
        _ if lemma.ends_with("woman") || matches!(lemma, "mother" | "wife" | "daughter" | "sister" | "queen" | "girl") => Some(Gender::Female),
        _ if (lemma.ends_with("man") && lemma != "human" && lemma != "woman") || matches!(lemma, "father" | "husband" | "son" | "brother" | "king" | "boy") => Some(Gender::Male),
        _ => NameLexicon::standard().gender(lemma),
    }
}
