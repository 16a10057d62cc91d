//! Sums of products of whole numbers, with the widest vectors of the processor. All give the same sums.

// What runs with a kind of vectors must be compiled for it.
#![allow(clippy::inline_always)]

/// Outputs that are computed side by side.
pub(super) const LANES: usize = 16;

/// Inputs that are multiplied together.
pub(super) const INPUTS: usize = 8;

/// The weights of [`INPUTS`] inputs for each of [`LANES`] outputs: of the first four of them output by output, then of the others.
pub(super) type Weights = [i8; INPUTS * LANES];

/// The greatest input. With it two products are summed in 16 bits.
pub(super) const MOST_INPUT: u8 = 127;
const _: () = assert!(2 * (i8::MIN as i32) * (MOST_INPUT as i32) >= i16::MIN as i32);

/// A kind of vectors.
pub(super) trait Vectors: Copy {
    /// [`LANES`] sums.
    type Sums: Copy;

    /// The sums of the products of weights and of the inputs of N tokens, from some sums on.
    fn sums<const N: usize>(
        self,
        start: &[i32; LANES],
        weights: &[Weights],
        inputs: &[[[u8; INPUTS]; N]],
    ) -> [Self::Sums; N];
    /// Each sum times its worth and that of an input, and a bias.
    fn weigh(
        self,
        sums: Self::Sums,
        input: f32,
        worth: &[f32; LANES],
        bias: &[f32; LANES],
        to: &mut [f32; LANES],
    );
}

/// Work that is compiled for each kind of vectors.
pub(super) trait Work {
    fn run<V: Vectors>(self, vectors: V);
}

/// Does work with the widest vectors of the processor.
#[inline]
pub(super) fn run_widest(work: impl Work) {
    #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
    if let Some(avx2) = crate::text::vectors::avx2() {
        use fearless_simd::Simd as _;
        return avx2.vectorize(
            #[inline(always)]
            || work.run(avx2),
        );
    }
    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    work.run(simd128::Simd128);
    #[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
    work.run(Plain);
}

/// Runs a function compiled for the widest vectors of the processor. What it calls must be `#[inline(always)]` to be compiled so.
///
/// Sums in a fixed order give the same bits on all processors.
///
/// ```
/// let sum: f32 = ascribe::encoder::widest(
///     #[inline(always)]
///     || [1.0_f32, 2.0, 4.0].iter().sum(),
/// );
/// assert_eq!(sum, 7.0);
/// ```
#[inline(always)]
pub fn widest<R>(work: impl FnOnce() -> R) -> R {
    #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
    if let Some(avx2) = crate::text::vectors::avx2() {
        use fearless_simd::Simd as _;
        return avx2.vectorize(work);
    }
    work()
}

/// What the compiler makes of plain arithmetic.
#[derive(Clone, Copy)]
pub(super) struct Plain;

impl Vectors for Plain {
    type Sums = [i32; LANES];

    #[inline(always)]
    fn sums<const N: usize>(
        self,
        start: &[i32; LANES],
        weights: &[Weights],
        inputs: &[[[u8; INPUTS]; N]],
    ) -> [Self::Sums; N] {
        std::array::from_fn(|token| {
            let mut sums = *start;
            for (at, sums) in sums.as_chunks_mut::<4>().0.iter_mut().enumerate() {
                // Products come in pairs: two sums of each output.
                let mut twos = [0; 8];
                for (weights, inputs) in weights.iter().zip(inputs) {
                    let Some(inputs) = inputs.get(token) else { continue };
                    for (inputs, weights) in of_four_outputs(weights, inputs, at) {
                        add_products(weights, inputs.map(u8::cast_signed), &mut twos);
                    }
                }
                for (sum, [first, second]) in sums.iter_mut().zip(twos.as_chunks::<2>().0) {
                    *sum += first + second;
                }
            }
            sums
        })
    }

    #[inline(always)]
    fn weigh(
        self,
        sums: Self::Sums,
        input: f32,
        worth: &[f32; LANES],
        bias: &[f32; LANES],
        to: &mut [f32; LANES],
    ) {
        for (to, (sum, (worth, bias))) in to.iter_mut().zip(sums.iter().zip(worth.iter().zip(bias))) {
            #[allow(clippy::cast_precision_loss)] // Rounded like any float.
            let sum = *sum as f32;
            *to = sum * (worth * input) + bias;
        }
    }
}

/// Inputs, four at a time, and their weights for four outputs.
#[inline(always)]
fn of_four_outputs<'w>(
    weights: &'w Weights,
    inputs: &'w [u8; INPUTS],
    at: usize,
) -> impl Iterator<Item = (&'w [u8; 4], &'w [i8; 16])> {
    let halves = weights.as_chunks::<{ 4 * LANES }>().0.iter();
    let own = halves.filter_map(move |half| half.as_chunks::<16>().0.get(at));
    inputs.as_chunks::<4>().0.iter().zip(own)
}

/// Adds the products of four inputs and their weights for four outputs: sixteen, as many bytes as a narrow vector has.
#[inline(always)]
fn add_products(weights: &[i8; 16], [a, b, c, d]: [i8; 4], twos: &mut [i32; 8]) {
    let inputs = [a, b, c, d, a, b, c, d, a, b, c, d, a, b, c, d];
    let mut products = [0; 16];
    for (product, (weight, input)) in products.iter_mut().zip(weights.iter().zip(inputs)) {
        *product = i16::from(*weight) * i16::from(input);
    }
    for (sum, [one, other]) in twos.iter_mut().zip(products.as_chunks::<2>().0) {
        *sum += i32::from(*one) + i32::from(*other);
    }
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod simd128 {
    use std::arch::wasm32::{
        i16x8_extend_high_i8x16, i16x8_extend_low_i8x16, i32x4_add, i32x4_dot_i16x8, i32x4_extract_lane,
        i32x4_shuffle, i32x4_splat, i64x2, v128,
    };

    use super::{INPUTS, LANES, Plain, Vectors, Weights};

    /// The vectors of `WebAssembly`.
    #[derive(Clone, Copy)]
    pub(in super::super) struct Simd128;

    impl Vectors for Simd128 {
        type Sums = [i32; LANES];

        #[inline(always)]
        fn sums<const N: usize>(
            self,
            start: &[i32; LANES],
            weights: &[Weights],
            inputs: &[[[u8; INPUTS]; N]],
        ) -> [Self::Sums; N] {
            let mut sums = [*start; N];
            for at in 0..LANES / 4 {
                // Products come in pairs: two sums of each output.
                let mut twos = [[i32x4_splat(0); 2]; N];
                for (weights, inputs) in weights.iter().zip(inputs) {
                    for half in 0..INPUTS / 4 {
                        let Some(own) = weights.as_chunks::<16>().0.get(half * (LANES / 4) + at) else {
                            continue;
                        };
                        let (low, high) = widen(own);
                        for (twos, inputs) in twos.iter_mut().zip(inputs) {
                            let Some(four) = inputs.as_chunks::<4>().0.get(half) else { continue };
                            let four = i16x8_extend_low_i8x16(i32x4_splat(i32::from_le_bytes(*four)));
                            let [first, second] = *twos;
                            let products = [i32x4_dot_i16x8(low, four), i32x4_dot_i16x8(high, four)];
                            *twos = [i32x4_add(first, products[0]), i32x4_add(second, products[1])];
                        }
                    }
                }
                for (sums, [low, high]) in sums.iter_mut().zip(twos) {
                    let firsts = i32x4_shuffle::<0, 2, 4, 6>(low, high);
                    let both = i32x4_add(firsts, i32x4_shuffle::<1, 3, 5, 7>(low, high));
                    let Some(sums) = sums.as_chunks_mut::<4>().0.get_mut(at) else { continue };
                    let [a, b, c, d] = sums;
                    *a += i32x4_extract_lane::<0>(both);
                    *b += i32x4_extract_lane::<1>(both);
                    *c += i32x4_extract_lane::<2>(both);
                    *d += i32x4_extract_lane::<3>(both);
                }
            }
            sums
        }

        #[inline(always)]
        fn weigh(
            self,
            sums: Self::Sums,
            input: f32,
            worth: &[f32; LANES],
            bias: &[f32; LANES],
            to: &mut [f32; LANES],
        ) {
            Plain.weigh(sums, input, worth, bias, to);
        }
    }

    /// Sixteen numbers in 16 bits each.
    #[inline(always)]
    fn widen(bytes: &[i8; 16]) -> (v128, v128) {
        let half = |at: usize| {
            let half = bytes.as_chunks::<8>().0.get(at).copied().unwrap_or_default();
            i64::from_le_bytes(half.map(i8::cast_unsigned))
        };
        let all = i64x2(half(0), half(1));
        (i16x8_extend_low_i8x16(all), i16x8_extend_high_i8x16(all))
    }
}

#[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
mod avx2 {
    use fearless_simd::{Avx2, Simd as _, SimdFrom, f32x8, i8x32, i16x16, i32x8};

    use super::{INPUTS, LANES, Vectors, Weights};

    impl Vectors for Avx2 {
        type Sums = [i32x8<Avx2>; 2];

        #[inline(always)]
        fn sums<const N: usize>(
            self,
            start: &[i32; LANES],
            weights: &[Weights],
            inputs: &[[[u8; INPUTS]; N]],
        ) -> [Self::Sums; N] {
            let (halves, _) = start.as_chunks::<8>();
            let half = |at: usize| i32x8::simd_from(self, halves.get(at).copied().unwrap_or_default());
            let mut sums = [[half(0), half(1)]; N];
            for (weights, inputs) in weights.iter().zip(inputs) {
                for (sums, inputs) in sums.iter_mut().zip(inputs) {
                    *sums = add(self, *sums, weights, inputs);
                }
            }
            sums
        }

        #[inline(always)]
        fn weigh(
            self,
            sums: Self::Sums,
            input: f32,
            worth: &[f32; LANES],
            bias: &[f32; LANES],
            to: &mut [f32; LANES],
        ) {
            let input = f32x8::simd_from(self, input);
            let rows = worth.as_chunks::<8>().0.iter().zip(bias.as_chunks::<8>().0);
            for (to, (sums, (worth, bias))) in
                to.as_chunks_mut::<8>().0.iter_mut().zip(sums.into_iter().zip(rows))
            {
                let sums = self.cvt_f32_i32x8(sums);
                let sums = sums * (f32x8::simd_from(self, *worth) * input) + f32x8::simd_from(self, *bias);
                self.store_array_f32x8(sums, to);
            }
        }
    }

    #[inline(always)]
    fn add(
        avx2: Avx2,
        mut sums: [i32x8<Avx2>; 2],
        weights: &Weights,
        inputs: &[u8; INPUTS],
    ) -> [i32x8<Avx2>; 2] {
        let (&[first, others], _) = inputs.as_chunks() else { return sums };
        let four = |bytes| i32x8::simd_from(avx2, i32::from_le_bytes(bytes)).into();
        let (first, others) = (four(first), four(others));
        let ones = i16x16::simd_from(avx2, 1).into();
        let (first_weights, other_weights) = weights.split_at(4 * LANES);
        let weights = first_weights.as_chunks::<32>().0.iter().zip(other_weights.as_chunks::<32>().0);
        for (sums, (first_weights, other_weights)) in sums.iter_mut().zip(weights) {
            let fours = |inputs, weights: &[i8; 32]| {
                let twos = avx2.avx2._mm256_maddubs_epi16(inputs, i8x32::simd_from(avx2, *weights).into());
                avx2.avx2._mm256_madd_epi16(twos, ones)
            };
            let sum = avx2.avx2._mm256_add_epi32((*sums).into(), fours(first, first_weights));
            let sum = avx2.avx2._mm256_add_epi32(sum, fours(others, other_weights));
            *sums = i32x8::simd_from(avx2, sum);
        }
        sums
    }
}

#[cfg(test)]
#[allow(clippy::cast_precision_loss)]
mod tests {
    use super::{INPUTS, LANES, MOST_INPUT, Plain, Vectors, Weights, Work, run_widest};

    struct Sum<'o>(&'o mut [f32; LANES]);

    impl Work for Sum<'_> {
        #[inline(always)]
        fn run<V: Vectors>(self, vectors: V) {
            let start = std::array::from_fn(|lane| i32::try_from(lane).unwrap_or(0) * 999);
            let (mut all_weights, mut all_inputs) = (Vec::new(), Vec::new());
            for at in 0..400_usize {
                // Neighbours of one sign too, so that products reach their bounds.
                let sign = |number: usize| if number.is_multiple_of(3) { i8::MIN } else { 0 };
                let weights: Weights = std::array::from_fn(|slot| {
                    i8::try_from((slot / 4 * 7 + at * 5) % 128).unwrap_or(0) ^ sign(slot / 4 + at)
                });
                let inputs: [u8; INPUTS] =
                    std::array::from_fn(|slot| MOST_INPUT - u8::try_from((slot + at) % 9).unwrap_or(0));
                all_weights.push(weights);
                all_inputs.push([inputs]);
            }
            let [sums] = vectors.sums(&start, &all_weights, &all_inputs);
            let steps: [f32; LANES] = std::array::from_fn(|lane| 0.37 + lane as f32);
            vectors.weigh(sums, 0.013, &steps.map(|step| step / 900.0), &steps, self.0);
        }
    }

    #[test]
    fn all_vectors_give_the_same_sums() {
        let (mut widest, mut plain) = ([0.0; LANES], [1.0; LANES]);
        run_widest(Sum(&mut widest));
        Sum(&mut plain).run(Plain);
        assert_eq!(widest.map(f32::to_bits), plain.map(f32::to_bits));
    }
}
