//! Heads: the tags of cues, the labels of names, and the scores of roles for one cue.

#![allow(clippy::inline_always)] // See `vectors`.

use super::arithmetic::{Counted, Dense, Norm, Table, rectify, vector};
use super::chain::{Chain, ROLES};
use super::encoder::Buffers;
use super::names::LABELS;
use super::vectors::{Vectors, Work, run_widest};
use crate::text::syntax::table::Reader;

/// Tags of tokens: outside, first and further words of a cue, first word of a content without a cue.
pub(super) const TAGS: usize = 4;

/// How far cues are told apart by their exact distance, and limits of the steps beyond.
const EXACT: usize = 10;
const STEPS: [usize; 6] = [12, 16, 22, 30, 42, 60];
/// The row of the table of distances for a token within the cue.
const CUE_ROW: usize = 17;

/// What the heads read: this project's annotation or that of `PolNeAR`, which marks attitudes as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Guideline {
    Claims = 0,
    Attitudes = 1,
}

/// What is known of a unit.
pub(super) struct UnitFacts<'u> {
    /// The hidden state of each token, one after another.
    pub(super) states: &'u [f32],
    /// The sentence of each token.
    pub(super) sentences: &'u [u32],
    /// The quotation state of each token.
    pub(super) quotations: &'u [u8],
}

/// A cue, or the first word of a content without one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Anchor {
    /// Tokens, counted from the start of the unit.
    pub(super) tokens: std::ops::Range<usize>,
    pub(super) bare: bool,
    /// The logarithm of the odds that it is one.
    pub(super) odds: f32,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Heads {
    tags_hidden: Dense,
    tags_quotations: Table,
    tags_guidelines: Table,
    tags: Dense,
    names_hidden: Dense,
    names: Dense,
    token: Dense,
    token_factor: Dense,
    cue: Dense,
    cue_factor: Dense,
    distances: Table,
    contexts: Table,
    guidelines: Table,
    norm: Norm,
    around: [Dense; 3],
    roles: Dense,
    pub(super) chain: Chain,
}

/// Memory that is used again from unit to unit.
#[derive(Debug, Default)]
pub(super) struct HeadBuffers {
    token: Vec<f32>,
    factor: Vec<f32>,
    cue: Vec<f32>,
    cue_factor: Vec<f32>,
    mixed: Vec<f32>,
    around: Vec<f32>,
    mean: Vec<f32>,
    /// The states of the unit.
    states: Counted,
    counted: Counted,
    pub(super) out: Vec<f32>,
}

impl Heads {
    pub(super) fn read(reader: &mut Reader<'_>, width: usize) -> Option<Heads> {
        let tags_hidden = Dense::read(reader)?;
        let tags_quotations = Table::read(reader)?;
        let tags_guidelines = Table::read(reader)?;
        let tags = Dense::read(reader)?;
        let (names_hidden, names) = (Dense::read(reader)?, Dense::read(reader)?);
        let (token, token_factor) = (Dense::read(reader)?, Dense::read(reader)?);
        let (cue, cue_factor) = (Dense::read(reader)?, Dense::read(reader)?);
        let distances = Table::read(reader)?;
        let contexts = Table::read(reader)?;
        let guidelines = Table::read(reader)?;
        let hidden = token.outputs;
        let norm = Norm::read(reader, hidden)?;
        let around = [Dense::read(reader)?, Dense::read(reader)?, Dense::read(reader)?];
        let roles = Dense::read(reader)?;
        let chain = Chain::new(&vector(reader)?, &vector(reader)?)?;
        let fits = tags_hidden.inputs == width
            && tags.inputs == tags_hidden.width()
            && tags.outputs == TAGS
            && names_hidden.inputs == width
            && names.inputs == names_hidden.width()
            && names.outputs == LABELS
            && [&token, &token_factor, &cue, &cue_factor]
                .iter()
                .all(|dense| dense.inputs == width && dense.outputs == hidden && dense.width() == hidden)
            && around.iter().all(|dense| dense.inputs == hidden && dense.width() == hidden)
            && roles.inputs == hidden
            && roles.outputs == ROLES;
        fits.then_some(Heads {
            tags_hidden,
            tags_quotations,
            tags_guidelines,
            tags,
            names_hidden,
            names,
            token,
            token_factor,
            cue,
            cue_factor,
            distances,
            contexts,
            guidelines,
            norm,
            around,
            roles,
            chain,
        })
    }

    /// The scores of the tags of each token, into `buffers.out`: rows of [`TAGS`], rounded up to whole lanes.
    pub(super) fn tags(
        &self,
        unit: &UnitFacts<'_>,
        guideline: Guideline,
        buffers: &mut HeadBuffers,
    ) -> usize {
        run_widest(Read { heads: self, unit, guideline, buffers, step: Step::Tags });
        self.tags.width()
    }

    /// The scores of the labels of names of each token, into `buffers.out`: rows of [`LABELS`], rounded up to whole lanes.
    pub(super) fn names(&self, states: &[f32], buffers: &mut HeadBuffers) -> usize {
        run_widest(Names { heads: self, states, buffers });
        self.names.width()
    }

    /// Prepares the roles of the unit whose tags were read last: what each of its tokens brings, whatever the cue.
    pub(super) fn prepare(&self, buffers: &mut HeadBuffers) {
        run_widest(Prepare { heads: self, buffers });
    }

    /// The scores of the roles of each token of a prepared unit for one cue, into `buffers.out`: rows of [`ROLES`], rounded up to
    /// whole lanes.
    pub(super) fn roles(
        &self,
        unit: &UnitFacts<'_>,
        anchor: &Anchor,
        guideline: Guideline,
        buffers: &mut HeadBuffers,
    ) -> usize {
        run_widest(Read { heads: self, unit, guideline, buffers, step: Step::Roles(anchor) });
        self.roles.width()
    }

    #[inline(always)]
    fn tags_with<V: Vectors>(
        &self,
        vectors: V,
        unit: &UnitFacts<'_>,
        guideline: Guideline,
        buffers: &mut HeadBuffers,
    ) {
        let HeadBuffers { mixed, states, counted, out, .. } = buffers;
        let width = self.tags_hidden.width();
        self.tags_hidden.apply(vectors, states.count(unit.states, self.tags_hidden.inputs), mixed);
        for (row, quotation) in mixed.chunks_exact_mut(width).zip(unit.quotations) {
            self.tags_quotations.add_row(usize::from(*quotation), row);
            self.tags_guidelines.add_row(guideline as usize, row);
        }
        rectify(mixed);
        self.tags.apply(vectors, counted.count_rectified(mixed, width), out);
    }

    #[inline(always)]
    fn names_with<V: Vectors>(&self, vectors: V, states: &[f32], buffers: &mut HeadBuffers) {
        let HeadBuffers { mixed, counted, out, .. } = buffers;
        self.names_hidden.apply(vectors, counted.count(states, self.names_hidden.inputs), mixed);
        rectify(mixed);
        self.names.apply(vectors, counted.count_rectified(mixed, self.names.inputs), out);
    }

    #[inline(always)]
    fn roles_with<V: Vectors>(
        &self,
        vectors: V,
        unit: &UnitFacts<'_>,
        anchor: &Anchor,
        guideline: Guideline,
        buffers: &mut HeadBuffers,
    ) {
        let HeadBuffers { token, factor, cue, cue_factor, mixed, around, mean, counted, out, .. } = buffers;
        let width = self.cue.inputs;
        let hidden = self.token.outputs;
        // The mean of the cue's states.
        mean.clear();
        mean.resize(width, 0.0);
        let own = unit.states.get(anchor.tokens.start * width..anchor.tokens.end * width).unwrap_or_default();
        for state in own.chunks_exact(width) {
            for (slot, value) in mean.iter_mut().zip(state) {
                *slot += value;
            }
        }
        #[allow(clippy::cast_precision_loss)]
        let share = 1.0 / anchor.tokens.len().max(1) as f32;
        for value in mean.iter_mut() {
            *value *= share;
        }
        counted.count(mean, width);
        self.cue.apply(vectors, counted, cue);
        self.cue_factor.apply(vectors, counted, cue_factor);
        self.guidelines.add_row(guideline as usize, cue);
        let first = anchor.tokens.start;
        let cue_sentence = unit.sentences.get(first).copied().unwrap_or_default();
        let cue_quotation = usize::from(unit.quotations.get(first).copied().unwrap_or_default());
        mixed.clear();
        let tokens = token.chunks_exact(hidden).zip(factor.chunks_exact(hidden));
        let facts = unit.sentences.iter().zip(unit.quotations);
        for (at, ((token, factor), (sentence, quotation))) in tokens.zip(facts).enumerate() {
            let start = mixed.len();
            let sums = token.iter().zip(factor).zip(cue.iter().zip(cue_factor.iter()));
            mixed.extend(sums.map(|((token, factor), (cue, by))| token + cue + factor * by));
            let Some(row) = mixed.get_mut(start..) else { continue };
            self.distances.add_row(distance_row(at, &anchor.tokens), row);
            let apart = sentence.abs_diff(cue_sentence).min(2) as usize;
            let apart = if *sentence < cue_sentence { 2 - apart } else { 2 + apart };
            let context = (apart * 4 + usize::from(*quotation)) * 4 + cue_quotation;
            self.contexts.add_row(context * 2 + usize::from(anchor.bare), row);
        }
        self.norm.apply(mixed);
        rectify(mixed);
        // A convolution over three tokens.
        let [before, at, after] = &self.around;
        counted.count_rectified(mixed, hidden);
        at.apply(vectors, counted, around);
        before.apply(vectors, counted, out);
        add(around.get_mut(hidden..).unwrap_or_default(), out);
        after.apply(vectors, counted, out);
        add(around, out.get(hidden..).unwrap_or_default());
        rectify(around);
        add(mixed, around);
        self.roles.apply(vectors, counted.count_rectified(mixed, hidden), out);
    }
}

/// A step of reading a unit.
enum Step<'a> {
    Tags,
    Roles(&'a Anchor),
}

struct Read<'r, 'u> {
    heads: &'r Heads,
    unit: &'r UnitFacts<'u>,
    guideline: Guideline,
    buffers: &'r mut HeadBuffers,
    step: Step<'r>,
}

impl Work for Read<'_, '_> {
    #[inline(always)]
    fn run<V: Vectors>(self, vectors: V) {
        let Read { heads, unit, guideline, buffers, step } = self;
        match step {
            Step::Tags => heads.tags_with(vectors, unit, guideline, buffers),
            Step::Roles(anchor) => heads.roles_with(vectors, unit, anchor, guideline, buffers),
        }
    }
}

struct Prepare<'r> {
    heads: &'r Heads,
    buffers: &'r mut HeadBuffers,
}

impl Work for Prepare<'_> {
    #[inline(always)]
    fn run<V: Vectors>(self, vectors: V) {
        let HeadBuffers { token, factor, states, .. } = self.buffers;
        self.heads.token.apply(vectors, states, token);
        self.heads.token_factor.apply(vectors, states, factor);
    }
}

struct Names<'r> {
    heads: &'r Heads,
    states: &'r [f32],
    buffers: &'r mut HeadBuffers,
}

impl Work for Names<'_> {
    #[inline(always)]
    fn run<V: Vectors>(self, vectors: V) {
        self.heads.names_with(vectors, self.states, self.buffers);
    }
}

#[inline(always)]
fn add(to: &mut [f32], from: &[f32]) {
    for (slot, value) in to.iter_mut().zip(from) {
        *slot += value;
    }
}

/// The row of the table of distances: exact to [`EXACT`] tokens, then in steps.
fn distance_row(at: usize, cue: &std::ops::Range<usize>) -> usize {
    let step = |distance: usize| {
        if distance <= EXACT {
            distance
        } else {
            EXACT + 1 + STEPS.iter().filter(|step| distance > **step).count()
        }
    };
    if at < cue.start {
        CUE_ROW - step(cue.start - at)
    } else if at >= cue.end {
        CUE_ROW + step(at - cue.end + 1)
    } else {
        CUE_ROW
    }
}

/// The buffers of one analysis.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    pub(super) encoder: Buffers,
    pub(super) heads: HeadBuffers,
}
