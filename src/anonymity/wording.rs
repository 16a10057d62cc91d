//! Where the wordings of terms, reasons and bases of knowledge stand among the words of a phrase.

use super::words::Word;
use crate::lexicon::{Element, Lexicon, NO_WORD, WordBits, WordClass, WordingKind};

/// Maximum number of words in a gap of a pattern.
const GAP: usize = 4;
/// Maximum number of words in a tail of a pattern. Clauses of news are shorter; the bound keeps time linear.
const TAIL: usize = 30;

/// Where a wording stands: a range of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) kind: WordingKind,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The words in which patterns are looked for.
#[derive(Clone, Copy)]
struct Text<'t> {
    lexicon: &'t Lexicon,
    words: &'t [Word],
    /// The number of each word among those of patterns.
    numbers: &'t [u32],
}

/// Every match, in the order of the words, and of the patterns where several start with one word. Linear in the number
/// of words: each pattern looks at a bounded stretch.
pub(super) fn find(lexicon: &Lexicon, words: &[Word]) -> Vec<Match> {
    let wordings = lexicon.wordings();
    let numbers: Vec<u32> = words.iter().map(|word| wordings.number(&word.key)).collect();
    let text = Text { lexicon, words, numbers: &numbers };
    let present = WordBits::of(&numbers);
    let mut found = Vec::new();
    for (start, number) in numbers.iter().enumerate() {
        for wording in wordings.starting_with(*number).filter(|wording| wording.can_be_in(present)) {
            if let Some(end) = reach(text, &wording.elements, start, true) {
                found.push(Match { kind: wording.kind, start, end });
            }
        }
    }
    found
}

/// Where the elements end that start at a word; the longest way that fits, optional words first. `first` holds until a
/// word was taken: a match starts with a word of its own, never with a gap.
fn reach(text: Text<'_>, elements: &[Element], at: usize, first: bool) -> Option<usize> {
    let Some((element, rest)) = elements.split_first() else { return Some(at) };
    match element {
        Element::Words { any, optional } => {
            let fits = text.numbers.get(at).is_some_and(|word| *word != NO_WORD && any.contains(word));
            let taken = if fits { reach(text, rest, at + 1, false) } else { None };
            taken.or_else(|| if *optional { reach(text, rest, at, first) } else { None })
        }
        Element::Gap if first => reach(text, rest, at, true),
        Element::Gap => (0..=GAP)
            .take_while(|skip| {
                *skip == 0 || text.words.get(at + skip - 1).is_some_and(|word| !ends_clause(word))
            })
            .find_map(|skip| reach(text, rest, at + skip, false)),
        Element::Tail => Some(clause_end(text.lexicon, text.words, at)),
    }
}

/// The end of the clause that goes on at a word.
fn clause_end(lexicon: &Lexicon, words: &[Word], at: usize) -> usize {
    let mut end = at;
    while let Some(word) = words.get(end) {
        let after_to = end > 0 && words.get(end - 1).is_some_and(|before| before.key == "to");
        if end >= at + TAIL
            || ends_clause(word)
            || (lexicon.classes(&word.key).is(WordClass::ClauseOpener) && !after_to)
        {
            break;
        }
        end += 1;
    }
    end
}

fn ends_clause(word: &Word) -> bool {
    word.is_mark() && !word.is_possessive_mark() && !matches!(word.key.as_str(), "-" | "%" | "$" | "&" | "/")
}
