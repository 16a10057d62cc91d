//! Which printed claim is held against which marked attribution.

use std::collections::BTreeSet;

use super::scores::float;
use super::words::Set;

/// Contents that overlap less than this are not the same.
const SAME: f64 = 0.5;

/// What attributions are paired by.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parts {
    pub(crate) content: Set,
    pub(crate) source: Set,
}

/// The printed claim of a marked attribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Pair {
    pub(crate) printed: usize,
    /// The shared words of both contents, of all their words: from one half to 1.
    pub(crate) overlap: f64,
}

/// Whether two sources share a word, or both have none.
pub(crate) fn agree(marked: &Parts, printed: &Parts) -> bool {
    (marked.source.is_empty() && printed.source.is_empty()) || !marked.source.is_disjoint(&printed.source)
}

/// Pairs one to one by content, the largest overlap first; of equal ones, those whose sources agree, so that nested claims of
/// one content are paired with their own. Gives the pair of each marked one.
pub(crate) fn pair<'p>(marked: &[Parts], printed: impl Iterator<Item = &'p Parts>) -> Vec<Option<Pair>> {
    let mut candidates = Vec::new();
    for (at, printed) in printed.enumerate() {
        for (of, marked) in marked.iter().enumerate() {
            let common = marked.content.intersection(&printed.content).count();
            let union = marked.content.len() + printed.content.len() - common;
            let overlap = float(common) / float(union.max(1));
            if overlap >= SAME {
                candidates.push((overlap, !agree(marked, printed), of, at));
            }
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2, a.3).cmp(&(b.1, b.2, b.3))));
    let mut used = BTreeSet::new();
    let mut pairs = vec![None; marked.len()];
    for (overlap, _, of, at) in candidates {
        if let Some(pair @ None) = pairs.get_mut(of)
            && used.insert(at)
        {
            *pair = Some(Pair { printed: at, overlap });
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::{Pair, Parts, pair};

    fn parts(content: std::ops::Range<usize>, source: usize) -> Parts {
        Parts { content: content.collect(), source: [source].into() }
    }

    #[test]
    fn the_largest_overlap_is_paired_first_and_one_to_one() {
        let marked = [parts(0..4, 9), parts(0..5, 9), parts(20..30, 9)];
        let printed = [parts(0..5, 9), parts(0..3, 9), parts(26..36, 9)];
        let pairs = pair(&marked, printed.iter());
        assert_eq!(
            pairs,
            [Some(Pair { printed: 1, overlap: 0.75 }), Some(Pair { printed: 0, overlap: 1.0 }), None]
        );
    }

    #[test]
    fn of_equal_contents_those_with_the_same_source_are_paired() {
        let marked = [parts(0..4, 8), parts(0..4, 9)];
        let printed = [parts(0..4, 9), parts(0..4, 8)];
        let pairs: Vec<usize> =
            pair(&marked, printed.iter()).into_iter().flatten().map(|pair| pair.printed).collect();
        assert_eq!(pairs, [1, 0]);
    }
}
