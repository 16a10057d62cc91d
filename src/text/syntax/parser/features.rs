//! The features of the parser: keys of rows by token, and numbers of rows by state.

use super::state::{NONE, State};
use crate::text::syntax::table::mix;
use crate::text::syntax::tagger::{Form, Tag};
use crate::text::{Deprel, Upos};

/// Number of rows of a token.
pub(crate) const TOKEN_ROWS: usize = 7;

/// The keys of the rows of a token. The first is that of the word; the others are the same for an unknown word.
pub(crate) fn token_keys(form: &Form, tag: Tag) -> [u32; TOKEN_ROWS] {
    let [_, two, three, four] = form.suffixes;
    let [_, prefix] = form.prefixes;
    let key = |template: u64, value: u32| key(template, value);
    [
        key(0, form.word),
        key(1, two),
        key(2, three),
        key(3, four),
        key(4, prefix),
        key(5, u32::from(form.shape)),
        key(6, u32::from(tag)),
    ]
}

/// The key of the row of unknown words.
pub(crate) fn unknown_key() -> u32 {
    key(7, 0)
}

fn key(template: u64, value: u32) -> u32 {
    #[allow(clippy::cast_possible_truncation)]
    let key = (mix(mix(template, 11), u64::from(value)) >> 20) as u32;
    key
}

/// Number of tokens whose vectors a state reads: three on the stack, and the next two.
pub(crate) const ROLES: usize = 5;

/// The tokens whose vectors a state reads, or [`NONE`].
pub(crate) fn roles(state: &State) -> [u32; ROLES] {
    let size = state.size();
    let ahead = |by: u32| if state.next + by < size { state.next + by } else { NONE };
    [state.below(0), state.below(1), state.below(2), ahead(0), ahead(1)]
}

const LABELS: usize = Deprel::ALL.len() + 1;
const PARTS: usize = Upos::ALL.len() + 1;
const GAPS: usize = 10;
const PAIRS: usize = PARTS * PARTS * GAPS;
const TRIPLES: usize = PARTS * PARTS * PARTS;
const ARITIES: usize = 16;

/// Number of rows of each feature of a state.
const SIZES: [usize; STATE_ROWS] = [
    LABELS, LABELS, LABELS, LABELS, LABELS, LABELS, LABELS, LABELS, PARTS, PARTS, PARTS, PARTS, PARTS,
    ARITIES, ARITIES, 4, PAIRS, PAIRS, TRIPLES,
];

/// Number of features of a state.
pub(crate) const STATE_ROWS: usize = 19;

/// Number of rows of all features of a state.
pub(crate) const STATE_TABLE: usize = {
    let (mut total, mut at) = (0, 0);
    while at < STATE_ROWS {
        #[allow(clippy::indexing_slicing)]
        {
            total += SIZES[at];
        }
        at += 1;
    }
    total
};

/// The numbers of the rows of a state.
pub(crate) fn state_rows(state: &State, parts: &[u8]) -> [u32; STATE_ROWS] {
    let [s0, s1, _, b0, _] = roles(state);
    let (n0, n1, nb) = (state.node(s0), state.node(s1), state.node(b0));
    let label = |token: u32| usize::from(state.node(token).label).min(LABELS - 1);
    let part =
        |token: u32| parts.get(token as usize).map_or(PARTS - 1, |part| usize::from(*part).min(PARTS - 1));
    let arity = |lefts: u8, rights: u8| usize::from(lefts.min(3)) * 4 + usize::from(rights.min(3));
    let (p0, p1, pb) = (part(s0), part(s1), part(b0));
    let numbers = [
        label(n0.left),
        label(n0.right),
        label(n1.left),
        label(n1.right),
        label(nb.left),
        label(n0.second_left),
        label(n0.second_right),
        label(n1.second_right),
        part(n0.left),
        part(n0.right),
        part(n1.left),
        part(n1.right),
        part(nb.left),
        arity(n0.lefts, n0.rights),
        arity(n1.lefts, n1.rights),
        usize::from(nb.lefts.min(3)),
        (p0 * PARTS + pb) * GAPS + gap(s0, b0),
        (p1 * PARTS + p0) * GAPS + gap(s1, s0),
        (p1 * PARTS + p0) * PARTS + pb,
    ];
    let mut start = 0;
    let mut rows = [0; STATE_ROWS];
    for ((row, number), size) in rows.iter_mut().zip(numbers).zip(SIZES) {
        *row = u32::try_from(start + number.min(size - 1)).unwrap_or(0);
        start += size;
    }
    rows
}

/// The distance between two tokens in ten steps. The last step is for an absent token.
fn gap(a: u32, b: u32) -> usize {
    if a == NONE || b == NONE {
        return GAPS - 1;
    }
    match a.abs_diff(b) {
        gap @ 0..=4 => gap as usize,
        5..=6 => 5,
        7..=10 => 6,
        11..=20 => 7,
        _ => 8,
    }
}
