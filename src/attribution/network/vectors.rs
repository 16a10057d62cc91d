//! Sums of products of whole numbers, with the widest vectors of the processor. All give the same sums.

// What runs with a kind of vectors must be compiled for it.
#![allow(clippy::inline_always)]

/// Outputs that are computed side by side.
pub(super) const LANES: usize = 16;

/// Two weights for each of the outputs that are computed side by side: those of two inputs that follow each other.
pub(super) type Pairs = [i16; 2 * LANES];

/// Two inputs that follow each other, the first in the low bits.
#[inline(always)]
pub(super) fn two(first: i16, second: i16) -> i32 {
    (u32::from(second.cast_unsigned()) << 16 | u32::from(first.cast_unsigned())).cast_signed()
}

/// A kind of vectors.
pub(super) trait Vectors: Copy {
    /// [`LANES`] sums of 32 bits.
    type Sums: Copy;

    fn zero(self) -> Self::Sums;
    /// Adds the products of weights and [`two`] inputs.
    fn add(self, sums: Self::Sums, weights: &Pairs, inputs: i32) -> Self::Sums;
    /// Each sum times its worth, and a bias.
    fn weigh(self, sums: Self::Sums, worth: &[f32; LANES], bias: &[f32; LANES], to: &mut [f32; LANES]);
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
    fn zero(self) -> Self::Sums {
        [0; LANES]
    }

    #[inline(always)]
    fn add(self, mut sums: Self::Sums, weights: &Pairs, inputs: i32) -> Self::Sums {
        let (first, second) = (inputs << 16 >> 16, inputs >> 16);
        for (sum, pair) in sums.iter_mut().zip(weights.as_chunks::<2>().0) {
            let [a, b] = pair.map(i32::from);
            // Weights of 8 bits and a hundred inputs come nowhere near the limit; those of a forged file wrap everywhere alike.
            *sum = sum.wrapping_add((a * first).wrapping_add(b * second));
        }
        sums
    }

    #[inline(always)]
    fn weigh(self, sums: Self::Sums, worth: &[f32; LANES], bias: &[f32; LANES], to: &mut [f32; LANES]) {
        for (to, (sum, (worth, bias))) in to.iter_mut().zip(sums.iter().zip(worth.iter().zip(bias))) {
            #[allow(clippy::cast_precision_loss)] // Rounded like any float.
            let sum = *sum as f32;
            *to = sum * worth + bias;
        }
    }
}

#[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
mod avx2 {
    use fearless_simd::{Avx2, Simd as _, SimdFrom, f32x8, i16x16, i32x8};

    use super::{LANES, Pairs, Vectors};

    impl Vectors for Avx2 {
        type Sums = [i32x8<Avx2>; 2];

        #[inline(always)]
        fn zero(self) -> Self::Sums {
            [i32x8::simd_from(self, 0); 2]
        }

        #[inline(always)]
        fn add(self, mut sums: Self::Sums, weights: &Pairs, inputs: i32) -> Self::Sums {
            let inputs = i32x8::simd_from(self, inputs).into();
            for (sums, weights) in sums.iter_mut().zip(weights.as_chunks::<16>().0) {
                let weights = i16x16::simd_from(self, *weights).into();
                let products = self.avx2._mm256_madd_epi16(weights, inputs);
                *sums = i32x8::simd_from(self, self.avx2._mm256_add_epi32((*sums).into(), products));
            }
            sums
        }

        #[inline(always)]
        fn weigh(self, sums: Self::Sums, worth: &[f32; LANES], bias: &[f32; LANES], to: &mut [f32; LANES]) {
            let rows = worth.as_chunks::<8>().0.iter().zip(bias.as_chunks::<8>().0);
            for (to, (sums, (worth, bias))) in
                to.as_chunks_mut::<8>().0.iter_mut().zip(sums.into_iter().zip(rows))
            {
                let sums = self.cvt_f32_i32x8(sums);
                let sums = sums * f32x8::simd_from(self, *worth) + f32x8::simd_from(self, *bias);
                self.store_array_f32x8(sums, to);
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::cast_precision_loss)]
mod tests {
    use super::{LANES, Pairs, Plain, Vectors, Work, run_widest, two};

    struct Sum<'o>(&'o mut [f32; LANES]);

    impl Work for Sum<'_> {
        #[inline(always)]
        fn run<V: Vectors>(self, vectors: V) {
            let mut sums = vectors.zero();
            for at in 0..400_i16 {
                let weights: Pairs =
                    std::array::from_fn(|lane| i16::try_from(lane).unwrap_or(0) * 7 + at % 128 - 100);
                sums = vectors.add(sums, &weights, two(at * 81 - 16_000, 32_767 - at));
            }
            let steps: [f32; LANES] = std::array::from_fn(|lane| 0.37 + lane as f32);
            vectors.weigh(sums, &steps.map(|step| step / 900.0), &steps, self.0);
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
