//! From learned weights to a model.

use super::evidence;
use super::learner::Learned;
use super::numbers::Features;
use super::settings::Settings;
use crate::AttributionModel;
use crate::attribution::engine::crf::Transitions;
use crate::attribution::engine::facts::CLASSES;
use crate::attribution::engine::weights::Bias;
use crate::attribution::engine::weights::{BOTH, FIRST, SECOND, Scales};
use crate::lexicon::Lexicon;
use crate::text::syntax::table::Table;

/// A model of what was learned, with weights of one byte. The features that matter least are left out where a table is full.
pub(super) fn pack(
    own: &Features,
    first: &Learned<FIRST>,
    second: Option<(&Features, &Learned<SECOND>)>,
    settings: Settings,
) -> AttributionModel {
    let second_weights = second.map_or([].as_slice(), |(_, learned)| learned.weights.as_slice());
    let (own_second, relation_weights) = second_weights.split_at_checked(own.keys.len()).unwrap_or_default();
    let scale = |weights: &mut dyn Iterator<Item = f32>| {
        let mut sizes: Vec<f32> = weights.map(f32::abs).filter(|size| *size > 0.0).collect();
        sizes.sort_by(f32::total_cmp);
        // One weight in a thousand is clipped.
        let at = sizes.len().saturating_sub(1 + sizes.len() / 1000);
        sizes.get(at).map_or(0.0, |size| size / 127.0)
    };
    let scales = Scales {
        first: scale(&mut first.weights.iter().flatten().copied()),
        second: scale(&mut own_second.iter().flatten().copied()),
        relation: scale(&mut relation_weights.iter().flatten().copied()),
    };
    let mut own_rows: Vec<Weighed<BOTH>> = Vec::new();
    for (at, (key, first)) in own.keys.iter().zip(&first.weights).enumerate() {
        let second = own_second.get(at).copied().unwrap_or_default();
        let mut row = [0_i8; BOTH];
        let weights = first
            .iter()
            .map(|w| quantise(*w, scales.first))
            .chain(second.iter().map(|w| quantise(*w, scales.second)));
        for (slot, weight) in row.iter_mut().zip(weights) {
            *slot = weight;
        }
        own_rows.push((own.counts.get(at).copied().unwrap_or(0), *key, row));
    }
    let mut relation_rows: Vec<Weighed<SECOND>> = Vec::new();
    let relation = second.iter().flat_map(|(features, _)| features.keys.iter().zip(&features.counts));
    for ((key, count), weights) in relation.zip(relation_weights) {
        relation_rows.push((*count, *key, weights.map(|weight| quantise(weight, scales.relation))));
    }
    AttributionModel {
        own: table(own_rows, settings.bits.0),
        relation: table(relation_rows, settings.bits.1),
        scales,
        first: first.transitions.clone(),
        second: second.map_or_else(|| Transitions::new(CLASSES), |(_, learned)| learned.transitions.clone()),
        bias: Bias { cue: settings.bias.0, outside: settings.bias.1, source: settings.bias.2 },
        evidence: evidence::PLAIN,
        cues: Lexicon::standard().cue_fingerprint(),
    }
}

#[allow(clippy::cast_possible_truncation)]
fn quantise(weight: f32, scale: f32) -> i8 {
    if scale > 0.0 { (weight / scale).round().clamp(-127.0, 127.0) as i8 } else { 0 }
}

/// Maximum load of a table. In a fuller one many rows find no free place.
const MAX_LOAD: f64 = 0.85;

/// How often a feature was seen, its key and its weights.
type Weighed<const W: usize> = (u32, u64, [i8; W]);

/// A feature matters as far as its weights go and the more often it is there.
fn table<const W: usize>(mut rows: Vec<Weighed<W>>, bits: u32) -> Table<W> {
    let matters = |(count, _, row): &Weighed<W>| {
        let most = row.iter().map(|weight| u64::from(weight.unsigned_abs())).max().unwrap_or(0);
        most * most * u64::from(*count)
    };
    rows.retain(|row| matters(row) > 0);
    rows.sort_by_key(|row| (std::cmp::Reverse(matters(row)), row.1));
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    rows.truncate(((1_u64 << bits) as f64 * MAX_LOAD) as usize);
    let mut table = Table::new(bits);
    for (_, key, row) in rows {
        table.insert(key, row);
    }
    table
}
