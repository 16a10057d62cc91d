//! Words of a text as they are compared, and what stands between them.

use std::collections::HashMap;

use super::verdict::Folding;
use crate::Span;
use crate::lexicon::{is_invisible, plain};

/// The words of a text in order: letters and digits with what belongs to them. A number has its sign, currency and per cent
/// ("$4,120.50", "-5%"), since a part of a number is another number; a word has its apostrophes, since "can" is not in "can't".
pub(super) fn words(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut chars = text.char_indices().peekable();
    let (mut start, mut end): (Option<usize>, usize) = (None, 0);
    // The last two characters that are seen, whatever they are.
    let (mut before, mut last): (Option<char>, Option<char>) = (None, None);
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let after = at + c.len_utf8();
        let is_in = match start {
            Some(_) => {
                is_letter(c)
                    || is_invisible(c)
                    || (is_joint(c) && last.is_some_and(is_letter) && next.is_some_and(is_letter))
                    || (matches!(c, '.' | ',' | ':') && is_digit(last) && is_digit(next))
                    || (c == '.' && starts_initial(text, at, before) && next.is_some_and(char::is_alphabetic))
                    || (c == ']' && opened_inside(text, start, at) && next.is_some_and(is_letter))
                    || (c == '[' && last.is_some_and(is_letter) && next.is_some_and(is_letter))
                    || (matches!(c, '%' | '‰' | '°') && is_digit(last))
            }
            None => {
                is_letter(c)
                    || (is_currency(c) && is_digit(next))
                    || (matches!(c, '-' | '−')
                        && last.is_none_or(|last| last.is_whitespace() || "([“\"‘'".contains(last))
                        && next.is_some_and(|next| next.is_ascii_digit() || is_currency(next)))
                    || (c == '[' && closes_in_word(text, after))
            }
        };
        if is_in {
            start.get_or_insert(at);
            end = after;
        } else if let Some(start) = start.take() {
            found.push(Span::between(start, end));
        }
        (before, last) = (last, Some(c));
    }
    found.extend(start.map(|start| Span::between(start, end)));
    found
}

/// Letters, digits and the accents that follow them.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}')
}

fn is_digit(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_digit())
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '£' | '€' | '¥' | '₹' | '#')
}

fn is_joint(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '＇' | '´' | '`')
}

/// Whether a stop belongs to an abbreviation of single letters: "U.S".
fn starts_initial(text: &str, at: usize, before: Option<char>) -> bool {
    before.is_none_or(|before| !is_letter(before))
        && text.get(..at).is_some_and(|head| head.ends_with(char::is_alphabetic))
}

/// Whether a bracket that opens before a word closes inside it: "[n]othing".
fn closes_in_word(text: &str, after: usize) -> bool {
    let rest = text.get(after..).unwrap_or_default();
    let letters = rest.chars().take(LONGEST_START).take_while(|c| is_letter(*c)).count();
    let mut chars = rest.chars().skip(letters);
    letters > 0 && chars.next() == Some(']') && chars.next().is_some_and(is_letter)
}

/// Maximum number of letters that an editor puts in brackets at the start of a word.
const LONGEST_START: usize = 3;

/// Whether a bracket was opened in the word that starts here.
fn opened_inside(text: &str, start: Option<usize>, at: usize) -> bool {
    let word = start.and_then(|start| text.get(start..at)).unwrap_or_default();
    word.chars().rev().take(LONGEST_START + 1).any(|c| c == '[')
}

/// A word as it is compared: lower case, plain apostrophes, no brackets and no characters without width.
pub(super) fn key(word: &str) -> String {
    word.chars()
        .filter(|c| !matches!(c, '[' | ']'))
        .map(|c| if c == '−' { '-' } else { c })
        .flat_map(plain)
        .collect()
}

/// A number for each word of a text.
#[derive(Default)]
pub(super) struct Vocabulary {
    numbers: HashMap<String, u32>,
}

impl Vocabulary {
    /// The number of a key, which gets one if it has none.
    pub(super) fn add(&mut self, key: String) -> u32 {
        let next = u32::try_from(self.numbers.len()).unwrap_or(UNKNOWN);
        *self.numbers.entry(key).or_insert(next)
    }

    /// The number of a key; [`UNKNOWN`] if the text does not have it.
    pub(super) fn get(&self, key: &str) -> u32 {
        self.numbers.get(key).copied().unwrap_or(UNKNOWN)
    }
}

/// The number of words that the text does not have.
pub(super) const UNKNOWN: u32 = u32::MAX;

pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '‚') || is_joint(c)
}

pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−')
}

/// What stands between two words with marks and brackets left out, one form of dashes, ellipses and blanks.
pub(super) fn plain_gap(gap: &str) -> String {
    let mut plain = String::new();
    for c in gap.chars().filter(|c| !is_mark(*c) && !is_invisible(*c) && !matches!(c, '[' | ']')) {
        let c = if c.is_whitespace() {
            ' '
        } else if is_dash(c) {
            '-'
        } else {
            c
        };
        // Blanks beside a dash or another blank tell nothing, and two dashes are one.
        match (plain.chars().last(), c) {
            (Some(' '), '-') => {
                plain.pop();
                if !plain.ends_with('-') {
                    plain.push('-');
                }
            }
            (Some(' ' | '-'), ' ') | (Some('-'), '-') => {}
            _ => plain.push(c),
        }
    }
    let dots = plain.replace(". . .", "...").replace("....", "...").replace("...", "…");
    let mut parts = dots.split('…');
    let first = parts.next().unwrap_or_default().to_owned();
    let joined = parts.fold(first, |joined, part| format!("{}…{}", joined.trim_end(), part.trim_start()));
    if joined.trim().is_empty() && !joined.is_empty() { " ".to_owned() } else { joined }
}

/// Whether an ellipsis stands in a gap.
pub(super) fn has_ellipsis(gap: &str) -> bool {
    plain_gap(gap).contains('…')
}

/// What must be folded to make one gap or word of another. Whether they are equal then is asked of [`plain_gap`] or [`key`].
pub(super) fn foldings(said: &str, written: &str, out: &mut Vec<Folding>) {
    let differ = |class: fn(char) -> bool| {
        let only = |text: &str| text.chars().filter(|c| class(*c)).collect::<String>();
        only(said) != only(written)
    };
    let differing = [
        (Folding::Marks, differ(is_mark)),
        (Folding::Dashes, differ(is_dash)),
        (Folding::Spaces, differ(|c| c.is_whitespace() || is_invisible(c))),
        (Folding::Ellipses, differ(|c| matches!(c, '…' | '.'))),
        (Folding::Brackets, differ(|c| matches!(c, '[' | ']'))),
    ];
    out.extend(differing.into_iter().filter(|(_, differs)| *differs).map(|(folding, _)| folding));
}

#[cfg(test)]
mod tests {
    use super::{key, plain_gap, words};

    fn cut(text: &str) -> String {
        let words: Vec<&str> = words(text).into_iter().filter_map(|span| span.slice(text)).collect();
        words.join("|")
    }

    #[test]
    fn numbers_and_contractions_are_whole() {
        assert_eq!(cut("He can’t pay $4,120.50 (-5%), no. 7."), "He|can’t|pay|$4,120.50|-5%|no|7");
        assert_eq!(cut("The U.S. has a 30-hectare pit – 5–6 feet."), "The|U.S|has|a|30|hectare|pit|5|6|feet");
        assert_eq!(cut("“[N]othing has chang[ed],” [she] said"), "[N]othing|has|chang[ed|she|said");
        assert_eq!(cut("at 10:30 a.m. Lee’s dogs’ ’90s"), "at|10:30|a.m|Lee’s|dogs|90s");
        assert_eq!(cut(""), "");
    }

    #[test]
    fn keys_fold_marks_and_case() {
        assert_eq!(key("[N]othing"), key("nothing"));
        assert_eq!(key("Can’t"), "can't");
        assert_eq!(key("−5"), "-5");
    }

    #[test]
    fn gaps_have_one_form() {
        for (a, b) in
            [(" — ", "-"), ("--", "–"), (".” “", ". "), (" . . . ", "…"), ("\n\n", " "), (" [", " ")]
        {
            assert_eq!(plain_gap(a), plain_gap(b), "{a:?} {b:?}");
        }
        assert_ne!(plain_gap(", "), plain_gap(" "));
        assert_ne!(plain_gap("? "), plain_gap(". "));
    }
}
