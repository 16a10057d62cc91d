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
    fn store(self, sums: Self::Sums) -> [i32; LANES];
}

/// Work that is compiled for each kind of vectors.
pub(super) trait Work {
    fn run<V: Vectors>(self, vectors: V);
}

/// Does work with the widest vectors of the processor.
#[inline]
pub(super) fn run_widest(work: impl Work) {
    #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
    if let Some(avx2) = fearless_simd::Level::new().as_avx2() {
        use fearless_simd::Simd as _;
        return avx2.vectorize(
            #[inline(always)]
            || work.run(avx2),
        );
    }
    work.run(Plain);
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
    fn store(self, sums: Self::Sums) -> [i32; LANES] {
        sums
    }
}

#[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
mod avx2 {
    use fearless_simd::{Avx2, SimdFrom, i16x16, i32x8};

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
        fn store(self, sums: Self::Sums) -> [i32; LANES] {
            let mut stored = [0; LANES];
            for (slots, sums) in stored.as_chunks_mut::<8>().0.iter_mut().zip(sums) {
                *slots = sums.into();
            }
            stored
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{LANES, Pairs, Plain, Vectors, Work, run_widest, two};

    struct Sum<'o>(&'o mut [i32; LANES]);

    impl Work for Sum<'_> {
        #[inline(always)]
        fn run<V: Vectors>(self, vectors: V) {
            let mut sums = vectors.zero();
            for at in 0..400_i16 {
                let weights: Pairs =
                    std::array::from_fn(|lane| i16::try_from(lane).unwrap_or(0) * 7 + at % 128 - 100);
                sums = vectors.add(sums, &weights, two(at * 81 - 16_000, 32_767 - at));
            }
            *self.0 = vectors.store(sums);
        }
    }

    #[test]
    fn all_vectors_give_the_same_sums() {
        let (mut widest, mut plain) = ([0; LANES], [1; LANES]);
        run_widest(Sum(&mut widest));
        Sum(&mut plain).run(Plain);
        assert_eq!(widest, plain);
    }
}
