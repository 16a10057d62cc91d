//! Where the wordings of terms, reasons and bases of knowledge stand among the words of a phrase.

use super::words::Word;
use crate::lexicon::{Element, Lexicon, WordClass, WordingKind};

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

/// Every match, in the order of the words, and of the patterns where several start with one word. Linear in the number
/// of words: each pattern looks at a bounded stretch.
pub(super) fn find(lexicon: &Lexicon, words: &[Word]) -> Vec<Match> {
    let mut found = Vec::new();
    for (start, word) in words.iter().enumerate() {
        for wording in lexicon.wordings().starting_with(&word.key) {
            if let Some(end) = reach(lexicon, &wording.elements, words, start, true) {
                found.push(Match { kind: wording.kind, start, end });
            }
        }
    }
    found
}

/// Where the elements end that start at a word; the longest way that fits, optional words first. `first` holds until a
/// word was taken: a match starts with a word of its own, never with a gap.
fn reach(lexicon: &Lexicon, elements: &[Element], words: &[Word], at: usize, first: bool) -> Option<usize> {
    let Some((element, rest)) = elements.split_first() else { return Some(at) };
    match element {
        Element::Words { any, optional } => {
            let fits = words.get(at).is_some_and(|word| any.contains(&word.key));
            let taken = if fits { reach(lexicon, rest, words, at + 1, false) } else { None };
            taken.or_else(|| if *optional { reach(lexicon, rest, words, at, first) } else { None })
        }
        Element::Gap if first => reach(lexicon, rest, words, at, true),
        Element::Gap => (0..=GAP)
            .take_while(|skip| *skip == 0 || words.get(at + skip - 1).is_some_and(|word| !ends_clause(word)))
            .find_map(|skip| reach(lexicon, rest, words, at + skip, false)),
        Element::Tail => Some(clause_end(lexicon, words, at)),
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
