//! Segmentation of a paragraph into sentences.

use std::ops::Range;

use super::abbreviation::{comes_before_name, continues_hour, is_month, is_weekday};
use crate::Span;
use crate::lexicon::{Lexicon, PEOPLE, WordClass};
use crate::text::Sentence;

/// Number of tokens at which a sentence is cut. Longer ones are tables or junk, and later stages need an upper bound. The
/// longest sentence of UD's English training corpora has 159 tokens.
pub(super) const MAX_SENTENCE: usize = 400;

/// Maximum number of closing marks and footnotes after a sentence. Only junk has more.
const MAX_CLOSERS: usize = 30;

/// The tokens of a paragraph, by their index in the text.
#[derive(Clone, Copy)]
pub(super) struct Words<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: &'t [Span],
    pub(super) end: usize,
    pub(super) lexicon: &'t Lexicon,
}

impl Words<'_> {
    /// The token as written. Empty after the end of the paragraph.
    fn get(&self, index: usize) -> &str {
        if index >= self.end {
            return "";
        }
        self.tokens.get(index).and_then(|span| span.slice(self.text)).unwrap_or_default()
    }

    /// Whether a token follows the one before it without a blank.
    fn adjoins(&self, index: usize) -> bool {
        let before = index.checked_sub(1).and_then(|before| self.tokens.get(before));
        self.tokens.get(index).zip(before).is_some_and(|(token, before)| token.start() == before.end())
    }
}

/// Appends the sentences of the paragraph with these tokens, and the spans of those that were cut.
pub(super) fn sentences(
    words: Words<'_>,
    range: Range<usize>,
    sentences: &mut Vec<Sentence>,
    cut: &mut Vec<Span>,
) {
    let mut found = Found { tokens: words.tokens, sentences, cut, start: range.start, whole: range.start };
    let stamp = date_stamp(&words, range.clone());
    let mut at = range.start;
    while at < range.end {
        let token = words.get(at);
        let mut end = at + 1;
        if is_stop(token) {
            let mut closed = false;
            while end - at < MAX_CLOSERS {
                let next = words.get(end);
                // A closing mark after a blank belongs to the sentence only at the end of the paragraph.
                if closes(next) && (words.adjoins(end) || end + 1 == range.end) {
                    closed |= !is_stop(next);
                    end += 1;
                } else if let Some(length) = footnote(&words, end) {
                    end += length;
                } else if is_emoticon(next) {
                    end += 1;
                } else {
                    break;
                }
            }
            let counted = token == "." && is_number_of_item(&words, found.start, at);
            if end < range.end && !counted && starts_after_stop(&words, end, token, closed) {
                found.close(end);
            }
        } else if token.len() > 1 && token.ends_with('.') && token.starts_with(char::is_alphanumeric) {
            while closes(words.get(end)) && words.adjoins(end) && end - at < MAX_CLOSERS {
                end += 1;
            }
            let opening = at - found.start < FEW;
            if end < range.end && starts_after_abbreviation(&words, end, token, opening) {
                found.close(end);
            }
        } else if Some(end) == stamp || is_credit(&words, end) {
            found.close(end);
        }
        at = end;
        found.cut(at, range.end);
    }
    found.close(range.end);
}

/// The sentences so far, and the start of the next.
struct Found<'p> {
    tokens: &'p [Span],
    sentences: &'p mut Vec<Sentence>,
    cut: &'p mut Vec<Span>,
    start: usize,
    /// The start of the sentence before any cut.
    whole: usize,
}

impl Found<'_> {
    fn close(&mut self, end: usize) {
        self.push(end);
        if let (true, Some(span)) = (self.whole < self.start, self.span(self.whole, end)) {
            self.cut.push(span);
        }
        self.start = end;
        self.whole = end;
    }

    /// Cuts a sentence that is too long, unless the paragraph ends at `at`.
    fn cut(&mut self, at: usize, end: usize) {
        if at - self.start >= MAX_SENTENCE && at < end {
            self.push(at);
            self.start = at;
        }
    }

    fn push(&mut self, end: usize) {
        if let Some(span) = self.span(self.start, end) {
            self.sentences.push(Sentence { span, tokens: self.start..end });
        }
    }

    fn span(&self, from: usize, to: usize) -> Option<Span> {
        let (first, last) = (self.tokens.get(from)?, self.tokens.get(to.checked_sub(1)?)?);
        (from < to).then(|| Span::between(first.start(), last.end()))
    }
}

/// ".", "?", "…", "...", "?!", "!!".
fn is_stop(token: &str) -> bool {
    token == "…" || !token.is_empty() && token.bytes().all(|byte| matches!(byte, b'.' | b'!' | b'?'))
}

/// Whether a token is a closing mark, which belongs to the sentence that it closes.
fn closes(token: &str) -> bool {
    matches!(token, "”" | "\"" | "’" | "'" | "''" | "’’" | ")" | "]" | "»" | "›")
        || is_stop(token)
        || token.starts_with("</")
}

fn is_emoticon(token: &str) -> bool {
    token.len() > 1 && token.starts_with([':', ';'])
}

/// The number of tokens of a footnote mark, which belongs to the sentence before it: "[6]", "[citation needed]".
fn footnote(words: &Words<'_>, at: usize) -> Option<usize> {
    if words.get(at) != "[" {
        return None;
    }
    let inner = words.get(at + 1);
    let number = inner.len() <= 3 && inner.bytes().all(|byte| byte.is_ascii_digit());
    match (words.get(at + 2), words.get(at + 3)) {
        ("]", _) if number || inner.len() == 1 => Some(3),
        ("needed", "]") if inner == "citation" => Some(4),
        _ => None,
    }
}

/// Whether a number at the start of a sentence numbers a list item or a section: "2.", "*2.".
fn is_number_of_item(words: &Words<'_>, start: usize, stop: usize) -> bool {
    let Some(number) = stop.checked_sub(1).filter(|number| *number <= start + 1 && *number >= start) else {
        return false;
    };
    let marked = number == start || !words.get(start).ends_with(char::is_alphanumeric);
    let word = words.get(number);
    let digits = word.len() <= 6 && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    marked && (digits || (word.len() == 1 && word.starts_with(char::is_alphabetic)))
}

/// Whether the token at `at` starts a sentence after a stop. `closed` tells whether a closing mark is between them.
fn starts_after_stop(words: &Words<'_>, at: usize, stop: &str, closed: bool) -> bool {
    let next = words.get(at);
    let first = |word: &str| word.chars().next();
    let Some(c) = first(next) else { return true };
    match c {
        // "“Why?” he asked", "Yahoo! said", "and ... so on" are one sentence. After a full stop a lower-case word starts a
        // sentence 232 times of 242 in UD's English training corpora.
        _ if c.is_lowercase() => stop == "." && !closed && !words.adjoins(at),
        '“' | '"' | '‘' | '\'' | '(' | '[' | '«' | '`' => {
            let after = words.get(at + 1);
            // "Viva Maria! (1965)"
            let year = c == '(' && stop != "." && first(after).is_some_and(|c| c.is_ascii_digit());
            !year && (first(after).is_none_or(|c| !c.is_lowercase()) || after.contains("://"))
        }
        // "... it ends." - Ann Lee
        '–' | '—' | '-' => !closed,
        '.' | '…' => false,
        '$' | '#' | '@' | '•' | '*' | '·' | '<' | '_' | '+' | '~' | '=' | '&' | '£' | '€' => true,
        _ if !c.is_alphanumeric() => false,
        // “Why now?” Lee asked.
        _ => !(closed && stop != "." && names_speaker(words, at)),
    }
}

/// Whether a name and a verb of speech start at `at`.
fn names_speaker(words: &Words<'_>, at: usize) -> bool {
    const MAX_NAME: usize = 5;
    for index in at..at + MAX_NAME {
        let word = words.get(index);
        if matches!(
            word,
            "said"
                | "says"
                | "asked"
                | "asks"
                | "told"
                | "added"
                | "wrote"
                | "tweeted"
                | "replied"
                | "shouted"
                | "exclaimed"
                | "yelled"
                | "cried"
                | "wondered"
                | "screamed"
                | "joked"
                | "quipped"
                | "declared"
                | "answered"
                | "responded"
                | "posted"
                | "continued"
        ) {
            return index > at;
        }
        if !word.starts_with(char::is_uppercase) && !matches!(word, "'s" | "’s" | "-" | "de" | "von" | "van")
        {
            return false;
        }
    }
    false
}

/// Number of tokens that are no sentence before an hour: "At 5 a.m. Mr. Lee left" is one.
const FEW: usize = 3;

/// Whether the word at `at` starts a sentence after an abbreviation. `opening` tells whether too little stands before it for a
/// sentence.
fn starts_after_abbreviation(words: &Words<'_>, at: usize, abbreviation: &str, opening: bool) -> bool {
    let next = words.get(at);
    if comes_before_name(abbreviation, words.lexicon) {
        return false;
    }
    let hour = ["a.m.", "p.m."].iter().any(|hour| abbreviation.eq_ignore_ascii_case(hour));
    if hour && next.starts_with(char::is_uppercase) {
        return !opening && !continues_hour(next);
    }
    is_starter(next) || (!opening && names_people(words, at))
}

/// Whether the word at `at` is a noun for people in general, with a capital that only the start of a sentence explains: "in the
/// U.S. Police said", "Acme Inc. Officials in". A title or an office goes on with the name: "U.S. President".
fn names_people(words: &Words<'_>, at: usize) -> bool {
    let next = words.get(at);
    if !next.starts_with(char::is_uppercase) || !words.get(at + 1).starts_with(char::is_lowercase) {
        return false;
    }
    let lower = next.to_lowercase();
    let people =
        words.lexicon.graded(&lower).is_some_and(|(classes, plural)| plural && classes.meets(PEOPLE));
    // "Police" is a body and people.
    people
        || words.lexicon.knows(&lower, WordClass::PersonNoun)
            && words.lexicon.knows(&lower, WordClass::Institution)
}

/// Whether a word starts a sentence after "U.S." or "Inc.", since it seldom continues a name.
pub(super) fn is_starter(next: &str) -> bool {
    matches!(
        next,
        "The"
            | "A"
            | "An"
            | "He"
            | "She"
            | "It"
            | "They"
            | "We"
            | "I"
            | "You"
            | "But"
            | "And"
            | "Or"
            | "In"
            | "On"
            | "At"
            | "For"
            | "If"
            | "This"
            | "That"
            | "These"
            | "Those"
            | "There"
            | "When"
            | "While"
            | "As"
            | "After"
            | "Before"
            | "However"
            | "His"
            | "Her"
            | "Its"
            | "Their"
            | "Our"
            | "My"
            | "Your"
            | "So"
            | "Yet"
            | "Some"
            | "Many"
            | "Most"
            | "No"
            | "Not"
            | "What"
            | "Who"
            | "How"
            | "Why"
            | "Where"
            | "Then"
            | "Now"
            | "To"
            | "From"
            | "With"
            | "By"
            | "Since"
            | "Although"
            | "Though"
            | "Because"
            | "Both"
            | "Other"
            | "Others"
            | "Another"
            | "Also"
            | "Still"
            | "Last"
            | "Earlier"
            | "Later"
            | "Meanwhile"
            | "During"
            | "Under"
            | "Once"
            | "Only"
            | "Even"
            | "Here"
            | "Instead"
            | "Moreover"
            | "Nevertheless"
            | "Asked"
            | "Among"
            | "Despite"
            | "Until"
            | "Unlike"
            | "According"
            | "“"
            | "\""
            | "Are"
            | "Is"
            | "Was"
            | "Were"
            | "Do"
            | "Does"
            | "Did"
            | "Please"
            | "Image"
    )
}

/// The start of the date of publication at the end of a headline: "Flag design may change Thursday, May 7, 2015". The
/// paragraph has no stop after it, and no preposition before it.
fn date_stamp(words: &Words<'_>, range: Range<usize>) -> Option<usize> {
    let start = range.end.checked_sub(6).filter(|start| *start > range.start)?;
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let fits = is_weekday(words.get(start))
        && words.get(start + 1) == ","
        && is_month(words.get(start + 2))
        && is_number(words.get(start + 3))
        && words.get(start + 4) == ","
        && is_number(words.get(start + 5));
    let before = words.get(start - 1);
    let leads = !before.ends_with(char::is_alphanumeric)
        || matches!(
            before,
            "on" | "of"
                | "by"
                | "until"
                | "till"
                | "from"
                | "since"
                | "for"
                | "before"
                | "after"
                | "to"
                | "next"
                | "last"
                | "this"
                | "and"
                | "or"
                | "through"
                | "late"
                | "early"
                | "posted"
                | "published"
                | "updated"
        );
    (fits && !leads).then_some(start)
}

/// Whether the credit of a picture starts at `at`, after a caption without a stop: "The square at noon Image: Ann Lee".
fn is_credit(words: &Words<'_>, at: usize) -> bool {
    matches!(words.get(at), "Image" | "Photo" | "Picture" | "Photograph")
        && words.get(at + 1) == ":"
        && at.checked_sub(1).is_some_and(|before| words.get(before).ends_with(char::is_alphanumeric))
}
