//! The header of an article: headline, byline and dateline.

use super::segment::is_month;
use crate::Span;
use crate::lexicon::{Lexicon, WordClass};

/// The metadata at the start of a text.
///
/// ```
/// use ascribe::text::{Document, header::header};
///
/// let text = "Bridge to close\n\nBy Ann Lee\n\nKYIV (Reuters) - The bridge will close, the mayor said.";
/// let document = Document::segment(text);
/// let paragraphs: Vec<_> = document.paragraphs().iter().map(|paragraph| paragraph.span).collect();
/// let header = header(text, &paragraphs);
/// assert_eq!(header.headline.as_deref(), Some("Bridge to close"));
/// assert_eq!(header.byline, ["Ann Lee"]);
/// assert_eq!(header.dateline.as_deref(), Some("KYIV"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Header {
    /// The span from the headline to the last line of the byline. `None` for a text that starts with its body.
    pub span: Option<Span>,
    /// The headline.
    pub headline: Option<String>,
    /// The names of the writers.
    pub byline: Vec<String>,
    /// The outlet in the byline: "Ann Lee, Reuters".
    pub outlet: Option<String>,
    /// The place in the dateline.
    pub dateline: Option<String>,
    /// The span of the dateline with its credit and dash: "KYIV (Reuters) - ".
    pub dateline_span: Option<Span>,
}

/// Maximum number of paragraphs in a header.
const MAX_LINES: usize = 6;
/// Maximum number of words in a headline.
const MAX_HEADLINE_WORDS: usize = 30;
/// Maximum number of words in a line of a byline.
const MAX_BYLINE_WORDS: usize = 12;

/// Reads the header of a text. `paragraphs` are the spans of its paragraphs, in order.
///
/// A header is an optional headline and at least one line with the writer, the outlet or the date of publication. A headline
/// without such a line is part of the body, since it may say who said what.
#[must_use]
pub fn header(text: &str, paragraphs: &[Span]) -> Header {
    let mut header = Header::default();
    let mut lines =
        paragraphs.iter().take(MAX_LINES).map(|span| (*span, span.slice(text).unwrap_or_default().trim()));
    let mut body = paragraphs.first().copied();
    let mut headline = None;
    let mut credits = 0;
    for (index, (span, line)) in lines.by_ref().enumerate() {
        let credit = read_credit(line, credits > 0 || headline.is_some());
        match credit {
            Some(credit) => {
                credits += 1;
                header.byline.extend(credit.names);
                header.outlet = header.outlet.or(credit.outlet);
                let start = header.span.or(headline).map_or(span.start(), |before: Span| before.start());
                header.span = Some(Span::between(start, span.end()));
                body = paragraphs.get(index + 1).copied();
            }
            None if index == 0 && is_headline(line) => headline = Some(span),
            None => break,
        }
    }
    if header.span.is_some() {
        header.headline = headline.and_then(|span| span.slice(text)).map(|line| line.trim().to_owned());
    }
    // Below a headline without a byline the body starts as well.
    let below = headline.filter(|_| header.span.is_none()).and_then(|_| paragraphs.get(1).copied());
    let mut bodies = [body, below].into_iter().flatten();
    if let Some((place, span)) = bodies.find_map(|span| read_dateline(text, span)) {
        header.dateline = Some(place);
        header.dateline_span = Some(span);
    }
    header
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split_whitespace()
}

/// Whether a first paragraph is short and does not end like a sentence.
fn is_headline(line: &str) -> bool {
    let ends = line.trim_end_matches(['”', '"', '’', '\'', ')']).ends_with(['.', ':', ';', ',']);
    !line.is_empty() && !ends && words(line).count() <= MAX_HEADLINE_WORDS
}

struct Credit {
    names: Vec<String>,
    outlet: Option<String>,
}

/// Reads a line of a byline: "By Ann Lee", "Ann Lee, Reuters", "By ANN LEE and BO KIM | Associated Press", "Published:
/// Dec. 30, 2021". A line of names without "by" counts only below a headline.
fn read_credit(line: &str, below_headline: bool) -> Option<Credit> {
    let count = words(line).count();
    if count == 0 || count > MAX_BYLINE_WORDS {
        return None;
    }
    let first = words(line).next().unwrap_or_default();
    let rest = line.get(first.len()..).unwrap_or_default().trim_start();
    let label = first.trim_end_matches(':').to_ascii_lowercase();
    match label.as_str() {
        "by" if !rest.is_empty() && !rest.ends_with('.') => Some(read_names(rest)),
        "published" | "updated" | "posted" | "modified" if rest.chars().any(|c| c.is_ascii_digit()) => {
            Some(Credit { names: Vec::new(), outlet: None })
        }
        _ if below_headline => {
            let named = |word: &str| word.chars().next().is_some_and(char::is_uppercase) || is_joint(word);
            let several = line.contains([',', '|', '/']) || words(line).count() <= 4;
            let plain = !line.ends_with(['.', '!', '?', ':']) && !line.contains(['“', '"', '”', '?']);
            // A comma or bar before the outlet is required, since a second headline would look the same without it.
            (plain && several && line.contains([',', '|']) && words(line).all(named))
                .then(|| read_names(line))
        }
        _ => None,
    }
}

fn is_joint(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "of"
            | "the"
            | "for"
            | "&"
            | "|"
            | "-"
            | "–"
            | "—"
            | "de"
            | "van"
            | "von"
            | "der"
            | "al"
            | "bin"
    )
}

fn read_names(line: &str) -> Credit {
    let (names, outlet) = match line.split_once(['|', ',']) {
        // "Ann Lee, Bo Kim and Cy Doe" is a list of names, not a name and an outlet.
        Some((_, after)) if after.contains(" and ") && !after.contains(['|', ',']) => (line, None),
        Some((before, after)) => (before, Some(after)),
        None => (line, None),
    };
    // "BBC News, Cairo" names the outlet and where it writes from.
    if Lexicon::standard().is_outlet(names.trim()) {
        return Credit { names: Vec::new(), outlet: Some(names.trim().to_owned()) };
    }
    let tidy = |name: &str| {
        let name = name.trim().trim_matches([',', '|', '.']).trim();
        (!name.is_empty()).then(|| name.to_owned())
    };
    let names = names.split([',', '&']).flat_map(|part| part.split(" and ")).filter_map(tidy).collect();
    Credit { names, outlet: outlet.and_then(tidy) }
}

/// Maximum number of bytes of a dateline.
const MAX_DATELINE: usize = 100;

/// Reads a dateline at the start of the body: "KYIV, Ukraine (Reuters) - ", "WASHINGTON — ", "New Delhi, Mar 12 (PTI) ",
/// "NEW DELHI: ".
fn read_dateline(text: &str, body: Span) -> Option<(String, Span)> {
    let line = body.slice(text)?;
    let head_end = line.char_indices().map(|(at, _)| at).take_while(|at| *at <= MAX_DATELINE).last()?;
    let head = line.get(..head_end)?;
    let (place, length) = dashed(head).or_else(|| credited(head)).or_else(|| labelled(head))?;
    Some((place.to_owned(), Span::between(body.start(), body.start() + length)))
}

/// A place in capitals and a dash, and the length of both.
fn dashed(head: &str) -> Option<(&str, usize)> {
    let (at, dash) = [" — ", " – ", " -- ", " - ", "— ", "—", "– "]
        .into_iter()
        .filter_map(|dash| Some((head.find(dash)?, dash)))
        .min_by_key(|(at, _)| *at)?;
    let place = head.get(..at)?.split('(').next()?.trim().trim_end_matches(',');
    let fits = is_shouted(words(place).next()?) && is_named(place) && words(place).count() <= 7;
    fits.then_some((place, at + dash.len()))
}

/// A place, its country or a day, and an agency in brackets, with or without a mark after it: "New Delhi [India], March 12 (ANI): ".
fn credited(head: &str) -> Option<(&str, usize)> {
    let (before, after) = head.split_once('(')?;
    let (agency, after) = after.split_once(')')?;
    let mut parts = before.split(',').map(str::trim);
    let place = parts.next()?.split('[').next()?.trim();
    let mut dated = false;
    let rest = parts.all(|part| {
        let month = words(part).any(|word| is_month(word.trim_end_matches('.')));
        dated |= month;
        month || is_named(part)
    });
    let shouted = words(place).next().is_some_and(is_shouted);
    let fits = is_named(place) && words(place).count() <= 4 && rest && (dated || shouted);
    let agency = (1..=3).contains(&words(agency).count()) && is_named(agency);
    let body = after.trim_start_matches([' ', '-', '–', '—', ':']);
    let starts = body.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"'));
    (fits && agency && starts).then_some((place, head.len() - body.len()))
}

/// A known place in capitals before a colon.
fn labelled(head: &str) -> Option<(&str, usize)> {
    let (place, after) = head.split_once(": ")?;
    let lower = place.to_lowercase();
    let lexicon = Lexicon::standard();
    let known = lexicon.country(&lower).is_some() || lexicon.knows(&lower, WordClass::Place);
    let prose = after.starts_with(char::is_uppercase) && after.contains(char::is_lowercase);
    (known && prose && words(place).all(is_shouted)).then_some((place, place.len() + 2))
}

/// Whether a word is in capitals.
fn is_shouted(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    letters > 1 && !word.contains(char::is_lowercase)
}

/// Whether each word starts with a capital or a digit.
fn is_named(words: &str) -> bool {
    let named = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    !words.trim().is_empty() && words.split_whitespace().all(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Header {
        let mut paragraphs = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            if !line.trim().is_empty() {
                paragraphs.push(Span::new(start, start + line.trim_end().len()).unwrap());
            }
            start += line.len();
        }
        header(text, &paragraphs)
    }

    #[test]
    fn headline_byline_and_outlet() {
        let text = "Bridge to close for repairs\n\nby jdoe\n\nAnn Lee, Harbor News\n\nThe bridge will close.";
        let found = read(text);
        assert_eq!(found.headline.as_deref(), Some("Bridge to close for repairs"));
        assert_eq!(found.byline, ["jdoe", "Ann Lee"]);
        assert_eq!(found.outlet.as_deref(), Some("Harbor News"));
        assert_eq!(found.span.unwrap().slice(text).unwrap().lines().last(), Some("Ann Lee, Harbor News"));
        let several = read("Vote delayed\nBy ANN LEE and BO KIM | Associated Press\nThe vote was delayed.");
        assert_eq!(several.byline, ["ANN LEE", "BO KIM"]);
        assert_eq!(several.outlet.as_deref(), Some("Associated Press"));
        assert_eq!(read("Vote delayed\nBy Ann Lee, Bo Kim and Cy Doe\nIt was.").byline.len(), 3);
    }

    #[test]
    fn a_headline_alone_is_a_part_of_the_article() {
        assert_eq!(read("Mayor: bridge is safe\n\nThe bridge is safe, the mayor said."), Header::default());
        assert_eq!(read("By Monday, it was over.\nThey left."), Header::default());
        assert_eq!(read(""), Header::default());
    }

    #[test]
    fn datelines() {
        let text = "KYIV, Ukraine (Reuters) - Shelling went on.";
        let found = read(text);
        assert_eq!(found.dateline.as_deref(), Some("KYIV, Ukraine"));
        assert_eq!(found.dateline_span.unwrap().slice(text), Some("KYIV, Ukraine (Reuters) - "));
        assert_eq!(read("WASHINGTON — The vote failed.").dateline.as_deref(), Some("WASHINGTON"));
        assert_eq!(read("The plan - a bold one - failed.").dateline, None);
        for (text, dateline) in [
            ("New Delhi, Mar 12 (PTI) The mayor left.", "New Delhi, Mar 12 (PTI) "),
            ("New Delhi [India], March 12 (ANI): The mayor left.", "New Delhi [India], March 12 (ANI): "),
            ("LAGOS (AFP) “It is over,” he said.", "LAGOS (AFP) "),
            ("Bridge case: second man held\nNEW DELHI: The mayor left.", "NEW DELHI: "),
        ] {
            assert_eq!(read(text).dateline_span.and_then(|span| span.slice(text)), Some(dateline), "{text}");
        }
        assert_eq!(read("Ann Lee (Labour) The mayor left.").dateline, None);
        assert_eq!(read("HARLOW: The mayor left.").dateline, None);
        assert_eq!(
            read("Bridge opens\nBy Kim Hale\nBBC News, Cairo\nIt is.").outlet.as_deref(),
            Some("BBC News")
        );
        assert_eq!(read("NATO chiefs met - and left.").dateline, None);
    }
}
