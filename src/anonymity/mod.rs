//! The grader: how identifiable a phrase leaves its source.
//!
//! [`grade`] returns the level of a phrase and the axes beside it, as a reader of that phrase alone would. The analyzer grades the
//! sources of an article with the same code. It also uses the rest of the article: the person that "she" refers to, and the terms
//! in the sentence.
//!
//! The grader works on word classes, capitals and the structure of noun phrases. It needs no weights. Time and memory are linear in
//! the length of the phrase.
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
//! # Rules
//!
//! - The name of a person is *named*. A single given name, initials, a handle or a pseudonym ("not his real name") is *partial*. A
//!   single other capitalised word counts as a surname.
//! - Institutions, countries, towns, news organizations, polls and documents are *institutional*. So are public bodies without a
//!   name ("police", "a federal appeals court") and organizations with a definite article ("the company"). Other organizations
//!   without a name ("a company", "human rights groups") are *vague*. A document with a named author has the level of its author
//!   ("a study by Lena Brandt" is named).
//! - Unnamed people with a role and an affiliation are *described*. The affiliation can be an organization, a government, a party, a
//!   place, a person, or a group of people as in "black lawmakers". The holder of a unique office ("the governor") is described too,
//!   and so is a participant with an affiliation ("a White House source who was in the room").
//! - Unnamed people with only a role, an affiliation or a basis of knowledge are *vague*, also with a role and a basis. With none of
//!   them they are *bare*.
//! - "source", "person", "man", "critic", "expert", "supporter", "analyst" and the like are not roles. A subject makes experts and
//!   critics vague ("tax experts"). "voter", "resident" and "protester" are capacities that anybody can have: they are vague, with or
//!   without an affiliation.
//! - A pronoun is bare. The analyzer resolves it.
//! - The most identifiable of several members counts: "Sen. Park and an aide" and "lawmakers including Sen. Park" are named. Examples
//!   do not count ("critics such as Rep. Tom Ito"), since they need not have spoken.
//! - "reportedly", "it is believed" and things that cannot speak ("the national mood") are *unattributed*.
//! - Terms of anonymity do not change the level. They have an axis of their own.
//!
//! These are the guidelines by which this project labels sources. On 437 distinct source phrases of 36 news articles, 92 % of the
//! levels agree with labels that were given in the context of the article. Pronouns and definite descriptions of somebody named
//! before are not among them.
//!
//! # Examples
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
//!                 pseudonym = not his real name; explicit = not his real name; number = one
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
//!                 basis = eyewitness (witnesses); number = several
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
//!     // The standing has a table of its own.
//!     let axes = axes.into_iter().filter(|(axis, _)| *axis != "standing");
//!     let axes: Vec<String> = axes.map(|(axis, words)| format!("{axis} = {words}")).collect();
//!     let shown: Vec<&str> = entry[1..].iter().map(|line| line.trim()).collect();
//!     assert_eq!(axes.join("; "), shown.join(" "), "{phrase}");
//!     phrases += 1;
//! }
//! assert!(phrases >= 60);
//! ```
//!
//! # Standing
//!
//! In what capacity an unnamed source speaks ([`Standing`](crate::Standing)), by the first of these that holds:
//!
//! - *confidential*: terms of anonymity, or a name that is not the person's own.
//! - *generic*: "you", "everyone", "nobody". A pronoun that stands for somebody has no standing of its own.
//! - *authorised*: spokespeople; lawyers, agents and representatives of somebody who is told.
//! - *office*: an office of one holder, definite and in the singular, unless it is a former one.
//! - *crowd*: a share or a large number ("most economists", "46 percent").
//! - *confidential*: a basis of knowledge from within; sources, officials and others whose noun says that they know a matter from
//!   within; whoever has a rank ("a senior manager").
//! - *crowd*: a plural without a number that nothing ties to a body or person ("critics", "farmers").
//! - *private*: anybody else.
//!
//! ```
//! use ascribe::anonymity::grade;
//!
//! let table = "
//! authorised    a Pentagon spokesman
//! authorised    the company's lawyers
//! office        the governor
//! office        the director of the museum
//! confidential  a source
//! confidential  U.S. officials
//! confidential  people familiar with the talks
//! confidential  a nurse who asked not to be named
//! private       a witness
//! private       the senator's sister
//! private       two teachers at the school
//! crowd         critics
//! crowd         46 percent of voters
//! generic       everyone
//! ";
//! for (standing, phrase) in table.lines().skip(1).map(|line| line.split_at(14)) {
//!     let found = grade(phrase).axes.standing.expect("a standing");
//!     assert_eq!(found.kind.as_str(), standing.trim(), "{phrase}");
//! }
//! ```
//!
//! # Other words
//!
//! The word classes are those of a [`Lexicon`]. Words can be added to it for [`grade_with`].

mod class_sets;
mod closed;
mod determiner;
mod explain;
mod head;
mod level;
mod name;
mod noun;
mod phrase;
mod postmodifier;
mod reader;
mod standing;
mod terms;
mod wording;
mod words;

pub use explain::{Explanation, explain, explain_with};
pub(crate) use name::is_cut;

use crate::lexicon::Lexicon;
use crate::{Grade, Span, Terms};

/// Grades a phrase with the standard lexicon. Spans point into the phrase.
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

/// Grades a phrase with a lexicon. Spans point into the phrase.
///
/// ```
/// use ascribe::Level;
/// use ascribe::anonymity::{grade, grade_with};
/// use ascribe::lexicon::Lexicon;
///
/// assert_eq!(grade_with(Lexicon::standard(), "police"), grade("police"));
/// assert_eq!(grade_with(Lexicon::standard(), "police").level, Level::Institutional);
/// // Without word classes, "police" could be anybody.
/// assert_eq!(grade_with(&Lexicon::empty(), "police").level, Level::Vague);
/// ```
#[must_use]
pub fn grade_with(lexicon: &Lexicon, phrase: &str) -> Grade {
    level::grade_alone(phrase, lexicon).grade
}

/// Grades a source phrase in its context, the sentence around it, which can hold the terms of anonymity. Spans point into `text`. The
/// standing is that of the phrase: whether the terms are the source's, the caller decides.
pub(crate) fn grade_mention(text: &str, mention: Span, context: Span, lexicon: &Lexicon) -> Grade {
    level::grade(text, mention, context, lexicon).grade
}

/// The terms that a sentence tells, whoever's they are.
pub(crate) fn told_terms(text: &str, sentence: Span, lexicon: &Lexicon) -> Terms {
    terms::told(text, sentence, lexicon)
}

/// The reason that a sentence gives for terms that stand in it.
pub(crate) fn told_reason(
    text: &str,
    explicit: Span,
    sentence: Span,
    lexicon: &Lexicon,
) -> Option<crate::Reason> {
    terms::reason(text, explicit, sentence, lexicon)
}

/// What led to the level of a source phrase, in words.
pub(crate) struct Reasons {
    pub(crate) level: &'static str,
    /// The rule that gave it.
    pub(crate) because: &'static str,
    /// What the head of the phrase is.
    pub(crate) who: &'static str,
    pub(crate) facts: Vec<&'static str>,
}

/// What leads to the level of a source phrase in its context.
pub(crate) fn decide_mention(text: &str, mention: Span, context: Span, lexicon: &Lexicon) -> Reasons {
    let decision = level::grade(text, mention, context, lexicon);
    let level::Decision { grade, because, noun, .. } = decision;
    Reasons { level: grade.level.as_str(), because, who: noun.who.name(), facts: noun.facts().collect() }
}
