//! Why a phrase has its level.

use std::fmt;

use super::level;
use crate::lexicon::{Lexicon, WordClass};
use crate::{Grade, Span};

/// The grade of a phrase, with the words, facts and rule that led to it.
///
/// Its text is for people who look for the reason of a level, and may change.
///
/// ```
/// use ascribe::anonymity::explain;
///
/// let explanation = explain("the senator's aide");
/// assert_eq!(explanation.because, "a role with an affiliation");
/// println!("{explanation}");
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Explanation {
    /// The grade: what [`grade`](super::grade) returns.
    pub grade: Grade,
    /// The rule that gave the level.
    pub because: &'static str,
    /// The rule that gave the standing. `None` for a phrase without one.
    pub standing_because: Option<&'static str>,
    /// What the head of the phrase is.
    pub head: &'static str,
    /// What else holds of the phrase.
    pub facts: Vec<&'static str>,
    /// The words and listed phrases that were read, each with its place and classes.
    pub words: Vec<(Span, Vec<WordClass>)>,
    phrase: String,
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (span, classes) in &self.words {
            let labels: Vec<&str> = classes.iter().map(|class| class.label()).collect();
            let labels = if labels.is_empty() { "-".to_owned() } else { labels.join(", ") };
            writeln!(f, "{:24} {labels}", span.slice(&self.phrase).unwrap_or_default())?;
        }
        writeln!(f, "head: {}", self.head)?;
        if !self.facts.is_empty() {
            writeln!(f, "facts: {}", self.facts.join(", "))?;
        }
        write!(f, "{}: {}", self.grade.level, self.because)?;
        match self.grade.axes.standing.as_ref().zip(self.standing_because) {
            Some((standing, because)) => write!(f, "\n{}: {because}", standing.kind),
            None => Ok(()),
        }
    }
}

/// Explains the grade of a phrase by the crate's own words.
///
/// See [`Explanation`] for an example.
#[must_use]
pub fn explain(phrase: &str) -> Explanation {
    explain_with(Lexicon::standard(), phrase)
}

/// Explains the grade of a phrase by words of your own.
///
/// ```
/// use ascribe::anonymity::explain_with;
/// use ascribe::lexicon::Lexicon;
///
/// let explanation = explain_with(&Lexicon::empty(), "police");
/// assert_eq!(explanation.because, "an unknown noun without an affiliation");
/// ```
#[must_use]
pub fn explain_with(lexicon: &Lexicon, phrase: &str) -> Explanation {
    let decision = level::grade_alone(phrase, lexicon);
    let words = decision.words.iter().map(|word| (word.span, word.classes.iter().collect()));
    Explanation {
        because: decision.because,
        standing_because: decision.standing_because,
        head: decision.noun.who.name(),
        facts: decision.noun.facts().collect(),
        words: words.collect(),
        grade: decision.grade,
        phrase: phrase.to_owned(),
    }
}
