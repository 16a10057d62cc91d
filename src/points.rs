//! Conversion between byte offsets and code point offsets.

/// Number of bytes in a block.
const BLOCK: usize = 64;

/// The number of code points before each block of a text, for fast conversion.
pub(crate) struct CodePoints<'a> {
    text: &'a str,
    /// Strictly increasing: every block has the start of a code point.
    blocks: Vec<usize>,
}

impl<'a> CodePoints<'a> {
    /// Linear in the length of the text.
    pub(crate) fn new(text: &'a str) -> Self {
        let mut sum = 0;
        let blocks = text.as_bytes().chunks(BLOCK).map(|block| {
            let before = sum;
            sum += starts(block);
            before
        });
        let blocks: Vec<usize> = blocks.collect();
        CodePoints { text, blocks }
    }

    /// The number of code points that start before the byte at `offset`. An offset past the end counts as the end. Constant
    /// time.
    pub(crate) fn at(&self, offset: usize) -> usize {
        let block = (offset / BLOCK).min(self.blocks.len().saturating_sub(1));
        let bytes = self.text.as_bytes();
        let rest = bytes.get(block * BLOCK..offset.min(bytes.len())).unwrap_or_default();
        self.blocks.get(block).copied().unwrap_or(0) + starts(rest)
    }

    /// The offset of the code point with this number, from 0: the length of the text for the number after the last, `None`
    /// beyond. Logarithmic time.
    pub(crate) fn byte(&self, point: usize) -> Option<usize> {
        let block = self.blocks.partition_point(|before| *before <= point).saturating_sub(1);
        let mut left = point - self.blocks.get(block).copied().unwrap_or(0);
        let bytes = self.text.as_bytes();
        for (offset, byte) in bytes.iter().enumerate().skip(block * BLOCK) {
            if is_start(*byte) {
                if left == 0 {
                    return Some(offset);
                }
                left -= 1;
            }
            // The walk may leave the block only at the end of the text, so it is short.
        }
        (left == 0).then_some(bytes.len())
    }

    /// The number of code points.
    pub(crate) fn len(&self) -> usize {
        self.at(self.text.len())
    }
}

/// Whether the byte starts a code point: it is not a continuation byte.
fn is_start(byte: u8) -> bool {
    (byte & 0xc0) != 0x80
}

fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| is_start(**byte)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_both_ways() {
        let text = "é“x”👩‍👧".repeat(40);
        let points = CodePoints::new(&text);
        for (count, (offset, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at(offset), count);
            assert_eq!(points.byte(count), Some(offset));
        }
        let all = text.chars().count();
        assert_eq!((points.at(text.len()), points.len()), (all, all));
        assert_eq!(points.byte(all), Some(text.len()));
        assert_eq!(points.byte(all + 1), None);
        assert_eq!(points.byte(usize::MAX), None);
    }

    #[test]
    fn an_empty_text_has_one_place() {
        let points = CodePoints::new("");
        assert_eq!((points.at(0), points.at(9), points.len()), (0, 0, 0));
        assert_eq!((points.byte(0), points.byte(1)), (Some(0), None));
    }
}
