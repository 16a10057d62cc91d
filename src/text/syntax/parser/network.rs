//! The vectors: from a token's rows through two recurrent layers to what each role in a state reads, in whole numbers
//! where it counts. Sums of products of 16 bits are what every processor can do eight at a time.

use super::features::{ROLES, TOKEN_ROWS};

/// Numbers in a token's vector: half of them are carried from the left, half from the right.
pub(crate) const WIDTH: usize = 64;
/// Numbers in a state's vector.
pub(crate) const HIDDEN: usize = 64;
/// Recurrent layers.
pub(crate) const LAYERS: usize = 2;

const HALF: usize = WIDTH / 2;

/// A number of a vector is so many when it is whole: the vectors reach from −16 to 16.
pub(crate) const FINENESS: f32 = 256.0;

/// The largest whole number in vectors and matrices: `WIDTH` products of two of them fit 32 bits.
pub(crate) const LARGEST: i16 = 4095;

/// A recurrent layer: `cell = gate · cell before + (1 − gate) · value`, added to its input. Values and gates are sums
/// over the input (Bradbury et al. 2017 call it f-pooling); half of the cells run forwards, half backwards.
#[derive(Clone, Debug)]
pub(crate) struct Layer {
    /// Weights of the values, then of the gates.
    pub(crate) weights: Vec<[i16; WIDTH]>,
    pub(crate) bias: Vec<f32>,
    /// What one unit of a sum of products is worth.
    pub(crate) unit: f32,
}

/// The encoder's part of a model.
#[derive(Clone, Debug, Default)]
pub(crate) struct Encoder {
    pub(crate) keys: Keys,
    pub(crate) rows: Vec<[i8; WIDTH]>,
    /// What one unit of a row is worth.
    pub(crate) unit: f32,
    pub(crate) layers: Vec<Layer>,
    /// `HIDDEN` rows for each role.
    pub(crate) project: Vec<[i16; WIDTH]>,
    /// By how many bits the sums are shifted to become units of a state's vector.
    pub(crate) shift: u8,
}

/// What a token is to a state, by role.
pub(crate) type Roles = [[i16; HIDDEN]; ROLES];

/// A sentence's vectors.
#[derive(Debug, Default)]
pub(crate) struct Vectors {
    vectors: Vec<[f32; WIDTH]>,
    sums: Vec<([f32; WIDTH], [f32; WIDTH])>,
    pub(crate) roles: Vec<Roles>,
}

impl Encoder {
    /// Computes the vectors of a sentence from its tokens' keys. An absent first key is the unknown word's.
    pub(crate) fn encode(
        &self,
        tokens: impl Iterator<Item = [u32; TOKEN_ROWS]>,
        unknown: u32,
        out: &mut Vectors,
    ) {
        let Vectors { vectors, sums, roles } = out;
        vectors.clear();
        vectors.extend(tokens.map(|keys| self.sum(keys, unknown)));
        for layer in &self.layers {
            sums.clear();
            sums.extend(vectors.iter().map(|vector| layer.sums(vector)));
            let mut carry = [0.0; HALF];
            for (vector, (values, gates)) in vectors.iter_mut().zip(sums.iter()) {
                carry_on(vector.first_chunk_mut(), values.first_chunk(), gates.first_chunk(), &mut carry);
            }
            carry = [0.0; HALF];
            for (vector, (values, gates)) in vectors.iter_mut().zip(sums.iter()).rev() {
                carry_on(vector.last_chunk_mut(), values.last_chunk(), gates.last_chunk(), &mut carry);
            }
        }
        roles.clear();
        roles.extend(vectors.iter().map(|vector| self.project(vector)));
    }

    fn sum(&self, keys: [u32; TOKEN_ROWS], unknown: u32) -> [f32; WIDTH] {
        let mut sum = [0_i16; WIDTH];
        let mut fallback = Some(unknown);
        for key in keys {
            let row = self.keys.find(key).or_else(|| fallback.and_then(|key| self.keys.find(key)));
            fallback = None;
            if let Some(row) = row.and_then(|row| self.rows.get(usize::from(row))) {
                for (sum, weight) in sum.iter_mut().zip(row) {
                    *sum += i16::from(*weight);
                }
            }
        }
        sum.map(|sum| f32::from(sum) * self.unit)
    }

    fn project(&self, vector: &[f32; WIDTH]) -> Roles {
        let input = whole(vector);
        let mut roles = [[0; HIDDEN]; ROLES];
        let half = 1_i32 << self.shift >> 1;
        for (out, row) in roles.as_flattened_mut().iter_mut().zip(&self.project) {
            let sum = dot(&input, row).wrapping_add(half) >> self.shift;
            #[allow(clippy::cast_possible_truncation)]
            let sum = sum.clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16;
            *out = sum;
        }
        roles
    }
}

impl Layer {
    fn sums(&self, vector: &[f32; WIDTH]) -> ([f32; WIDTH], [f32; WIDTH]) {
        let input = whole(vector);
        let (mut values, mut gates) = ([0.0; WIDTH], [0.0; WIDTH]);
        let out = values.iter_mut().chain(&mut gates);
        for (out, (row, bias)) in out.zip(self.weights.iter().zip(&self.bias)) {
            #[allow(clippy::cast_precision_loss)]
            let sum = dot(&input, row) as f32;
            *out = sum * self.unit + bias;
        }
        (values, gates)
    }
}

/// One step of a recurrent layer, in one direction.
fn carry_on(
    vector: Option<&mut [f32; HALF]>,
    values: Option<&[f32; HALF]>,
    gates: Option<&[f32; HALF]>,
    carry: &mut [f32; HALF],
) {
    let (Some(vector), Some(values), Some(gates)) = (vector, values, gates) else { return };
    for (((vector, carry), value), gate) in vector.iter_mut().zip(carry).zip(values).zip(gates) {
        // A gate that needs no exponential: softsign, halved and raised.
        let gate = 0.5 + 0.5 * gate / (1.0 + gate.abs());
        *carry = gate * *carry + (1.0 - gate) * value;
        *vector += *carry;
    }
}

/// A vector in whole numbers.
fn whole(vector: &[f32; WIDTH]) -> [i16; WIDTH] {
    // Adding this number leaves the rounded value in the lowest bits of the sum, which costs less than a cast.
    const ROUND: f32 = 12_582_912.0;
    vector.map(|value| {
        let largest = f32::from(LARGEST);
        let value = (value * FINENESS).max(-largest).min(largest);
        #[allow(clippy::cast_possible_truncation)]
        let low = (value + ROUND).to_bits() as u16;
        low.cast_signed()
    })
}

/// The sum of the products. It does not overflow: see [`LARGEST`].
pub(crate) fn dot<const N: usize>(a: &[i16; N], b: &[i16; N]) -> i32 {
    a.iter().zip(b).map(|(a, b)| i32::from(*a) * i32::from(*b)).fold(0, i32::wrapping_add)
}

/// Numbers of rows by key: open addressing, a third full at most.
#[derive(Clone, Debug, Default)]
pub(crate) struct Keys {
    /// In the order of their rows.
    pub(crate) list: Vec<u32>,
    slots: Vec<(u32, u16)>,
    mask: usize,
}

impl Keys {
    pub(crate) fn new(list: Vec<u32>) -> Keys {
        let size = (list.len() * 3).next_power_of_two().max(2);
        let mut keys = Keys { list: Vec::new(), slots: vec![(0, 0); size], mask: size - 1 };
        for (row, key) in (0..).zip(&list) {
            let mut at = *key as usize & keys.mask;
            while keys.slots.get(at).is_some_and(|(found, _)| *found != 0) {
                at = (at + 1) & keys.mask;
            }
            if let Some(slot) = keys.slots.get_mut(at) {
                *slot = (*key, row);
            }
        }
        keys.list = list;
        keys
    }

    /// The row of a key.
    pub(crate) fn find(&self, key: u32) -> Option<u16> {
        let mut at = key as usize & self.mask;
        loop {
            match self.slots.get(at) {
                Some((found, row)) if *found == key => return Some(*row),
                Some((0, _)) | None => return None,
                _ => at = (at + 1) & self.mask,
            }
        }
    }
}
