//! The words that overlap is counted in.

/// A word with its inner apostrophe, or a mark, in bytes of the text.
#[derive(Clone, Copy)]
pub(crate) struct Token {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// A word, and not a mark.
    pub(crate) word: bool,
}

/// A letter, a digit or `_`.
pub(crate) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The words and marks of a text.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let end_of = |index: usize| chars.get(index).map_or(text.len(), |(at, _)| *at);
    let run = |mut index: usize| {
        while chars.get(index).is_some_and(|(_, c)| is_word(*c)) {
            index += 1;
        }
        index
    };
    let mut found = Vec::new();
    let mut index = 0;
    while let Some((start, c)) = chars.get(index).copied() {
        if is_word(c) {
            let mut next = run(index);
            let apostrophe = chars.get(next).is_some_and(|(_, c)| matches!(c, '\'' | '’'));
            if apostrophe && chars.get(next + 1).is_some_and(|(_, c)| is_word(*c)) {
                next = run(next + 1);
            }
            found.push(Token { start, end: end_of(next), word: true });
            index = next;
        } else {
            if !c.is_whitespace() {
                found.push(Token { start, end: end_of(index + 1), word: false });
            }
            index += 1;
        }
    }
    found
}
