//! Stand-off annotation as a report: the lines, and what they refer to.

use std::collections::BTreeMap;

use super::assemble::assemble;
use crate::points::CodePoints;
use crate::{Article, Error, Report, Span};

/// The report that a file of brat stand-off annotation holds of an article.
///
/// Every event of type `Attribution` with a `Content` becomes a claim, in the file's order: its `Source`, `Cue` and
/// `Content` arguments (also numbered ones, `Content2`) its words, and the attributes `Level`, `Quotation`, `Force`,
/// `SourceId` and `Via` what they say. Attributions with one `SourceId` have one source, and so have those whose source
/// words are one text-bound annotation, or are joined by a relation or equivalence `SameSource`. An attribution of the level
/// `unattributed` without a `SourceId` has no source, and keeps its source words. A normalisation (`N`) of a source's
/// words becomes an [external](crate::Actor::external) identifier. What is not in the file is filled in thus:
///
/// - a claim that lies, with its cue, in another's content is [within](crate::Claim::within) it, and its chain goes on
///   with the other's, up to 16 links;
/// - a source without a level is bare, a content without kind of quotation indirect, one without force a statement;
/// - an actor's kind is `other`, and its name, or below [`Level::Partial`](crate::Level) its description, the longest
///   words that cite it.
///
/// Notes (`#`), other events, relations, attributes and arguments are listed among the
/// [diagnostics](Report::diagnostics), and so are levels of one source that disagree: that of most attributions counts,
/// and of as many the first. Lines may end with a carriage return. Text-bound annotations may have several fragments;
/// those with nothing but a line's end and blanks in between are read as one span, which is what [`write()`](super::write()) broke.
///
/// Time is that of sorting the lines.
///
/// ```
/// use ascribe::export::brat;
/// use ascribe::{Article, Level};
///
/// let article = Article::new("“Go,” he said.");
/// let report = brat::read(
///     "T1\tSource 6 8\the\nT2\tCue 9 13\tsaid\nT3\tContent 1 4\tGo,\nE1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n",
///     &article,
/// )?;
/// assert_eq!(report.claims[0].content[0].slice(&article.text), Some("Go,"));
/// assert_eq!(report.sources[0].level, Level::Bare);
///
/// let error = brat::read("T1\tCue 9 130\tsaid", &article).unwrap_err();
/// assert_eq!(error.to_string(), "line 1 (T1): 9 to 130 reaches past the text's 14 code points");
/// # Ok::<(), ascribe::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::Annotation`], with the number of the line and the annotation's id, for a line that cannot be read, an id
/// that is there twice, a reference to nothing, an offset past the text, words that are not those of the text at the
/// offsets (the file belongs to another text, or its maker counted in another unit), and a value that a closed
/// vocabulary lacks.
pub fn read(written: &str, article: &Article) -> Result<Report, Error> {
    let file = File::parse(written, &article.text)?;
    assemble(&file, article)
}

/// The error of a line.
pub(super) fn wrong(line: usize, id: &str, why: impl Into<String>) -> Error {
    let place = if id.is_empty() { format!("line {line}") } else { format!("line {line} ({id})") };
    Error::Annotation { place, why: why.into() }
}

/// A text-bound annotation.
pub(super) struct Bound<'a> {
    pub(super) kind: &'a str,
    pub(super) spans: Vec<Span>,
}

/// An event, with its arguments: role, without the number that tells it from others of the role, and id.
pub(super) struct Event<'a> {
    pub(super) line: usize,
    pub(super) id: &'a str,
    pub(super) kind: &'a str,
    pub(super) anchor: &'a str,
    pub(super) arguments: Vec<(&'a str, &'a str)>,
}

/// An attribute or normalisation of something, or a note on it.
pub(super) struct About<'a> {
    pub(super) line: usize,
    pub(super) id: &'a str,
    pub(super) name: &'a str,
    pub(super) target: &'a str,
    pub(super) value: &'a str,
}

/// A relation, or an equivalence, between any number of annotations.
pub(super) struct Tie<'a> {
    pub(super) id: &'a str,
    pub(super) kind: &'a str,
    pub(super) ends: Vec<&'a str>,
}

/// The lines of a file, each read, and every id that it refers to found.
#[derive(Default)]
pub(super) struct File<'a> {
    pub(super) bounds: BTreeMap<&'a str, Bound<'a>>,
    pub(super) events: Vec<Event<'a>>,
    pub(super) attributes: Vec<About<'a>>,
    pub(super) normalisations: Vec<About<'a>>,
    pub(super) notes: Vec<About<'a>>,
    pub(super) ties: Vec<Tie<'a>>,
    by_id: BTreeMap<&'a str, usize>,
    /// The ids of everything, with the line on which each stands.
    ids: BTreeMap<&'a str, usize>,
}

impl<'a> File<'a> {
    fn parse(written: &'a str, text: &str) -> Result<Self, Error> {
        let points = CodePoints::new(text);
        let mut file = File::default();
        let mut references = Vec::new();
        let written = written.strip_prefix('\u{feff}').unwrap_or(written);
        // Not `lines`: what a text-bound annotation quotes may hold a carriage return of its own.
        for (number, line) in (1..).zip(written.split('\n')) {
            let line = line.strip_suffix('\r').unwrap_or(line);
            if line.trim().is_empty() {
                continue;
            }
            let (id, rest) = line.split_once('\t').ok_or_else(|| {
                wrong(
                    number,
                    line.split_whitespace().next().unwrap_or_default(),
                    "there is no tab after the id",
                )
            })?;
            let found = references.len();
            file.line(number, id, rest, text, &points, &mut references)?;
            let at = references.iter_mut().skip(found);
            at.for_each(|reference: &mut (usize, &str, &str)| (reference.0, reference.1) = (number, id));
            // An equivalence has no number of its own.
            if id != "*"
                && let Some(before) = file.ids.insert(id, number)
            {
                return Err(wrong(number, id, format!("line {before} has the same id")));
            }
        }
        match references.iter().find(|(_, _, to)| !file.ids.contains_key(to)) {
            Some((line, id, to)) => Err(wrong(*line, id, format!("there is no {to}"))),
            None => Ok(file),
        }
    }

    pub(super) fn event(&self, id: &str) -> Option<&Event<'a>> {
        self.events.get(*self.by_id.get(id)?)
    }

    fn line(
        &mut self,
        line: usize,
        id: &'a str,
        rest: &'a str,
        text: &str,
        points: &CodePoints<'_>,
        references: &mut Vec<(usize, &'a str, &'a str)>,
    ) -> Result<(), Error> {
        let (head, tail) = rest.split_once('\t').unwrap_or((rest, ""));
        let mut words = head.split_whitespace();
        let mut refer = |to: &'a str| references.push((line, id, to));
        let kind = words.next().ok_or_else(|| wrong(line, id, "says nothing"))?;
        match id.chars().next() {
            Some('T') => {
                let quoted = rest.contains('\t').then_some(tail);
                let spans = fragments(head, quoted, text, points).map_err(|why| wrong(line, id, why))?;
                self.bounds.insert(id, Bound { kind, spans });
            }
            Some('E') => {
                let pair = |word: &'a str| {
                    let why = || wrong(line, id, format!("`{word}` is no argument of the form ROLE:ID"));
                    word.split_once(':')
                        .filter(|(role, to)| !role.is_empty() && !to.is_empty())
                        .ok_or_else(why)
                };
                let (kind, anchor) = pair(kind)?;
                refer(anchor);
                let mut arguments = Vec::new();
                for word in words {
                    let (role, to) = pair(word)?;
                    refer(to);
                    arguments.push((role.trim_end_matches(|c: char| c.is_ascii_digit()), to));
                }
                self.by_id.insert(id, self.events.len());
                self.events.push(Event { line, id, kind, anchor, arguments });
            }
            Some('A' | 'M' | 'N' | '#') => {
                let target = words.next().ok_or_else(|| wrong(line, id, "says of nothing what it says"))?;
                refer(target);
                let value = if id.starts_with('#') { tail } else { words.next().unwrap_or_default() };
                let about = About { line, id, name: kind, target, value };
                match id.chars().next() {
                    Some('N') => self.normalisations.push(about),
                    Some('#') => self.notes.push(about),
                    _ => self.attributes.push(about),
                }
            }
            Some('R' | '*') => {
                let ends = words.map(|word| word.split_once(':').map_or(word, |(_, to)| to));
                let ends: Vec<&str> = ends.inspect(|to| refer(to)).collect();
                self.ties.push(Tie { id, kind, ends });
            }
            _ => return Err(wrong(line, id, "starts with none of T, E, R, A, M, N, # and *")),
        }
        Ok(())
    }
}

/// The spans of a text-bound annotation, checked against the words that it quotes.
fn fragments(
    head: &str,
    quoted: Option<&str>,
    text: &str,
    points: &CodePoints<'_>,
) -> Result<Vec<Span>, String> {
    let mut spans: Vec<Span> = Vec::new();
    let mut found: Vec<&str> = Vec::new();
    let offsets = head.split_once(char::is_whitespace).map_or("", |(_, offsets)| offsets);
    for pair in offsets.split(';') {
        let mut ends = pair.split_whitespace().map(str::parse::<usize>);
        let (Some(Ok(start)), Some(Ok(end)), None) = (ends.next(), ends.next(), ends.next()) else {
            return Err(format!("`{pair}` is no pair of offsets"));
        };
        if start >= end {
            return Err(format!("{start} to {end} holds no character"));
        }
        let (Some(from), Some(to)) = (points.byte(start), points.byte(end)) else {
            return Err(format!("{start} to {end} reaches past the text's {} code points", points.len()));
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
        return Err(format!("quotes `{}` where the text has `{}`", short(quoted), short(&found)));
    }
    spans.sort_unstable();
    Ok(spans)
}

/// Whether only blanks lie between two spans, a line's end among them.
fn is_broken_line(text: &str, one: Span, other: Span) -> bool {
    let gap = text.get(one.end()..other.start()).unwrap_or("?");
    gap.trim().is_empty() && gap.contains(super::write::LINE_ENDS)
}

/// The first words, for a message.
fn short(words: &str) -> String {
    let mut start: String = words.chars().take(60).collect();
    if start.len() < words.len() {
        start.push('…');
    }
    start
}
