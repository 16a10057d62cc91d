//! Names by the scores of their labels: where they stand, and what they name. All occurrences of a name have one kind.

use std::ops::Range;

use crate::attribution::name::{FoundName, NameKind};
use crate::mention::is_suffix;
use crate::text::Document;

use super::mend::{LONGEST, mend};
use super::spelling::{Odds, Spellings, surnames};

const KINDS: [NameKind; 5] = NameKind::ALL;

/// Labels: outside; of each kind the first and further words.
pub(super) const LABELS: usize = 1 + 2 * KINDS.len();

const OUTSIDE: u8 = 0;

const NEVER: f32 = -1e6;

/// The scores of a token's labels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Row {
    outside: f32,
    /// Of each kind: first and further words.
    kinds: [[f32; 2]; KINDS.len()],
}

impl Row {
    /// The scores of a token: the first [`LABELS`] of a row. A row that is too short is outside.
    pub(super) fn new(row: &[f32]) -> Row {
        let mut scores = Row::default();
        if let Some((outside, rest)) = row.split_first() {
            scores.outside = *outside;
            for (slot, pair) in scores.kinds.iter_mut().zip(rest.as_chunks::<2>().0) {
                *slot = *pair;
            }
        }
        scores
    }

    /// The label with the highest score.
    fn best(&self) -> (u8, f32) {
        let labels = (1..).zip(self.kinds.as_flattened());
        labels.fold((OUTSIDE, self.outside), |a, b| if *b.1 > a.1 { (b.0, *b.1) } else { a })
    }
}

/// Where the best labels up to a token come from.
struct Step {
    /// The label before a token outside, or a first one.
    any: u8,
    /// Of each kind: whether the label before a further word is that of a first.
    from_first: [bool; KINDS.len()],
}

/// The likeliest labels of a unit, of those in which further words follow words of their kind.
fn labels(rows: &[Row]) -> Vec<u8> {
    let mut best = Row { outside: 0.0, kinds: [[NEVER; 2]; KINDS.len()] };
    let mut steps = Vec::with_capacity(rows.len());
    for row in rows {
        let (any, score) = best.best();
        let mut step = Step { any, from_first: [false; KINDS.len()] };
        best.outside = score + row.outside;
        let kinds = best.kinds.iter_mut().zip(&row.kinds).zip(&mut step.from_first);
        for (([first, further], own), from_first) in kinds {
            *from_first = *first > *further;
            *further = first.max(*further) + own[1];
            *first = score + own[0];
        }
        steps.push(step);
    }
    let mut label = best.best().0;
    let mut labels = Vec::with_capacity(rows.len());
    for step in steps.iter().rev() {
        labels.push(label);
        label = match label.checked_sub(1).filter(|kind| kind % 2 == 1) {
            Some(further) => {
                let from_first = step.from_first.get(usize::from(further / 2)).copied();
                if from_first == Some(true) { label - 1 } else { label }
            }
            None => step.any,
        };
    }
    labels.reverse();
    labels
}

/// The names among the labels of a unit that starts at a token.
fn spans(labels: &[u8], start: usize) -> Vec<FoundName> {
    let mut spans: Vec<FoundName> = Vec::new();
    for (at, label) in (start..).zip(labels) {
        let Some(kind) = label.checked_sub(1) else { continue };
        match spans.last_mut() {
            Some(last) if kind % 2 == 1 && last.tokens.end == at => last.tokens.end = at + 1,
            _ => {
                let kind = KINDS.get(usize::from(kind / 2)).copied().unwrap_or(NameKind::Other);
                spans.push(FoundName { tokens: at..at + 1, kind });
            }
        }
    }
    spans
}

/// The scores of a document's tokens.
#[derive(Debug, Default)]
pub(super) struct NameScores {
    rows: Vec<Row>,
    units: Vec<Range<usize>>,
}

impl NameScores {
    /// For a document of so many tokens.
    pub(super) fn with_capacity(tokens: usize) -> NameScores {
        NameScores { rows: Vec::with_capacity(tokens), units: Vec::new() }
    }

    /// Adds the rows of a unit, in text order of units.
    pub(super) fn add(&mut self, unit: &Range<usize>, rows: impl Iterator<Item = Row>) {
        self.rows.resize(unit.start, Row { outside: 1.0, ..Row::default() });
        self.rows.extend(rows);
    }

    /// The scores with the units that they were added by.
    pub(super) fn of_units(self, units: Vec<Range<usize>>) -> NameScores {
        NameScores { units, ..self }
    }

    /// The names of a document, in text order. The odds of all occurrences of a spelling, those with capitals that alone would not
    /// be found among them, are summed: they are all names of the likeliest kind, or none is one. So are those of a surname and of
    /// the full names that end in it. Linear in the number of tokens.
    pub(super) fn names(&self, document: &Document<'_>) -> Vec<FoundName> {
        let words: Vec<&str> = (0..self.rows.len()).map(|at| document.lower(at)).collect();
        let mut spellings = Spellings::default();
        for unit in &self.units {
            let rows = self.rows.get(unit.clone()).unwrap_or_default();
            for span in mend(document, spans(&labels(rows), unit.start)) {
                let range = span.tokens.start..span.tokens.end.min(span.tokens.start + LONGEST);
                spellings.add(&words, range.clone(), true);
                if span.kind == NameKind::Person && !is_suffix(document.word(range.end - 1)) {
                    for surname in surnames(&words, &range) {
                        spellings.add(&words, surname, false);
                    }
                }
            }
        }
        let found = spellings.occurrences(document, &words, &self.units);
        for (range, spelling) in &found {
            if let Some(spelling) = spellings.all.get_mut(*spelling) {
                self.weigh(range, &mut spelling.odds);
            }
        }
        spellings.share(&words);
        let name = |(tokens, spelling): (Range<usize>, usize)| {
            let odds = spellings.all.get(spelling)?.odds;
            let (kind, _) = KINDS.into_iter().zip(odds).reduce(|a, b| if b.1 > a.1 { b } else { a })?;
            Some(FoundName { tokens, kind })
        };
        mend(document, found.into_iter().filter_map(name).collect())
    }

    /// Adds the odds of an occurrence.
    fn weigh(&self, range: &Range<usize>, odds: &mut Odds) {
        for (at, row) in self.rows.get(range.clone()).unwrap_or_default().iter().enumerate() {
            for (sum, [first, further]) in odds.iter_mut().zip(&row.kinds) {
                *sum += if at == 0 { first } else { further } - row.outside;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{LABELS, NameScores, Row, labels};
    use crate::attribution::name::NameKind;
    use crate::text::Document;

    /// The scores of a token that one label leads by some points.
    fn row(label: usize, lead: f32) -> Row {
        let scores: Vec<f32> = (0..LABELS).map(|one| if one == label { lead } else { 0.0 }).collect();
        Row::new(&scores)
    }

    /// The names of a text of one unit, with the scores of each token.
    fn names(text: &str, rows: &[Row]) -> Vec<(String, NameKind)> {
        let document = Document::segment(text);
        assert_eq!(document.tokens().len(), rows.len());
        let mut scores = NameScores::default();
        scores.add(&(0..rows.len()), rows.iter().copied());
        let scores = scores.of_units(std::iter::once(0..rows.len()).collect());
        let written =
            |tokens| document.token_span(tokens).and_then(|span| span.slice(text)).unwrap_or_default();
        scores.names(&document).into_iter().map(|one| (written(one.tokens).to_owned(), one.kind)).collect()
    }

    const PERSON: usize = 1;
    const PLACE: usize = 7;

    #[test]
    fn further_words_follow_words_of_their_kind() {
        assert_eq!(labels(&[row(PERSON + 1, 2.0), row(0, 1.0)]), [0, 0]);
        assert_eq!(labels(&[row(PERSON, 1.0), row(PLACE + 1, 0.5)]).len(), 2);
        assert_eq!(labels(&[row(PERSON, 3.0), row(PERSON + 1, 1.0), row(0, 1.0)]), [1, 2, 0]);
        assert!(labels(&[]).is_empty());
        assert_eq!(Row::new(&[]), Row::default());
    }

    #[test]
    fn all_occurrences_of_a_name_have_one_kind() {
        let (out, lee) = (row(0, 4.0), row(PERSON, 5.0));
        let found =
            names("Lee saw Lee as Lee left .", &[lee, out, row(PLACE, 2.0), out, row(0, 1.0), out, out]);
        assert_eq!(found, vec![("Lee".to_owned(), NameKind::Person); 3]);
        // Small letters are another word.
        let found = names("Park , the park .", &[row(PLACE, 5.0), out, out, out, out]);
        assert_eq!(found, [("Park".to_owned(), NameKind::Place)]);
    }

    #[test]
    fn a_surname_is_that_of_the_full_name() {
        let out = row(0, 4.0);
        let ann = [row(PERSON, 5.0), row(PERSON + 1, 5.0)];
        let found = names("Ann Lee left Lee .", &[ann[0], ann[1], out, row(PLACE, 3.0), out]);
        assert_eq!(found, [("Ann Lee".to_owned(), NameKind::Person), ("Lee".to_owned(), NameKind::Person)]);
    }
}
