//! What named people are and do, and whom a role means: "the spokeswoman", "a New York judge" who is named soon after.

use crate::ActorKind;
use crate::lexicon::{Gender, WordClass};
use crate::mention::phrase::{Phrase, is_human, kind_of_noun};
use crate::text::{Deprel, Upos};

use super::actors::Cluster;
use super::reference::{Search, gender_of_noun};

/// So many steps up the parse the noun of a description lies from its last word.
const NOUNS: usize = 5;

/// Of more people it is not learned whose lawyers and wives they are.
const MOST_TIES: usize = 256;

/// A relative is looked for among so many actors, those first that are named first.
const MOST_RELATIVES: usize = 512;

/// Of more people with one role none is the only one.
const MOST_WITH_ROLE: usize = 8;

/// So many sentences on, at most, news names somebody whom it described first.
const SOON: usize = 12;

/// Whose lawyer, wife or the like a named person is.
#[derive(Clone, Debug)]
pub(super) struct Tie {
    owner: Owner,
    role: String,
    person: usize,
}

/// Whose somebody is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Owner {
    /// "Lee's lawyer", "his lawyer".
    Actor(usize),
    /// "the company's lawyer", "counsel for the families".
    Noun(String),
}

impl Search<'_> {
    /// What the words beside their names make of the named people: "spokeswoman Ann Lee", "Ann Lee, a lawyer", "Ann Lee
    /// is the nominee".
    pub(super) fn learn_roles(&mut self) {
        let mut learned: Vec<(usize, String)> = Vec::new();
        let mut ties: Vec<Tie> = Vec::new();
        let mut people: Vec<(usize, Option<Gender>)> = Vec::new();
        for link in &self.links {
            let name = &link.name;
            // Whoever a role stands beside is a person, whatever the name is: "Lee's lawyer, Henrik Dahl".
            let unknown = self.clusters.get(link.cluster).is_some_and(|actor| actor.kind.is_none());
            if !self.is_named_person(link.cluster) && !unknown {
                continue;
            }
            let start = if name.titles.is_empty() { name.tokens.start } else { name.titles.start };
            // Of "Secretary of State" no more than "Secretary": the state is another.
            let office = |at: &usize| self.document.lower(*at) != "of";
            for title in name.titles.clone().take_while(office) {
                let title = self.document.lower(title).trim_end_matches('.').to_owned();
                learned.extend(role_of_title(&title).iter().map(|role| (link.cluster, (*role).to_owned())));
                learned.push((link.cluster, title));
            }
            let before =
                start.checked_sub(1).filter(|before| self.document.upos(*before) == Some(Upos::Noun));
            let heads = name.tokens.clone().flat_map(|at| {
                let appositions =
                    self.document.children(at).filter(|child| self.document.is(*child, Deprel::Appos));
                let head = |deprel| self.document.head(at).filter(|_| self.document.is(at, deprel));
                // "Ann Lee is the nominee": the noun heads the clause, the name is its subject.
                let predicate =
                    head(Deprel::Nsubj).filter(|noun| self.document.child(*noun, Deprel::Cop).is_some());
                appositions.chain(head(Deprel::Appos)).chain(predicate).collect::<Vec<_>>()
            });
            let beside = self.beside(start, name.tokens.end);
            for noun in before
                .into_iter()
                .chain(heads)
                .chain(beside)
                .filter(|noun| self.document.upos(*noun) == Some(Upos::Noun))
            {
                let lemma = self.document.lemma(noun).to_lowercase();
                // "Lee's wife, Brigid": one name is enough where the noun tells the gender.
                let gender = gender_of_noun(&lemma);
                let person = self.is_known_role(&lemma) && (name.tokens.len() > 1 || gender.is_some());
                if (unknown && person) || (!unknown && gender.is_some()) {
                    people.push((link.cluster, gender));
                }
                if self.is_role(&lemma) && (!unknown || person) {
                    if let Some(owner) =
                        self.owner_of(noun).filter(|owner| *owner != Owner::Actor(link.cluster))
                        && ties.len() < MOST_TIES
                    {
                        ties.push(Tie { owner, role: same_role(&lemma).to_owned(), person: link.cluster });
                    }
                    learned.push((link.cluster, lemma));
                }
            }
        }
        self.ties = ties;
        for (person, gender) in people {
            if let Some(actor) = self.clusters.get_mut(person) {
                actor.kind = Some(ActorKind::Person);
                actor.gender = actor.gender.or(gender);
            }
        }
        for (cluster, role) in learned {
            self.learn(cluster, &role);
        }
    }

    /// The noun of a description that a comma parts from a name, where the parse may miss it: "A lawyer for the firm, Ann
    /// Lee,", "Ann Lee, a lawyer".
    fn beside(&self, start: usize, end: usize) -> impl Iterator<Item = usize> {
        let comma = |at: usize| self.document.lower(at) == ",";
        let before = start.checked_sub(2).filter(|_| comma(start - 1) && comma(end));
        let before = before.and_then(|last| {
            let mut at = last;
            for _ in 0..NOUNS {
                if self.is_role(self.document.lemma(at)) && self.link_at(at).is_none() {
                    return Some(at);
                }
                at = self.document.head(at).filter(|head| *head < start)?;
            }
            None
        });
        let article = comma(end) && matches!(self.document.lower(end + 1), "a" | "an" | "the");
        let behind = self.document.head(end + 1).filter(|_| article);
        before.into_iter().chain(behind.filter(|noun| self.is_role(self.document.lemma(*noun))))
    }

    /// Whether a noun tells what a person is or does: "panel" in "panel chairman Ann Lee" does not.
    pub(super) fn is_role(&self, lemma: &str) -> bool {
        self.is_known_role(lemma) || (is_human(lemma) && kind_of_noun(lemma, false) == ActorKind::Person)
    }

    /// The same by the lists alone: endings make people of "dress" and "border".
    pub(super) fn is_known_role(&self, lemma: &str) -> bool {
        const PEOPLE: [WordClass; 8] = [
            WordClass::Role,
            WordClass::Office,
            WordClass::Spokesperson,
            WordClass::Person,
            WordClass::Observer,
            WordClass::Public,
            WordClass::Witness,
            WordClass::Partisan,
        ];
        self.lexicon.knows_any(lemma, &PEOPLE)
    }

    /// Records what somebody is or does.
    pub(super) fn learn(&mut self, cluster: usize, role: &str) {
        let Some(actor) = self.clusters.get_mut(cluster) else { return };
        actor.learn_role(role);
        let known = self.with_role.entry(same_role(role).to_owned()).or_default();
        if known.len() < MOST_WITH_ROLE && !known.contains(&cluster) {
            known.push(cluster);
        }
    }

    /// Whose lawyer, wife or the like a noun means: "Lee's lawyer", "a lawyer for Lee", "Lee aide". No pronouns: they are
    /// resolved later than this is learned.
    fn owner_of(&self, noun: usize) -> Option<Owner> {
        let owner = self.document.children(noun).find(|child| {
            let led = |case: usize| matches!(self.document.lower(case), "for" | "of" | "to");
            self.document.is(*child, Deprel::NmodPoss)
                || (self.document.is(*child, Deprel::Compound) && self.link_at(*child).is_some())
                || (self.document.is(*child, Deprel::Nmod) && self.document.children(*child).any(led))
        })?;
        self.owner_at(owner)
    }

    fn owner_at(&self, token: usize) -> Option<Owner> {
        if let Some(link) = self.link_at(token) {
            return Some(Owner::Actor(link.cluster));
        }
        let noun = self.document.upos(token) == Some(Upos::Noun);
        noun.then(|| Owner::Noun(self.document.lemma(token).to_lowercase()))
    }

    /// "Lee's lawyer", "his ex-wife", where the article names somebody as that: beside the role, or as the only other of the
    /// surname.
    pub(super) fn tied(&self, lemma: &str, read: &Phrase) -> Option<usize> {
        if read.plural {
            return None;
        }
        let owner = self.possessor(read)?;
        let role = same_role(lemma);
        let told = self.ties.iter().find(|tie| tie.owner == owner && tie.role == role);
        told.map(|tie| tie.person).or_else(|| match owner {
            Owner::Actor(owner) => self.relative_of(owner, lemma),
            Owner::Noun(_) => None,
        })
    }

    /// Whether a person is known as somebody else's lawyer, wife or the like. Who works for a body that the article names may
    /// be a person's as well, and "the candidate's doctor" may be the doctor of anybody who is named.
    pub(super) fn is_tied_elsewhere(&self, cluster: usize, lemma: &str, read: &Phrase) -> bool {
        let role = same_role(lemma);
        let Some(owner) = self.possessor(read) else { return false };
        self.ties.iter().filter(|tie| tie.person == cluster && tie.role == role).any(|tie| {
            match (&tie.owner, &owner) {
                (Owner::Actor(one), Owner::Actor(other)) => one != other && self.is_named_person(*one),
                (Owner::Noun(one), Owner::Noun(other)) => one != other,
                (Owner::Actor(actor), Owner::Noun(noun)) | (Owner::Noun(noun), Owner::Actor(actor)) => {
                    self.is_named_person(*actor) && kind_of_noun(noun, false) != ActorKind::Person
                }
            }
        })
    }

    /// Whose the one is that a phrase describes: "Lee's lawyer", "his lawyer", "the company's lawyer".
    fn possessor(&self, read: &Phrase) -> Option<Owner> {
        let possessive = self.document.child(read.noun, Deprel::NmodPoss)?;
        self.owner_at(possessive).or_else(|| self.owner(possessive).map(Owner::Actor))
    }

    /// The only other person of a surname, where a noun asks for family and the gender fits.
    fn relative_of(&self, owner: usize, lemma: &str) -> Option<usize> {
        let surname = |cluster: usize| {
            let full = self.clusters.get(cluster)?.names.first()?;
            full.rsplit_once(' ').map(|(_, last)| last.to_lowercase())
        };
        let own = surname(owner).filter(|_| is_family(lemma))?;
        let gender = gender_of_noun(lemma);
        let mut others = (0..self.clusters.len().min(MOST_RELATIVES)).filter(|other| {
            *other != owner
                && self.clusters.get(*other).is_some_and(Cluster::is_person)
                && surname(*other).as_ref() == Some(&own)
                && self
                    .clusters
                    .get(*other)
                    .is_some_and(|actor| actor.gender.is_none() || actor.gender == gender)
        });
        others.next().filter(|_| others.next().is_none())
    }

    /// "the spokeswoman", "the mayor": the last person that was named with that role, or the only one of the article.
    pub(super) fn named_with_role(&self, lemma: &str, read: &Phrase) -> Option<usize> {
        if read.plural {
            return None;
        }
        let fits = |cluster: &usize| !self.is_tied_elsewhere(*cluster, lemma, read);
        let has_role = |cluster: &usize| self.has_role(*cluster, lemma) && fits(cluster);
        self.before(read.head).find(has_role).or_else(|| self.only_with_role(lemma).filter(fits))
    }

    /// Whether an actor is a named person of that role, by the noun itself or one that means the same.
    pub(super) fn has_role(&self, cluster: usize, lemma: &str) -> bool {
        self.clusters.get(cluster).is_some_and(|actor| {
            let gender = gender_of_noun(lemma);
            actor.kind == Some(ActorKind::Person)
                && !actor.names.is_empty()
                && (gender.is_none() || actor.gender.is_none() || actor.gender == gender)
                && actor.roles.iter().any(|role| same_role(role) == same_role(lemma))
        })
    }

    /// The only named person of the article with that role.
    fn only_with_role(&self, lemma: &str) -> Option<usize> {
        let all = self.with_role.get(same_role(lemma)).map_or(&[][..], Vec::as_slice);
        let mut fitting = all.iter().copied().filter(|cluster| self.has_role(*cluster, lemma));
        fitting.next().filter(|_| fitting.next().is_none())
    }

    /// Whether a phrase stands before anybody who is named has spoken: in headline and lead.
    pub(super) fn in_lead(&self, read: &Phrase) -> bool {
        self.first_speaker.is_none_or(|first| read.head < first)
    }

    /// "A New York judge said", and some sentences on "Justice Ann Lee": in its lead news describes people whom it names
    /// soon after, by the only name with that role.
    pub(super) fn named_soon(&self, lemma: &str, read: &Phrase) -> Option<usize> {
        let named = self.only_with_role(lemma).filter(|_| self.in_lead(read) && !read.plural)?;
        let first = self.first_named.get(&named).copied().filter(|first| *first > read.head)?;
        let (own, later) = (self.document.sentence_of(read.head)?, self.document.sentence_of(first)?);
        (later - own.min(later) <= SOON).then_some(named)
    }
}

/// Whether a noun says whose relative somebody is.
pub(super) fn is_family(lemma: &str) -> bool {
    matches!(
        lemma,
        "wife"
            | "ex-wife"
            | "widow"
            | "husband"
            | "ex-husband"
            | "widower"
            | "son"
            | "daughter"
            | "brother"
            | "sister"
            | "father"
            | "mother"
    )
}

/// One noun for those that say the same of somebody.
fn same_role(lemma: &str) -> &str {
    match lemma {
        "attorney" | "counsel" => "lawyer",
        "spokeswoman" | "spokesperson" | "spokesman" => "spokesman",
        "advisor" => "adviser",
        "physician" => "doctor",
        "policeman" | "policewoman" => "officer",
        "nominee" => "candidate",
        "chairwoman" | "chair" | "chairperson" => "chairman",
        _ => lemma,
    }
}

/// The nouns by which news takes up somebody of a title, where they are not the title itself.
pub(super) fn role_of_title(title: &str) -> &'static [&'static str] {
    match title {
        "sen" | "sens" => &["senator", "lawmaker"],
        "senator" => &["lawmaker"],
        "rep" | "reps" | "representative" => &["representative", "congressman", "congresswoman", "lawmaker"],
        "congressman" | "congresswoman" => &["representative", "lawmaker"],
        "gov" => &["governor"],
        "dr" => &["doctor"],
        "prof" => &["professor"],
        "judge" | "justice" => &["judge", "justice", "jurist"],
        "gen" => &["general"],
        "col" => &["colonel"],
        "lt" => &["lieutenant"],
        "sgt" => &["sergeant"],
        "capt" => &["captain"],
        "det" => &["detective"],
        "adm" => &["admiral"],
        "rev" => &["reverend", "pastor"],
        "pres" => &["president"],
        "king" | "queen" => &["monarch"],
        "pope" => &["pontiff"],
        _ => &[],
    }
}
