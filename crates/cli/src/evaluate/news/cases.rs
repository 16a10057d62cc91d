//! Statements made from annotated news, true ones and altered ones, each with what is right to say of it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use ascribe::Quotation;
use ascribe::text::Document;
use ascribe::verify::{ChangeKind, Marks, Statement};

use super::gold::{Annotated, Force, Marked, NameKind};

/// How a statement was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    /// A quotation as it stands.
    True,
    /// A quotation with other typography.
    Typography,
    /// A paraphrase as it stands.
    Paraphrase,
    /// A quotation without its negation.
    Negation,
    /// A quotation with another number.
    Number,
    /// A quotation with another name.
    Name,
    /// A quotation in another tense.
    Tense,
    /// Two quotations made one.
    Splice,
    /// A quotation of somebody else.
    Swapped,
    /// A paraphrase in quotation marks.
    InMarks,
    /// What somebody denies, with a cue that says so: whoever "said that he was at home" against a charge said just that.
    Denial,
}

impl Kind {
    pub(crate) const ALL: [Kind; 11] = [
        Kind::True,
        Kind::Typography,
        Kind::Paraphrase,
        Kind::Negation,
        Kind::Number,
        Kind::Name,
        Kind::Tense,
        Kind::Splice,
        Kind::Swapped,
        Kind::InMarks,
        Kind::Denial,
    ];

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Kind::True => "true",
            Kind::Typography => "typography",
            Kind::Paraphrase => "paraphrase",
            Kind::Negation => "negation dropped",
            Kind::Number => "number changed",
            Kind::Name => "name changed",
            Kind::Tense => "tense changed",
            Kind::Splice => "spliced",
            Kind::Swapped => "speaker swapped",
            Kind::InMarks => "paraphrase in marks",
            Kind::Denial => "out of its denial",
        }
    }

    /// Whether the words are those of the text.
    pub(crate) fn is_there(self) -> bool {
        !matches!(self, Kind::Negation | Kind::Number | Kind::Name | Kind::Tense | Kind::Splice)
    }

    /// What an alteration must be said to be about.
    pub(crate) fn change(self) -> Option<ChangeKind> {
        match self {
            Kind::Negation => Some(ChangeKind::Negation),
            Kind::Number => Some(ChangeKind::Number),
            Kind::Name => Some(ChangeKind::Name),
            _ => None,
        }
    }

    pub(crate) fn marks(self) -> Option<Marks> {
        match self {
            Kind::True | Kind::Typography | Kind::Swapped => Some(Marks::Inside),
            Kind::InMarks => Some(Marks::Outside),
            _ => None,
        }
    }
}

/// A statement and how it was made.
pub(crate) struct Case {
    pub(crate) kind: Kind,
    pub(crate) statement: Statement,
}

/// Fewest words of a statement: fewer stand in a text by chance.
const FEWEST: usize = 4;

/// Cues that deny, by the annotation itself: of ten claims with such a cue at least nine are marked as denials.
pub(crate) struct Denying(BTreeSet<String>);

impl Denying {
    pub(crate) fn of(articles: &[Annotated]) -> Denying {
        let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for article in articles {
            for marked in &article.attributions {
                let (all, denials) = counts.entry(cue(article, marked)).or_default();
                *all += 1;
                *denials += usize::from(marked.force == Force::Denial);
            }
        }
        counts.retain(|cue, (all, denials)| !cue.is_empty() && *denials * 10 >= *all * 9);
        Denying(counts.into_keys().collect())
    }

    /// Whether what is claimed is what is denied: by the cue, or by a negation on the way to it ("does not accept the findings").
    fn has(&self, article: &Annotated, marked: &Marked) -> bool {
        let end = marked.content.first().map_or(0, |content| content.start);
        let start = marked.source.iter().map(|source| source.end).filter(|at| *at <= end).max();
        let between = start.and_then(|start| article.text.get(start..end)).unwrap_or_default();
        self.0.contains(&cue(article, marked)) || without_negation(&format!("{between} ")).is_some()
    }
}

fn cue(article: &Annotated, marked: &Marked) -> String {
    let words: Vec<&str> = marked.cue.iter().filter_map(|range| article.text.get(range.clone())).collect();
    words.join(" … ").to_lowercase()
}

/// All statements that an article gives.
pub(crate) fn cases(article: &Annotated, denying: &Denying) -> Vec<Case> {
    let text = article.text.as_str();
    let mut cases = Vec::new();
    let document = Document::segment(text);
    let quotations: Vec<Range<usize>> = document
        .quotations()
        .iter()
        .filter(|quoted| quoted.depth == 0 && quoted.closed)
        .map(|quoted| quoted.inner.range())
        .collect();
    let quoted: Vec<(&str, &Marked)> =
        quotations.iter().filter_map(|range| Some((words(text, range)?, of(article, range)?))).collect();
    for (at, (said, marked)) in quoted.iter().enumerate() {
        let (said, Some(speaker)) = (*said, speaker(article, marked)) else { continue };
        let mut add = |kind, words: &str, speaker: &str| {
            cases.push(Case { kind, statement: Statement::new(speaker, words) });
        };
        let is_denied = marked.force == Force::Denial;
        // A word or two in marks under a denial are what is denied.
        if !is_denied {
            add(Kind::True, said, &speaker);
            if let Some(other) = typography(said) {
                add(Kind::Typography, &other, &speaker);
            }
            if let Some(other) = other_speaker(article, marked) {
                add(Kind::Swapped, said, &other);
            }
        }
        let altered = [
            (Kind::Negation, without_negation(said)),
            (Kind::Number, other_number(said)),
            (Kind::Name, other_name(article, said)),
            (Kind::Tense, other_tense(said)),
            (Kind::Splice, quoted.get(at + 2).map(|(next, _)| format!("{said} {next}"))),
        ];
        for (kind, words) in altered {
            if let Some(words) = words.filter(|words| !text.contains(words.as_str())) {
                add(kind, &words, &speaker);
            }
        }
    }
    for marked in &article.attributions {
        let [content] = marked.content.as_slice() else { continue };
        // A turn of an interview is verbatim without marks.
        let is_unquoted = marked.quotation == Quotation::Indirect
            && quotations.iter().all(|range| range.end <= content.start || content.end <= range.start);
        let (Some(said), Some(speaker), true) = (words(text, content), speaker(article, marked), is_unquoted)
        else {
            continue;
        };
        let said = said.strip_prefix("that ").unwrap_or(said);
        let statement = Statement::new(speaker, said);
        let kinds: &[Kind] = match marked.force {
            Force::Denial
                if denying.has(article, marked) && without_negation(&format!(" {said} ")).is_none() =>
            {
                &[Kind::Denial]
            }
            Force::Denial | Force::NoComment | Force::Question | Force::Doubt => &[],
            _ => &[Kind::Paraphrase, Kind::InMarks],
        };
        for kind in kinds {
            let statement = statement.clone();
            let is_quoted = *kind == Kind::InMarks;
            cases.push(Case {
                kind: *kind,
                statement: if is_quoted { statement } else { statement.paraphrased() },
            });
        }
    }
    cases
}

fn words<'t>(text: &'t str, range: &Range<usize>) -> Option<&'t str> {
    text.get(range.clone()).filter(|words| words.split_whitespace().count() >= FEWEST)
}

/// The innermost marked attribution around a range.
fn of<'a>(article: &'a Annotated, range: &Range<usize>) -> Option<&'a Marked> {
    let holds = |marked: &&Marked| {
        marked.content.iter().any(|content| content.start <= range.start && range.end <= content.end + 2)
    };
    let length = |marked: &&Marked| marked.content.iter().map(ExactSizeIterator::len).sum::<usize>();
    article.attributions.iter().filter(holds).filter(|marked| marked.level.is_some()).min_by_key(length)
}

/// How a reader would name the speaker: by name, or by the longest phrase of the article.
fn speaker(article: &Annotated, marked: &Marked) -> Option<String> {
    marked.level?;
    called(article, marked.actor.as_ref()?)
}

fn called(article: &Annotated, key: &str) -> Option<String> {
    // Annotators also write down what a body or a document is called elsewhere.
    if let Some(name) = article.actors.get(key)?.name.as_ref().filter(|name| article.text.contains(*name)) {
        return Some(name.clone());
    }
    let phrases = article.attributions.iter().filter(|one| one.actor.as_deref() == Some(key));
    let phrases = phrases.flat_map(|one| &one.source).filter_map(|range| article.text.get(range.clone()));
    phrases.max_by_key(|phrase| phrase.len()).filter(|phrase| phrase.contains(' ')).map(str::to_owned)
}

/// Another named speaker of the article, who does not say the same.
fn other_speaker(article: &Annotated, marked: &Marked) -> Option<String> {
    let own = marked.actor.as_ref()?;
    let around: Vec<&str> = article
        .attributions
        .iter()
        .filter(|one| {
            one.content.iter().any(|a| marked.content.iter().any(|b| a.start < b.end && b.start < a.end))
        })
        .flat_map(|one| [one.actor.as_deref(), one.relay.as_deref()])
        .flatten()
        .collect();
    let others: BTreeMap<&String, &String> = article
        .actors
        .iter()
        .filter(|(key, _)| *key != own && !around.contains(&key.as_str()))
        .filter(|(key, _)| article.attributions.iter().any(|one| one.actor.as_ref() == Some(*key)))
        .filter_map(|(key, actor)| Some((key, actor.name.as_ref()?)))
        .filter(|(_, name)| article.text.contains(*name))
        .collect();
    let at = marked.content.first()?.start % others.len().max(1);
    others.into_values().nth(at).cloned()
}

/// The same words with straight marks and a dash of another kind.
fn typography(words: &str) -> Option<String> {
    let other: String = words
        .chars()
        .map(|c| match c {
            '’' | '‘' => '\'',
            '“' | '”' => '"',
            '\'' => '’',
            '–' => '—',
            other => other,
        })
        .collect();
    (other != words).then_some(other)
}

fn without_negation(words: &str) -> Option<String> {
    for (with, without) in [(" not ", " "), (" never ", " "), ("n’t ", " "), ("n't ", " "), (" no ", " ")] {
        if let Some((before, after)) = words.split_once(with) {
            return Some(format!("{before}{without}{after}"));
        }
    }
    None
}

fn other_number(words: &str) -> Option<String> {
    if let Some(at) = words.find(|c: char| c.is_ascii_digit()) {
        let (before, rest) = words.split_at(at);
        let mut rest = rest.chars();
        let digit = rest.next()?.to_digit(10)?;
        return Some(format!("{before}{}{}", (digit + 1) % 10, rest.as_str()));
    }
    for pair in [" two ", " three ", " four ", " five ", " six ", " seven "].windows(2) {
        if let [one, next] = pair
            && words.contains(one)
        {
            return Some(words.replacen(one, next, 1));
        }
    }
    None
}

/// The words with a name of the article in place of another of its kind.
fn other_name(article: &Annotated, words: &str) -> Option<String> {
    let (name, kind) = article
        .names
        .iter()
        .filter(|(_, kind)| matches!(kind, NameKind::Person | NameKind::Place | NameKind::Organization))
        .find(|(name, _)| words.split(|c: char| !c.is_alphanumeric()).any(|word| word == name.as_str()))?;
    let other = article.names.iter().find(|(other, of)| {
        *of == kind && !other.contains(name.as_str()) && !name.contains(other.as_str())
    })?;
    Some(words.replacen(name.as_str(), other.0, 1))
}

fn other_tense(words: &str) -> Option<String> {
    let forms = [
        (" is ", " was "),
        (" are ", " were "),
        (" has ", " had "),
        (" have ", " had "),
        (" will ", " would "),
    ];
    forms.iter().find(|(now, _)| words.contains(now)).map(|(now, then)| words.replacen(now, then, 1))
}
