//! The tagger: greedy, from left to right, with the tags that a word has in the training data as candidates.

use super::table::{Index, Reader, Sparse, hash, mix};
use crate::text::strings::normalise;
use crate::text::{Upos, Xpos};

/// The number of a pair of universal and English part of speech.
pub(crate) type Tag = u8;

/// The features of a token by itself, for the tagger and the parser.
#[derive(Clone, Debug, Default)]
pub(crate) struct Form {
    /// The hash of the lower-case form, with all digits as `0`.
    pub(crate) word: u32,
    /// The hashes of the last one to four letters.
    pub(crate) suffixes: [u32; 4],
    /// The hashes of the first two and three letters.
    pub(crate) prefixes: [u32; 2],
    pub(crate) shape: u8,
    /// The number of the set of tags of the word. 0 for an unknown word.
    pub(crate) class: u16,
}

impl Form {
    /// Reads a token. `capitals` tells whether its sentence is in capitals, which are then ignored.
    pub(crate) fn new(written: &str, lower: &str, capitals: bool) -> Form {
        let mut form = Form { word: word_hash(lower), shape: shape(written, capitals), ..Form::default() };
        // The starts of the suffixes, and the ends of the prefixes.
        let (mut starts, mut ends) = ([0; 4], [0; 3]);
        let letters = if lower.is_ascii() {
            for (length, start) in (1..).zip(&mut starts) {
                *start = lower.len().saturating_sub(length);
            }
            ends = [1, 2, 3];
            lower.len()
        } else {
            for (slot, (at, _)) in starts.iter_mut().zip(lower.char_indices().rev()) {
                *slot = at;
            }
            for (slot, (at, c)) in ends.iter_mut().zip(lower.char_indices()) {
                *slot = at + c.len_utf8();
            }
            lower.chars().count()
        };
        for ((length, suffix), start) in (1..).zip(&mut form.suffixes).zip(starts) {
            if length < letters {
                *suffix = hash(lower.get(start..).unwrap_or_default());
            }
        }
        for ((length, prefix), end) in (2..).zip(&mut form.prefixes).zip(ends.into_iter().skip(1)) {
            if length < letters {
                *prefix = hash(lower.get(..end).unwrap_or_default());
            }
        }
        form
    }

    /// Whether it has a capital, in a sentence that is not in capitals.
    pub(crate) fn has_capital(&self) -> bool {
        matches!(self.shape & 7, 4..=6)
    }
}

/// The hash of a word. Numbers of the same length have the same hash, so years differ from days, and 1 from 10,000.
fn word_hash(lower: &str) -> u32 {
    if lower.starts_with(|c: char| c.is_ascii_digit()) {
        let digits = |byte: u8| if byte.is_ascii_digit() { b'0' } else { byte };
        let mut key = [0_u8; 12];
        for (slot, byte) in key.iter_mut().zip(lower.bytes()) {
            *slot = digits(byte);
        }
        let used = lower.len().min(12);
        return hash(key.get(..used).and_then(|key| std::str::from_utf8(key).ok()).unwrap_or("0"));
    }
    hash(lower)
}

fn shape(written: &str, capitals: bool) -> u8 {
    let (mut digit, mut letter, mut upper, mut lower, mut joint) = (false, false, false, false, false);
    let mut read = |c: char| {
        digit |= c.is_ascii_digit();
        letter |= c.is_alphabetic();
        upper |= c.is_uppercase();
        lower |= c.is_lowercase();
        joint |= matches!(c, '.' | '-');
    };
    if written.is_ascii() {
        written.bytes().for_each(|byte| read(char::from(byte)));
    } else {
        written.chars().for_each(read);
    }
    let first = written.chars().next().unwrap_or(' ');
    let kind = match () {
        () if !letter && digit => 1,
        () if !letter => 2,
        () if capitals => 3,
        () if first.is_uppercase() && !lower && written.len() > first.len_utf8() => 4,
        () if first.is_uppercase() => 5,
        () if upper => 6,
        () => 7,
    };
    kind + 8 * u8::from(digit) + 16 * u8::from(joint)
}

/// The weights of the tagger.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tagger {
    /// The tags.
    pub(crate) tags: Vec<(Upos, Xpos)>,
    /// Sets of tags. The first is that of unknown words.
    pub(crate) classes: Classes,
    /// The tags of names, which are candidates for every word with a capital.
    pub(crate) names: Vec<Tag>,
    /// The number of the set of tags by word.
    pub(crate) words: Index,
    /// The weights by feature and tag.
    pub(crate) weights: Sparse,
}

/// Sets of tags in one list.
#[derive(Clone, Debug, Default)]
pub(crate) struct Classes {
    pub(crate) ends: Vec<u16>,
    pub(crate) tags: Vec<Tag>,
}

impl Classes {
    /// The set with a number.
    pub(crate) fn get(&self, class: u16) -> &[Tag] {
        let class = usize::from(class);
        let start = class.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(class).copied().unwrap_or(0);
        self.tags.get(usize::from(start)..usize::from(end)).unwrap_or_default()
    }

    #[cfg(feature = "training")]
    pub(crate) fn push(&mut self, set: &[Tag]) {
        self.tags.extend(set);
        self.ends.push(u16::try_from(self.tags.len()).unwrap_or(u16::MAX));
    }
}

/// Maximum number of tags.
pub(crate) const MAX_TAGS: usize = 128;
/// The tag of a token outside the sentence.
pub(crate) const NO_TAG: Tag = Tag::MAX;

/// The numbers of the tags of names.
pub(crate) fn names(tags: &[(Upos, Xpos)]) -> Vec<Tag> {
    let names = (0..).zip(tags).filter(|(_, (_, xpos))| matches!(xpos, Xpos::Nnp | Xpos::Nnps));
    names.map(|(tag, _)| tag).collect()
}

/// Words of many shapes, for fingerprints of features.
pub(crate) const PROBES: [&str; 8] =
    ["The", "U.S.", "re-elected", "3,000", "n't", "OFFICIALS", "iPhone", "“"];

impl Tagger {
    /// A fingerprint of the features.
    pub(crate) fn features() -> u64 {
        let form = |(class, word): (u16, &str)| Form { class, ..Form::new(word, &lower_form(word), false) };
        let forms: Vec<Form> = (0..).zip(PROBES).map(form).collect();
        let keys = (0..forms.len()).flat_map(|at| features(&forms, at, (1, 2)));
        keys.fold(MAX_TAGS as u64, mix)
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        let count = |value: usize| u16::try_from(value).unwrap_or(u16::MAX).to_le_bytes();
        out.extend(count(self.tags.len()));
        out.extend(self.tags.iter().flat_map(|(upos, xpos)| [*upos as u8, *xpos as u8]));
        out.extend(count(self.classes.ends.len()));
        out.extend(self.classes.ends.iter().flat_map(|end| end.to_le_bytes()));
        out.extend(count(self.classes.tags.len()));
        out.extend(&self.classes.tags);
        self.words.write(out);
        self.weights.write(out);
    }

    /// Reads what [`Tagger::write`] wrote. `None` for other bytes.
    pub(crate) fn read(bytes: &mut Reader<'_>) -> Option<Self> {
        let tags = Tagger::read_tags(bytes)?;
        let ends = usize::from(bytes.u16()?);
        let ends = bytes.numbers(ends)?;
        let listed = usize::from(bytes.u16()?);
        let classes = Classes { ends, tags: bytes.take(listed)?.to_vec() };
        let names = names(&tags);
        Some(Tagger { tags, classes, names, words: Index::read(bytes)?, weights: Sparse::read(bytes)? })
    }

    /// Reads the tags, which come first.
    pub(crate) fn read_tags(bytes: &mut Reader<'_>) -> Option<Vec<(Upos, Xpos)>> {
        let count = usize::from(bytes.u16()?);
        let tags = bytes.take(count * 2)?.chunks_exact(2).map(|pair| {
            let [upos, xpos] = pair.try_into().ok()?;
            Some((*Upos::ALL.get(usize::from(upos))?, *Xpos::ALL.get(usize::from(xpos))?))
        });
        let tags: Option<Vec<(Upos, Xpos)>> = tags.collect();
        tags.filter(|tags| !tags.is_empty() && tags.len() <= MAX_TAGS)
    }

    /// The number of the set of tags of a word. 0 for an unknown word.
    pub(crate) fn class(&self, word: u32) -> u16 {
        self.words.get(mix(u64::from(word), 5)).unwrap_or(0)
    }

    /// The candidates of a token: the tags of its word, and those of names if it has a capital.
    pub(crate) fn candidates(&self, form: &Form, candidates: &mut Candidates) {
        candidates.count = 0;
        for tag in self.classes.get(form.class) {
            candidates.push(*tag);
        }
        if form.class != 0 && form.has_capital() {
            for tag in &self.names {
                if !candidates.as_slice().contains(tag) {
                    candidates.push(*tag);
                }
            }
        }
    }

    /// The candidate with the highest score.
    pub(crate) fn tag(&self, forms: &[Form], at: usize, before: (Tag, Tag), scratch: &mut Scratch) -> Tag {
        self.candidates(forms.get(at).unwrap_or(&NO_FORM), &mut scratch.candidates);
        if let [only] = scratch.candidates.as_slice() {
            return *only;
        }
        let mut scores = [0_i32; MAX_TAGS];
        self.weights.add(&features(forms, at, before), &mut scores);
        let score = |tag: Tag| scores.get(usize::from(tag)).copied().unwrap_or(i32::MIN);
        let mut best = (i32::MIN, 0);
        for tag in scratch.candidates.as_slice() {
            if score(*tag) > best.0 {
                best = (score(*tag), *tag);
            }
        }
        best.1
    }
}

/// A list of tags that is reused for all tokens.
#[derive(Clone, Debug)]
pub(crate) struct Candidates {
    tags: [Tag; MAX_TAGS],
    count: usize,
}

impl Default for Candidates {
    fn default() -> Self {
        Candidates { tags: [0; MAX_TAGS], count: 0 }
    }
}

impl Candidates {
    fn push(&mut self, tag: Tag) {
        if let Some(slot) = self.tags.get_mut(self.count) {
            *slot = tag;
            self.count += 1;
        }
    }

    pub(crate) fn as_slice(&self) -> &[Tag] {
        self.tags.get(..self.count).unwrap_or_default()
    }
}

/// Buffers that are reused for all tokens.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    pub(crate) candidates: Candidates,
}

pub(crate) const NO_FORM: Form = Form { word: 0, suffixes: [0; 4], prefixes: [0; 2], shape: 0, class: 0 };

/// Number of features of a token.
pub(crate) const FEATURES: usize = 22;
/// The features that include the word.
#[cfg(feature = "training")]
pub(crate) const OF_WORD: [usize; 4] = [0, 1, 2, 3];

/// The keys of the features of a token. `before` are the tags of the two tokens before it, the nearest first.
pub(crate) fn features(forms: &[Form], at: usize, before: (Tag, Tag)) -> [u64; FEATURES] {
    let form = |offset: isize| at.checked_add_signed(offset).and_then(|at| forms.get(at)).unwrap_or(&NO_FORM);
    let (here, last, next, after) = (form(0), form(-1), form(1), form(2));
    let word = u64::from(here.word);
    let (t1, t2) = (u64::from(before.0), u64::from(before.1));
    let class = |form: &Form| u64::from(form.class);
    let shape = u64::from(here.shape);
    let [_, two, three, four] = here.suffixes.map(u64::from);
    let [_, prefix] = here.prefixes.map(u64::from);
    let [_, _, next_suffix, _] = next.suffixes.map(u64::from);
    let [_, _, last_suffix, _] = last.suffixes.map(u64::from);
    let (next_word, last_word) = (u64::from(next.word), u64::from(last.word));
    // Tags, classes and shapes have few bits, so two share one number.
    let history = t1 | t2 << 8;
    let around = class(next) | class(after) << 16;
    let pairs = [
        (word, 0),
        (word, t1),
        (word, next_word),
        (word, last_word),
        (two, shape & 7),
        (three, shape & 7),
        (four, shape & 7),
        (prefix, 0),
        (shape, u64::from(at == 0) | class(here) << 1),
        (history, 0),
        (last_word, 0),
        (next_word, 0),
        (class(next), t1),
        (around, 0),
        (next_suffix, 0),
        (last_suffix, 0),
        (three, t1),
        (class(here) | class(next) << 16, t1),
        (class(here), history),
        (shape, u64::from(last.shape) | u64::from(next.shape) << 8),
        (class(here), around),
        (last_word, next_word),
    ];
    let mut template = 0_u64;
    pairs.map(|(a, b)| {
        template = template.wrapping_add(0xd1b5_4a32_d192_ed03);
        mix(a ^ template, b)
    })
}

/// The normalised form of a word outside a [`Document`](crate::text::Document), such as a word of training data.
pub(crate) fn lower_form(word: &str) -> String {
    let mut lower = String::new();
    normalise(word, &mut lower);
    lower
}
