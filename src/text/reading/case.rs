//! Words whose case tells nothing: texts in capitals or without any, headlines and labels in capitals, the first words of a paragraph.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::Span;
use crate::lexicon::{Lexicon, WordClass};
use crate::text::Sentence;
use crate::text::segment::{Segmentation, segment};
use crate::text::syntax::{LanguageModel, Names};

/// A text whose words have the case that they have elsewhere.
pub(super) struct Recased {
    pub(super) text: String,
    /// The first word that is read with another case.
    pub(super) first: Span,
}

/// Minimum number of letters in a text that may lack capitals.
const MIN_LETTERS: usize = 40;
/// Of so many letters one may be a capital in a text without any, or a small one in a text in capitals.
const STRAY: usize = 50;

/// The text with the case that its words usually have, where it tells nothing; `None` where it does everywhere. Each character
/// takes as many bytes as before. Linear in the length of the text.
pub(super) fn recased(text: &str, model: &LanguageModel, lexicon: &Lexicon) -> Option<Recased> {
    let small = text.bytes().filter(u8::is_ascii_lowercase).count();
    let capital = text.bytes().filter(u8::is_ascii_uppercase).count();
    let whole = small + capital >= MIN_LETTERS && (small * STRAY <= capital || capital * STRAY * 4 <= small);
    if !whole && !has_capital_words(text) {
        return None;
    }
    let pieces = segment(text, lexicon);
    let mut words = Words {
        whole,
        text,
        pieces: &pieces,
        model,
        lexicon,
        labels: HashSet::new(),
        seen: HashMap::new(),
        votes: HashMap::new(),
    };
    words.labels = words.labels();
    words.seen = words.written(|at| !words.in_capitals(at));
    let mut caseless = vec![whole; pieces.tokens.len()];
    let regions = if whole { Vec::new() } else { words.regions() };
    for at in regions.into_iter().flatten() {
        if let Some(slot) = caseless.get_mut(at) {
            *slot = true;
        }
    }
    words.seen = words.written(|at| caseless.get(at) == Some(&false));
    words.votes = words.tagged(&caseless);
    words.write(&caseless)
}

/// Whether two words in capitals stand beside each other, the cheap question first.
fn has_capital_words(text: &str) -> bool {
    let mut before = false;
    text.split_whitespace().any(|word| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let capital = letters > 0 && !word.contains(char::is_lowercase);
        let both = before && capital;
        before = capital;
        both
    })
}

/// Maximum number of tokens in the label of a turn.
const LONGEST_LABEL: usize = 20;

/// The form of a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Form {
    Small,
    Capitalised,
    Capitals,
}

struct Words<'a> {
    /// Whether no word's case tells anything.
    whole: bool,
    text: &'a str,
    pieces: &'a Segmentation,
    model: &'a LanguageModel,
    lexicon: &'a Lexicon,
    /// The tokens of the labels of turns, which are names and titles.
    labels: HashSet<usize>,
    /// How often each word is written small, capitalised inside a sentence, and in capitals, where case tells something.
    seen: HashMap<String, [u32; 3]>,
    /// How often an unknown word without case is tagged as a name, less how often it is not.
    votes: HashMap<String, i32>,
}

impl<'a> Words<'a> {
    fn word(&self, token: usize) -> &'a str {
        self.pieces.tokens.get(token).and_then(|span| span.slice(self.text)).unwrap_or_default()
    }

    fn has_letters(&self, token: usize) -> bool {
        self.word(token).contains(char::is_alphabetic)
    }

    fn in_capitals(&self, token: usize) -> bool {
        self.has_letters(token) && !self.word(token).contains(char::is_lowercase)
    }

    /// The stretches of words in capitals that are no names and abbreviations: at least two words, and one of them common.
    fn regions(&self) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        for paragraph in &self.pieces.paragraphs {
            let mut start = None;
            for at in paragraph.tokens.clone().chain([paragraph.tokens.end]) {
                let inside = at < paragraph.tokens.end;
                if inside && (self.in_capitals(at) || (start.is_some() && !self.has_letters(at))) {
                    start = start.or(Some(at));
                    continue;
                }
                let Some(from) = start.take() else { continue };
                let label = from == paragraph.tokens.start;
                let run = self.trimmed(from..at);
                if self.labels.contains(&from) {
                    found.push(run);
                    continue;
                }
                if run.is_empty() || (label && self.is_dateline(&run)) {
                    continue;
                }
                if run.len() > 1 && self.has_common_word(&run) {
                    found.push(run);
                }
            }
        }
        found
    }

    /// The range from the first word in capitals to the last.
    fn trimmed(&self, run: Range<usize>) -> Range<usize> {
        let last = run.clone().rfind(|at| self.in_capitals(*at));
        let first = run.start;
        last.map_or(first..first, |last| first..last + 1)
    }

    /// Whether a dash, a bracket or a comma follows the words that start a paragraph, as in a dateline.
    fn is_dateline(&self, run: &Range<usize>) -> bool {
        run.len() <= 4 && self.word(run.end).starts_with(['(', '[', '—', '–', '-', ',', ':'])
    }

    /// The tokens of labels in capitals at the start of paragraphs: "ANN LEE, ECHO HOST:", and later "LEE:". They label two
    /// paragraphs at least.
    fn labels(&self) -> HashSet<usize> {
        let mut found: HashMap<String, Vec<Range<usize>>> = HashMap::new();
        for paragraph in &self.pieces.paragraphs {
            let start = paragraph.tokens.start;
            let label = paragraph.tokens.clone().take(LONGEST_LABEL).find(|at| self.word(*at) == ":");
            let label = start..label.unwrap_or(start);
            let name = label.clone().find(|at| matches!(self.word(*at), "," | "(")).unwrap_or(label.end);
            let fits = (start..name).all(|at| self.in_capitals(at) || !self.has_letters(at));
            if let Some(last) = name.checked_sub(1).filter(|last| fits && *last >= start)
                && self.word(last).chars().count() > 2
            {
                found.entry(self.word(last).to_lowercase()).or_default().push(label);
            }
        }
        let several = found.values().map(Vec::len).sum::<usize>() > 1;
        let tokens = found.into_values().filter(|_| several).flatten().flatten();
        tokens.filter(|at| self.in_capitals(*at) || !self.has_letters(*at)).collect()
    }

    /// Whether a word of a stretch is a common one, or stands elsewhere in the article with another case.
    fn has_common_word(&self, run: &Range<usize>) -> bool {
        let names = self.names(run, |_| true);
        run.clone().zip(names).any(|(at, name)| {
            let lower = self.word(at).to_lowercase();
            let known =
                self.seen.contains_key(&lower) || (!name && self.model.known_name(&lower) != Names::Unknown);
            known && lower.chars().count() > 2 && self.in_capitals(at)
        })
    }

    /// Whether each token is tagged as a name. The case of some tokens tells nothing.
    fn names(&self, tokens: &Range<usize>, caseless: impl Fn(usize) -> bool) -> Vec<bool> {
        self.model.names(tokens.clone().map(|at| (self.word(at), caseless(at))))
    }

    /// How often each word is written small, capitalised inside a sentence, and in capitals, of the tokens whose case tells something.
    fn written(&self, tells: impl Fn(usize) -> bool) -> HashMap<String, [u32; 3]> {
        let mut seen: HashMap<String, [u32; 3]> = HashMap::new();
        for sentence in &self.pieces.sentences {
            for at in sentence.tokens.clone().filter(|at| tells(*at) && self.has_letters(*at)) {
                let word = self.word(at);
                let form = match () {
                    () if word.starts_with(char::is_lowercase) => 0,
                    () if self.in_capitals(at) && word.chars().count() > 1 => 2,
                    () if self.starts(sentence, at) => continue,
                    () => 1,
                };
                if let Some(count) = seen.entry(word.to_lowercase()).or_default().get_mut(form) {
                    *count += 1;
                }
            }
        }
        seen
    }

    /// How often unknown words without case are tagged as names, less how often they are not.
    fn tagged(&self, caseless: &[bool]) -> HashMap<String, i32> {
        let free = |at: usize| caseless.get(at) == Some(&true);
        let mut votes: HashMap<String, i32> = HashMap::new();
        for sentence in self.pieces.sentences.iter().filter(|sentence| sentence.tokens.clone().any(free)) {
            let names = self.names(&sentence.tokens, free);
            for (at, name) in sentence.tokens.clone().zip(names).filter(|(at, _)| free(*at)) {
                let lower = self.word(at).to_lowercase();
                if self.model.known_name(&lower) == Names::Unknown {
                    *votes.entry(lower).or_default() += if name { 1 } else { -1 };
                }
            }
        }
        votes
    }

    /// Whether a token starts a sentence, also inside quotation marks.
    fn starts(&self, sentence: &Sentence, at: usize) -> bool {
        let before = sentence.tokens.clone().take_while(|before| *before < at);
        at < sentence.tokens.start + 3 && !before.into_iter().any(|before| self.has_letters(before))
            || at.checked_sub(2).is_some_and(|colon| {
                self.word(at - 1).starts_with(['“', '"', '‘'])
                    && self.word(colon).starts_with([',', ':', '.', '?', '!'])
            })
    }

    /// The text with these tokens as they are usually written.
    fn write(&self, caseless: &[bool]) -> Option<Recased> {
        let free = |at: usize| caseless.get(at) == Some(&true);
        let mut text = String::with_capacity(self.text.len());
        let mut first = None;
        for sentence in &self.pieces.sentences {
            if !sentence.tokens.clone().any(free) {
                continue;
            }
            let names = self.names(&sentence.tokens, free);
            for (at, name) in sentence.tokens.clone().zip(names).filter(|(at, _)| free(*at)) {
                let Some(span) = self.pieces.tokens.get(at).copied() else { continue };
                let written = self.word(at);
                let lower = written.to_lowercase();
                let label = self.labels.contains(&at);
                let mut form = if label { self.label_form(&lower) } else { self.form(&lower, name) };
                // "PLANT MANAGER INGVILD Moe said": whatever nobody knows before a name is a part of it.
                let joined = || {
                    let next = self.word(at + 1);
                    at + 1 < sentence.tokens.end
                        && !free(at + 1)
                        && next.starts_with(char::is_uppercase)
                        && self.model.known_name(&lower) == Names::Unknown
                };
                if form == Form::Small && (self.starts(sentence, at) || joined()) {
                    form = Form::Capitalised;
                }
                let word = respelled(written, form);
                if word != written {
                    text.push_str(self.text.get(text.len()..span.start()).unwrap_or_default());
                    text.push_str(&word);
                    first = first.or(Some(span));
                }
            }
        }
        text.push_str(self.text.get(text.len()..).unwrap_or_default());
        first.map(|first| Recased { text, first })
    }

    /// The form of a word in a label: that of a name, or of an abbreviation, unless it joins names.
    fn label_form(&self, lower: &str) -> Form {
        let form = self.form(lower, true);
        match form {
            // "BO KIM:" is no abbreviation, "CNN HOST:" has one.
            Form::Capitals
                if !self.seen.contains_key(lower)
                    && lower.chars().all(char::is_alphabetic)
                    && lower.contains(['a', 'e', 'i', 'o', 'u', 'y']) =>
            {
                Form::Capitalised
            }
            Form::Small if lower.len() < 4 && self.model.known_name(lower) == Names::Never => Form::Small,
            Form::Small => Form::Capitalised,
            form => form,
        }
    }

    /// The form of a word: as the article has it elsewhere, or as English has it.
    fn form(&self, lower: &str, name: bool) -> Form {
        if let Some([small, capitalised, capitals]) = self.seen.get(lower) {
            return match () {
                () if *small > 0 && *small >= capitalised + capitals => Form::Small,
                () if capitals > capitalised => Form::Capitals,
                () => Form::Capitalised,
            };
        }
        let known = self.model.known_name(lower);
        let name = match known {
            Names::Never => self.has_capital(lower),
            Names::Always => true,
            Names::Sometimes => name || self.lexicon.country(lower).is_some(),
            Names::Unknown => {
                self.has_capital(lower)
                    || self.lexicon.is_given_name(&respelled(lower, Form::Capitalised))
                    || self.votes.get(lower).is_some_and(|votes| *votes > 0)
            }
        };
        let initials =
            lower.len() > 2 && lower.ends_with('.') && lower.split('.').all(|part| part.chars().count() <= 1);
        let consonants = (2..6).contains(&lower.len())
            && lower.bytes().all(|byte| byte.is_ascii_lowercase() && !b"aeiouy".contains(&byte));
        // A short unknown word among words in capitals may be an abbreviation: it stays.
        let short = !self.whole && known == Names::Unknown && lower.chars().count() < 5;
        match () {
            () if lower == "i" || (name && short) => Form::Capitals,
            () if name && (initials || (consonants && known != Names::Sometimes)) => Form::Capitals,
            () if name => Form::Capitalised,
            () => Form::Small,
        }
    }

    /// Whether a word that is no name has a capital: "Russian", "Monday".
    fn has_capital(&self, lower: &str) -> bool {
        self.lexicon.country(lower).is_some()
            || (self.lexicon.is_people(lower) && !self.lexicon.knows(lower, WordClass::Identity))
            || self.lexicon.knows(lower, WordClass::Nationality)
            || self.lexicon.knows(lower, WordClass::Party)
    }
}

/// A word in another form. Characters that would take more or fewer bytes stay.
fn respelled(word: &str, form: Form) -> String {
    let mut letters = 0;
    let change = |c: char| {
        // "DELANEY-WOOD" is two names.
        letters = if c == '-' { 0 } else { letters + usize::from(c.is_alphabetic()) };
        let upper = form == Form::Capitals || (form == Form::Capitalised && letters == 1);
        let to = if upper {
            let mut changed = c.to_uppercase();
            (changed.next(), changed.next())
        } else {
            let mut changed = c.to_lowercase();
            (changed.next(), changed.next())
        };
        match to {
            (Some(one), None) if one.len_utf8() == c.len_utf8() => one,
            _ => c,
        }
    };
    word.chars().map(change).collect()
}
