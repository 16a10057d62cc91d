//! Words as pieces of a vocabulary: the longest that fits, from left to right.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::reader::Reader;

/// The piece of what the vocabulary lacks, and those at the start of a window and between units.
const UNKNOWN: u16 = 100;
pub(crate) const START: u16 = 101;
pub(crate) const BETWEEN: u16 = 102;

/// Maximum number of pieces of a token; what is beyond is not read.
const MAX_PIECES: usize = 8;

/// Maximum number of letters of a word that is looked up.
const MAX_LETTERS: usize = 100;

/// The pieces that a model knows, by their letters. Those inside a word start with "##".
#[derive(Debug)]
pub(crate) struct Vocabulary {
    pieces: HashMap<String, u16>,
    /// The length of the longest, in bytes.
    longest: usize,
}

impl Vocabulary {
    pub(crate) fn read(reader: &mut Reader<'_>) -> Option<Vocabulary> {
        let count = reader.size().filter(|count| u16::try_from(*count).is_ok())?;
        let mut pieces = HashMap::new();
        for row in 0..count {
            let length = usize::from(reader.byte()?);
            let piece = std::str::from_utf8(reader.take(length)?).ok()?;
            pieces.insert(piece.to_owned(), u16::try_from(row).ok()?);
        }
        let longest = pieces.keys().map(String::len).max()?;
        Some(Vocabulary { pieces, longest })
    }

    /// The pieces of a token: at least one, and at most [`MAX_PIECES`].
    pub(crate) fn pieces(&self, token: &str) -> Vec<u16> {
        let plain: String =
            token.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
        let mut found = Vec::new();
        let mut rest = plain.as_str();
        while let Some(first) = rest.chars().next() {
            // A word, or one mark.
            let end = if first.is_alphanumeric() {
                rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())
            } else {
                first.len_utf8()
            };
            let (word, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
            rest = after;
            if !first.is_whitespace() && !first.is_control() {
                self.cut(word, &mut found);
            }
            if found.len() >= MAX_PIECES {
                break;
            }
        }
        found.truncate(MAX_PIECES);
        if found.is_empty() {
            found.push(UNKNOWN);
        }
        found
    }

    /// Adds the pieces of a word; the unknown one where not all of it is made of pieces.
    fn cut(&self, word: &str, found: &mut Vec<u16>) {
        let start = found.len();
        let mut rest = word;
        let mut written = String::new();
        if word.chars().count() > MAX_LETTERS {
            rest = "";
            found.push(UNKNOWN);
        }
        while !rest.is_empty() {
            let inside = rest.len() < word.len();
            let fits = |end: &usize| *end <= self.longest && rest.is_char_boundary(*end);
            let piece = (1..=rest.len().min(self.longest)).rev().filter(fits).find_map(|end| {
                written.clear();
                written.push_str(if inside { "##" } else { "" });
                written.push_str(rest.get(..end)?);
                Some((end, *self.pieces.get(written.as_str())?))
            });
            let Some((end, piece)) = piece else {
                found.truncate(start);
                found.push(UNKNOWN);
                return;
            };
            found.push(piece);
            rest = rest.get(end..).unwrap_or_default();
        }
    }
}
