//! Conversion between offsets in bytes, code points and UTF-16.

/// Number of bytes in a block.
const BLOCK: usize = 64;

/// Offsets of a text in the units of other programs: code points, as Python counts, and UTF-16 code units, as JavaScript, Java and
/// editors count. Spans of this crate count bytes.
///
/// ```
/// use ascribe::{Span, TextIndex};
///
/// let text = "👩 said: “Yes.”";
/// let index = TextIndex::new(text);
/// let yes = Span::find(text, "Yes").ok_or("not there")?;
/// assert_eq!(yes.range(), 14..17);
/// assert_eq!(yes.code_points(&index), 9..12);
/// assert_eq!(yes.utf16(&index), 10..13);
/// assert_eq!(index.byte_of_utf16(10), Some(14));
/// assert_eq!(index.byte_of_utf16(1), None); // in the middle of a character
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug)]
pub struct TextIndex<'a> {
    text: &'a str,
    /// Code points and UTF-16 code units before each block. Strictly increasing: every block has the start of a code point.
    blocks: Vec<(usize, usize)>,
}

impl<'a> TextIndex<'a> {
    /// The index of a text.
    ///
    /// Time complexity: linear in the length of the text. It takes a quarter of the text's memory.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let (mut points, mut units) = (0, 0);
        let blocks = text.as_bytes().chunks(BLOCK).map(|block| {
            let before = (points, units);
            points += starts(block);
            units += starts(block) + pairs(block);
            before
        });
        let blocks: Vec<(usize, usize)> = blocks.collect();
        TextIndex { text, blocks }
    }

    /// The number of code points that start before the byte at `offset`. An offset past the end counts as the end.
    ///
    /// Time complexity: constant.
    #[must_use]
    pub fn code_point_of(&self, offset: usize) -> usize {
        let ((points, _), rest) = self.before(offset);
        points + starts(rest)
    }

    /// The number of UTF-16 code units of the characters that start before the byte at `offset`. An offset past the end counts as
    /// the end.
    ///
    /// Time complexity: constant.
    #[must_use]
    pub fn utf16_of(&self, offset: usize) -> usize {
        let ((_, units), rest) = self.before(offset);
        units + starts(rest) + pairs(rest)
    }

    /// The offset in bytes of the code point with this number, from 0: the length of the text for the number after the last,
    /// `None` beyond.
    ///
    /// Time complexity: logarithmic in the length of the text.
    #[must_use]
    pub fn byte_of_code_point(&self, point: usize) -> Option<usize> {
        self.byte(point, |(points, _)| points, |_| 1)
    }

    /// The offset in bytes of the character that starts at this UTF-16 code unit: the length of the text for the number after the
    /// last. `None` beyond, and in the middle of a character.
    ///
    /// Time complexity: logarithmic in the length of the text.
    #[must_use]
    pub fn byte_of_utf16(&self, unit: usize) -> Option<usize> {
        self.byte(unit, |(_, units)| units, |byte| 1 + usize::from(is_pair(byte)))
    }

    /// The number of code points of the text.
    #[must_use]
    pub fn code_points(&self) -> usize {
        self.code_point_of(self.text.len())
    }

    /// The counts before the block of an offset, and the bytes from there to the offset.
    fn before(&self, offset: usize) -> ((usize, usize), &'a [u8]) {
        let block = (offset / BLOCK).min(self.blocks.len().saturating_sub(1));
        let bytes = self.text.as_bytes();
        let rest = bytes.get(block * BLOCK..offset.min(bytes.len())).unwrap_or_default();
        (self.blocks.get(block).copied().unwrap_or_default(), rest)
    }

    /// The offset of the character before which `wanted` units are. `count` picks the unit's count before a block, `width` is the
    /// number of units of the character that a byte starts.
    fn byte(
        &self,
        wanted: usize,
        count: fn((usize, usize)) -> usize,
        width: fn(u8) -> usize,
    ) -> Option<usize> {
        let block = self.blocks.partition_point(|before| count(*before) <= wanted).saturating_sub(1);
        let mut left = wanted - self.blocks.get(block).map_or(0, |before| count(*before));
        let bytes = self.text.as_bytes();
        for (offset, byte) in bytes.iter().enumerate().skip(block * BLOCK) {
            if is_start(*byte) {
                if left == 0 {
                    return Some(offset);
                }
                left = left.checked_sub(width(*byte))?;
            }
            // The walk may leave the block only at the end of the text, so it is short.
        }
        (left == 0).then_some(bytes.len())
    }
}

/// Whether the byte starts a code point: it is not a continuation byte.
fn is_start(byte: u8) -> bool {
    (byte & 0xc0) != 0x80
}

/// Whether the byte starts a code point that UTF-16 writes as two units: it has four bytes in UTF-8.
fn is_pair(byte: u8) -> bool {
    byte >= 0xf0
}

fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| is_start(**byte)).count()
}

fn pairs(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| is_pair(**byte)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_both_ways() {
        let text = "é“x”👩‍👧".repeat(40);
        let index = TextIndex::new(&text);
        let mut units = 0;
        for (count, (offset, character)) in text.char_indices().enumerate() {
            assert_eq!((index.code_point_of(offset), index.utf16_of(offset)), (count, units));
            assert_eq!(index.byte_of_code_point(count), Some(offset));
            assert_eq!(index.byte_of_utf16(units), Some(offset));
            if character.len_utf16() == 2 {
                assert_eq!(index.byte_of_utf16(units + 1), None);
            }
            units += character.len_utf16();
        }
        let all = text.chars().count();
        assert_eq!((index.code_point_of(text.len()), index.code_points()), (all, all));
        assert_eq!(index.utf16_of(text.len()), text.encode_utf16().count());
        assert_eq!(index.byte_of_code_point(all), Some(text.len()));
        assert_eq!(index.byte_of_utf16(units), Some(text.len()));
        assert_eq!((index.byte_of_code_point(all + 1), index.byte_of_utf16(units + 1)), (None, None));
        assert_eq!(index.byte_of_code_point(usize::MAX), None);
    }

    #[test]
    fn an_empty_text_has_one_place() {
        let index = TextIndex::new("");
        assert_eq!((index.code_point_of(0), index.utf16_of(9), index.code_points()), (0, 0, 0));
        assert_eq!((index.byte_of_code_point(0), index.byte_of_utf16(1)), (Some(0), None));
    }
}
