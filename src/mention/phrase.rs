//! A noun phrase as a mention: what kind of reference it makes, and what it says of the one it refers to.

use std::ops::Range;

use crate::Span;
use crate::lexicon::WordClass;
use crate::lexicon::function_words::{
    is_counting_pronoun, is_definite_determiner, is_indefinite_determiner, read_number,
};
use crate::text::{Deprel, Document, Upos, Xpos};

use super::pronoun::{Pronoun, pronoun};

/// How a description picks its actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Determiner {
    /// "the official", "that official": one that was spoken of.
    Definite,
    /// "an official": a new one.
    Indefinite,
    /// "another official", "a second official", "a different official": certainly none of those before.
    Another,
    /// "officials", "White House sources".
    Bare,
}

/// What a source, relay or participant phrase is as a mention.
#[derive(Clone, Debug)]
pub(crate) struct Phrase {
    /// Its head word.
    pub(crate) head: usize,
    /// The noun that tells who it is: the head, or what the head counts ("a number of experts", "one of the lawyers").
    pub(crate) noun: usize,
    pub(crate) span: Span,
    pub(crate) form: Form,
    pub(crate) determiner: Determiner,
    /// The word that makes it "another", as evidence.
    pub(crate) another: Option<Span>,
    pub(crate) plural: bool,
    /// "two" in "two officials".
    pub(crate) count: Option<u32>,
}

/// The form of a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Name,
    Description,
    Pronoun(Pronoun),
}

/// Reads a phrase: the tokens that lie in `span`. Its head is the word whose own head lies outside.
pub(crate) fn phrase(document: &Document<'_>, span: Span) -> Option<Phrase> {
    let tokens = document.tokens();
    let Range { start, end } = document.tokens_in(span);
    let range = start..end.max(start + 1);
    let outside =
        |at: &usize| tokens.get(*at).and_then(|token| token.head).is_none_or(|head| !range.contains(&head));
    let upos = |at: &usize| tokens.get(*at).map(|token| token.upos);
    let mut heads =
        range.clone().filter(outside).filter(|at| !matches!(upos(at), None | Some(Upos::Punct | Upos::Adp)));
    let head = heads.next()?;
    // Not "The", where the parse takes the verb after the phrase for its noun.
    let article = matches!(document.lower(head), "the" | "a" | "an");
    let is_noun = |at: &usize| matches!(upos(at), Some(Upos::Noun | Upos::Propn));
    let noun = heads.rfind(|at| article && is_noun(at));
    let head = noun.or_else(|| subject(document, &range, head).filter(is_noun)).unwrap_or(head);
    let token = tokens.get(head)?;
    let counted = counted(document, &range, head);
    let noun = counted.unwrap_or(head);
    let form = match pronoun(document.lower(noun)) {
        // "many of them", "some of whom"
        Some(pronoun) if counted.is_some() => Form::Pronoun(Pronoun { plural: true, ..pronoun }),
        _ if counted.is_some() => Form::Description,
        Some(pronoun)
            if matches!(
                token.upos,
                Upos::Pron | Upos::Det | Upos::Num | Upos::Adj | Upos::Noun | Upos::Sconj
            ) =>
        {
            Form::Pronoun(pronoun)
        }
        _ if token.upos == Upos::Propn => Form::Name,
        _ => Form::Description,
    };
    let another = another(document, &range, head);
    let one = counted.is_some() && matches!(document.lower(head), "one" | "each" | "neither" | "either");
    // A source is no verb: "aides" in "Lee aides said" is a noun that the tagger missed.
    let plural = (matches!(tokens.get(noun)?.xpos, Xpos::Nns | Xpos::Nnps | Xpos::Vbz) && !one)
        || matches!(form, Form::Pronoun(pronoun) if pronoun.plural)
        || document.child(head, Deprel::Conj).is_some();
    Some(Phrase {
        head,
        noun,
        span,
        form,
        determiner: match counted {
            Some(_) if another.is_none() => Determiner::Indefinite,
            _ => determiner(document, head, &range, another.is_some()),
        },
        another,
        plural,
        count: count(document, &range, head),
    })
}

/// The subject of a phrase's head, where the parse takes what tells more of somebody for a clause of its own: "the officials interviewed in
/// May", "a source close to the firm". A source is no verb.
fn subject(document: &Document<'_>, range: &Range<usize>, head: usize) -> Option<usize> {
    let subject = document.child_among(head, &[Deprel::Nsubj, Deprel::NsubjPass])?;
    let first = document.subtree(subject).start == range.start;
    (first && subject < head && range.contains(&subject)).then_some(subject)
}

/// What a counting word counts: the noun after its "of".
fn counted(document: &Document<'_>, range: &Range<usize>, head: usize) -> Option<usize> {
    if !document.has_class(head, WordClass::QuantityNoun) && !is_counting_pronoun(document.lemma(head)) {
        return None;
    }
    let led = |child: usize| document.children(child).any(|case| document.lower(case) == "of");
    let mut inside = document.children(head).filter(|child| range.contains(child));
    inside.find(|child| document.is(*child, Deprel::Nmod) && led(*child))
}

fn determiner(document: &Document<'_>, head: usize, range: &Range<usize>, another: bool) -> Determiner {
    if another {
        return Determiner::Another;
    }
    let words =
        document.children(head).filter(|child| range.contains(child)).map(|child| document.lower(child));
    // The first word tells even where the parse hangs it elsewhere.
    let first = document.lower(range.start);
    let first = matches!(first, "the" | "a" | "an").then_some(first);
    let mut determiner = Determiner::Bare;
    for word in words.chain(first) {
        if is_definite_determiner(word) {
            return Determiner::Definite;
        }
        if is_indefinite_determiner(word) {
            determiner = Determiner::Indefinite;
        }
    }
    determiner
}

/// The word that sets a description apart from those before it.
fn another(document: &Document<'_>, range: &Range<usize>, head: usize) -> Option<Span> {
    range.clone().take_while(|token| *token < head).find_map(|token| {
        let apart = match document.lower(token) {
            "another" | "other" => true,
            // "a second official", but not "the second official", which may pick one of two.
            "second" | "third" | "fourth" => token > range.start && document.lower(token - 1) == "a",
            lower => document.lexicon().classes(lower).is(WordClass::ApartAdjective),
        };
        // "the other official" picks one that is known.
        let known = token > range.start && document.lower(token - 1) == "the";
        (apart && !known).then(|| document.token(token).map(|token| token.span)).flatten()
    })
}

/// How many a phrase counts: "three officials", "the two world leaders", "a dozen people".
fn count(document: &Document<'_>, range: &Range<usize>, head: usize) -> Option<u32> {
    let before = range.start..head;
    let is_number = |at: &usize| document.upos(*at) == Some(Upos::Num);
    before.into_iter().find(is_number).and_then(|number| read_number(document.lower(number)))
}
