//! What an alteration is about, and the alignment of altered words with those of the text that come closest.

use std::ops::Range;

use super::asked::Asked;
use super::indexed::Indexed;
use super::verdict::{Change, ChangeKind};
use super::words::key;
use crate::lexicon::{Lexicon, WordClass, function_words};
use crate::time;

/// Words beyond the length of a statement that are looked at on either side.
const SLACK: usize = 24;

/// Words of the statement and of the text in each other's place: ranges of both.
pub(super) type Piece = (Range<usize>, Range<usize>);

/// The change of one stretch, by what came and went.
pub(super) fn change(text: &Indexed<'_>, asked: &Asked<'_>, piece: &Piece) -> Change {
    let said: Vec<&str> = piece.0.clone().map(|at| asked.word(at)).collect();
    let written: Vec<&str> = piece.1.clone().map(|at| text.word(at)).collect();
    let is_name = |word: &str, starts: bool| {
        let key = key(word);
        let bare = key.strip_suffix("'s").unwrap_or(&key);
        text.names.contains(bare)
            || (!starts && word.starts_with(char::is_uppercase) && key != "i" && !key.starts_with("i'"))
    };
    let names = |which: &mut dyn Iterator<Item = (&str, bool)>| {
        let mut names: Vec<String> =
            which.filter(|(word, starts)| is_name(word, *starts)).map(|(word, _)| key(word)).collect();
        names.sort_unstable();
        names
    };
    let said_names = names(&mut piece.0.clone().map(|at| (asked.word(at), asked.starts_sentence(at))));
    let written_names = names(&mut piece.1.clone().map(|at| (text.word(at), text.starts_sentence(at))));
    let differ = |class: fn(&str) -> bool| {
        let of = |words: &[&str]| {
            let mut keys: Vec<String> = words.iter().map(|word| key(word)).filter(|key| class(key)).collect();
            keys.sort_unstable();
            keys
        };
        of(&said) != of(&written)
    };
    let negations = |words: &[&str]| words.iter().filter(|word| is_negative(&key(word))).count();
    let kind = if negations(&said) != negations(&written) {
        ChangeKind::Negation
    } else if differ(is_number) {
        ChangeKind::Number
    } else if said_names != written_names {
        ChangeKind::Name
    } else if differ(function_words::is_modal) {
        ChangeKind::Modal
    } else {
        ChangeKind::Wording
    };
    Change::new(kind, asked.phrase(&piece.0), text.span(&piece.1))
}

pub(super) fn is_negative(key: &str) -> bool {
    function_words::is_negative(key)
}

/// Whether a word in lower case is a number, in digits or in words.
pub(super) fn is_number(key: &str) -> bool {
    key.contains(|c: char| c.is_ascii_digit())
        || time::is_number_word(key)
        || matches!(key, "zero" | "million" | "billion" | "trillion" | "twice")
        || Lexicon::standard().knows(key, WordClass::QuantityNoun)
}

/// The words of the text that come closest to those of a statement, near a place where `anchor` of the statement stands.
pub(super) struct Alignment {
    /// The words of the text.
    pub(super) range: Range<usize>,
    /// The stretches that differ.
    pub(super) pieces: Vec<Piece>,
    /// How many words are equal.
    pub(super) equal: usize,
}

/// A step of an alignment, as it is remembered.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Start,
    Both,
    /// A word of the statement that the text does not have.
    Said,
    /// A word of the text that the statement does not have.
    Written,
    /// A word of the statement before the first word of the text, or behind its last one.
    Beyond,
}

/// Aligns within a band around the anchor: linear in the length of the statement.
pub(super) fn align(text: &Indexed<'_>, asked: &Asked<'_>, anchor: usize, place: usize) -> Alignment {
    let count = asked.numbers.len();
    let width = 2 * SLACK + 1;
    // The band: in row i the words of the text from place - anchor + i - SLACK on.
    let column = |row: usize, slot: usize| (place + row + slot).checked_sub(anchor + SLACK);
    let number = |at: usize| text.number(at);
    let mut steps = vec![Step::Start; (count + 1) * width];
    let mut costs = vec![0_u32; width];
    for row in 1..=count {
        let mut next = vec![u32::MAX / 2; width];
        let said = asked.numbers.get(row - 1).copied().unwrap_or_default();
        for slot in 0..width {
            // Column j stands behind j words of the text.
            let both = column(row, slot)
                .and_then(|behind| behind.checked_sub(1))
                .filter(|at| *at < text.words.len());
            let mut best = (u32::MAX / 2, Step::Said);
            let diagonal = costs.get(slot).copied().unwrap_or(u32::MAX / 2);
            // Every cell is reached: the band goes on where the text does not.
            best = best.min(match both {
                Some(at) if number(at) == Some(said) => (diagonal, Step::Both),
                Some(_) => (diagonal + 2, Step::Both),
                None => (diagonal + 2, Step::Beyond),
            });
            let above = costs.get(slot + 1).copied().unwrap_or(u32::MAX / 2) + 2;
            best = best.min((above, Step::Said));
            if both.is_some() {
                let left =
                    slot.checked_sub(1).and_then(|left| next.get(left)).copied().unwrap_or(u32::MAX / 2) + 1;
                best = best.min((left, Step::Written));
            }
            if let Some(cell) = next.get_mut(slot) {
                *cell = best.0;
            }
            if let Some(cell) = steps.get_mut(row * width + slot) {
                *cell = best.1;
            }
        }
        costs = next;
    }
    let slot =
        (0..width).min_by_key(|slot| (costs.get(*slot).copied(), slot.abs_diff(SLACK))).unwrap_or(SLACK);
    trace(text, asked, (count, slot), &steps, column)
}

/// Walks an alignment back from its end.
fn trace(
    text: &Indexed<'_>,
    asked: &Asked<'_>,
    (mut row, mut slot): (usize, usize),
    steps: &[Step],
    column: impl Fn(usize, usize) -> Option<usize>,
) -> Alignment {
    let width = 2 * SLACK + 1;
    let end = column(row, slot).unwrap_or(0).min(text.words.len());
    let (mut pieces, mut equal) = (Vec::<Piece>::new(), 0);
    let mut add = |said: Range<usize>, written: Range<usize>| match pieces.last_mut() {
        Some((before, place)) if before.start == said.end && place.start == written.end => {
            before.start = said.start;
            place.start = written.start;
        }
        _ => pieces.push((said, written)),
    };
    let mut start = end;
    while let Some(step) = steps.get(row * width + slot) {
        let behind = column(row, slot).unwrap_or(0).min(text.words.len());
        start = behind;
        match step {
            Step::Start => break,
            Step::Both => {
                let (said, written) = (row - 1, behind.saturating_sub(1));
                if asked.numbers.get(said).copied() == text.number(written) {
                    equal += 1;
                } else {
                    add(said..row, written..behind);
                }
                row -= 1;
            }
            Step::Said => {
                add(row - 1..row, behind..behind);
                row -= 1;
                slot += 1;
            }
            Step::Written => {
                add(row..row, behind.saturating_sub(1)..behind);
                slot = slot.saturating_sub(1);
            }
            Step::Beyond => {
                add(row - 1..row, behind..behind);
                row -= 1;
            }
        }
    }
    pieces.reverse();
    Alignment { range: start.min(end)..end, pieces, equal }
}
