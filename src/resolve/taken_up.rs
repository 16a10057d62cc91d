//! Actors that a definite description takes up without one of their own words: "the newspaper", "the 34-year-old".

use crate::lexicon::{Classes, WordClass};
use crate::mention::noun::Noun;
use crate::mention::phrase::{Determiner, Phrase};
use crate::text::{Deprel, Document, Upos};
use crate::{ActorKind, Span};

use super::actors::Cluster;
use super::context::Context;
use super::described::Described;
use super::pronoun::owner;

/// Maximum distance from "the 34-year-old" to the person that it means, in sentences.
const MAX_DISTANCE: usize = 3;

/// "the article" for "the piece", "the report" for "the study": the last document that goes by a noun of the same sort,
/// where the phrase tells nothing else of it.
pub(super) fn same_document(context: Context<'_>, asked: &Described<'_>) -> Option<usize> {
    let lexicon = context.document.lexicon();
    let class = asked.noun.document_class().filter(|_| asked.words.len() == 1 && !asked.read.plural)?;
    nearest(context, asked.read, |actor| {
        actor.kind == Some(ActorKind::Document)
            && !actor.plural
            && actor.words.iter().any(|word| lexicon.classes(word).is(class))
    })
}

/// "the committee", "the newspaper": the last organization with that word in its name, or the last of that kind.
pub(super) fn named_with_word(context: Context<'_>, asked: &Described<'_>) -> Option<usize> {
    if asked.read.plural {
        return None;
    }
    let kind = asked.noun.named_kind();
    let holds_word = |name: &String| {
        name.contains(' ') && name.split(' ').any(|word| word.eq_ignore_ascii_case(asked.noun.lemma()))
    };
    nearest(context, asked.read, |actor| {
        !actor.names.is_empty()
            && actor.kind != Some(ActorKind::Person)
            && ((kind.is_some() && actor.kind == kind) || actor.names.iter().any(holds_word))
    })
}

/// "the channel": the last news organization that a name tells; of "this newspaper" the article's own.
pub(super) fn outlet(context: Context<'_>, read: &Phrase) -> Option<usize> {
    let document = context.document;
    let noun = Noun::at(document, read.noun);
    let first = document.token_at(read.span.start());
    if !read.plural && is_own_outlet(document, first, read.noun) {
        return own_outlet(context);
    }
    let any = noun.named_kind() == Some(ActorKind::Outlet) || noun.is(WordClass::OutletNoun);
    let definite = any && !read.plural && read.determiner == Determiner::Definite;
    if definite { nearest(context, read, is_outlet) } else { None }
}

fn is_outlet(actor: &Cluster) -> bool {
    !actor.names.is_empty() && actor.kind == Some(ActorKind::Outlet)
}

/// The actor that the article's own outlet is, where that is known: it comes first.
pub(super) fn own_outlet(context: Context<'_>) -> Option<usize> {
    let own = context.discourse.actor(OWN).is_some_and(is_outlet);
    (own && context.names.links.iter().all(|link| link.cluster != OWN)).then_some(OWN)
}

/// Whether a phrase with this first token and this noun is the article's own outlet, or who works for it: "this newspaper", "our
/// correspondent".
pub(super) fn is_own_outlet(document: &Document<'_>, first: usize, noun: usize) -> bool {
    matches!(document.lower(first), "this" | "our")
        && Noun::lower_at(document, noun).is(WordClass::OwnOutletNoun)
}

/// The actor that the article's own outlet is, where it is known.
const OWN: usize = 0;

/// The nearest actor before a phrase that a test lets through.
fn nearest(context: Context<'_>, read: &Phrase, test: impl Fn(&Cluster) -> bool) -> Option<usize> {
    let mut near = context.discourse.before(read.head).map(|candidate| candidate.cluster);
    near.find(|cluster| context.discourse.actor(*cluster).is_some_and(&test))
}

/// "the 34-year-old", "the Republican nominee": the person that was spoken of last, or the only one that the sentence
/// before names.
pub(super) fn salient(context: Context<'_>, asked: &Described<'_>) -> Option<usize> {
    if !tells_nobody_else(context, asked) {
        return None;
    }
    let Context { document, discourse, .. } = context;
    let head = asked.read.head;
    let sentence = document.sentence_of(head)?;
    let gender = asked.noun.gender();
    let is_family = |role: &String| document.lexicon().classes(role).is(WordClass::FamilyNoun);
    // Of somebody who is known as a wife or son alone no office is told.
    let family = |actor: &Cluster| !actor.roles.is_empty() && actor.roles.iter().all(is_family);
    let fits = |cluster: usize| {
        discourse.is_named_person(cluster)
            && discourse.actor(cluster).is_some_and(|actor| {
                (gender.is_none() || actor.gender.is_none() || actor.gender == gender)
                    && (asked.noun.is(WordClass::FamilyNoun) || !family(actor))
            })
    };
    let spoken_of = discourse.before(head).find(|candidate| {
        candidate.sentence < sentence
            && sentence - candidate.sentence <= MAX_DISTANCE
            && (candidate.subject || candidate.speaker)
            && fits(candidate.cluster)
    });
    spoken_of.map(|candidate| candidate.cluster).or_else(|| {
        // "Lee's plan" names Lee in passing.
        let before = discourse.candidates.range(context.sentence_before(sentence)?);
        let mut named = before.map(|(_, candidate)| candidate.cluster).filter(|one| fits(*one));
        let first = named.next()?;
        named.all(|other| other == first).then_some(first)
    })
}

/// Whether a description can take up a person that was spoken of: it means one person, by a noun that news does not use
/// for people whom it leaves unnamed, and tells nobody in particular as "his lawyer" and "the band leader" do.
fn tells_nobody_else(context: Context<'_>, asked: &Described<'_>) -> bool {
    let (document, noun) = (context.document, &asked.noun);
    let particular = |child: usize| {
        let is_party = || {
            let word = document.word(child);
            document.lexicon().knows_any(word, Classes::of(&[WordClass::Party, WordClass::Partisan]))
        };
        document.is(child, Deprel::NmodPoss)
            || (document.is(child, Deprel::Compound)
                && document.upos(child) == Some(Upos::Noun)
                && !is_party()
                && child < asked.read.head)
    };
    !asked.read.plural
        && !noun.is(WordClass::UnnamedNoun)
        && (noun.lemma() == "year-old" || !document.children(asked.read.head).any(particular))
        && noun.actor_kind(false) == ActorKind::Person
        && noun.is_human()
}

/// "his account", "in her eyes": the person whose words they are.
pub(super) fn whose_words(context: Context<'_>, read: &Phrase, told: &[Span]) -> Option<usize> {
    let document = context.document;
    let words = Noun::lower_at(document, read.noun).is(WordClass::UtteranceNoun);
    let possessive = document.child(read.noun, Deprel::NmodPoss)?;
    if !words || !matches!(document.lower(possessive), "his" | "her") {
        return None;
    }
    owner(context, possessive, told).filter(|owner| context.discourse.is_named_person(*owner))
}
