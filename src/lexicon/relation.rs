//! Words that belong to other words.

use crate::checksum::WordMap;

/// How a word of a table belongs to the word in the label of its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// `verb_of speech: speak`: the verb of what a noun names.
    VerbOf,
    /// `role_of_title judge: justice`: a noun by which news takes up somebody of a title.
    RoleOfTitle,
    /// `same_role lawyer: attorney`: the noun for all that say the same of somebody.
    SameRole,
}

impl Relation {
    pub(super) fn labelled(label: &str) -> Option<Relation> {
        match label {
            "verb_of" => Some(Relation::VerbOf),
            "role_of_title" => Some(Relation::RoleOfTitle),
            "same_role" => Some(Relation::SameRole),
            _ => None,
        }
    }
}

/// By word: the words that it belongs to.
#[derive(Clone, Debug, Default)]
pub(super) struct Relations(WordMap<String, Vec<(Relation, String)>>);

impl Relations {
    pub(super) fn add<'w>(&mut self, relation: Relation, to: &str, words: impl Iterator<Item = &'w str>) {
        for word in words {
            self.0.entry(word.to_lowercase()).or_default().push((relation, to.to_lowercase()));
        }
    }

    pub(super) fn get(&self, relation: Relation, word: &str) -> impl Iterator<Item = &str> {
        let related = self.0.get(word).into_iter().flatten();
        related.filter(move |(known, _)| *known == relation).map(|(_, to)| to.as_str())
    }
}
