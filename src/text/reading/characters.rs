//! Entities, tags, blanks that do not break, characters that show nothing, and letters that were decoded wrongly.

use super::layer::Change;
use crate::Span;
use crate::text::segment::{entity, is_invisible, tag};

/// Names of characters, each with its code point.
const ENTITIES: &str = include_str!("../../../data/entities.txt");

/// The characters that the bytes 0x80 to 0x9f are in the code page 1252.
const CODE_PAGE: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// What is read in place of markup and odd characters, and the first entity or tag. Linear in the length of the text.
pub(super) fn changes(text: &str) -> (Vec<Change>, Option<Span>) {
    let mut found = Vec::new();
    let mut markup = None;
    let mut unclosed = false;
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let odd = |byte: u8| matches!(byte, b'&' | b'<' | 0xc2 | 0xc3 | 0xe1..=0xe3 | 0xef);
        let Some(plain) = rest.bytes().position(odd) else { break };
        at += plain;
        let Some(rest) = rest.get(plain..) else { break };
        let Some(c) = rest.chars().next() else { break };
        let read = match c {
            '&' => character(rest),
            '<' => element(rest, &mut unclosed),
            'Â' | 'Ã' | 'â' => decoded(rest),
            _ => shown(c).map(|to| (c.len_utf8(), to)),
        };
        let length = match read {
            None => c.len_utf8(),
            Some((length, to)) => {
                if matches!(c, '&' | '<') && markup.is_none() {
                    markup = Some(Span::between(at, at + length));
                }
                found.push(Change::new(at, at + length, to));
                length
            }
        };
        at += length;
    }
    (found, markup)
}

/// What is read in place of a character; `None` for a plain one.
fn shown(c: char) -> Option<String> {
    let breaks_line = matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}');
    match c {
        _ if is_invisible(c) => Some(String::new()),
        _ if !c.is_ascii() && c.is_whitespace() && !breaks_line => Some(" ".to_owned()),
        _ => None,
    }
}

/// The length in bytes of an entity at the start of `rest`, and its character.
fn character(rest: &str) -> Option<(usize, String)> {
    let length = entity(rest)?;
    let name = rest.get(1..length - 1)?;
    let number = match name.strip_prefix('#') {
        None => ENTITIES
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(' '))
            .and_then(|code| u32::from_str_radix(code, 16).ok())?,
        Some(digits) => match digits.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => digits.parse().ok()?,
        },
    };
    // Browsers read these numbers in the code page 1252.
    let c = match number.checked_sub(0x80).and_then(|at| CODE_PAGE.get(at as usize)) {
        Some(c) => *c,
        None => char::from_u32(number).filter(|c| *c != '\0')?,
    };
    Some((length, shown(c).unwrap_or_else(|| c.to_string())))
}

/// The length in bytes of a tag or comment at the start of `rest`, and what it stands for: nothing inside a line, a line's
/// or a paragraph's end.
fn element(rest: &str, unclosed: &mut bool) -> Option<(usize, String)> {
    if rest.starts_with("<!--") && !*unclosed {
        let end = rest.find("-->");
        *unclosed = end.is_none();
        return end.map(|end| (end + 3, String::new()));
    }
    let length = tag(rest)?;
    let inner = rest.get(1..length)?.trim_start_matches('/');
    let name: String = inner.chars().take_while(char::is_ascii_alphanumeric).collect();
    let name = name.to_ascii_lowercase();
    let to = match name.as_str() {
        "br" => "\n",
        "em" | "strong" | "span" | "img" | "sup" | "sub" | "cite" | "time" => "",
        "p" => "\n\n",
        _ if name.len() == 1 => "",
        _ => "\n\n",
    };
    // What a script or a style sheet says is nobody's text.
    if matches!(name.as_str(), "script" | "style") && !rest.starts_with("</") && !*unclosed {
        match rest.find(&format!("</{name}")) {
            Some(end) => return Some((end, to.to_owned())),
            None => *unclosed = true,
        }
    }
    Some((length, to.to_owned()))
}

/// The length in bytes of a character at the start of `rest` whose bytes were read as the code page 1252, and that character.
fn decoded(rest: &str) -> Option<(usize, String)> {
    let byte = |c: char| match u32::from(c) {
        code @ 0xa0..=0xff => u8::try_from(code).ok(),
        _ => CODE_PAGE.iter().position(|one| *one == c).and_then(|at| u8::try_from(0x80 + at).ok()),
    };
    let count = if rest.starts_with('â') { 3 } else { 2 };
    let bytes: Option<Vec<u8>> = rest.chars().take(count).map(byte).collect();
    let length = rest.chars().take(count).map(char::len_utf8).sum();
    let bytes = bytes.filter(|bytes| bytes.len() == count)?;
    let c = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    Some((length, shown(c).unwrap_or_else(|| c.to_string())))
}
