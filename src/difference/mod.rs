//! What a person changed in a report, or in what way two reports of one article disagree.

mod pair;
mod source;

use std::fmt;

use serde::Serialize;

use crate::{Article, Attribution, Claim, ClaimId, Force, Level, Quotation, Report, SourceId, Span};

/// One way in which a corrected report differs from the one before.
///
/// Ids named `before` belong to the first report, those named `after` to the second.
///
/// ```
/// use ascribe::{ClaimId, Difference};
///
/// let added = Difference::ClaimAdded { after: ClaimId::new(4) };
/// assert_eq!(added.to_string(), "c4′ is new");
/// assert_eq!(serde_json::to_string(&added)?, r#"{"kind":"claim_added","after":4}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Difference {
    /// A claim that the first report does not have.
    ClaimAdded {
        /// Which.
        after: ClaimId,
    },
    /// A claim that the second report does not have.
    ClaimRemoved {
        /// Which.
        before: ClaimId,
    },
    /// Other words are ascribed.
    Content {
        /// The claim.
        before: ClaimId,
        /// The same claim.
        after: ClaimId,
        /// Its content then.
        old: Vec<Span>,
        /// Its content now.
        new: Vec<Span>,
    },
    /// Other words ascribe.
    Cue {
        /// The claim.
        before: ClaimId,
        /// The same claim.
        after: ClaimId,
        /// The speaker's cue then.
        old: Vec<Span>,
        /// The speaker's cue now.
        new: Vec<Span>,
    },
    /// Other words name the speaker.
    SourceWords {
        /// The claim.
        before: ClaimId,
        /// The same claim.
        after: ClaimId,
        /// The words then.
        old: Vec<Span>,
        /// The words now.
        new: Vec<Span>,
    },
    /// Another kind of quotation.
    Quotation {
        /// The claim.
        before: ClaimId,
        /// The same claim.
        after: ClaimId,
        /// The kind then.
        old: Quotation,
        /// The kind now.
        new: Quotation,
    },
    /// Another force.
    Force {
        /// The claim.
        before: ClaimId,
        /// The same claim.
        after: ClaimId,
        /// The force then.
        old: Force,
        /// The force now.
        new: Force,
    },
    /// The claim has another speaker, who is known to both reports, or to one of them while the other has none.
    Speaker {
        /// The claim.
        before: ClaimId,
        /// The same claim.
        after: ClaimId,
        /// Who it was.
        old: Option<SourceId>,
        /// Who it is.
        new: Option<SourceId>,
    },
    /// The claim came through somebody else, by [`Report::relay`].
    Relay {
        /// The claim.
        before: ClaimId,
        /// The same claim.
        after: ClaimId,
        /// Through whom it came.
        old: Option<SourceId>,
        /// Through whom it comes.
        new: Option<SourceId>,
    },
    /// A source has another level.
    Level {
        /// The source.
        before: SourceId,
        /// The same source.
        after: SourceId,
        /// The level then.
        old: Level,
        /// The level now.
        new: Level,
    },
    /// Several sources are one.
    SourcesMerged {
        /// Which, in order.
        before: Vec<SourceId>,
        /// The source that they are now.
        after: SourceId,
    },
    /// One source is several.
    SourceSplit {
        /// The source that they were.
        before: SourceId,
        /// Which, in order.
        after: Vec<SourceId>,
    },
}

/// Says it in a line. Ids of the second report bear a prime, since the same source need not have the same id in both.
impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let then = |id: &Option<SourceId>| id.map_or("nobody".to_owned(), |id| format!("s{}", id.index()));
        let now = |id: &Option<SourceId>| id.map_or("nobody".to_owned(), |id| format!("s{}′", id.index()));
        let list = |ids: &[SourceId], one: &dyn Fn(&Option<SourceId>) -> String| {
            ids.iter().map(|id| one(&Some(*id))).collect::<Vec<_>>().join(", ")
        };
        match self {
            Difference::ClaimAdded { after } => write!(f, "c{}′ is new", after.index()),
            Difference::ClaimRemoved { before } => write!(f, "c{} is gone", before.index()),
            Difference::Content { before, .. } => write!(f, "c{} has another content", before.index()),
            Difference::Cue { before, .. } => write!(f, "c{} has another cue", before.index()),
            Difference::SourceWords { before, .. } => {
                write!(f, "c{} has other words for its source", before.index())
            }
            Difference::Quotation { before, old, new, .. } => {
                write!(f, "c{} is {new}, not {old}", before.index())
            }
            Difference::Force { before, old, new, .. } => {
                write!(f, "c{} has the force {new}, not {old}", before.index())
            }
            Difference::Speaker { before, old, new, .. } => {
                write!(f, "c{} is by {}, not by {}", before.index(), now(new), then(old))
            }
            Difference::Relay { before, old, new, .. } => {
                write!(f, "c{} came through {}, not through {}", before.index(), now(new), then(old))
            }
            Difference::Level { before, old, new, .. } => {
                write!(f, "s{} is {new}, not {old}", before.index())
            }
            Difference::SourcesMerged { before, after } => {
                write!(f, "{} are one, s{}′", list(before, &then), after.index())
            }
            Difference::SourceSplit { before, after } => {
                write!(f, "s{} is several, {}", before.index(), list(after, &now))
            }
        }
    }
}

/// In what a corrected report of an article differs from the one before.
///
/// Compared are the claims, with their speakers' words, cues, kinds of quotation, force, speakers and relays; and the
/// sources who speak, with their levels, and which of them are one. Spans are compared without the blanks at their ends, and two
/// with nothing but blanks between them count as one, since formats break spans at the ends of lines. Events, times, outer
/// links of chains, names and axes are not compared: the formats that corrections come back in do not hold them.
///
/// Claims are paired by content and cue, then by content, then by cue, and the rest by the share of their content that
/// they have in common; sources by the number of claims that they share. A source whose claims all went to another is
/// merged, one whose claims all came from another is split; a claim that moved alone has another speaker.
///
/// The list is in the order of the first report's claims, then new claims, then sources. Neither report needs to be
/// valid: spans that do not fit the text count as they are. Time is that of sorting.
///
/// ```
/// use ascribe::{Actor, ActorKind, Article, Attribution, Claim, Difference, Level, Quotation, Report, Source, Span};
///
/// let article = Article::new("It is over, an aide said.");
/// let mut report = Report::new(&article);
/// let aide = report.add_actor(Actor::new(ActorKind::Person).with_description("an aide"));
/// let source = report.add_source(Source::new(aide, Level::Bare));
/// let link = Attribution::new(source).with_source_span(Span::new(12, 19)?).with_cue(Span::new(20, 24)?);
/// report.add_claim(Claim::new(Span::new(0, 10)?, Quotation::Indirect, link));
///
/// let mut corrected = report.clone();
/// corrected.sources[0].level = Level::Vague;
/// let found = ascribe::differences(&report, &corrected, &article);
/// assert_eq!(found.len(), 1);
/// assert_eq!(found[0].to_string(), "s0 is vague, not bare");
/// # Ok::<(), ascribe::Error>(())
/// ```
#[must_use]
pub fn differences(before: &Report, after: &Report, article: &Article) -> Vec<Difference> {
    let text = article.text.as_str();
    let paired = pair::pair(&Compared::all(before, text), &Compared::all(after, text));
    let sources = source::Sources::new(before, after, &paired.pairs);
    let mut found = Vec::new();
    for (index, row) in before.claims.iter().enumerate() {
        let id = ClaimId::at(index);
        match paired.pairs.get(&index).and_then(|other| Some((*other, after.claims.get(*other)?))) {
            Some((other, new)) => changes(&mut found, text, (id, row), (ClaimId::at(other), new)),
            None => found.push(Difference::ClaimRemoved { before: id }),
        }
        if let Some(other) = paired.pairs.get(&index) {
            sources.of_claim(&mut found, id, ClaimId::at(*other));
        }
    }
    found.extend(paired.added.iter().map(|index| Difference::ClaimAdded { after: ClaimId::at(*index) }));
    sources.differences(&mut found);
    found
}

/// What differs in the words and kinds of two claims that are one.
fn changes(
    found: &mut Vec<Difference>,
    text: &str,
    (before, old): (ClaimId, &Claim),
    (after, new): (ClaimId, &Claim),
) {
    if trimmed(&old.content, text) != trimmed(&new.content, text) {
        found.push(Difference::Content { before, after, old: old.content.clone(), new: new.content.clone() });
    }
    let nobody = Attribution::unattributed();
    let (was, is) = (old.speaker().unwrap_or(&nobody), new.speaker().unwrap_or(&nobody));
    if trimmed(&was.cue, text) != trimmed(&is.cue, text) {
        found.push(Difference::Cue { before, after, old: was.cue.clone(), new: is.cue.clone() });
    }
    if trimmed(&was.source_spans, text) != trimmed(&is.source_spans, text) {
        let (old, new) = (was.source_spans.clone(), is.source_spans.clone());
        found.push(Difference::SourceWords { before, after, old, new });
    }
    if old.quotation != new.quotation {
        found.push(Difference::Quotation { before, after, old: old.quotation, new: new.quotation });
    }
    if old.force != new.force {
        found.push(Difference::Force { before, after, old: old.force.clone(), new: new.force.clone() });
    }
}

/// What claims are paired by.
struct Compared {
    content: Vec<Span>,
    cue: Vec<Span>,
}

impl Compared {
    fn all(report: &Report, text: &str) -> Vec<Compared> {
        let cue = |claim: &Claim| claim.speaker().map_or(Vec::new(), |link| trimmed(&link.cue, text));
        report
            .claims
            .iter()
            .map(|claim| Compared { content: trimmed(&claim.content, text), cue: cue(claim) })
            .collect()
    }
}

/// Spans in text order without the blanks at their ends, those with only blanks between them as one.
fn trimmed(spans: &[Span], text: &str) -> Vec<Span> {
    let mut sorted = spans.to_vec();
    sorted.sort_unstable();
    let mut joined: Vec<Span> = Vec::new();
    for span in sorted {
        let Some(words) = span.slice(text) else {
            joined.push(span);
            continue;
        };
        let start = span.start() + (words.len() - words.trim_start().len());
        let span = Span::between(start, start + words.trim().len());
        match joined.last_mut() {
            Some(last) if text.get(last.end()..span.start()).is_some_and(|gap| gap.trim().is_empty()) => {
                *last = last.cover(span);
            }
            _ if span.is_empty() => {}
            _ => joined.push(span),
        }
    }
    joined
}
