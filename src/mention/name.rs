//! Names: stretches of capitalised words, and what kind of actor each names.

use std::collections::HashSet;
use std::ops::Range;

use super::lexicon::{CountryWord, Gender, NameLexicon};
use crate::text::{Document, Upos, Xpos};
use crate::{ActorKind, Span};

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
    pub(crate) country: Option<(CountryWord, &'static str)>,
}

/// The names of a text, in order. Linear in the number of tokens.
pub(crate) fn names(document: &Document<'_>) -> Vec<Name> {
    let lexicon = NameLexicon::standard();
    let words = name_words(document, lexicon);
    let mut found = Vec::new();
    for sentence in document.sentences() {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let end = stretch(document, lexicon, &words, at, sentence.tokens.end);
            if end > at {
                split(document, lexicon, at..end, &mut found);
            }
            at = end.max(at + 1);
        }
    }
    found
}

/// For each token whether it can be a word of a name.
///
/// English writes names with capitals, so a capital inside a sentence counts for more than the tagger, which has not
/// seen most names of the news. Where a capital tells nothing (at the start of a sentence, in a headline), the tag
/// decides, or that the article writes the word with a capital elsewhere.
fn name_words(document: &Document<'_>, lexicon: &NameLexicon) -> Vec<bool> {
    let mut words = vec![false; document.tokens().len()];
    let mut known: HashSet<&str> = HashSet::new();
    let mut undecided = Vec::new();
    for sentence in document.sentences() {
        let telling = capitals_tell(document, &sentence.tokens);
        let mut initial = true;
        for at in sentence.tokens.clone() {
            let Some(token) = document.tokens().get(at) else { continue };
            let capital = document.word(at).starts_with(char::is_uppercase);
            let proper = matches!(token.xpos, Xpos::Nnp | Xpos::Nnps) || token.upos == Upos::Propn;
            let open = matches!(token.upos, Upos::Noun | Upos::Adj | Upos::Verb | Upos::X | Upos::Adv | Upos::Intj);
            // Letters alone are a name wherever they stand: "NATO".
            let letters = document.word(at).len() > 1 && document.word(at).chars().all(char::is_uppercase);
            let name = if telling && capital && (!initial || letters) {
                (proper || open) && !is_common(document, at, lexicon, proper)
            } else {
                proper && (capital || document.word(at).starts_with(|c: char| c.is_ascii_digit()))
            };
            if name && telling && !initial {
                known.insert(document.word(at));
            } else if !name && capital && open {
                undecided.push(at);
            }
            if let Some(slot) = words.get_mut(at) {
                *slot = name;
            }
            initial = match token.upos {
                Upos::Punct => initial || matches!(document.lower(at), "\"" | "'" | ":" | "-" | "(" | "["),
                _ => false,
            };
        }
    }
    for at in undecided {
        if let Some(slot) = words.get_mut(at) {
            *slot = known.contains(document.word(at));
        }
    }
    words
}

/// Whether capitals set names apart in a sentence: not where most words have one.
fn capitals_tell(document: &Document<'_>, tokens: &Range<usize>) -> bool {
    let (mut lower, mut upper) = (0, 0);
    for word in tokens.clone().map(|at| document.word(at)) {
        // Short words stay small in headlines as well.
        lower += usize::from(word.len() > 3 && word.starts_with(char::is_lowercase));
        upper += usize::from(word.len() > 3 && word.starts_with(char::is_uppercase));
    }
    // A sentence full of names still has verbs and nouns of its own.
    lower * 3 >= upper || tokens.len() < 4
}

/// Capitalised words that name nobody: nationalities before a noun, days and months.
fn is_common(document: &Document<'_>, at: usize, lexicon: &NameLexicon, proper: bool) -> bool {
    let lower = document.lower(at);
    let nationality = lexicon.country(lower).is_some_and(|(kind, _)| kind == CountryWord::Nationality);
    (nationality && !proper) || is_calendar_word(lower)
}

/// Days and months. "May" and "March" are names as well, but only behind another name word or a title.
fn is_calendar_word(lower: &str) -> bool {
    let stem = lower.trim_end_matches('.');
    matches!(
        stem,
        "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday" | "january" | "february"
            | "march" | "april" | "may" | "june" | "july" | "august" | "september" | "october" | "november" | "december"
            | "jan" | "feb" | "mar" | "apr" | "jun" | "jul" | "aug" | "sep" | "sept" | "oct" | "nov" | "dec" | "mon"
            | "tue" | "tues" | "wed" | "thu" | "thurs" | "fri"
    )
}

/// Where a stretch of name words that starts at `start` ends. "of", "for", "and" and the like join two stretches
/// where the first names an office or an organization: "Department of Justice", "University of Texas".
fn stretch(
    document: &Document<'_>,
    lexicon: &NameLexicon,
    words: &[bool],
    start: usize,
    limit: usize,
) -> usize {
    let is_name_word = |at: usize| words.get(at).copied().unwrap_or(false);
    let mut end = start;
    let mut joins = false;
    while end < limit {
        if is_name_word(end) {
            joins |= lexicon.organization_word(document.word(end)).is_some() || lexicon.is_title(document.word(end));
            end += 1;
            continue;
        }
        let lower = document.lower(end);
        let hyphen = lower == "-" && end > start;
        let particle = end > start && matches!(lower, "al" | "bin" | "de" | "del" | "der" | "di" | "la" | "van" | "von" | "el" | "ibn");
        let joint = joins && end > start && matches!(lower, "of" | "for" | "and" | "on" | "the" | "in" | "&");
        // A joint takes one more word along ("of the"), and only where a name word follows.
        let next = match (joint, document.lower(end + 1)) {
            (true, "the") => end + 2,
            _ => end + 1,
        };
        // "and" joins two names as often as it joins the words of one: only inside "... for Security and
        // Cooperation in ..." does a later "in" or "of" show that the name goes on.
        let one_name = lower != "and"
            || (is_name_word(next) && matches!(document.lower(next + 1), "in" | "of" | "for"));
        let in_name = lower != "in" || document.lower(end.saturating_sub(1)).len() > 2;
        if (hyphen || particle || (joint && one_name && in_name)) && next < limit && is_name_word(next) {
            end = next + 1;
        } else {
            break;
        }
    }
    // A joint never ends a name.
    end
}

/// Splits a stretch into titles and name, classifies, and stores it.
fn split(document: &Document<'_>, lexicon: &NameLexicon, range: Range<usize>, found: &mut Vec<Name>) {
    let word = |token: usize| document.word(token);
    let mut start = range.start;
    // "Russian President Vladimir Putin": the nationality is a word of its own kind, and tagged as a name at times.
    while start + 1 < range.end
        && lexicon.country(document.lower(start)).is_some_and(|(kind, _)| kind == CountryWord::Nationality)
        && (lexicon.is_title(word(start + 1)) || lexicon.is_given_name(word(start + 1)))
    {
        start += 1;
    }
    let titles_start = start;
    while start < range.end
        && lexicon.is_title(word(start))
        && (start + 1 < range.end || start == titles_start)
        && range.clone().skip(start + 1 - range.start).all(|token| lexicon.organization_word(word(token)).is_none())
    {
        start += 1;
        // "Secretary of State": an office goes on.
        if matches!(document.lower(start), "of" | "for") && start + 2 < range.end {
            start += 2;
        }
    }
    let titles = titles_start..start;
    let tokens = start..range.end;
    let (Some(first), Some(last)) = (document.tokens().get(tokens.start), document.tokens().get(range.end - 1)) else {
        return;
    };
    let calendar = tokens.clone().all(|token| is_calendar_word(document.lower(token)));
    // "Republicans", "Americans" are people without a name, and so is a title alone.
    let people = tokens.len() == 1 && first.xpos == Xpos::Nnps && lexicon.organization_word(word(tokens.start)).is_none();
    if tokens.is_empty() || (calendar && titles.is_empty()) || people {
        return;
    }
    let span = Span::between(first.span.start(), last.span.end());
    let written = span.slice(document.text()).unwrap_or_default();
    let lower = written.to_lowercase();
    // "U.S." is adjective and name alike, so letters alone are the name.
    let abbreviation = tokens.len() == 1 && written.chars().all(|c| c.is_uppercase() || c == '.');
    let country = lexicon.country(&lower).and_then(|(kind, country)| match kind {
        CountryWord::Nationality => abbreviation.then_some((CountryWord::Name, country)),
        kind => Some((kind, country)),
    });
    let given = lexicon.is_given_name(word(tokens.start));
    let gender = titles
        .clone()
        .find_map(|token| lexicon.gender(word(token)))
        .or_else(|| if given { lexicon.gender(word(tokens.start)) } else { None });
    let kind = kind(document, lexicon, &titles, &tokens, written, country.map(|(kind, _)| kind));
    found.push(Name { tokens, titles, span, kind, gender, country });
}

fn kind(
    document: &Document<'_>,
    lexicon: &NameLexicon,
    titles: &Range<usize>,
    tokens: &Range<usize>,
    written: &str,
    country: Option<CountryWord>,
) -> Option<ActorKind> {
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
    let article = tokens.start.checked_sub(1).is_some_and(|before| document.lower(before) == "the");
    if article && lexicon.is_group(&written.to_lowercase()) {
        return Some(ActorKind::Group);
    }
    let last = word(tokens.end - 1);
    let by_words = lexicon
        .organization_word(last)
        .or_else(|| tokens.clone().rev().find_map(|token| lexicon.organization_word(word(token))));
    let given = lexicon.is_given_name(word(tokens.start));
    if let Some(kind) = by_words.filter(|_| tokens.len() > 1 && !(given && tokens.len() == 2)) {
        return Some(kind.clone());
    }
    let capitals = written.chars().filter(|c| c.is_uppercase()).count();
    let letters = written.chars().filter(|c| c.is_alphabetic()).count();
    if tokens.len() == 1 && letters == capitals && (2..=6).contains(&letters) && shouts_alone(document, tokens.start) {
        return Some(ActorKind::Organization);
    }
    let initial = |token: usize| word(token).len() <= 4 && word(token).ends_with('.');
    if tokens.len() > 1 && (given || tokens.clone().skip(1).any(initial)) {
        return Some(ActorKind::Person);
    }
    None
}

/// Whether a word in capitals stands among words that are not: a headline in capitals tells nothing.
fn shouts_alone(document: &Document<'_>, token: usize) -> bool {
    let Some(sentence) = document.sentence_of(token).and_then(|index| document.sentences().get(index)) else {
        return true;
    };
    let near = sentence.tokens.start.max(token.saturating_sub(4))..sentence.tokens.end.min(token + 5);
    near.into_iter().any(|other| document.word(other).chars().any(char::is_lowercase))
}
