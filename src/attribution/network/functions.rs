//! Exponential and logarithm by arithmetic alone: those of the platform differ in their last bits from one to the next.

/// e to the power of a number, to 6 digits; 0 below -87, and no more above 87.
pub(crate) fn exp(x: f32) -> f32 {
    if x.is_nan() || x < -87.0 {
        return 0.0;
    }
    let x = x.min(87.0);
    // x = whole * ln 2 + rest
    let whole = (x * std::f32::consts::LOG2_E).round();
    let rest = (x - whole * 0.693_359_4) + whole * 2.121_944_4e-4;
    let mut sum = 1.0 / 5040.0;
    for term in [1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0] {
        sum = sum * rest + term;
    }
    #[allow(clippy::cast_possible_truncation)]
    let exponent = (whole as i32 + 127).clamp(0, 254).unsigned_abs();
    sum * f32::from_bits(exponent << 23)
}

/// The natural logarithm of a positive number, to 7 digits; that of the least normal number for any below it.
pub(crate) fn ln(x: f32) -> f32 {
    let bits = x.max(f32::MIN_POSITIVE).to_bits();
    // x = 2^exponent * fraction, with a fraction around 1.
    let mut exponent = (bits >> 23).cast_signed() - 127;
    let mut fraction = f32::from_bits((bits & 0x007f_ffff) | 0x3f80_0000);
    if fraction > std::f32::consts::SQRT_2 {
        fraction *= 0.5;
        exponent += 1;
    }
    let t = (fraction - 1.0) / (fraction + 1.0);
    let square = t * t;
    let mut sum = 1.0 / 9.0;
    for term in [1.0 / 7.0, 1.0 / 5.0, 1.0 / 3.0, 1.0] {
        sum = sum * square + term;
    }
    #[allow(clippy::cast_precision_loss)]
    let whole = exponent as f32;
    2.0 * t * sum + whole * std::f32::consts::LN_2
}

#[cfg(test)]
mod tests {
    use super::{exp, ln};

    #[test]
    fn they_are_those_of_the_platform() {
        for step in 0..17_400_u16 {
            let x = f32::from(step) / 100.0 - 87.0;
            assert!((exp(x) - x.exp()).abs() <= 2e-6 * x.exp(), "exp {x}");
            let y = f32::from(step + 1) * 0.37;
            assert!((ln(y) - y.ln()).abs() <= 1e-6 * y.ln().abs().max(1.0), "ln {y}");
        }
        assert!(exp(-1e4) < 1e-30 && exp(f32::NEG_INFINITY) < 1e-30 && exp(f32::NAN) < 1e-30);
        assert!(ln(0.0).is_finite() && ln(f32::MIN_POSITIVE) < -87.0);
    }
}
