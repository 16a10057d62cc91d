//! Where a sequence of words stands in another: an array of its suffixes, in order.

use std::cmp::Ordering;

/// The suffixes of a sequence of numbers, sorted. Built in n log² n, whatever repeats; a look-up takes m log n.
pub(super) struct Suffixes {
    symbols: Vec<u32>,
    order: Vec<u32>,
}

/// A part of the order: all suffixes that start with the same numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block {
    start: usize,
    end: usize,
}

impl Block {
    /// The number of places.
    pub(super) fn len(self) -> usize {
        self.end - self.start
    }
}

impl Suffixes {
    /// Sorts by doubling: once all are sorted by their first k numbers, those k further on have sorted the next k.
    pub(super) fn new(symbols: Vec<u32>) -> Suffixes {
        let count = symbols.len();
        let mut order: Vec<u32> = (0..count).map(number).collect();
        let mut ranks: Vec<u32> = symbols.clone();
        let mut next = vec![0; count];
        let mut width = 0;
        loop {
            let key = |at: u32| -> (u32, u32) {
                let at = at as usize;
                // Behind the end stands what is less than every number.
                let behind = |at: usize| ranks.get(at).map_or(0, |rank| rank.saturating_add(1));
                (behind(at), if width == 0 { 0 } else { behind(at + width) })
            };
            order.sort_unstable_by_key(|at| key(*at));
            let (mut rank, mut before) = (0, None);
            for at in &order {
                let own = key(*at);
                if before.is_some_and(|before| before != own) {
                    rank += 1;
                }
                before = Some(own);
                if let Some(slot) = next.get_mut(*at as usize) {
                    *slot = rank;
                }
            }
            std::mem::swap(&mut ranks, &mut next);
            width = if width == 0 { 1 } else { width * 2 };
            if rank as usize + 1 >= count || width >= count {
                break;
            }
        }
        Suffixes { symbols, order }
    }

    /// All suffixes.
    pub(super) fn all(&self) -> Block {
        Block { start: 0, end: self.order.len() }
    }

    /// The suffixes of a block that go on with `symbol` at `depth`.
    pub(super) fn narrow(&self, block: Block, depth: usize, symbol: u32) -> Block {
        let part = self.order.get(block.start..block.end).unwrap_or_default();
        let compare = |at: u32| -> Ordering {
            self.symbols.get(at as usize + depth).map_or(Ordering::Less, |found| found.cmp(&symbol))
        };
        let start = part.partition_point(|at| compare(*at) == Ordering::Less);
        let length =
            part.get(start..).unwrap_or_default().partition_point(|at| compare(*at) == Ordering::Equal);
        Block { start: block.start + start, end: block.start + start + length }
    }

    /// The suffixes that start with a sequence.
    pub(super) fn find(&self, wanted: &[u32]) -> Block {
        let mut block = self.all();
        for (depth, symbol) in wanted.iter().enumerate() {
            block = self.narrow(block, depth, *symbol);
            if block.len() == 0 {
                break;
            }
        }
        block
    }

    /// The length of the longest start of a sequence that stands anywhere, at most `longest`, and its places.
    pub(super) fn longest(&self, wanted: &[u32], longest: usize) -> (usize, Block) {
        let mut block = self.all();
        for (depth, symbol) in wanted.iter().take(longest).enumerate() {
            let narrowed = self.narrow(block, depth, *symbol);
            if narrowed.len() == 0 {
                return (depth, block);
            }
            block = narrowed;
        }
        (wanted.len().min(longest), block)
    }

    /// At most `most` places of a block, sorted, and whether there are more.
    pub(super) fn places(&self, block: Block, most: usize) -> (Vec<usize>, bool) {
        let part = self.order.get(block.start..block.end).unwrap_or_default();
        let mut places: Vec<usize> = part.iter().take(most).map(|at| *at as usize).collect();
        places.sort_unstable();
        (places, part.len() > most)
    }
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::Suffixes;

    #[test]
    fn every_place_is_found() {
        let symbols: Vec<u32> = "to be or not to be to be".bytes().map(u32::from).collect();
        let suffixes = Suffixes::new(symbols.clone());
        for start in 0..symbols.len() {
            for end in start + 1..=symbols.len() {
                let wanted = &symbols[start..end];
                let (places, more) = suffixes.places(suffixes.find(wanted), 100);
                let naive: Vec<usize> =
                    (0..symbols.len()).filter(|at| symbols[*at..].starts_with(wanted)).collect();
                assert_eq!((places, more), (naive, false));
            }
        }
        assert_eq!(suffixes.find(&[1]).len(), 0);
        assert_eq!(Suffixes::new(Vec::new()).find(&[1]).len(), 0);
        let (length, block) =
            suffixes.longest(&symbols[3..9].iter().copied().chain([1]).collect::<Vec<_>>(), 32);
        assert_eq!((length, block.len()), (6, 1));
    }

    #[test]
    fn what_repeats_does_not_take_long() {
        let suffixes = Suffixes::new(vec![7; 200_000]);
        let (places, more) = suffixes.places(suffixes.find(&vec![7; 1000]), 5);
        assert_eq!((places.len(), more), (5, true));
    }
}
