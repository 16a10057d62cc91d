//! Articles as they come: set with other marks, wrapped, with entities, tags, odd blanks, and letters that show nothing.

use crate::Bytes;
use crate::grammar::{INNER, OUTER};

/// How an article is set. Most changes hit one character of several, which a number of the input decides.
#[derive(Clone, Copy, Default)]
pub(crate) struct Setting {
    flags: u16,
    marks: usize,
    seed: u64,
    /// What every so many characters are hit.
    step: u64,
}

// What a reader does not notice, and the library undoes to the letter.
/// Blanks that do not break, or of another width.
const BLANKS: u16 = 1;
/// Characters written as entities.
const ENTITIES: u16 = 1 << 1;
/// Letters read in the code page 1252.
const DECODED: u16 = 1 << 2;
/// Hyphens, joiners and marks that show nothing.
const UNSEEN: u16 = 1 << 3;
/// Tags inside a line, and comments.
const TAGS: u16 = 1 << 4;
/// Lines that end as on Windows.
const RETURNS: u16 = 1 << 5;
/// Two blanks for one.
const DOUBLED: u16 = 1 << 6;
/// Blanks at the ends of lines.
const LOOSE: u16 = 1 << 7;
/// Paragraphs between tags.
const BLOCKS: u16 = 1 << 8;
// What it undoes as far as it can tell.
/// Lines of some width.
const WRAPPED: u16 = 1 << 9;
/// All in capitals or all in small letters.
const SHOUTED: u16 = 1 << 10;

/// The opening and closing mark of quotations, and of those inside. The first are those of most news.
const MARKS: &[[&str; 4]] = &[
    ["“", "”", "‘", "’"],
    ["«", "»", "‹", "›"],
    ["„", "“", "‚", "‘"],
    ["\"", "\"", "'", "'"],
    ["‘", "’", "“", "”"],
    ["« ", " »", "‹ ", " ›"],
    ["``", "''", "`", "'"],
    ["“", "“", "\"", "\""],
];

const UNSEEN_LETTERS: &[char] = &['\u{ad}', '\u{200b}', '\u{200d}', '\u{2060}', '\u{feff}', '\u{200e}'];
const TAGS_IN_LINES: &[&str] = &[
    "<b>",
    "</b>",
    "<em>",
    "</em>",
    "<span class=\"x > y\">",
    "</span>",
    "<!-- “no” -->",
    "<a href=\"https://a/?b=c&amp;d\">",
    "</a>",
];
const ODD_BLANKS: &[&str] = &["\u{a0}", "&nbsp;", "\u{2009}", "&#160;", "\u{3000}", "\u{202f}", "&#x20;"];

/// What the characters 0x80 to 0x9f are in the code page 1252; some are none.
const CODE_PAGE: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// An article, as most news is set and otherwise, with the place of each character of the one in the other.
pub(crate) struct Set {
    pub(crate) plain: String,
    pub(crate) text: String,
    /// By the bytes of the plain text: where characters start and end in the other.
    starts: Vec<usize>,
    ends: Vec<usize>,
}

impl Set {
    /// Where a stretch of the plain text stands in the other.
    pub(crate) fn place(&self, start: usize, end: usize) -> (usize, usize) {
        let from = self.starts[start];
        (from, if start == end { from } else { self.ends[end] })
    }
}

impl Setting {
    /// Any.
    pub(crate) fn any(bytes: &mut Bytes<'_>) -> Setting {
        let (flags, marks) = (bytes.number() as u16, usize::from(bytes.byte()) % MARKS.len());
        Setting { flags, marks, seed: bytes.number() as u64, step: 1 << (bytes.byte() % 7) }
    }

    /// One that changes no claim.
    pub(crate) fn unnoticed(bytes: &mut Bytes<'_>) -> Setting {
        let any = Setting::any(bytes);
        Setting { flags: any.flags & !(WRAPPED | SHOUTED), marks: 0, ..any }
    }

    /// A number for a character, and none for most of them.
    fn hit(&self, flag: u16, at: usize) -> Option<usize> {
        let mixed = (at as u64 + 1).wrapping_mul(self.seed ^ 0x9e37_79b9_7f4a_7c15 ^ u64::from(flag) << 32);
        let mixed = (mixed ^ mixed >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 32;
        let hit = self.flags & flag != 0 && mixed.is_multiple_of(self.step);
        hit.then(|| usize::try_from(mixed / self.step).unwrap_or(0))
    }

    /// Sets an article of the grammar.
    pub(crate) fn set(&self, article: &str) -> Set {
        let raw = if self.flags & WRAPPED == 0 {
            article.to_owned()
        } else {
            wrapped(article, 30 + self.seed as usize % 80)
        };
        // Blanks make lines longer, and by their lengths the library tells lines that were wrapped.
        let has_lines = raw.replace("\n\n", "").contains('\n');
        if has_lines && self.flags & DOUBLED != 0 {
            return Setting { flags: self.flags & !DOUBLED, ..*self }.set(article);
        }
        let mut set = Set { plain: String::new(), text: String::new(), starts: vec![0], ends: vec![0] };
        let mut before = None;
        for (at, c) in raw.chars().enumerate() {
            // Behind these letters a soft hyphen is a letter that was decoded wrongly.
            if !matches!(before, Some('Ã' | 'Â' | 'â')) {
                self.insert(at, &mut set.text);
            }
            if self.flags & BLOCKS != 0 && before == Some('\n') && c != '\n' && set.plain.ends_with("\n\n") {
                set.text.push_str("</p>\n<p>");
            }
            let start = set.text.len();
            self.character(at, c, &mut set.text);
            match marks(c, 0) {
                Some(mark) => set.plain.push_str(mark),
                None => set.plain.push(c),
            }
            // Both tables have a place for each byte, and for the end.
            *set.starts.last_mut().expect("never empty") = start;
            set.starts.resize(set.plain.len() + 1, set.text.len());
            set.ends.resize(set.plain.len() + 1, set.text.len());
            before = Some(c);
        }
        self.insert(raw.len(), &mut set.text);
        if self.flags & SHOUTED != 0 {
            set.text =
                if self.seed.is_multiple_of(2) { set.text.to_uppercase() } else { set.text.to_lowercase() };
        }
        set
    }

    /// What shows nothing, in front of a character.
    fn insert(&self, at: usize, text: &mut String) {
        if let Some(number) = self.hit(UNSEEN, at) {
            text.push(UNSEEN_LETTERS[number % UNSEEN_LETTERS.len()]);
        }
        if let Some(number) = self.hit(TAGS, at) {
            text.push_str(TAGS_IN_LINES[number % TAGS_IN_LINES.len()]);
        }
    }

    fn character(&self, at: usize, c: char, text: &mut String) {
        if let Some(mark) = marks(c, self.marks) {
            let mut chars = mark.chars();
            match (chars.next(), chars.next()) {
                (Some(only), None) => self.plain_character(at, only, text),
                _ => text.push_str(mark),
            }
        } else {
            self.plain_character(at, c, text);
        }
    }

    fn plain_character(&self, at: usize, c: char, text: &mut String) {
        if let Some(number) = self.hit(BLANKS, at).filter(|_| c == ' ') {
            text.push_str(ODD_BLANKS[number % ODD_BLANKS.len()]);
        } else if c == ' ' && self.hit(DOUBLED, at).is_some() {
            text.push_str("  ");
        } else if c == '\n' {
            if self.hit(LOOSE, at).is_some() {
                text.push_str(" \t ");
            }
            text.push_str(if self.flags & RETURNS == 0 { "\n" } else { "\r\n" });
        } else if let Some(number) = self.hit(ENTITIES, at) {
            let named = match c {
                '’' => "&rsquo;",
                '“' => "&ldquo;",
                '”' => "&rdquo;",
                '—' => "&mdash;",
                '&' => "&amp;",
                _ => "",
            };
            match number % 3 {
                0 if !named.is_empty() => text.push_str(named),
                1 => text.push_str(&format!("&#{};", u32::from(c))),
                _ => text.push_str(&format!("&#x{:X};", u32::from(c))),
            }
        } else if self.hit(DECODED, at).is_some() && !c.is_ascii() {
            let bytes = c.to_string();
            text.extend(bytes.bytes().map(|byte| match byte {
                0x80..=0x9f => CODE_PAGE.chars().nth(usize::from(byte) - 0x80).expect("32 of them"),
                _ => char::from(byte),
            }));
        } else {
            text.push(c);
        }
    }
}

/// The mark of a style that a character of the grammar stands for.
fn marks(c: char, style: usize) -> Option<&'static str> {
    let [open, close, inner_open, inner_close] = MARKS[style];
    match c {
        _ if c == OUTER.0 => Some(open),
        _ if c == OUTER.1 => Some(close),
        _ if c == INNER.0 => Some(inner_open),
        _ if c == INNER.1 => Some(inner_close),
        _ => None,
    }
}

/// Lines of at most so many characters.
fn wrapped(text: &str, width: usize) -> String {
    let mut lines = String::new();
    let mut used = 0;
    for word in text.split_inclusive([' ', '\n']) {
        let length = word.trim_end().chars().count();
        if used > 0 && used + length > width {
            lines.truncate(lines.trim_end_matches(' ').len());
            lines.push('\n');
            used = 0;
        }
        lines.push_str(word);
        used = if word.ends_with('\n') { 0 } else { used + length + 1 };
    }
    lines
}
