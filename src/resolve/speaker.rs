//! The source of an attribution that has a source phrase.

use crate::anonymity;
use crate::attribution::Draft;
use crate::lexicon::{Classes, PEOPLE, WordClass};
use crate::mention::phrase::{Form, Phrase, phrase};
use crate::mention::pronoun::{Person, Pronoun};
use crate::{ActorKind, Span};

use super::context::is_quoted;
use super::evidence::How;
use super::mentioned::{Mentioned, mention_kind, unresolved};
use super::named_source::names_others;
use super::pronoun::{self, Asked};
use super::resolver::Resolver;
use super::role::learn_role;
use super::taken_up::whose_words;

/// The words of a label that are no name of a person.
const NO_NAMES: Classes = PEOPLE.union(Classes::of(&[
    WordClass::Institution,
    WordClass::Organization,
    WordClass::Outlet,
    WordClass::OutletNoun,
    WordClass::Named,
    WordClass::Country,
]));

impl Resolver<'_> {
    /// The source of an attribution. `outer` is the speaker of the attribution in whose content this one stands.
    pub(super) fn source(&mut self, draft: &Draft, outer: Option<usize>) -> Option<Mentioned> {
        let span = *draft.found.source.first()?;
        let told = &draft.found.content;
        let phrase = phrase(self.document, span)?;
        let label =
            draft.found.verbatim.then(|| span.slice(self.document.text()).unwrap_or_default().to_lowercase());
        if let Some(cluster) = label.as_ref().and_then(|label| self.labels.get(label)).copied() {
            self.record(cluster, &phrase);
            self.note_label(cluster, &phrase);
            return Some(Mentioned { cluster, phrase, how: How::TakenUp });
        }
        let named = self.named(&phrase);
        // How sure it is that it names nobody says nothing of whom it describes.
        let sure = self.sure.take();
        let before = self.discourse.clusters.len();
        let whole = if named.is_none() { self.whole_of(&phrase) } else { None };
        let asked = |pronoun| Asked { pronoun, token: phrase.head, span, outer, told };
        let cluster = match (named, phrase.form) {
            (Some((member, link)), _) if names_others(self.context(), link, &phrase) => {
                let cluster = self.open(&phrase, told);
                if let Some(actor) = self.discourse.actor_mut(cluster) {
                    (actor.kind, actor.plural) = (Some(ActorKind::Group), true);
                    actor.members.push(member);
                }
                Some(cluster)
            }
            (Some((cluster, link)), _) => {
                self.describe_named(cluster, link, span);
                Some(cluster)
            }
            (None, Form::Pronoun(_)) if whole.is_some() => Some(self.open(&phrase, told)),
            (None, Form::Pronoun(pronoun)) => self.refer(asked(pronoun)),
            (None, Form::Name | Form::Description) => {
                let said = whose_words(self.context(), &phrase, told);
                Some(said.unwrap_or_else(|| self.describe(&phrase, told)))
            }
        };
        let Some(cluster) = cluster else {
            self.diagnostics.push(unresolved(span, self.document.text()));
            let cluster = self.open(&phrase, told);
            return Some(Mentioned { cluster, phrase, how: How::Unknown });
        };
        let how = match phrase.form {
            _ if named.is_some() => sure.map_or(How::Named, How::Weighed),
            Form::Pronoun(pronoun) if self.sure.is_none() => pronoun::how(self.context(), asked(pronoun)),
            _ if self.sure.is_some() => How::Weighed(self.sure.unwrap_or_default()),
            _ if self.discourse.clusters.len() > before => How::New,
            _ => How::TakenUp,
        };
        self.record(cluster, &phrase);
        if let Some(label) = label {
            self.know_label(cluster, &phrase);
            self.labels.insert(label, cluster);
        }
        if let Some(whole) = whole.filter(|whole| *whole != cluster && cluster >= before) {
            self.parts.insert(cluster, whole);
        }
        Some(Mentioned { cluster, phrase, how })
    }

    fn open(&mut self, phrase: &Phrase, told: &[Span]) -> usize {
        let asked = self.read_description(phrase, told);
        self.open_description(&asked)
    }

    /// Records that a phrase means an actor.
    fn record(&mut self, cluster: usize, phrase: &Phrase) {
        if let Some(actor) = self.discourse.actor_mut(cluster) {
            let is_pronoun = matches!(phrase.form, Form::Pronoun(_));
            if phrase.form != Form::Name && (actor.names.is_empty() || is_pronoun) {
                actor.mention(phrase.span, mention_kind(phrase));
            }
            if let Form::Pronoun(Pronoun { gender, person: Person::Third, .. }) = phrase.form {
                actor.gender = actor.gender.or(gender);
            }
        }
        let outside = !is_quoted(self.document, phrase.span);
        self.discourse.add_candidate(self.document, cluster, phrase.head, outside);
    }

    /// Whoever takes turns is a person, unless the lexicon knows the label for a body or a role; a name that nothing else in the text
    /// has is the only one there is.
    fn know_label(&mut self, cluster: usize, phrase: &Phrase) {
        let document = self.document;
        let classes = document.lexicon().graded(document.lower(phrase.head)).map(|(classes, _)| classes);
        let is_known = classes.is_some_and(|classes| classes.meets(NO_NAMES));
        let Some(actor) = self.discourse.actor_mut(cluster).filter(|actor| actor.names.len() < 2) else {
            return;
        };
        if is_known || actor.plural {
            return;
        }
        let written = phrase.span.slice(document.text()).unwrap_or_default();
        // "A." is short for the answer, and nobody's name.
        let is_letter = written.trim_end_matches('.').chars().count() == 1;
        if actor.names.is_empty() && !is_letter {
            actor.names.push(written.to_owned());
        }
        actor.kind = Some(ActorKind::Person);
    }

    /// A label is a mention, also of somebody whose name is none to the network.
    fn note_label(&mut self, cluster: usize, phrase: &Phrase) {
        if let Some(actor) = self.discourse.actor_mut(cluster)
            && actor.mentions.iter().all(|mention| mention.span != phrase.span)
        {
            actor.mention(phrase.span, mention_kind(phrase));
        }
    }

    /// Learns role, affiliation and the like from the words around a name.
    fn describe_named(&mut self, cluster: usize, link: usize, span: Span) {
        let Some(name) = self.names.links.get(link).map(|link| link.name.span) else { return };
        let Some(actor) = self.discourse.actor_mut(cluster) else { return };
        if actor.role.is_some() || actor.kind != Some(ActorKind::Person) {
            return;
        }
        let text = self.document.text();
        let words = anonymity::grade_mention(text, span, span, self.document.lexicon()).axes.descriptors;
        let outside = |span: Option<Span>| {
            let span = span.filter(|span| !span.intersects(name))?;
            span.slice(text).map(str::to_owned)
        };
        actor.role = outside(words.role);
        actor.affiliation = outside(words.affiliation);
        actor.former |= words.former.is_some();
        // "secretary" of "secretary of state"
        let office =
            actor.role.as_deref().map(|role| role.split_once(" of ").map_or(role, |(office, _)| office));
        if let Some(last) = office.and_then(|office| office.split(' ').next_back()) {
            let last = last.to_lowercase();
            learn_role(self.document.lexicon(), &mut self.discourse, cluster, &last);
        }
    }
}
