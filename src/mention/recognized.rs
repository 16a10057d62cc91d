//! Names that a trained engine found: the titles before them, and what the lexicon knows of countries.

use std::collections::HashSet;
use std::ops::Range;

use crate::attribution::{FoundName, NameKind};
use crate::lexicon::{Classes, CountryWord, WordClass};
use crate::text::{Document, Xpos};
use crate::{ActorKind, Span};

use super::capital::{in_headline, is_capitalised};
use super::name::{Name, country, gender, is_headline_verb, is_qualifier, without_office};
use super::stretch::is_suffix;

/// Maximum number of words in a name that is listed.
const MAX_LISTED: usize = 5;

/// Maximum number of words of an office after its "of" or "for".
const MAX_OFFICE: usize = 6;

/// The names of a text, in order. Linear in the number of names.
pub(super) fn names(document: &Document<'_>, found: &[FoundName]) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::with_capacity(found.len());
    let mut person_end = 0;
    let mut free = 0;
    let surnames = surnames(document, found);
    for one in found {
        names.extend(listed(document, free..one.tokens.start));
        free = one.tokens.end;
        let before = names.last().map_or(0, |name| name.tokens.end);
        let Some(name) = name(document, one, &surnames, before, person_end) else { continue };
        if name.kind == Some(ActorKind::Person) {
            person_end = name.tokens.end;
        }
        names.push(name);
    }
    names.extend(listed(document, free..document.tokens().len()));
    names
}

/// The last words of names of people in full.
fn surnames<'d>(document: &'d Document<'_>, found: &[FoundName]) -> HashSet<&'d str> {
    let full = found.iter().filter(|one| one.kind == NameKind::Person && one.tokens.len() > 1);
    full.map(|one| document.lower(one.tokens.end - 1)).collect()
}

/// The names of countries and outlets that the lexicon lists among tokens that are in no other name. The engine may not know them
/// all.
fn listed(document: &Document<'_>, free: Range<usize>) -> Vec<Name> {
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
        at = name.as_ref().map_or(at + 1, |name| name.tokens.end);
        found.extend(name);
    }
    found
}

/// A name that was found. `surnames` are those of people who are named in full; `before` is where the last name ends, `person_end` where the last person's does.
fn name(
    document: &Document<'_>,
    found: &FoundName,
    surnames: &HashSet<&str>,
    before: usize,
    person_end: usize,
) -> Option<Name> {
    let mut tokens = found.tokens.clone();
    if tokens.len() > 1 && document.lower(tokens.start) == "the" {
        tokens.start += 1;
    }
    if is_office(document, tokens.clone()) || is_people(document, tokens.clone()) {
        return None;
    }
    let surname = || tokens.len() > 1 || surnames.contains(document.lower(tokens.start));
    let listed = document.token_span(tokens.clone()).and_then(|span| known(document, span));
    let listed = listed.filter(|kind| match found.kind {
        NameKind::Person => !surname(),
        _ => *kind == ActorKind::Outlet,
    });
    let is_person = found.kind == NameKind::Person && listed.is_none();
    let mut titles = tokens.start..tokens.start;
    if tokens.len() > 1 && is_headline_verb(document, tokens.end - 1) {
        tokens.end -= 1;
    }
    if !is_person {
        tokens.end = without_office(document, tokens.clone());
    }
    if is_person {
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
        .unwrap_or_else(|| kind(document, found.kind, &tokens, span, country.map(|(word, _)| word)));
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
    let shouted = |at: usize| document.word(at).chars().all(char::is_uppercase);
    let honour = |at: usize| {
        (2..=3).contains(&document.word(at).len()) && shouted(at) && !is_suffix(document.word(at))
    };
    while tokens.len() > 1 && honour(tokens.end - 1) && !shouted(tokens.end - 2) {
        tokens.end -= 1;
    }
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
    several || tokens.all(people)
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
