//! Normalised words, and lists of strings in one buffer.

/// A list of short strings in one buffer.
#[derive(Clone, Debug, Default)]
pub(crate) struct Strings {
    buffer: String,
    ends: Vec<u32>,
}

impl Strings {
    pub(crate) fn get(&self, index: usize) -> &str {
        let Some(end) = self.ends.get(index) else { return "" };
        let start = index.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.buffer.get(start as usize..*end as usize).unwrap_or_default()
    }

    /// The list with other strings at some places, in order of the places.
    pub(crate) fn with(&self, others: &[(usize, String)]) -> Strings {
        let mut out = Strings::default();
        let mut others = others.iter().peekable();
        for at in 0..self.len() {
            let other = others.next_if(|(place, _)| *place == at);
            out.buffer.push_str(other.map_or_else(|| self.get(at), |(_, string)| string));
            out.close();
        }
        out
    }

    /// Gives back memory that further strings would have needed.
    pub(crate) fn complete(&mut self) {
        self.buffer.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The buffer. The next string is written at its end; [`Strings::close`] completes it.
    pub(crate) fn open(&mut self) -> &mut String {
        &mut self.buffer
    }

    pub(crate) fn close(&mut self) {
        self.ends.push(u32::try_from(self.buffer.len()).unwrap_or(u32::MAX));
    }
}

/// Appends a word in lower case, with straight quotation marks in place of curly and doubled ones.
pub(crate) fn normalise(word: &str, out: &mut String) {
    match word {
        "“" | "”" | "„" | "‟" | "''" | "``" | "’’" | "‘‘" => return out.push('"'),
        "–" | "—" | "―" => return out.push('-'),
        _ => {}
    }
    if word.is_ascii() {
        out.push_str(word);
        let start = out.len() - word.len();
        if let Some(tail) = out.get_mut(start..) {
            tail.make_ascii_lowercase();
        }
        return;
    }
    for c in word.chars() {
        match c {
            '’' | '‘' | '`' => out.push('\''),
            '‐' | '‑' => out.push('-'),
            _ => out.extend(c.to_lowercase()),
        }
    }
}
