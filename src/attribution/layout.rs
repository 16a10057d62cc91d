//! Attributions by layout: the signature after a quotation, and the speakers of a transcript.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::content;
use super::found::Found;
use crate::Span;
use crate::lexicon::{Classes, PEOPLE, WordClass};
use crate::mention::noun::Noun;
use crate::text::{Document, Paragraph, Quoted, Upos};

/// Maximum number of tokens of a signature, and twice that of a speaker's name.
const LONGEST_NAME: usize = 12;

/// Confidence of these attributions.
const CONFIDENCE: f32 = 0.9;

/// Maximum number of further paragraphs of a speaker's turn.
const LONGEST_TURN: usize = 12;

/// Maximum number of tokens in the label of a turn, title and affiliation included.
const LONGEST_LABEL: usize = 20;

/// Maximum number of tokens of what is told about how a turn is spoken.
const LONGEST_DIRECTION: usize = 6;

/// Maximum number of tokens in a headline that says who said it, and in the phrase that does.
const LONGEST_HEADLINE: usize = 30;
const LONGEST_SPEAKER: usize = 4;

/// Confidence of what a headline ascribes.
const HEADLINE: f32 = 0.6;

/// What the layout of a text shows.
#[derive(Default)]
pub(crate) struct Laid {
    /// The attributions of signatures and transcripts, in text order.
    pub(crate) found: Vec<Found>,
    /// The labels of an interviewer's questions, which nobody but the article says.
    pub(crate) questions: Vec<Span>,
}

/// Reads signatures and transcripts. Linear in the length of the text.
pub(crate) fn find(document: &Document<'_>, body: Span) -> Laid {
    let layout = Layout { document };
    let paragraphs: Vec<&Paragraph> =
        document.paragraphs().iter().filter(|paragraph| body.contains(paragraph.span)).collect();
    let mut found = layout.signatures(&paragraphs);
    let turns = layout.turns(&paragraphs);
    if turns.found.is_empty() {
        found.extend(layout.headline(&paragraphs));
    }
    found.extend(turns.found);
    found.sort_by_key(|one| one.content.first().map(|span| span.start()));
    Laid { found, questions: turns.questions }
}

struct Layout<'a> {
    document: &'a Document<'a>,
}

impl Layout<'_> {
    /// "“...” — Name", in one line or two.
    fn signatures(&self, paragraphs: &[&Paragraph]) -> Vec<Found> {
        let mut found = Vec::new();
        for (at, paragraph) in paragraphs.iter().enumerate() {
            let Some(quoted) = self.leading(paragraph.span) else { continue };
            let tokens = self.document.tokens();
            let next = tokens.partition_point(|token| token.span.start() < quoted.outer.end());
            let signature = if next < paragraph.tokens.end {
                self.signature(next..paragraph.tokens.end)
            } else {
                paragraphs.get(at + 1).and_then(|next| self.signature(next.tokens.clone()))
            };
            let Some((dash, name)) = signature else { continue };
            let Some(source) = self.document.phrase_span(&name) else { continue };
            found.push(Found {
                source: vec![source],
                cue: self.document.token(dash).map(|token| token.span).into_iter().collect(),
                content: vec![quoted.inner],
                relay: Vec::new(),
                verbatim: false,
                confidence: CONFIDENCE,
            });
        }
        found
    }

    /// The quotation that opens a paragraph, if it is closed and longer than 10 bytes.
    fn leading(&self, paragraph: Span) -> Option<Quoted> {
        let at =
            self.document.quotations().partition_point(|quoted| quoted.outer.start() < paragraph.start());
        let quoted = self.document.quotations().get(at)?;
        (quoted.closed && quoted.outer.start() == paragraph.start() && quoted.inner.len() > 10)
            .then_some(*quoted)
    }

    /// A dash, and what can be a name after it.
    fn signature(&self, range: Range<usize>) -> Option<(usize, Range<usize>)> {
        let first = range.start;
        let dash = matches!(self.document.lower(first), "-" | "--" | "---");
        let name = first + 1..range.end;
        let starts = self.document.word(name.start).starts_with(char::is_uppercase);
        let nameless = |token: usize| matches!(self.document.upos(token), Some(Upos::Verb | Upos::Aux));
        (dash && starts && name.len() <= LONGEST_NAME && !name.clone().any(nameless)).then_some((first, name))
    }

    /// "NAME: ..." at the start of paragraphs, in a text that is a transcript or an interview. A turn is all that its speaker says
    /// until the next label.
    fn turns(&self, paragraphs: &[&Paragraph]) -> Laid {
        let mut labels: Vec<Option<Label>> =
            paragraphs.iter().map(|paragraph| self.label(paragraph)).collect();
        // "Baker:" is a name where "Tom Baker:" is one.
        let sure = |label: &&Label| {
            let last = label.name.end - 1;
            label.name.len() > 1 || self.is_name(last) || self.is_role(last)
        };
        let known: HashSet<&str> = labels
            .iter()
            .flatten()
            .filter(sure)
            .map(|label| self.document.lower(label.name.end - 1))
            .collect();
        let known = |label: &Label| known.contains(self.document.lower(label.name.end - 1));
        for label in &mut labels {
            *label = label.take().filter(known);
        }
        let mut laid = Laid::default();
        if !self.is_transcript(&labels) {
            return laid;
        }
        let labelled = labels.iter().flatten().count();
        for (at, (paragraph, label)) in paragraphs.iter().zip(&labels).enumerate() {
            let Some(label) = label else { continue };
            let Some(source) = self.document.phrase_span(&label.name) else { continue };
            // What the interviewer asks is the article's own voice.
            if self.is_question(label) {
                laid.questions.push(source);
                continue;
            }
            let mut content: Vec<Span> = Vec::new();
            content.extend(content::tidy(self.document, &self.said(label.mark + 1..paragraph.tokens.end)));
            // The turn continues until another speaks, if that is soon; the last one, where little else than turns is there.
            let after = || labels.iter().skip(at + 1);
            let next = after().take(LONGEST_TURN).position(Option::is_some);
            let rest = if labelled * 2 > paragraphs.len() { after().count().min(LONGEST_TURN) } else { 0 };
            // Nobody names himself: "Kim, mayor of Lund, was speaking on Monday" is the article's.
            let own = self.document.lower(label.name.end - 1);
            let names = |paragraph: &Paragraph| {
                paragraph.tokens.clone().any(|at| own.len() > 1 && self.document.lower(at) == own)
            };
            let later = paragraphs.iter().skip(at + 1).take(next.unwrap_or(rest));
            for paragraph in later.take_while(|paragraph| !names(paragraph)) {
                let direction = matches!(self.document.word(paragraph.tokens.start), "(" | "[");
                content.extend(content::tidy(self.document, &paragraph.tokens).filter(|_| !direction));
            }
            if content.is_empty() {
                continue;
            }
            let cue = self.document.token(label.mark).map(|token| token.span);
            laid.found.push(Found {
                source: vec![source],
                cue: cue.into_iter().collect(),
                content,
                relay: Vec::new(),
                verbatim: true,
                confidence: CONFIDENCE,
            });
        }
        laid
    }

    /// What is said of a turn's paragraph: not how it is said, "(laughs)" at its start.
    fn said(&self, tokens: Range<usize>) -> Range<usize> {
        let word = |at: usize| self.document.word(at);
        if tokens.len() < 2 || !matches!(word(tokens.start), "(" | "[") {
            return tokens;
        }
        let mut near = tokens.start + 1..tokens.end.min(tokens.start + LONGEST_DIRECTION);
        match near.find(|at| matches!(word(*at), ")" | "]")) {
            Some(end) if end + 1 < tokens.end => end + 1..tokens.end,
            _ => tokens,
        }
    }

    /// Whether labels show that a text is a transcript: three of them, one twice, or nothing but turns of people with two names.
    fn is_transcript(&self, labels: &[Option<Label>]) -> bool {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for label in labels.iter().flatten() {
            *counts.entry(self.document.lower(label.name.end - 1)).or_default() += 1;
        }
        let turns: usize = counts.values().sum();
        let several = turns >= 3 && turns * 5 >= labels.len() && counts.values().any(|count| *count > 1);
        let full = |label: &Label| label.name.len() > 1 && label.name.clone().all(|at| self.is_name(at));
        several || (turns >= 2 && labels.iter().all(|label| label.as_ref().is_some_and(full)))
    }

    fn is_name(&self, token: usize) -> bool {
        let word = self.document.word(token);
        self.document.upos(token) == Some(Upos::Propn) || !word.contains(char::is_lowercase)
    }

    /// "Minister:", "Moderator:"
    fn is_role(&self, token: usize) -> bool {
        let document = self.document;
        document.lexicon().is_title(document.word(token)) || Noun::lower_at(document, token).is_listed_role()
    }

    /// "Q:", "Q."
    fn is_question(&self, label: &Label) -> bool {
        matches!(self.document.word(label.name.start), "Q" | "Q." | "Question") && label.name.len() == 1
    }

    /// Who speaks, at the start of a paragraph: a name, perhaps what they are and how they are heard, and a colon; or "Q." and "A.".
    fn label(&self, paragraph: &Paragraph) -> Option<Label> {
        let (start, last) = (paragraph.tokens.start, paragraph.tokens.end);
        if matches!(self.document.word(start), "Q." | "A.") && last > start + 1 {
            return Some(Label { name: start..start + 1, mark: start });
        }
        let end = last.min(start + LONGEST_LABEL);
        let mark = (start + 1..end).find(|at| self.document.lower(*at) == ":")?;
        // "Q (Ann Lee, Echo):"
        let asks = matches!(self.document.word(start), "Q" | "Q.") && self.document.word(start + 1) == "(";
        let start = if asks && start + 2 < mark { start + 2 } else { start };
        let name_end = (start + 1..mark).find(|at| matches!(self.document.word(*at), "," | "(" | "[" | ")"));
        let name = start..name_end.unwrap_or(mark);
        let part = |at: usize| {
            let word = self.document.word(at);
            word.starts_with(char::is_uppercase) || matches!(word, "." | "-" | "'" | "’")
        };
        let said = last - mark > 1;
        let fits = said && name.len() <= LONGEST_NAME / 2 && name.clone().all(part);
        fits.then_some(Label { name, mark })
    }

    /// Who a headline ascribes itself to, before or after a colon or dash: "Pact is dead: minister", "Finnish officials: deal close".
    fn headline(&self, paragraphs: &[&Paragraph]) -> Option<Found> {
        let [first, _, ..] = paragraphs else { return None };
        let tokens = first.tokens.clone();
        let ends = matches!(self.document.word(tokens.end - 1), "." | "!" | "?" | "”" | "\"" | ":");
        if ends || tokens.len() > LONGEST_HEADLINE {
            return None;
        }
        let blank = |at: usize| {
            let before = at.checked_sub(1).and_then(|before| self.document.token(before));
            before.zip(self.document.token(at)).is_some_and(|(a, b)| a.span.end() < b.span.start())
        };
        let divides = |at: &usize| match self.document.lower(*at) {
            ":" => true,
            dash => dash == "-" && blank(*at) && blank(at + 1),
        };
        let mut marks = tokens.clone().filter(divides);
        let mark = marks.next().filter(|_| marks.next().is_none())?;
        let colon = self.document.lower(mark) == ":";
        let (before, after) = (tokens.start..mark, mark + 1..tokens.end);
        let ascribes = |speaker: &Range<usize>, content: &Range<usize>| {
            (1..=LONGEST_SPEAKER).contains(&speaker.len()) && content.len() >= 3 && self.can_speak(speaker)
        };
        let (speaker, content) = match () {
            () if ascribes(&after, &before) => (after, before),
            () if colon && ascribes(&before, &after) => (before, after),
            () => return None,
        };
        Some(Found {
            source: self.document.phrase_span(&speaker).into_iter().collect(),
            cue: self.document.token(mark).map(|token| token.span).into_iter().collect(),
            content: content::tidy(self.document, &content).into_iter().collect(),
            relay: Vec::new(),
            verbatim: false,
            confidence: HEADLINE,
        })
        .filter(|found| !found.content.is_empty())
    }

    /// Whether a phrase of a headline is somebody who speaks: its last word is a noun for people, bodies or documents.
    fn can_speak(&self, phrase: &Range<usize>) -> bool {
        let speakers = PEOPLE.union(Classes::of(&[
            WordClass::Institution,
            WordClass::Organization,
            WordClass::OutletNoun,
        ]));
        let plain = |at: usize| !matches!(self.document.upos(at), Some(Upos::Verb | Upos::Aux | Upos::Punct));
        let (lexicon, last) = (self.document.lexicon(), self.document.lower(phrase.end - 1));
        let speaks = lexicon.graded(last).is_some_and(|(classes, _)| classes.meets(speakers));
        (speaks || lexicon.knows(last, WordClass::StudyNoun)) && phrase.clone().all(plain)
    }
}

/// Who speaks, and the mark before what is said.
struct Label {
    name: Range<usize>,
    mark: usize,
}

#[cfg(test)]
#[cfg(feature = "embedded-model")]
mod tests {
    use super::*;
    use crate::text::syntax::LanguageModel;

    /// "source: content", one a line.
    fn show(text: &str) -> String {
        let document = Document::parse(text, LanguageModel::embedded());
        let slice = |span: &Span| span.slice(text).unwrap();
        let line = |one: &Found| {
            let content: Vec<&str> = one.content.iter().map(slice).collect();
            format!("{}: {}", slice(&one.source[0]), content.join(" | "))
        };
        let found = find(&document, Span::between(0, text.len()));
        found.found.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn signatures() {
        assert_eq!(
            show("“We want our street back.” ― Dana Whitlock"),
            "Dana Whitlock: We want our street back."
        );
        assert_eq!(
            show("“We want our street back.”\n— Dana Whitlock, baker\n\nMore."),
            "Dana Whitlock, baker: We want our street back."
        );
        assert_eq!(show("“We want our street back,” she said — and left."), "");
        assert_eq!(show("The street — Dana Whitlock"), "");
    }

    #[test]
    fn transcripts() {
        let text =
            "HARLOW: Is the bridge safe?\n\nDURAND: It is.\n\nWe looked at every bolt.\n\nHARLOW: Thank you.";
        assert_eq!(
            show(text),
            "HARLOW: Is the bridge safe?\nDURAND: It is | We looked at every bolt\nHARLOW: Thank you"
        );
        assert_eq!(show("Update: The bridge is open.\n\nIt was closed on Monday."), "");
        assert_eq!(
            show("ANNA LEE: Nobody asked us.\n\nTOM RAY: That is not so. You were asked twice."),
            "ANNA LEE: Nobody asked us\nTOM RAY: That is not so. You were asked twice"
        );
        assert_eq!(
            show(
                "Bo Kim, Echo Host (voice-over): It rains.\n\nAnn Lee, mayor of Lund: It does.\n\nKim: Still?\n\n(LAUGHTER)\n\nWell."
            ),
            "Bo Kim: It rains\nAnn Lee: It does\nKim: Still? | Well"
        );
        assert_eq!(show("Q. Who pays?\n\nA. We do.\n\nQ. All?\n\nA. Half."), "A.: We do\nA.: Half");
        assert_eq!(
            show(
                "Q (ANN LEE, ECHO): Who pays?\n\nBO KIM: (Laughs) We do.\n\nQ (LEE): All?\n\nKIM [nods]: Half."
            ),
            "ANN LEE: Who pays?\nBO KIM: We do\nLEE: All?\nKIM: Half"
        );
        assert_eq!(
            show(
                "LEE: Who pays?\n\nKIM: We do.\n\nLEE: All?\n\nKIM: Half.\n\nNo more.\n\nMayor Kim spoke on Monday."
            ),
            "LEE: Who pays?\nKIM: We do\nLEE: All?\nKIM: Half | No more"
        );
        let report = "The talks failed.\n\nNetball: Lund won.\n\nNobody left.\n\nCricket: Lund lost.";
        assert_eq!(show(report), "");
    }

    #[test]
    fn headlines() {
        for (headline, found) in [
            ("Pact is dead: minister", "minister: Pact is dead"),
            ("Drug cuts deaths: study", "study: Drug cuts deaths"),
            ("Lund officials: The deal is close", "Lund officials: The deal is close"),
            ("We beat nobody – Lund police", "Lund police: We beat nobody"),
            ("Bridge case: second man held", ""),
            ("The ten-year plan: a long list", ""),
        ] {
            assert_eq!(show(&format!("{headline}\n\nThe talks ended on Monday.")), found);
        }
    }
}
