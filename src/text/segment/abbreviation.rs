//! Abbreviations: the words that include a stop, and those after which a sentence can start.

use crate::lexicon::{Classes, Lexicon, WordClass};

/// Maximum length of an abbreviation in bytes.
const MAX_LENGTH: usize = 16;

/// The classes of a word, whatever its case. Allocates nothing, since each word before a stop is looked up.
fn classes(word: &str, lexicon: &Lexicon) -> Classes {
    let mut buffer = [0; MAX_LENGTH];
    let Some(lower) = buffer.get_mut(..word.len()) else { return Classes::default() };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).map(|lower| lexicon.classes(lower)).unwrap_or_default()
}

/// Whether a word includes the stop after it. `word` has no inner stop, and `after` is the text after the stop.
pub(super) fn keeps_stop(word: &str, after: &str, lexicon: &Lexicon) -> bool {
    let classes = classes(word, lexicon);
    if !classes.is(WordClass::Abbreviation) {
        return false;
    }
    let next = after.trim_start().chars().next();
    let number = next.is_some_and(|c| c.is_ascii_digit());
    if classes.is(WordClass::AbbreviationBeforeNumber) {
        return number;
    }
    if word.eq_ignore_ascii_case("al") {
        return word == "al";
    }
    // Before a capital, "etc." is split: the stop is that of the sentence, 27 times of 28 in EWT.
    if word.eq_ignore_ascii_case("etc") {
        return next.is_some_and(|c| !c.is_uppercase());
    }
    // "sat." and "pa." are words at the end of a sentence. "Sat." and "Pa." are Saturday and Pennsylvania.
    number || !lexicon.classes(word).is(WordClass::AbbreviationOrWord)
}

/// Whether the letters before the last stop of a word are a degree: "M.Sc.".
pub(super) fn is_degree(letters: &str, lexicon: &Lexicon) -> bool {
    letters.contains('.') && lexicon.is_written(letters, WordClass::Degree)
}

/// Whether the letters before an inner stop are the start of a degree: "Ph" of "Ph.D.".
pub(super) fn starts_degree(letters: &str, next: char, lexicon: &Lexicon) -> bool {
    next.is_uppercase() && lexicon.is_written(letters, WordClass::Degree)
}

/// Whether a lower-case letter includes the stop after it: "c. 1818", "p. 28", "Roe v. Wade", "(b. March 2009)".
pub(super) fn letter_keeps_stop(letter: &str, after: &str, before: Option<char>) -> bool {
    let next = after.trim_start().chars().next();
    let number = next.is_some_and(|c| c.is_ascii_digit());
    match letter {
        "v" => next.is_some_and(char::is_uppercase),
        "c" | "b" | "d" | "m" | "p" | "n" | "r" | "s" => {
            number || (matches!(before, Some('(' | ';')) && next.is_some_and(char::is_alphabetic))
        }
        _ => false,
    }
}

/// Whether an abbreviation precedes a name or number, so that a capital after it does not start a sentence.
pub(super) fn comes_before_name(token: &str, lexicon: &Lexicon) -> bool {
    let word = token.strip_suffix('.').unwrap_or(token);
    let one_small_letter = word.len() == 1 && word.starts_with(|c: char| c.is_lowercase());
    one_small_letter
        || matches!(word, "e.g" | "i.e")
        || classes(word, lexicon).is(WordClass::AbbreviationBeforeName)
}

/// Whether a word after "a.m." or "p.m." belongs to the time: a zone or a day.
pub(super) fn continues_hour(next: &str) -> bool {
    let zone = (2..=4).contains(&next.len()) && next.bytes().all(|byte| byte.is_ascii_uppercase());
    let word =
        matches!(next, "Eastern" | "Pacific" | "Central" | "Mountain" | "Greenwich" | "Local" | "Moscow")
            || is_weekday(next.trim_end_matches('.'))
            || is_month(next.trim_end_matches('.'));
    (zone && !matches!(next, "THE" | "IN" | "AT" | "HE" | "WE")) || word
}

pub(super) fn is_weekday(word: &str) -> bool {
    matches!(
        word,
        "Monday"
            | "Tuesday"
            | "Wednesday"
            | "Thursday"
            | "Friday"
            | "Saturday"
            | "Sunday"
            | "Mon"
            | "Tue"
            | "Tues"
            | "Wed"
            | "Thu"
            | "Thur"
            | "Thurs"
            | "Fri"
            | "Sat"
            | "Sun"
    )
}

pub(crate) fn is_month(word: &str) -> bool {
    matches!(
        word,
        "January"
            | "February"
            | "March"
            | "April"
            | "May"
            | "June"
            | "July"
            | "August"
            | "September"
            | "October"
            | "November"
            | "December"
            | "Jan"
            | "Feb"
            | "Mar"
            | "Apr"
            | "Jun"
            | "Jul"
            | "Aug"
            | "Sept"
            | "Sep"
            | "Oct"
            | "Nov"
            | "Dec"
    )
}
