//! The words of a text as strings: their normal form, and many of them in one buffer.

/// Many short strings in one buffer.
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

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The buffer, to write the next string at its end; [`Strings::close`] ends it.
    pub(crate) fn open(&mut self) -> &mut String {
        &mut self.buffer
    }

    pub(crate) fn close(&mut self) {
        self.ends.push(u32::try_from(self.buffer.len()).unwrap_or(u32::MAX));
    }
}

/// Writes a word in lower case, with curly and doubled marks straightened.
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
