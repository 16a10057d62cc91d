//! What stays the same when whoever an article cites most has a name of another culture.

use std::collections::BTreeMap;
use std::path::PathBuf;

use ascribe::{ActorId, ActorKind, Analyzer, Article, Level, Report};

use super::invariance::folded;
use super::same::{self, Keys};
use crate::fault::Failure;
use crate::output::Sink;

/// A name: as a whole, as it is taken up later, and what its bearer is called by those who know them.
#[derive(Clone, Copy)]
struct Name<'n> {
    whole: &'n str,
    short: &'n str,
    given: &'n str,
}

const fn name<'n>(whole: &'n str, short: &'n str, given: &'n str) -> Name<'n> {
    Name { whole, short, given }
}

/// A culture of names, with that of a man and that of a woman.
struct Culture {
    name: &'static str,
    man: Name<'static>,
    woman: Name<'static>,
}

/// Invented people. Short names are no words of English.
const CULTURES: &[Culture] = &[
    Culture {
        name: "Arabic",
        man: name("Bashir al-Khatib", "al-Khatib", "Bashir"),
        woman: name("Nour al-Sayegh", "al-Sayegh", "Nour"),
    },
    Culture {
        name: "Chinese",
        man: name("Zhang Weimin", "Zhang", "Weimin"),
        woman: name("Liu Yanmei", "Liu", "Yanmei"),
    },
    Culture {
        name: "Dutch",
        man: name("Pieter van den Bosch", "Van den Bosch", "Pieter"),
        woman: name("Saskia de Wit", "De Wit", "Saskia"),
    },
    Culture {
        name: "English",
        man: name("Oliver Whitcombe", "Whitcombe", "Oliver"),
        woman: name("Heather Lockyer", "Lockyer", "Heather"),
    },
    Culture {
        name: "Indian",
        man: name("Rajesh Subramanian", "Subramanian", "Rajesh"),
        woman: name("Renuka Nair", "Nair", "Renuka"),
    },
    Culture {
        name: "Japanese",
        man: name("Kenji Hayashida", "Hayashida", "Kenji"),
        woman: name("Haruka Ogawa", "Ogawa", "Haruka"),
    },
    Culture {
        name: "Korean",
        man: name("Lee Jae-myung", "Lee", "Jae-myung"),
        woman: name("Han Seo-yeon", "Han", "Seo-yeon"),
    },
    Culture {
        name: "Nigerian",
        man: name("Chukwuemeka Okafor", "Okafor", "Chukwuemeka"),
        woman: name("Ngozi Adeyemi", "Adeyemi", "Ngozi"),
    },
    Culture {
        name: "Russian",
        man: name("Sergei Volkonsky", "Volkonsky", "Sergei"),
        woman: name("Irina Belyaeva", "Belyaeva", "Irina"),
    },
    Culture {
        name: "Spanish",
        man: name("Alejandro Ruiz Cifuentes", "Ruiz", "Alejandro"),
        woman: name("Carmen Ortiz Vidal", "Ortiz", "Carmen"),
    },
    Culture {
        name: "Turkish",
        man: name("Mehmet Yıldırım", "Yıldırım", "Mehmet"),
        woman: name("Ayşe Karaca", "Karaca", "Ayşe"),
    },
    Culture {
        name: "Vietnamese",
        man: name("Nguyen Van Hung", "Hung", "Van Hung"),
        woman: name("Tran Thi Lan", "Lan", "Thi Lan"),
    },
];

/// Claims of the articles as they are, and those that stay with each name.
pub(crate) fn run(
    sink: &mut Sink,
    folders: &[PathBuf],
    analyzer: &Analyzer,
    json: bool,
) -> Result<(), Failure> {
    let cultures: Vec<&str> = CULTURES.iter().map(|culture| culture.name).collect();
    same::run(sink, folders, json, " that cite somebody by a whole name", &cultures, |text| {
        let report = analyzer.analyze(&Article::new(text.as_str()));
        let person = Person::most_cited(&report, &text)?;
        let after = CULTURES.iter().map(|culture| {
            let name = if person.is_woman { culture.woman } else { culture.man };
            let text = person.renamed(&text, name);
            keys(&analyzer.analyze(&Article::new(text.as_str())), &text, name)
        });
        Some(same::counted(&keys(&report, &text, person.name()), after))
    })
}

/// Whom an article cites most, of those who have a given name and a surname that nobody else has.
struct Person {
    whole: String,
    given: String,
    surname: String,
    is_woman: bool,
}

impl Person {
    fn most_cited(report: &Report, text: &str) -> Option<Person> {
        let mut cited: BTreeMap<ActorId, usize> = BTreeMap::new();
        let speakers = report.claims.iter().filter_map(|claim| claim.speaker()?.source);
        for actor in speakers.filter_map(|source| Some(report.source(source)?.actor)) {
            *cited.entry(actor).or_default() += 1;
        }
        let mut cited: Vec<(usize, ActorId)> =
            cited.into_iter().map(|(actor, count)| (count, actor)).collect();
        cited.sort_by_key(|(count, actor)| (std::cmp::Reverse(*count), *actor));
        cited.into_iter().find_map(|(_, id)| {
            let actor = report.actor(id).filter(|actor| actor.kind == ActorKind::Person)?;
            let whole = actor.names.first()?;
            let (given, surname) = (whole.split(' ').next()?, whole.rsplit(' ').next()?);
            let has = |name: &String, word: &str| name.split(' ').any(|one| one == word);
            let alone = report
                .actors
                .iter()
                .filter(|other| !std::ptr::eq(*other, actor))
                .all(|other| other.names.iter().all(|name| !has(name, surname) && !has(name, given)));
            let is_plain = |word: &str| word.len() > 2 && word.chars().all(char::is_alphabetic);
            let found = given != surname && is_plain(given) && is_plain(surname) && alone;
            let pronoun = |words: &[&str]| {
                let own = actor.mentions.iter().filter_map(|mention| mention.span.slice(text));
                own.filter(|word| words.contains(&word.to_lowercase().as_str())).count()
            };
            found.then(|| Person {
                whole: whole.clone(),
                given: given.to_owned(),
                surname: surname.to_owned(),
                is_woman: pronoun(&["she", "her", "hers"]) > pronoun(&["he", "him", "his"]),
            })
        })
    }

    fn name(&self) -> Name<'_> {
        name(&self.whole, &self.surname, &self.given)
    }

    /// The text with another name for this person.
    fn renamed(&self, text: &str, name: Name<'_>) -> String {
        // In between stand signs that no text has, so that a part of the new name is not taken for one of the old.
        let signs = ["\u{e000}", "\u{e001}", "\u{e002}"];
        let old = [&self.whole, &self.surname, &self.given];
        let marked =
            old.iter().zip(signs).fold(text.to_owned(), |text, (old, sign)| replaced(&text, old, sign));
        signs
            .into_iter()
            .zip([name.whole, name.short, name.given])
            .fold(marked, |text, (sign, new)| text.replace(sign, new))
    }
}

/// A text with words replaced wherever they stand as words of their own.
fn replaced(text: &str, words: &str, with: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(words) {
        let whole = !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
        out += before;
        out += if whole { with } else { words };
        rest = after;
    }
    out + rest
}

/// The claims of a report, each as the words of its content, who says it, and the level; and how often each occurs. Names of the person
/// are told by which of them it is.
fn keys(report: &Report, text: &str, name: Name<'_>) -> Keys {
    let plain = |words: &str| {
        let mut words = format!(" {} ", folded(words));
        for (name, sort) in [(name.whole, " WHOLE "), (name.given, " GIVEN "), (name.short, " SHORT ")] {
            words = words.replace(&format!(" {} ", folded(name)), sort);
        }
        words
    };
    let mut keys = Keys::new();
    for claim in &report.claims {
        let parts: Vec<&str> = claim.content.iter().filter_map(|part| part.slice(text)).collect();
        let source = claim.speaker().and_then(|link| link.source);
        let level =
            source.and_then(|id| report.source(id)).map_or(Level::Unattributed, |source| source.level);
        let actor = source.and_then(|id| report.actor_of(id)).map(|actor| plain(actor.label()));
        let key = format!("{}|{}|{}", plain(&parts.join(" ")), actor.unwrap_or_default(), level.as_str());
        *keys.entry(key).or_default() += 1;
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::{CULTURES, Person, name, replaced};

    #[test]
    fn only_whole_words_are_replaced() {
        assert_eq!(replaced("Cole’s cole. Coleman, Cole", "Cole", "Lee"), "Lee’s cole. Coleman, Lee");
    }

    #[test]
    fn each_name_stands_where_the_old_one_stood() {
        let person = Person {
            whole: "Lee Cole".to_owned(),
            given: "Lee".to_owned(),
            surname: "Cole".to_owned(),
            is_woman: false,
        };
        let text =
            person.renamed("Lee Cole spoke. Cole left. “Go, Lee!”", name("Cole Van Lee", "Lee", "Cole"));
        assert_eq!(text, "Cole Van Lee spoke. Lee left. “Go, Cole!”");
    }

    #[test]
    fn a_whole_name_is_told_from_its_parts() {
        for culture in CULTURES {
            for name in [culture.man, culture.woman] {
                assert!(name.whole != name.short && name.whole.contains(name.given), "{}", name.whole);
            }
        }
    }
}
