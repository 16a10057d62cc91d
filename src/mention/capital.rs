//! Which words can be words of a name, by their capitals and tags.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::lexicon::{Classes, CountryWord, Lexicon, WordClass};
use crate::text::{Document, Upos, Xpos};

/// For each token whether it can be a word of a name.
///
/// English writes names with capitals, so a capital inside a sentence counts for more than the tagger, which has not
/// seen most names of the news. Where a capital tells nothing (at the start of a sentence, in a headline), the tag
/// decides, or that the article writes the word with a capital elsewhere.
pub(super) fn name_words(document: &Document<'_>) -> Vec<bool> {
    let mut words = vec![false; document.tokens().len()];
    let mut known: HashSet<&str> = HashSet::new();
    let mut undecided = Vec::new();
    for sentence in document.sentences() {
        let telling = capitals_tell(document, &sentence.tokens);
        let mut initial = true;
        for at in sentence.tokens.clone() {
            let Some(token) = document.token(at) else { continue };
            let name = is_name_word(document, at, telling, initial);
            if name && telling && !initial {
                known.insert(document.word(at));
            } else if !name && is_open(token.upos) && is_capitalised(document, at) {
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
    unname_common(document, &mut words);
    for at in undecided {
        if let Some(slot) = words.get_mut(at) {
            *slot = known.contains(document.word(at));
        }
    }
    words
}

/// Whether a token is a word of a name by itself. `telling` tells that capitals set names apart in its sentence, `initial`
/// that the sentence or a part of it starts there.
fn is_name_word(document: &Document<'_>, at: usize, telling: bool, initial: bool) -> bool {
    let (word, Some(token)) = (document.word(at), document.token(at)) else { return false };
    let capital = is_capitalised(document, at);
    let next_is_capitalised = || is_capitalised(document, at + 1);
    // "Senators" at the start of a sentence, with a name after it.
    if telling && initial && capital && document.lexicon().is_title(word) && next_is_capitalised() {
        return true;
    }
    if initial && introduces_speaker(document, at) && next_is_capitalised() {
        return false;
    }
    let proper = matches!(token.xpos, Xpos::Nnp | Xpos::Nnps) || token.upos == Upos::Propn;
    // Letters alone are a name wherever they stand: "NATO".
    let letters = word.len() > 1 && word.chars().all(char::is_uppercase);
    if telling && capital && (!initial || letters) {
        (proper || is_open(token.upos)) && !is_common(document, at, proper)
    } else {
        proper && (capital || word.starts_with(|c: char| c.is_ascii_digit()))
    }
}

/// Whether names are mistaken for words of this part of speech.
fn is_open(upos: Upos) -> bool {
    matches!(upos, Upos::Noun | Upos::Adj | Upos::Verb | Upos::X | Upos::Adv | Upos::Intj)
}

/// Whether a token starts with a capital.
pub(super) fn is_capitalised(document: &Document<'_>, at: usize) -> bool {
    document.word(at).starts_with(char::is_uppercase)
}

/// Whether a word leads in the speaker that follows it: "Said Ann Lee:", "By ANN LEE".
fn introduces_speaker(document: &Document<'_>, at: usize) -> bool {
    let lower = document.lower(at);
    lower == "by" || document.lexicon().classes(lower).is(WordClass::OpeningVerb)
}

/// Unmarks a word that stands first in its sentence, next to no other word of a name, and that the text writes small
/// elsewhere and nowhere else with a capital: "Curfew lifted", "Unity means ...".
fn unname_common(document: &Document<'_>, words: &mut [bool]) {
    let is_name = |words: &[bool], at: usize| words.get(at).copied().unwrap_or(false);
    let mut first: HashMap<&str, Vec<usize>> = HashMap::new();
    for sentence in document.sentences() {
        let at = sentence.tokens.start;
        let plain = document.word(at).chars().skip(1).all(char::is_lowercase) && document.word(at).len() > 2;
        if plain && is_name(words, at) && !is_name(words, at + 1) {
            first.entry(document.lower(at)).or_default().push(at);
        }
    }
    if first.is_empty() {
        return;
    }
    let mut small: HashSet<&str> = HashSet::new();
    for at in 0..document.tokens().len() {
        let lower = document.lower(at);
        let Some(places) = first.get(lower) else { continue };
        if document.word(at) == lower {
            small.insert(lower);
        } else if places.binary_search(&at).is_err() {
            first.remove(lower);
        }
    }
    for at in first.into_iter().filter(|(word, _)| small.contains(word)).flat_map(|(_, places)| places) {
        if let Some(slot) = words.get_mut(at) {
            *slot = false;
        }
    }
}

/// Whether a token stands where capitals tell nothing.
pub(crate) fn in_headline(document: &Document<'_>, token: usize) -> bool {
    let sentence = document.sentence_of(token).and_then(|at| document.sentences().get(at));
    sentence.is_some_and(|sentence| !capitals_tell(document, &sentence.tokens))
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

/// Whether a word with a capital names nobody: a nationality before a noun, a day or a month.
fn is_common(document: &Document<'_>, at: usize, proper: bool) -> bool {
    let (lexicon, lower) = (document.lexicon(), document.lower(at));
    let country = lexicon.country(lower).filter(|_| !proper);
    country.is_some_and(|(kind, _)| kind == CountryWord::Nationality) || is_day_or_month(lexicon, lower)
}

/// Whether a word in lower case is a day or a month. "May" and "March" are names as well, but only after another word of a
/// name or a title.
pub(super) fn is_day_or_month(lexicon: &Lexicon, lower: &str) -> bool {
    const CALENDAR: Classes = Classes::of(&[WordClass::DayOrMonth, WordClass::DayOrMonthAbbreviation]);
    lexicon.classes(lower.trim_end_matches('.')).meets(CALENDAR)
}
