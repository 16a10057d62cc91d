//! Words that ascribe.

use crate::Force;
use crate::checksum::WordMap;

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

    fn read(letters: &str) -> Result<Frames, String> {
        letters.chars().try_fold(Frames(0), |all, letter| {
            let frame = match letter {
                'c' => Frames::CLAUSE,
                'w' => Frames::MARKED_CLAUSE,
                'q' => Frames::QUOTATION,
                'o' => Frames::OBJECT,
                'i' => Frames::INFINITIVE,
                'a' => Frames::OBJECT_AND_MORE,
                _ => return Err(format!("unknown frame `{letter}`")),
            };
            Ok(Frames(all.0 | frame.0))
        })
    }

    /// Whether the word takes this frame.
    pub(crate) const fn has(self, frame: Frames) -> bool {
        self.0 & frame.0 != 0
    }
}

/// What a word that ascribes does.
#[derive(Clone, Debug)]
pub(crate) struct Cue {
    pub(crate) frames: Frames,
    pub(crate) force: Force,
}

/// The parts of speech that ascribe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum CuePart {
    Verb,
    Noun,
    Adjective,
    Adverb,
}

/// The words that ascribe, by part of speech and lemma.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cues {
    verbs: WordMap<String, Cue>,
    nouns: WordMap<String, Cue>,
    adjectives: WordMap<String, Cue>,
    adverbs: WordMap<String, Cue>,
    /// By lemma: another word, and the force with it.
    with: WordMap<String, Vec<(String, Force)>>,
}

impl Cues {
    /// Adds lemmas; `argument` is the part of speech, the frames and the force: "verb cq statement".
    pub(super) fn add<'w>(
        &mut self,
        argument: &str,
        lemmas: impl Iterator<Item = &'w str>,
    ) -> Result<(), String> {
        let mut fields = argument.split_whitespace();
        let (Some(part), Some(frames), Some(force), None) =
            (fields.next(), fields.next(), fields.next(), fields.next())
        else {
            return Err("a cue needs a part of speech, frames and a force".to_owned());
        };
        let words = match part {
            "verb" => &mut self.verbs,
            "noun" => &mut self.nouns,
            "adj" => &mut self.adjectives,
            "adv" => &mut self.adverbs,
            _ => return Err(format!("unknown part of speech `{part}`")),
        };
        let (frames, force) = (Frames::read(frames)?, known_force(force)?);
        words.extend(lemmas.map(|lemma| (lemma.to_owned(), Cue { frames, force: force.clone() })));
        Ok(())
    }

    /// Adds lemmas with their force beside another word; `argument` is the word and the force: "for demand".
    pub(super) fn add_with<'w>(
        &mut self,
        argument: &str,
        lemmas: impl Iterator<Item = &'w str>,
    ) -> Result<(), String> {
        let Some((word, force)) = argument.split_once(' ') else {
            return Err("a cue with a word needs the word and a force".to_owned());
        };
        let force = known_force(force)?;
        for lemma in lemmas {
            self.with.entry(lemma.to_owned()).or_default().push((word.to_owned(), force.clone()));
        }
        Ok(())
    }

    pub(super) fn with(&self, lemma: &str) -> &[(String, Force)] {
        self.with.get(lemma).map(Vec::as_slice).unwrap_or_default()
    }

    pub(super) fn get(&self, part: CuePart, lemma: &str) -> Option<&Cue> {
        let words = match part {
            CuePart::Verb => &self.verbs,
            CuePart::Noun => &self.nouns,
            CuePart::Adjective => &self.adjectives,
            CuePart::Adverb => &self.adverbs,
        };
        words.get(lemma)
    }
}

fn known_force(force: &str) -> Result<Force, String> {
    match Force::from(force) {
        Force::Other(force) => Err(format!("unknown force `{force}`")),
        force => Ok(force),
    }
}
