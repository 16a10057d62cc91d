//! Colours: contrast as WCAG 2.2 defines it, and what is left of differences for those who do not see all colours.

use std::collections::BTreeMap;

pub(crate) type Rgb = [f64; 3];

/// `#rgb` and `#rrggbb`, each part from 0 to 1.
pub(crate) fn hex(colour: &str) -> Rgb {
    let digits = colour.strip_prefix('#').unwrap();
    let wide = digits.len() == 6;
    assert!(wide || digits.len() == 3, "{colour}");
    [0, 1, 2].map(|at| {
        let part = if wide { digits[2 * at..2 * at + 2].to_owned() } else { digits[at..=at].repeat(2) };
        f64::from(u8::from_str_radix(&part, 16).unwrap()) / 255.0
    })
}

/// The custom properties that are colours in the first `:root` block of a style sheet.
pub(crate) fn palette(style: &str) -> BTreeMap<String, Rgb> {
    let (_, block) = style.split_once(":root {").unwrap();
    let (block, _) = block.split_once('}').unwrap();
    block
        .split(';')
        .filter_map(|line| line.trim().strip_prefix("--")?.split_once(": "))
        .filter(|(_, value)| value.starts_with('#'))
        .map(|(name, value)| (name.to_owned(), hex(value.trim())))
        .collect()
}

fn linear(colour: Rgb) -> Rgb {
    colour.map(|c| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) })
}

fn luminance(colour: Rgb) -> f64 {
    let [r, g, b] = linear(colour);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// From 1 to 21.
pub(crate) fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// `color-mix(in srgb, a part, b)`.
pub(crate) fn mix(a: Rgb, part: f64, b: Rgb) -> Rgb {
    [0, 1, 2].map(|at| a[at] * part + b[at] * (1.0 - part))
}

type Matrix = [[f64; 3]; 3];

/// What a person without cones of one kind sees, on linear RGB: Machado, Oliveira and Fernandes 2009, severity 1.
pub(crate) const WITHOUT: [(&str, Matrix); 3] = [
    (
        "long",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "medium",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "short",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

fn times(matrix: &Matrix, v: Rgb) -> Rgb {
    [0, 1, 2].map(|row| (0..3).map(|at| matrix[row][at] * v[at]).sum())
}

fn lab(linear_rgb: Rgb) -> Rgb {
    let xyz = times(
        &[
            [0.412_456, 0.357_576, 0.180_437],
            [0.212_673, 0.715_152, 0.072_175],
            [0.019_334, 0.119_192, 0.950_304],
        ],
        linear_rgb.map(|c| c.clamp(0.0, 1.0)),
    );
    let f = |t: f64| if t > 216.0 / 24389.0 { t.cbrt() } else { (24389.0 / 27.0 * t + 16.0) / 116.0 };
    let [x, y, z] = [f(xyz[0] / 0.950_47), f(xyz[1]), f(xyz[2] / 1.088_83)];
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// How far apart two colours are in CIELAB (1976), seen through a matrix; about 2.3 is just noticeable.
pub(crate) fn difference(a: Rgb, b: Rgb, seen: Option<&Matrix>) -> f64 {
    let place = |colour| lab(seen.map_or(linear(colour), |matrix| times(matrix, linear(colour))));
    let (a, b) = (place(a), place(b));
    (0..3).map(|at| (a[at] - b[at]).powi(2)).sum::<f64>().sqrt()
}
