//! How identifiable a phrase leaves its source: the level, and the axes beside it.
//!
//! [`grade`] answers for a phrase alone, as a reader of that phrase alone would; the analyzer grades every source of an
//! article by the same code, and adds what the rest of the article tells (whom "she" means, the terms in the sentence).
//! It works on words: word lists, capitals, the order of a noun phrase. It needs no weights, takes microseconds, and
//! time and memory grow linearly with the phrase, whatever it is.
//!
//! ```
//! use ascribe::anonymity::grade;
//! use ascribe::{Level, Number};
//!
//! let phrase = "three senior Pentagon officials";
//! let grade = grade(phrase);
//! assert_eq!(grade.level, Level::Described);
//! assert_eq!(grade.axes.descriptors.number, Number::Exactly(3));
//! assert_eq!(grade.axes.descriptors.affiliation.and_then(|span| span.slice(phrase)), Some("Pentagon"));
//! ```
//!
//! # How the level follows
//!
//! - A person's name makes a source *named*; a single given name, initials, a handle, or a name that is said to be
//!   none ("not his real name") make it *partial*. A single other capitalised word counts as a surname.
//! - Institutions, countries and towns that speak, news organizations, polls and documents are *institutional*, and so
//!   are public bodies without a name ("police", "a federal appeals court") and what "the" says is known ("the
//!   company"). Other organizations without a name ("a company", "human rights groups") are *vague*. A document is its
//!   author's where the phrase names one ("a study by Lena Brandt" is named).
//! - Unnamed people with a role and an affiliation (an organization, government, party, place or person, a group of
//!   people as in "black lawmakers") are *described*, and so is the holder of an office of which there is one ("the
//!   governor"). With one of role, affiliation and basis of knowledge, or with role and basis, they are *vague*; with
//!   none of them, *bare*.
//!   Affiliation and a part in what is told ("a White House source who was in the room") narrow to a handful as well.
//! - "source", "person", "man", "critic", "expert", "supporter", "analyst" and the like are no roles. A subject makes
//!   experts and critics vague ("tax experts"). "voter", "resident", "protester" are capacities that anybody may have:
//!   vague, and no affiliation makes them more.
//! - A pronoun in a phrase of its own means nobody: bare. The analyzer resolves it.
//! - Of several members the most identifiable counts ("Sen. Park and an aide", "lawmakers including Sen. Park" are named).
//!   A group of which only examples are named keeps its own level ("critics such as Rep. Tom Ito"): nothing says that
//!   they spoke.
//! - "reportedly" and "it is believed" ascribe to nobody, and so does what cannot speak ("the national mood"):
//!   *unattributed*.
//! - Terms of anonymity do not change the level: they stand on their own axis.
//!
//! The rules are those by which this project labels sources. On the 437 distinct source phrases of 36 news articles
//! that stand alone (neither pronouns nor definite descriptions of somebody named before), 92 % of the levels agree
//! with labels that were given to the source in its whole article.
//!
//! # Phrases, levels and axes
//!
//! ```
//! let table = "
//! named         Amara Diallo
//!                 number = one
//! named         President Ruiz
//!                 role = President; number = one
//! named         Mr. King
//!                 number = one
//! named         a lawyer for the two families, Henrik Dahl,
//!                 role = lawyer; affiliation = families; number = one
//! named         police spokeswoman Carla Mendes
//!                 role = spokeswoman; affiliation = police; authorised_voice = spokeswoman; number =
//!                 one
//! named         former Treasury economist Ivo Novak
//!                 role = economist; former = former; affiliation = Treasury; number = one
//! named         a study by the physicist Lena Brandt
//!                 number = one
//! named         Prince Harry
//!                 role = Prince; number = one
//! named         a Ukrainian official named Petro Ivanov
//!                 role = official; affiliation = Ukrainian; number = one
//! named         Jane Roe, a lawyer for the firm,
//!                 role = lawyer; affiliation = firm; number = one
//! named         White House budget spokesman Omar Reyes
//!                 role = budget spokesman; affiliation = White House; authorised_voice = spokesman;
//!                 number = one
//! institutional Norway
//! institutional the Kremlin
//! institutional the White House
//! institutional police
//! institutional Reuters
//! institutional a Marist poll
//!                 affiliation = Marist
//! institutional court documents
//! institutional a federal appeals court
//!                 affiliation = federal
//! institutional it is believed by police
//! institutional the company
//! partial       Ali
//!                 number = one
//! partial       a man who gave only his first name, Ali,
//!                 explicit = who gave only his first name; number = one
//! partial       a woman identified only as Layla
//!                 explicit = identified only as; number = one
//! partial       Ahmed, not his real name,
//!                 pseudonym = not his real name; number = one
//! partial       @harborwatch
//!                 number = one
//! partial       M., a 17-year-old student,
//!                 role = student; number = one
//! described     a senior administration official
//!                 role = official; seniority = senior; affiliation = administration; number = one
//! described     three senior Biden administration officials
//!                 role = officials; seniority = senior; affiliation = Biden administration; number = 3
//! described     a former State Department official
//!                 role = official; former = former; affiliation = State Department; number = one
//! described     a Pentagon spokesman
//!                 role = spokesman; affiliation = Pentagon; authorised_voice = spokesman; number = one
//! described     U.S. officials
//!                 role = officials; affiliation = U.S.; number = several
//! described     U.S. and Turkish officials
//!                 role = officials; affiliation = U.S. and Turkish; number = several
//! described     Florida election officials
//!                 role = election officials; place = Florida; number = several
//! described     the senator's aide
//!                 role = aide; affiliation = senator; number = one
//! described     his lawyer
//!                 role = lawyer; affiliation = his; number = one
//! described     a Trump adviser
//!                 role = adviser; affiliation = Trump; number = one
//! described     advisers to the president
//!                 role = advisers; affiliation = president; number = several
//! described     members of the committee
//!                 role = members; affiliation = committee; number = several
//! described     black lawmakers
//!                 role = lawmakers; affiliation = black; number = several
//! described     two Democratic speechwriters
//!                 role = speechwriters; affiliation = Democratic; number = 2
//! described     the governor
//!                 role = governor; number = one
//! described     a farmer in Iowa
//!                 role = farmer; place = Iowa; number = one
//! described     a nurse who works at a clinic in Aleppo
//!                 role = nurse; affiliation = clinic; place = Aleppo; number = one
//! described     lawyers for both Smith and Ivana Jones
//!                 role = lawyers; affiliation = Smith and Ivana Jones; number = several
//! described     House Republicans
//!                 affiliation = House; number = several
//! described     the Queen
//!                 role = Queen; number = one
//! described     a shop owner in Cairo
//!                 role = shop owner; place = Cairo; number = one
//! vague         an official
//!                 role = official; number = one
//! vague         the judge
//!                 role = judge; number = one
//! vague         one of the lawyers
//!                 role = lawyers; number = one
//! vague         a source familiar with the matter
//!                 basis = familiar (familiar with the matter); number = one
//! vague         a White House source familiar with the talks
//!                 affiliation = White House; basis = familiar (familiar with the talks); number = one
//! vague         a person briefed on the call
//!                 basis = briefed (briefed on the call); number = one
//! vague         a diplomat who has seen the letter
//!                 role = diplomat; basis = document (who has seen the letter); number = one
//! vague         people who attended the meeting
//!                 basis = participant (who attended the meeting); number = several
//! vague         witnesses
//!                 basis = participant (witnesses); number = several
//! vague         sources inside the White House
//!                 affiliation = White House; number = several
//! vague         Republicans
//!                 affiliation = Republicans; number = several
//! vague         46 percent of voters
//!                 number = several
//! vague         two-thirds of Germans
//!                 affiliation = Germans; number = several
//! vague         tax experts
//!                 number = several
//! vague         experts on North Korea
//!                 number = several
//! vague         critics of the program
//!                 number = several
//! vague         residents of Mosul
//!                 place = Mosul; number = several
//! vague         neighbors
//!                 number = several
//! vague         human rights groups
//! vague         a company
//! vague         local media
//! vague         a friend
//!                 role = friend; number = one
//! vague         an official who spoke on condition of anonymity because she was not authorized to speak publicly
//!                 role = official; explicit = on condition of anonymity; reason = boilerplate (because
//!                 she was not authorized to speak publicly); number = one
//! vague         an aide who requested anonymity to discuss private deliberations
//!                 role = aide; explicit = who requested anonymity; reason = boilerplate (to discuss
//!                 private deliberations); number = one
//! vague         an unnamed minister
//!                 role = minister; explicit = unnamed; number = one
//! vague         the victim, whose name has been withheld for her safety,
//!                 role = victim; explicit = whose name has been withheld; reason = substantive (for
//!                 her safety); number = one
//! vague         a teacher who asked not to be named for fear of losing her job
//!                 role = teacher; explicit = who asked not to be named; reason = substantive (for fear
//!                 of losing her job); number = one
//! bare          sources
//!                 number = several
//! bare          a source
//!                 number = one
//! bare          people
//!                 number = several
//! bare          some
//!                 number = several
//! bare          many experts
//!                 number = several
//! bare          critics
//!                 number = several
//! bare          they
//!                 number = several
//! bare          critics such as Rep. Tom Ito
//!                 number = several
//! bare          a woman who lives nearby
//!                 number = one
//! unattributed  reportedly
//! unattributed  it is believed
//! unattributed  the national mood
//! ";
//! let mut phrases = 0;
//! for entry in table.split('\n').collect::<Vec<_>>().chunk_by(|_, next| next.starts_with("  ")) {
//!     let (level, phrase) = entry[0].split_at(entry[0].len().min(14));
//!     if phrase.is_empty() {
//!         continue;
//!     }
//!     let grade = ascribe::anonymity::grade(phrase);
//!     assert_eq!(grade.level.as_str(), level.trim(), "{phrase}");
//!     let axes = grade.axes.in_words(phrase);
//!     let axes: Vec<String> = axes.into_iter().map(|(axis, words)| format!("{axis} = {words}")).collect();
//!     let shown: Vec<&str> = entry[1..].iter().map(|line| line.trim()).collect();
//!     assert_eq!(axes.join("; "), shown.join(" "), "{phrase}");
//!     phrases += 1;
//! }
//! assert!(phrases >= 60);
//! ```
//!
//! # Words of your own
//!
//! The lists of roles, affiliations, documents, terms and reasons are data (`data/lexicon`), each with its source.
//! [`Lexicon`](crate::lexicon::Lexicon) holds them; add what your beat needs and grade with [`grade_with`].

mod behind;
mod class_sets;
mod closed;
mod explain;
mod level;
mod name;
mod noun;
mod opening;
mod parts;
mod phrase;
mod reader;
mod terms;
mod wording;
mod words;

pub use explain::{Explanation, explain, explain_with};

use crate::lexicon::Lexicon;

use crate::{Grade, Span};

/// Grades a phrase by its own words, with the crate's own word lists. Spans point into the phrase.
///
/// ```
/// use ascribe::Level;
/// use ascribe::anonymity::grade;
///
/// let phrase = "an aide who asked not to be identified because she was not authorized to speak";
/// let grade = grade(phrase);
/// assert_eq!(grade.level, Level::Vague);
/// let reason = grade.axes.terms.reason.expect("a reason");
/// assert_eq!(reason.kind.as_str(), "boilerplate");
/// assert_eq!(reason.span.slice(phrase), Some("because she was not authorized to speak"));
/// ```
#[must_use]
pub fn grade(phrase: &str) -> Grade {
    grade_with(Lexicon::standard(), phrase)
}

/// Grades a phrase with word lists of your own. See [`Lexicon`] for more.
///
/// ```
/// use ascribe::Level;
/// use ascribe::anonymity::{grade, grade_with};
/// use ascribe::lexicon::Lexicon;
///
/// assert_eq!(grade_with(Lexicon::standard(), "police"), grade("police"));
/// assert_eq!(grade_with(Lexicon::standard(), "police").level, Level::Institutional);
/// // Without any lists, "police" could be anybody.
/// assert_eq!(grade_with(&Lexicon::empty(), "police").level, Level::Vague);
/// ```
#[must_use]
pub fn grade_with(lexicon: &Lexicon, phrase: &str) -> Grade {
    let whole = Span::between(0, phrase.len());
    grade_mention(phrase, whole, whole, lexicon)
}

/// Grades a source phrase where it stands. `context` is the sentence around it: terms of anonymity stand outside the
/// phrase as often as in it. Spans point into `text`.
pub(crate) fn grade_mention(text: &str, mention: Span, context: Span, lexicon: &Lexicon) -> Grade {
    level::grade(text, mention, context, lexicon).grade
}
