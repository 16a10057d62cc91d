//! Words that ascribe, and what each does.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::Force;
use crate::text::Upos;

/// What may be the content of a verb that ascribes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Frames(u8);

impl Frames {
    /// A clause: "said (that) it rained".
    pub(crate) const CLAUSE: Frames = Frames(1);
    /// A clause with its own mark: "showed that it rained".
    pub(crate) const MARKED_CLAUSE: Frames = Frames(2);
    /// A quotation: "she added, '...'".
    pub(crate) const QUOTATION: Frames = Frames(4);
    /// The object: "denies a planned attack".
    pub(crate) const OBJECT: Frames = Frames(8);
    /// An infinitive: "wants to leave".
    pub(crate) const INFINITIVE: Frames = Frames(16);
    /// The object and what follows it: "accusing the West of arming".
    pub(crate) const OBJECT_AND_MORE: Frames = Frames(32);

    fn read(letters: &str) -> Frames {
        let bit = |letter| match letter {
            'c' => Frames::CLAUSE.0,
            'w' => Frames::MARKED_CLAUSE.0,
            'q' => Frames::QUOTATION.0,
            'o' => Frames::OBJECT.0,
            'i' => Frames::INFINITIVE.0,
            'a' => Frames::OBJECT_AND_MORE.0,
            _ => 0,
        };
        Frames(letters.chars().map(bit).fold(0, |all, one| all | one))
    }

    /// Whether the word takes this frame.
    pub(crate) const fn has(self, frame: Frames) -> bool {
        self.0 & frame.0 != 0
    }
}

/// One word of the lexicon.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) frames: Frames,
    pub(crate) force: Force,
}

/// The words that ascribe, by part of speech and lemma.
#[derive(Debug)]
pub(crate) struct CueLexicon {
    verbs: HashMap<&'static str, Entry>,
    nouns: HashMap<&'static str, Entry>,
    adjectives: HashMap<&'static str, Entry>,
    adverbs: HashMap<&'static str, Entry>,
}

impl CueLexicon {
    /// The lexicon of the crate, read once.
    pub(crate) fn standard() -> &'static CueLexicon {
        static LEXICON: OnceLock<CueLexicon> = OnceLock::new();
        LEXICON.get_or_init(|| CueLexicon::read(include_str!("../../data/lexicon/cues.txt")))
    }

    fn read(table: &'static str) -> CueLexicon {
        let mut lexicon = CueLexicon {
            verbs: HashMap::new(),
            nouns: HashMap::new(),
            adjectives: HashMap::new(),
            adverbs: HashMap::new(),
        };
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split_whitespace();
            let (Some(pos), Some(lemma), Some(frames), Some(force)) =
                (fields.next(), fields.next(), fields.next(), fields.next())
            else {
                continue;
            };
            let words = match pos {
                "verb" => &mut lexicon.verbs,
                "noun" => &mut lexicon.nouns,
                "adj" => &mut lexicon.adjectives,
                _ => &mut lexicon.adverbs,
            };
            words.insert(lemma, Entry { frames: Frames::read(frames), force: Force::from(force) });
        }
        lexicon
    }

    /// The entry of a word, if it can ascribe.
    pub(crate) fn entry(&self, upos: Upos, lemma: &str) -> Option<&Entry> {
        match upos {
            Upos::Verb | Upos::Aux => self.verbs.get(lemma),
            Upos::Noun => self.nouns.get(lemma),
            Upos::Adj => self.adjectives.get(lemma),
            Upos::Adv => self.adverbs.get(lemma),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_well_formed() {
        let lexicon = CueLexicon::standard();
        let table = include_str!("../../data/lexicon/cues.txt");
        let entries = table.lines().filter(|line| !line.starts_with('#')).count();
        let sizes = [&lexicon.verbs, &lexicon.nouns, &lexicon.adjectives, &lexicon.adverbs].map(HashMap::len);
        assert_eq!(sizes.iter().sum::<usize>(), entries);
        let all = [&lexicon.verbs, &lexicon.nouns, &lexicon.adjectives, &lexicon.adverbs];
        for (lemma, entry) in all.into_iter().flatten() {
            assert!(!matches!(entry.force, Force::Other(_)), "{lemma}");
            assert_ne!(entry.frames.0, 0, "{lemma}");
        }
        assert!(lexicon.entry(Upos::Verb, "deny").is_some_and(|entry| entry.force == Force::Denial));
        assert!(lexicon.entry(Upos::Noun, "deny").is_none());
    }
}
