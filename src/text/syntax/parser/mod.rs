//! The parser: greedy, with arc-hybrid transitions (Kuhlmann, Gómez-Rodríguez and Satta 2011).
//!
//! A small network scores actions and labels. It reads the vectors of tokens in their sentence, as in Kiperwasser and Goldberg
//! (2016), and rows of weights for the arcs so far.

#![allow(clippy::inline_always)] // See `with_vectors`.

pub(crate) mod features;
mod file;
mod known;
pub(crate) mod network;
pub(crate) mod state;
#[cfg(all(test, feature = "embedded-model"))]
mod tests;

use features::{STATE_ROWS, roles, state_rows, token_keys, unknown_key};
use network::{Encoder, HIDDEN, LAYERS, Vectors, WIDTH, dot};
use state::Action;
pub(crate) use state::{NONE, State};

use super::table::{Kept, mix};
use super::tagger::{Form, PROBES, Tag, lower_form};
use crate::text::vectors::with_vectors;
use crate::text::{Deprel, Upos};

/// The tokens of a sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Input<'a> {
    pub(crate) forms: &'a [Form],
    pub(crate) tags: &'a [Tag],
}

/// The weights of the parser.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parser {
    pub(crate) encoder: Encoder,
    /// Rows by feature of a state. One unit is `2^ROW_SHIFT` units of the vector of a state.
    /// Each has [`HIDDEN`] signed bytes.
    pub(crate) states: Kept,
    /// Rows for absent tokens, by role, and the bias of the vector of a state at the end.
    pub(crate) absent: Vec<[i16; HIDDEN]>,
    pub(crate) actions: Vec<Output>,
    /// Outputs for arcs to the left, then for arcs to the right.
    pub(crate) labels: Vec<Output>,
    /// The labels between two parts of speech in the training data, one bit each. See [`pair`].
    pub(crate) allowed: Vec<u64>,
}

/// The weights of one score.
#[derive(Clone, Debug)]
pub(crate) struct Output {
    pub(crate) weights: [i16; HIDDEN],
    pub(crate) bias: i32,
}

/// Maximum of a number in the vector of a state.
pub(crate) const LARGEST_HIDDEN: i16 = 16_000;
/// Maximum of a weight of an output. The sum of `HIDDEN` products with the vector of a state fits 32 bits.
pub(crate) const LARGEST_OUTPUT: i16 = 1_300;
/// The binary logarithm of one unit of a row of a state, in units of its vector.
pub(crate) const ROW_SHIFT: u32 = 3;

const PARTS: usize = Upos::ALL.len() + 1;
/// Number of pairs of parts of speech and directions.
pub(crate) const PAIRS: usize = 2 * PARTS * PARTS;

/// The index of a pair of parts of speech in [`Parser::allowed`].
pub(crate) fn pair(head: Option<u8>, dependent: Option<u8>, action: Action) -> usize {
    let part = |part: Option<u8>| part.map_or(PARTS - 1, |part| usize::from(part).min(PARTS - 1));
    (usize::from(action == Action::Right) * PARTS + part(head)) * PARTS + part(dependent)
}

/// Buffers that are reused for all sentences.
#[derive(Debug, Default)]
pub(crate) struct ParseScratch {
    pub(crate) state: State,
    vectors: Vectors,
    parts: Vec<u8>,
}

impl Parser {
    /// A fingerprint of the features.
    pub(crate) fn features() -> u64 {
        let forms: Vec<Form> =
            PROBES.into_iter().map(|word| Form::new(word, &lower_form(word), false)).collect();
        let parts: Vec<u8> = (0..).take(forms.len()).collect();
        let mut sum = [WIDTH, LAYERS, HIDDEN].into_iter().fold(0, |sum, size| mix(sum, size as u64));
        let keys = forms.iter().zip(&parts).flat_map(|(form, tag)| token_keys(form, *tag));
        sum = keys.fold(sum, |sum, key| mix(sum, u64::from(key)));
        let mut state = State::default();
        state.start(forms.len());
        for action in
            [Action::Shift, Action::Left, Action::Shift, Action::Shift, Action::Shift, Action::Right]
        {
            let numbers = state_rows(&state, &parts).into_iter().chain(roles(&state));
            sum = numbers.fold(sum, |sum, number| mix(sum, u64::from(number)));
            state.apply(action, 4);
        }
        sum
    }

    /// Parses a sentence. The arcs are in the state of `scratch` afterwards.
    pub(crate) fn parse(
        &self,
        input: Input<'_>,
        upos: impl Fn(u32) -> Option<Upos>,
        scratch: &mut ParseScratch,
    ) {
        with_vectors(
            #[inline(always)]
            || self.parse_here(input, upos, scratch),
        );
    }

    #[inline(always)]
    fn parse_here(&self, input: Input<'_>, upos: impl Fn(u32) -> Option<Upos>, scratch: &mut ParseScratch) {
        let ParseScratch { state, vectors, parts } = scratch;
        parts.clear();
        parts.extend((0..).map_while(&upos).take(input.forms.len()).map(|upos| upos as u8));
        let keys = input.forms.iter().zip(input.tags).map(|(form, tag)| token_keys(form, *tag));
        self.encoder.encode(keys, unknown_key(), vectors);
        state.start(input.forms.len());
        while !state.is_done() {
            let (action, label) = self.next(state, vectors, parts);
            state.apply(action, label);
        }
    }

    /// The best action in a state, and its label.
    #[inline(always)]
    fn next(&self, state: &State, vectors: &mut Vectors, parts: &[u8]) -> (Action, u8) {
        let mut possible = Action::ALL.into_iter().filter(|action| state.allows(*action));
        let (first, second) = (possible.next().unwrap_or(Action::Shift), possible.next());
        if second.is_none() && state.arc(first).is_none_or(|(head, _)| head == NONE) {
            return (first, Deprel::Root as u8);
        }
        let hidden = self.hidden(state, vectors, parts);
        let mut action = first;
        if second.is_some() {
            let mut best = i32::MIN;
            for (one, output) in Action::ALL.into_iter().zip(&self.actions) {
                let score = output.score(&hidden);
                if state.allows(one) && score > best {
                    (best, action) = (score, one);
                }
            }
        }
        let label = match state.arc(action) {
            Some((head, dependent)) if head != NONE => self.label(&hidden, action, head, dependent, parts),
            _ => Deprel::Root as u8,
        };
        (action, label)
    }

    #[inline(always)]
    fn label(&self, hidden: &[i16; HIDDEN], action: Action, head: u32, dependent: u32, parts: &[u8]) -> u8 {
        let part = |token: u32| parts.get(token as usize).copied();
        let allowed = self.allowed.get(pair(part(head), part(dependent), action)).copied().unwrap_or(0);
        let half = if action == Action::Right { Deprel::ALL.len() } else { 0 };
        let outputs = self.labels.get(half..).unwrap_or_default();
        let mut best = (i32::MIN, Deprel::Dep as u8);
        let mut left = if allowed == 0 { (1 << Deprel::ALL.len()) - 1 } else { allowed };
        while left != 0 {
            let label = left.trailing_zeros();
            left &= left - 1;
            let score = outputs.get(label as usize).map_or(i32::MIN, |output| output.score(hidden));
            if score > best.0 {
                best = (score, u8::try_from(label).unwrap_or(best.1));
            }
        }
        best.1
    }

    /// The vector of a state.
    #[inline(always)]
    fn hidden(&self, state: &State, vectors: &mut Vectors, parts: &[u8]) -> [i16; HIDDEN] {
        let mut hidden = self.absent.last().copied().unwrap_or([0; HIDDEN]);
        for (role, token) in roles(state).into_iter().enumerate() {
            if let Some(row) = vectors.role(&self.encoder, token, role).or_else(|| self.absent.get(role)) {
                for (sum, value) in hidden.iter_mut().zip(row) {
                    *sum = sum.saturating_add(*value);
                }
            }
        }
        let mut rows = [0_i16; HIDDEN];
        let (states, _) = self.states.as_chunks::<HIDDEN>();
        for row in state_rows(state, parts) {
            if let Some(row) = states.get(row as usize) {
                for (sum, value) in rows.iter_mut().zip(row) {
                    *sum += i16::from(value.cast_signed());
                }
            }
        }
        for (sum, rows) in hidden.iter_mut().zip(rows) {
            *sum = sum.saturating_add(rows << ROW_SHIFT).clamp(0, LARGEST_HIDDEN);
        }
        hidden
    }
}

impl Output {
    #[inline(always)]
    fn score(&self, hidden: &[i16; HIDDEN]) -> i32 {
        dot(hidden, &self.weights).saturating_add(self.bias)
    }
}

const _: () = {
    #[allow(clippy::cast_sign_loss)]
    let largest = LARGEST_HIDDEN as usize * LARGEST_OUTPUT as usize * HIDDEN;
    assert!(largest <= 0x7fff_ffff, "the sums fit");
    assert!(STATE_ROWS << (7 + ROW_SHIFT) <= 0x7fff, "the sums of rows of a state fit 16 bits");
};
