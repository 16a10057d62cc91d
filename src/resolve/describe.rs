//! Actors that are described rather than named: who a description means, and new ones.

use crate::lexicon::WordClass;
use crate::mention::phrase::{Determiner, Form, Phrase, phrase};
use crate::text::{Deprel, Upos};
use crate::{ActorKind, Span};

use super::actors::Cluster;
use super::context::WINDOW;
use super::described::Described;
use super::groups::{group_described, last_two};
use super::membership::MAX_SPOKE;
use super::mentioned::mention_kind;
use super::option::Choice;
use super::question::{Asks, LEAD, Question, rivals};
use super::resolver::Resolver;
use super::role::{in_lead, named_soon, named_with_role, tied};
use super::taken_up::{named_with_word, salient, same_document};

/// Maximum number of actors before, described by the same noun, that a new one is related to, the nearest first. No source of the
/// project's corpus has more than four relations; those of text that is nothing else would be most of its report.
const RELATED: usize = 5;

/// Maximum number of actors of headlines that later descriptions may take up.
const MAX_HEADLINES: usize = 4;

/// The rule that tells whom a description means.
#[derive(Clone, Copy)]
enum Rule {
    Tied = 1,
    Same,
    Role,
    Word,
    Group,
    Salient,
    Document,
    Loose,
    Soon,
    Headline,
    Nameless,
}

impl Resolver<'_> {
    /// The actor of a description. `told` is the content of the attribution whose source is looked for.
    ///
    /// A definite description means the last actor that it fits, or a named one that it fits. An indefinite one is new,
    /// and may be one of those before. "Another" is certainly none of them.
    pub(super) fn describe(&mut self, read: &Phrase, told: &[Span]) -> usize {
        // "who" may have taken up the phrase before it speaks itself.
        if let Some(known) = self.discourse.described_at.get(&read.noun) {
            return *known;
        }
        let asked = self.read_description(read, told);
        let alike = self.discourse.alike(&asked.noun, read.plural);
        let alike: Vec<usize> = alike.iter().rev().copied().take(WINDOW).collect();
        let known = self.known(&asked, &alike);
        let ruled = known.map_or(Choice::New, |(known, _)| Choice::Actor(known));
        let question = Question {
            asks: Asks::Description,
            token: read.head,
            span: read.span,
            phrase: Some(read),
            described: Some(&asked),
            told,
            outer: None,
            addressee: self.addressee,
            nouns: &[],
            ruled,
            rule: known.map_or(0, |(_, rule)| rule as u64),
            sort: 0,
        };
        // "Another official" is certainly none of those before; "Lee's lawyer" and "the two presidents" are who was named so.
        let told = matches!(known, Some((_, Rule::Tied | Rule::Group | Rule::Nameless)));
        let decided =
            if told || read.determiner == Determiner::Another { ruled } else { self.decide(&question) };
        if let Choice::Actor(known) = decided {
            return known;
        }
        // Behind the lead a description announces nobody.
        let lead = self.spoke.len() < LEAD;
        let rivals = if lead { rivals(self.context(), &question) } else { Vec::new() };
        let cluster = self.open_description(&asked);
        self.maybe.extend(rivals.into_iter().map(|rival| (cluster, rival)));
        // Headlines alone leave articles out.
        let headline = in_lead(self.context(), read)
            && (!read.plural
                || self.document.lexicon().knows(asked.noun.lemma(), WordClass::Observer)
                || self.document.paragraph_of(read.head) == Some(0));
        let headlines = &mut self.discourse.headlines;
        if headline && read.determiner == Determiner::Bare && headlines.len() < MAX_HEADLINES {
            headlines.push(cluster);
        }
        // "Two other officials", after "an official"
        let apart = self.discourse.alike(&asked.noun, !read.plural).last().copied();
        let apart = apart.filter(|_| read.determiner == Determiner::Another && read.plural);
        self.different.extend(apart.map(|other| (cluster, other, read.another)));
        for other in alike.into_iter().take(RELATED) {
            let apart =
                self.discourse.actor(other).is_some_and(|actor| asked.is_another_in_order(&actor.words));
            match read.determiner {
                _ if apart => self.different.push((cluster, other, None)),
                Determiner::Another => self.different.push((cluster, other, read.another)),
                Determiner::Indefinite | Determiner::Definite if !read.plural => {
                    self.maybe.push((cluster, other));
                }
                _ => {}
            }
        }
        cluster
    }

    /// The known actor that a description means by the rules, and the rule. `alike` are those described by the same noun, the
    /// last first.
    fn known(&mut self, asked: &Described<'_>, alike: &[usize]) -> Option<(usize, Rule)> {
        let read = asked.read;
        let two = last_two(self.document, &self.names, &mut self.discourse, &asked.noun, read);
        let (context, discourse) = (self.context(), &self.discourse);
        // "Several experts" may be the experts of before, though nobody counted those.
        let has_all = |cluster: &usize| {
            let actor = discourse.actor(*cluster);
            actor.is_some_and(|actor| {
                let order = asked.is_another_in_order(&actor.words);
                !order && asked.telling_words().all(|word| actor.words.contains(word))
            })
        };
        let same =
            |cluster: &usize| discourse.actor(*cluster).is_some_and(|actor| actor.words == asked.words);
        let find = |test: &dyn Fn(&usize) -> bool| alike.iter().copied().find(test);
        let loose = || find(&has_all).filter(|_| asked.is_loose(self.document));
        let tied = tied(context, asked);
        let by = |rule: Rule| move |cluster: usize| (cluster, rule);
        let found = match read.determiner {
            _ if tied.is_some() => return tied.map(by(Rule::Tied)),
            Determiner::Another => return None,
            // The one that was mentioned last.
            Determiner::Definite => discourse
                .before(read.head)
                .map(|candidate| candidate.cluster)
                .find(|cluster| alike.contains(cluster) && has_all(cluster))
                .or_else(|| find(&has_all))
                .map(by(Rule::Same))
                .or_else(|| named_with_role(context, asked).map(by(Rule::Role)))
                .or_else(|| named_with_word(context, asked).map(by(Rule::Word)))
                .or_else(|| group_described(context, &asked.noun, read).map(by(Rule::Group)))
                .or_else(|| two.map(by(Rule::Group)))
                .or_else(|| self.nameless(asked).map(by(Rule::Nameless)))
                .or_else(|| salient(context, asked).map(by(Rule::Salient)))
                .or_else(|| same_document(context, asked).map(by(Rule::Document))),
            // The same words without an article are the same loose group: "critics", "officials".
            Determiner::Bare => find(&same)
                .or_else(loose)
                .map(by(Rule::Loose))
                .or_else(|| named_soon(context, asked).map(by(Rule::Soon))),
            Determiner::Indefinite => find(&|cluster| read.plural && read.count.is_none() && same(cluster))
                .or_else(loose)
                .map(by(Rule::Loose))
                .or_else(|| named_soon(context, asked).map(by(Rule::Soon))),
        };
        found.or_else(|| self.headline(alike, &asked.words, read.head).map(by(Rule::Headline)))
    }

    /// "The insider", after "a source": the last who spoke and is called nothing but a source.
    fn nameless(&self, asked: &Described<'_>) -> Option<usize> {
        let alone = asked.noun.is(WordClass::SourceNoun) && asked.telling_words().count() == 1;
        let lexicon = self.document.lexicon();
        let fits = |cluster: &usize| {
            self.discourse.actor(*cluster).is_some_and(|actor| {
                actor.plural == asked.read.plural
                    && actor.names.is_empty()
                    && actor.noun.as_ref().is_some_and(|noun| lexicon.classes(noun).is(WordClass::SourceNoun))
            })
        };
        let mut spoke = self.spoke.iter().rev().map(|spoke| spoke.cluster).take(MAX_SPOKE);
        alone.then(|| spoke.find(fits)).flatten()
    }

    /// The actor that the headline described in short: "Poll: Voters favour bridge", and then "a new poll by the university".
    fn headline(&mut self, alike: &[usize], words: &[String], head: usize) -> Option<usize> {
        // What is new in the headline is "the latest poll" below it.
        let lexicon = self.document.lexicon();
        let fresh = |word: &String| lexicon.classes(word).is(WordClass::FreshAdjective);
        let shorter = |cluster: &usize| {
            self.discourse.actor(*cluster).is_some_and(|actor| {
                let document = actor.kind == Some(ActorKind::Document);
                actor.words.iter().all(|word| words.contains(word) || (document && fresh(word)))
            })
        };
        let headlines = &self.discourse.headlines;
        let own = self.document.paragraph_of(head);
        let above = |cluster: &usize| {
            let first = self.discourse.actor(*cluster).and_then(|actor| actor.mentions.first());
            first.is_some_and(|one| {
                self.document.paragraph_of(self.document.token_at(one.span.start())) != own
            })
        };
        let found = headlines
            .iter()
            .position(|cluster| alike.contains(cluster) && above(cluster) && shorter(cluster))?;
        // It is taken up once; from then on the fuller words are its description.
        let cluster = self.discourse.headlines.swap_remove(found);
        self.discourse.actor_mut(cluster)?.words = words.to_vec();
        Some(cluster)
    }

    /// Adds an actor without a name.
    pub(super) fn open_description(&mut self, asked: &Described<'_>) -> usize {
        let read = asked.read;
        let mut kind = asked.noun.actor_kind(read.plural);
        if read.form == Form::Name && kind == ActorKind::Person {
            kind = ActorKind::from("other");
        }
        let mut actor = Cluster {
            kind: Some(kind),
            gender: asked.noun.gender(),
            description: Some(self.description_of(read)),
            noun: Some(asked.noun.role().to_owned()),
            words: asked.words.clone(),
            plural: read.plural,
            ..Cluster::default()
        };
        actor.mention(read.span, mention_kind(read));
        let cluster = self.discourse.add(actor);
        self.discourse
            .described
            .entry((asked.noun.role().to_owned(), read.plural))
            .or_default()
            .push(cluster);
        self.discourse.described_at.insert(read.noun, cluster);
        cluster
    }

    /// A phrase without the clause that it ends in, with single blanks.
    fn description_of(&self, read: &Phrase) -> String {
        let document = self.document;
        let last = document.token_at(read.span.end().saturating_sub(1));
        let adds = |at: &usize| match document.lower(*at) {
            "who" | "which" | "whose" | "including" => true,
            "such" => document.lower(at + 1) == "as",
            "like" => self.names.at(at + 1).is_some(),
            _ => false,
        };
        let clause = (read.noun + 1..=last).find(adds);
        let end =
            clause.and_then(|at| document.token(at - 1)).map_or(read.span.end(), |token| token.span.end());
        let text = Span::between(read.span.start(), end.max(read.span.start())).slice(document.text());
        let text = text.unwrap_or_default().trim_end_matches([',', ' ']);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The actor of the noun phrase around a noun, with what follows the noun up to the token `until`.
    pub(super) fn describe_noun(&mut self, noun: usize, until: usize, told: &[Span]) -> Option<usize> {
        let document = self.document;
        let subtree = document.subtree(noun);
        // A preposition or conjunction in front is no part of the phrase.
        let joint = |at: &usize| {
            matches!(
                document.upos(*at),
                Some(Upos::Adp | Upos::Cconj | Upos::Sconj | Upos::Punct | Upos::Part)
            )
        };
        let mut before = document.children(noun).filter(|child| *child < noun);
        let led = before.rfind(|child| document.is(*child, Deprel::Case));
        let start = led.map_or(subtree.start, |case| case + 1);
        let start = (start..noun).find(|at| !joint(at)).unwrap_or(noun);
        let mut rest = (noun..until.min(subtree.end)).rev();
        let last = rest.find(|at| document.upos(*at) != Some(Upos::Punct)).unwrap_or(noun);
        let from = document.token(start)?.span;
        let read = [last, noun].into_iter().find_map(|last| {
            let span = from.cover(document.token(last)?.span);
            phrase(document, span).filter(|read| read.noun == noun)
        })?;
        Some(self.describe(&read, told))
    }
}
