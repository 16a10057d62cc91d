//! Terms on which a source speaks that stand in a sentence of their own: "She asked not to be named.", "All of the officials spoke
//! on condition of anonymity."

use std::collections::VecDeque;

use crate::Terms;
use crate::anonymity::told_terms;
use crate::lexicon::WordClass;
use crate::mention::noun::Noun;
use crate::mention::phrase::{Determiner, Form, Phrase, phrase};
use crate::mention::pronoun::Person;
use crate::text::{Deprel, Document, Upos};

use super::actors::Cluster;
use super::membership::MAX_SPOKE;
use super::omitted::subject;
use super::resolver::Resolver;

/// Maximum number of steps up the parse from a wording to its verb.
const MAX_STEPS: usize = 5;

/// Maximum distance from a relative pronoun back to its noun, in tokens.
const MAX_BEFORE: usize = 8;

/// Maximum number of people who spoke one after the other and whom a plural means.
const MAX_APART: usize = 3;

/// Terms that a sentence tells.
pub(super) struct GroundRule {
    /// The end of the sentence, as a token.
    end: usize,
    /// The tokens of the wording.
    wording: std::ops::Range<usize>,
    terms: Terms,
}

/// The terms that the sentences of a text tell, in text order. Linear in the length of the text.
pub(super) fn ground_rules(document: &Document<'_>) -> VecDeque<GroundRule> {
    let mut found = VecDeque::new();
    for sentence in document.sentences() {
        let terms = told_terms(document.text(), sentence.span, document.lexicon());
        if let Some(explicit) = terms.explicit {
            let wording = document.tokens_in(explicit);
            found.push_back(GroundRule { end: sentence.tokens.end, wording, terms });
        }
    }
    found
}

impl Resolver<'_> {
    /// Notes whose the terms are that sentences before a token tell.
    pub(super) fn agree_until(&mut self, rules: &mut VecDeque<GroundRule>, token: usize) {
        while let Some(rule) = rules.front().filter(|rule| rule.end <= token) {
            let holders = self.holders(rule);
            let terms = rule.terms.clone();
            self.agreed.extend(holders.into_iter().map(|holder| (holder, terms.clone())));
            rules.pop_front();
        }
    }

    /// Whom a wording is told of: the subject of its verb, or whom an outlet does not name.
    fn holders(&mut self, rule: &GroundRule) -> Vec<usize> {
        if let Some(named) = self.named_after(&rule.wording) {
            return vec![named];
        }
        let Some(verb) = verb(self.document, &rule.wording) else { return Vec::new() };
        let withheld = self.withheld(verb);
        // "a member granted anonymity"
        let noun = || self.document.head(verb).filter(|_| self.document.is(verb, Deprel::Acl));
        let subject = withheld.or_else(|| subject(self.context(), verb)).or_else(noun);
        // "Her name was withheld"
        let Some(subject) = subject.map(|subject| self.owner_of_name(subject)) else { return Vec::new() };
        let span = self.document.token_span(self.document.subtree(subject));
        let own = self.document.token(subject).map(|token| token.span);
        let Some(read) = span
            .into_iter()
            .chain(own)
            .find_map(|span| phrase(self.document, span).filter(|read| read.head == subject))
        else {
            return Vec::new();
        };
        // "All three spoke on condition of anonymity.", "Neither wished to be named.", "The pair"
        let word = self.document.lower(read.noun);
        let counts = self.document.upos(read.noun) == Some(Upos::Num)
            || matches!(word, "all" | "none" | "neither" | "each")
            || (self.document.has_class(read.noun, WordClass::QuantityNoun) && read.noun == read.head);
        if counts && word != "one" {
            return self.spoke_last(&read, true);
        }
        match read.form {
            Form::Name => Vec::new(),
            Form::Pronoun(pronoun) if read.noun == read.head => match pronoun.person {
                Person::Third | Person::Indefinite => self.spoke_last(&read, pronoun.plural),
                Person::Relative => self.described_before(subject),
                Person::First | Person::Second | Person::Thing => Vec::new(),
            },
            Form::Pronoun(_) => self.spoke_last(&read, read.plural),
            Form::Description => self.described_as(&read),
        }
    }

    /// "identified the man only as Peter": the person whose name follows a wording.
    fn named_after(&self, wording: &std::ops::Range<usize>) -> Option<usize> {
        let last = wording.end.checked_sub(1).filter(|last| self.document.lower(*last) == "as")?;
        let cluster = self.names.at(last + 1)?.cluster;
        self.discourse.actor(cluster).is_some_and(is_unnamed).then_some(cluster)
    }

    /// "The paper is not naming the officer", "whom the paper agreed not to name": whom a verb of naming has as its object.
    fn withheld(&self, verb: usize) -> Option<usize> {
        let document = self.document;
        let names = matches!(document.lemma(verb), "name" | "identify" | "withhold");
        let object = document.child(verb, Deprel::Obj).filter(|_| names)?;
        Some(self.owner_of_name(object))
    }

    /// Whose name a noun means, where it is the name of somebody.
    fn owner_of_name(&self, noun: usize) -> usize {
        let name = matches!(self.document.lemma(noun), "name" | "identity" | "surname");
        self.document.child(noun, Deprel::NmodPoss).filter(|_| name).unwrap_or(noun)
    }

    /// The last of those without a name who spoke before: one, or those whom a plural means.
    fn spoke_last(&self, read: &Phrase, plural: bool) -> Vec<usize> {
        let document = self.document;
        let gender = match read.form {
            Form::Pronoun(pronoun) => pronoun.gender,
            _ => None,
        };
        let unnamed = |cluster: &usize| self.discourse.actor(*cluster).is_some_and(is_unnamed);
        let mut spoke: Vec<usize> = Vec::new();
        let before = self.spoke.iter().rev().map(|spoke| spoke.cluster);
        let mentioned = self.discourse.before(read.head).map(|candidate| candidate.cluster);
        for cluster in before.take(MAX_SPOKE).chain(mentioned).filter(unnamed) {
            if !spoke.contains(&cluster) {
                spoke.push(cluster);
            }
        }
        let actor = |cluster: &usize| self.discourse.actor(*cluster);
        let many = |cluster: &usize| actor(cluster).is_some_and(|actor| actor.plural);
        if !plural {
            let fits = |cluster: &usize| {
                let known = actor(cluster).and_then(|actor| actor.gender);
                !many(cluster) && (gender.is_none() || known.is_none() || known == gender)
            };
            return spoke.into_iter().find(fits).into_iter().collect();
        }
        // "Both", of two who spoke one after the other.
        let two = matches!(document.lower(read.noun), "both" | "neither");
        let both = two && spoke.len() > 1 && !spoke.iter().take(2).any(many);
        let group = spoke.iter().copied().find(many).filter(|_| !both);
        match group {
            Some(group) => vec![group],
            // "They", of whom each spoke alone.
            None => spoke.into_iter().take(if two { 2 } else { MAX_APART }).collect(),
        }
    }

    /// The actor of the noun before a relative pronoun.
    fn described_before(&mut self, who: usize) -> Vec<usize> {
        let clause = self.document.head(who).filter(|verb| self.document.is(*verb, Deprel::AclRelcl));
        let governor = clause.and_then(|verb| self.document.head(verb)).filter(|noun| *noun < who);
        let human = |at: &usize| {
            let noun = Noun::at(self.document, *at);
            self.document.upos(*at) == Some(Upos::Noun) && (noun.is_human() || noun.is_listed_role())
        };
        // "executives at two companies who": of the nouns up the parse the one that can ask.
        let above = governor.and_then(|noun| self.document.head(noun)).filter(|noun| *noun < who);
        let near = (who.saturating_sub(MAX_BEFORE)..who).rev().find(human);
        let governor = governor.filter(human).or(above.filter(human));
        let known = |noun: usize| self.discourse.described_at.get(&noun).copied();
        let named = |noun: usize| self.names.at(noun).is_some();
        match governor.or(near).filter(|noun| !named(*noun)) {
            Some(noun) => match known(noun) {
                Some(known) => vec![known],
                None => self.describe_noun(noun, who, &[]).into_iter().collect(),
            },
            None => Vec::new(),
        }
    }

    /// The actor that a description means, if it is one without a name.
    fn described_as(&mut self, read: &Phrase) -> Vec<usize> {
        if let Some(known) = self.discourse.described_at.get(&read.noun) {
            return vec![*known];
        }
        let noun = Noun::lower_at(self.document, read.noun);
        if let Some(alike) = self.discourse.alike(&noun, read.plural).last() {
            return vec![*alike];
        }
        // "The delegates", of whom each spoke alone.
        let apart = self.discourse.alike(&noun, false);
        if read.plural && read.determiner == Determiner::Definite && apart.len() > 1 {
            return apart.to_vec();
        }
        // "The person", whoever it was.
        if read.determiner == Determiner::Definite && noun.is(WordClass::UnnamedNoun) {
            return self.spoke_last(read, read.plural);
        }
        if noun.is_human() || noun.is_listed_role() {
            return self.describe_noun(read.noun, read.noun + 1, &[]).into_iter().collect();
        }
        Vec::new()
    }
}

/// Whether nobody could find an actor by its name: it has none, or one of a word.
fn is_unnamed(actor: &Cluster) -> bool {
    let partly = |name: &String| actor.is_person() && !name.contains(' ') && actor.titles.is_empty();
    actor.names.first().is_none_or(partly) && actor.members.is_empty()
}

/// The verb of a wording, or the one that it hangs on.
fn verb(document: &Document<'_>, wording: &std::ops::Range<usize>) -> Option<usize> {
    let is_verb = |at: &usize| document.upos(*at) == Some(Upos::Verb);
    let top = |at: &usize| document.head(*at).is_none_or(|head| !wording.contains(&head));
    let mut at = wording.clone().filter(is_verb).find(top).or_else(|| wording.clone().find(top))?;
    for _ in 0..MAX_STEPS {
        if is_verb(&at) {
            return Some(at);
        }
        at = document.head(at)?;
    }
    None
}
