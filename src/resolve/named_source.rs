//! The actors that a source phrase names.

use crate::ActorKind;
use crate::Span;
use crate::lexicon::WordClass;
use crate::lexicon::function_words::adds_others;
use crate::mention::noun::Noun;
use crate::mention::phrase::Phrase;
use crate::mention::{Name, in_headline};
use crate::text::{Document, Upos};

use super::context::{Context, Discourse, Names};
use super::groups::{group, is_coordinated};
use super::naming::Linked;

/// Maximum number of tokens in a list of examples.
const MAX_EXAMPLES: usize = 40;

/// The actor that a source phrase names, and the index of the name. A name that only modifies ("Lee's lawyer", "a Pentagon
/// official"), or that a preposition brings in ("an aide to Lee"), is not who speaks.
pub(super) fn named_in(context: Context<'_>, span: Span) -> Option<(usize, usize)> {
    let mut fallback = None;
    for (index, link) in names_alone(context, span) {
        // A person is told apart from the organization in front of the name: "Pentagon spokesman John Lee".
        match context.discourse.actor(link.cluster) {
            Some(actor) if actor.kind == Some(ActorKind::Person) => return Some((link.cluster, index)),
            _ => fallback = fallback.or(Some((link.cluster, index))),
        }
    }
    fallback
}

/// The group of several actors that a phrase names, and the index of the first name: "Ann Lee and Bo Kim", "China and the
/// United States".
pub(super) fn group_in(
    document: &Document<'_>,
    names: &Names,
    discourse: &mut Discourse,
    span: Span,
) -> Option<(usize, usize)> {
    let alone: Vec<(usize, usize)> = names_alone(Context { document, names, discourse }, span)
        .filter(|(_, link)| discourse.is_named(link.cluster))
        .map(|(index, link)| (index, link.cluster))
        .collect();
    let (link, _) = alone.first().copied()?;
    let mut pairs = alone.iter().zip(alone.iter().skip(1));
    let side_by_side = pairs.all(|((a, _), (b, _))| is_coordinated(document, names, *a, *b));
    let mut members: Vec<usize> = alone.into_iter().map(|(_, cluster)| cluster).collect();
    members.dedup();
    (members.len() > 1 && side_by_side).then(|| (group(names, discourse, members), link))
}

/// "a study by Ann Lee": the author that the phrase of a document names, and the index of the name.
pub(super) fn author_in(context: Context<'_>, read: &Phrase) -> Option<(usize, usize)> {
    let Context { document, names, discourse } = context;
    if Noun::at(document, read.noun).actor_kind(false) != ActorKind::Document {
        return None;
    }
    let by = |link: &Linked| {
        let start = link.name.start();
        (start.saturating_sub(4).max(read.noun)..start).any(|at| document.lower(at) == "by")
    };
    let mut authors =
        names.within(read.span).filter(|(_, link)| discourse.is_named_person(link.cluster) && by(link));
    authors.next().map(|(index, link)| (link.cluster, index))
}

/// Whether a phrase that names somebody means others as well: "Paul Lee and other lawmakers", "lawmakers, including Paul
/// Lee", are not Paul Lee.
pub(super) fn names_others(context: Context<'_>, link: usize, read: &Phrase) -> bool {
    let document = context.document;
    let Some(link) = context.names.links.get(link) else { return false };
    let (start, end) = (link.name.start(), link.name.tokens.end);
    let and = end + usize::from(document.lower(end) == ",");
    let others = adds_others(document.lower(and + 1));
    let inside = document.token(and + 1).is_some_and(|token| read.span.contains(token.span));
    let first = document.token_at(read.span.start());
    let included = (first + 1..start)
        .rev()
        .take(MAX_EXAMPLES)
        .any(|at| matches!(document.lower(at), "including" | "include") && at > read.noun);
    // A headline's "Lee, others vow repairs"
    let beside = document.lower(end) == "," && document.lower(end + 1) == "others";
    included || (beside && inside) || (inside && others && document.lower(and) == "and")
}

/// The names of a phrase that are noun phrases of their own, or end one.
fn names_alone(context: Context<'_>, span: Span) -> impl Iterator<Item = (usize, &Linked)> {
    let document = context.document;
    let first = document.token_at(span.start());
    let last = document.token_at(span.end().saturating_sub(1));
    context.names.within(span).filter(move |(_, link)| stands_alone(document, &link.name, first, last))
}

/// Whether a name in the phrase from token `first` to `last` is a noun phrase of its own, or the end of one.
fn stands_alone(document: &Document<'_>, name: &Name, first: usize, last: usize) -> bool {
    let start = name.start();
    // A preposition governs what follows it up to a comma: "lawyers for Ann and Bo Lee", but "head of the union, Ann
    // Lee".
    let mut clause = (first..start).rev().take_while(|before| document.lower(*before) != ",");
    !clause.any(|before| document.upos(before) == Some(Upos::Adp))
        && !modifies(document, name.tokens.end, last)
        && !is_example(document, first, start)
        && !is_people(document, name)
        && !is_acted_on(document, first, start)
}

/// Whether the name that ends before the token `next` modifies what follows: "Biden administration official", "Lee's
/// lawyer", but not "Lee (D)", "Lee, who".
fn modifies(document: &Document<'_>, next: usize, last: usize) -> bool {
    let word = document.lower(next);
    let noun =
        || matches!(document.upos(next), Some(Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Verb));
    // "The Reuters/Ipsos poll"
    let joins = || matches!(word, "'s" | "'" | "/") || joins_modifiers(document, next, last);
    next <= last && (noun() || (next < last && joins()))
}

/// "U.S. and Russian officials": what stands before "and" modifies the noun as what follows it does.
fn joins_modifiers(document: &Document<'_>, next: usize, last: usize) -> bool {
    matches!(document.lower(next), "and" | "or")
        && next + 1 < last
        && document.lexicon().knows(document.word(next + 1), WordClass::Nationality)
        && document.upos(last) == Some(Upos::Noun)
}

/// Whether words of a phrase before a name make it an example of a group: "officials such as Ann Lee".
fn is_example(document: &Document<'_>, first: usize, start: usize) -> bool {
    (first + 1..start).rev().take(MAX_EXAMPLES).any(|at| match document.lower(at) {
        "like" | "especially" | "notably" | "particularly" => true,
        "as" => document.lower(at - 1) == "such",
        _ => false,
    })
}

/// Whether what a headline writes like a name is people by their role: "Rural Lawmakers".
fn is_people(document: &Document<'_>, name: &Name) -> bool {
    let last = name.tokens.end - 1;
    let word = document.lower(last);
    name.tokens.len() > 1
        && word.ends_with('s')
        && document.lexicon().knows(word, WordClass::Role)
        && in_headline(document, last)
}

/// Whether a participle stands between a noun of the phrase and a name: in "judges handling Lee cases" Lee is not who
/// speaks, unless a comma ends what the participle governs.
fn is_acted_on(document: &Document<'_>, first: usize, start: usize) -> bool {
    let mut near = (first..start).rev().take_while(|at| document.lower(*at) != ",");
    let Some(verb) = near.find(|at| document.upos(*at) == Some(Upos::Verb)) else { return false };
    // "a program called Beacon", "the authors, who include Ann Lee": there the name is what the noun names.
    !document.lexicon().classes(document.lower(verb)).is(WordClass::NamingVerb)
        && (first..verb).any(|at| matches!(document.upos(at), Some(Upos::Noun | Upos::Propn | Upos::Pron)))
}
