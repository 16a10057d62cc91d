//! Lemmas: an edit for the word as it was seen, or else for the longest ending that was seen.

use super::table::{hash, mix};
use crate::text::{Upos, Xpos};

/// How a form becomes its lemma: cut letters off the end, put others there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Edit {
    /// How many characters go.
    pub(crate) cut: u8,
    /// What comes.
    pub(crate) add: String,
}

/// The lemmatiser's part of a model.
#[derive(Clone, Debug)]
pub(crate) struct Lemmatiser {
    pub(crate) edits: Vec<Edit>,
    /// From the hash of a form or an ending, with its part of speech, to an edit; sorted.
    pub(crate) rules: Vec<(u32, u16)>,
}

/// The longest ending that a rule can have, in letters.
pub(crate) const LONGEST_ENDING: usize = 5;

/// The key of a whole form.
pub(crate) fn form_key(lower: &str, xpos: Xpos) -> u32 {
    (mix(u64::from(hash(lower)), 1 + xpos as u64) >> 16) as u32
}

/// The key of an ending.
pub(crate) fn ending_key(ending: &str, xpos: Xpos) -> u32 {
    (mix(u64::from(hash(ending)), 1001 + xpos as u64) >> 16) as u32
}

impl Lemmatiser {
    /// Writes the lemma of a token.
    pub(crate) fn write(&self, written: &str, lower: &str, upos: Upos, xpos: Xpos, out: &mut String) {
        let base = if matches!(upos, Upos::Propn) { written } else { lower };
        let edit = self.find(form_key(lower, xpos)).or_else(|| {
            let endings = lower.char_indices().rev().take(LONGEST_ENDING).map(|(at, _)| at);
            let endings: Option<u16> = endings
                .collect::<Endings>()
                .longest_first()
                .find_map(|at| self.find(ending_key(lower.get(at..).unwrap_or_default(), xpos)));
            endings
        });
        apply(edit.and_then(|edit| self.edits.get(usize::from(edit))), base, out);
    }

    fn find(&self, key: u32) -> Option<u16> {
        let at = self.rules.binary_search_by_key(&key, |(key, _)| *key).ok()?;
        self.rules.get(at).map(|(_, edit)| *edit)
    }
}

/// Where the last few letters of a word start.
struct Endings {
    starts: [usize; LONGEST_ENDING],
    count: usize,
}

impl FromIterator<usize> for Endings {
    fn from_iter<I: IntoIterator<Item = usize>>(iter: I) -> Self {
        let mut endings = Endings { starts: [0; LONGEST_ENDING], count: 0 };
        for (slot, start) in endings.starts.iter_mut().zip(iter) {
            *slot = start;
            endings.count += 1;
        }
        endings
    }
}

impl Endings {
    fn longest_first(&self) -> impl Iterator<Item = usize> {
        self.starts.iter().take(self.count).rev().copied()
    }
}

/// Applies an edit, or none.
pub(crate) fn apply(edit: Option<&Edit>, base: &str, out: &mut String) {
    let Some(edit) = edit else { return out.push_str(base) };
    let keep = match edit.cut {
        0 => base.len(),
        cut => base.char_indices().rev().nth(usize::from(cut) - 1).map_or(0, |(at, _)| at),
    };
    out.push_str(base.get(..keep).unwrap_or_default());
    out.push_str(&edit.add);
}
