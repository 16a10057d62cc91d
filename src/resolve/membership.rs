//! Of which group somebody is one: "one of them", "two of the officials", "the other", "a third trader".

use crate::lexicon::WordClass;
use crate::mention::noun::Noun;
use crate::mention::phrase::{Form, Phrase, phrase};
use crate::mention::pronoun::Person;
use crate::text::{Deprel, Document, Upos};

use super::described::ORDER;
use super::resolver::Resolver;

/// Maximum number of attributions before in which a group, or whom terms are told of, is looked for.
pub(super) const MAX_SPOKE: usize = 12;

impl Resolver<'_> {
    /// The group without a name that a phrase takes somebody from.
    pub(super) fn whole_of(&self, read: &Phrase) -> Option<usize> {
        let document = self.document;
        if let Some(inner) = counted(self.document, read) {
            let span = document.token(inner)?.span;
            let of = phrase(document, span)?;
            return match of.form {
                Form::Pronoun(pronoun) => {
                    let several =
                        matches!(pronoun.person, Person::Third | Person::Indefinite | Person::Relative);
                    several.then(|| self.last_group(read.head)).flatten()
                }
                _ if document.upos(inner) == Some(Upos::Num) => self.last_group(read.head),
                _ => self.group_of(inner, read.head),
            };
        }
        let first = document.lower(document.tokens_in(read.span).start);
        let bare = document.lower(read.noun);
        let counts = |word: &str| matches!(word, "another" | "one" | "other") || ORDER.contains(&word);
        // "Another", "the other", "a third"
        if counts(bare) && !(bare == "first" && first != "the") {
            return self.last_group(read.head);
        }
        // "a second trader", "the third nurse", of traders and nurses of whom the text spoke.
        let range = document.tokens_in(read.span);
        let ordinal = range.clone().take_while(|at| *at < read.noun).any(|at| counts(document.lower(at)));
        let one = !read.plural && document.upos(read.noun) == Some(Upos::Noun);
        if ordinal && one { self.group_of(read.noun, read.head) } else { None }
    }

    /// The last group that a noun in the plural describes, or any, where the noun says no more than that they are people.
    fn group_of(&self, noun: usize, before: usize) -> Option<usize> {
        let noun = Noun::lower_at(self.document, noun);
        let alike = self.discourse.alike(&noun, true).last().copied();
        let known = alike.filter(|group| self.is_group(*group));
        known.or_else(|| self.last_group(before).filter(|_| noun.is(WordClass::UnnamedNoun)))
    }

    /// The group that spoke last or that was mentioned last; of somebody who is one of a group, that group.
    fn last_group(&self, before: usize) -> Option<usize> {
        let group = |cluster: usize| {
            let whole = self.parts.get(&cluster).copied();
            whole.or_else(|| Some(cluster).filter(|cluster| self.is_group(*cluster)))
        };
        let spoke = self.spoke.iter().rev().map(|spoke| spoke.cluster).take(MAX_SPOKE).find_map(group);
        let mentioned = || self.discourse.before(before).map(|candidate| candidate.cluster).find_map(group);
        spoke.or_else(mentioned)
    }

    fn is_group(&self, cluster: usize) -> bool {
        self.discourse
            .actor(cluster)
            .is_some_and(|actor| actor.plural && actor.names.is_empty() && actor.members.is_empty())
    }
}

/// What a counting word counts: the word after its "of", in "one of the two" and "a number of experts".
fn counted(document: &Document<'_>, read: &Phrase) -> Option<usize> {
    if read.noun != read.head {
        return Some(read.noun);
    }
    let led = |child: usize| document.children(child).any(|case| document.lower(case) == "of");
    let counts = document.upos(read.head) == Some(Upos::Num)
        || matches!(document.lower(read.head), "one" | "some" | "each");
    document.child(read.head, Deprel::Nmod).filter(|child| counts && led(*child))
}
