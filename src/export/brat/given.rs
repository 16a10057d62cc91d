//! Attributions of corpora.

use std::collections::HashMap;

use crate::{Given, Span};

/// Reads attributions as annotators marked them, for [`Analyzer::resolve`](crate::Analyzer::resolve), training and scores.
///
/// The layout is that of `PolNeAR`: one event an attribution, with text-bound `Source`, `Cue` and `Content` annotations as
/// its arguments. The attributions are in the order of the file. Offsets count code points of `text`.
///
/// Never fails: lines of other kinds, events without a content, and lines that are not stand-off annotation are left out.
/// Use [`from_str`](super::from_str) to have a file checked.
///
/// Time complexity: linear in the lengths of both.
///
/// ```
/// use ascribe::export::brat;
///
/// let text = "“Yes,” she said.";
/// let standoff = "T1\tSource 7 10\tshe\nT2\tCue 11 15\tsaid\nT3\tContent 1 5\tYes,\nE1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n";
/// let given = brat::given_from_str(standoff, text);
/// assert_eq!(given[0].content[0].slice(text), Some("Yes,"));
/// assert_eq!(given[0].cue[0].slice(text), Some("said"));
/// ```
#[must_use]
pub fn given_from_str(standoff: &str, text: &str) -> Vec<Given> {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut bounds: HashMap<&str, Vec<Span>> = HashMap::new();
    let mut events: Vec<&str> = Vec::new();
    for line in standoff.lines() {
        let mut fields = line.split('\t');
        let (Some(id), Some(head)) = (fields.next(), fields.next()) else { continue };
        if id.starts_with('T') {
            let Some((_, places)) = head.split_once(' ') else { continue };
            let spans: Option<Vec<Span>> = places.split(';').map(|place| span(place, &starts)).collect();
            if let Some(spans) = spans {
                bounds.insert(id, spans);
            }
        } else if id.starts_with('E') {
            events.push(head);
        }
    }
    let read = |event: &&str| {
        let mut given = Given::new(Span::default());
        given.content.clear();
        for argument in event.split_whitespace() {
            let Some((role, target)) = argument.split_once(':') else { continue };
            let Some(spans) = bounds.get(target) else { continue };
            match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
                "Source" => given.source.extend(spans),
                "Cue" => given.cue.extend(spans),
                "Content" => given.content.extend(spans),
                _ => {}
            }
        }
        (!given.content.is_empty()).then_some(given)
    };
    events.iter().filter_map(read).collect()
}

fn span(place: &str, starts: &[usize]) -> Option<Span> {
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
        let given = given_from_str(&lines.join("\n"), text);
        assert_eq!(given.len(), 1);
        let slices = |spans: &[Span]| spans.iter().map(|span| span.slice(text).unwrap()).collect::<Vec<_>>();
        assert_eq!(slices(&given[0].source), ["he"]);
        assert_eq!(slices(&given[0].cue), ["said"]);
        assert_eq!(slices(&given[0].content), ["Go,", "Now."]);
        assert!(given_from_str("", text).is_empty());
    }
}
