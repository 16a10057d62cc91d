//! Terms of anonymity, reasons, pseudonyms and bases of knowledge, in a phrase and in its sentence.

use super::class_sets::PEOPLE;
use super::wording::{Match, find};
use super::words::{Word, words};
use crate::lexicon::{Knows, Lexicon, WordClass, WordingKind};
use crate::{Basis, BasisKind, Reason, ReasonKind, Span, Terms};

/// The content of wordings about a source.
#[derive(Clone, Debug, Default)]
pub(super) struct Wording {
    pub(super) terms: Terms,
    pub(super) basis: Option<Basis>,
    pub(super) pseudonym: Option<Span>,
    /// Whether the name of the source is partial or a pseudonym.
    pub(super) partial: bool,
    /// The spans of wordings in the phrase.
    pub(super) taken: Vec<Span>,
}

/// Reads the wordings in a phrase.
pub(super) fn inside(phrase: &[Word], lexicon: &Lexicon) -> Wording {
    let found = find(lexicon, phrase);
    let mut wording = read(phrase, &found, |_| true);
    // A wording of one word ("unnamed") stays in the phrase as an adjective.
    let long = |one: &&Match| one.end > one.start + 1;
    let beside = wording.terms.explicit.is_some();
    wording.taken = found
        .iter()
        .filter(long)
        .filter(|one| beside || !needs_explicit(one.kind))
        .filter_map(|one| span(phrase, one))
        .collect();
    wording
}

/// Reads the wordings around a mention: terms, unless they belong to somebody else, and a basis of knowledge directly after
/// the mention.
pub(super) fn around(text: &str, mention: Span, context: Span, lexicon: &Lexicon) -> Wording {
    let clipped = clip(text, mention, context);
    let all = words(clipped.slice(text).unwrap_or_default(), clipped.start(), lexicon);
    let mut found = find(lexicon, &all);
    found.retain(|one| !belongs_to_another(&all, one, mention, lexicon));
    let after = all.partition_point(|word| word.span.start() < mention.end());
    let directly = |one: &Match| {
        let gap = all.get(after..one.start.max(after)).unwrap_or_default();
        one.start >= after && gap.len() <= 1 && gap.iter().all(|word| word.key == ",")
    };
    read(&all, &found, directly)
}

/// The terms that a sentence tells, whoever's they are. Linear in its length up to a bound.
pub(super) fn told(text: &str, sentence: Span, lexicon: &Lexicon) -> Terms {
    let start = Span::between(sentence.start(), sentence.start());
    let clipped = clip(text, start, sentence);
    let all = words(clipped.slice(text).unwrap_or_default(), clipped.start(), lexicon);
    let mut found = find(lexicon, &all);
    // "An unnamed aide" tells it of the aide alone.
    found.retain(|one| {
        one.end > one.start + 1 || all.get(one.start).is_some_and(|word| word.key == "anonymously")
    });
    read(&all, &found, |_| false).terms
}

/// The reason that a sentence gives for terms that stand in it. Linear in its length up to a bound.
pub(super) fn reason(text: &str, explicit: Span, sentence: Span, lexicon: &Lexicon) -> Option<Reason> {
    let clipped = clip(text, explicit, sentence);
    let all = words(clipped.slice(text).unwrap_or_default(), clipped.start(), lexicon);
    let mut found = find(lexicon, &all);
    found.retain(|one| one.kind != WordingKind::Explicit);
    let start = all.partition_point(|word| word.span.end() <= explicit.start());
    // A reason stands behind the words for names as often as between them.
    let reasons = found.iter().filter(|one| one.start > start).map(|one| one.start);
    let end = all.partition_point(|word| word.span.start() < explicit.end());
    let end = reasons.min().map_or(end, |reason| reason.min(end));
    found.push(Match { kind: WordingKind::Explicit, start, end });
    read(&all, &found, |_| false).terms.reason
}

/// Whether a wording belongs to somebody else in the sentence: the noun for people directly before it ("an aide, speaking on
/// condition of anonymity", "an aide who ...") is outside the mention, and is not the addressee ("told reporters on condition
/// of anonymity").
fn belongs_to_another(all: &[Word], one: &Match, mention: Span, lexicon: &Lexicon) -> bool {
    let Some(first) = all.get(one.start) else { return false };
    if mention.contains(first.span) {
        return false;
    }
    // An adjective belongs to its own noun: "an unnamed aide".
    if one.end == one.start + 1 && first.key != "anonymously" {
        return true;
    }
    let relative = matches!(first.key.as_str(), "who" | "whose");
    let before = all.get(..one.start).unwrap_or_default().iter().rev();
    let mut before = before.skip_while(|word| {
        let leads = ["speaking", "spoke", "who", "talking", "talked", "speak", "all", "both", ","];
        leads.contains(&word.key.as_str())
    });
    let Some(noun) = before.next() else { return false };
    if mention.intersects(noun.span) {
        return false;
    }
    let people = lexicon.graded(&noun.key).is_some_and(|(classes, _)| classes.meets(PEOPLE));
    let spoken_to = before.take(4).take_while(|word| !word.is_mark()).any(|word| {
        matches!(word.key.as_str(), "to" | "with" | "by")
            || lexicon.classes(&word.key).is(WordClass::AddressingVerb)
    });
    people && (relative || !spoken_to) || relative && noun.is_capital()
}

/// Maximum number of words of a name and an apposition, with marks: "only as Peter, a retired surgeon, because".
const NAME: usize = 10;

/// Maximum number of bytes of the sentence that are read on each side of a mention. Sentences of news are shorter. The bound keeps
/// time linear in a text of one sentence with many mentions.
const MAX_CONTEXT: usize = 800;

fn clip(text: &str, mention: Span, context: Span) -> Span {
    let mut start = context.start().max(mention.start().saturating_sub(MAX_CONTEXT)).min(mention.start());
    let mut end =
        context.end().min(mention.end().saturating_add(MAX_CONTEXT)).max(mention.end()).min(text.len());
    while start > 0 && !text.is_char_boundary(start) {
        start -= 1;
    }
    while end < text.len() && !text.is_char_boundary(end) {
        end += 1;
    }
    Span::between(start, end)
}

fn read(all: &[Word], found: &[Match], near: impl Fn(&Match) -> bool) -> Wording {
    let mut wording = Wording::default();
    let explicit: Vec<&Match> =
        found.iter().filter(|one| matches!(one.kind, WordingKind::Explicit | WordingKind::Partial)).collect();
    wording.terms.explicit = explicit.first().and_then(|one| span(all, one));
    // Directly after explicit terms, or after one more word; after a part of a name, behind it and what it is.
    let beside = |one: &Match| {
        explicit.iter().any(|terms| {
            let gap = if terms.kind == WordingKind::Partial { NAME } else { 1 };
            (terms.end..=terms.end + gap).contains(&one.start)
        })
    };
    let reason = |kind: ReasonKind, one: &Match| span(all, one).map(|span| Reason::new(kind, span));
    let fits = |one: &&Match| match one.kind {
        // "The mayor was not authorised to sign" is a reason for nothing.
        WordingKind::Boilerplate | WordingKind::Substantive => !explicit.is_empty(),
        WordingKind::BoilerplateBeside | WordingKind::SubstantiveBeside => beside(one),
        _ => false,
    };
    // A boilerplate reason takes precedence over a wording that can be a substantive one.
    let rank = |one: &&Match| match one.kind {
        WordingKind::Boilerplate => 0,
        WordingKind::Substantive => 1,
        WordingKind::BoilerplateBeside => 2,
        _ => 3,
    };
    wording.terms.reason = found.iter().filter(fits).min_by_key(rank).and_then(|one| match one.kind {
        WordingKind::Boilerplate | WordingKind::BoilerplateBeside => reason(ReasonKind::Boilerplate, one),
        _ => reason(ReasonKind::Substantive, one),
    });
    let basis = |one: &Match| {
        let kind = match one.kind {
            WordingKind::Basis(Knows::Familiar) => BasisKind::Familiar,
            WordingKind::Basis(Knows::Direct) => BasisKind::DirectKnowledge,
            WordingKind::Basis(Knows::Proximity) => BasisKind::Proximity,
            WordingKind::Basis(Knows::Briefed) => BasisKind::Briefed,
            WordingKind::Basis(Knows::Document) => BasisKind::Document,
            WordingKind::Basis(Knows::Participant) => BasisKind::Participant,
            WordingKind::Basis(Knows::Eyewitness) => BasisKind::Eyewitness,
            WordingKind::Basis(Knows::ToldByOthers) => BasisKind::ToldByOthers,
            _ => return None,
        };
        span(all, one).filter(|_| near(one)).map(|span| Basis::new(kind, span))
    };
    wording.basis = found.iter().find_map(basis);
    wording.pseudonym = found
        .iter()
        .filter(|one| one.kind == WordingKind::Pseudonym && near(one))
        .find_map(|one| span(all, one));
    wording.partial =
        wording.pseudonym.is_some() || found.iter().any(|one| is_partial(one.kind) && near(one));
    wording
}

fn is_partial(kind: WordingKind) -> bool {
    matches!(kind, WordingKind::Partial | WordingKind::Called)
}

fn needs_explicit(kind: WordingKind) -> bool {
    use WordingKind::{BoilerplateBeside, Substantive, SubstantiveBeside};
    matches!(kind, Substantive | SubstantiveBeside | BoilerplateBeside)
}

fn span(words: &[Word], one: &Match) -> Option<Span> {
    let (first, last) = (words.get(one.start)?, words.get(one.end.checked_sub(1)?)?);
    Some(first.span.cover(last.span))
}

#[cfg(test)]
mod tests {
    use crate::anonymity::grade_mention;
    use crate::lexicon::Lexicon;
    use crate::{Grade, Level, ReasonKind, Span};

    /// Grades a mention in a sentence.
    fn graded(text: &str, mention: &str) -> (Grade, impl Fn(Option<Span>) -> Option<String>) {
        let start = text.find(mention).expect("the mention stands in the text");
        let span = Span::between(start, start + mention.len());
        let grade = grade_mention(text, span, Span::between(0, text.len()), Lexicon::standard());
        let text = text.to_owned();
        (grade, move |span: Option<Span>| span.and_then(|span| span.slice(&text).map(str::to_owned)))
    }

    #[test]
    fn terms_stand_around_the_phrase() {
        let (grade, words) = graded(
            "The ship had no pilot, a port official told reporters on condition of anonymity because he was not allowed \
             to brief the press.",
            "a port official",
        );
        assert_eq!(words(grade.axes.terms.explicit).as_deref(), Some("on condition of anonymity"));
        let reason = grade.axes.terms.reason.expect("a reason");
        assert_eq!(reason.kind, ReasonKind::Boilerplate);
        assert_eq!(
            words(Some(reason.span)).as_deref(),
            Some("because he was not allowed to brief the press")
        );

        let (grade, words) = graded(
            "Fearing reprisals, the baker asked that her name not be used, and said the soldiers came at night.",
            "the baker",
        );
        assert_eq!(words(grade.axes.terms.explicit).as_deref(), Some("asked that her name not be used"));
        let reason = grade.axes.terms.reason.expect("a reason");
        assert_eq!(reason.kind, ReasonKind::Substantive);
        assert_eq!(words(Some(reason.span)).as_deref(), Some("Fearing reprisals"));
    }

    #[test]
    fn anothers_terms_are_not_taken() {
        let text = "Critics doubt it, but an aide, who asked not to be identified, said Minister Olga Brandt was sure.";
        let (critics, _) = graded(text, "Critics");
        assert_eq!(critics.axes.terms.explicit, None);
        let (aide, words) = graded(text, "an aide");
        assert_eq!(words(aide.axes.terms.explicit).as_deref(), Some("who asked not to be identified"));
        let (minister, _) = graded(text, "Minister Olga Brandt");
        assert_eq!((minister.level, minister.axes.terms.explicit), (Level::Named, None));
    }

    #[test]
    fn a_basis_stands_directly_behind() {
        let text = "A trader familiar with the bid told a lawyer close to the board that it had failed.";
        let (trader, words) = graded(text, "A trader");
        assert_eq!(
            words(trader.axes.basis.map(|basis| basis.span)).as_deref(),
            Some("familiar with the bid")
        );
        let (lawyer, words) = graded(text, "a lawyer");
        let basis = words(lawyer.axes.basis.map(|basis| basis.span));
        assert!(basis.is_some_and(|basis| basis.starts_with("close to the board")));
    }

    #[test]
    fn a_name_that_is_none_is_partial() {
        let (grade, words) =
            graded("“They took my brother,” said Ahmad Noor, not his real name.", "Ahmad Noor");
        assert_eq!(grade.level, Level::Partial);
        assert_eq!(words(grade.axes.descriptors.pseudonym).as_deref(), Some("not his real name"));
    }

    #[test]
    fn a_sentence_of_many_mentions_is_clipped() {
        let text = "an aide said and ".repeat(20_000);
        let whole = Span::between(0, text.len());
        for at in (0..20_000).step_by(10) {
            let grade = grade_mention(&text, Span::between(at * 17, at * 17 + 7), whole, Lexicon::standard());
            assert_eq!(grade.level, Level::Vague);
        }
    }
}
