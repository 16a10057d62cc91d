//! Names: stretches of capitalised words, and what kind of actor each names.

use std::collections::HashSet;
use std::ops::Range;

use crate::lexicon::{Country, CountryWord, Gender, WordClass};
use crate::text::{Document, Upos, Xpos};
use crate::{ActorKind, Span};

use super::capital::{in_headline, is_capitalised, is_day_or_month, name_words};
use super::stretch::{is_suffix, stretch_end};

/// Maximum number of words in a person's name, initials and hyphens counted.
const MAX_PERSON: usize = 7;

/// A name as it stands in the text.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    /// The words of the name itself, without titles.
    pub(crate) tokens: Range<usize>,
    /// The titles directly before it; empty where there are none.
    pub(crate) titles: Range<usize>,
    pub(crate) span: Span,
    /// What it names, as far as its own words and its title tell.
    pub(crate) kind: Option<ActorKind>,
    pub(crate) gender: Option<Gender>,
    /// The country, where the name is one, or the seat of its government.
    pub(crate) country: Option<(CountryWord, Country)>,
    /// Whether a trained engine tells the kind.
    pub(crate) certain: bool,
}

impl Name {
    /// The first token, titles included.
    pub(crate) fn start(&self) -> usize {
        self.titles.start.min(self.tokens.start)
    }
}

/// The names of a text, in order, as far as its words tell. Linear in the number of tokens.
pub(super) fn names(document: &Document<'_>) -> Vec<Name> {
    let words = name_words(document);
    let mut found = Vec::new();
    for sentence in document.sentences() {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let end = stretch_end(document, &words, at, sentence.tokens.end);
            if end > at {
                split(document, at..end, &mut found);
            }
            at = end.max(at + 1);
        }
    }
    cut_headlines(document, found)
}

/// The names with what relays tell of them: whoever passes a statement on is an outlet, where nothing tells what else it is. Its
/// name may be written unlike one, or start with a day: "amaZwi", "The Sunday Gleaner", "Channel 5".
pub(super) fn with_outlets(document: &Document<'_>, mut found: Vec<Name>, relays: &[Span]) -> Vec<Name> {
    let mut unlike: Vec<Name> = Vec::new();
    for relay in relays {
        let relay = document.tokens_in(*relay);
        let last = found.partition_point(|name| name.tokens.start < relay.end);
        let name =
            last.checked_sub(1).filter(|at| found.get(*at).is_some_and(|name| name.tokens.end > relay.start));
        let known = name.and_then(|at| found.get(at)).map(|name| (name.tokens.clone(), name.kind.clone()));
        if let Some((_, Some(kind))) = &known
            && *kind != ActorKind::Outlet
        {
            continue;
        }
        let belongs = |at: &usize| {
            let upos = document.upos(*at);
            upos == Some(Upos::Propn) || document.word(*at).chars().any(char::is_uppercase)
        };
        let number = |at: usize| at < relay.end && document.upos(at) == Some(Upos::Num);
        let end = match &known {
            Some((tokens, _)) => tokens.end + usize::from(number(tokens.end)),
            None => relay.end,
        };
        // No name grows into the one before it.
        let before = last.checked_sub(1 + usize::from(known.is_some())).and_then(|at| found.get(at));
        let floor = relay.start.max(before.map_or(0, |name| name.tokens.end));
        let Some(mut start) = (floor..end).rev().take_while(|at| belongs(at) || number(*at)).last() else {
            continue;
        };
        if document.lower(start) == "the" {
            start += 1;
        }
        let Some(span) = document.token_span(start..end) else { continue };
        let outlet = Name {
            tokens: start..end,
            titles: start..start,
            span,
            kind: Some(ActorKind::Outlet),
            gender: None,
            country: None,
            certain: false,
        };
        match name.and_then(|at| found.get_mut(at)) {
            Some(name) => *name = outlet,
            None => unlike.push(outlet),
        }
    }
    found.append(&mut unlike);
    found.sort_by_key(|name| name.tokens.start);
    // Two statements may have one relay.
    found.dedup_by(|name, before| name.tokens.start < before.tokens.end);
    found
}

/// Cuts the names of headlines down to those that the text has elsewhere. In a headline the verb has a capital as the name
/// before it has: "Ann Lee Vows Repairs".
fn cut_headlines(document: &Document<'_>, found: Vec<Name>) -> Vec<Name> {
    let headline = |name: &Name| in_headline(document, name.tokens.start);
    let words = |tokens: Range<usize>| tokens.map(|at| document.lower(at)).collect::<Vec<_>>().join(" ");
    let mut known: HashSet<String> = HashSet::new();
    for name in found.iter().filter(|name| !headline(name)) {
        let last = name.tokens.end - 1;
        if name.tokens.len() > 1 && matches!(name.kind, None | Some(ActorKind::Person)) {
            known.insert(words(last..last + 1));
        }
        known.insert(words(name.tokens.clone()));
    }
    let mut kept = Vec::with_capacity(found.len());
    for name in found {
        let open = matches!(name.kind, None | Some(ActorKind::Person)) && name.titles.is_empty();
        let tokens = name.tokens.clone();
        if !open || tokens.len() < 2 || !headline(&name) || known.contains(&words(tokens.clone())) {
            kept.push(name);
            continue;
        }
        let before = kept.len();
        let mut at = tokens.start;
        while at < tokens.end {
            let longest = (at + 1..=tokens.end).rev().find(|end| known.contains(&words(at..*end)));
            if let Some(end) = longest {
                // The given name may stand in the headline alone.
                let given = at.checked_sub(1).filter(|before| {
                    *before >= tokens.start && document.lexicon().is_given_name(document.word(*before))
                });
                let start = given.unwrap_or(at);
                store(document, start..start, start..end, &mut kept);
            }
            at = longest.unwrap_or(at + 1);
        }
        // More words than any person's name are a sentence in capitals.
        if kept.len() == before && tokens.len() <= MAX_PERSON {
            kept.push(name);
        }
    }
    kept
}

/// Splits a stretch into the organization before a title, the titles, and the name, and stores what it names.
fn split(document: &Document<'_>, range: Range<usize>, found: &mut Vec<Name>) {
    let lexicon = document.lexicon();
    let word = |token: usize| document.word(token);
    let mut start = range.start;
    // "Russian President Vladimir Putin": the nationality is a word of its own kind.
    while start + 1 < range.end
        && lexicon.is_people(document.lower(start))
        && (lexicon.is_title(word(start + 1)) || lexicon.is_given_name(word(start + 1)))
    {
        start += 1;
    }
    // "Former White House Doctor": nothing is called "Former".
    while start + 1 < range.end && matches!(word(start), "Former" | "Then") {
        start += 1;
    }
    let Some((titles, person)) = titled(document, start..range.end) else {
        let end = without_office(document, start..range.end);
        return store(document, start..start, start..end, found);
    };
    // "White House Press Secretary Ann Lee": the office's house is an actor of its own.
    if start < titles.start {
        store(document, start..start, start..titles.start, found);
    }
    store(document, titles, person..range.end, found);
}

/// Where the name of a body ends that an office follows which nobody is named to hold: "White House Doctor".
pub(super) fn without_office(document: &Document<'_>, range: Range<usize>) -> usize {
    let lexicon = document.lexicon();
    let word = |token: usize| document.word(token);
    let mut end = range.end;
    if end > range.start + 2 && is_headline_verb(document, end - 1) {
        end -= 1;
    }
    while end > range.start + 1 && lexicon.is_title(word(end - 1)) {
        end -= 1;
    }
    while end < range.end && end > range.start + 1 && is_qualifier(document, end - 1) {
        end -= 1;
    }
    let body = (range.start..end).any(|at| lexicon.organization_word(word(at)).is_some());
    if body && is_capitalised(document, end - 1) { end } else { range.end }
}

/// Whether a word goes with the title after it: "Deputy".
pub(super) fn is_qualifier(document: &Document<'_>, token: usize) -> bool {
    document.lexicon().is_written(document.word(token), WordClass::TitleQualifier)
}

/// Whether a word of a headline is a verb of speech: "Vows".
pub(super) fn is_headline_verb(document: &Document<'_>, token: usize) -> bool {
    let lower = document.lower(token);
    document.lexicon().classes(lower).is(WordClass::HeadlineVerb) && in_headline(document, token)
}

/// The titles of a stretch and where the person's name after them starts; `None` where no title stands before a name
/// that can be a person's.
fn titled(document: &Document<'_>, range: Range<usize>) -> Option<(Range<usize>, usize)> {
    let lexicon = document.lexicon();
    let word = |token: usize| document.word(token);
    let is_organization = |token: usize| lexicon.organization_word(word(token)).is_some();
    let last = range.clone().rev().find(|at| lexicon.is_title(word(*at)) && at + 1 < range.end)?;
    let mut person = last + 1;
    // "Secretary of State", "Secretary of Homeland Security": the office goes on up to a given name or past the words
    // of organizations.
    if matches!(document.lower(person), "of" | "for") && person + 2 < range.end {
        person += 2;
        let given = (person..range.end).find(|at| lexicon.is_given_name(word(*at)) && at + 1 < range.end);
        while person + 1 < range.end && given.map_or(is_organization(person), |at| person < at) {
            person += 1;
        }
    }
    let name = person..range.end;
    // "the Queen City", "King County"
    let place = || lexicon.classes(document.lower(range.end - 1)).is(WordClass::PlaceNameEnd);
    // "Former Mayor Says" in a headline
    let verb = || name.len() == 1 && is_headline_verb(document, person);
    let office = || name.clone().any(|at| is_organization(at) || document.lower(at) == "of");
    let is_person =
        name.len() <= MAX_PERSON && (lexicon.is_given_name(word(person)) || !(place() || verb() || office()));
    if name.is_empty() || !is_person {
        return None;
    }
    let belongs = |at: &usize| lexicon.is_title(word(*at)) || is_qualifier(document, *at);
    let start = (range.start..last).rev().take_while(belongs).last().unwrap_or(last);
    Some((start..person, person))
}

/// Classifies a name and stores it.
fn store(document: &Document<'_>, titles: Range<usize>, tokens: Range<usize>, found: &mut Vec<Name>) {
    let Some(span) = document.token_span(tokens.clone()) else { return };
    if titles.is_empty() && names_nobody(document, &tokens) {
        return;
    }
    let written = span.slice(document.text()).unwrap_or_default();
    let country = country(document, &tokens, span);
    let gender = gender(document, &titles, &tokens);
    let kind = kind(document, &titles, &tokens, written, country.map(|(kind, _)| kind));
    found.push(Name { tokens, titles, span, kind, gender, country, certain: false });
}

/// The country that a name is, or the seat of whose government.
pub(super) fn country(
    document: &Document<'_>,
    tokens: &Range<usize>,
    span: Span,
) -> Option<(CountryWord, Country)> {
    let written = span.slice(document.text()).unwrap_or_default();
    // "U.S." is adjective and name alike, so letters alone are the name.
    let abbreviation = tokens.len() == 1 && written.chars().all(|c| c.is_uppercase() || c == '.');
    document.lexicon().country(&written.to_lowercase()).and_then(|(kind, country)| match kind {
        CountryWord::Nationality => abbreviation.then_some((CountryWord::Name, country)),
        kind => Some((kind, country)),
    })
}

/// The gender that titles and a given name tell.
pub(super) fn gender(
    document: &Document<'_>,
    titles: &Range<usize>,
    tokens: &Range<usize>,
) -> Option<Gender> {
    let lexicon = document.lexicon();
    let given = Some(document.word(tokens.start)).filter(|first| lexicon.is_given_name(first));
    let words = titles.clone().map(|token| document.word(token)).chain(given);
    words.into_iter().find_map(|word| lexicon.gender(word))
}

/// Whether a stretch without a title is no name: people by what they are, a title alone, words that name nobody.
fn names_nobody(document: &Document<'_>, tokens: &Range<usize>) -> bool {
    let lexicon = document.lexicon();
    let (word, last) = (document.word(tokens.start), document.lower(tokens.end - 1));
    let people = if tokens.len() == 1 {
        // "Republicans", "Americans"
        document.xpos(tokens.start) == Some(Xpos::Nnps)
            && lexicon.organization_word(word).is_none()
            && !lexicon.is_outlet(word)
    } else {
        // "House Republicans", "Ohio Democrats": people of whom the words before tell which.
        last.ends_with('s') && lexicon.is_people(last) && last.len() > 4
    };
    let common = |token: usize| {
        let lower = document.lower(token);
        lower == "-" || is_day_or_month(lexicon, lower) || lexicon.is_people(lower)
    };
    people || (tokens.len() == 1 && lexicon.is_title(word)) || tokens.clone().all(common)
}

/// The kind of what a name names, as far as its words and those around it tell.
fn kind(
    document: &Document<'_>,
    titles: &Range<usize>,
    tokens: &Range<usize>,
    written: &str,
    country: Option<CountryWord>,
) -> Option<ActorKind> {
    let lexicon = document.lexicon();
    let word = |token: usize| document.word(token);
    if lexicon.is_outlet(written) {
        return Some(ActorKind::Outlet);
    }
    match country {
        Some(CountryWord::Name) => return Some(ActorKind::Government),
        Some(CountryWord::Seat) => return Some(ActorKind::Place),
        _ => {}
    }
    if !titles.is_empty() {
        return Some(ActorKind::Person);
    }
    let next = document.upos(tokens.end);
    let modifies = matches!(next, Some(Upos::Noun | Upos::Adj | Upos::Propn | Upos::Num));
    let article =
        tokens.start.checked_sub(1).is_some_and(|before| document.lower(before) == "the") && !modifies;
    if article && lexicon.classes(&written.to_lowercase()).is(WordClass::Bloc) {
        return Some(ActorKind::Group);
    }
    let given = lexicon.is_given_name(word(tokens.start));
    // "Ann Post" is a person, "the Charlotte Post" is none, and nobody is called "Journal".
    let is_person = given && tokens.len() == 2 && !article && !lexicon.is_never_surname(word(tokens.end - 1));
    if let Some(kind) = kind_of_words(document, tokens).filter(|_| !is_person) {
        return Some(kind);
    }
    if is_acronym(document, tokens, written) {
        return Some(ActorKind::Organization);
    }
    let initial =
        |token: usize| word(token).len() <= 2 && word(token).ends_with('.') || is_suffix(word(token));
    if tokens.len() > 1 && (given || tokens.clone().skip(1).any(initial)) {
        return Some(ActorKind::Person);
    }
    // Persons' names have neither an article nor words in small letters, but for particles.
    let joint = |token: usize| {
        matches!(
            document.lower(token),
            "of" | "for" | "and" | "on" | "in" | "to" | "&" | "against" | "without"
        )
    };
    (article || tokens.clone().any(joint)).then_some(ActorKind::Organization)
}

/// The kind that the last word of organizations tells. "Congress" alone is a name; "News" or "Committee" alone is a title or
/// a heading.
fn kind_of_words(document: &Document<'_>, tokens: &Range<usize>) -> Option<ActorKind> {
    let kinds = |token: usize| document.lexicon().organization_word(document.word(token));
    let kind = tokens.clone().rev().find_map(kinds)?;
    (tokens.len() > 1 || kind == ActorKind::Government).then_some(kind)
}

/// Whether a name is one word of two to six capitals among words that have small letters: "OSCE". A headline in capitals
/// tells nothing.
fn is_acronym(document: &Document<'_>, tokens: &Range<usize>, written: &str) -> bool {
    let capitals = written.chars().filter(|c| c.is_uppercase()).count();
    let letters = written.chars().filter(|c| c.is_alphabetic()).count();
    let at = tokens.start;
    if tokens.len() != 1 || letters != capitals || !(2..=6).contains(&letters) {
        return false;
    }
    let sentence = document.sentence_of(at).and_then(|index| document.sentences().get(index));
    sentence.is_none_or(|sentence| {
        let mut near = sentence.tokens.start.max(at.saturating_sub(4))..sentence.tokens.end.min(at + 5);
        near.any(|other| document.word(other).chars().any(char::is_lowercase))
    })
}
