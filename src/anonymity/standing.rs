//! The standing of a source without a name: in what capacity it speaks.

use super::noun::{Fact, Noun, Who};
use crate::lexicon::Classes;
use crate::lexicon::WordClass::{Advocate, FamilyNoun, Generic, Headship, Insider, OfficialNoun, SourceNoun};
use crate::{Axes, BasisKind, Level, Number, Span, Standing, StandingKind};

/// Nouns of those who know a matter from within.
const INSIDERS: Classes = Classes::of(&[SourceNoun, OfficialNoun, Insider]);

/// Maximum number of people who are not a crowd.
const CROWD: u32 = 50;

/// The standing that follows from a phrase, without the terms around it, and the rule that gives it.
pub(super) fn of_phrase(
    text: &str,
    noun: &Noun,
    axes: &Axes,
    level: Level,
    mention: Span,
) -> Option<(Standing, &'static str)> {
    if !level.is_unnamed() {
        return None;
    }
    let (kind, because) = kind(text, noun, axes)?;
    let told = &axes.descriptors;
    let head = noun.head.or(told.role).or(told.number_span).unwrap_or(mention);
    let shown = match kind {
        StandingKind::Authorised => told.authorised_voice.unwrap_or(head),
        StandingKind::Confidential => told.pseudonym.unwrap_or(head),
        _ => head,
    };
    Some((Standing::new(kind, shown), because))
}

fn kind(text: &str, noun: &Noun, axes: &Axes) -> Option<(StandingKind, &'static str)> {
    let told = &axes.descriptors;
    let is = |class| noun.head_classes.is(class);
    if told.pseudonym.is_some() {
        return Some((StandingKind::Confidential, "another name than the person's own"));
    }
    if is(Generic) {
        return Some((StandingKind::Generic, "a word for nobody in particular"));
    }
    match noun.who {
        Who::Body => return None,
        // "Those in the know" stands for nobody else.
        Who::Pronoun if axes.basis.is_none() => return None,
        Who::Partly => return Some((StandingKind::Private, "a person named in part")),
        _ => {}
    }
    if told.authorised_voice.is_some() {
        return Some((StandingKind::Authorised, "an office of speaking for others"));
    }
    if is(Advocate) && told.affiliation.is_some() {
        return Some((StandingKind::Authorised, "a role of speaking for somebody who is told"));
    }
    let plural = noun.is(Fact::Plural);
    let holder = noun.is(Fact::Definite) && !plural && told.former.is_none();
    if holder && (noun.who == Who::Office || is(Headship)) {
        return Some((StandingKind::Office, "an office of one holder, definite and in the singular"));
    }
    let many = match told.number {
        Number::Exactly(people) => people > CROWD,
        Number::Several => told.number_span.is_some_and(|span| is_mass(text, span)),
        Number::One | Number::Unstated => false,
    };
    if many {
        return Some((StandingKind::Crowd, "a share or a large number of people"));
    }
    let uncounted = told.number == Number::Several && told.number_span.is_none();
    let basis = axes.basis.as_ref().map(|basis| &basis.kind);
    let within = match basis {
        None | Some(BasisKind::Eyewitness) => false,
        Some(BasisKind::Participant) => matches!(noun.who, Who::People | Who::Observer | Who::Pronoun),
        Some(_) => true,
    };
    if within {
        return Some((StandingKind::Confidential, "a basis of knowledge from within"));
    }
    let ranked = told.seniority.is_some() && matches!(noun.who, Who::Role | Who::Unknown);
    let office = noun.who == Who::Office;
    let member = noun.who == Who::Members && noun.is(Fact::InBody) && !uncounted;
    if noun.head_classes.meets(INSIDERS) || ranked || office || member {
        return Some((StandingKind::Confidential, "a noun of those who know a matter from within"));
    }
    let tied = match noun.who {
        Who::Role | Who::Unknown => noun.is(Fact::Affiliated) || noun.is(Fact::Definite) || is(FamilyNoun),
        Who::People => noun.is(Fact::Definite),
        _ => false,
    };
    let vague = told.number == Number::Several
        && told.number_span.is_some_and(|span| !is_handful(text, span))
        && !matches!(noun.who, Who::Role | Who::Unknown);
    if basis.is_none() && (vague || uncounted && !tied) {
        return Some((StandingKind::Crowd, "a plural without a number"));
    }
    Some((StandingKind::Private, "a person who speaks for nobody else"))
}

/// Whether words for a number mean more than anybody asked one by one: "most", "46 percent".
fn is_mass(text: &str, span: Span) -> bool {
    let words = span.slice(text).unwrap_or_default().to_lowercase();
    let whole = ["most", "many", "all", "half", "countless", "majority", "minority", "plurality"];
    words.starts_with(|c: char| c.is_ascii_digit()) || whole.contains(&words.as_str())
}

/// Whether words for a number mean a few whom the reporter may well have asked: "several".
fn is_handful(text: &str, span: Span) -> bool {
    let words = span.slice(text).unwrap_or_default().to_lowercase();
    ["several", "few", "multiple", "various", "handful", "group", "couple"].contains(&words.as_str())
}
