//! The actors that a source phrase names.

use crate::ActorKind;
use crate::Span;
use crate::lexicon::WordClass;
use crate::lexicon::function_words::adds_others;
use crate::mention::noun::Noun;
use crate::mention::phrase::Phrase;
use crate::mention::{Name, in_headline, is_honour};
use crate::text::{Deprel, Document, Upos};

use super::context::Context;
use super::groups::{group, is_coordinated};
use super::learned::{Features, kind_word};
use super::naming::Linked;
use super::option::{Choice, Weighed};
use super::resolver::Resolver;

/// Maximum number of actors that a source phrase names and that are weighed.
const MAX_NAMED: usize = 6;

/// Maximum number of tokens in a list of examples.
const MAX_EXAMPLES: usize = 40;

impl Resolver<'_> {
    /// The actor that a source phrase names, and the index of the name: what the rules answer is one fact among others.
    pub(super) fn named(&mut self, read: &Phrase) -> Option<(usize, usize)> {
        let context = self.context();
        if let Some((members, link)) = group_in(context, read.span) {
            return Some((group(&self.names, &mut self.discourse, members), link));
        }
        let one = named_in(context, read.span).or_else(|| author_in(context, read));
        let certain = |(_, link)| is_all(context, link, read) || names_others(context, link, read);
        if one.is_some_and(certain) {
            return one;
        }
        let mut named: Vec<(usize, usize)> = Vec::new();
        for (index, link) in context.names.within(read.span).take(MAX_NAMED) {
            let new = named.iter().all(|(cluster, _)| *cluster != link.cluster);
            let ruled = one.is_some_and(|(cluster, _)| cluster == link.cluster);
            if new && (ruled || can_speak(context, read, link)) {
                named.push((link.cluster, index));
            }
        }
        if named.is_empty() {
            return one;
        }
        let ruled = one.map_or(Choice::Unnamed, |(cluster, _)| Choice::Actor(cluster));
        match self.choose(ruled, |resolver| weighed(resolver.context(), read, &named, ruled)) {
            Choice::Actor(actor) => named.into_iter().chain(one).find(|(cluster, _)| *cluster == actor),
            _ => None,
        }
    }
}

/// Whether a name may be who speaks, whatever the parse says of the words before it: it is a person's, it modifies nothing, it is no
/// example, and one person is not several.
fn can_speak(context: Context<'_>, read: &Phrase, link: &Linked) -> bool {
    let Context { document, discourse, .. } = context;
    let tokens = document.tokens_in(read.span);
    let (start, end) = (link.name.start(), link.name.tokens.end);
    discourse.is_named_person(link.cluster)
        && !read.plural
        && !modifies(document, end, tokens.end.saturating_sub(1))
        && !is_example(document, tokens.start, start)
        && !is_acted_on(document, tokens.start, start)
}

/// Whether a phrase is a name, with its titles and nothing else.
fn is_all(context: Context<'_>, link: usize, read: &Phrase) -> bool {
    let Context { document, names, .. } = context;
    let Some(link) = names.links.get(link) else { return false };
    document.tokens_in(read.span).all(|at| {
        link.name.tokens.contains(&at)
            || link.name.titles.contains(&at)
            || matches!(document.upos(at), Some(Upos::Det | Upos::Punct))
    })
}

/// The actors that a phrase names, and none of them, each with what speaks for it.
fn weighed(context: Context<'_>, read: &Phrase, named: &[(usize, usize)], ruled: Choice) -> Vec<Weighed> {
    let Context { document, names, discourse } = context;
    let tokens = document.tokens_in(read.span);
    let noun = Noun::lower_at(document, read.noun);
    let class = match (noun.is_listed_role(), noun.is_human(), noun.actor_kind(read.plural)) {
        (true, ..) => "role",
        (_, true, _) => "human",
        (_, _, kind) => kind_word(Some(&kind)),
    };
    let people = named.iter().filter(|(cluster, _)| discourse.is_named_person(*cluster)).count().to_string();
    let number = if read.plural { "many" } else { "one" };
    let option = |choice: Choice, link: Option<&Linked>| {
        let mut features = Features::default();
        let by_rule = match (choice == ruled, ruled) {
            (true, _) => "right",
            (false, Choice::Actor(_)) => "wrong",
            (false, _) => "none",
        };
        let kind = match choice {
            Choice::Actor(actor) => kind_word(discourse.actor(actor).and_then(|actor| actor.kind.as_ref())),
            _ => "unnamed",
        };
        features.add("named", &[kind, by_rule]);
        features.add("named people", &[kind, by_rule, &people]);
        features.add("named class", &[kind, class, number, &people]);
        if let Some(link) = link {
            let (start, end) = (link.name.start(), link.name.tokens.end);
            let first = start <= tokens.start;
            let before = match start.checked_sub(1).filter(|_| !first) {
                Some(before) => word_or_tag(document, before),
                None => "first",
            };
            let after = if end >= tokens.end { "last" } else { word_or_tag(document, end) };
            let led = (tokens.start..start)
                .rev()
                .find(|at| document.upos(*at) == Some(Upos::Adp) || document.lower(*at) == ",");
            let led = led.map_or("free", |at| document.lower(at));
            let later = (end..tokens.end).any(|at| names.at(at).is_some());
            let place = if later { "inner" } else { "final" };
            let head = if link.name.tokens.contains(&read.head) { "head" } else { "other" };
            let relation = link
                .name
                .tokens
                .clone()
                .find(|at| document.head(*at).is_none_or(|head| !link.name.tokens.contains(&head)));
            let relation = relation.and_then(|at| document.deprel(at)).map_or("", Deprel::as_str);
            let words = if link.name.tokens.len() > 1 { "words" } else { "word" };
            let capital = document.word(read.noun).chars().next().is_some_and(char::is_uppercase);
            let capital = if capital { "capital" } else { "small" };
            let mut add = |template: &str, with: &[&str]| {
                let mut with = with.to_vec();
                with.insert(0, kind);
                features.add(template, &with);
                with.push(class);
                features.add(template, &with);
            };
            add("named before", &[before]);
            add("named after", &[after]);
            add("named led", &[led]);
            add("named around", &[before, after]);
            add("named led after", &[led, after]);
            add("named led before", &[led, before]);
            add("named place", &[place, led, after]);
            add("named head", &[head, after]);
            add("named relation", &[relation, after]);
            add("named words", &[words, led, after, place]);
            add("named capital", &[capital, before, after]);
        }
        Weighed { choice, features: features.finish(), unshown: false }
    };
    let actors = named.iter().map(|(cluster, link)| option(Choice::Actor(*cluster), names.links.get(*link)));
    actors.chain([option(Choice::Unnamed, None)]).collect()
}

/// A word that only joins or marks, or what part of speech another is.
fn word_or_tag<'d>(document: &'d Document<'_>, at: usize) -> &'d str {
    match document.upos(at) {
        Some(upos @ (Upos::Noun | Upos::Propn | Upos::Adj | Upos::Verb | Upos::Num)) => upos.as_str(),
        _ => document.lower(at),
    }
}

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

/// The actors that a phrase names side by side, and the index of the first name: "Ann Lee and Bo Kim", "China and the United
/// States".
fn group_in(context: Context<'_>, span: Span) -> Option<(Vec<usize>, usize)> {
    let Context { document, names, discourse } = context;
    let alone: Vec<(usize, usize)> = names_alone(context, span)
        .filter(|(_, link)| discourse.is_named(link.cluster))
        .map(|(index, link)| (index, link.cluster))
        .collect();
    let (link, _) = alone.first().copied()?;
    let mut pairs = alone.iter().zip(alone.iter().skip(1));
    let side_by_side = pairs.all(|((a, _), (b, _))| is_coordinated(document, names, *a, *b));
    let mut members: Vec<usize> = alone.into_iter().map(|(_, cluster)| cluster).collect();
    members.dedup();
    (members.len() > 1 && side_by_side).then_some((members, link))
}

/// "a study by Ann Lee": the author that the phrase of a document names, and the index of the name.
fn author_in(context: Context<'_>, read: &Phrase) -> Option<(usize, usize)> {
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
    // Lee", "Ann Lee of Acme and Bo Kim of Baker".
    let mut clause = (first..start).rev().take_while(|before| document.lower(*before) != ",");
    let governor = clause.find(|before| document.upos(*before) == Some(Upos::Adp));
    let parallel = |before: usize| {
        let joined = start.checked_sub(1).is_some_and(|and| document.lower(and) == "and");
        joined && name.tokens.end <= last && document.lower(before) == document.lower(name.tokens.end)
    };
    governor.is_none_or(parallel)
        && !modifies(document, name.tokens.end, last)
        && !is_example(document, first, start)
        && !is_people(document, name)
        && !is_acted_on(document, first, start)
}

/// Whether the name that ends before the token `next` modifies what follows: "Biden administration official", "Lee's
/// lawyer", but not "Lee (D)", "Lee, who".
fn modifies(document: &Document<'_>, next: usize, last: usize) -> bool {
    // "Ann Lee KC"
    let next = next + usize::from(next <= last && is_honour(document, next));
    let word = document.lower(next);
    let noun =
        || matches!(document.upos(next), Some(Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Verb));
    // "The Reuters/Ipsos poll", "the Oslo-based Fund"
    let joins = || matches!(word, "'s" | "'" | "/" | "-") || joins_modifiers(document, next, last);
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
