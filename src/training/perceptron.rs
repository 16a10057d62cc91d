//! Averaged weights by 64-bit key (Collins 2002).

use crate::text::syntax::table::Sparse;

/// Averaged weights of labels by 64-bit key. A row holds the labels that were updated.
#[derive(Default)]
pub(crate) struct Rows {
    /// A table with open addressing: the keys, with zero for an empty slot.
    keys: Vec<u64>,
    /// The number of the row of each key.
    numbers: Vec<u32>,
    cells: Vec<Vec<Cell>>,
    step: u32,
}

#[derive(Clone, Copy, Default)]
struct Cell {
    label: u8,
    now: f32,
    sum: f64,
    since: u32,
    squares: f32,
}

impl Rows {
    fn find(&self, key: u64) -> usize {
        let mask = self.keys.len().wrapping_sub(1);
        let mut at = (key >> 17) as usize & mask;
        while self.keys.get(at).is_some_and(|found| *found != 0 && *found != key) {
            at = (at + 1) & mask;
        }
        at
    }

    /// Adds the current weights of a key to the scores of its labels.
    pub(crate) fn score(&self, key: u64, scores: &mut [f32; 128]) {
        let at = self.find(key);
        if key == 0 || self.keys.get(at) != Some(&key) {
            return;
        }
        let row = self.numbers.get(at).and_then(|number| self.cells.get(*number as usize));
        for cell in row.into_iter().flatten() {
            if let Some(score) = scores.get_mut(usize::from(cell.label)) {
                *score += cell.now;
            }
        }
    }

    /// Starts the next example. Averages are over examples.
    pub(crate) fn tick(&mut self) {
        self.step += 1;
    }

    /// Updates a weight by AdaGrad (Duchi, Hazan and Singer 2011).
    pub(crate) fn learn(&mut self, key: u64, label: u8, gradient: f32, rate: f32) {
        if self.cells.len() * 2 >= self.keys.len() {
            self.grow();
        }
        let at = self.find(key);
        let (Some(slot), Some(number)) = (self.keys.get_mut(at), self.numbers.get_mut(at)) else { return };
        if *slot == 0 {
            *slot = key;
            *number = u32::try_from(self.cells.len()).unwrap_or(u32::MAX);
            self.cells.push(Vec::new());
        }
        let Some(row) = self.cells.get_mut(*number as usize) else { return };
        let step = self.step;
        let at = row.iter().position(|cell| cell.label == label).unwrap_or_else(|| {
            row.push(Cell { label, since: step, ..Cell::default() });
            row.len() - 1
        });
        if let Some(cell) = row.get_mut(at) {
            cell.sum += f64::from(cell.now) * f64::from(step - cell.since);
            cell.since = step;
            cell.squares += gradient * gradient;
            cell.now += rate * gradient / (cell.squares + 1e-6).sqrt();
        }
    }

    fn grow(&mut self) {
        let size = (self.keys.len() * 2).max(1 << 16);
        let keys = std::mem::replace(&mut self.keys, vec![0; size]);
        let numbers = std::mem::replace(&mut self.numbers, vec![0; size]);
        for (key, number) in keys.into_iter().zip(numbers).filter(|(key, _)| *key != 0) {
            let at = self.find(key);
            if let (Some(slot), Some(place)) = (self.keys.get_mut(at), self.numbers.get_mut(at)) {
                (*slot, *place) = (key, number);
            }
        }
    }

    /// The averages as a table of weights of one byte with `2^bits` slots. It holds the `most` largest weights, and features up to
    /// a maximum `load` of the slots.
    pub(crate) fn quantise(&self, bits: u32, load: f64, most: usize) -> Sparse {
        let average = |cell: &Cell| {
            let whole = cell.sum + f64::from(cell.now) * f64::from(self.step - cell.since);
            whole / f64::from(self.step.max(1))
        };
        let keys = self.keys.iter().zip(&self.numbers).filter(|(key, _)| **key != 0);
        let rows = keys.map(|(key, number)| {
            let row = self.cells.get(*number as usize).into_iter().flatten();
            (*key, row.map(|cell| (cell.label, average(cell))).collect())
        });
        pack(rows.collect(), bits, load, most).0
    }
}

/// Weights as a table, as [`Rows::quantise`] makes it, and the worth of a step of the table's weights.
pub(super) fn pack(mut rows: Vec<(u64, Vec<(u8, f64)>)>, bits: u32, load: f64, most: usize) -> (Sparse, f64) {
    let mut sizes: Vec<f64> = rows.iter().flat_map(|(_, row)| row).map(|(_, weight)| weight.abs()).collect();
    sizes.sort_by(|a, b| b.total_cmp(a));
    // One weight in two thousand is clipped, so that outliers do not make the scale coarse.
    let top = sizes.get(most.min(sizes.len()) / 2000).copied().unwrap_or(1.0).max(f64::MIN_POSITIVE);
    let smallest = sizes.get(most).copied().unwrap_or(0.0).max(top / 254.0);
    for (_, row) in &mut rows {
        row.retain(|(_, weight)| weight.abs() > smallest);
        row.sort_by_key(|(label, _)| *label);
    }
    rows.retain(|(_, row)| !row.is_empty());
    let size = |row: &[(u8, f64)]| row.iter().map(|(_, weight)| weight.abs()).fold(0.0, f64::max);
    rows.sort_by(|a, b| size(&b.1).total_cmp(&size(&a.1)).then(a.0.cmp(&b.0)));
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let small = |weight: f64| (weight / top * 127.0).round().clamp(-127.0, 127.0) as i8;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
    rows.truncate((f64::from(1_u32 << bits) * load) as usize);
    // No more slots than the rows need.
    #[allow(clippy::cast_precision_loss)]
    let bits = (4..bits).find(|bits| f64::from(1_u32 << bits) * load >= rows.len() as f64).unwrap_or(bits);
    let rows: Vec<(u64, Vec<(u8, i8)>)> = rows
        .into_iter()
        .map(|(key, row)| (key, row.into_iter().map(|(label, weight)| (label, small(weight))).collect()))
        .collect();
    (Sparse::new(bits, &rows), top / 127.0)
}
