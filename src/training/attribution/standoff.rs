//! Reading brat stand-off in the layout of PolNeAR: source, cue and content as text-bound annotations, one event an
//! attribution.

use std::collections::HashMap;

use crate::Span;

/// An attribution as annotators marked it.
///
/// ```
/// use ascribe::training::attribution::read_standoff;
///
/// let text = "“Yes,” she said.";
/// let marked = "T1\tSource 7 10\tshe\nT2\tCue 11 15\tsaid\nT3\tContent 1 5\tYes,\nE1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n";
/// let gold = read_standoff(marked, text);
/// assert_eq!(gold[0].content[0].slice(text), Some("Yes,"));
/// assert_eq!(gold[0].cue[0].slice(text), Some("said"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// The words that name the source; empty where the text leaves it out.
    pub source: Vec<Span>,
    /// The words that ascribe.
    pub cue: Vec<Span>,
    /// What is ascribed; never empty.
    pub content: Vec<Span>,
}

/// An article with its attributions.
///
/// ```
/// use ascribe::training::attribution::{MarkedArticle, read_standoff};
///
/// let article = MarkedArticle { text: "Rain, she said.".to_owned(), marked: read_standoff("", "Rain, she said.") };
/// assert!(article.marked.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarkedArticle {
    /// The text.
    pub text: String,
    /// What annotators marked in it.
    pub marked: Vec<Marked>,
}

/// The attributions of a stand-off file, in its order. Its offsets count code points of `text`, as brat's do.
///
/// Lines of other kinds, events without a content, and what cannot be read are left out: a corpus has such lines, and
/// its other lines are worth reading. Linear in the lengths of both.
#[must_use]
pub fn read_standoff(standoff: &str, text: &str) -> Vec<Marked> {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut bounds: HashMap<&str, Vec<Span>> = HashMap::new();
    let mut events: Vec<&str> = Vec::new();
    for line in standoff.lines() {
        let mut fields = line.split('\t');
        let (Some(id), Some(head)) = (fields.next(), fields.next()) else { continue };
        if id.starts_with('T') {
            let Some((_, places)) = head.split_once(' ') else { continue };
            let spans: Option<Vec<Span>> =
                places.split(';').map(|place| read_place(place, &starts)).collect();
            if let Some(spans) = spans {
                bounds.insert(id, spans);
            }
        } else if id.starts_with('E') {
            events.push(head);
        }
    }
    let read = |event: &&str| {
        let mut marked = Marked::default();
        for argument in event.split_whitespace() {
            let Some((role, target)) = argument.split_once(':') else { continue };
            let Some(spans) = bounds.get(target) else { continue };
            match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
                "Source" => marked.source.extend(spans),
                "Cue" => marked.cue.extend(spans),
                "Content" => marked.content.extend(spans),
                _ => {}
            }
        }
        (!marked.content.is_empty()).then_some(marked)
    };
    events.iter().filter_map(read).collect()
}

fn read_place(place: &str, starts: &[usize]) -> Option<Span> {
    let (start, end) = place.trim().split_once(' ')?;
    let at = |written: &str| written.trim().parse::<usize>().ok().and_then(|at| starts.get(at)).copied();
    Span::new(at(start)?, at(end)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_can_be_read() {
        let text = "É “Go,” he said. “Now.”";
        let lines = [
            "T1\tSource 8 10\the",
            "T2\tCue 11 15\tsaid",
            "T3\tContent 3 6;18 22\tGo, Now.",
            "goes on of T3",
            "T4\tContent 3 900\ttoo far",
            "E1\tAttribution:T2 Source1:T1 Cue:T2 Content:T3",
            "E2\tAttribution:T2 Source:T1 Cue:T2",
            "E3\tAttribution:T2 Content:T4",
            "A1\tLevel E1 bare",
            "",
        ];
        let marked = read_standoff(&lines.join("\n"), text);
        assert_eq!(marked.len(), 1);
        let slices = |spans: &[Span]| spans.iter().map(|span| span.slice(text).unwrap()).collect::<Vec<_>>();
        assert_eq!(slices(&marked[0].source), ["he"]);
        assert_eq!(slices(&marked[0].cue), ["said"]);
        assert_eq!(slices(&marked[0].content), ["Go,", "Now."]);
        assert!(read_standoff("", text).is_empty());
    }
}
