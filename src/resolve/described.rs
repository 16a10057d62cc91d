//! A description as a question: what it tells of the actor that it means.

use crate::Span;
use crate::lexicon::WordClass;
use crate::mention::phrase::Phrase;
use crate::text::{Document, Upos};

use super::context::{Context, Owner};
use super::pronoun::{owner, possessor};

/// Maximum number of words of a description that are compared with another's.
const MAX_WORDS: usize = 16;

/// A description, and what tells it from others.
pub(super) struct Described<'r> {
    pub(super) read: &'r Phrase,
    /// The lemma of its noun, in lower case.
    pub(super) lemma: String,
    /// Nouns, names, adjectives and numbers of the phrase, and the surname of its owner; sorted.
    pub(super) words: Vec<String>,
    /// Whose the one is, where the phrase means one.
    pub(super) owner: Option<Owner>,
}

impl<'r> Described<'r> {
    /// `told` is the content of the attribution whose source is looked for.
    pub(super) fn new(context: Context<'_>, read: &'r Phrase, told: &[Span]) -> Self {
        let owner = if read.plural { None } else { possessor(context, read, told) };
        let lemma = lemma_of(context.document, read);
        Described { read, lemma, words: words(context, read, told), owner }
    }

    /// The words that do not say how many are meant.
    pub(super) fn telling_words(&self) -> impl Iterator<Item = &String> {
        self.words.iter().filter(|word| !is_quantifier(word))
    }

    /// Whether a phrase is "experts", "some critics": people of whom nothing shows that they are others than those of whom
    /// the article told more before, as in "tax experts".
    pub(super) fn is_loose(&self, document: &Document<'_>) -> bool {
        self.read.plural
            && self.read.count.is_none()
            && self.telling_words().count() == 1
            && document.lexicon().knows(&self.lemma, WordClass::Observer)
    }
}

/// The noun of a description; "34-year-old" is one.
fn lemma_of(document: &Document<'_>, read: &Phrase) -> String {
    let age = read.noun >= 2
        && document.lower(read.noun) == "old"
        && document.lower(read.noun - 1) == "-"
        && document.lower(read.noun - 2) == "year";
    if age { "year-old".to_owned() } else { document.lemma(read.noun).to_lowercase() }
}

/// The words that tell one description from another: nouns, names, adjectives and numbers of the phrase itself, up to a
/// clause that hangs on it; and whose it is.
fn words(context: Context<'_>, read: &Phrase, told: &[Span]) -> Vec<String> {
    let Context { document, discourse, .. } = context;
    let last = document.token_at(read.span.end().saturating_sub(1));
    let mut words = Vec::new();
    for at in document.token_at(read.span.start())..=last {
        let lower = document.lower(at);
        if at > read.noun && matches!(lower, "who" | "which" | "that" | "whose") {
            break;
        }
        let telling = matches!(document.upos(at), Some(Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num));
        let pointing =
            matches!(lower, "another" | "other" | "same" | "latter" | "former" | "different" | "second");
        let counting = matches!(lower, "all" | "such") || (at < read.noun && at == read.head);
        if (telling && !pointing && !counting) || is_quantifier(lower) {
            // Of names and of words that the tagger takes for names the lemma is the form.
            words.push(lower.strip_suffix('s').filter(|stem| stem.len() > 2).unwrap_or(lower).to_owned());
        } else if matches!(lower, "his" | "her" | "their" | "its")
            && let Some(owner) = owner(context, at, told)
            && let Some(last) = discourse.full_name(owner).and_then(|name| name.split(' ').next_back())
        {
            words.push(last.to_lowercase());
        }
        if words.len() == MAX_WORDS {
            break;
        }
    }
    words.sort_unstable();
    words.dedup();
    words
}

/// Words that say how many are meant: "many voters" are not the voters of whom the text spoke.
fn is_quantifier(lower: &str) -> bool {
    matches!(lower, "several" | "some" | "many" | "few" | "most" | "more")
}
