//! The tables of `data/lexicon`, embedded.

use super::table::is_well_formed;

/// Embeds tables by name. A table with a line of unknown form or label does not build.
macro_rules! tables {
    ($($name:literal)*) => {
        /// Every table with its name.
        pub(super) const TABLES: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../data/lexicon/", $name, ".txt")))),*];
        $(
            #[allow(long_running_const_eval, reason = "reads some ten thousand bytes")]
            const _: () = assert!(
                is_well_formed(include_str!(concat!("../../data/lexicon/", $name, ".txt"))),
                concat!("data/lexicon/", $name, ".txt has a line that is neither a comment nor `label: words`"),
            );
        )*
    };
}

/// The holidays, which the finder of times reads.
pub(crate) const HOLIDAYS: &str = include_str!("../../data/lexicon/holidays.txt");
const _: () = assert!(
    is_well_formed(HOLIDAYS),
    "data/lexicon/holidays.txt has a line that is neither a comment nor `label: words`"
);

tables! {
    "abbreviations"
    "affiliations"
    "attribution"
    "audit"
    "countries"
    "cues"
    "events"
    "first_names"
    "force"
    "forms"
    "grading"
    "groups"
    "mentions"
    "modifiers"
    "names"
    "organization_words"
    "outlets"
    "people"
    "peoples"
    "places"
    "resolve"
    "roles"
    "terms"
    "titles"
}

#[cfg(all(test, feature = "analyzer"))]
mod tests {
    use super::super::{Lexicon, WordClass, table};
    use super::*;
    use crate::lexicon::{CountryWord, Gender};
    use crate::text::Upos;
    use crate::{ActorKind, Error, Force};

    #[test]
    fn every_table_is_read() {
        for (name, text) in TABLES {
            assert!(text.starts_with("# "), "{name} says what it holds");
            assert!(text.contains("\n# Source: "), "{name} says where it is from");
            assert_eq!(Lexicon::empty().extend_from_table(text), Ok(()), "{name}");
        }
    }

    #[test]
    fn no_entry_stands_twice() {
        let mut seen = std::collections::HashSet::new();
        for (name, text) in TABLES {
            for line in table::lines(text).flatten() {
                for entry in line.entries() {
                    assert!(
                        seen.insert((line.label, line.argument, entry)),
                        "{name}: {} {entry}",
                        line.label
                    );
                }
            }
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

    #[test]
    fn names_titles_and_countries_are_told_apart() {
        let lexicon = Lexicon::standard();
        assert!(lexicon.is_title("Sen.") && !lexicon.is_title("Senseless"));
        assert_eq!(lexicon.gender("Mrs."), Some(Gender::Female));
        assert_eq!(lexicon.gender("Kim"), None);
        assert!(lexicon.is_given_name("Kim"));
        assert!(lexicon.is_outlet("The New York Times") && lexicon.is_outlet("Reuters"));
        assert_eq!(lexicon.organization_word("Committee"), Some(ActorKind::Organization));
        for (word, kind, name) in [
            ("kremlin", CountryWord::Seat, "Russia"),
            ("u.s.", CountryWord::Nationality, "United States"),
            ("belgium", CountryWord::Name, "Belgium"),
        ] {
            let country = lexicon.country(word);
            assert_eq!(
                country.map(|(kind, country)| (kind, lexicon.country_name(country))),
                Some((kind, name))
            );
        }
    }

    #[test]
    fn cues_have_part_of_speech_and_force() {
        let lexicon = Lexicon::standard();
        let force = |upos| lexicon.cue(upos, "deny").map(|cue| cue.force.clone());
        assert_eq!(force(Upos::Verb), Some(Force::Denial));
        assert_eq!(force(Upos::Noun), None);
        for fault in [
            "cue verb cq: opine",
            "cue word cq statement: opine",
            "cue verb z statement: opine",
            "cue verb c fun: opine",
        ] {
            let error = Lexicon::empty().extend_from_table(fault);
            assert!(matches!(error, Err(Error::Lexicon { line: 1, .. })), "{fault}");
        }
    }
}
