//! The parser as bytes.

use super::features::{ROLES, STATE_TABLE};
use super::network::{BLOCK, Encoder, HIDDEN, LAYERS, Layer, Matrix, WIDTH};
use super::{Output, PAIRS, Parser};
use crate::text::Deprel;
use crate::text::syntax::table::{Reader, Sorted};

impl Parser {
    /// Appends the bytes of the parser.
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        let encoder = &self.encoder;
        out.extend(u32::try_from(encoder.keys.len()).unwrap_or(0).to_le_bytes());
        out.extend(encoder.keys.bytes().iter().chain(encoder.rows.iter()));
        out.extend(encoder.unit.to_le_bytes());
        for layer in &encoder.layers {
            out.extend(
                layer.weights.as_flattened().as_flattened().iter().flat_map(|weight| weight.to_le_bytes()),
            );
            out.extend(layer.bias.iter().flat_map(|weight| weight.to_le_bytes()));
            out.extend(layer.unit.to_le_bytes());
        }
        out.extend(
            encoder.project.as_flattened().as_flattened().iter().flat_map(|weight| weight.to_le_bytes()),
        );
        out.extend(self.states.iter());
        out.extend(self.absent.as_flattened().iter().flat_map(|weight| weight.to_le_bytes()));
        for output in self.actions.iter().chain(&self.labels) {
            out.extend(output.weights.iter().flat_map(|weight| weight.to_le_bytes()));
            out.extend(output.bias.to_le_bytes());
        }
        out.extend(self.allowed.iter().flat_map(|labels| labels.to_le_bytes()));
    }

    /// Reads what [`Parser::write`] wrote. `None` for other bytes.
    pub(crate) fn read(reader: &mut Reader<'_>) -> Option<Parser> {
        let count = usize::try_from(reader.u32()?).ok()?;
        let keys = Sorted::new(reader.keep(count.checked_mul(4)?)?)?;
        let rows = reader.keep(count.checked_mul(WIDTH)?)?;
        let unit = real(reader)?;
        let layers: Option<Vec<Layer>> = (0..LAYERS)
            .map(|_| {
                let weights = matrix(reader, 2 * WIDTH)?;
                let bias: Option<Vec<f32>> = (0..2 * WIDTH).map(|_| real(reader)).collect();
                Some(Layer { weights, bias: bias?, unit: real(reader)? })
            })
            .collect();
        let project = matrix(reader, ROLES * HIDDEN)?;
        let encoder = Encoder { keys, rows, unit, layers: layers?, project };
        let states = reader.keep(STATE_TABLE * HIDDEN)?;
        let absent = rows16(reader, ROLES + 1)?;
        let actions = outputs(reader, 3)?;
        let labels = outputs(reader, 2 * Deprel::ALL.len())?;
        let allowed: Option<Vec<u64>> = (0..PAIRS).map(|_| reader.u64()).collect();
        Some(Parser { encoder, states, absent, actions, labels, allowed: allowed? })
    }
}

/// Rows of weights of 16 bits.
fn rows16<const N: usize>(reader: &mut Reader<'_>, rows: usize) -> Option<Vec<[i16; N]>> {
    let bytes = reader.take(rows * N * 2)?.chunks_exact(N * 2);
    let row = |bytes: &[u8]| {
        let mut row = [0; N];
        for (weight, pair) in row.iter_mut().zip(bytes.chunks_exact(2)) {
            *weight = pair.try_into().map_or(0, i16::from_le_bytes);
        }
        row
    };
    Some(bytes.map(row).collect())
}

fn matrix(reader: &mut Reader<'_>, outputs: usize) -> Option<Matrix> {
    let rows = rows16::<BLOCK>(reader, outputs / BLOCK * WIDTH)?;
    rows.chunks_exact(WIDTH).map(|block| block.try_into().ok()).collect()
}

fn real(reader: &mut Reader<'_>) -> Option<f32> {
    reader.take(4)?.try_into().ok().map(f32::from_le_bytes).filter(|number| number.is_finite())
}

fn outputs(reader: &mut Reader<'_>, count: usize) -> Option<Vec<Output>> {
    let one = |reader: &mut Reader<'_>| {
        let weights = *rows16::<HIDDEN>(reader, 1)?.first()?;
        Some(Output { weights, bias: reader.take(4)?.try_into().ok().map(i32::from_le_bytes)? })
    };
    (0..count).map(|_| one(reader)).collect()
}
