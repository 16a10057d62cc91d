//! Reads the parts of a file.

use ascribe::encoder::Layer;

/// Maximum number of numbers in a part, so that a forged size allocates no memory.
const MAX: usize = 1 << 24;

/// What is left of a file.
pub(crate) struct Reader<'b> {
    bytes: &'b [u8],
}

impl<'b> Reader<'b> {
    pub(crate) fn new(bytes: &'b [u8]) -> Self {
        Reader { bytes }
    }

    pub(crate) fn rest(&self) -> &'b [u8] {
        self.bytes
    }

    pub(crate) fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        let (head, tail) = self.bytes.split_at_checked(count)?;
        self.bytes = tail;
        Some(head)
    }

    pub(crate) fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    pub(crate) fn u32(&mut self) -> Option<u32> {
        self.take(4)?.try_into().ok().map(u32::from_le_bytes)
    }

    pub(crate) fn u64(&mut self) -> Option<u64> {
        self.take(8)?.try_into().ok().map(u64::from_le_bytes)
    }

    pub(crate) fn size(&mut self) -> Option<usize> {
        usize::try_from(self.u32()?).ok().filter(|size| (1..=MAX).contains(size))
    }

    /// Numbers, with their count in front.
    pub(crate) fn vector(&mut self) -> Option<Vec<f32>> {
        let (numbers, _) = self.take_sized(4)?.as_chunks::<4>();
        let numbers: Vec<f32> = numbers.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
        numbers.iter().all(|number| number.is_finite()).then_some(numbers)
    }

    /// Bytes of things of some size, with their count in front.
    fn take_sized(&mut self, size: usize) -> Option<&'b [u8]> {
        let count = self.size()?;
        self.take(count.checked_mul(size)?)
    }

    /// A dense layer: its outputs and inputs, what a step is worth and the bias of each output, and a byte a weight.
    pub(crate) fn layer(&mut self, inputs: usize, outputs: usize) -> Option<Layer> {
        ((self.size()?, self.size()?) == (outputs, inputs)).then_some(())?;
        let (steps, biases) = (self.vector()?, self.vector()?);
        let layer = Layer::new(&steps, &biases, self.take(outputs.checked_mul(inputs)?)?)?;
        (layer.inputs() == inputs && layer.outputs() == outputs).then_some(layer)
    }

    /// A table of rows.
    pub(crate) fn table(&mut self, columns: usize) -> Option<Table> {
        let (rows, own) = (self.size()?, self.size()?);
        let steps = self.vector()?;
        let numbers = self.take(rows.checked_mul(own)?)?.iter().map(|byte| byte.cast_signed()).collect();
        (own == columns && steps.len() == rows).then_some(Table { columns, steps, numbers })
    }
}

/// A table of vectors, a byte a number, and for each what a step is worth.
#[derive(Debug)]
pub(crate) struct Table {
    columns: usize,
    steps: Vec<f32>,
    numbers: Vec<i8>,
}

impl Table {
    pub(crate) fn rows(&self) -> usize {
        self.steps.len()
    }

    /// Adds a row to a vector; nothing for a row that the table lacks.
    pub(crate) fn add(&self, row: usize, to: &mut [f32]) {
        let Some(step) = self.steps.get(row) else { return };
        let numbers = self.numbers.get(row * self.columns..(row + 1) * self.columns).unwrap_or_default();
        for (slot, number) in to.iter_mut().zip(numbers) {
            *slot += f32::from(*number) * step;
        }
    }
}
