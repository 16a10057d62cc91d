//! From the features of tokens to their hidden states: a gated first layer, and layers of a convolution within each channel and
//! a gated layer across channels.

#![allow(clippy::inline_always)] // See `vectors`.

use super::arithmetic::{Counted, Dense, Norm, Table, gate, vector};
use super::input::Features;
use super::vectors::{LANES, Vectors, Work, run_widest};
use crate::checksum::WordMap;
use crate::text::syntax::table::Reader;

/// Maximum number of layers, and of taps of a convolution.
const MAX_LAYERS: usize = 16;

/// A number for each channel, some at a time.
type Channels<'n> = &'n [[f32; LANES]];

#[derive(Clone, Debug, PartialEq)]
struct Layer {
    norm: Norm,
    dilation: usize,
    /// Tap by tap, a weight for each channel.
    taps: Vec<Vec<f32>>,
    bias: Vec<f32>,
    across: Dense,
}

/// The encoder.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Encoder {
    /// Vectors of words, first and last letters, and the layer that they go through.
    spelling: [Table; 3],
    first: Dense,
    /// What shape, part of speech, quotation state and cue class add to the outputs of that layer.
    place: [Table; 4],
    norm: Norm,
    layers: Vec<Layer>,
    /// The length of a hidden state.
    pub(super) width: usize,
    /// How far a hidden state looks, in tokens on each side.
    pub(super) reach: usize,
}

/// Memory that is used again from stretch to stretch.
#[derive(Debug, Default)]
pub(super) struct Buffers {
    pub(super) states: Vec<f32>,
    wide: Vec<f32>,
    words: WordMap<u64, usize>,
    word_of: Vec<usize>,
    normed: Vec<f32>,
    mixed: Vec<f32>,
    counted: Counted,
}

/// Number of tokens that go through a layer together, so that what is computed of them stays near the processor.
const BLOCK: usize = 32;

impl Encoder {
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Encoder> {
        let spelling = [Table::read(reader)?, Table::read(reader)?, Table::read(reader)?];
        let first = Dense::read(reader)?;
        let place = [Table::read(reader)?, Table::read(reader)?, Table::read(reader)?, Table::read(reader)?];
        let width = first.outputs / 2;
        let inputs: usize = spelling.iter().map(|table| table.columns).sum();
        let fits = first.inputs == inputs
            && first.outputs == first.width()
            && width % LANES == 0
            && place.iter().all(|table| table.columns == first.outputs);
        if !fits {
            return None;
        }
        let norm = Norm::read(reader, width)?;
        let count = usize::try_from(reader.u32()?).ok().filter(|count| *count <= MAX_LAYERS)?;
        let mut layers = Vec::new();
        for _ in 0..count {
            layers.push(Layer::read(reader, width)?);
        }
        let reach = layers.iter().map(|layer| layer.dilation * (layer.taps.len() / 2)).sum();
        Some(Encoder { spelling, first, place, norm, layers, width, reach })
    }

    /// The vector of a word by its row, in steps: signed bytes.
    pub(super) fn meaning(&self, row: u16) -> Option<&[u8]> {
        self.spelling.first()?.row(usize::from(row))
    }

    /// The hidden states of a stretch of tokens, into `buffers.states`.
    pub(super) fn encode(&self, features: &[Features], buffers: &mut Buffers) {
        run_widest(Encode { encoder: self, features, buffers });
    }

    #[inline(always)]
    fn encode_with<V: Vectors>(&self, vectors: V, features: &[Features], buffers: &mut Buffers) {
        let Buffers { states, wide, words, word_of, normed, mixed, counted } = buffers;
        // Each word of the stretch goes through the first layer once.
        mixed.clear();
        words.clear();
        word_of.clear();
        mixed.reserve(features.len() / 2 * self.first.inputs);
        for token in features {
            let [word, prefix, suffix, ..] = *token;
            let next = words.len();
            let key = [word, prefix, suffix].into_iter().fold(0, |key, part| key << 16 | u64::from(part));
            word_of.push(*words.entry(key).or_insert_with(|| {
                for (table, row) in self.spelling.iter().zip([word, prefix, suffix]) {
                    table.push_row(usize::from(row), mixed);
                }
                next
            }));
        }
        self.first.apply(vectors, counted.count(mixed, self.first.inputs), normed);
        wide.clear();
        wide.reserve(features.len() * self.first.outputs);
        for (token, word) in features.iter().zip(word_of.iter()) {
            let start = wide.len();
            let outputs = self.first.outputs;
            wide.extend_from_slice(normed.get(word * outputs..(word + 1) * outputs).unwrap_or_default());
            for (table, row) in self.place.iter().zip(token.iter().skip(3)) {
                table.add_row(usize::from(*row), wide.get_mut(start..).unwrap_or_default());
            }
        }
        states.clear();
        states.resize(features.len() * self.width, 0.0);
        gate(wide, self.width, states);
        self.norm.apply(states);
        for layer in &self.layers {
            layer.norm.apply_to(states, normed);
            for (number, states) in states.chunks_mut(BLOCK * self.width).enumerate() {
                layer.convolve(normed, self.width, number * BLOCK, states.len() / self.width, mixed);
                layer.across.apply(vectors, counted.count(mixed, self.width), wide);
                gate(wide, self.width, states);
            }
        }
    }
}

struct Encode<'e> {
    encoder: &'e Encoder,
    features: &'e [Features],
    buffers: &'e mut Buffers,
}

impl Work for Encode<'_> {
    #[inline(always)]
    fn run<V: Vectors>(self, vectors: V) {
        self.encoder.encode_with(vectors, self.features, self.buffers);
    }
}

impl Layer {
    fn read(reader: &mut Reader<'_>, width: usize) -> Option<Layer> {
        let norm = Norm::read(reader, width)?;
        let dilation = usize::try_from(reader.u32()?).ok().filter(|dilation| (1..=64).contains(dilation))?;
        let count =
            usize::try_from(reader.u32()?).ok().filter(|taps| taps % 2 == 1 && *taps <= MAX_LAYERS)?;
        let taps: Vec<Vec<f32>> = vector(reader)?.chunks(width).map(<[f32]>::to_vec).collect();
        let bias = vector(reader)?;
        let across = Dense::read(reader)?;
        let fits = taps.len() == count
            && taps.iter().all(|tap| tap.len() == width)
            && bias.len() == width
            && across.inputs == width
            && across.outputs == 2 * width
            && across.width() == across.outputs;
        fits.then_some(Layer { norm, dilation, taps, bias, across })
    }

    /// Each channel of some tokens over those around them; beyond the edges there are zeros.
    #[inline(always)]
    fn convolve(&self, input: &[f32], width: usize, first: usize, count: usize, out: &mut Vec<f32>) {
        let half = self.taps.len() / 2 * self.dilation;
        let (groups, taps) = (width / LANES, self.taps.iter().enumerate());
        let (input, _) = input.as_chunks::<LANES>();
        // What is there is written anew.
        out.resize(count * width, 0.0);
        for (at, out) in (first..).zip(out.chunks_exact_mut(width)) {
            let mut read: [(Channels<'_>, Channels<'_>); MAX_LAYERS] = [(&[], &[]); MAX_LAYERS];
            for (slot, (number, tap)) in read.iter_mut().zip(taps.clone()) {
                let row = (at + number * self.dilation).checked_sub(half);
                let row = row.and_then(|row| input.get(row * groups..(row + 1) * groups));
                *slot = (row.unwrap_or_default(), tap.as_chunks().0);
            }
            let read = read.get(..self.taps.len()).unwrap_or_default();
            let channels = out.as_chunks_mut::<LANES>().0.iter_mut().zip(self.bias.as_chunks::<LANES>().0);
            for (group, (out, bias)) in channels.enumerate() {
                let mut sums = *bias;
                for (row, tap) in read {
                    let (Some(row), Some(tap)) = (row.get(group), tap.get(group)) else { continue };
                    for ((sum, value), weight) in sums.iter_mut().zip(row).zip(tap) {
                        *sum += value * weight;
                    }
                }
                *out = sums;
            }
        }
    }
}
