//! What a noun says of whoever goes by it.

use std::borrow::Cow;

use crate::ActorKind;
use crate::lexicon::{Classes, Gender, Lexicon, PEOPLE, Relation, WordClass};
use crate::text::Document;

/// A noun by its lemma, and what the lexicon knows of it.
#[derive(Clone, Debug)]
pub(crate) struct Noun<'n> {
    lexicon: &'n Lexicon,
    lemma: Cow<'n, str>,
    classes: Classes,
}

impl<'n> Noun<'n> {
    /// The noun with this lemma.
    pub(crate) fn new(lexicon: &'n Lexicon, lemma: impl Into<Cow<'n, str>>) -> Self {
        let lemma = lemma.into();
        let classes = lexicon.classes(&lemma);
        Noun { lexicon, lemma, classes }
    }

    /// The noun at a token.
    pub(crate) fn at(document: &'n Document<'_>, token: usize) -> Self {
        let (lexicon, lemma) = (document.lexicon(), Cow::from(document.lemma(token)));
        Noun { lexicon, lemma, classes: document.classes(token) }
    }

    /// The noun at a token, in lower case.
    pub(crate) fn lower_at(document: &'n Document<'_>, token: usize) -> Self {
        let noun = Noun::at(document, token);
        let is_lower = noun.lemma.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
        if is_lower { noun } else { Noun::new(noun.lexicon, noun.lemma.to_lowercase()) }
    }

    pub(crate) fn lemma(&self) -> &str {
        &self.lemma
    }

    /// Whether the lexicon lists the noun in a class.
    pub(crate) fn is(&self, class: WordClass) -> bool {
        self.classes.is(class)
    }

    /// The kind of an actor without a name that goes by the noun. Most nouns make people of it.
    pub(crate) fn actor_kind(&self, plural: bool) -> ActorKind {
        let kinds = [
            (WordClass::DocumentActor, ActorKind::Document),
            (WordClass::GovernmentActor, ActorKind::Government),
            (WordClass::OrganizationActor, ActorKind::Organization),
            (WordClass::OutletActor, ActorKind::Outlet),
        ];
        // What one is whom the grader knows for a body: "the force", "a charity". Several are a group of them.
        let one = [
            (WordClass::Document, ActorKind::Document),
            (WordClass::Institution, ActorKind::Organization),
            (WordClass::Organization, ActorKind::Organization),
        ];
        let listed = kinds.into_iter().chain(one.into_iter().filter(|_| !plural));
        let listed = listed.into_iter().find(|(class, _)| self.is(*class));
        listed.map_or(if plural { ActorKind::Group } else { ActorKind::Person }, |(_, kind)| kind)
    }

    /// The kind of a named actor that the noun takes up: "the newspaper", "the company".
    pub(crate) fn named_kind(&self) -> Option<ActorKind> {
        if self.is(WordClass::NewspaperNoun) {
            Some(ActorKind::Outlet)
        } else if self.is(WordClass::CompanyNoun) {
            Some(ActorKind::Organization)
        } else {
            None
        }
    }

    /// The class of nouns that take up one document in turn, if this is one of them.
    pub(crate) fn document_class(&self) -> Option<WordClass> {
        [WordClass::ArticleNoun, WordClass::StudyNoun].into_iter().find(|class| self.is(*class))
    }

    /// Whether the noun names a human being by what it is or does, as its ending shows or the lexicon says.
    pub(crate) fn is_human(&self) -> bool {
        const ENDINGS: [&str; 15] = [
            "er", "or", "ist", "man", "woman", "ee", "ian", "year-old", "ant", "ent", "crat", "ess", "mate",
            "smith", "star",
        ];
        self.lexicon.is_title(&self.lemma)
            || self.is(WordClass::PersonNoun)
            // "environment", "movement" do nothing.
            || (ENDINGS.iter().any(|ending| self.lemma.ends_with(ending)) && !self.lemma.ends_with("ment"))
    }

    /// Whether the lexicon lists the noun for people. Endings alone make people of "dress" and "border".
    pub(crate) fn is_listed_role(&self) -> bool {
        const LISTED: Classes = PEOPLE.without(Classes::of(&[WordClass::IdentityNoun]));
        self.classes.meets(LISTED) || self.lexicon.knows_any(&self.lemma, LISTED)
    }

    /// Whether the noun tells what a person is or does: "panel" in "panel chairman Ann Lee" does not.
    pub(crate) fn is_role(&self) -> bool {
        self.is_listed_role() || (self.is_human() && self.actor_kind(false) == ActorKind::Person)
    }

    /// The noun for all that say the same of somebody: "lawyer" for "attorney".
    pub(crate) fn role(&self) -> &str {
        same_role(self.lexicon, &self.lemma)
    }

    /// The gender of a person that goes by the noun: "spokeswoman", "uncle".
    pub(crate) fn gender(&self) -> Option<Gender> {
        if self.lemma == "human" {
            None
        } else if self.lemma.ends_with("woman") || self.is(WordClass::FemaleNoun) {
            Some(Gender::Female)
        } else if self.lemma.ends_with("man") || self.is(WordClass::MaleNoun) {
            Some(Gender::Male)
        } else {
            None
        }
    }
}

/// The noun for all that say the same of somebody as a noun: "lawyer" for "attorney".
pub(crate) fn same_role<'n>(lexicon: &'n Lexicon, noun: &'n str) -> &'n str {
    lexicon.related(Relation::SameRole, noun).next().unwrap_or(noun)
}
