//! What the network reads of a document: units of text, and features of each token.

use std::ops::Range;

use crate::lexicon::Frames;
use crate::text::{Document, Upos};

/// Maximum number of tokens in a unit that joins paragraphs, or that holds several sentences.
const MAX_UNIT: usize = 240;

/// Where a token stands with regard to quotation marks.
pub(crate) mod quotation {
    pub(crate) const OUTSIDE: u8 = 0;
    /// At a mark of the outermost quotation.
    pub(crate) const MARK: u8 = 1;
    pub(crate) const INSIDE: u8 = 2;
    /// Inside a quotation within a quotation.
    pub(crate) const NESTED: u8 = 3;
}

/// The stretches of tokens in which source, cue and content of an attribution are looked for: paragraphs. Long paragraphs are cut
/// between sentences. A paragraph that ends with a colon and the quotation after it are one unit, and so are paragraphs over which
/// a quotation goes on: 130 of the 19,832 attributions of `PolNeAR` train have contents beyond their cue's paragraph.
pub(crate) fn units(document: &Document<'_>) -> Vec<Range<usize>> {
    let mut units: Vec<Range<usize>> = Vec::new();
    let mut quotations = document.quotations().iter().filter(|quoted| quoted.depth == 0).peekable();
    for paragraph in document.paragraphs() {
        let mut start = paragraph.tokens.start;
        let offset = document.token(start).map_or(0, |token| token.span.start());
        while quotations.next_if(|quoted| quoted.outer.start() < offset).is_some() {}
        let joins = quotations.peek().is_some_and(|quoted| {
            let after_colon = || start.checked_sub(1).is_some_and(|last| document.word(last) == ":");
            quoted.outer.start() == offset && (quoted.continued || after_colon())
        });
        if joins
            && let Some(last) =
                units.pop_if(|last| last.end == start && paragraph.tokens.end - last.start <= MAX_UNIT)
        {
            start = last.start;
        }
        for sentence in document.sentences().get(paragraph.sentences.clone()).unwrap_or_default() {
            if sentence.tokens.end - start > MAX_UNIT && sentence.tokens.start > start {
                units.push(start..sentence.tokens.start);
                start = sentence.tokens.start;
            }
        }
        units.push(start..paragraph.tokens.end);
    }
    units
}

/// Number of features of a token.
pub(crate) const FEATURES: usize = 7;

/// Rows of the encoder's tables: of the word, its first and last three letters, its shape, its part of speech, quotation state and cue
/// class. Row 0 of each stands for a boundary between units.
pub(crate) type Features = [u16; FEATURES];

/// Rows of the tables of first letters, last letters and shapes.
const PREFIXES: u32 = 4096;
const SUFFIXES: u32 = 6144;
const SHAPES: u32 = 256;

/// Maximum number of characters of a shape.
const LONGEST_SHAPE: usize = 6;

/// The hash of Fowler, Noll and Vo (FNV-1a), its high bits folded in.
fn hash(kind: u8, text: impl Iterator<Item = u8>) -> u32 {
    const PRIME: u32 = 0x0100_0193;
    let start = (0x811c_9dc5 ^ u32::from(kind)).wrapping_mul(PRIME);
    let sum = text.fold(start, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(PRIME));
    sum ^ (sum >> 15)
}

/// The features of a word by its letters: the hash of the word, and rows of the tables of first letters, last letters and shapes.
pub(crate) fn spelling(word: &str) -> (u32, [u16; 3]) {
    let row = |hash: u32, rows: u32| u16::try_from(1 + hash % (rows - 1)).unwrap_or(0);
    let (mut shape, mut used) = ([0; 4 * LONGEST_SHAPE], 0);
    for class in (Shape { chars: word.chars(), last: [None; 2], left: LONGEST_SHAPE }) {
        used += class.encode_utf8(shape.get_mut(used..).unwrap_or_default()).len();
    }
    let shape = || shape.iter().copied().take(used);
    let rows =
        |first: u32, last: u32| [row(first, PREFIXES), row(last, SUFFIXES), row(hash(b'h', shape()), SHAPES)];
    if word.is_ascii() {
        let lower = || word.bytes().map(|byte| byte.to_ascii_lowercase());
        let last = lower().skip(word.len().saturating_sub(3));
        return (hash(b'w', lower()), rows(hash(b'p', lower().take(3)), hash(b's', last)));
    }
    let lower: String = word.chars().flat_map(char::to_lowercase).collect();
    let end = lower.char_indices().nth(3).map_or(lower.len(), |(at, _)| at);
    let start = lower.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
    let (first, last) = (lower.bytes().take(end), lower.bytes().skip(start));
    (hash(b'w', lower.bytes()), rows(hash(b'p', first), hash(b's', last)))
}

/// Classes of characters, runs cut to two, at most six in all: "Xxxxx" gives "Xxx".
struct Shape<'w> {
    chars: std::str::Chars<'w>,
    last: [Option<char>; 2],
    left: usize,
}

impl Iterator for Shape<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        loop {
            let class = match self.chars.next().filter(|_| self.left > 0)? {
                c if c.is_uppercase() => 'X',
                c if c.is_lowercase() => 'x',
                c if c.is_ascii_digit() => 'd',
                c => c,
            };
            if self.last != [Some(class); 2] {
                self.last = [self.last[1], Some(class)];
                self.left -= 1;
                return Some(class);
            }
        }
    }
}

/// The quotation state of each token. Linear.
pub(crate) fn quotations(document: &Document<'_>) -> Vec<u8> {
    let mut states = vec![quotation::OUTSIDE; document.tokens().len()];
    for quoted in document.quotations() {
        let inner = document.tokens_in(quoted.inner);
        for at in document.tokens_in(quoted.outer) {
            let Some(state) = states.get_mut(at) else { continue };
            *state = match (quoted.depth, inner.contains(&at)) {
                (0, false) => quotation::MARK,
                (0, true) => quotation::INSIDE,
                _ => quotation::NESTED,
            };
        }
    }
    states
}

/// What the lexicon says of a token as a word that ascribes: 0 nothing, 1 a verb of speech, 2 another verb, 3 a noun, 4 an adjective
/// or adverb.
pub(crate) fn cue_class(document: &Document<'_>, at: usize) -> u8 {
    let upos = match document.upos(at) {
        Some(Upos::Verb | Upos::Aux) => Upos::Verb,
        Some(upos @ (Upos::Noun | Upos::Adj | Upos::Adv)) => upos,
        _ => return 0,
    };
    match (upos, document.lexicon().cue(upos, document.lemma(at))) {
        (_, None) => 0,
        (Upos::Verb, Some(cue)) if cue.frames.has(Frames::QUOTATION) => 1,
        (Upos::Verb, _) => 2,
        (Upos::Noun, _) => 3,
        _ => 4,
    }
}
