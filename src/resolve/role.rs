//! What named people are and do, and whom a role means: "the spokeswoman", "a New York judge" who is named soon after.

use crate::ActorKind;
use crate::lexicon::{Gender, Lexicon, Relation, WordClass};
use crate::mention::noun::{Noun, same_role};
use crate::mention::phrase::Phrase;
use crate::text::{Deprel, Document, Upos};

use super::actors::Cluster;
use super::context::{Context, Discourse, Names, Owner, Tie};
use super::described::Described;
use super::naming::Linked;

/// Maximum number of steps up the parse from the last word of a description to its noun.
const MAX_STEPS: usize = 5;

/// Maximum number of ties that are learned.
const MAX_TIES: usize = 256;

/// Maximum number of actors among whom a relative is looked for, in the order in which they are named.
const MAX_RELATIVES: usize = 512;

/// Maximum number of people that are kept for a role. Of so many none is the only one.
const MAX_WITH_ROLE: usize = 8;

/// Maximum distance from a description to the name that it announces, in sentences.
const MAX_ANNOUNCED: usize = 12;

/// Learns from the words beside their names what the named people are: "spokeswoman Ann Lee", "Ann Lee, a lawyer", "Ann
/// Lee is the nominee".
pub(super) fn learn_roles(document: &Document<'_>, names: &mut Names, discourse: &mut Discourse) {
    let mut learned = Learned::default();
    let context = Context { document, names, discourse };
    for link in &names.links {
        // Whoever a role stands beside is a person, whatever the name is: "Lee's lawyer, Henrik Dahl".
        let unknown = discourse.actor(link.cluster).is_some_and(|actor| actor.kind.is_none());
        if discourse.is_named_person(link.cluster) || unknown {
            learned.read_titles(document, link);
            learned.read_nouns(context, link, unknown);
        }
    }
    for (person, gender) in learned.people {
        if let Some(actor) = discourse.actor_mut(person) {
            actor.kind = Some(ActorKind::Person);
            actor.gender = actor.gender.or(gender);
        }
    }
    for (cluster, role) in learned.roles {
        learn_role(document.lexicon(), discourse, cluster, &role);
    }
    names.ties = learned.ties;
}

/// Records what somebody is or does.
pub(super) fn learn_role(lexicon: &Lexicon, discourse: &mut Discourse, cluster: usize, role: &str) {
    let Some(actor) = discourse.actor_mut(cluster) else { return };
    let same = same_role(lexicon, role);
    for (roles, role) in [(&mut actor.roles, role), (&mut actor.same_roles, same)] {
        if !roles.iter().any(|known| known == role) {
            roles.push(role.to_owned());
        }
    }
    let known = discourse.with_role.entry(same.to_owned()).or_default();
    if known.len() < MAX_WITH_ROLE && !known.contains(&cluster) {
        known.push(cluster);
    }
}

/// What the words beside names tell.
#[derive(Default)]
struct Learned {
    roles: Vec<(usize, String)>,
    ties: Vec<Tie>,
    /// Actors that turn out to be people, and their gender.
    people: Vec<(usize, Option<Gender>)>,
}

impl Learned {
    fn read_titles(&mut self, document: &Document<'_>, link: &Linked) {
        // "Secretary of State" tells of a secretary, and of no state.
        for title in link.name.titles.clone().take_while(|at| document.lower(*at) != "of") {
            let title = document.lower(title).trim_end_matches('.').to_owned();
            let roles = document.lexicon().related(Relation::RoleOfTitle, &title);
            self.roles.extend(roles.map(|role| (link.cluster, role.to_owned())));
            self.roles.push((link.cluster, title));
        }
    }

    /// `unknown` tells that nothing shows yet what the name names.
    fn read_nouns(&mut self, context: Context<'_>, link: &Linked, unknown: bool) {
        let document = context.document;
        for at in nouns_beside(context, link) {
            let noun = Noun::lower_at(document, at);
            // "Lee's wife, Brigid": one name is enough where the noun tells the gender.
            let gender = noun.gender();
            let person = noun.is_listed_role() && (link.name.tokens.len() > 1 || gender.is_some());
            if (unknown && person) || (!unknown && gender.is_some()) {
                self.people.push((link.cluster, gender));
            }
            if noun.is_role() && (!unknown || person) {
                let owner = owner_of(context, at).filter(|owner| *owner != Owner::Actor(link.cluster));
                if let Some(owner) = owner.filter(|_| self.ties.len() < MAX_TIES) {
                    self.ties.push(Tie { owner, role: noun.role().to_owned(), person: link.cluster });
                }
                self.roles.push((link.cluster, noun.lemma().to_owned()));
            }
        }
    }
}

/// The nouns that may tell what a name names: right before it, in apposition to it, as the predicate of its clause, or
/// after a comma.
fn nouns_beside<'c>(context: Context<'c>, link: &'c Linked) -> impl Iterator<Item = usize> + 'c {
    let document = context.document;
    let start = link.name.start();
    let before = start.checked_sub(1).filter(|before| document.upos(*before) == Some(Upos::Noun));
    let heads = link.name.tokens.clone().flat_map(move |at| {
        let appositions = document.children(at).filter(|child| document.is(*child, Deprel::Appos));
        let head = |deprel| document.head(at).filter(|_| document.is(at, deprel));
        // "Ann Lee is the nominee": the noun heads the clause, the name is its subject.
        let predicate = head(Deprel::Nsubj).filter(|noun| document.child(*noun, Deprel::Cop).is_some());
        appositions.chain(head(Deprel::Appos)).chain(predicate)
    });
    let apart = nouns_across_comma(context, start, link.name.tokens.end);
    let nouns = before.into_iter().chain(heads).chain(apart);
    nouns.filter(|noun| document.upos(*noun) == Some(Upos::Noun))
}

/// The noun of a description that a comma parts from a name, where the parse may miss it: "A lawyer for the firm, Ann
/// Lee,", "Ann Lee, a lawyer".
fn nouns_across_comma(context: Context<'_>, start: usize, end: usize) -> impl Iterator<Item = usize> {
    let Context { document, names, .. } = context;
    let comma = |at: usize| document.lower(at) == ",";
    let is_role = |at: usize| Noun::at(document, at).is_role();
    let before = start.checked_sub(2).filter(|_| comma(start - 1) && comma(end));
    let before = before.and_then(|last| {
        let mut at = last;
        for _ in 0..MAX_STEPS {
            if is_role(at) && names.at(at).is_none() {
                return Some(at);
            }
            at = document.head(at).filter(|head| *head < start)?;
        }
        None
    });
    let article = comma(end) && matches!(document.lower(end + 1), "a" | "an" | "the");
    let after = document.head(end + 1).filter(|noun| article && is_role(*noun));
    before.into_iter().chain(after)
}

/// Whose lawyer, wife or the like a noun means: "Lee's lawyer", "a lawyer for Lee", "Lee aide". Pronouns are resolved
/// later.
fn owner_of(context: Context<'_>, noun: usize) -> Option<Owner> {
    let Context { document, names, .. } = context;
    let owner = document.children(noun).find(|child| {
        let led = |case: usize| matches!(document.lower(case), "for" | "of" | "to");
        document.is(*child, Deprel::NmodPoss)
            || (document.is(*child, Deprel::Compound) && names.at(*child).is_some())
            || (document.is(*child, Deprel::Nmod) && document.children(*child).any(led))
    })?;
    context.owner_at(owner)
}

/// "Lee's lawyer", "his ex-wife", where the article names somebody as that: beside the role, or as the only other of the
/// surname.
pub(super) fn tied(context: Context<'_>, asked: &Described<'_>) -> Option<usize> {
    let owner = asked.owner.as_ref()?;
    let role = asked.noun.role();
    let told = context.names.ties.iter().find(|tie| tie.owner == *owner && tie.role == role);
    told.map(|tie| tie.person).or_else(|| match owner {
        Owner::Actor(owner) => relative_of(context.discourse, *owner, &asked.noun),
        Owner::Noun(_) => None,
    })
}

/// Whether a person is known as somebody else's lawyer, wife or the like. Who works for a body that the article names may
/// be a person's as well, and "the candidate's doctor" may be the doctor of anybody who is named.
pub(super) fn is_tied_elsewhere(context: Context<'_>, person: usize, asked: &Described<'_>) -> bool {
    let Some(owner) = &asked.owner else { return false };
    let role = asked.noun.role();
    let is_person = |actor: usize| context.discourse.is_named_person(actor);
    let ties = &context.names.ties;
    ties.iter().filter(|tie| tie.person == person && tie.role == role).any(|tie| match (&tie.owner, owner) {
        (Owner::Actor(one), Owner::Actor(other)) => one != other && is_person(*one),
        (Owner::Noun(one), Owner::Noun(other)) => one != other,
        (Owner::Actor(actor), Owner::Noun(noun)) | (Owner::Noun(noun), Owner::Actor(actor)) => {
            let noun = Noun::new(context.document.lexicon(), noun);
            is_person(*actor) && noun.actor_kind(false) != ActorKind::Person
        }
    })
}

/// The only other person of a surname, where a noun asks for family and the gender fits.
fn relative_of(discourse: &Discourse, owner: usize, noun: &Noun<'_>) -> Option<usize> {
    let surname = |cluster: usize| {
        let (_, last) = discourse.full_name(cluster)?.rsplit_once(' ')?;
        Some(last.to_lowercase())
    };
    let own = surname(owner).filter(|_| noun.is(WordClass::FamilyNoun))?;
    let gender = noun.gender();
    let fits = |actor: &Cluster| actor.is_person() && (actor.gender.is_none() || actor.gender == gender);
    let mut others = (0..discourse.clusters.len().min(MAX_RELATIVES)).filter(|other| {
        *other != owner && discourse.actor(*other).is_some_and(fits) && surname(*other).as_ref() == Some(&own)
    });
    others.next().filter(|_| others.next().is_none())
}

/// "the spokeswoman", "the mayor": the last person that was named with that role, or the only one of the article.
pub(super) fn named_with_role(context: Context<'_>, asked: &Described<'_>) -> Option<usize> {
    if asked.read.plural {
        return None;
    }
    let Context { discourse, .. } = context;
    let fits = |cluster: &usize| !is_tied_elsewhere(context, *cluster, asked);
    let near = discourse.before(asked.read.head).map(|candidate| candidate.cluster);
    let mut near = near.filter(|cluster| has_role(discourse, *cluster, &asked.noun) && fits(cluster));
    near.next().or_else(|| only_with_role(discourse, &asked.noun).filter(fits))
}

/// Whether an actor is a named person of that role, by the noun itself or one that means the same.
fn has_role(discourse: &Discourse, cluster: usize, noun: &Noun<'_>) -> bool {
    let (gender, role) = (noun.gender(), noun.role());
    discourse.is_named_person(cluster)
        && discourse.actor(cluster).is_some_and(|actor| {
            (gender.is_none() || actor.gender.is_none() || actor.gender == gender)
                && actor.same_roles.iter().any(|known| known == role)
        })
}

/// The only named person of the article with that role.
fn only_with_role(discourse: &Discourse, noun: &Noun<'_>) -> Option<usize> {
    let all = discourse.with_role.get(noun.role())?;
    let mut fitting = all.iter().copied().filter(|cluster| has_role(discourse, *cluster, noun));
    fitting.next().filter(|_| fitting.next().is_none())
}

/// Whether a phrase stands before anybody who is named has spoken: in headline and lead.
pub(super) fn in_lead(context: Context<'_>, read: &Phrase) -> bool {
    context.names.first_speaker.is_none_or(|first| read.head < first)
}

/// "A New York judge said", and some sentences on "Justice Ann Lee": in its lead news describes people whom it names
/// soon after, by the only name with that role.
pub(super) fn named_soon(context: Context<'_>, asked: &Described<'_>) -> Option<usize> {
    let Context { document, names, discourse } = context;
    let read = asked.read;
    let named = only_with_role(discourse, &asked.noun).filter(|_| in_lead(context, read) && !read.plural)?;
    let first = names.first_named.get(&named).copied().filter(|first| *first > read.head)?;
    let (own, later) = (document.sentence_of(read.head)?, document.sentence_of(first)?);
    (later - own.min(later) <= MAX_ANNOUNCED).then_some(named)
}
