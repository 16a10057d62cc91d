//! Whom a source phrase means: the search over an article's names, descriptions and pronouns.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::anonymity;
use crate::attribution::Draft;
use crate::lexicon::{Gender, Lexicon, WordClass};
use crate::mention::in_headline;
use crate::mention::phrase::{Form, Person, Phrase, Pronoun, kind_of_noun, phrase};
use crate::text::{Deprel, Document, Upos};
use crate::{ActorKind, Diagnostic, Span};

use super::actors::{Cluster, Linked, Named, key};
use super::evidence::How;
use super::mentioned::{Mentioned, mention_kind, unresolved};
use super::role::Tie;

/// A phrase that a later pronoun or description can mean.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) cluster: usize,
    pub(super) token: usize,
    pub(super) sentence: usize,
    pub(super) paragraph: usize,
    pub(super) subject: bool,
    /// Whether it is the speaker of an attribution outside quotations.
    pub(super) speaker: bool,
}

/// So many candidates back an antecedent is looked for; what lies further back is out of mind.
pub(super) const WINDOW: usize = 40;

/// The search for antecedents over one article.
pub(super) struct Search<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) lexicon: &'a Lexicon,
    pub(super) clusters: Vec<Cluster>,
    pub(super) links: Vec<Linked>,
    /// By token.
    pub(super) candidates: BTreeMap<usize, Candidate>,
    /// Unnamed actors by the lemma of their head and number, in the order in which they came up.
    pub(super) described: HashMap<(String, bool), Vec<usize>>,
    /// The same by the token of their head.
    pub(super) described_at: HashMap<usize, usize>,
    /// People that are named side by side: the sentence, and their common cluster.
    pub(super) groups: Vec<(usize, usize)>,
    /// Named people by what they are or do.
    pub(super) with_role: HashMap<String, Vec<usize>>,
    /// Whose lawyer, wife or the like the named people are.
    pub(super) ties: Vec<Tie>,
    /// The token where an actor is named first.
    pub(super) first_named: HashMap<usize, usize>,
    /// The token where somebody who is named speaks first.
    pub(super) first_speaker: Option<usize>,
    /// Actors that the headline describes in short, and that nothing has taken up yet.
    pub(super) headlines: Vec<usize>,
    /// People who are known by a handle, by that.
    pub(super) handles: HashMap<String, usize>,
    /// Who wrote the article, where its byline tells.
    pub(super) author: Option<usize>,
    /// The content of the attribution whose source is looked for; empty once all were.
    pub(super) telling: Vec<Span>,
    pub(super) apart: Vec<(usize, usize, Option<Span>)>,
    pub(super) maybe: Vec<(usize, usize)>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'a> Search<'a> {
    pub(super) fn new(
        document: &'a Document<'a>,
        named: Named,
        drafts: &[Draft],
        lexicon: &'a Lexicon,
    ) -> Search<'a> {
        let mut search = Search {
            document,
            lexicon,
            clusters: named.clusters,
            links: named.links,
            candidates: BTreeMap::new(),
            described: HashMap::new(),
            described_at: HashMap::new(),
            groups: Vec::new(),
            with_role: HashMap::new(),
            ties: Vec::new(),
            first_named: HashMap::new(),
            first_speaker: None,
            headlines: Vec::new(),
            handles: HashMap::new(),
            author: named.author,
            telling: Vec::new(),
            apart: Vec::new(),
            maybe: Vec::new(),
            diagnostics: Vec::new(),
        };
        let mut speakers: Vec<Span> =
            drafts.iter().filter_map(|draft| draft.found.source.first().copied()).collect();
        speakers.sort_unstable();
        for index in 0..search.links.len() {
            let Some(link) = search.links.get(index) else { continue };
            let (span, cluster, last) = (link.name.span, link.cluster, link.name.tokens.end - 1);
            let near = speakers.partition_point(|source| source.end() < span.end());
            let near = speakers.iter().skip(near).take(3);
            let speaker =
                near.into_iter().any(|source| source.contains(span)) && search.quotation(span).is_none();
            search.first_named.entry(cluster).or_insert(last);
            search.candidate(cluster, last, speaker);
        }
        // An actor of whom nothing tells what it is, and who speaks, is a person, unless its name is written like a
        // brand: names of organizations are known by their words far more often.
        let in_full = search.always_in_full();
        search.know_bodies();
        search.know_surnames();
        for source in &speakers {
            if let Some((cluster, _)) = search.named_in(*source)
                && let Some(actor) = search.clusters.get_mut(cluster)
                && actor.kind.is_none()
            {
                let brand = actor.names.iter().any(|name| is_brand(name)) || in_full.contains(&cluster);
                actor.kind = Some(if brand { ActorKind::Organization } else { ActorKind::Person });
            }
        }
        let named = |candidate: &&Candidate| candidate.speaker && search.is_named_person(candidate.cluster);
        search.first_speaker = search.candidates.values().find(named).map(|candidate| candidate.token);
        search.learn_roles();
        search.join_groups();
        search
    }

    /// Gives actors of whom their names do not tell what they are the kind that the lexicon knows: "Google", "Wisconsin".
    fn know_bodies(&mut self) {
        let lexicon = self.lexicon;
        for actor in self.clusters.iter_mut().filter(|actor| actor.kind.is_none()) {
            let Some(name) = actor.names.first() else { continue };
            let known = |classes: &[WordClass]| lexicon.knows_any(name, classes);
            actor.kind = match () {
                () if known(&[WordClass::Surname, WordClass::GivenName]) => None,
                () if known(&[WordClass::Outlet]) => Some(ActorKind::Outlet),
                () if known(&[WordClass::Named, WordClass::Institution, WordClass::Organization]) => {
                    Some(ActorKind::Organization)
                }
                () if known(&[WordClass::Place, WordClass::Country]) => Some(ActorKind::Place),
                () if known(&[WordClass::Document]) && name.contains(' ') => Some(ActorKind::Document),
                () => None,
            };
        }
    }

    /// Makes people of actors of whom nothing tells what they are, and whom the article names in full and by the last words
    /// alone, without an article: so news does with people and not with organizations.
    fn know_surnames(&mut self) {
        let mut short = Vec::new();
        for link in &self.links {
            let Some(actor) = self.clusters.get(link.cluster).filter(|actor| actor.kind.is_none()) else {
                continue;
            };
            let Some(full) = actor.names.first().filter(|full| !is_brand(full)) else { continue };
            let words = link.name.span.slice(self.document.text()).unwrap_or_default();
            let behind = full.strip_suffix(words).is_some_and(|rest| rest.ends_with(' '));
            let article =
                link.name.tokens.start.checked_sub(1).is_some_and(|at| self.document.lower(at) == "the");
            if behind && !article && link.name.tokens.end <= link.name.tokens.start + 2 {
                short.push(link.cluster);
            }
        }
        for cluster in short {
            if let Some(actor) = self.clusters.get_mut(cluster) {
                actor.kind = Some(ActorKind::Person);
            }
        }
    }

    /// The actors of more than one word that the article names often and never in short: news names people in full once, and
    /// organizations always.
    fn always_in_full(&self) -> HashSet<usize> {
        let mut longest: HashMap<usize, usize> = HashMap::new();
        for link in &self.links {
            let words = longest.entry(link.cluster).or_default();
            *words = (*words).max(link.name.tokens.len());
        }
        let mut counts: HashMap<usize, (usize, bool)> = HashMap::new();
        for link in &self.links {
            let (full, short) = counts.entry(link.cluster).or_default();
            let words = longest.get(&link.cluster).copied().unwrap_or_default();
            let whole = words > 1 && link.name.tokens.len() == words && link.name.titles.is_empty();
            *full += usize::from(whole);
            *short |= !whole;
        }
        let often = |(_, (full, short)): &(usize, (usize, bool))| *full >= OFTEN && !short;
        counts.into_iter().filter(often).map(|(cluster, _)| cluster).collect()
    }

    /// The quotation that holds a phrase, if one does.
    pub(super) fn quotation(&self, span: Span) -> Option<usize> {
        let next = self.document.quotations().partition_point(|quoted| quoted.outer.end() <= span.start());
        self.document
            .quotations()
            .get(next)
            .filter(|quoted| quoted.depth == 0 && quoted.inner.contains(span))
            .map(|_| next)
    }

    pub(super) fn candidate(&mut self, cluster: usize, token: usize, speaker: bool) {
        if let Some(candidate) = self.candidate_at(cluster, token, speaker) {
            self.candidates.insert(token, candidate);
        }
    }

    pub(super) fn candidate_at(&self, cluster: usize, token: usize, speaker: bool) -> Option<Candidate> {
        let (sentence, paragraph) = (self.document.sentence_of(token)?, self.document.paragraph_of(token)?);
        Some(Candidate { cluster, token, sentence, paragraph, subject: self.is_subject(token), speaker })
    }

    /// Whether the phrase around a token is a subject: the token, or the head that it is a flat part of.
    fn is_subject(&self, token: usize) -> bool {
        let mut at = token;
        for _ in 0..4 {
            let Some(token) = self.document.token(at) else { return false };
            match token.deprel {
                Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter => return true,
                Deprel::Flat | Deprel::Appos | Deprel::Compound | Deprel::NmodDesc => match token.head {
                    Some(head) => at = head,
                    None => return false,
                },
                _ => return false,
            }
        }
        false
    }

    /// The name that holds a token.
    pub(super) fn link_at(&self, token: usize) -> Option<&Linked> {
        let at = self.links.partition_point(|link| link.name.tokens.end <= token);
        self.links
            .get(at)
            .filter(|link| link.name.tokens.contains(&token) || link.name.titles.contains(&token))
    }

    /// The actor that a source phrase names. A name that only modifies ("Lee's lawyer", "a Pentagon official"), or
    /// that a preposition brings in ("an aide to Lee"), is not who speaks.
    fn named_in(&self, span: Span) -> Option<(usize, usize)> {
        let (first, last) =
            (self.document.token_at(span.start()), self.document.token_at(span.end().saturating_sub(1)));
        let mut fallback = None;
        for (index, link) in self.links_in(span).filter(|(_, link)| self.stands_alone(link, first, last)) {
            // A person is told apart from the organization in front of the name: "Pentagon spokesman John Lee".
            match self.clusters.get(link.cluster) {
                Some(actor) if actor.is_person() && actor.kind.is_some() => {
                    return Some((link.cluster, index));
                }
                _ => fallback = fallback.or(Some((link.cluster, index))),
            }
        }
        fallback
    }

    fn links_in(&self, span: Span) -> impl Iterator<Item = (usize, &Linked)> {
        let start = self.links.partition_point(|link| link.name.span.end() <= span.start());
        self.links
            .iter()
            .enumerate()
            .skip(start)
            .take_while(move |(_, link)| link.name.span.start() < span.end())
    }

    /// Whether a name in the phrase from token `first` to `last` is a noun phrase of its own, or the end of one.
    fn stands_alone(&self, link: &Linked, first: usize, last: usize) -> bool {
        let name = &link.name;
        let start = if name.titles.is_empty() { name.tokens.start } else { name.titles.start };
        // A preposition governs what follows it up to a comma: "lawyers for Ann and Bo Lee", but "head of the union, Ann
        // Lee".
        let clause = (first..start).rev().take_while(|before| self.document.lower(*before) != ",");
        let led = clause.into_iter().any(|before| self.document.upos(before) == Some(Upos::Adp));
        // What the name modifies: "Biden administration official", "Lee's lawyer", but not "Lee (D)", "Lee, who".
        let next = name.tokens.end;
        let possessive = self.document.lower(next) == "'s" || self.document.lower(next) == "'";
        let modifies = next <= last
            && (matches!(
                self.document.upos(next),
                Some(Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Verb)
            ) || (possessive && next < last)
                // "The Reuters/Ipsos poll"
                || (next < last && self.document.lower(next) == "/")
                || self.joins_modifiers(next, last));
        !led && !modifies
            && !self.is_example(first, start)
            && !self.is_people(name)
            && !self.is_acted_on(first, start)
    }

    /// Whether a participle stands between a noun of the phrase and a name: in "judges handling Lee cases" Lee is not who
    /// speaks, unless a comma ends what the participle governs.
    fn is_acted_on(&self, first: usize, start: usize) -> bool {
        let mut near = (first..start).rev().take_while(|at| self.document.lower(*at) != ",");
        let verb = near.find(|at| self.document.upos(*at) == Some(Upos::Verb));
        // "a program called Beacon", "the authors, who include Ann Lee": there the name is what the noun names.
        let names = |verb: usize| {
            matches!(self.document.lower(verb), "called" | "named" | "dubbed" | "nicknamed" | "include")
        };
        verb.is_some_and(|verb| {
            !names(verb)
                && (first..verb)
                    .any(|at| matches!(self.document.upos(at), Some(Upos::Noun | Upos::Propn | Upos::Pron)))
        })
    }

    /// Whether what a headline writes like a name is people by their role: "Rural Lawmakers".
    fn is_people(&self, name: &crate::mention::Name) -> bool {
        let last = name.tokens.end - 1;
        name.tokens.len() > 1
            && self.document.lower(last).ends_with('s')
            && self.lexicon.knows(self.document.lower(last), WordClass::Role)
            && in_headline(self.document, last)
    }

    /// "U.S. and Russian officials": what stands before "and" modifies the noun as what follows it does.
    fn joins_modifiers(&self, next: usize, last: usize) -> bool {
        matches!(self.document.lower(next), "and" | "or")
            && next + 1 < last
            && self.lexicon.knows(self.document.word(next + 1), WordClass::Nationality)
            && self.document.upos(last) == Some(Upos::Noun)
    }

    /// Whether words of a phrase before a name make it an example of a group: "officials such as Ann Lee".
    fn is_example(&self, first: usize, start: usize) -> bool {
        (first + 1..start).rev().take(MOST_EXAMPLES).any(|at| match self.document.lower(at) {
            "like" | "especially" | "notably" | "particularly" => true,
            "as" => self.document.lower(at - 1) == "such",
            _ => false,
        })
    }

    /// Who speaks. `outer` is the speaker of the attribution in whose content this one stands.
    pub(super) fn speaker(&mut self, draft: &Draft, outer: Option<usize>) -> Option<Mentioned> {
        let span = *draft.found.source.first()?;
        let read = phrase(self.document, span)?;
        let named = self.group_in(span).or_else(|| self.named_in(span)).or_else(|| self.author_in(&read));
        let mixed = named.filter(|(_, link)| self.is_mixed(*link, &read));
        let before = self.clusters.len();
        let cluster = match named {
            Some((member, _)) if mixed.is_some() => {
                let cluster = self.open_description(&read);
                if let Some(actor) = self.clusters.get_mut(cluster) {
                    (actor.kind, actor.plural) = (Some(ActorKind::Group), true);
                    actor.members.push(member);
                }
                Some(cluster)
            }
            Some((cluster, link)) => {
                self.describe_named(cluster, link, span);
                Some(cluster)
            }
            None => match read.form {
                Form::Pronoun(pronoun) => self.pronoun(pronoun, read.head, span, outer),
                Form::Name | Form::Description => {
                    Some(self.whose_words(&read).unwrap_or_else(|| self.description(&read)))
                }
            },
        };
        let Some(cluster) = cluster else {
            self.diagnostics.push(unresolved(span, self.document.text()));
            let cluster = self.open_description(&read);
            return Some(Mentioned { cluster, phrase: read, how: How::Unknown });
        };
        let how = match read.form {
            _ if named.is_some() => How::Named,
            Form::Pronoun(pronoun) => self.how_pronoun(pronoun, read.head, span, outer),
            _ if self.clusters.len() > before => How::New,
            _ => How::TakenUp,
        };
        if let Some(actor) = self.clusters.get_mut(cluster)
            && !matches!(read.form, Form::Name)
            && actor.names.is_empty() | matches!(read.form, Form::Pronoun(_))
        {
            actor.mention(span, mention_kind(&read));
        }
        if let Form::Pronoun(Pronoun { gender: Some(gender), person: Person::Third, .. }) = read.form
            && let Some(actor) = self.clusters.get_mut(cluster)
        {
            actor.gender = actor.gender.or(Some(gender));
        }
        let speaks_outside = self.quotation(span).is_none();
        self.candidate(cluster, read.head, speaks_outside);
        Some(Mentioned { cluster, phrase: read, how })
    }

    /// "a study by Ann Lee": what a document says its author says, where the phrase names one.
    fn author_in(&self, read: &Phrase) -> Option<(usize, usize)> {
        let document = kind_of_noun(self.document.lemma(read.noun), false) == ActorKind::Document;
        let by = |link: &Linked| {
            let start =
                if link.name.titles.is_empty() { link.name.tokens.start } else { link.name.titles.start };
            let before = start.saturating_sub(4).max(read.noun)..start;
            before.into_iter().any(|at| self.document.lower(at) == "by")
        };
        self.links_in(read.span)
            .filter(|(_, link)| document && self.is_named_person(link.cluster) && by(link))
            .map(|(index, link)| (link.cluster, index))
            .next()
    }

    /// Whether a phrase that names somebody means others as well: "Paul Lee and other lawmakers", "lawmakers, including Paul
    /// Lee", are not Paul Lee.
    fn is_mixed(&self, link: usize, read: &Phrase) -> bool {
        let Some(link) = self.links.get(link) else { return false };
        let (start, end) = (link.name.titles.start.min(link.name.tokens.start), link.name.tokens.end);
        let and = end + usize::from(self.document.lower(end) == ",");
        let others = matches!(
            self.document.lower(and + 1),
            "other"
                | "others"
                | "several"
                | "many"
                | "some"
                | "two"
                | "three"
                | "dozens"
                | "hundreds"
                | "thousands"
        );
        let inside = self.document.token(and + 1).is_some_and(|token| read.span.contains(token.span));
        let first = self.document.token_at(read.span.start());
        let included = (first + 1..start)
            .rev()
            .take(MOST_EXAMPLES)
            .any(|at| matches!(self.document.lower(at), "including" | "include") && at > read.noun);
        // A headline's "Lee, others vow repairs"
        let beside = self.document.lower(end) == "," && self.document.lower(end + 1) == "others";
        included || (beside && inside) || (inside && others && self.document.lower(and) == "and")
    }

    /// Several actors that a phrase names: "Ann Lee and Bo Kim", "China and the United States".
    fn group_in(&mut self, span: Span) -> Option<(usize, usize)> {
        let (first, last) =
            (self.document.token_at(span.start()), self.document.token_at(span.end().saturating_sub(1)));
        let people: Vec<(usize, usize)> = self
            .links_in(span)
            .filter(|(_, link)| self.is_named(link.cluster) && self.stands_alone(link, first, last))
            .map(|(index, link)| (index, link.cluster))
            .collect();
        let (link, _) = people.first().copied()?;
        let side_by_side =
            people.iter().zip(people.iter().skip(1)).all(|((a, _), (b, _))| self.coordinated(*a, *b));
        let mut members: Vec<usize> = people.into_iter().map(|(_, cluster)| cluster).collect();
        members.dedup();
        (members.len() > 1 && side_by_side).then(|| (self.group(members), link))
    }

    fn is_named(&self, cluster: usize) -> bool {
        self.clusters.get(cluster).is_some_and(|actor| actor.kind.is_some() && !actor.names.is_empty())
    }

    pub(super) fn is_named_person(&self, cluster: usize) -> bool {
        self.clusters
            .get(cluster)
            .is_some_and(|actor| actor.kind == Some(ActorKind::Person) && !actor.names.is_empty())
    }

    /// Role, affiliation and the like from the words around a name.
    fn describe_named(&mut self, cluster: usize, link: usize, span: Span) {
        let Some(name) = self.links.get(link).map(|link| link.name.clone()) else { return };
        if self
            .clusters
            .get(cluster)
            .is_some_and(|actor| actor.role.is_some() || actor.kind != Some(ActorKind::Person))
        {
            return;
        }
        let text = self.document.text();
        let words = anonymity::grade_mention(text, span, span, self.lexicon);
        let slice = |span: Option<Span>| span.and_then(|span| span.slice(text)).map(str::to_owned);
        let outside = |span: &Span| !span.intersects(name.span);
        let role = slice(words.axes.descriptors.role.filter(outside));
        let affiliation = slice(words.axes.descriptors.affiliation.filter(outside));
        let former = words.axes.descriptors.former.is_some();
        // "secretary" of "secretary of state"
        let office = role.as_deref().map(|role| role.split_once(" of ").map_or(role, |(office, _)| office));
        if let Some(last) = office.and_then(|office| office.split(' ').next_back()) {
            self.learn(cluster, &last.to_lowercase());
        }
        if let Some(actor) = self.clusters.get_mut(cluster) {
            actor.role = role;
            actor.affiliation = affiliation;
            actor.former |= former;
        }
    }

    /// Through whom a statement reached the article: the outlet that stands by the cue, outside source and content
    /// ("told Fox News", "in an interview with CNN").
    pub(super) fn relay(&self, draft: &Draft) -> Option<(usize, Span)> {
        let cue = draft.found.cue.last()?;
        let token = self.document.token_at(cue.start());
        let sentence = self.document.sentences().get(self.document.sentence_of(token)?)?;
        let outlet = |link: &&Linked| {
            let is_outlet =
                self.clusters.get(link.cluster).is_some_and(|actor| actor.kind == Some(ActorKind::Outlet));
            let apart = |span: &Span| !span.intersects(link.name.span);
            let first = link.name.tokens.start;
            let lead = first.saturating_sub(3)..first;
            let introduced = lead.into_iter().any(|at| {
                matches!(
                    self.document.lower(at),
                    "told" | "tell" | "tells" | "telling" | "to" | "with" | "by" | "on" | "in"
                )
            });
            is_outlet
                && introduced
                && draft.found.source.iter().all(apart)
                && draft.found.content.iter().all(apart)
        };
        let inside = self.links_in(sentence.span).map(|(_, link)| link).filter(outlet);
        inside.map(|link| (link.cluster, link.name.span)).find(|(_, span)| {
            // Behind the cue and near it.
            span.start() >= cue.start() && self.document.token_at(span.start()) <= token + RELAY_REACH
        })
    }
}

/// So many tokens a list of examples has at most.
const MOST_EXAMPLES: usize = 40;

/// So often a name stands in full, and never in short, before it counts as an organization's.
const OFTEN: usize = 3;

/// How many tokens behind its cue a relay may stand: "said late on Monday in an interview with CNN".
const RELAY_REACH: usize = 12;

/// Whether a name has a capital inside a word, as brands have and persons have only behind "Mc" and the like.
fn is_brand(name: &str) -> bool {
    let inner = |word: &str| {
        let stem = ["Mc", "Mac", "De", "Di", "Du", "La", "Le", "Van", "O'", "O’", "D'", "D’", "Fitz", "St."]
            .iter()
            .find_map(|start| word.strip_prefix(start))
            .unwrap_or(word);
        let rest = stem.char_indices().nth(1).and_then(|(at, _)| stem.get(at..)).unwrap_or_default();
        rest.contains(char::is_uppercase) && rest.contains(char::is_lowercase) && !word.contains('-')
    };
    key(name) == name.to_lowercase() && name.split(' ').any(inner)
}

/// The gender of a person that is described only: "the spokeswoman".
pub(super) fn gender_of_noun(lemma: &str) -> Option<Gender> {
    match lemma {
        "human" => None,
        _ if lemma.ends_with("woman")
            || matches!(
                lemma,
                "mother"
                    | "wife"
                    | "ex-wife"
                    | "widow"
                    | "daughter"
                    | "sister"
                    | "queen"
                    | "girl"
                    | "aunt"
                    | "niece"
                    | "grandmother"
                    | "actress"
                    | "duchess"
                    | "princess"
                    | "businesswoman"
                    | "heroine"
                    | "hostess"
            ) =>
        {
            Some(Gender::Female)
        }
        _ if lemma.ends_with("man")
            || matches!(
                lemma,
                "father"
                    | "husband"
                    | "ex-husband"
                    | "widower"
                    | "son"
                    | "brother"
                    | "king"
                    | "boy"
                    | "uncle"
                    | "nephew"
                    | "grandfather"
                    | "duke"
                    | "prince"
                    | "monk"
            ) =>
        {
            Some(Gender::Male)
        }
        _ => None,
    }
}
