//! Tokens of the grammar of times: numbers, marks and words with their classes.

use super::lexicon;
use super::word::Word;
use crate::Span;

/// A word, number or mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) word: Word,
    /// Whether it begins with a capital letter.
    pub(super) capital: bool,
    /// Whether it follows the token before it without a blank.
    pub(super) glued: bool,
    /// Whether it is the first of its line.
    pub(super) line: bool,
}

const EDGE: Token = Token { start: 0, end: 0, word: Word::Edge, capital: false, glued: false, line: true };

/// The tokens of a text. Every index has a token: outside the text it is [`Word::Edge`].
pub(super) struct Tokens<'t> {
    text: &'t str,
    list: Vec<Token>,
}

impl<'t> Tokens<'t> {
    /// Tokenizes a text. Time is linear in its length.
    pub(super) fn of(text: &'t str) -> Self {
        let mut list = Vec::with_capacity(text.len() / 5);
        let mut at = 0;
        let (mut line, mut end) = (true, usize::MAX);
        while let Some(&byte) = text.as_bytes().get(at) {
            let (word, next) = match byte {
                b'\n' | b'\r' => {
                    line = true;
                    at += 1;
                    continue;
                }
                b'\0'..=b' ' | 0x7f => {
                    at += 1;
                    continue;
                }
                b'0'..=b'9' => number(text, at),
                b'a'..=b'z' | b'A'..=b'Z' => letters(text, at),
                0x80.. => match wide(text, at) {
                    (None, next) => {
                        at = next;
                        continue;
                    }
                    (Some(word), next) => (word, next),
                },
                _ => (mark(byte), at + 1),
            };
            let capital = byte.is_ascii_uppercase() || (byte >= 0x80 && is_wide_capital(text, at));
            list.push(Token { start: at, end: next, word, capital, glued: end == at, line });
            line = false;
            end = next;
            at = next;
        }
        list.shrink_to_fit();
        Tokens { text, list }
    }

    pub(super) fn text(&self) -> &'t str {
        self.text
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// The token at an index.
    pub(super) fn get(&self, at: usize) -> Token {
        self.list.get(at).copied().unwrap_or(EDGE)
    }

    pub(super) fn word(&self, at: usize) -> Word {
        self.get(at).word
    }

    /// The token `back` tokens before an index, on the same line.
    pub(super) fn before(&self, at: usize, back: usize) -> Token {
        let cut = (0..back).any(|near| at.checked_sub(near).is_none_or(|at| self.get(at).line));
        if cut { EDGE } else { at.checked_sub(back).map_or(EDGE, |at| self.get(at)) }
    }

    /// The text of the token `back` tokens before an index, on the same line.
    pub(super) fn written_before(&self, at: usize, back: usize) -> &'t str {
        let token = self.before(at, back);
        self.text.get(token.start..token.end).unwrap_or_default()
    }

    /// Whether the token `back` tokens before an index is a word, in any case.
    pub(super) fn was(&self, at: usize, back: usize, word: &str) -> bool {
        self.written_before(at, back).eq_ignore_ascii_case(word)
    }

    /// The span of the tokens from `first` up to `end`, exclusive.
    pub(super) fn span(&self, first: usize, end: usize) -> Span {
        Span::between(self.get(first).start, self.get(end.saturating_sub(1)).end)
    }

    pub(super) fn written(&self, at: usize) -> &'t str {
        let token = self.get(at);
        self.text.get(token.start..token.end).unwrap_or_default()
    }

    /// Whether the token at an index is a word, in any case.
    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        self.written(at).eq_ignore_ascii_case(word)
    }

    /// Whether the tokens from an index on are these words, in any case.
    pub(super) fn are(&self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(far, word)| self.is(at + far, word))
    }

    /// Whether the token at an index is the first of a sentence or a line.
    pub(super) fn opens_sentence(&self, at: usize) -> bool {
        let token = self.get(at);
        token.line || (self.before(at, 1).word == Word::Stop && !token.glued && !self.is_abbreviation(at))
    }

    /// Whether the stop before an index is part of an abbreviation ("Dec.", "Mr.").
    fn is_abbreviation(&self, at: usize) -> bool {
        let before = self.before(at, 2);
        let short = before.capital && before.end - before.start <= 4 && self.before(at, 1).glued;
        short && (matches!(before.word, Word::Month(..) | Word::Weekday(..)) || !self.get(at).capital)
    }
}

fn mark(byte: u8) -> Word {
    match byte {
        b',' => Word::Comma,
        b'.' | b'!' | b'?' => Word::Stop,
        b'-' => Word::Dash,
        b'/' => Word::Slash,
        b':' => Word::Colon,
        b'\'' => Word::Apostrophe,
        b'(' | b'[' => Word::Open,
        b')' | b']' => Word::Close,
        b'$' | b'#' | b'%' => Word::Sign,
        _ => Word::Mark,
    }
}

/// The class of a character outside ASCII, and the offset after its token.
fn wide(text: &str, at: usize) -> (Option<Word>, usize) {
    let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) else { return (None, at + 1) };
    let next = at + first.len_utf8();
    match first {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => (Some(Word::Dash), next),
        '\u{2018}' | '\u{2019}' | '\u{2bc}' => (Some(Word::Apostrophe), next),
        '€' | '£' | '¥' | '₹' | '₽' | '§' | '№' | '°' => (Some(Word::Sign), next),
        _ if first.is_alphabetic() => (Some(Word::Plain), end_of_word(text, next)),
        _ if first.is_whitespace() || first == '\u{200b}' || first == '\u{feff}' => (None, next),
        _ => (Some(Word::Mark), next),
    }
}

fn is_wide_capital(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(char::is_uppercase)
}

/// The end of the letters at an offset.
fn end_of_word(text: &str, mut at: usize) -> usize {
    loop {
        match text.as_bytes().get(at) {
            Some(b'a'..=b'z' | b'A'..=b'Z') => at += 1,
            Some(0x80..) => {
                let Some(next) = text.get(at..).and_then(|rest| rest.chars().next()) else { return at };
                if !next.is_alphabetic() {
                    return at;
                }
                at += next.len_utf8();
            }
            _ => return at,
        }
    }
}

/// Reads a word, or letters with points between them: "p.m.", "A.D.", "U.S.".
fn letters(text: &str, at: usize) -> (Word, usize) {
    let bytes = text.as_bytes();
    let end = end_of_word(text, at);
    if end == at + 1 && bytes.get(end) == Some(&b'.') {
        let mut next = at;
        let mut folded = [0; 4];
        let mut count = 0;
        while let (Some(letter), Some(b'.')) = (bytes.get(next), bytes.get(next + 1)) {
            if !letter.is_ascii_alphabetic() {
                break;
            }
            if let Some(slot) = folded.get_mut(count) {
                *slot = letter.to_ascii_lowercase();
            }
            count += 1;
            next += 2;
        }
        // "p.m" and "a.m" have no last point.
        if let Some(letter) = bytes.get(next).filter(|letter| letter.is_ascii_alphabetic())
            && end_of_word(text, next) == next + 1
            && let Some(slot) = folded.get_mut(count)
        {
            *slot = letter.to_ascii_lowercase();
            count += 1;
            next += 1;
        }
        if count > 1 {
            return (lexicon::abbreviation(folded.get(..count).unwrap_or_default()), next);
        }
    }
    let bytes = bytes.get(at..end).unwrap_or_default();
    (lexicon::word(bytes), end)
}

/// Reads a number with its suffix: "2,014", "1st", "1990s", "10.30".
fn number(text: &str, at: usize) -> (Word, usize) {
    let bytes = text.as_bytes();
    let digits_from = |from: usize| {
        let mut end = from;
        while bytes.get(end).is_some_and(u8::is_ascii_digit) {
            end += 1;
        }
        end
    };
    let value = |from: usize, to: usize| text.get(from..to).and_then(|digits| digits.parse::<u32>().ok());
    let mut end = digits_from(at);
    let digits = u8::try_from(end - at).unwrap_or(u8::MAX);
    // Three digits follow each thousands separator.
    let mut grouped = false;
    while bytes.get(end) == Some(&b',') && digits_from(end + 1) == end + 4 {
        end += 4;
        grouped = true;
    }
    if bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) {
        let last = digits_from(end + 1);
        let pointed =
            value(at, end).zip(value(end + 1, last)).filter(|_| digits <= 2 && last == end + 3 && !grouped);
        return (pointed.map_or(Word::Figure, |(whole, part)| Word::Pointed(whole, part)), last);
    }
    let Some(number) = value(at, end).filter(|_| !grouped) else { return (Word::Figure, end) };
    let tail = end_of_word(text, end);
    match (bytes.get(end..tail).unwrap_or_default(), digits) {
        (b"st" | b"nd" | b"rd" | b"th" | b"ST" | b"ND" | b"RD" | b"TH", _) => (Word::Ordinal(number), tail),
        (b"s", 2 | 4) if number % 10 == 0 => (Word::Decade(number, digits), tail),
        _ => (Word::Number(number, digits), end),
    }
}
