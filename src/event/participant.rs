//! Who takes part in an event: the names, descriptions and pronouns around its trigger.

use super::reader::Reader;
use crate::lexicon::WordClass;
use crate::text::{Deprel, Upos, Xpos};
use crate::{ActorId, ActorKind, Participant};

/// Maximum number of tokens of a list of participants.
const MAX_LIST_TOKENS: usize = 40;

/// Maximum number of verbs from a verb up to the one that has its subject.
const MAX_STEPS: usize = 4;

impl Reader<'_> {
    /// The participants of what a noun names: "their call", "talks between Russia and NATO", and whoever holds it; and
    /// the end of a list of them.
    pub(super) fn participants_of_noun(&mut self, at: usize) -> (Vec<Participant>, Option<usize>) {
        let document = self.document;
        let mut found = Vec::new();
        let mut list_end = None;
        for child in document.children(at) {
            match document.deprel(child) {
                Some(Deprel::NmodPoss) => self.add_with_conjuncts(child, &mut found),
                Some(Deprel::Nmod) => match self.preposition(child) {
                    Some("between" | "among") => {
                        let preposition = document.child(child, Deprel::Case).unwrap_or(child);
                        list_end = self.add_list(preposition, &mut found);
                    }
                    Some("with" | "by" | "of" | "against") => self.add_with_conjuncts(child, &mut found),
                    _ => {}
                },
                _ => {}
            }
        }
        // Whoever holds it: "Biden and Putin will hold a call", "held talks with the union", "the strike began by", "went on trial".
        let Some(verb) = self.cut_off_verb(at).or(document.head(at)) else {
            return (found, list_end);
        };
        let goes_on = document.is(at, Deprel::Obl)
            && self.preposition(at) == Some("on")
            && document.lemma(verb) == "go";
        if goes_on && let Some(subject) = self.subject(verb) {
            self.add_with_conjuncts(subject, &mut found);
        }
        let is_object = document.is(at, Deprel::Obj);
        let is_argument = is_object || matches!(document.deprel(at), Some(Deprel::Nsubj | Deprel::NsubjPass));
        // "called a strike"
        let calls = matches!(document.lemma(verb), "call" | "announce" | "propose" | "order");
        let only_calls = || is_object && calls && !self.cues.contains(&verb);
        if is_argument && (self.is_light(verb) || self.is_carrier(verb) || only_calls()) {
            if is_object && let Some(subject) = self.subject(verb) {
                self.add_with_conjuncts(subject, &mut found);
            }
            self.add_companions(verb, &["with", "by", "between", "among", "against"], &mut found);
        }
        (found, list_end)
    }

    /// The participants of what a verb tells: its subject, objects and agent, and whom it is done with or against; and those
    /// among them whom a plural pronoun means: a coordination, or all who meet.
    pub(super) fn participants_of_verb(&mut self, at: usize) -> (Vec<Participant>, Vec<ActorId>) {
        let document = self.document;
        let mut found = Vec::new();
        let mut group = Vec::new();
        let mut roles: Vec<usize> = self.subject(at).into_iter().collect();
        // "The king, his son and a bishop": parses often make two subjects, or an apposition, of a list.
        let more = document.children(at).filter(|child| {
            matches!(document.deprel(*child), Some(Deprel::Nsubj | Deprel::NsubjPass))
                && roles.first().is_none_or(|first| child > first)
        });
        let more: Vec<usize> = more.collect();
        if let Some(first) = roles.first().filter(|_| !more.is_empty()) {
            let listed = document.children(*first).filter(|child| document.is(*child, Deprel::Appos));
            roles.extend(listed.chain(more).collect::<Vec<_>>());
        }
        roles.extend(document.children(at).filter(|child| {
            matches!(document.deprel(*child), Some(Deprel::Obj | Deprel::OblAgent | Deprel::Iobj))
        }));
        for role in roles {
            let before = found.len();
            self.add_with_conjuncts(role, &mut found);
            if found.len() >= before + 2 && group.is_empty() {
                group = found.iter().skip(before).map(|part: &Participant| part.actor).collect();
            }
        }
        self.add_countries(at, &mut found);
        self.add_companions(at, &["with", "against", "alongside", "by"], &mut found);
        if self.is_meeting(at) {
            group = found.iter().map(|part| part.actor).collect();
        }
        (found, group)
    }

    /// "Samoa will play Tonga": what is known for a place takes part where it acts, and so does the place that it acts on.
    fn add_countries(&mut self, verb: usize, found: &mut Vec<Participant>) {
        let document = self.document;
        let place = |at: usize| {
            let link = self.resolved.names.at(at)?;
            let actor = self.resolved.discourse.clusters.get(link.cluster)?;
            (actor.kind == Some(ActorKind::Place))
                .then(|| Participant::new(ActorId::at(link.cluster), link.name.span))
        };
        let Some(object) = document.child(verb, Deprel::Obj) else { return };
        let subject = document.child(verb, Deprel::Nsubj);
        let listed = subject.into_iter().flat_map(|subject| document.children(subject));
        let listed = listed.filter(|child| document.is(*child, Deprel::Conj));
        let mut parts: Vec<Participant> = subject.into_iter().chain(listed).filter_map(place).collect();
        if !parts.is_empty() {
            parts.extend(place(object));
        }
        for part in parts {
            if !found.iter().any(|known| known.actor == part.actor) {
                found.push(part);
            }
        }
    }

    /// The subject of a verb; of an infinitive or a second verb, that of the verb above it, or its object: "plans to
    /// play", "urged the owner to sell".
    pub(super) fn subject(&self, verb: usize) -> Option<usize> {
        let document = self.document;
        let mut at = verb;
        for _ in 0..MAX_STEPS {
            if let Some(noun) = self.cut_off_noun(at) {
                return Some(noun);
            }
            if let Some(subject) = document.child_among(at, &[Deprel::Nsubj, Deprel::NsubjPass]) {
                let is_relative = matches!(document.lower(subject), "who" | "which" | "that")
                    && matches!(document.deprel(at), Some(Deprel::Acl | Deprel::AclRelcl));
                return if is_relative { document.head(at) } else { Some(self.named_beside(at, subject)) };
            }
            if let Some(subject) = self.lost_subject(at) {
                return Some(subject);
            }
            let above = document.head(at)?;
            match document.deprel(at) {
                Some(Deprel::Xcomp) => {
                    let object =
                        document.child(above, Deprel::Obj).filter(|object| (above..at).contains(object));
                    if object.is_some() {
                        return object;
                    }
                }
                Some(Deprel::Acl) if self.is_accusation(at) => return Some(above),
                // "accuses her of forging"
                Some(Deprel::Advcl) if self.is_accusation(at) => {
                    if let Some(accused) = document.child(above, Deprel::Obj) {
                        return Some(accused);
                    }
                }
                Some(Deprel::Conj) => {}
                _ => return None,
            }
            at = above;
        }
        None
    }

    /// The name beside the noun of a subject, of which parses make another: "The firm Volta has bought", "The premier, Ann Lee,
    /// flies".
    fn named_beside(&self, verb: usize, subject: usize) -> usize {
        let document = self.document;
        let end = document.subtree(subject).end;
        let name = end + usize::from(document.word(end) == ",");
        let is_name = document.head(name) == Some(verb)
            && matches!(document.deprel(name), Some(Deprel::Nsubj | Deprel::NsubjPass))
            && document.upos(name) == Some(Upos::Propn)
            && document.upos(subject) == Some(Upos::Noun)
            && document.child_among(name, &[Deprel::Conj, Deprel::Cc]).is_none();
        if is_name { name } else { subject }
    }

    /// The subject of a verb that a parse gives to a phrase in front: "At 6 a.m. on Thursday officers broke down the door",
    /// "According to the report, Ann Lee, 38, pushed him".
    pub(super) fn lost_subject(&self, verb: usize) -> Option<usize> {
        let document = self.document;
        if self.is_main_participle(verb) {
            return document.head(verb);
        }
        let is_finite = matches!(document.xpos(verb), Some(Xpos::Vbd | Xpos::Vbz | Xpos::Vbp))
            || document.child_among(verb, &[Deprel::Aux, Deprel::AuxPass]).is_some();
        let has_subject = document.child_among(verb, &[Deprel::Csubj, Deprel::Expl]).is_some();
        let is_main = matches!(document.deprel(verb), Some(Deprel::Root | Deprel::Ccomp | Deprel::Parataxis));
        if !is_finite || !is_main || has_subject {
            return None;
        }
        let is_noun = |at: usize| matches!(document.upos(at), Some(Upos::Noun | Upos::Propn));
        let is_of_verb =
            |at: &usize| document.head(*at) == Some(verb) && document.upos(*at) != Some(Upos::Punct);
        let start = (0..verb).rev().take_while(|at| is_of_verb(at) && !is_noun(*at)).last().unwrap_or(verb);
        let before = start.checked_sub(1)?;
        let fronted = document.children(verb).find(|child| {
            *child < verb
                && matches!(document.deprel(*child), Some(Deprel::Obl | Deprel::OblUnmarked | Deprel::Nmod))
        })?;
        let inside = document.subtree(fronted);
        let mut listed = document.children(fronted).filter(|child| document.is(*child, Deprel::Appos));
        let apposed = listed.next_back().filter(|child| document.upos(*child) == Some(Upos::Propn));
        if let Some(apposed) = apposed.filter(|_| document.upos(before) == Some(Upos::Punct)) {
            return Some(apposed);
        }
        let is_time = document.token(before).is_some_and(|token| self.overlaps_time(token.span));
        (inside.contains(&before) && is_noun(before) && !is_time && before != fronted).then_some(before)
    }

    /// Whether what a parse takes for a participle of the first noun is the verb of the sentence: "Surgeons operated on him".
    pub(super) fn is_main_participle(&self, verb: usize) -> bool {
        let document = self.document;
        let Some(noun) = document.head(verb).filter(|noun| noun + 1 == verb) else { return false };
        let ends = document.sentence_of(verb).and_then(|at| document.sentences().get(at));
        document.is(verb, Deprel::Acl)
            && document.is(noun, Deprel::Root)
            && matches!(document.xpos(verb), Some(Xpos::Vbd | Xpos::Vbn))
            && document.child(verb, Deprel::OblAgent).is_none()
            && ends.is_some_and(|sentence| {
                sentence.tokens.start == document.subtree(noun).start
                    && document.word(sentence.tokens.end - 1) == "."
            })
    }

    /// Adds those whom a preposition brings in: "fought with the referee"; people and organizations by further
    /// prepositions: "operated on Ann Lee".
    fn add_companions(&mut self, verb: usize, prepositions: &[&str], found: &mut Vec<Participant>) {
        let document = self.document;
        // "sold the striker to Lazio", which parses often have depend on the striker.
        let given =
            document.child(verb, Deprel::Obj).into_iter().flat_map(|object| document.children(object));
        let given = given.filter(|child| {
            document.is(*child, Deprel::Nmod)
                && matches!(self.preposition(*child), Some("to" | "against" | "with"))
                && self.resolved.names.at(*child).is_some()
        });
        let own = document.children(verb).filter(|child| document.is(*child, Deprel::Obl));
        for child in own.chain(given).collect::<Vec<_>>() {
            let Some(preposition) = self.preposition(child) else { continue };
            let is_somebody = || {
                let known = self
                    .resolved
                    .actor_at(self.document, child)
                    .and_then(|cluster| self.resolved.discourse.clusters.get(cluster));
                let somebody = [ActorKind::Person, ActorKind::Group, ActorKind::Organization].map(Some);
                known.is_some_and(|actor| somebody.contains(&actor.kind))
            };
            // "lost to Malta"
            let is_rival = || preposition == "to" && document.has_class(verb, WordClass::Contest);
            if prepositions.contains(&preposition)
                || is_rival()
                || (matches!(preposition, "on" | "to" | "from" | "for") && is_somebody())
                || (matches!(preposition, "on" | "to" | "at") && self.is_of_people(child))
            {
                self.add_with_conjuncts(child, found);
            }
        }
    }

    /// Adds the actors of a list behind "between" or "among", and says where it ends. The list is read off its surface:
    /// parses of lists go wrong more often than commas and "and" do.
    fn add_list(&mut self, preposition: usize, found: &mut Vec<Participant>) -> Option<usize> {
        let document = self.document;
        let mut list_end = None;
        let start = preposition + 1;
        for at in start..(start + MAX_LIST_TOKENS).min(document.tokens().len()) {
            if !self.is_in_list(at) {
                break;
            }
            let is_noun = matches!(document.upos(at), Some(Upos::Propn | Upos::Noun | Upos::Pron));
            let next_is_noun = matches!(document.upos(at + 1), Some(Upos::Noun | Upos::Propn));
            if is_noun && !(next_is_noun && self.is_in_list(at + 1)) {
                let count = found.len();
                self.add(at, found);
                if found.len() > count {
                    list_end = document.token(at).map(|token| token.span.end());
                }
            }
        }
        list_end
    }

    fn is_in_list(&self, at: usize) -> bool {
        let Some(token) = self.document.token(at) else { return false };
        let is_joiner = matches!(self.document.lower(at), "," | "and" | "&");
        let is_nominal = matches!(
            token.upos,
            Upos::Propn | Upos::Noun | Upos::Adj | Upos::Det | Upos::Num | Upos::Cconj | Upos::Pron
        );
        (is_joiner || is_nominal) && !self.overlaps_time(token.span)
    }

    /// Adds the actors of a noun phrase and of those that are coordinated with it.
    fn add_with_conjuncts(&mut self, head: usize, found: &mut Vec<Participant>) {
        let document = self.document;
        let mut heads = vec![head];
        // "two sisters, both students": what no "and" joins to a list is said of it.
        let joined = document
            .children(head)
            .rev()
            .find(|child| document.is(*child, Deprel::Conj) && document.child(*child, Deprel::Cc).is_some());
        for child in document.children(head) {
            match document.deprel(child) {
                Some(Deprel::Conj) if joined.is_some_and(|last| child <= last) => heads.push(child),
                Some(Deprel::Appos) if self.is_listed(child) => {
                    let more = document.children(child).filter(|more| document.is(*more, Deprel::Conj));
                    heads.extend(std::iter::once(child).chain(more));
                }
                _ => {}
            }
        }
        // "U.S. and Russian officials" are one group of people, and no government among them.
        let shares_noun = heads.iter().zip(heads.iter().skip(1)).any(|(name, noun)| {
            (name + 1..*noun).len() == 2
                && document.xpos(*noun) == Some(Xpos::Nns)
                && document.upos(noun - 1) == Some(Upos::Adj)
        });
        for head in heads.into_iter().skip(usize::from(shares_noun)) {
            self.add(head, found);
        }
    }

    /// Whether what parses take for an apposition is the next of a list: "Olaf Berg and Nina Lund flew", "the king, his son and a bishop
    /// visited". Behind an apposition stands a comma.
    pub(super) fn is_listed(&self, apposition: usize) -> bool {
        let document = self.document;
        let range = document.subtree(apposition);
        let is_joined = document.deprel(range.start) == Some(Deprel::Cc);
        let has_more = || document.child(apposition, Deprel::Conj).is_some();
        is_joined || (has_more() && document.upos(range.end) != Some(Upos::Punct))
    }

    /// Adds the actors that a phrase means.
    fn add(&mut self, head: usize, found: &mut Vec<Participant>) {
        let Some(span) = self.document.token(head).map(|token| token.span) else { return };
        let span = self.resolved.names.at(head).map_or(span, |link| link.name.span);
        for actor in self.actors_of(head) {
            if !found.iter().any(|part| part.actor == actor) {
                found.push(Participant::new(actor, span));
            }
        }
    }
}
