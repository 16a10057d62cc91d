//! Lemmas: an edit of the word's end, and what becomes of its capitals. Both are looked up for the word as it was seen,
//! or else for the longest ending that was seen.

use super::table::{Index, Reader, hash, mix};
use super::tagger::{PROBES, lower_form};
use crate::text::{Upos, Xpos};

/// The lemmatiser's part of a model.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lemmatiser {
    pub(crate) edits: Edits,
    /// From a form or an ending, with its part of speech, to an edit.
    pub(crate) rules: Index,
    /// From a form, an ending or nothing, with part of speech and capitals, to a [`Case`].
    pub(crate) cases: Index,
}

/// How forms become their lemmas: cut letters off the end, put others there.
#[derive(Clone, Debug, Default)]
pub(crate) struct Edits {
    /// How many characters go.
    pub(crate) cuts: Vec<u8>,
    /// Where in the text what comes ends; it starts where the one before it ends.
    pub(crate) ends: Vec<u16>,
    pub(crate) text: String,
}

impl Edits {
    #[cfg(feature = "training")]
    pub(crate) fn push(&mut self, cut: u8, add: &str) {
        self.cuts.push(cut);
        self.text.push_str(add);
        self.ends.push(u16::try_from(self.text.len()).unwrap_or(u16::MAX));
    }

    fn get(&self, edit: u16) -> Option<(usize, &str)> {
        let edit = usize::from(edit);
        let start = edit.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        let add = self.text.get(usize::from(start)..usize::from(*self.ends.get(edit)?))?;
        Some((usize::from(*self.cuts.get(edit)?), add))
    }
}

/// What becomes of the capitals of a word in its lemma.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Case {
    /// All small.
    Small,
    /// As it is written.
    Written,
    /// The first letter a capital.
    First,
    /// All capitals.
    All,
}

impl Case {
    pub(crate) const ALL: [Case; 4] = [Case::Small, Case::Written, Case::First, Case::All];
}

/// The longest ending that a rule can have, in letters; and that a rule for capitals has.
pub(crate) const LONGEST_ENDING: usize = 5;
pub(crate) const CASE_ENDING: usize = 3;

/// Which capitals a word is written with: none, the first letter, all of several, or some.
pub(crate) fn capitals(written: &str) -> u8 {
    let mut chars = written.chars();
    let first = chars.next().is_some_and(char::is_uppercase);
    let (mut upper, mut lower) = (false, false);
    for c in chars {
        upper |= c.is_uppercase();
        lower |= c.is_lowercase();
    }
    match (first, upper, lower) {
        (false, false, _) => 0,
        (true, false, _) => 1,
        (true, true, false) => 2,
        _ => 3,
    }
}

/// A part of speech as far as lemmas depend on it.
pub(crate) fn part(upos: Upos, xpos: Xpos) -> u64 {
    let special = match upos {
        Upos::Propn => 1,
        Upos::Aux => 2,
        Upos::Adj => 3,
        _ => 0,
    };
    xpos as u64 * 4 + special
}

/// Whether a word of this part of speech has endings; others are looked up whole.
pub(crate) fn inflects(xpos: Xpos) -> bool {
    matches!(
        xpos,
        Xpos::Nns
            | Xpos::Nnps
            | Xpos::Vbz
            | Xpos::Vbd
            | Xpos::Vbn
            | Xpos::Vbg
            | Xpos::Jjr
            | Xpos::Jjs
            | Xpos::Rbr
            | Xpos::Rbs
    )
}

/// The key of a whole form.
pub(crate) fn form_key(lower: &str, part: u64) -> u64 {
    mix(mix(u64::from(hash(lower)), 1), part)
}

/// The key of an ending.
pub(crate) fn ending_key(ending: &str, part: u64) -> u64 {
    mix(mix(u64::from(hash(ending)), 2), part)
}

/// The keys under which the fate of a word's capitals stands, the most special first: for the form, for its ending, for
/// every word of its part of speech.
pub(crate) fn case_keys(lower: &str, upos: Upos, xpos: Xpos, capitals: u8) -> [u64; 3] {
    let with = part(upos, xpos) * 4 + u64::from(capitals);
    let ending = ending(lower, CASE_ENDING).unwrap_or(lower);
    [mix(mix(u64::from(hash(lower)), 3), with), mix(mix(u64::from(hash(ending)), 4), with), mix(5, with)]
}

/// The last letters; `None` where the word has fewer.
pub(crate) fn ending(lower: &str, letters: usize) -> Option<&str> {
    let (at, _) = lower.char_indices().rev().nth(letters.checked_sub(1)?)?;
    lower.get(at..)
}

/// What of a word its lemma is made from: marks stand for themselves, words are read in lower case.
pub(crate) fn base<'w>(written: &'w str, lower: &'w str) -> &'w str {
    if lower.contains(char::is_alphanumeric) { lower } else { written }
}

impl Lemmatiser {
    /// A number that changes with what rules are looked up by.
    pub(crate) fn features() -> u64 {
        PROBES.into_iter().fold(LONGEST_ENDING as u64, |sum, word| {
            let lower = lower_form(word);
            let sum = mix(
                sum,
                form_key(&lower, part(Upos::Noun, Xpos::Nns))
                    ^ ending_key(&lower, part(Upos::Adj, Xpos::Jjr)),
            );
            let sum = mix(sum, u64::from(capitals(word)) + 8 * u64::from(inflects(Xpos::Vbg)));
            case_keys(&lower, Upos::Propn, Xpos::Nnp, capitals(word)).into_iter().fold(sum, mix)
        })
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        out.extend(u16::try_from(self.edits.cuts.len()).unwrap_or(u16::MAX).to_le_bytes());
        out.extend(&self.edits.cuts);
        out.extend(self.edits.ends.iter().flat_map(|end| end.to_le_bytes()));
        out.extend(u16::try_from(self.edits.text.len()).unwrap_or(u16::MAX).to_le_bytes());
        out.extend(self.edits.text.bytes());
        self.rules.write(out);
        self.cases.write(out);
    }

    /// Reads what [`Lemmatiser::write`] wrote; `None` where it is something else.
    pub(crate) fn read(bytes: &mut Reader<'_>) -> Option<Self> {
        let count = usize::from(bytes.u16()?);
        let cuts = bytes.take(count)?.to_vec();
        let ends = bytes.numbers(count)?;
        let length = usize::from(bytes.u16()?);
        let text = std::str::from_utf8(bytes.take(length)?).ok()?.to_owned();
        let edits = Edits { cuts, ends, text };
        Some(Lemmatiser { edits, rules: Index::read(bytes)?, cases: Index::read(bytes)? })
    }

    /// Writes the lemma of a token at the end of `out`.
    pub(crate) fn lemma(&self, written: &str, lower: &str, upos: Upos, xpos: Xpos, out: &mut String) {
        let base = base(written, lower);
        let (cut, add) = self.edit(base, upos, xpos).unwrap_or_default();
        let start = out.len();
        match self.case(written, base, upos, xpos) {
            // Some letters have another length in lower case; the lemma is small then.
            Case::Written if written.chars().count() == base.chars().count() => {
                push_edited(written, cut, add, out);
            }
            Case::Small | Case::Written => push_edited(base, cut, add, out),
            Case::First => {
                push_edited(base, cut, add, out);
                let first = out.get(start..).and_then(|lemma| lemma.chars().next());
                if let Some(first) = first.filter(|c| c.is_lowercase() && c.is_ascii()) {
                    out.replace_range(start..=start, first.to_ascii_uppercase().encode_utf8(&mut [0; 4]));
                }
            }
            Case::All => {
                push_edited(base, cut, add, out);
                if let Some(lemma) = out.get_mut(start..) {
                    lemma.make_ascii_uppercase();
                }
            }
        }
    }

    fn edit(&self, base: &str, upos: Upos, xpos: Xpos) -> Option<(usize, &str)> {
        let part = part(upos, xpos);
        let whole = self.rules.get(form_key(base, part));
        let found = whole.or_else(|| {
            let longest = if inflects(xpos) { LONGEST_ENDING } else { 0 };
            (1..=longest)
                .rev()
                .filter_map(|length| ending(base, length))
                .find_map(|ending| self.rules.get(ending_key(ending, part)))
        });
        self.edits.get(found?)
    }

    fn case(&self, written: &str, base: &str, upos: Upos, xpos: Xpos) -> Case {
        let capitals = capitals(written);
        let keys = case_keys(base, upos, xpos, capitals);
        // A word in small letters has capitals in its lemma only if it was seen so: "i", "french".
        let looked_up = if capitals == 0 { 1 } else { keys.len() };
        let found = keys.iter().take(looked_up).find_map(|key| self.cases.get(*key));
        found.and_then(|case| Case::ALL.get(usize::from(case)).copied()).unwrap_or(Case::Small)
    }
}

/// Writes a word without its last letters, and others in their place.
fn push_edited(base: &str, cut: usize, add: &str, out: &mut String) {
    let keep = match cut.checked_sub(1) {
        None => base.len(),
        Some(last) => base.char_indices().rev().nth(last).map_or(0, |(at, _)| at),
    };
    out.push_str(base.get(..keep).unwrap_or_default());
    out.push_str(add);
}
