//! The words that analysis rests on, by class, and the way to add to them.
//!
//! All knowledge of words that is no grammar stands in the tables of `data/lexicon`: what people do and belong to, what
//! names are made of, which words ascribe and with what force, on what terms sources speak. [`Lexicon::standard`] holds
//! them. An [`Analyzer`](crate::Analyzer) and the [grader](crate::anonymity::grade_with) take another one.

#![cfg_attr(
    not(feature = "analyzer"),
    allow(dead_code, unused_imports, reason = "the audit asks for classes alone")
)]

mod class;
mod country;
mod cue;
pub(crate) mod function_words;
mod inflection;
mod relation;
pub(crate) mod table;
mod tables;
mod wording;

use std::borrow::Cow;
use std::sync::OnceLock;

pub use class::WordClass;
pub(crate) use class::{Classes, PEOPLE};
pub(crate) use country::{Country, CountryWord};
pub(crate) use cue::{Cue, Frames};
pub(crate) use inflection::{is_invisible, key_of, plain};
pub(crate) use relation::Relation;
pub(crate) use tables::HOLIDAYS;
pub(crate) use wording::{Element, Knows, NO_WORD, WordBits, WordingKind, Wordings};

use crate::checksum::{WordMap, checksum};
#[cfg(feature = "analyzer")]
use crate::text::Upos;
use crate::{ActorKind, Error, Force};
use class::{AS_WRITTEN, GRADED, NAMES};
use country::Countries;
use cue::{CuePart, Cues};
use relation::Relations;

/// Maximum number of words in an entry.
pub(crate) const LONGEST: usize = 5;

/// At least the number of words in the embedded tables, so that none is built twice; and hardly more, since memory that is not used has
/// to be fetched as well.
const WORDS: usize = 7168;

/// A copy of words from outside.
fn copied(words: &str) -> Word {
    Word::Owned(words.to_owned())
}

/// Whom "he" and "she" can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gender {
    Female,
    Male,
}

/// A word as it stands in the embedded tables, or a copy of another.
type Word = Cow<'static, str>;

/// Words by class, words that ascribe, countries, and the wordings of terms and reasons.
///
/// [`Lexicon::standard`] holds the crate's own. To add the words of your beat, clone it, add, and hand it to
/// [`Analyzer::with_lexicon`](crate::Analyzer::with_lexicon) or [`grade_with`](crate::anonymity::grade_with). Audits and times read the
/// crate's own words; a house has lists of its own for the audit.
///
/// ```
/// use ascribe::Level;
/// use ascribe::anonymity::grade_with;
/// use ascribe::lexicon::{Lexicon, WordClass};
///
/// let mut lexicon = Lexicon::standard().clone();
/// lexicon.add(WordClass::Role, ["sommelier"]);
/// lexicon.extend_from_table(
///     "outlet: Blick, La Stampa\n\
///      cue verb cq statement: kvetch\n\
///      boilerplate: because|as .. embargoed >\n",
/// )?;
/// assert_eq!(grade_with(&lexicon, "a sommelier at Noma").level, Level::Described);
/// assert_eq!(grade_with(&lexicon, "Blick").level, Level::Institutional);
/// # Ok::<(), ascribe::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// By the key of the words.
    words: WordMap<Word, Classes>,
    /// By the words as written.
    written: WordMap<Word, Classes>,
    cues: Cues,
    countries: Countries,
    relations: Relations,
    wordings: Wordings,
    hash: u64,
}

impl Lexicon {
    /// The crate's own words, read once in a program.
    #[must_use]
    pub fn standard() -> &'static Lexicon {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| {
            let mut lexicon = Lexicon::default();
            lexicon.words.reserve(WORDS);
            lexicon.written.reserve(WORDS / 2);
            for (_, table) in tables::TABLES {
                // Their form is checked at compile time, their arguments and patterns by a test of `tables`.
                let read = lexicon.extend(table, Word::Borrowed);
                debug_assert_eq!(read, Ok(()));
            }
            lexicon
        })
    }

    /// A lexicon without any word.
    #[must_use]
    pub fn empty() -> Lexicon {
        Lexicon::default()
    }

    /// Adds words or phrases of a class. Plurals of the grader's classes are found by themselves. Case counts only where
    /// the class says "as written".
    ///
    /// Entries of more than five words are never found.
    pub fn add<I>(&mut self, class: WordClass, words: I)
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        for words in words {
            let words = words.as_ref().trim();
            if !words.is_empty() {
                self.add_words(class, words, copied);
            }
        }
    }

    /// Adds words without blanks around them. `keep` makes of words from outside those that are kept.
    fn add_words<'t>(&mut self, class: WordClass, words: &'t str, keep: fn(&'t str) -> Word) {
        self.note(class.label(), words);
        let classes = if AS_WRITTEN.is(class) {
            self.written.entry(keep(words)).or_default()
        } else {
            let key = match key_of(words) {
                Cow::Borrowed(key) => keep(key),
                Cow::Owned(key) => Word::Owned(key),
            };
            self.words.entry(key).or_default()
        };
        *classes = classes.with(class);
    }

    /// Adds the entries of a table. Its lines are those of the crate's own in `data/lexicon`:
    ///
    /// | line | what it adds |
    /// | --- | --- |
    /// | `# a comment` | nothing |
    /// | `role: sommelier, head waiter` | words of a class, by the class's [label](WordClass::label) |
    /// | `cue verb cq statement: opine` | lemmas that ascribe: part of speech, frames and force as in `cues.txt` |
    /// | `cue_with for demand: call` | lemmas that ascribe with another force beside a word, as in `force.txt` |
    /// | `verb_of speech: speak` | the verbs of what a noun names; likewise `same_role`, `role_of_title` |
    /// | `country Kosovo: Kosovo` | names of a country; likewise `nationality` and `seat` |
    /// | `set auth: authorized, allowed` | words that patterns call `$auth` |
    /// | `boilerplate: because .. $auth >` | a pattern of terms, reasons or bases of knowledge as in `terms.txt` |
    ///
    /// # Errors
    ///
    /// [`Error::Lexicon`] with the number of the first line that is none of these. The lines before it have been added.
    pub fn extend_from_table(&mut self, table: &str) -> Result<(), Error> {
        self.extend(table, copied)
    }

    fn extend<'t>(&mut self, table: &'t str, keep: fn(&'t str) -> Word) -> Result<(), Error> {
        for line in table::lines(table) {
            let error = |line, why| Error::Lexicon { line, why };
            let line = line.map_err(|number| error(number, "no `:` behind a label".to_owned()))?;
            self.extend_from_line(line, keep).map_err(|why| error(line.number, why))?;
        }
        Ok(())
    }

    /// A hash of the entries in the order in which they were added. [`Report::made_by`](crate::Report::made_by) has it.
    ///
    /// Time complexity: constant.
    #[must_use]
    pub fn hash(&self) -> u64 {
        self.hash
    }

    /// Adds an entry to the hash.
    fn note(&mut self, label: &str, entry: &str) {
        for words in [label, entry] {
            self.hash = self.hash.rotate_left(1).wrapping_add(checksum(words.as_bytes()));
        }
    }

    fn extend_from_line<'t>(
        &mut self,
        line: table::Line<'t>,
        keep: fn(&'t str) -> Word,
    ) -> Result<(), String> {
        if let Some(class) = WordClass::labelled(line.label).filter(|_| line.argument.is_empty()) {
            for words in line.entries() {
                self.add_words(class, words, keep);
            }
            return Ok(());
        }
        for entry in line.entries() {
            self.note(line.label, line.argument);
            self.note("", entry);
        }
        if let Some(kind) = WordingKind::named(line.label) {
            for pattern in line.entries() {
                self.wordings.add(kind, pattern)?;
            }
        } else if let Some(relation) = Relation::labelled(line.label) {
            self.relations.add(relation, line.argument, line.entries());
        } else {
            match line.label {
                "set" => self.wordings.define(line.argument, line.entries()),
                "cue" => self.cues.add(line.argument, line.entries())?,
                "cue_with" => self.cues.add_with(line.argument, line.entries())?,
                "country" => self.add_country(CountryWord::Name, line, keep),
                "nationality" => self.add_country(CountryWord::Nationality, line, keep),
                "seat" => self.add_country(CountryWord::Seat, line, keep),
                label => return Err(format!("unknown label `{label}`")),
            }
        }
        Ok(())
    }

    fn add_country<'t>(&mut self, word: CountryWord, line: table::Line<'t>, keep: fn(&'t str) -> Word) {
        self.countries.add(word, line.argument, line.entries());
        let class = match word {
            CountryWord::Nationality => WordClass::Nationality,
            CountryWord::Name | CountryWord::Seat => WordClass::Country,
        };
        for words in line.entries() {
            self.add_words(class, words, keep);
        }
    }

    /// Whether a word or phrase is listed in a class. Of the grader's classes its singular counts as well.
    #[must_use]
    pub fn knows(&self, words: &str, class: WordClass) -> bool {
        self.knows_any(words, Classes::of(&[class]))
    }

    /// Whether the words are listed in one of the classes; one look-up for all.
    pub(crate) fn knows_any(&self, words: &str, asked: Classes) -> bool {
        let written = || self.written.get(words.trim()).is_some_and(|known| known.meets(asked));
        if asked.meets(AS_WRITTEN) && written() {
            return true;
        }
        let key = key_of(words);
        self.classes(&key).meets(asked.without(GRADED))
            || (asked.meets(GRADED) && self.graded(&key).is_some_and(|(known, _)| known.meets(asked)))
    }

    /// The classes of a key, as it stands.
    pub(crate) fn classes(&self, key: &str) -> Classes {
        self.words.get(key).copied().unwrap_or_default()
    }

    /// The grader's classes of a key, and whether it was found as a plural.
    pub(crate) fn graded(&self, key: &str) -> Option<(Classes, bool)> {
        let of = |key: &str| {
            let classes = self.classes(key).both(GRADED);
            (!classes.is_empty()).then_some(classes)
        };
        if let Some(classes) = of(key) {
            let last = key.rsplit(' ').next().unwrap_or(key);
            return Some((classes, self.classes(last).is(WordClass::PluralForm)));
        }
        inflection::singulars(key).find_map(|singular| {
            let classes = of(&singular)?.without(NAMES);
            (!classes.is_empty()).then_some((classes, true))
        })
    }

    /// The singular of a lower-case plural that is a noun for people and nobody's name: "nurse" for "nurses".
    #[cfg(feature = "analyzer")]
    pub(crate) fn one_of_people(&self, plural: &str) -> Option<String> {
        let people = |key: &str| self.classes(key).meets(PEOPLE) && !self.classes(key).meets(NAMES);
        let name = self.classes(plural).meets(NAMES);
        let one = inflection::singulars(plural).find(|singular| people(singular)).filter(|_| !name);
        one.map(std::borrow::Cow::into_owned)
    }

    pub(crate) fn wordings(&self) -> &Wordings {
        &self.wordings
    }

    /// What a lemma does, if it can ascribe as this part of speech.
    #[cfg(feature = "analyzer")]
    pub(crate) fn cue(&self, upos: Upos, lemma: &str) -> Option<&Cue> {
        let part = match upos {
            Upos::Verb | Upos::Aux => CuePart::Verb,
            Upos::Noun => CuePart::Noun,
            Upos::Adj => CuePart::Adjective,
            Upos::Adv => CuePart::Adverb,
            _ => return None,
        };
        self.cues.get(part, lemma)
    }

    /// The forces that a lemma has with other words, each with its word: "call" demands with "for".
    pub(crate) fn cue_with(&self, lemma: &str) -> &[(String, Force)] {
        self.cues.with(lemma)
    }

    /// The words that a word belongs to.
    pub(crate) fn related(&self, relation: Relation, word: &str) -> impl Iterator<Item = &str> {
        self.relations.get(relation, word)
    }

    /// The words of a class, in no order. Linear in the size of the lexicon.
    #[cfg(feature = "audit")]
    pub(crate) fn words_of(&self, class: WordClass) -> impl Iterator<Item = &str> {
        let table = if AS_WRITTEN.is(class) { &self.written } else { &self.words };
        let listed = table.iter().filter(move |(_, classes)| classes.is(class));
        listed.map(|(word, _)| word.as_ref())
    }

    /// The words and phrases of any of these classes, each with all its classes, in no order. Linear in the size of the lexicon.
    #[cfg(feature = "analyzer")]
    pub(crate) fn words_among(&self, asked: Classes) -> impl Iterator<Item = (&str, Classes)> {
        let listed = self.words.iter().filter(move |(_, classes)| classes.meets(asked));
        listed.map(|(word, classes)| (word.as_ref(), *classes))
    }

    pub(crate) fn is_written(&self, word: &str, class: WordClass) -> bool {
        self.written.get(word).is_some_and(|classes| classes.is(class))
    }

    /// Whether the word stands before names as a title.
    pub(crate) fn is_title(&self, word: &str) -> bool {
        self.is_written(word, WordClass::Title)
    }

    /// Whether the word is a given name.
    pub(crate) fn is_given_name(&self, word: &str) -> bool {
        const NAMES: Classes =
            Classes::of(&[WordClass::FemaleName, WordClass::MaleName, WordClass::OpenName]);
        self.written.get(word).is_some_and(|classes| classes.meets(NAMES))
    }

    /// The gender that a given name or a form of address tells.
    pub(crate) fn gender(&self, word: &str) -> Option<Gender> {
        let classes = *self.written.get(word)?;
        let told = |female, male| match (classes.is(female), classes.is(male)) {
            (true, false) => Some(Gender::Female),
            (false, true) => Some(Gender::Male),
            _ => None,
        };
        told(WordClass::FemaleTitle, WordClass::MaleTitle)
            .or_else(|| told(WordClass::FemaleName, WordClass::MaleName))
    }

    /// What a name with this word in it is, if the word is one of organizations, outlets, documents.
    pub(crate) fn organization_word(&self, word: &str) -> Option<ActorKind> {
        let classes = *self.written.get(word)?;
        let kinds = [
            (WordClass::OtherWord, ActorKind::from("other")),
            (WordClass::DocumentWord, ActorKind::Document),
            (WordClass::OrganizationWord, ActorKind::Organization),
            (WordClass::GovernmentWord, ActorKind::Government),
            (WordClass::OutletWord, ActorKind::Outlet),
        ];
        kinds.into_iter().find(|(class, _)| classes.is(*class)).map(|(_, kind)| kind)
    }

    /// Whether a word of organizations is nobody's surname, so that a given name before it is a town's.
    pub(crate) fn is_never_surname(&self, word: &str) -> bool {
        self.is_written(word, WordClass::NeverSurname)
    }

    /// Whether a news organization has this name, with or without "the".
    pub(crate) fn is_outlet(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        let listed = |name: &str| self.classes(name).is(WordClass::Outlet);
        listed(&name) || name.strip_prefix("the ").is_some_and(listed)
    }

    /// Whether a lower-case word tells a nationality, creed, party or community, as adjective or as noun in singular or
    /// plural. Such a word alone names nobody.
    pub(crate) fn is_people(&self, lower: &str) -> bool {
        let one = |word: &str| {
            let nationality = |(kind, _)| kind == CountryWord::Nationality;
            self.classes(word).is(WordClass::Community) || self.country(word).is_some_and(nationality)
        };
        // "u.s." is a nationality and a name.
        !lower.contains('.') && (one(lower) || lower.strip_suffix('s').is_some_and(one))
    }

    /// What a lower-case word or phrase has to do with which country.
    pub(crate) fn country(&self, lower: &str) -> Option<(CountryWord, Country)> {
        self.countries.get(lower)
    }

    pub(crate) fn country_name(&self, country: Country) -> &str {
        self.countries.name(country)
    }

    /// The usual adjective of a country: "Russian".
    pub(crate) fn country_adjective(&self, country: Country) -> Option<&str> {
        self.countries.adjective(country)
    }
}
