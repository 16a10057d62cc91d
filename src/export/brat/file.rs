//! The syntax of stand-off files: their lines, parsed, with every reference checked.

use std::collections::BTreeMap;

use crate::export::excerpt::abbreviate;
use crate::{Error, Span, TextIndex};

/// The characters that end a line for some reader of stand-off files: brat knows the first two, Python's `splitlines` all.
pub(super) const LINE_ENDS: [char; 10] =
    ['\n', '\r', '\u{b}', '\u{c}', '\u{1c}', '\u{1d}', '\u{1e}', '\u{85}', '\u{2028}', '\u{2029}'];

/// An error in one line.
pub(super) fn error(line: usize, id: &str, why: impl Into<String>) -> Error {
    let place = if id.is_empty() { format!("line {line}") } else { format!("line {line} ({id})") };
    Error::Annotation { place, why: why.into() }
}

/// A text-bound annotation (`T`).
pub(super) struct TextBound<'a> {
    pub(super) kind: &'a str,
    pub(super) spans: Vec<Span>,
}

/// An event (`E`).
pub(super) struct Event<'a> {
    pub(super) line: usize,
    pub(super) id: &'a str,
    pub(super) kind: &'a str,
    /// The id of the text-bound annotation that it is anchored at.
    pub(super) trigger: &'a str,
    /// Pairs of a role, without its number, and an id.
    pub(super) arguments: Vec<(&'a str, &'a str)>,
}

/// An attribute (`A`, `M`), a normalization (`N`) or a note (`#`) of another annotation.
pub(super) struct Property<'a> {
    pub(super) line: usize,
    pub(super) id: &'a str,
    pub(super) name: &'a str,
    pub(super) target: &'a str,
    pub(super) value: &'a str,
}

/// A relation (`R`) or an equivalence (`*`) between annotations.
pub(super) struct Relation<'a> {
    pub(super) id: &'a str,
    pub(super) kind: &'a str,
    pub(super) arguments: Vec<&'a str>,
}

/// A parsed file. Every id that it refers to exists.
#[derive(Default)]
pub(super) struct File<'a> {
    pub(super) text_bounds: BTreeMap<&'a str, TextBound<'a>>,
    pub(super) events: Vec<Event<'a>>,
    pub(super) attributes: Vec<Property<'a>>,
    pub(super) normalizations: Vec<Property<'a>>,
    pub(super) notes: Vec<Property<'a>>,
    pub(super) relations: Vec<Relation<'a>>,
    /// The indexes of the events, by their ids.
    event_index: BTreeMap<&'a str, usize>,
}

impl<'a> File<'a> {
    pub(super) fn parse(standoff: &'a str, text: &str) -> Result<Self, Error> {
        let points = TextIndex::new(text);
        let mut file = File::default();
        let mut lines: BTreeMap<&str, usize> = BTreeMap::new();
        let mut references = Vec::new();
        let standoff = standoff.strip_prefix('\u{feff}').unwrap_or(standoff);
        // Not `lines`: what a text-bound annotation quotes may hold a carriage return of its own.
        for (number, line) in (1..).zip(standoff.split('\n')) {
            let line = line.strip_suffix('\r').unwrap_or(line);
            if line.trim().is_empty() {
                continue;
            }
            let (id, rest) = line.split_once('\t').ok_or_else(|| {
                let id = line.split_whitespace().next().unwrap_or_default();
                error(number, id, "missing tab after the id")
            })?;
            file.line((number, id), rest, text, &points, &mut references)?;
            // An equivalence has no number of its own.
            if id != "*"
                && let Some(first) = lines.insert(id, number)
            {
                return Err(error(number, id, format!("duplicate id (first on line {first})")));
            }
        }
        match references.iter().find(|(_, _, to)| !lines.contains_key(to)) {
            Some((line, id, to)) => Err(error(*line, id, format!("unknown id {to}"))),
            None => Ok(file),
        }
    }

    pub(super) fn event(&self, id: &str) -> Option<&Event<'a>> {
        self.events.get(*self.event_index.get(id)?)
    }

    fn line(
        &mut self,
        (line, id): (usize, &'a str),
        rest: &'a str,
        text: &str,
        points: &TextIndex<'_>,
        references: &mut Vec<(usize, &'a str, &'a str)>,
    ) -> Result<(), Error> {
        let (head, tail) = rest.split_once('\t').unwrap_or((rest, ""));
        let mut words = head.split_whitespace();
        let mut refer = |to: &'a str| references.push((line, id, to));
        let kind = words.next().ok_or_else(|| error(line, id, "empty annotation"))?;
        match id.chars().next() {
            Some('T') => {
                let quoted = rest.contains('\t').then_some(tail);
                let spans = fragments(head, quoted, text, points).map_err(|why| error(line, id, why))?;
                self.text_bounds.insert(id, TextBound { kind, spans });
            }
            Some('E') => {
                let pair = |word: &'a str| {
                    word.split_once(':').filter(|(role, to)| !role.is_empty() && !to.is_empty()).ok_or_else(
                        || error(line, id, format!("invalid argument `{word}` (expected ROLE:ID)")),
                    )
                };
                let (kind, trigger) = pair(kind)?;
                refer(trigger);
                let mut arguments = Vec::new();
                for word in words {
                    let (role, to) = pair(word)?;
                    refer(to);
                    arguments.push((role.trim_end_matches(|c: char| c.is_ascii_digit()), to));
                }
                self.event_index.insert(id, self.events.len());
                self.events.push(Event { line, id, kind, trigger, arguments });
            }
            Some(sort @ ('A' | 'M' | 'N' | '#')) => {
                let target = words.next().ok_or_else(|| error(line, id, "missing target"))?;
                refer(target);
                let value = if sort == '#' { tail } else { words.next().unwrap_or_default() };
                let property = Property { line, id, name: kind, target, value };
                match sort {
                    'N' => self.normalizations.push(property),
                    '#' => self.notes.push(property),
                    _ => self.attributes.push(property),
                }
            }
            Some('R' | '*') => {
                let arguments = words.map(|word| word.split_once(':').map_or(word, |(_, to)| to));
                let arguments: Vec<&str> = arguments.inspect(|to| refer(to)).collect();
                self.relations.push(Relation { id, kind, arguments });
            }
            _ => {
                return Err(error(
                    line,
                    id,
                    "unknown kind of annotation (expected T, E, R, A, M, N, # or *)",
                ));
            }
        }
        Ok(())
    }
}

/// The spans of a text-bound annotation, checked against the words that it quotes.
fn fragments(
    head: &str,
    quoted: Option<&str>,
    text: &str,
    points: &TextIndex<'_>,
) -> Result<Vec<Span>, String> {
    let mut spans: Vec<Span> = Vec::new();
    let mut found: Vec<&str> = Vec::new();
    let offsets = head.split_once(char::is_whitespace).map_or("", |(_, offsets)| offsets);
    for pair in offsets.split(';') {
        let mut ends = pair.split_whitespace().map(str::parse::<usize>);
        let (Some(Ok(start)), Some(Ok(end)), None) = (ends.next(), ends.next(), ends.next()) else {
            return Err(format!("invalid offsets `{pair}` (expected START END)"));
        };
        if start >= end {
            return Err(format!("empty span {start}..{end}"));
        }
        let (Some(from), Some(to)) = (points.byte_of_code_point(start), points.byte_of_code_point(end))
        else {
            return Err(format!(
                "span {start}..{end} past the end of the text ({} code points)",
                points.code_points()
            ));
        };
        let span = Span::between(from, to);
        found.extend(span.slice(text));
        match spans.last_mut() {
            Some(last) if is_broken_line(text, *last, span) => *last = last.cover(span),
            _ => spans.push(span),
        }
    }
    let blanks_alike = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    let (found, quoted) = (found.join(" "), quoted.unwrap_or_default());
    if !quoted.is_empty() && blanks_alike(quoted) != blanks_alike(&found) {
        return Err(format!("quotes `{}`, but the text has `{}`", abbreviate(quoted), abbreviate(&found)));
    }
    spans.sort_unstable();
    Ok(spans)
}

/// Whether nothing but white space with a line break stands between two spans.
fn is_broken_line(text: &str, one: Span, other: Span) -> bool {
    let gap = text.get(one.end()..other.start()).unwrap_or("?");
    gap.trim().is_empty() && gap.contains(LINE_ENDS)
}
