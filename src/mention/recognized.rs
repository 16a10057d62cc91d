//! Names that a trained engine found: the titles before them, and what the lexicon knows of countries.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::attribution::{FoundName, NameKind};
use crate::lexicon::{Classes, CountryWord, WordClass};
use crate::text::{Deprel, Document, Upos, Xpos};
use crate::{ActorKind, Span};

use super::capital::{in_headline, is_capitalised};
use super::name::{Name, country, gender, is_headline_verb, is_qualifier, without_office};
use super::noun::Noun;
use super::stretch::is_suffix;

/// Maximum number of words in a name that is listed.
const MAX_LISTED: usize = 5;

/// Length in bytes that no particle of a surname reaches: "al", "El", "Ben".
const MAX_PARTICLE: usize = 4;

/// Maximum number of words of an office after its "of" or "for".
const MAX_OFFICE: usize = 6;

/// The names of a text, in order. Linear in the number of names.
pub(super) fn names(document: &Document<'_>, found: &[FoundName]) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::with_capacity(found.len());
    let mut person_end = 0;
    let mut free = 0;
    let surnames = surnames(document, found);
    let nobody = no_people(document, found, &surnames);
    for one in found {
        names.extend(listed(document, free..one.tokens.start, &surnames));
        free = one.tokens.end;
        let before = names.last().map_or(0, |name| name.tokens.end);
        let other = written(document, &one.tokens).and_then(|written| nobody.get(written));
        let kind = other.filter(|_| one.kind == NameKind::Person).copied().unwrap_or(one.kind);
        // One character is an initial at most.
        if written(document, &one.tokens).is_none_or(|written| written.chars().nth(1).is_none()) {
            continue;
        }
        let Some(name) = name(document, (&one.tokens, kind), &surnames, before, person_end) else { continue };
        if name.kind == Some(ActorKind::Person) {
            person_end = name.tokens.end;
        }
        names.push(name);
    }
    names.extend(listed(document, free..document.tokens().len(), &surnames));
    names
}

/// What names are that the engine takes for people's, and that one of their places shows to be none: "at Lund", "in Lund", "Lund, which".
/// In the project's corpus some 700 names stand so, of which five are people's.
fn no_people<'d>(
    document: &'d Document<'_>,
    found: &[FoundName],
    surnames: &HashSet<&str>,
) -> HashMap<&'d str, NameKind> {
    let mut kinds: HashMap<&str, Option<NameKind>> = HashMap::new();
    for one in found.iter().filter(|one| one.kind == NameKind::Person) {
        let (start, end) = (one.tokens.start, one.tokens.end);
        let before = start.checked_sub(1);
        let lexicon = document.lexicon();
        let word = before.map_or("", |before| document.lower(before));
        let titled = before.is_some_and(|before| lexicon.is_title(document.word(before)));
        let owns = matches!(document.lower(end), "'s" | "’s" | "'");
        let which = document.lower(end) == "," && document.lower(end + 1) == "which";
        let full = one.tokens.len() == 1 && surnames.contains(document.lower(start));
        let given = one.tokens.len() > 1 && lexicon.is_given_name(document.word(start));
        let shown = match word {
            _ if titled || full || given => Some(None),
            _ if owns => None,
            "in" | "near" | "outside" | "across" => Some(Some(NameKind::Place)),
            "at" => Some(Some(NameKind::Organization)),
            _ if which => Some(Some(NameKind::Organization)),
            _ => None,
        };
        if let (Some(written), Some(shown)) = (written(document, &one.tokens), shown) {
            // A title settles it.
            let kind = kinds.entry(written).or_insert(shown);
            *kind = kind.filter(|_| shown.is_some());
        }
    }
    kinds.into_iter().filter_map(|(name, kind)| Some((name, kind?))).collect()
}

fn written<'d>(document: &'d Document<'_>, tokens: &Range<usize>) -> Option<&'d str> {
    document.token_span(tokens.clone())?.slice(document.text())
}

/// The last words of names of people in full.
fn surnames<'d>(document: &'d Document<'_>, found: &[FoundName]) -> HashSet<&'d str> {
    let full = found.iter().filter(|one| one.kind == NameKind::Person && one.tokens.len() > 1);
    full.map(|one| document.lower(one.tokens.end - 1)).collect()
}

/// Whether a name is "Al-Burhan", where somebody is named so in full: with a capital at the start of a sentence it looks like a name of
/// another kind.
fn is_hyphenated_surname(document: &Document<'_>, tokens: &Range<usize>, surnames: &HashSet<&str>) -> bool {
    let joined = tokens.len() == 3 && document.lower(tokens.start + 1) == "-";
    joined
        && document.word(tokens.start).len() < MAX_PARTICLE
        && surnames.contains(document.lower(tokens.end - 1))
}

/// Adds the first words of a person's name that the parse joins to it: "Abdel" in "Abdel Fattah al-Burhan".
fn extend_person(document: &Document<'_>, tokens: &mut Range<usize>, before: usize) {
    let first = document.head(tokens.start).filter(|_| document.is(tokens.start, Deprel::Flat));
    let Some(first) = first.filter(|first| (before..tokens.start).contains(first)) else { return };
    // No word that the lexicon knows for anything: "Evidence Leader Ann Lee".
    let part = |at: usize| {
        let known = document.lexicon().classes(document.lower(at));
        document.upos(at) == Some(Upos::Propn)
            && is_capitalised(document, at)
            && known.without(Classes::of(&[WordClass::GivenName, WordClass::Surname])).is_empty()
            && !document.lexicon().is_title(document.word(at))
            && !Noun::lower_at(document, at).is_role()
    };
    // "Secretary of State Ann Lee"
    let of = first.checked_sub(1).is_some_and(|before| document.upos(before) == Some(Upos::Adp));
    if !of && (first..tokens.start).all(part) {
        tokens.start = first;
    }
}

/// The names among tokens that are in no other name: countries and outlets that the lexicon lists, and surnames of people whom the
/// article names in full. The engine may not know them all.
fn listed(document: &Document<'_>, free: Range<usize>, surnames: &HashSet<&str>) -> Vec<Name> {
    let mut found = Vec::new();
    let mut at = free.start;
    while at < free.end {
        let proper = matches!(document.xpos(at), Some(Xpos::Nnp | Xpos::Nnps));
        let name = |end: usize| {
            let tokens = at..end;
            let span = document.token_span(tokens.clone())?;
            let country = country(document, &tokens, span).filter(|(word, _)| *word == CountryWord::Name);
            let kind = match country {
                Some(_) => ActorKind::Government,
                None if proper && document.lexicon().is_outlet(span.slice(document.text())?) => {
                    ActorKind::Outlet
                }
                None => return None,
            };
            Some(Name {
                tokens,
                titles: at..at,
                span,
                kind: Some(kind),
                gender: None,
                country,
                certain: true,
            })
        };
        let ends =
            (at + 1..=free.end.min(at + MAX_LISTED)).rev().filter(|end| is_capitalised(document, end - 1));
        let name = if is_capitalised(document, at) { ends.into_iter().find_map(name) } else { None };
        let name = name.filter(|_| proper || !in_headline(document, at));
        let name = name.or_else(|| surname(document, at, free.start, surnames));
        at = name.as_ref().map_or(at + 1, |name| name.tokens.end);
        found.extend(name);
    }
    found
}

/// The surname at a token, of somebody whom the article names in full: "Price, a driver, said". A sentence's first word may look like a
/// common noun, and is a name where it is somebody without an article.
fn surname(document: &Document<'_>, at: usize, floor: usize, surnames: &HashSet<&str>) -> Option<Name> {
    if !is_capitalised(document, at) || !surnames.contains(document.lower(at)) || in_headline(document, at) {
        return None;
    }
    let subject = document.is(at, Deprel::Nsubj) && document.child(at, Deprel::Det).is_none();
    if document.upos(at) != Some(Upos::Propn) && !subject {
        return None;
    }
    // "Al-Burhan"
    let particle = at.checked_sub(2).filter(|start| {
        let joined = document.lower(at - 1) == "-" && is_capitalised(document, *start);
        *start >= floor && joined && document.word(*start).len() < MAX_PARTICLE
    });
    let tokens = particle.unwrap_or(at)..at + 1;
    let span = document.token_span(tokens.clone())?;
    let (titles, kind) = (tokens.start..tokens.start, Some(ActorKind::Person));
    Some(Name { tokens, titles, span, kind, gender: None, country: None, certain: true })
}

/// A name that was found. `surnames` are those of people who are named in full; `before` is where the last name ends, `person_end` where the last person's does.
fn name(
    document: &Document<'_>,
    (found, found_kind): (&Range<usize>, NameKind),
    surnames: &HashSet<&str>,
    before: usize,
    person_end: usize,
) -> Option<Name> {
    let mut tokens = found.clone();
    if tokens.len() > 1 && document.lower(tokens.start) == "the" {
        tokens.start += 1;
    }
    if is_office(document, tokens.clone()) || is_people(document, tokens.clone()) {
        return None;
    }
    let surname = || tokens.len() > 1 || surnames.contains(document.lower(tokens.start));
    let listed = document.token_span(tokens.clone()).and_then(|span| known(document, span));
    let listed = listed.filter(|kind| match found_kind {
        NameKind::Person => !surname(),
        _ => *kind == ActorKind::Outlet,
    });
    let person = is_hyphenated_surname(document, &tokens, surnames) || is_honoured(document, &tokens);
    let found_kind = if person { NameKind::Person } else { found_kind };
    let is_person = found_kind == NameKind::Person && listed.is_none();
    let mut titles = tokens.start..tokens.start;
    if tokens.len() > 1 && is_headline_verb(document, tokens.end - 1) {
        tokens.end -= 1;
    }
    if !is_person {
        tokens.end = without_office(document, tokens.clone());
    }
    if is_person {
        extend_person(document, &mut tokens, before);
        trim_person(document, &mut tokens);
        titles = self::titles(document, tokens.start, before, person_end);
    }
    let span = document.token_span(tokens.clone())?;
    let gender = gender(document, &titles, &tokens).filter(|_| is_person);
    let country = country(document, &tokens, span).filter(|(word, _)| match word {
        _ if is_person => false,
        CountryWord::Seat => !is_located(document, &tokens),
        _ => true,
    });
    let kind = listed
        .filter(|_| country.is_none())
        .unwrap_or_else(|| kind(document, found_kind, &tokens, span, country.map(|(word, _)| word)));
    let kind = Some(kind);
    Some(Name { tokens, titles, span, kind, gender, country, certain: true })
}

/// The kind under which the lexicon lists a name, if it is no word of people's names.
fn known(document: &Document<'_>, span: Span) -> Option<ActorKind> {
    const BODIES: Classes = Classes::of(&[WordClass::Named, WordClass::Institution, WordClass::Organization]);
    const PEOPLE: Classes = Classes::of(&[WordClass::Surname, WordClass::GivenName]);
    let (lexicon, name) = (document.lexicon(), span.slice(document.text())?);
    match () {
        () if lexicon.is_outlet(name) => Some(ActorKind::Outlet),
        () if lexicon.knows_any(name, PEOPLE)
            || lexicon.classes(&name.to_lowercase()).is(WordClass::Bloc) =>
        {
            None
        }
        () if lexicon.knows_any(name, BODIES) => Some(ActorKind::Organization),
        () => None,
    }
}

/// Cuts titles before and honours behind a person's name: "Miss Lee", "Ann Lee QC".
fn trim_person(document: &Document<'_>, tokens: &mut Range<usize>) {
    let lexicon = document.lexicon();
    let title = |at: usize| lexicon.is_title(document.word(at)) && !lexicon.is_given_name(document.word(at));
    while tokens.len() > 1 && title(tokens.start) {
        tokens.start += 1;
    }
    while tokens.len() > 1 && is_honour(document, tokens.end - 1) {
        tokens.end -= 1;
    }
}

/// Whether a word is letters behind a name: "Ann Lee QC". A football club may have them as well.
pub(crate) fn is_honour(document: &Document<'_>, at: usize) -> bool {
    let shouted = |at: usize| document.word(at).chars().all(char::is_uppercase);
    let word = document.word(at);
    let honour = (2..=3).contains(&word.len()) && shouted(at) && !is_suffix(word);
    honour && at.checked_sub(1).is_some_and(|before| is_capitalised(document, before) && !shouted(before))
}

/// Whether a name is somebody's with letters behind it: what the person is stands before, or a given name comes first.
fn is_honoured(document: &Document<'_>, tokens: &Range<usize>) -> bool {
    let before = |at: usize| {
        document.lexicon().is_title(document.word(at))
            || (document.upos(at) == Some(Upos::Noun) && Noun::lower_at(document, at).is_listed_role())
    };
    let first = document.word(tokens.start);
    let person = document.lexicon().is_given_name(first)
        || document.lexicon().is_title(first)
        || tokens.start.checked_sub(1).is_some_and(before);
    tokens.len() > 2 && is_honour(document, tokens.end - 1) && person
}

/// Whether words tell of people what they are: "Israeli", "House Republicans", a headline's "Rural Lawmakers".
fn is_people(document: &Document<'_>, mut tokens: Range<usize>) -> bool {
    let people = |at: usize| {
        let word = document.word(at);
        let abbreviation = word.len() > 1 && word.chars().all(char::is_uppercase);
        !abbreviation && document.lexicon().is_people(document.lower(at))
    };
    let last = document.lower(tokens.end - 1);
    let role = || in_headline(document, tokens.start) && document.lexicon().knows(last, WordClass::Role);
    let several = last.ends_with('s') && last.len() > 4 && (people(tokens.end - 1) || role());
    // "Nurses said": the capital is the sentence's.
    let noun =
        tokens.len() == 1 && is_first(document, tokens.start) && is_plural_noun(document, tokens.start);
    several || noun || tokens.all(people)
}

/// Whether a sentence starts with a word.
fn is_first(document: &Document<'_>, at: usize) -> bool {
    let sentence = document.sentence_of(at).and_then(|at| document.sentences().get(at));
    sentence.is_some_and(|one| (one.tokens.start..at).all(|at| document.upos(at) == Some(Upos::Punct)))
}

fn is_plural_noun(document: &Document<'_>, at: usize) -> bool {
    document.xpos(at) == Some(Xpos::Nns) && Noun::lower_at(document, at).is_role()
}

/// Whether something is in a place, so that it acts for no government: "in Moscow", "the Moscow-based group", "MOSCOW — ".
fn is_located(document: &Document<'_>, tokens: &Range<usize>) -> bool {
    let before = tokens.start.checked_sub(1).map(|before| document.lower(before));
    let shouted = document.word(tokens.start).chars().all(char::is_uppercase);
    let first = || {
        document.paragraph_of(tokens.start)
            != tokens.start.checked_sub(1).and_then(|at| document.paragraph_of(at))
    };
    matches!(before, Some("in" | "at" | "near" | "outside" | "around" | "across" | "through" | "from"))
        || (document.lower(tokens.end) == "-" && document.lower(tokens.end + 1) == "based")
        || (shouted && first())
}

/// Whether words are an office alone, which names nobody: "Prime Minister", "Attorney General", "Bishop of Leeds",
/// "Democrat of Maine".
fn is_office(document: &Document<'_>, mut tokens: Range<usize>) -> bool {
    let lexicon = document.lexicon();
    let title = |at: usize| lexicon.is_title(document.word(at)) || lexicon.is_people(document.lower(at));
    let rest = tokens.clone().find(|at| !title(*at) && !is_qualifier(document, *at)).unwrap_or(tokens.end);
    let of = rest == tokens.end || matches!(document.lower(rest), "of" | "for");
    of && (tokens.start..rest).any(title) && tokens.next().is_some()
}

/// The titles before the name that starts at a token.
fn titles(document: &Document<'_>, start: usize, before: usize, person_end: usize) -> Range<usize> {
    let title = |at: usize| document.lexicon().is_title(document.word(at));
    let belongs = |at: &usize| title(*at) || is_qualifier(document, *at);
    let sentence = document.sentence_of(start).and_then(|at| document.sentences().get(at));
    let floor = sentence.map_or(0, |sentence| sentence.tokens.start);
    // "Secretary of State Ann Lee"
    let inside = |at: &usize| {
        is_capitalised(document, *at)
            || matches!(document.lower(*at), "of" | "for" | "and" | "the" | "&" | ",")
    };
    let office = (floor.max(person_end)..start).rev().take(MAX_OFFICE).take_while(inside);
    let joint = |at: &usize| matches!(document.lower(*at), "of" | "for");
    let joint = office.filter(joint).last().filter(|at| *at > floor && title(at - 1));
    let end = joint.unwrap_or(start);
    let floor = if joint.is_some() { floor.max(person_end) } else { floor.max(before) };
    let first = (floor..end).rev().take_while(belongs).last().unwrap_or(end);
    if (first..end).any(title) { first..start } else { start..start }
}

fn kind(
    document: &Document<'_>,
    found: NameKind,
    tokens: &Range<usize>,
    span: Span,
    country: Option<CountryWord>,
) -> ActorKind {
    let lexicon = document.lexicon();
    match country {
        Some(CountryWord::Name) => return ActorKind::Government,
        Some(CountryWord::Seat) => return ActorKind::Place,
        _ => {}
    }
    let written = span.slice(document.text()).unwrap_or_default();
    let word = || tokens.clone().rev().find_map(|at| lexicon.organization_word(document.word(at)));
    match found {
        NameKind::Person => ActorKind::Person,
        NameKind::Outlet => ActorKind::Outlet,
        NameKind::Organization | NameKind::Place
            if lexicon.classes(&written.to_lowercase()).is(WordClass::Bloc) =>
        {
            ActorKind::Group
        }
        NameKind::Organization => match word() {
            Some(kind @ (ActorKind::Government | ActorKind::Outlet)) => kind,
            _ => ActorKind::Organization,
        },
        NameKind::Place => ActorKind::Place,
        NameKind::Other => {
            word().filter(|kind| *kind == ActorKind::Document).unwrap_or_else(|| "other".into())
        }
    }
}

#[cfg(all(test, feature = "embedded-model"))]
mod tests {
    use super::*;
    use crate::text::syntax::LanguageModel;

    /// Titles, name and kind of what is found as a name of a kind.
    fn read(text: &str, found: &[(&str, NameKind)]) -> Vec<(String, String, ActorKind)> {
        let document = Document::parse(text, LanguageModel::embedded());
        let tokens = |name: &str| {
            let start = text.find(name).unwrap_or_default();
            document.tokens_in(Span::between(start, start + name.len()))
        };
        let found: Vec<FoundName> =
            found.iter().map(|(name, kind)| FoundName { tokens: tokens(name), kind: *kind }).collect();
        let written = |tokens| {
            document.token_span(tokens).and_then(|span| span.slice(text)).unwrap_or_default().to_owned()
        };
        let names = names(&document, &found).into_iter();
        names
            .map(|name| (written(name.titles), written(name.tokens), name.kind.unwrap_or(ActorKind::Group)))
            .collect()
    }

    fn person(titles: &str, name: &str) -> (String, String, ActorKind) {
        (titles.to_owned(), name.to_owned(), ActorKind::Person)
    }

    #[test]
    fn titles_stand_before_names() {
        let found = [("White House", NameKind::Organization), ("Ann Lee", NameKind::Person)];
        let read_names = read("White House Press Secretary Ann Lee left.", &found);
        assert_eq!(read_names[0].1, "White House");
        assert_eq!(read_names[1], person("Press Secretary", "Ann Lee"));
        let state = read("On Monday Secretary of State Ann Lee left.", &[("Ann Lee", NameKind::Person)]);
        assert_eq!(state, [person("Secretary of State", "Ann Lee")]);
        assert_eq!(read("So Mr Lee left.", &[("Mr Lee", NameKind::Person)]), [person("Mr", "Lee")]);
        assert_eq!(read("Ann Lee QC left.", &[("Ann Lee QC", NameKind::Person)]), [person("", "Ann Lee")]);
    }

    #[test]
    fn offices_and_nationalities_are_no_names() {
        let no_name = |text: &str, name: &str| read(text, &[(name, NameKind::Organization)]).is_empty();
        assert!(no_name("The Prime Minister left.", "Prime Minister"));
        assert!(no_name("The Attorney General left.", "Attorney General"));
        assert!(no_name("The Bishop of Leeds left.", "Bishop of Leeds"));
        assert!(no_name("An Israeli official left.", "Israeli"));
    }

    #[test]
    fn countries_are_governments_and_places_are_places() {
        let kinds = |text: &str, found: &[(&str, NameKind)]| -> Vec<ActorKind> {
            read(text, found).into_iter().map(|(_, _, kind)| kind).collect()
        };
        assert_eq!(
            kinds("France warned Springfield.", &[("Springfield", NameKind::Place)]),
            [ActorKind::Government, ActorKind::Place]
        );
        assert_eq!(kinds("Jordan, 51, left.", &[("Jordan", NameKind::Person)]), [ActorKind::Person]);
    }
}
