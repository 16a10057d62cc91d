//! The actor of any pronoun: one that is known, one that a noun describes, or the writer of the text.

use crate::ActorKind;
use crate::Span;
use crate::mention::noun::Noun;
use crate::mention::phrase::phrase;
use crate::mention::pronoun::{Person, Pronoun};
use crate::text::{Deprel, Upos, Xpos};

use super::actors::Cluster;
use super::context::{Context, is_quoted};
use super::evidence::How;
use super::naming::Linked;
use super::option::Choice;
use super::pronoun::{self, Antecedent, Asked, antecedent, antecedent_or_noun, nouns};
use super::question::{Asks, Question};
use super::resolver::Resolver;

/// Maximum distance from a relative pronoun to its noun, in tokens.
const MAX_DISTANCE: usize = 12;

/// Maximum number of paragraphs from an "I" to the signature of its letter.
const MAX_LETTER: usize = 12;

/// Maximum number of tokens in a signature.
const MAX_SIGNATURE: usize = 8;

impl Resolver<'_> {
    /// The actor of a pronoun.
    pub(super) fn refer(&mut self, asked: Asked<'_>) -> Option<usize> {
        let Asked { pronoun: Pronoun { person, .. }, token, span, outer, told } = asked;
        match person {
            Person::First if outer.is_some() => outer,
            Person::First if is_quoted(self.document, span) => None,
            Person::First => self.writer(token),
            // "All agreed", of those who were spoken of.
            Person::Indefinite
                if matches!(self.document.lower(token), "all" | "both" | "neither" | "none") =>
            {
                antecedent(self.context(), asked)
            }
            Person::Second | Person::Indefinite => None,
            Person::Relative => self.relative(token, told),
            Person::Third | Person::Thing => {
                let ruled = match antecedent_or_noun(self.context(), asked) {
                    Some(Antecedent::Actor(actor)) => Choice::Actor(actor),
                    Some(Antecedent::Noun(noun)) => Choice::Noun(noun),
                    None => Choice::New,
                };
                let phrase = phrase(self.document, span);
                let nouns: Vec<usize> =
                    nouns(self.context(), asked).into_iter().map(|(_, noun)| noun).collect();
                let question = Question {
                    nouns: &nouns,
                    asks: Asks::Pronoun,
                    token,
                    span,
                    phrase: phrase.as_ref(),
                    described: None,
                    told,
                    outer,
                    addressee: self.addressee,
                    ruled,
                    rule: match pronoun::how(self.context(), asked) {
                        How::Ahead(lead) => lead.clamp(0, 40).unsigned_abs().div_ceil(10).into(),
                        _ => 0,
                    },
                    sort: 0,
                };
                // "One of them" is one of those whom the pronoun means.
                let counted = phrase.as_ref().is_some_and(|read| read.noun != read.head);
                match if counted { ruled } else { self.decide(&question) } {
                    Choice::Actor(actor) => Some(actor),
                    Choice::Noun(noun) => self.describe_noun(noun, noun + 1, told),
                    Choice::New | Choice::Nobody | Choice::Unnamed => None,
                }
            }
        }
    }

    /// The actor of "who" or "which": the noun that its clause hangs on, or, where the parse does not say, the phrase right
    /// before it.
    fn relative(&mut self, who: usize, told: &[Span]) -> Option<usize> {
        let context = self.context();
        let noun = antecedent_noun(context, who)?;
        if let Some(link) = context.names.at(noun).or_else(|| apposed_to(context, noun)) {
            return Some(link.cluster);
        }
        self.describe_noun(noun, who, told)
    }

    /// The writer of a first person outside quotations: whoever signs the letter that it stands in, by the next line that is
    /// a name alone. Where there is none, the article's author, if the byline tells.
    fn writer(&mut self, token: usize) -> Option<usize> {
        let own = self.document.paragraph_of(token)?;
        for paragraph in self.document.paragraphs().iter().skip(own + 1).take(MAX_LETTER) {
            let start = self.document.token_at(paragraph.span.start());
            let tokens = start..self.document.token_at(paragraph.span.end());
            if tokens.len() <= MAX_SIGNATURE
                && let Some(cluster) = self.signature(tokens)
            {
                return Some(cluster);
            }
        }
        self.names.author
    }

    /// The actor of a line that is a handle, or a name and at most a place: "@annlee", "Ann Lee, Toledo".
    fn signature(&mut self, tokens: std::ops::Range<usize>) -> Option<usize> {
        let word = |at: &usize| self.document.upos(*at) != Some(Upos::Punct);
        let first = tokens.clone().find(word)?;
        let written = self.document.word(first);
        if written.starts_with('@') && written.len() > 1 {
            let handle = written.trim_end_matches(['.', ',']);
            if let Some(known) = self.discourse.handles.get(handle) {
                return Some(*known);
            }
            let names = vec![handle.to_owned()];
            let kind = Some(ActorKind::Person);
            let cluster = self.discourse.add(Cluster { kind, names, ..Cluster::default() });
            self.discourse.handles.insert(handle.to_owned(), cluster);
            return Some(cluster);
        }
        let link = self.names.at(first)?;
        let end = link.name.tokens.end;
        let person = self.discourse.actor(link.cluster)?.is_person() && link.name.tokens.len() > 1;
        let rest = (end..tokens.end).find(word);
        let alone = rest.is_none() || self.document.lower(end) == ",";
        (person && alone).then_some(link.cluster)
    }
}

/// The noun that a relative pronoun means.
fn antecedent_noun(context: Context<'_>, who: usize) -> Option<usize> {
    let Context { document, names, discourse } = context;
    let clause = document.head(who).filter(|verb| document.is(*verb, Deprel::AclRelcl));
    let governor = clause.and_then(|verb| document.head(verb)).filter(|noun| *noun < who);
    let before = noun_before(context, who).map(|noun| holder_of(context, noun));
    // "who" asks for people, "which" for anything else.
    let personal = matches!(document.lower(who), "who" | "whom");
    // A person's name right before "who" is meant whatever the parse says.
    let is_person =
        |noun: &usize| names.at(*noun).is_some_and(|link| discourse.is_named_person(link.cluster));
    if let Some(named) = before.filter(|noun| personal && is_person(noun)) {
        return Some(named);
    }
    let fits = |noun: &usize| match context.named_at(*noun) {
        Some(actor) => {
            matches!(actor.kind, Some(ActorKind::Person | ActorKind::Group)) == personal
                && actor.kind.is_some()
        }
        None => Noun::at(document, *noun).is_listed_role() == personal,
    };
    // Where the parse hangs the clause on the wrong noun ("voters on Capitol Hill, who"), the nearest that fits is meant.
    let nearest = || {
        let sentence = document.sentence_of(who).and_then(|at| document.sentences().get(at));
        let start = sentence.map_or(who, |sentence| sentence.tokens.start);
        let near = who.saturating_sub(MAX_DISTANCE).max(start)..who;
        let noun = |at: &usize| matches!(document.upos(*at), Some(Upos::Noun | Upos::Propn));
        near.rev().filter(noun).find(fits)
    };
    let fitting = governor.into_iter().chain(before).find(fits).or_else(nearest);
    fitting.or(governor).or(before)
}

/// The last noun before a relative pronoun, past commas and what stands in brackets.
fn noun_before(context: Context<'_>, who: usize) -> Option<usize> {
    let document = context.document;
    let sentence = document.sentence_of(who).and_then(|at| document.sentences().get(at))?;
    let mut depth = 0;
    let mut near = (who.saturating_sub(MAX_DISTANCE).max(sentence.tokens.start)..who).rev();
    near.find(|at| match document.lower(*at) {
        ")" | "]" => {
            depth += 1;
            false
        }
        "(" | "[" => {
            depth -= 1;
            false
        }
        _ => depth == 0 && matches!(document.upos(*at), Some(Upos::Noun | Upos::Propn)),
    })
}

/// "the nominee for president": an office without an article is nobody, and the noun that it hangs on is meant.
fn holder_of(context: Context<'_>, noun: usize) -> usize {
    let document = context.document;
    let office = document.upos(noun) == Some(Upos::Noun)
        && document.xpos(noun) == Some(Xpos::Nn)
        && document.is(noun, Deprel::Nmod);
    let before = noun.checked_sub(1).map(|before| document.lower(before));
    let led = matches!(before, Some("for" | "of" | "as"));
    let holder = document.head(noun).filter(|_| office && led);
    holder.filter(|holder| *holder < noun && document.upos(*holder) == Some(Upos::Noun)).unwrap_or(noun)
}

/// The name that a description stands beside: "Ann Lee, a lawyer of the firm".
fn apposed_to(context: Context<'_>, noun: usize) -> Option<&Linked> {
    let Context { document, names, discourse } = context;
    let token = document.token(noun)?;
    let parsed = token.head.filter(|_| token.deprel == Deprel::Appos);
    let start = document.subtree(noun).start;
    let comma = start.checked_sub(2).filter(|_| document.lower(start - 1) == ",");
    let article = matches!(document.lower(start), "a" | "an" | "the");
    let beside = comma.filter(|_| article);
    let mut links = parsed.into_iter().chain(beside).filter_map(|at| names.at(at));
    links.find(|link| discourse.is_named_person(link.cluster))
}
