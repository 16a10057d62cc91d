//! Functions over vectors, in one order of sums on all processors.

#![allow(clippy::inline_always)] // What runs with wide vectors must be compiled for them.

/// Numbers that are summed side by side.
const LANES: usize = 16;

/// e to the power of a number from -87 to 0, to 6 digits; that of the nearest of these for any other.
#[inline(always)]
pub(crate) fn exp(x: f32) -> f32 {
    // Where this is added, the last bit of a float is worth one.
    const WHOLE: f32 = 12_582_912.0;
    let x = x.clamp(-87.0, 0.0);
    let shifted = x * std::f32::consts::LOG2_E + WHOLE;
    let whole = shifted - WHOLE;
    let rest = (x - whole * 0.693_359_4) + whole * 2.121_944_4e-4;
    let mut sum = 1.0 / 720.0;
    for term in [1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0] {
        sum = sum * rest + term;
    }
    // The low bits of the shifted number are the exponent.
    let exponent = shifted.to_bits().wrapping_sub(WHOLE.to_bits()).wrapping_add(127);
    sum * f32::from_bits(exponent << 23)
}

/// The sum of what a function makes of each number, lane by lane.
#[inline(always)]
pub(crate) fn sum(row: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0_f32; LANES];
    let (whole, rest) = row.as_chunks::<LANES>();
    for many in whole {
        for (lane, value) in lanes.iter_mut().zip(many) {
            *lane += of(*value);
        }
    }
    for (lane, value) in lanes.iter_mut().zip(rest) {
        *lane += of(*value);
    }
    lanes.iter().sum()
}

/// Gaussian error linear units: `x * P(X <= x)`, with the error function to 6 digits (Abramowitz and Stegun, 7.1.26).
#[inline(always)]
pub(crate) fn gelu(values: &mut [f32]) {
    for value in values {
        let x = *value * std::f32::consts::FRAC_1_SQRT_2;
        let size = x.abs();
        let t = 1.0 / (1.0 + 0.327_591_1 * size);
        let mut sum = 1.061_405_4;
        for term in [-1.453_152_1, 1.421_413_8, -0.284_496_72, 0.254_829_6] {
            sum = sum * t + term;
        }
        let erf = (1.0 - sum * t * exp(-size * size)).copysign(x);
        *value *= 0.5 + 0.5 * erf;
    }
}

/// Shares that sum to 1: the exponential of each number by that of all.
#[inline(always)]
pub(crate) fn softmax(values: &mut [f32]) {
    let mut top = [f32::MIN; LANES];
    let (whole, rest) = values.as_chunks::<LANES>();
    for many in whole {
        for (lane, value) in top.iter_mut().zip(many) {
            *lane = lane.max(*value);
        }
    }
    let top = top.iter().chain(rest).copied().fold(f32::MIN, f32::max);
    for value in values.iter_mut() {
        *value = exp(*value - top);
    }
    let share = 1.0 / sum(values, |value| value);
    for value in values.iter_mut() {
        *value *= share;
    }
}

#[cfg(test)]
mod tests {
    use ascribe::encoder::widest;

    use super::{exp, gelu, softmax, sum};

    #[test]
    fn they_are_those_of_the_platform() {
        for step in 0..8_700_u16 {
            let x = -f32::from(step) / 100.0;
            assert!((exp(x) - x.exp()).abs() <= 3e-6 * x.exp(), "exp {x}");
        }
        assert!(exp(-1e4) < 1e-30 && exp(f32::NEG_INFINITY) < 1e-30);
        // By a table of the normal distribution.
        for (x, expected) in
            [(0.0, 0.0), (1.0, 0.841_344_7), (-1.0, -0.158_655_3), (3.0, 2.995_95), (-6.0, 0.0)]
        {
            let mut values = [x];
            gelu(&mut values);
            assert!((values[0] - expected).abs() < 1e-5, "gelu {x}: {values:?}");
        }
        let mut shares = [1.0, 2.0, 1.0, -1e9];
        softmax(&mut shares);
        assert!((shares[1] - 0.576_116_9).abs() < 1e-5 && shares[3] < 1e-9);
    }

    #[test]
    fn all_vectors_give_the_same_bits() {
        let values: Vec<f32> = (0..997_u16).map(|at| f32::from(at * 37 % 991) / 83.0 - 6.0).collect();
        let (mut wide, mut plain) = (values.clone(), values);
        let wide_sum = widest(
            #[inline(always)]
            || {
                gelu(&mut wide);
                softmax(&mut wide);
                sum(&wide, |value| value * value)
            },
        );
        gelu(&mut plain);
        softmax(&mut plain);
        assert_eq!(wide_sum.to_bits(), sum(&plain, |value| value * value).to_bits());
        assert!(wide.iter().zip(&plain).all(|(wide, plain)| wide.to_bits() == plain.to_bits()));
    }
}
