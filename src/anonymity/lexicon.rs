//! The word lists that grading rests on, and the way to add to them.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

use super::pattern::{Pattern, PatternKind, Patterns};
use crate::Error;
use crate::mention::lexicon::entries;

/// What a word or phrase is to the grader.
///
/// Word tables ([`Lexicon::extend_from_table`]) write a class in lower case, with `_` between the words: `identity_noun`.
///
/// ```
/// use ascribe::anonymity::{Lexicon, WordClass};
///
/// let lexicon = Lexicon::standard();
/// assert!(lexicon.knows("official", WordClass::Role));
/// assert!(!lexicon.knows("source", WordClass::Role));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum WordClass {
    /// What somebody does: "official", "lawyer", "brother".
    Role,
    /// A role with one holder at a time and place: "governor". Alone and definite it narrows to a handful.
    Office,
    /// A role that speaks for somebody: "spokeswoman", "press secretary".
    Spokesperson,
    /// A person of whom the noun says nothing: "man", "people".
    Person,
    /// The same, but a subject narrows it: "tax experts".
    Observer,
    /// A capacity that anybody may have: "voter", "resident".
    Public,
    /// Who was there: "witness". A basis of knowledge and no role.
    Witness,
    /// A member of a party, by its name: "Democrat".
    Partisan,
    /// An adjective of a group of people: "black", "Muslim".
    Identity,
    /// People named by such a group: "Latinos".
    IdentityNoun,
    /// A word that stands for somebody and says of whom nothing: "she", "who".
    Pronoun,
    /// A public body without a name: "police", "the court".
    Institution,
    /// Any other body without a name: "company", "group".
    Organization,
    /// A word before a noun that says for whom somebody works: "campaign aides".
    Branch,
    /// A news organization without a name: "newspaper".
    OutletNoun,
    /// The name of a body, or a metonym for one, that its words do not give away: "Kremlin", "Scotland Yard".
    Named,
    /// The name of a news organization: "Reuters".
    Outlet,
    /// A country or the seat of its government: "France", "Downing Street".
    Country,
    /// An adjective or noun of nationality: "Russian".
    Nationality,
    /// A party's adjective: "Democratic".
    Party,
    /// A place below or above the country: "Florida", "Mosul".
    Place,
    /// What is written, counted or decided: "report", "poll".
    Document,
    /// What cannot speak: "the race", "faith".
    Thing,
    /// A rank, without saying whose: "senior".
    Seniority,
    /// No longer so: "former".
    Former,
    /// An adjective that narrows nobody: "independent".
    Plain,
    /// A subject that narrows "experts" and their like: "tax".
    Field,
    /// A word that ascribes to nobody: "reportedly".
    Hedge,
    /// A given name: "Ali".
    GivenName,
    /// A surname that is a common word too: "Baker".
    Surname,
}

const CLASSES: [(WordClass, &str); 30] = [
    (WordClass::Role, "role"),
    (WordClass::Office, "office"),
    (WordClass::Spokesperson, "spokesperson"),
    (WordClass::Person, "person"),
    (WordClass::Observer, "observer"),
    (WordClass::Public, "public"),
    (WordClass::Witness, "witness"),
    (WordClass::Partisan, "partisan"),
    (WordClass::Identity, "identity"),
    (WordClass::IdentityNoun, "identity_noun"),
    (WordClass::Pronoun, "pronoun"),
    (WordClass::Institution, "institution"),
    (WordClass::Organization, "organization"),
    (WordClass::Branch, "branch"),
    (WordClass::OutletNoun, "outlet_noun"),
    (WordClass::Named, "named"),
    (WordClass::Outlet, "outlet"),
    (WordClass::Country, "country"),
    (WordClass::Nationality, "nationality"),
    (WordClass::Party, "party"),
    (WordClass::Place, "place"),
    (WordClass::Document, "document"),
    (WordClass::Thing, "thing"),
    (WordClass::Seniority, "seniority"),
    (WordClass::Former, "former"),
    (WordClass::Plain, "plain"),
    (WordClass::Field, "field"),
    (WordClass::Hedge, "hedge"),
    (WordClass::GivenName, "given_name"),
    (WordClass::Surname, "surname"),
];

impl WordClass {
    fn named(name: &str) -> Option<WordClass> {
        CLASSES.iter().find(|(_, label)| *label == name).map(|(class, _)| *class)
    }
}

/// The classes of a word, several at a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Classes(u32);

impl Classes {
    pub(super) const fn of(classes: &[WordClass]) -> Classes {
        let (mut bits, mut rest) = (0, classes);
        while let [first, others @ ..] = rest {
            bits |= 1 << *first as u32;
            rest = others;
        }
        Classes(bits)
    }

    pub(super) const fn is(self, class: WordClass) -> bool {
        self.0 & (1 << class as u32) != 0
    }

    /// Whether the two have a class in common.
    pub(super) const fn meets(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn union(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }

    const fn without(self, other: Classes) -> Classes {
        Classes(self.0 & !other.0)
    }

    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    const fn with(self, class: WordClass) -> Classes {
        Classes(self.0 | 1 << class as u32)
    }
}

/// Entries of more words than these are not found.
pub(super) const LONGEST: usize = 5;

/// The word lists of the grader: roles, organizations, names, and the wordings of terms and reasons.
///
/// [`Lexicon::standard`] holds the crate's own. To add words of your beat, clone it and add:
///
/// ```
/// use ascribe::Level;
/// use ascribe::anonymity::{Lexicon, WordClass, grade, grade_with};
///
/// let mut lexicon = Lexicon::standard().clone();
/// lexicon.add(WordClass::Role, ["sommelier"]);
/// lexicon.extend_from_table(
///     "outlet: Blick, La Stampa\n\
///      boilerplate: because|as .. embargoed >\n",
/// )?;
/// assert_eq!(grade_with(&lexicon, "a sommelier at Noma").level, Level::Described);
/// assert_eq!(grade_with(&lexicon, "Blick").level, Level::Institutional);
/// # Ok::<(), ascribe::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// By the words in lower case, one space between them.
    words: HashMap<String, Classes>,
    patterns: Patterns,
}

impl Lexicon {
    /// The crate's own lists. They are read once in a program.
    #[must_use]
    pub fn standard() -> &'static Lexicon {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(Lexicon::read)
    }

    /// A lexicon without any word.
    #[must_use]
    pub fn empty() -> Lexicon {
        Lexicon::default()
    }

    fn read() -> Lexicon {
        let mut lexicon = Lexicon::default();
        for table in TABLES {
            // A test reads every table, so none of them has an error.
            let _ = lexicon.extend_from_table(table);
        }
        for outlet in entries(include_str!("../../data/lexicon/outlets.txt")) {
            lexicon.add(WordClass::Outlet, [outlet]);
        }
        for line in entries(include_str!("../../data/lexicon/countries.txt")) {
            let classes =
                [WordClass::Country, WordClass::Nationality, WordClass::Country, WordClass::Country];
            for (field, class) in line.split('|').zip(classes) {
                lexicon.add(class, field.split(','));
            }
        }
        lexicon
    }

    /// Adds words or phrases of a class, in the singular; plurals are found by themselves. Case does not matter.
    ///
    /// Entries of more than five words are never found.
    pub fn add<I>(&mut self, class: WordClass, words: I)
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        for words in words {
            let key = key_of(words.as_ref());
            if !key.is_empty() {
                let classes = self.words.entry(key).or_default();
                *classes = classes.with(class);
            }
        }
    }

    /// Adds the entries of a table such as the crate's own in `data/lexicon`: lines of "class: words, words", where a
    /// class is one of [`WordClass`], or "kind: pattern" with the wordings of terms, reasons and bases of knowledge, as
    /// `data/lexicon/terms.txt` explains them. Lines that start with `#` are comments.
    ///
    /// # Errors
    ///
    /// [`Error::Lexicon`] for the first line that is none of these. The lines before it have been added.
    pub fn extend_from_table(&mut self, table: &str) -> Result<(), Error> {
        for (index, line) in table.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let error = |why: &str| Error::Lexicon { line: index + 1, why: why.to_owned() };
            let (label, rest) =
                line.split_once(':').ok_or_else(|| error("there is no `:` behind a class"))?;
            let (label, rest) = (label.trim(), rest.trim());
            if let Some(class) = WordClass::named(label) {
                self.add(class, rest.split(','));
            } else if let Some(set) = label.strip_prefix("set ") {
                self.patterns.define(set.trim(), rest);
            } else if let Some(kind) = PatternKind::named(label) {
                let pattern = Pattern::parse(kind, rest, &self.patterns).map_err(|why| error(&why))?;
                self.patterns.add(pattern);
            } else {
                return Err(error(&format!("`{label}` is no class of words")));
            }
        }
        Ok(())
    }

    /// Whether a word or phrase, or its singular, is listed in a class.
    #[must_use]
    pub fn knows(&self, words: &str, class: WordClass) -> bool {
        self.classes(&key_of(words)).is_some_and(|(classes, _)| classes.is(class))
    }

    /// Whether the words are listed in one of the classes; one look-up for all.
    pub(crate) fn knows_any(&self, words: &str, classes: &[WordClass]) -> bool {
        self.classes(&key_of(words)).is_some_and(|(known, _)| classes.iter().any(|class| known.is(*class)))
    }

    pub(super) fn patterns(&self) -> &Patterns {
        &self.patterns
    }

    /// The classes of a key, and whether it was found as a plural.
    pub(super) fn classes(&self, key: &str) -> Option<(Classes, bool)> {
        if let Some(classes) = self.words.get(key) {
            return Some((*classes, is_plural_by_itself(key)));
        }
        let nouns = |singular: Cow<'_, str>| {
            let classes = self.words.get(singular.as_ref())?.without(NAMES);
            (!classes.is_empty()).then_some((classes, true))
        };
        singulars(key).find_map(nouns)
    }
}

/// Classes of names, which have no plural: "economists" are no readers' word for The Economist.
const NAMES: Classes = Classes::of(&[
    WordClass::Outlet,
    WordClass::Named,
    WordClass::Country,
    WordClass::Place,
    WordClass::GivenName,
    WordClass::Surname,
]);

/// Nouns whose listed form is a plural already.
fn is_plural_by_itself(key: &str) -> bool {
    let last = key.rsplit(' ').next().unwrap_or(key);
    matches!(
        last,
        "people"
            | "men"
            | "women"
            | "children"
            | "folks"
            | "folk"
            | "troops"
            | "personnel"
            | "staff"
            | "crew"
            | "spokespeople"
            | "others"
            | "some"
            | "many"
            | "several"
            | "few"
            | "most"
            | "all"
            | "both"
            | "dozens"
            | "scores"
            | "hundreds"
            | "thousands"
            | "millions"
            | "ones"
            | "those"
            | "they"
            | "them"
            | "we"
            | "us"
            | "these"
            | "everyone"
            | "everybody"
            | "public"
            | "electorate"
            | "audience"
            | "family"
            | "faithful"
            | "elderly"
            | "community"
            | "communities"
            | "generations"
            | "majority"
            | "minority"
            | "crowd"
            | "masses"
    )
}

/// The singular forms that a plural may have, the likeliest first.
fn singulars(key: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let swap = |ending: &'static str, with: &'static str| {
        let stem = key.strip_suffix(ending).filter(|stem| stem.len() > 1)?;
        Some(if with.is_empty() { Cow::Borrowed(stem) } else { Cow::Owned(format!("{stem}{with}")) })
    };
    [
        swap("people", "person"),
        swap("women", "woman"),
        swap("men", "man"),
        swap("wives", "wife"),
        swap("ies", "y"),
        // Two-headed nouns take the ending in their first word: "attorneys general", "mothers-in-law".
        key.contains("s general").then(|| Cow::Owned(key.replace("s general", " general"))),
        key.contains("s-in-law").then(|| Cow::Owned(key.replace("s-in-law", "-in-law"))),
        key.contains("s of ").then(|| Cow::Owned(key.replacen("s of ", " of ", 1))),
        if key.ends_with("ss") { None } else { swap("s", "") },
        swap("ses", "sis"),
        swap("es", "").filter(|stem| {
            stem.ends_with(['s', 'x', 'z', 'o']) || stem.ends_with("ch") || stem.ends_with("sh")
        }),
    ]
    .into_iter()
    .flatten()
}

/// Lower case, plain apostrophes and hyphens, one space between words.
pub(super) fn key_of(words: &str) -> String {
    let mut key = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.extend(word.chars().flat_map(plain));
    }
    key
}

/// A character as keys hold it: none for those that are not seen.
pub(super) fn plain(c: char) -> impl Iterator<Item = char> {
    let replaced = match c {
        '’' | '‘' | 'ʼ' | '＇' | '`' | '´' => '\'',
        '‐' | '‑' | '‒' => '-',
        other => other,
    };
    let seen = !is_invisible(c);
    seen.then(|| replaced.to_lowercase()).into_iter().flatten()
}

/// Characters that take no room: soft hyphens, joiners, marks of direction, byte-order marks.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

const TABLES: [&str; 7] = [
    include_str!("../../data/lexicon/roles.txt"),
    include_str!("../../data/lexicon/people.txt"),
    include_str!("../../data/lexicon/affiliations.txt"),
    include_str!("../../data/lexicon/modifiers.txt"),
    include_str!("../../data/lexicon/places.txt"),
    include_str!("../../data/lexicon/names.txt"),
    include_str!("../../data/lexicon/terms.txt"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_read() {
        for table in TABLES {
            assert!(table.starts_with("# "), "a table says what it holds");
            assert!(table.contains("# Source: "), "a table says where it is from");
        }
        // Patterns name sets of the same table, so a table is read whole.
        for table in TABLES {
            assert_eq!(Lexicon::empty().extend_from_table(table), Ok(()));
        }
    }

    #[test]
    fn plurals_are_found() {
        let lexicon = Lexicon::standard();
        for (plural, class) in [
            ("secretaries", WordClass::Role),
            ("spokeswomen", WordClass::Spokesperson),
            ("attorneys general", WordClass::Office),
            ("brothers-in-law", WordClass::Role),
            ("analyses", WordClass::Document),
            ("churches", WordClass::Organization),
            ("witnesses", WordClass::Witness),
        ] {
            assert!(lexicon.knows(plural, class), "{plural}");
        }
        assert!(!lexicon.knows("wines", WordClass::Thing), "not the plural of win");
    }
}
