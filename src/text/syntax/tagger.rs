//! Parts of speech: greedy, left to right, over the tags that a word was seen with.

use super::table::{Table, hash, mix};
use crate::text::document::normalise;
use crate::text::{Upos, Xpos};

/// The number of a joint tag (universal and English) in the model's list.
pub(crate) type Tag = u8;

/// What of a token the tagger and the parser look at, computed once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Form {
    /// Hash of the lower-case form, with digits made alike.
    pub(crate) word: u32,
    /// Hashes of the last one to four letters, and of the first two and three.
    pub(crate) suffixes: [u32; 4],
    pub(crate) prefixes: [u32; 2],
    pub(crate) shape: u8,
    /// The number of the set of tags that the word was seen with; 0 for unknown words.
    pub(crate) class: u16,
}

impl Form {
    /// Reads a token. `capitals` says that its sentence is written in capitals, which then tell nothing.
    pub(crate) fn new(written: &str, lower: &str, capitals: bool) -> Form {
        let mut form = Form { word: word_hash(lower), shape: shape(written, capitals), ..Form::default() };
        let letters = lower.chars().count();
        let mut starts = lower.char_indices().rev().map(|(at, _)| at);
        for (length, suffix) in form.suffixes.iter_mut().enumerate() {
            let Some(at) = starts.next() else { break };
            if length < letters {
                *suffix = hash(lower.get(at..).unwrap_or_default());
            }
        }
        for (length, prefix) in [(2, 0), (3, 1)] {
            if let Some((at, _)) = lower.char_indices().nth(length)
                && let Some(slot) = form.prefixes.get_mut(prefix)
            {
                *slot = hash(lower.get(..at).unwrap_or_default());
            }
        }
        form
    }
}

/// Numbers of one length are one word: years stay apart from days, and 1 from 10,000.
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
    let mut chars = written.chars();
    let first = chars.next().unwrap_or(' ');
    let digit = written.bytes().any(|byte| byte.is_ascii_digit());
    let letter = written.chars().any(char::is_alphabetic);
    let kind = match () {
        () if !letter && digit => 1,
        () if !letter => 2,
        () if capitals => 3,
        () if first.is_uppercase() && chars.clone().next().is_some() && chars.all(|c| !c.is_lowercase()) => 4,
        () if first.is_uppercase() => 5,
        () if written.chars().any(char::is_uppercase) => 6,
        () => 7,
    };
    kind + 8 * u8::from(digit) + 16 * u8::from(written.contains(['.', '-']))
}

/// The tagger's part of a model.
#[derive(Clone, Debug)]
pub(crate) struct Tagger {
    /// The joint tags.
    pub(crate) tags: Vec<(Upos, Xpos)>,
    /// Sets of tags; the first is for words that were not seen.
    pub(crate) classes: Vec<Vec<Tag>>,
    /// From the hash of a word to its class, sorted.
    pub(crate) words: Vec<(u32, u16)>,
    /// By feature and tag.
    pub(crate) weights: Table<1>,
}

impl Tagger {
    /// The set of tags of a word; 0 where it was not seen.
    pub(crate) fn class(&self, word: u32) -> u16 {
        self.words
            .binary_search_by_key(&word, |(word, _)| *word)
            .map_or(0, |at| self.words.get(at).map_or(0, |(_, class)| *class))
    }

    /// Which tags a token may have: those of its word, and a name's where it has a capital.
    pub(crate) fn candidates(&self, form: &Form, candidates: &mut Vec<Tag>) {
        candidates.clear();
        candidates.extend(self.classes.get(usize::from(form.class)).into_iter().flatten());
        if matches!(form.shape & 7, 4..=6) {
            for (tag, (_, xpos)) in self.tags.iter().enumerate() {
                let tag = Tag::try_from(tag).unwrap_or(Tag::MAX);
                if matches!(xpos, Xpos::Nnp | Xpos::Nnps) && !candidates.contains(&tag) {
                    candidates.push(tag);
                }
            }
        }
    }

    /// The best tag by the weights, given what stands around.
    pub(crate) fn tag(&self, forms: &[Form], at: usize, before: (Tag, Tag), scratch: &mut Scratch) -> Tag {
        self.candidates(forms.get(at).unwrap_or(&NO_FORM), &mut scratch.candidates);
        if let [only] = scratch.candidates.as_slice() {
            return *only;
        }
        scratch.features.clear();
        features(forms, at, before, &mut scratch.features);
        let score = |tag: Tag| {
            let weights =
                scratch.features.iter().filter_map(|key| self.weights.get(mix(*key, u64::from(tag))));
            weights.map(|[weight]| i32::from(*weight)).sum::<i32>()
        };
        let mut best = (i32::MIN, 0);
        for tag in &scratch.candidates {
            let score = score(*tag);
            if score > best.0 {
                best = (score, *tag);
            }
        }
        best.1
    }
}

/// Buffers that are used again for every token.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    pub(crate) candidates: Vec<Tag>,
    pub(crate) features: Vec<u64>,
}

pub(crate) const NO_FORM: Form = Form { word: 0, suffixes: [0; 4], prefixes: [0; 2], shape: 0, class: 0 };

/// The keys of the features of one token. `before` are the tags of the two tokens before it.
pub(crate) fn features(forms: &[Form], at: usize, before: (Tag, Tag), keys: &mut Vec<u64>) {
    let form = |offset: isize| at.checked_add_signed(offset).and_then(|at| forms.get(at)).unwrap_or(&NO_FORM);
    let mut add = |template: u64, a: u64, b: u64| keys.push(mix(mix(template, a), b));
    let (here, last, next) = (form(0), form(-1), form(1));
    let word = u64::from(here.word);
    let (t1, t2) = (u64::from(before.0), u64::from(before.1));
    let shape = u64::from(here.shape);
    let first = u64::from(at == 0);
    add(1, word, 0);
    add(2, word, t1);
    add(3, word, u64::from(next.word));
    add(4, word, u64::from(last.word));
    for (template, suffix) in (5..).zip(here.suffixes) {
        add(template, u64::from(suffix), shape & 7);
    }
    for (template, prefix) in (9..).zip(here.prefixes) {
        add(template, u64::from(prefix), 0);
    }
    add(11, shape, first);
    add(12, t1, 0);
    add(13, t1, t2);
    add(14, u64::from(last.word), 0);
    add(15, u64::from(next.word), 0);
    add(16, u64::from(form(-2).word), 0);
    add(17, u64::from(form(2).word), 0);
    add(18, u64::from(next.class), t1);
    add(19, u64::from(next.class), u64::from(form(2).class));
    add(20, u64::from(next.suffixes.get(2).copied().unwrap_or(0)), 0);
    add(21, u64::from(last.suffixes.get(2).copied().unwrap_or(0)), 0);
    add(22, u64::from(here.suffixes.get(2).copied().unwrap_or(0)), t1);
    add(23, u64::from(here.suffixes.get(1).copied().unwrap_or(0)), u64::from(next.class));
    add(24, u64::from(here.class), mix(t1, u64::from(next.class)));
    add(25, u64::from(here.class), mix(t1, t2));
    add(26, shape, mix(u64::from(last.shape), u64::from(next.shape)));
    add(27, shape, t1);
    add(28, u64::from(here.class), mix(u64::from(next.class), u64::from(form(2).class)));
    add(29, u64::from(last.word), u64::from(next.word));
}

/// The lower-case form of a word of training data, which knows no [`Document`](crate::text::Document).
pub(crate) fn lower_form(word: &str) -> String {
    let mut lower = String::new();
    normalise(word, &mut lower);
    lower
}
