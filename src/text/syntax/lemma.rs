//! Lemmas: an edit of the end of a word, and a case. Both are looked up by the form, or else by the longest known ending.

use super::table::{Index, Reader, hash, mix};
use super::tagger::{PROBES, lower_form};
use crate::text::{Upos, Xpos};

/// The weights of the lemmatiser.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lemmatiser {
    pub(crate) edits: Edits,
    /// Edits by form or ending, with the part of speech.
    pub(crate) rules: Index,
    /// Numbers of [`Case`]s by form, ending or neither, with the part of speech and the capitals.
    pub(crate) cases: Index,
}

/// Edits from forms to lemmas: each removes letters at the end and appends others.
#[derive(Clone, Debug, Default)]
pub(crate) struct Edits {
    /// The number of characters that each edit removes.
    pub(crate) cuts: Vec<u8>,
    /// The end in `text` of the letters that each edit appends. They start at the end of those before.
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

/// The case of a lemma.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Case {
    /// Lower case.
    Lower,
    /// The case of the form.
    AsWritten,
    /// A capital first letter.
    Capitalised,
    /// Upper case.
    Upper,
}

impl Case {
    pub(crate) const ALL: [Case; 4] = [Case::Lower, Case::AsWritten, Case::Capitalised, Case::Upper];
}

/// Maximum length of the ending of an edit, in letters.
pub(crate) const LONGEST_ENDING: usize = 5;
/// Length of the ending of a case, in letters.
pub(crate) const CASE_ENDING: usize = 3;

/// The capitals of a word: 0 for none, 1 for the first letter, 2 for all letters, 3 for others.
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

/// A number for the part of speech, as far as lemmas depend on it.
pub(crate) fn part(upos: Upos, xpos: Xpos) -> u64 {
    let special = match upos {
        Upos::Propn => 1,
        Upos::Aux => 2,
        Upos::Adj => 3,
        _ => 0,
    };
    xpos as u64 * 4 + special
}

/// Whether words of this part of speech inflect. Others are looked up by form only.
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

/// The key of an edit by form.
pub(crate) fn form_key(lower: &str, part: u64) -> u64 {
    mix(mix(u64::from(hash(lower)), 1), part)
}

/// The key of an edit by ending.
pub(crate) fn ending_key(ending: &str, part: u64) -> u64 {
    mix(mix(u64::from(hash(ending)), 2), part)
}

/// The keys of the case of a word, from the most specific: by form, by ending, and by part of speech.
pub(crate) fn case_keys(lower: &str, upos: Upos, xpos: Xpos, capitals: u8) -> [u64; 3] {
    let with = part(upos, xpos) * 4 + u64::from(capitals);
    let ending = ending(lower, CASE_ENDING).unwrap_or(lower);
    [mix(mix(u64::from(hash(lower)), 3), with), mix(mix(u64::from(hash(ending)), 4), with), mix(5, with)]
}

/// The last letters of a word. `None` for a word with fewer.
pub(crate) fn ending(lower: &str, letters: usize) -> Option<&str> {
    let (at, _) = lower.char_indices().rev().nth(letters.checked_sub(1)?)?;
    lower.get(at..)
}

/// The form that a lemma is derived from: the lower-case form, or the written form of a mark.
pub(crate) fn base<'w>(written: &'w str, lower: &'w str) -> &'w str {
    if lower.contains(char::is_alphanumeric) { lower } else { written }
}

impl Lemmatiser {
    /// A fingerprint of the keys.
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

    /// Reads what [`Lemmatiser::write`] wrote. `None` for other bytes.
    pub(crate) fn read(bytes: &mut Reader<'_>) -> Option<Self> {
        let count = usize::from(bytes.u16()?);
        let cuts = bytes.take(count)?.to_vec();
        let ends = bytes.numbers(count)?;
        let length = usize::from(bytes.u16()?);
        let text = std::str::from_utf8(bytes.take(length)?).ok()?.to_owned();
        let edits = Edits { cuts, ends, text };
        Some(Lemmatiser { edits, rules: Index::read(bytes)?, cases: Index::read(bytes)? })
    }

    /// Appends the lemma of a token to `out`.
    pub(crate) fn lemma(&self, written: &str, lower: &str, upos: Upos, xpos: Xpos, out: &mut String) {
        let base = base(written, lower);
        let (cut, add) = self.edit(base, upos, xpos).unwrap_or_default();
        let start = out.len();
        match self.case(written, base, upos, xpos) {
            // A few letters have another length in lower case. The lemma is in lower case then.
            Case::AsWritten if written.chars().count() == base.chars().count() => {
                push_edited(written, cut, add, out);
            }
            Case::Lower | Case::AsWritten => push_edited(base, cut, add, out),
            Case::Capitalised => {
                push_edited(base, cut, add, out);
                let first = out.get(start..).and_then(|lemma| lemma.chars().next());
                if let Some(first) = first.filter(|c| c.is_lowercase() && c.is_ascii()) {
                    out.replace_range(start..=start, first.to_ascii_uppercase().encode_utf8(&mut [0; 4]));
                }
            }
            Case::Upper => {
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
        // The lemma of a lower-case word has capitals only by its form: "i", "french".
        let looked_up = if capitals == 0 { 1 } else { keys.len() };
        let found = keys.iter().take(looked_up).find_map(|key| self.cases.get(*key));
        found.and_then(|case| Case::ALL.get(usize::from(case)).copied()).unwrap_or(Case::Lower)
    }
}

/// Appends a word with its last letters replaced.
fn push_edited(base: &str, cut: usize, add: &str, out: &mut String) {
    let keep = match cut.checked_sub(1) {
        None => base.len(),
        Some(last) => base.char_indices().rev().nth(last).map_or(0, |(at, _)| at),
    };
    out.push_str(base.get(..keep).unwrap_or_default());
    out.push_str(add);
}
