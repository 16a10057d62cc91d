//! Finding a quotation in a text.

use super::Document;
use crate::Span;

/// Every place where a text has these words, in their order and without a gap. Case, white space and the form of quotation marks,
/// apostrophes, hyphens and dashes do not count; quotation marks around `words` are left out. Every other character counts: no
/// place is a likeness.
///
/// It does not tell who says the words: [`Report::claims_at`](crate::Report::claims_at) does.
///
/// Time complexity: linear in the lengths of text and words.
///
/// ```
/// use ascribe::text::find_quote;
///
/// let text = "“We’re not done—yet,” Lee said. He meant: \"We're not\u{a0}done\".";
/// let places: Vec<_> = find_quote(text, "'We're not done'").iter().filter_map(|span| span.slice(text)).collect();
/// assert_eq!(places, ["We’re not done", "We're not\u{a0}done"]);
/// assert!(find_quote(text, "We're done").is_empty() && find_quote(text, "“”").is_empty());
/// ```
#[must_use]
pub fn find_quote(text: &str, words: &str) -> Vec<Span> {
    let (text, words) = (Document::segment(text), Document::segment(words));
    let is_mark = |token: &usize| matches!(words.lower(*token), "\"" | "'" | "«" | "»" | "‹" | "›");
    let asked = 0..words.tokens().len();
    let first = asked.clone().find(|token| !is_mark(token)).unwrap_or(asked.end);
    let last = asked.rev().find(|token| !is_mark(token)).map_or(first, |token| token + 1);
    let asked: Vec<&str> = (first..last).map(|token| words.lower(token)).collect();
    let Some(whole) = asked.len().checked_sub(1) else { return Vec::new() };
    // The search of Knuth, Morris and Pratt. For each word asked for: how many words before it repeat the start.
    let mut repeats = vec![0; asked.len()];
    let mut found = Vec::new();
    let matched = |repeats: &[usize], mut matched: usize, word: &str| loop {
        if asked.get(matched) == Some(&word) {
            return matched + 1;
        }
        let Some(before) = matched.checked_sub(1) else { return 0 };
        matched = repeats.get(before).copied().unwrap_or(0);
    };
    let mut length = 0;
    for (at, word) in asked.iter().enumerate().skip(1) {
        length = matched(&repeats, length, word);
        if let Some(slot) = repeats.get_mut(at) {
            *slot = length;
        }
    }
    let mut length = 0;
    for (at, token) in text.tokens().iter().enumerate() {
        length = matched(&repeats, length, text.lower(at));
        if length == asked.len() {
            let first = at.checked_sub(whole).and_then(|first| text.tokens().get(first));
            found.extend(first.map(|first| first.span.cover(token.span)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::find_quote;

    #[test]
    fn every_place_is_found_also_where_two_overlap() {
        let text = "no no no, no no yes no no";
        let places =
            |words| -> Vec<usize> { find_quote(text, words).iter().map(|span| span.start()).collect() };
        assert_eq!(places("no no"), [0, 3, 10, 20]);
        assert_eq!(places("No no yes"), [10]);
        assert_eq!(places("no no, no"), [3]);
        assert_eq!(places("no nono"), [0_usize; 0]);
    }

    #[test]
    fn a_repeating_text_takes_no_longer() {
        let (text, words) = ("no ".repeat(40_000), "no ".repeat(20_000) + "yes");
        assert!(find_quote(&text, &words).is_empty());
    }
}
