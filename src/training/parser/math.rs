//! Operations on rows of numbers.

/// `out += x · w`, where `w` has a row for each of `x`.
pub(super) fn add_product(out: &mut [f32], x: &[f32], w: &[f32]) {
    let columns = out.len();
    for (x, rows) in x.chunks_exact(4).zip(w.chunks_exact(4 * columns)) {
        let (&[x0, x1, x2, x3], (front, back)) = (x, rows.split_at(2 * columns)) else { continue };
        let ((w0, w1), (w2, w3)) = (front.split_at(columns), back.split_at(columns));
        for ((((out, w0), w1), w2), w3) in out.iter_mut().zip(w0).zip(w1).zip(w2).zip(w3) {
            *out += (x0 * w0 + x1 * w1) + (x2 * w2 + x3 * w3);
        }
    }
}

/// `dx += w · dout`: the gradient of the input of [`add_product`].
pub(super) fn add_transposed(dx: &mut [f32], dout: &[f32], w: &[f32]) {
    for (dx, row) in dx.iter_mut().zip(w.chunks_exact(dout.len())) {
        *dx += dot(row, dout);
    }
}

/// `dw += x ⊗ dout`: the gradient of the weights of [`add_product`].
pub(super) fn add_outer(dw: &mut [f32], x: &[f32], dout: &[f32]) {
    for (x, row) in x.iter().zip(dw.chunks_exact_mut(dout.len())) {
        if *x != 0.0 {
            add_scaled(row, *x, dout);
        }
    }
}

/// `out += by · row`.
pub(super) fn add_scaled(out: &mut [f32], by: f32, row: &[f32]) {
    for (out, value) in out.iter_mut().zip(row) {
        *out += by * value;
    }
}

pub(super) fn add(out: &mut [f32], row: &[f32]) {
    for (out, value) in out.iter_mut().zip(row) {
        *out += value;
    }
}

/// The dot product, in lanes, so that the order of the additions is the same on every machine.
pub(super) fn dot(left: &[f32], right: &[f32]) -> f32 {
    let mut lanes = [[0.0_f32; 8]; 4];
    for (left, right) in left.chunks_exact(32).zip(right.chunks_exact(32)) {
        for ((lane, left), right) in lanes.as_flattened_mut().iter_mut().zip(left).zip(right) {
            *lane += left * right;
        }
    }
    let [mut sums, second, third, fourth] = lanes;
    for (((sum, second), third), fourth) in sums.iter_mut().zip(second).zip(third).zip(fourth) {
        *sum = (*sum + second) + (third + fourth);
    }
    let [s0, s1, s2, s3, s4, s5, s6, s7] = sums;
    ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7))
}

/// A gate between 0 and 1 without an exponential: (1 + softsign) / 2.
pub(super) fn gate(x: f32) -> f32 {
    0.5 + 0.5 * x / (1.0 + x.abs())
}

/// The derivative of [`gate`].
pub(super) fn gate_slope(x: f32) -> f32 {
    let scale = 1.0 + x.abs();
    0.5 / (scale * scale)
}

/// The softmax of scores.
pub(super) fn softmax<const N: usize>(scores: &[f32; N]) -> [f32; N] {
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut shares = scores.map(|score| exp(score - top));
    let sum: f32 = shares.iter().sum();
    for share in &mut shares {
        *share /= sum;
    }
    shares
}

/// `e^x` for `x ≤ 0`, by a short series. The functions of the platform differ in their last bits between machines.
fn exp(x: f32) -> f32 {
    if x < -30.0 {
        return 0.0;
    }
    let small = x / 256.0;
    let mut value = 1.0 + small * (1.0 + small * (0.5 + small * (1.0 / 6.0 + small / 24.0)));
    for _ in 0..8 {
        value *= value;
    }
    value
}

/// A generator of random numbers with a seed.
#[derive(Clone, Debug)]
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Random(crate::text::syntax::table::mix(seed, 0x51ed) | 1)
    }

    fn next(&mut self) -> u64 {
        // Marsaglia's xorshift with a multiplication.
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A random number from 0 to 1.
    #[allow(clippy::cast_precision_loss)]
    pub(super) fn share(&mut self) -> f32 {
        (self.next() >> 40) as f32 / 16_777_216.0
    }

    /// A random number from `-range` to `range`.
    pub(super) fn around(&mut self, range: f32) -> f32 {
        (self.share() * 2.0 - 1.0) * range
    }
}
