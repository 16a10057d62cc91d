//! A description as a question: what it tells of the actor that it means.

use crate::Span;
use crate::lexicon::WordClass;
use crate::mention::noun::{Noun, same_role};
use crate::mention::phrase::{Determiner, Phrase};
use crate::text::{Deprel, Document, Upos};

use super::context::{Context, Owner};
use super::pronoun::{owner, possessor};
use super::resolver::Resolver;

/// Maximum number of words of a description that are compared with another's.
const MAX_WORDS: usize = 16;

/// Words that tell people of one sort apart in the order in which the text has them.
pub(super) const ORDER: [&str; 6] = ["first", "second", "third", "fourth", "fifth", "sixth"];

/// A description, and what tells it from others.
pub(super) struct Described<'r> {
    pub(super) read: &'r Phrase,
    pub(super) noun: Noun<'r>,
    /// Nouns, names, adjectives and numbers of the phrase, and the surname of its owner; sorted.
    pub(super) words: Vec<String>,
    /// Whose the one is, where the phrase means one.
    pub(super) owner: Option<Owner>,
}

impl<'a> Resolver<'a> {
    /// Reads a description. `told` is the content of the attribution whose source is looked for.
    pub(super) fn read_description<'r>(&self, read: &'r Phrase, told: &[Span]) -> Described<'r>
    where
        'a: 'r,
    {
        let context = self.context();
        let owner = if read.plural { None } else { possessor(context, read, told) };
        let noun = noun(self.document, read);
        Described { read, noun, words: words(context, read, told), owner }
    }
}

impl Described<'_> {
    /// The words that do not say how many are meant, or in which order.
    pub(super) fn telling_words(&self) -> impl Iterator<Item = &String> {
        self.words.iter().filter(|word| !is_quantifier(word) && !ORDER.contains(&word.as_str()))
    }

    /// Whether a phrase counts somebody by another number than the words of an actor do: "the first official" is not "the second
    /// Dutch official".
    pub(super) fn is_another_in_order(&self, words: &[String]) -> bool {
        let place = |words: &[String]| words.iter().find_map(|word| ORDER.iter().position(|one| one == word));
        matches!((place(&self.words), place(words)), (Some(own), Some(other)) if own != other)
    }

    /// Whether a phrase is "experts", "some critics": people of whom nothing shows that they are others than those of whom
    /// the article told more before, as in "tax experts".
    pub(super) fn is_loose(&self, document: &Document<'_>) -> bool {
        self.read.plural
            && self.read.count.is_none()
            && self.telling_words().count() == 1
            && document.lexicon().knows(self.noun.lemma(), WordClass::Observer)
    }
}

/// The noun of a description; "34-year-old" is one.
fn noun<'d>(document: &'d Document<'_>, read: &Phrase) -> Noun<'d> {
    let age = read.noun >= 2
        && document.lower(read.noun) == "old"
        && document.lower(read.noun - 1) == "-"
        && document.lower(read.noun - 2) == "year";
    if age { Noun::new(document.lexicon(), "year-old") } else { Noun::lower_at(document, read.noun) }
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
        // "The officials interviewed in recent days", "the source, a banker": what is new of them is not which they are.
        let definite = read.determiner == Determiner::Definite;
        // The parse may hang the noun on the participle.
        let clause = document.is(at, Deprel::Acl) && document.head(at) == Some(read.noun)
            || document.head(read.noun) == Some(at) && document.upos(at) == Some(Upos::Verb);
        if at > read.noun && definite && (clause || lower == ",") {
            break;
        }
        let telling = matches!(document.upos(at), Some(Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num));
        let pointing = document.lexicon().classes(lower).is(WordClass::PointingWord);
        let counting = matches!(lower, "all" | "such") || (at < read.noun && at == read.head);
        let order = at < read.noun && ORDER.contains(&lower);
        if (telling && !pointing && !counting) || is_quantifier(lower) || order {
            // Of names and of words that the tagger takes for names the lemma is the form.
            let word = lower.strip_suffix('s').filter(|stem| stem.len() > 2).unwrap_or(lower);
            let word = if at == read.noun { same_role(document.lexicon(), word) } else { word };
            words.push(word.to_owned());
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
