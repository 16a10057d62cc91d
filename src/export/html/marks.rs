//! The text of an article, cut at the boundaries of all marks.

use crate::model::order::Order;
use crate::{ClaimId, Level, Report, SourceId, Span};

/// Maximum number of overlapping contents, and of overlapping other marks. Real reports nest three or four deep; browsers
/// limit nesting to some hundreds.
const MAX_DEPTH: usize = 16;

/// What a mark shows. Of two marks of the same words the smaller role is the outer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    Content,
    Source,
    Relay,
    Cue,
}

/// Marked words.
#[derive(Debug)]
pub(super) struct Mark {
    pub(super) span: Span,
    pub(super) role: Role,
    /// The claims that the words belong to. One for a content.
    pub(super) claims: Vec<ClaimId>,
    /// The source that the words name, or whose words they are.
    pub(super) source: Option<SourceId>,
    pub(super) level: Level,
    /// Depth of the contents inside this one.
    pub(super) height: usize,
}

/// A step in writing the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A paragraph starts.
    Paragraph,
    /// The paragraph ends.
    End,
    /// A mark starts.
    Open {
        /// Its index.
        mark: usize,
        /// Whether it is the first content of its claim, which the claim's number precedes.
        first: bool,
    },
    /// The innermost open mark ends.
    Close {
        /// Its index.
        mark: usize,
    },
    /// Text within the innermost open mark.
    Text(Span),
}

/// The marks of a report, and the text as steps. `O(n log n)` in the lengths of text and report.
pub(super) struct Layout {
    pub(super) marks: Vec<Mark>,
    pub(super) pieces: Vec<Piece>,
    /// For each claim, whether its content is marked.
    pub(super) marked: Vec<bool>,
}

impl Layout {
    pub(super) fn new(report: &Report, text: &str, order: &Order) -> Self {
        let mut marks = collect(report, text, order);
        let paragraphs = paragraphs(text, report.header);
        let mut sweep = Sweep {
            marks: &mut marks,
            pieces: Vec::new(),
            open: Vec::new(),
            marked: vec![false; report.claims.len()],
            at: 0,
        };
        let mut next = 0;
        for paragraph in paragraphs {
            sweep.skip(&mut next, paragraph.start());
            sweep.paragraph(&mut next, paragraph);
        }
        sweep.skip(&mut next, text.len());
        let Sweep { pieces, marked, .. } = sweep;
        Layout { marks, pieces, marked }
    }
}

/// All marks, by start, outer before inner. Equal words of one role and one source in several claims are one mark.
fn collect(report: &Report, text: &str, order: &Order) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (id, claim) in report.iter_claims() {
        let mut add = |spans: &[Span], role, source: Option<SourceId>| {
            let level = report.level_of(source);
            for span in spans.iter().filter(|span| !span.is_empty() && span.slice(text).is_some()) {
                marks.push(Mark { span: *span, role, claims: vec![id], source, level, height: 0 });
            }
        };
        let speaker = claim.source();
        add(&claim.content, Role::Content, speaker);
        for link in &claim.attributions {
            add(&link.source_spans, Role::Source, link.source);
            add(&link.cue, Role::Cue, link.source);
            if let Some(relay) = &link.relay {
                add(&relay.spans, Role::Relay, Some(relay.source));
            }
        }
    }
    let depth = |mark: &Mark| mark.claims.first().map_or(0, |id| order.depth(*id));
    marks.sort_by_key(|mark| {
        let first = mark.claims.first().copied();
        // Contents are grouped by claim, the outer first; other words by source.
        let claim = (mark.role == Role::Content).then(|| (depth(mark), first));
        (mark.span.start(), std::cmp::Reverse(mark.span.end()), mark.role, claim, mark.source, first)
    });
    marks.dedup_by(|later, earlier| {
        let one = later.role != Role::Content
            && (later.span, later.role, later.source) == (earlier.span, earlier.role, earlier.source);
        if one {
            let known = earlier.claims.last().copied();
            earlier.claims.extend(later.claims.iter().filter(|id| known != Some(**id)));
        }
        one
    });
    marks
}

struct Sweep<'a> {
    marks: &'a mut Vec<Mark>,
    pieces: Vec<Piece>,
    /// The open marks, the outermost first, each with its end.
    open: Vec<(usize, usize)>,
    marked: Vec<bool>,
    /// The offset up to which the text is written.
    at: usize,
}

impl Sweep<'_> {
    /// Moves to `to`, outside of paragraphs. Nothing is drawn there, but marks may start or end.
    fn skip(&mut self, next: &mut usize, to: usize) {
        while let Some(mark) = self.marks.get(*next).filter(|mark| mark.span.start() < to) {
            if mark.span.end() > to {
                self.push(*next);
            }
            *next += 1;
        }
        self.open.retain(|(_, end)| *end > to);
        self.write(to);
    }

    fn paragraph(&mut self, next: &mut usize, span: Span) {
        self.pieces.push(Piece::Paragraph);
        for at in 0..self.open.len() {
            self.reopen(at);
        }
        while self.at < span.end() {
            let starts = self.marks.get(*next).map_or(usize::MAX, |mark| mark.span.start());
            let ends = self.open.iter().map(|(_, end)| *end).min().unwrap_or(usize::MAX);
            let boundary = starts.min(ends).min(span.end()).max(self.at);
            self.write(boundary);
            if boundary == span.end() {
                break;
            }
            self.close_until(boundary);
            while self.marks.get(*next).is_some_and(|mark| mark.span.start() <= boundary) {
                if self.push(*next) {
                    self.reopen(self.open.len() - 1);
                }
                *next += 1;
            }
        }
        self.close(0);
        self.open.retain(|(_, end)| *end > span.end());
        self.pieces.push(Piece::End);
    }

    /// Opens a mark, if the depth allows.
    fn push(&mut self, mark: usize) -> bool {
        let content = |mark: usize| self.marks.get(mark).is_some_and(|mark| mark.role == Role::Content);
        let like = self.open.iter().filter(|(other, _)| content(*other) == content(mark)).count();
        let room = self.marks.get(mark).filter(|_| like < MAX_DEPTH).map(|mark| mark.span.end());
        self.open.extend(room.map(|end| (mark, end)));
        room.is_some()
    }

    /// Writes the start of the open mark at this depth, and updates the heights of those around it.
    fn reopen(&mut self, depth: usize) {
        let Some(&(mark, _)) = self.open.get(depth) else { return };
        let Some((role, claim)) = self.marks.get(mark).map(|m| (m.role, m.claims.first().copied())) else {
            return;
        };
        let mut first = false;
        if role == Role::Content {
            if let Some(marked) = claim.and_then(|claim| self.marked.get_mut(claim.index())) {
                first = !std::mem::replace(marked, true);
            }
            let mut height = 0;
            for &(outer, _) in self.open.get(..=depth).unwrap_or_default().iter().rev() {
                if let Some(outer) = self.marks.get_mut(outer).filter(|outer| outer.role == Role::Content) {
                    outer.height = outer.height.max(height);
                    height += 1;
                }
            }
        }
        self.pieces.push(Piece::Open { mark, first });
    }

    /// Closes the marks that end at or before `boundary`. Marks inside them that continue are closed and reopened.
    fn close_until(&mut self, boundary: usize) {
        let Some(outermost) = self.open.iter().position(|(_, end)| *end <= boundary) else { return };
        self.close(outermost);
        self.open.retain(|(_, end)| *end > boundary);
        for depth in outermost..self.open.len() {
            self.reopen(depth);
        }
    }

    /// Writes the ends of the open marks from this depth on, the innermost first.
    fn close(&mut self, outermost: usize) {
        let open = self.open.get(outermost..).unwrap_or_default();
        self.pieces.extend(open.iter().rev().map(|(mark, _)| Piece::Close { mark: *mark }));
    }

    fn write(&mut self, to: usize) {
        if to > self.at {
            self.pieces.push(Piece::Text(Span::between(self.at, to)));
            self.at = to;
        }
    }
}

/// The paragraphs of a text: separated by blank lines, or, in a text without any, the lines. The lines of a pasted header
/// are paragraphs too. Only white space stands between paragraphs.
pub(super) fn paragraphs(text: &str, header: Option<Span>) -> Vec<Span> {
    let split = header.map(Span::end).filter(|end| text.is_char_boundary(*end)).unwrap_or(0);
    let body = text.get(split..).unwrap_or_default();
    let blank = |line: &str| line.trim().is_empty();
    let loose = body.trim().lines().any(blank);
    let mut paragraphs = Vec::new();
    let mut from = 0;
    let mut open: Option<Span> = None;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        let start = from + (line.len() - line.trim_start().len());
        let span = Span::between(start, start + words.len());
        let apart = from < split || !loose || open.is_some_and(|open| open.start() < split);
        if words.is_empty() || apart {
            paragraphs.extend(open.take());
        }
        if !words.is_empty() {
            open = Some(open.map_or(span, |open| open.cover(span)));
        }
        from += line.len();
    }
    paragraphs.extend(open);
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Article, Attribution, Claim, Quotation};

    fn span(start: usize, end: usize) -> Span {
        Span::new(start, end).unwrap()
    }

    /// The layout as a string: brackets round marks, bars round paragraphs.
    fn drawn(text: &str, contents: &[&[(usize, usize)]]) -> String {
        let mut report = Report::new(&Article::new(text));
        for spans in contents {
            let mut claim = Claim::new(Span::default(), Quotation::Indirect, Attribution::unattributed());
            claim.content = spans.iter().map(|(start, end)| span(*start, *end)).collect();
            report.add_claim(claim);
        }
        let layout = Layout::new(&report, text, &Order::new(&report));
        let mut out = String::new();
        for piece in layout.pieces {
            match piece {
                Piece::Paragraph | Piece::End => out.push('|'),
                Piece::Open { mark, first } => {
                    let claim = layout.marks[mark].claims[0].index().to_string();
                    out += &["[", &*claim, if first { ":" } else { "'" }].concat();
                }
                Piece::Close { .. } => out.push(']'),
                Piece::Text(span) => out += span.slice(text).unwrap(),
            }
        }
        out
    }

    #[test]
    fn nests_crosses_and_runs_over_paragraphs() {
        assert_eq!(drawn("abcdef", &[&[(0, 6)], &[(2, 4)]]), "|[0:ab[1:cd]ef]|");
        assert_eq!(drawn("abcdef", &[&[(0, 4)], &[(2, 6)]]), "|[0:ab[1:cd]][1'ef]|");
        assert_eq!(drawn("ab\n\ncd", &[&[(1, 5)]]), "|a[0:b]|\n\n|[0'c]d|");
        assert_eq!(drawn("abcdef", &[&[(0, 2), (4, 6)]]), "|[0:ab]cd[0'ef]|");
        assert_eq!(drawn("ab\ncd", &[]), "|ab|\n|cd|");
        assert_eq!(drawn("ab\ncd\n\nef", &[]), "|ab\ncd|\n\n|ef|");
        assert_eq!(drawn("ab\n\ncd", &[&[(2, 4)], &[(2, 5)]]), "|ab|\n\n|[1:c]d|");
        assert_eq!(drawn("  ", &[&[(0, 1)]]), "  ");
    }

    #[test]
    fn what_does_not_fit_is_passed_over() {
        assert_eq!(drawn("“a”", &[&[(1, 4)], &[(3, 90)], &[(3, 4)]]), "|“[2:a]”|");
    }

    #[test]
    fn depth_is_bounded() {
        let text = "x".repeat(200);
        let contents: Vec<Vec<(usize, usize)>> = (0..90).map(|at| vec![(at, 199 - at)]).collect();
        let contents: Vec<&[(usize, usize)]> = contents.iter().map(Vec::as_slice).collect();
        let drawn = drawn(&text, &contents);
        assert_eq!(drawn.matches('[').count(), MAX_DEPTH);
        assert_eq!(drawn.matches('x').count(), 200);
    }
}
