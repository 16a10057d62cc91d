//! Adds paragraphs that are one quotation each, and that nothing ascribes, to the content of whoever is quoted last in the
//! paragraph before: “...,” he said. “...”
//!
//! Of 119 such paragraphs in PolNeAR train and dev, 72 continue a content, 21 follow a cue of their own with a colon, which the
//! engine finds, 10 belong to a later cue, and 10 to nobody.

use super::context::Context;
use crate::Span;
use crate::attribution::found::Found;
use crate::attribution::layout::is_heading;
use crate::attribution::rules::SURE_CLAUSE;
use crate::attribution::spans::{is_free, joined};
use crate::text::{Document, Paragraph};

/// Linear in the number of paragraphs, quotations and attributions.
pub(super) fn run(context: &Context<'_>, mut found: Vec<Found>) -> Vec<Found> {
    // The claim takes the lower confidence, so whoever asks for more gets it without the added paragraph.
    if SURE_CLAUSE < context.least {
        return found;
    }
    let document = context.document;
    let taken = joined(found.iter().flat_map(|one| one.content.iter().copied()));
    // Attributions that end in a quotation, by the end of their contents.
    let mut quoting: Vec<(Span, usize)> = found
        .iter()
        .enumerate()
        .filter_map(|(index, one)| Some((*one.content.iter().max_by_key(|part| part.end())?, index)))
        .filter(|(last, index)| {
            // Somebody who says "I think" in a quotation is quoted, and quotes nobody.
            let cue = found.get(*index).and_then(|one| one.cue.first());
            is_quoted(document, *last) && cue.is_some_and(|cue| !is_quoted(document, *cue))
        })
        .collect();
    quoting.sort_unstable_by_key(|(last, index)| (last.end(), *index));
    let mut speaker: Option<usize> = None;
    let paragraphs = document.paragraphs().iter().filter(|paragraph| context.body.contains(paragraph.span));
    let mut before: Option<&Paragraph> = None;
    for paragraph in paragraphs {
        let within = before.map(|before| before.span);
        if let Some(within) = within
            && let Some(at) =
                quoting.partition_point(|(last, _)| last.end() <= paragraph.span.start()).checked_sub(1)
            && let Some((last, index)) = quoting.get(at)
            && within.contains(*last)
        {
            speaker = Some(*index);
        }
        before = Some(paragraph);
        let alone = whole(document, paragraph);
        let Some(inner) = alone.filter(|inner| is_free(*inner, &taken)) else {
            speaker = None;
            continue;
        };
        if let Some(one) = speaker.and_then(|index| found.get_mut(index)) {
            one.content.push(inner);
            one.confidence = one.confidence.min(SURE_CLAUSE);
        }
    }
    found
}

/// Whether the last words of a content are quoted.
fn is_quoted(document: &Document<'_>, content: Span) -> bool {
    let at = document.quotations().partition_point(|quoted| quoted.outer.start() < content.end());
    document
        .quotations()
        .iter()
        .take(at)
        .rev()
        .take(NEAR)
        .any(|quoted| quoted.depth == 0 && quoted.outer.end() >= content.end())
}

/// Maximum number of quotations looked at before the end of a content: those nested in its last one come first.
const NEAR: usize = 8;

/// The quotation that a paragraph consists of.
fn whole(document: &Document<'_>, paragraph: &Paragraph) -> Option<Span> {
    let at = document.quotations().partition_point(|quoted| quoted.outer.start() < paragraph.span.start());
    let quoted = document.quotations().get(at)?;
    let rest = Span::new(quoted.outer.end(), paragraph.span.end()).ok()?.slice(document.text())?;
    let words = quoted.inner.slice(document.text())?;
    // "PENCE: ...", "(CROSSTALK.)": the transcript of a talk, each paragraph in marks.
    let speaker = words
        .split(':')
        .next()
        .is_some_and(|name| name.len() < words.len() && !name.contains(char::is_lowercase));
    let talk = speaker || words.starts_with(['(', '[']);
    let alone = quoted.outer.start() == paragraph.span.start() && !rest.contains(char::is_alphanumeric);
    (alone && !talk && paragraph.tokens.len() >= SHORTEST && !is_heading(document, quoted.inner))
        .then_some(quoted.inner)
}

/// Minimum number of tokens of a paragraph, marks counted: shorter ones may as well be titles or headings.
const SHORTEST: usize = 5;

#[cfg(test)]
#[cfg(feature = "embedded-model")]
mod tests {
    use crate::{Analyzer, Article};

    /// The parts of the contents, one claim a line.
    fn contents(text: &str) -> Vec<String> {
        let report = Analyzer::new().analyze(&Article::new(text));
        let words = |span: &crate::Span| span.slice(text).unwrap();
        report
            .claims
            .iter()
            .map(|claim| claim.content.iter().map(words).collect::<Vec<_>>().join(" | "))
            .collect()
    }

    #[test]
    fn a_quotation_goes_on_in_paragraphs_of_its_own() {
        let text = "“We looked at every bolt,” the engineer said.\n\n“None of them was loose, not one.”\n\n“So the bridge \
                    can stay open.”\n\nThe bridge was built in 1931.";
        let all = contents(text);
        let wanted =
            "We looked at every bolt, | None of them was loose, not one. | So the bridge can stay open.";
        assert_eq!(all, [wanted]);
    }

    #[test]
    fn other_words_end_it() {
        let text = "“We looked at every bolt,” the engineer said.\n\nThe council met on Monday.\n\n“None of them was loose.”";
        assert_eq!(contents(text).first().map(String::as_str), Some("We looked at every bolt,"));
    }
}
