//! Keys of words, and the singular of a plural.

use std::borrow::Cow;

/// The key of a word or phrase: lower case, plain apostrophes and hyphens, one space between words.
pub(crate) fn key_of(words: &str) -> Cow<'_, str> {
    if is_key(words) {
        return Cow::Borrowed(words);
    }
    let mut key = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        if word.is_ascii() {
            // What `plain` makes of each, many times as fast.
            key.extend(
                word.bytes()
                    .map(|byte| if byte == b'`' { '\'' } else { char::from(byte.to_ascii_lowercase()) }),
            );
        } else {
            key.extend(word.chars().flat_map(plain));
        }
    }
    Cow::Owned(key)
}

/// Whether words are their own key, as far as that is seen at once; most of what is asked is.
fn is_key(words: &str) -> bool {
    let mut before = b' ';
    let stays = words.bytes().all(|byte| {
        let one_blank = byte == b' ' && before != b' ';
        before = byte;
        one_blank || (byte.is_ascii_graphic() && !byte.is_ascii_uppercase() && byte != b'`')
    });
    stays && before != b' '
}

/// A character as it stands in a key; nothing for an invisible one.
pub(crate) fn plain(c: char) -> impl Iterator<Item = char> {
    let replaced = match c {
        '’' | '‘' | 'ʼ' | '＇' | '`' | '´' => '\'',
        '‐' | '‑' | '‒' => '-',
        other => other,
    };
    let seen = !is_invisible(c);
    seen.then(|| replaced.to_lowercase()).into_iter().flatten()
}

/// Whether a character has no width: soft hyphens, joiners, marks of direction, byte-order marks.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The singular forms that a plural may have, the likeliest first.
pub(super) fn singulars(key: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let swap = |ending: &'static str, with: &'static str| {
        let stem = key.strip_suffix(ending).filter(|stem| stem.len() > 1)?;
        Some(if with.is_empty() { Cow::Borrowed(stem) } else { Cow::Owned(format!("{stem}{with}")) })
    };
    [
        swap("people", "person"),
        swap("women", "woman"),
        swap("men", "man"),
        swap("wives", "wife"),
        swap("ies", "y"),
        // The first word of a compound takes the ending: "attorneys general", "mothers-in-law".
        key.contains("s general").then(|| Cow::Owned(key.replace("s general", " general"))),
        key.contains("s-in-law").then(|| Cow::Owned(key.replace("s-in-law", "-in-law"))),
        key.contains("s of ").then(|| Cow::Owned(key.replacen("s of ", " of ", 1))),
        if key.ends_with("ss") { None } else { swap("s", "") },
        swap("ses", "sis"),
        swap("es", "").filter(|stem| {
            stem.ends_with(['s', 'x', 'z', 'o']) || stem.ends_with("ch") || stem.ends_with("sh")
        }),
    ]
    .into_iter()
    .flatten()
}
