//! What stays the same when a text is set otherwise: wrapped, with entities, with other marks, in capitals.

use std::path::PathBuf;

use ascribe::{Analyzer, Article, Claim, Level, Report, Span};

use super::same::{self, Keys};
use crate::fault::Failure;
use crate::output::Sink;

/// A change of a text that leaves its claims what they are.
struct Change {
    name: &'static str,
    of: fn(&str) -> String,
}

const CHANGES: &[Change] = &[
    Change { name: "wrapped at 40", of: |text| wrapped(text, 40) },
    Change { name: "wrapped at 50", of: |text| wrapped(text, 50) },
    Change { name: "wrapped at 55", of: |text| wrapped(text, 55) },
    Change { name: "wrapped at 72", of: |text| wrapped(text, 72) },
    Change { name: "wrapped at 100", of: |text| wrapped(text, 100) },
    Change { name: "no-break spaces", of: |text| text.replace(' ', "\u{a0}") },
    Change { name: "&#39;", of: |text| text.replace(['\'', '’'], "&#39;") },
    Change { name: "&nbsp;", of: |text| text.replace(' ', "&nbsp;") },
    Change { name: "all entities", of: entities },
    Change { name: "soft hyphens", of: soft_hyphens },
    Change { name: "British marks", of: |text| marks(text, ["‘", "’", "“", "”"]) },
    Change { name: "guillemets", of: |text| marks(text, ["« ", " »", "‹", "›"]) },
    Change { name: "German marks", of: |text| marks(text, ["„", "“", "‚", "‘"]) },
    Change { name: "<p>", of: |text| paragraphs(text, |one| format!("<p>{one}</p>")).join("\n") },
    Change { name: "capitals", of: str::to_uppercase },
    Change { name: "small letters", of: str::to_lowercase },
    Change { name: "three capital words", of: |text| paragraphs(text, three_capital_words).join("\n\n") },
    Change { name: "said as stated", of: |text| text.replace(" said", " stated") },
    Change { name: "said as added", of: |text| text.replace(" said", " added") },
];

/// Claims of the articles as they are, and those that stay after each change.
pub(crate) fn run(
    sink: &mut Sink,
    folders: &[PathBuf],
    analyzer: &Analyzer,
    json: bool,
) -> Result<(), Failure> {
    let changes: Vec<&str> = CHANGES.iter().map(|change| change.name).collect();
    same::run(sink, folders, json, "", &changes, |text| {
        let after = CHANGES.iter().map(|change| keys(analyzer, &(change.of)(&text)));
        Some(same::counted(&keys(analyzer, &text), after))
    })
}

/// The claims of a text, each as the words of content and source and the level, and how often each occurs.
fn keys(analyzer: &Analyzer, text: &str) -> Keys {
    let report = analyzer.analyze(&Article::new(text));
    let mut keys = Keys::new();
    for claim in &report.claims {
        *keys.entry(key(claim, &report, text)).or_default() += 1;
    }
    keys
}

fn key(claim: &Claim, report: &Report, text: &str) -> String {
    let words = |spans: &[Span]| {
        let parts: Vec<&str> = spans.iter().filter_map(|span| span.slice(text)).collect();
        folded(&parts.join(" "))
    };
    let speaker = claim.speaker();
    let level = speaker
        .and_then(|link| report.source(link.source?))
        .map_or(Level::Unattributed, |source| source.level);
    let source = words(speaker.map_or(&[], |link| &link.source_spans));
    format!("{}|{source}|{}", words(&claim.content), level.as_str())
}

/// The words of a text without case, marks and markup, parted by blanks. Words of saying are one.
pub(super) fn folded(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<']) {
        let (before, after) = rest.split_at(at);
        plain += before;
        let closer = if after.starts_with('&') { ';' } else { '>' };
        rest = match after.find(closer).filter(|length| *length < 10) {
            Some(length) => {
                plain += &entity(after.get(1..length).unwrap_or_default());
                after.get(length + 1..).unwrap_or_default()
            }
            None => after.get(1..).unwrap_or_default(),
        };
    }
    plain += rest;
    plain.retain(|c| c != '\u{ad}');
    let lower = plain.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words = words.map(|word| if matches!(word, "stated" | "added") { "said" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

/// The character of an entity that a change writes; a blank for a tag and all others.
fn entity(name: &str) -> String {
    let code = name.strip_prefix('#').and_then(|digits| digits.parse().ok());
    code.and_then(char::from_u32).unwrap_or(' ').to_string()
}

/// Paragraphs, which a line break ends.
fn paragraphs(text: &str, change: impl Fn(&str) -> String) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(change).collect()
}

/// Lines of at most so many characters, and an empty line between paragraphs.
fn wrapped(text: &str, width: usize) -> String {
    let wrap = |paragraph: &str| {
        let (mut lines, mut used) = (String::new(), 0);
        for word in paragraph.split_whitespace() {
            let length = word.chars().count();
            let fits = used + 1 + length <= width;
            lines.push_str(if used == 0 {
                ""
            } else if fits {
                " "
            } else {
                "\n"
            });
            used = if used > 0 && fits { used + 1 + length } else { length };
            lines.push_str(word);
        }
        lines
    };
    paragraphs(text, wrap).join("\n\n")
}

fn entities(text: &str) -> String {
    let plain = |c: char| c.is_ascii() && !matches!(c, '&' | '<' | '>' | '"' | '\'');
    text.chars().map(|c| if plain(c) { c.to_string() } else { format!("&#{};", u32::from(c)) }).collect()
}

/// A soft hyphen in the middle of each long word.
fn soft_hyphens(text: &str) -> String {
    let hyphenated = |word: &str| {
        let count = word.chars().count();
        let half = word.char_indices().nth(count / 2).map_or(0, |(at, _)| at);
        let (first, last) = word.split_at(if count >= 7 { half } else { 0 });
        if first.is_empty() { word.to_owned() } else { format!("{first}\u{ad}{last}") }
    };
    text.split_inclusive(|c: char| !c.is_alphabetic()).map(hyphenated).collect()
}

/// Other marks in place of double ones and of single ones inside them.
fn marks(text: &str, [open, close, inner_open, inner_close]: [&str; 4]) -> String {
    let (mut outer, mut inner) = (false, false);
    let mut found = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let word = chars.peek().is_some_and(|next| next.is_alphanumeric());
        let mark = match c {
            '“' => Some((open, true, false)),
            '"' if !outer => Some((open, true, false)),
            '”' | '"' => Some((close, false, false)),
            '‘' if outer => Some((inner_open, true, true)),
            '’' if outer && inner && !word => Some((inner_close, true, false)),
            _ => None,
        };
        match mark {
            Some((mark, ..)) => found += mark,
            None => found.push(c),
        }
        (outer, inner) = mark.map_or((outer && c != '\n', inner), |(_, outer, inner)| (outer, inner));
    }
    found
}

fn three_capital_words(paragraph: &str) -> String {
    let count = paragraph.split(' ').count();
    let word = |(at, word): (usize, &str)| {
        if at < 3 && count > 8 { word.to_uppercase() } else { word.to_owned() }
    };
    paragraph.split(' ').enumerate().map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_leave_the_words_what_they_are() {
        let text = "“It’s ‘over’ at 7,” Mayor Ann Lee said of Müller & Co on Thursday morning, before a crowd in the old town.\n\nShe left.";
        let expected = folded(text);
        for Change { name, of } in CHANGES {
            let changed = of(text);
            assert_ne!(changed, text, "{name}");
            assert_eq!(folded(&changed), expected, "{name}: {changed}");
        }
        assert_eq!(wrapped("a bb ccc dddd", 6), "a bb\nccc\ndddd");
        assert_eq!(marks(text, ["‘", "’", "“", "”"]).get(..24), Some("‘It’s “over” at "));
    }
}
