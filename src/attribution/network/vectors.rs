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
    /// [`LANES`] sums of 32 bits.
    type Sums: Copy;

    fn start(self, sums: &[i32; LANES]) -> Self::Sums;
    /// Adds the products of weights and inputs.
    fn add(self, sums: Self::Sums, weights: &Weights, inputs: &[u8; INPUTS]) -> Self::Sums;
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
    fn start(self, sums: &[i32; LANES]) -> Self::Sums {
        *sums
    }

    #[inline(always)]
    fn add(self, mut sums: Self::Sums, weights: &Weights, inputs: &[u8; INPUTS]) -> Self::Sums {
        let inputs = inputs.map(i16::from);
        let (fours, _) = weights.as_chunks::<4>();
        let (first, others) = fours.split_at(LANES);
        for (sum, (first, others)) in sums.iter_mut().zip(first.iter().zip(others)) {
            let [a, b, c, d] = first.map(i16::from);
            let [e, f, g, h] = others.map(i16::from);
            let [i, j, k, l, m, n, o, p] = inputs;
            let twos = [a * i + b * j, c * k + d * l, e * m + f * n, g * o + h * p];
            *sum += twos.map(i32::from).iter().sum::<i32>();
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
        for (to, (sum, (worth, bias))) in to.iter_mut().zip(sums.iter().zip(worth.iter().zip(bias))) {
            #[allow(clippy::cast_precision_loss)] // Rounded like any float.
            let sum = *sum as f32;
            *to = sum * (worth * input) + bias;
        }
    }
}

#[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
mod avx2 {
    use fearless_simd::{Avx2, Simd as _, SimdFrom, f32x8, i8x32, i16x16, i32x8};

    use super::{INPUTS, LANES, Vectors, Weights};

    impl Vectors for Avx2 {
        type Sums = [i32x8<Avx2>; 2];

        #[inline(always)]
        fn start(self, sums: &[i32; LANES]) -> Self::Sums {
            let (&[first, second], _) = sums.as_chunks::<8>() else { return [i32x8::simd_from(self, 0); 2] };
            [i32x8::simd_from(self, first), i32x8::simd_from(self, second)]
        }

        #[inline(always)]
        fn add(self, mut sums: Self::Sums, weights: &Weights, inputs: &[u8; INPUTS]) -> Self::Sums {
            let &[a, b, c, d, e, f, g, h] = inputs;
            let four = |bytes| i32x8::simd_from(self, i32::from_le_bytes(bytes)).into();
            let (first, others) = (four([a, b, c, d]), four([e, f, g, h]));
            let ones = i16x16::simd_from(self, 1).into();
            let (first_weights, other_weights) = weights.split_at(4 * LANES);
            let weights = first_weights.as_chunks::<32>().0.iter().zip(other_weights.as_chunks::<32>().0);
            for (sums, (first_weights, other_weights)) in sums.iter_mut().zip(weights) {
                let fours = |inputs, weights: &[i8; 32]| {
                    let twos = self.avx2._mm256_maddubs_epi16(inputs, i8x32::simd_from(self, *weights).into());
                    self.avx2._mm256_madd_epi16(twos, ones)
                };
                let sum = self.avx2._mm256_add_epi32((*sums).into(), fours(first, first_weights));
                let sum = self.avx2._mm256_add_epi32(sum, fours(others, other_weights));
                *sums = i32x8::simd_from(self, sum);
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
}

#[cfg(test)]
#[allow(clippy::cast_precision_loss)]
mod tests {
    use super::{INPUTS, LANES, MOST_INPUT, Plain, Vectors, Weights, Work, run_widest};

    struct Sum<'o>(&'o mut [f32; LANES]);

    impl Work for Sum<'_> {
        #[inline(always)]
        fn run<V: Vectors>(self, vectors: V) {
            let mut sums = vectors.start(&std::array::from_fn(|lane| i32::try_from(lane).unwrap_or(0) * 999));
            for at in 0..400_usize {
                // Neighbours of one sign too, so that products reach their bounds.
                let sign = |number: usize| if number.is_multiple_of(3) { i8::MIN } else { 0 };
                let weights: Weights = std::array::from_fn(|slot| {
                    i8::try_from((slot / 4 * 7 + at * 5) % 128).unwrap_or(0) ^ sign(slot / 4 + at)
                });
                let inputs: [u8; INPUTS] =
                    std::array::from_fn(|slot| MOST_INPUT - u8::try_from((slot + at) % 9).unwrap_or(0));
                sums = vectors.add(sums, &weights, &inputs);
            }
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
