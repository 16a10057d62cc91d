//! A phrase whose actor is looked for, as a question with options, and what speaks for each of them.

use crate::lexicon::WordClass;
use crate::mention::in_headline;
use crate::mention::noun::Noun;
use crate::mention::phrase::{Determiner, Form, Phrase, phrase};
use crate::mention::pronoun::Person;
use crate::text::syntax::table::{hash, mix};
use crate::text::{Deprel, Document, Upos};
use crate::{ActorKind, Mention, Span};

use super::actors::Cluster;
use super::context::{Candidate, Context, Owner, is_quoted};
use super::described::Described;
use super::meaning::Kinship;
use super::option::{Addressee, Choice, Spoke, Weighed};
use super::role::is_tied_elsewhere;

/// Maximum number of actors that are weighed against each other, the nearest first.
const MAX_OPTIONS: usize = 14;

/// Number of attributions at the start of an article, in which it describes people whom it names only later.
pub(super) const LEAD: usize = 5;

/// Maximum distance from a description in the lead to the name that it announces, in names.
const MAX_AHEAD: usize = 24;

/// Maximum number of people named later who are weighed.
const MAX_LATER: usize = 3;

/// Maximum number of mentions of an actor, the last ones, beside which a noun is looked for.
const MAX_BESIDE: usize = 4;

/// Maximum number of attributions before that are looked at, the last ones, so that time stays linear.
const MAX_SPOKE: usize = 256;

/// What asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asks {
    Pronoun,
    Description,
    /// A source that the text leaves out.
    Omission,
}

/// A phrase whose actor is looked for, or the place of one that is left out.
pub(super) struct Question<'q> {
    pub(super) asks: Asks,
    pub(super) token: usize,
    pub(super) span: Span,
    pub(super) phrase: Option<&'q Phrase>,
    pub(super) described: Option<&'q Described<'q>>,
    /// The content of the attribution.
    pub(super) told: &'q [Span],
    /// The speaker of the attribution in whose content it stands.
    pub(super) outer: Option<usize>,
    /// Who is spoken to, where the words tell.
    pub(super) addressee: Option<Addressee>,
    /// Nouns that nobody has taken up, the likeliest first.
    pub(super) nouns: &'q [usize],
    /// What the rules answer.
    pub(super) ruled: Choice,
    /// The rule that answers so, as a number.
    pub(super) rule: u64,
    /// What the rules know of the attribution, as a number; told apart where a source is left out.
    pub(super) sort: u64,
}

/// The features of a question or of an option: each a template and a value.
struct Facts(Vec<u64>);

impl Facts {
    fn new() -> Facts {
        // As many as most have.
        Facts(Vec::with_capacity(64))
    }

    fn add(&mut self, template: u64, value: u64) {
        self.0.push(mix(template, value));
    }

    fn flag(&mut self, template: u64, holds: bool) {
        self.add(template, u64::from(holds));
    }

    fn word(&mut self, template: u64, word: &str) {
        self.add(template, u64::from(hash(word)));
    }
}

fn step(value: usize, limits: &[usize]) -> u64 {
    limits.iter().take_while(|limit| value > **limit).count() as u64
}

fn kind_number(kind: Option<&ActorKind>) -> u64 {
    match kind {
        None => 0,
        Some(ActorKind::Person) => 1,
        Some(ActorKind::Group) => 2,
        Some(ActorKind::Organization) => 3,
        Some(ActorKind::Outlet) => 4,
        Some(ActorKind::Government) => 5,
        Some(ActorKind::Document) => 6,
        Some(ActorKind::Place) => 7,
        Some(_) => 8,
    }
}

/// The options of a question, each with its features. Linear in the number of options.
pub(super) fn options(
    context: Context<'_>,
    kinship: &Kinship<'_>,
    spoke: &[Spoke],
    question: &Question<'_>,
) -> Vec<Weighed> {
    let spoke = spoke.get(spoke.len().saturating_sub(MAX_SPOKE)..).unwrap_or_default();
    let found = candidates(context, spoke, question);
    let mut asked = asked(context, spoke, question, &found);
    let kin = Kin::read(context, kinship, question, &found);
    kin.of_question(&mut asked);
    let mut out = Vec::with_capacity(found.len() + 3);
    let mut compatible = 0;
    for (rank, (cluster, candidate)) in found.iter().enumerate() {
        let fits = compatible_with(context, question, *cluster);
        let place = if fits { compatible } else { 9 };
        compatible += usize::from(fits);
        let mut facts = of_actor(context, spoke, question, *cluster, candidate.as_ref(), rank, place);
        kin.of_actor(rank, &mut facts);
        let unshown = question
            .described
            .is_some_and(|asked| !kin.shows(rank) && is_unshown(context, question, asked, *cluster));
        out.push(Weighed { choice: Choice::Actor(*cluster), features: crossed(&asked, &facts, 1), unshown });
    }
    let rest = question.nouns.iter().map(|noun| Some(Choice::Noun(*noun))).chain([
        (question.asks != Asks::Omission).then_some(Choice::New),
        (question.asks == Asks::Omission).then_some(Choice::Nobody),
    ]);
    for choice in rest.flatten() {
        let mut facts = Facts::new();
        let number = match choice {
            Choice::Noun(_) => 2,
            Choice::New => 3,
            Choice::Actor(_) | Choice::Nobody | Choice::Unnamed => 4,
        };
        facts.flag(90, choice == question.ruled);
        facts.add(98, question.rule);
        if let Choice::Noun(noun) = choice {
            facts.word(91, context.document.lemma(noun));
            let own = context.document.sentence_of(question.token).unwrap_or(0);
            let there = context.document.sentence_of(noun).unwrap_or(0);
            facts.add(92, step(own.saturating_sub(there), &[0, 1, 2]));
            let place = question.nouns.iter().position(|other| *other == noun).unwrap_or(9) as u64;
            facts.add(94, place);
            let deprel = context.document.deprel(noun);
            let subject = u64::from(matches!(deprel, Some(Deprel::Nsubj | Deprel::NsubjPass)));
            facts.add(95, mix(subject, step(own.saturating_sub(there), &[0, 1])));
            let own = Noun::at(context.document, noun);
            facts.add(96, mix(u64::from(own.gender().is_some()), place));
            facts.flag(97, spoke.last().is_some_and(|last| last.token > noun));
            facts.add(93, step(question.token.saturating_sub(noun), &[8, 16, 32]));
        }
        let features = crossed(&asked, &facts, number);
        out.push(Weighed { choice, features, unshown: false });
    }
    out
}

/// The facts of an option, by themselves and with what asks; and those of the question, each with the sort of the option.
fn crossed(asked: &Facts, facts: &Facts, sort: u64) -> Vec<u64> {
    let asks = asked.0.first().copied().unwrap_or_default();
    let mut features = Vec::with_capacity(asked.0.len() + 2 * facts.0.len() + 1);
    features.extend(asked.0.iter().map(|fact| mix(*fact, sort)));
    for fact in &facts.0 {
        let fact = mix(*fact, sort);
        features.extend([fact, mix(fact, asks)]);
    }
    features.push(mix(sort, 7));
    features
}

/// The actors that come into question, the nearest first.
fn candidates(
    context: Context<'_>,
    spoke: &[Spoke],
    question: &Question<'_>,
) -> Vec<(usize, Option<Candidate>)> {
    let Context { discourse, names, .. } = context;
    let mut found: Vec<(usize, Option<Candidate>)> = Vec::new();
    let mut add = |cluster: usize, candidate: Option<Candidate>| {
        let excluded = || question.described.is_some_and(|asked| is_excluded(context, asked, cluster));
        let ruled = question.ruled == Choice::Actor(cluster);
        let room = found.len() < MAX_OPTIONS && found.iter().all(|(known, _)| *known != cluster);
        if room && (ruled || !excluded()) && !is_told(context, question, cluster) {
            found.push((cluster, candidate));
        }
    };
    let place = |cluster: usize| {
        let first = names.first_named.get(&cluster)?;
        discourse.candidates.get(first).copied()
    };
    if let Choice::Actor(ruled) = question.ruled {
        let near = discourse.before(question.token).find(|candidate| candidate.cluster == ruled);
        add(ruled, near.copied().or_else(|| place(ruled)));
    }
    let rivals = rivals(context, question);
    if let Some(asked) = question.described {
        for cluster in discourse.alike(&asked.noun, asked.read.plural).iter().rev().take(3) {
            let near = discourse.before(question.token).find(|candidate| candidate.cluster == *cluster);
            add(*cluster, near.copied());
        }
        let holders = discourse.with_role.get(asked.noun.role()).into_iter().flatten();
        for cluster in holders.filter(|cluster| !rivals.contains(cluster)).take(4) {
            let near = discourse.before(question.token).find(|candidate| candidate.cluster == *cluster);
            add(*cluster, near.copied().or_else(|| place(*cluster)));
        }
    }
    let is_place =
        |cluster: usize| discourse.actor(cluster).is_some_and(|actor| actor.kind == Some(ActorKind::Place));
    for last in spoke.iter().rev().take(3) {
        let near = discourse.before(question.token).find(|candidate| candidate.cluster == last.cluster);
        add(last.cluster, near.copied());
    }
    for candidate in discourse.before(question.token).filter(|candidate| !is_place(candidate.cluster)) {
        add(candidate.cluster, Some(*candidate));
    }
    let lead = spoke.len() < LEAD;
    for later in named_later(context, question).filter(|later| lead && !rivals.contains(later)) {
        if found.iter().all(|(known, _)| *known != later) {
            found.push((later, place(later)));
        }
    }
    // The order tells how near each was mentioned.
    found.sort_by_key(|(_, candidate)| std::cmp::Reverse(candidate.map(|candidate| candidate.token)));
    found
}

/// Whether an actor is who is spoken to. Of a pronoun that is so where its gender tells two people apart, and a noun may be the other: "she told
/// him".
fn is_told(context: Context<'_>, question: &Question<'_>, cluster: usize) -> bool {
    let Some(addressee) = question.addressee.filter(|addressee| addressee.cluster == cluster) else {
        return false;
    };
    match (question.phrase.map(|phrase| phrase.form), addressee.pronoun) {
        (None, _) | (Some(Form::Name | Form::Description), Some(_)) => false,
        (Some(_), None) => true,
        (Some(Form::Pronoun(asked)), Some(told)) => {
            let apart = asked.gender.is_some() && told.gender.is_some() && asked.gender != told.gender;
            let fits = context.discourse.actor(cluster).is_some_and(|actor| actor.gender == asked.gender);
            apart && !fits && !question.nouns.is_empty()
        }
    }
}

/// The people who are named first after a description of one in the headline or the lead.
fn named_later<'c>(context: Context<'c>, question: &Question<'_>) -> impl Iterator<Item = usize> + use<'c> {
    let Context { names, discourse, .. } = context;
    let token = question.token;
    let one = question.described.is_some_and(|asked| !asked.read.plural);
    let start = names.links.partition_point(|link| link.name.start() <= token);
    let ahead = names.links.get(start..).unwrap_or_default().iter().take(if one { MAX_AHEAD } else { 0 });
    let mut seen = Vec::new();
    let first = ahead.map(|link| link.cluster).filter(move |cluster| {
        let new = names.first_named.get(cluster).is_some_and(|first| *first > token);
        let fits = new && discourse.is_named_person(*cluster) && !seen.contains(cluster);
        if fits {
            seen.push(*cluster);
        }
        fits
    });
    first.take(MAX_LATER)
}

/// "A judge", before two judges are named, announces neither: the people of one role of whom any may be meant.
pub(super) fn rivals(context: Context<'_>, question: &Question<'_>) -> Vec<usize> {
    let has_role = |cluster: &usize| {
        let role = question.described.map(|asked| asked.noun.role());
        let actor = context.discourse.actor(*cluster);
        actor.zip(role).is_some_and(|(actor, role)| actor.same_roles.iter().any(|one| one == role))
    };
    let found: Vec<usize> = named_later(context, question).filter(has_role).collect();
    if found.len() > 1 { found } else { Vec::new() }
}

/// Whether a description cannot mean an actor: "his lawyer" is another than he, "an official" is new among the unnamed, and one is not
/// several.
fn is_excluded(context: Context<'_>, asked: &Described<'_>, cluster: usize) -> bool {
    let Some(actor) = context.discourse.actor(cluster) else { return true };
    let unnamed = actor.names.is_empty() && actor.members.is_empty();
    let new = matches!(asked.read.determiner, Determiner::Indefinite | Determiner::Another);
    // "The mayor" is not "a spokesman for the mayor".
    let alike = context.discourse.alike(&asked.noun, asked.read.plural);
    let other_head = actor.words.iter().any(|word| word == asked.noun.role()) && !alike.contains(&cluster);
    // "Sources in the party", after "sources": without an article what tells more tells of others.
    let narrower = || {
        asked.read.determiner == Determiner::Bare
            && asked.read.plural
            && !asked.telling_words().all(|word| actor.words.contains(word))
    };
    // "The state", "that loud environment": nobody with a name.
    let body = || {
        let kind = asked.noun.actor_kind(asked.read.plural);
        let is_body =
            !matches!(kind, ActorKind::Person | ActorKind::Group) || asked.noun.lemma().ends_with("ment");
        is_body && !asked.noun.is_listed_role() && !unnamed && actor.is_person()
    };
    asked.owner == Some(Owner::Actor(cluster))
        || body()
        || is_tied_elsewhere(context, cluster, asked)
        || is_beside(context, asked, actor)
        || (unnamed
            && (new
                || other_head
                || actor.plural != asked.read.plural
                || asked.is_another_in_order(&actor.words)
                || narrower()))
}

/// Whether a description names an office or a trade of which nothing shows that somebody named has it: no role, no owner, no word of it
/// beside the name.
fn is_unshown(context: Context<'_>, question: &Question<'_>, asked: &Described<'_>, cluster: usize) -> bool {
    let Some(actor) = context.discourse.actor(cluster).filter(|actor| !actor.names.is_empty()) else {
        return false;
    };
    let noun = &asked.noun;
    if !actor.is_person() || !noun.is_listed_role() || noun.is(WordClass::UnnamedNoun) {
        return false;
    }
    let role = noun.role();
    let lemma = noun.lemma();
    let shown = actor.same_roles.iter().any(|one| one == role)
        || context.names.ties.iter().any(|tie| tie.person == cluster && tie.role == role)
        || asked
            .telling_words()
            .any(|word| actor.words.contains(word) || actor.roles.iter().any(|one| one == word))
        || actor.names.iter().any(|name| name.split(' ').any(|word| word.eq_ignore_ascii_case(lemma)))
        || nearness(context, actor, lemma, question.token) < 6;
    !shown
}

/// Whether the text has spoken of somebody of that noun beside an actor: "A judge freed Omar Diaz" tells that Diaz is not the judge.
fn is_beside(context: Context<'_>, asked: &Described<'_>, actor: &Cluster) -> bool {
    let document = context.document;
    let named = !actor.names.is_empty() && actor.is_person();
    let near = |mention: &&Mention| mention.span.end() <= asked.read.span.start();
    actor.mentions.iter().filter(|_| named).rev().filter(near).take(MAX_BESIDE).any(|mention| {
        let Some(head) = phrase(document, mention.span).map(|read| read.head) else { return false };
        let Some(verb) = document.head(head).filter(|_| is_argument(document, head)) else { return false };
        document.children(verb).any(|other| {
            other != head
                && is_argument(document, other)
                && document.upos(other) == Some(Upos::Noun)
                && Noun::lower_at(document, other).role() == asked.noun.role()
        })
    })
}

/// Whether a word is subject or object of a verb.
fn is_argument(document: &Document<'_>, at: usize) -> bool {
    let verb = document.head(at).is_some_and(|head| document.upos(head) == Some(Upos::Verb));
    let argument = matches!(
        document.deprel(at),
        Some(Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::Iobj | Deprel::Obl)
    );
    verb && argument
}

/// What is known of the phrase itself.
fn asked(
    context: Context<'_>,
    spoke: &[Spoke],
    question: &Question<'_>,
    found: &[(usize, Option<Candidate>)],
) -> Facts {
    let Context { document, discourse, .. } = context;
    let mut facts = Facts::new();
    let sort = match question.phrase.map(|phrase| phrase.form) {
        Some(Form::Pronoun(_)) if question.asks == Asks::Pronoun => {
            u64::from(hash(document.lower(question.token)))
        }
        Some(_) if question.asks == Asks::Description => {
            let determiner = question.phrase.map(|phrase| phrase.determiner as u64).unwrap_or_default();
            let plural = question.phrase.is_some_and(|phrase| phrase.plural);
            // "MINISTER: We have turned the corner."
            let label = document.lower(document.tokens_in(question.span).end) == ":";
            u64::from(label) * 16 + determiner * 2 + u64::from(plural)
        }
        _ => question.sort,
    };
    facts.add(question.asks as u64 + 1, sort);
    facts.flag(4, is_quoted(document, question.span));
    facts.flag(5, question.outer.is_some());
    let sentence = document.sentence_of(question.token).unwrap_or(0);
    let paragraph = document.paragraph_of(question.token).unwrap_or(0);
    let first = |at: usize| document.sentence_of(at.saturating_sub(1)) != Some(sentence) || at == 0;
    facts.flag(6, first(question.token));
    let opens = question.token.checked_sub(1).and_then(|at| document.paragraph_of(at)) != Some(paragraph);
    facts.flag(7, opens);
    facts
        .add(8, spoke.last().map_or(9, |last| step(paragraph.saturating_sub(last.paragraph), &[0, 1, 2, 4])));
    let people = found.iter().filter(|(cluster, _)| discourse.is_named_person(*cluster)).count();
    facts.add(9, step(people, &[0, 1, 2, 3]));
    facts.add(
        10,
        match question.ruled {
            Choice::Actor(actor) if discourse.is_named(actor) => 1,
            Choice::Actor(_) => 2,
            Choice::Noun(_) => 3,
            Choice::New => 4,
            Choice::Nobody | Choice::Unnamed => 5,
        },
    );
    let compatible = found.iter().filter(|(cluster, _)| compatible_with(context, question, *cluster)).count();
    facts.add(28, mix(sort, step(compatible, &[0, 1, 2])));
    facts.add(
        29,
        mix(sort, spoke.last().map_or(9, |last| step(paragraph.saturating_sub(last.paragraph), &[0, 1, 2]))),
    );
    if let Some(asked) = question.described {
        let noun = &asked.noun;
        facts.word(11, noun.lemma());
        facts.word(12, noun.role());
        let classes = [
            noun.is_listed_role(),
            noun.is_human(),
            noun.is(WordClass::UnnamedNoun),
            noun.is(WordClass::FamilyNoun),
            noun.gender().is_some(),
        ];
        facts.add(13, classes.iter().fold(0, |all, class| all * 2 + u64::from(*class)));
        facts.add(14, kind_number(Some(&noun.actor_kind(asked.read.plural))));
        facts.add(15, step(asked.telling_words().count(), &[1, 2, 3, 5]));
        facts.add(
            16,
            match &asked.owner {
                None => 0,
                Some(Owner::Actor(owner)) => 1 + u64::from(discourse.is_named(*owner)),
                Some(Owner::Noun(_)) => 3,
            },
        );
        facts.add(17, step(asked.read.count.map_or(0, |count| count as usize), &[0, 1, 2]));
        let last = document.token_at(asked.read.span.end().saturating_sub(1));
        let after = asked.read.noun + 1;
        let next = if after > last { "" } else { document.lower(after) };
        facts.word(18, next);
        let before =
            asked.read.noun.checked_sub(1).filter(|at| *at >= document.token_at(asked.read.span.start()));
        facts.word(19, before.map_or("", |at| document.lower(at)));
        let alike = discourse.alike(noun, asked.read.plural).len();
        facts.add(20, step(alike, &[0, 1, 2]));
        let holders = discourse.with_role.get(noun.role()).map_or(0, Vec::len);
        facts.add(21, step(holders, &[0, 1, 2]));
        facts.flag(22, in_headline(document, question.token));
        let class = classes.iter().fold(0, |all, class| all * 2 + u64::from(*class));
        facts.add(24, mix(mix(class, sort), step(holders, &[0, 1])));
        facts.add(25, mix(mix(class, sort), step(alike, &[0, 1])));
        facts.add(26, mix(u64::from(hash(noun.role())), sort));
        facts.add(27, mix(mix(class, sort), step(people, &[0, 1, 2])));
        facts.flag(23, document.upos(asked.read.head) == Some(Upos::Propn));
    }
    facts
}

/// What is known of an actor as an answer.
fn of_actor(
    context: Context<'_>,
    spoke: &[Spoke],
    question: &Question<'_>,
    cluster: usize,
    candidate: Option<&Candidate>,
    rank: usize,
    place: usize,
) -> Facts {
    let Context { document, discourse, .. } = context;
    let mut facts = Facts::new();
    let Some(actor) = discourse.actor(cluster) else { return facts };
    let named = !actor.names.is_empty();
    facts.add(30, kind_number(actor.kind.as_ref()) * 2 + u64::from(named));
    let (gender, plural) = match question.phrase.map(|phrase| (phrase.form, phrase.plural)) {
        Some((Form::Pronoun(pronoun), _)) => (pronoun.gender, pronoun.plural),
        Some((_, plural)) => (question.described.and_then(|asked| asked.noun.gender()), plural),
        None => (None, false),
    };
    facts.add(
        31,
        match (gender, actor.gender) {
            (None, _) => 0,
            (_, None) => 1,
            (Some(one), Some(other)) => 2 + u64::from(one == other),
        },
    );
    let group = actor.plural || !actor.members.is_empty() || actor.kind == Some(ActorKind::Group);
    facts.add(32, u64::from(plural) * 2 + u64::from(group));
    let ruled = Choice::Actor(cluster) == question.ruled;
    facts.flag(33, ruled);
    if ruled {
        let sort =
            kind_number(actor.kind.as_ref()) * 4 + u64::from(named) * 2 + u64::from(actor.members.is_empty());
        facts.add(71, question.rule);
        facts.add(72, mix(question.rule, sort));
    }
    facts.add(34, step(rank, &[0, 1, 2, 3, 5]));
    let (own, paragraph) = (
        document.sentence_of(question.token).unwrap_or(0),
        document.paragraph_of(question.token).unwrap_or(0),
    );
    match candidate {
        Some(candidate) if candidate.token > question.token => {
            facts.add(35, 20);
            let far = step(candidate.sentence.saturating_sub(own), &[0, 1, 2, 4, 8]);
            let determiner = question.phrase.map_or(9, |phrase| phrase.determiner as u64);
            facts.add(75, mix(far, determiner));
            facts.add(76, mix(candidate.paragraph.saturating_sub(paragraph).min(6) as u64, determiner));
            let spoken = spoke.len().min(LEAD) as u64;
            facts.add(77, mix(spoken, mix(far, u64::from(candidate.subject))));
            let before = context.names.first_speaker.is_none_or(|first| question.token < first);
            facts.add(78, mix(u64::from(before), mix(determiner, spoken)));
        }
        Some(candidate) => {
            facts.add(35, step(own.saturating_sub(candidate.sentence), &[0, 1, 2, 4, 8]));
            facts.add(36, step(paragraph.saturating_sub(candidate.paragraph), &[0, 1, 2, 4]));
            facts.add(37, u64::from(candidate.subject) * 2 + u64::from(candidate.speaker));
            let inside = document.token(candidate.token).is_some_and(|token| is_quoted(document, token.span));
            facts.flag(38, inside);
            let deprel = document.deprel(candidate.token);
            let role = match deprel {
                Some(Deprel::Obj | Deprel::Iobj) => 1,
                Some(Deprel::Obl | Deprel::Nmod) => 2,
                Some(Deprel::NmodPoss | Deprel::Compound) => 3,
                Some(Deprel::Appos) => 4,
                Some(Deprel::NsubjPass) => 5,
                _ => 0,
            };
            facts.add(39, role);
            let told = document
                .token(candidate.token)
                .is_some_and(|token| question.told.iter().any(|part| part.contains(token.span)));
            facts.flag(40, told);
        }
        None => facts.add(35, 21),
    }
    let last = spoke.iter().rev().position(|spoke| spoke.cluster == cluster);
    facts.add(41, last.map_or(9, |at| step(at, &[0, 1, 2, 4])));
    let outer = spoke.iter().rev().filter(|spoke| !spoke.nested).position(|spoke| spoke.cluster == cluster);
    facts.add(42, outer.map_or(9, |at| step(at, &[0, 1, 2, 4])));
    let spoken = spoke.iter().filter(|spoke| spoke.cluster == cluster).count();
    facts.add(43, step(spoken, &[0, 1, 2, 4]));
    facts.add(44, step(actor.mentions.len(), &[0, 1, 2, 4, 8]));
    facts.flag(45, question.outer == Some(cluster));
    if let Some(spoke) = spoke.iter().rev().find(|spoke| spoke.cluster == cluster) {
        facts.add(46, step(paragraph.saturating_sub(spoke.paragraph), &[0, 1, 2, 4]));
    }
    facts.add(60, step(place, &[0, 1, 2, 4, 8]));
    let kind = kind_number(actor.kind.as_ref()) * 2 + u64::from(named);
    let near =
        candidate.map_or(7, |candidate| step(own.saturating_sub(candidate.sentence), &[0, 1, 2, 4, 8]));
    let role =
        candidate.map_or(0, |candidate| u64::from(candidate.subject) * 2 + u64::from(candidate.speaker));
    let heard = last.map_or(9, |at| step(at, &[0, 1, 2, 4]));
    facts.add(61, mix(mix(kind, place.min(3) as u64), near));
    facts.add(62, mix(mix(kind, heard), role));
    facts.add(63, mix(mix(near, place.min(3) as u64), heard));
    if let Some(asked) = question.described {
        of_description(context, asked, actor, cluster, &mut facts);
        let place = place.min(2) as u64;
        of_salience(context, question, asked, actor, [kind, near, heard, place], &mut facts);
    }
    facts
}

/// Whether gender, number and kind let a phrase mean an actor.
fn compatible_with(context: Context<'_>, question: &Question<'_>, cluster: usize) -> bool {
    let Some(actor) = context.discourse.actor(cluster) else { return false };
    let group = actor.plural || !actor.members.is_empty() || actor.kind == Some(ActorKind::Group);
    let (gender, plural, thing) = match question.phrase.map(|phrase| (phrase.form, phrase.plural)) {
        Some((Form::Pronoun(pronoun), _)) => {
            (pronoun.gender, pronoun.plural, pronoun.person == Person::Thing)
        }
        Some((_, plural)) => (question.described.and_then(|asked| asked.noun.gender()), plural, false),
        None => return true,
    };
    let person = actor.is_person() && !group;
    let kind = if plural {
        !person
    } else if thing {
        !person && !group
    } else if question.asks == Asks::Pronoun {
        person
    } else {
        !group
    };
    kind && (gender.is_none() || actor.gender.is_none() || gender == actor.gender)
}

/// How near to one of its first mentions the text has a noun, by steps.
fn nearness(context: Context<'_>, actor: &Cluster, lemma: &str, before: usize) -> u64 {
    let document = context.document;
    let mut best = 9;
    let at = document.token(before).map_or(0, |token| token.span.start());
    // Of somebody named only later what stands beside the name tells.
    let later = actor.mentions.first().is_none_or(|mention| mention.span.start() > at);
    let before = if later { usize::MAX } else { before };
    for mention in actor.mentions.iter().filter(|mention| later || mention.span.start() <= at).take(3) {
        let range = document.tokens_in(mention.span);
        let Some(sentence) = document.sentence_of(range.start).and_then(|at| document.sentences().get(at))
        else {
            continue;
        };
        for at in sentence.tokens.clone().filter(|at| *at < before) {
            if document.lemma(at).eq_ignore_ascii_case(lemma) {
                let distance =
                    if at < range.start { range.start - at } else { (at + 1).saturating_sub(range.end) };
                // "A judge freed Omar Diaz" has two people.
                let apart = is_argument(document, at) && !range.contains(&at) && distance > 1;
                best = best.min(if apart { 6 } else { step(distance, &[1, 3, 6, 12]) });
            }
        }
    }
    best
}

/// How near in meaning the words beside each option come to a description.
struct Kin<'q> {
    asked: Option<&'q Described<'q>>,
    /// Of each option, and whether it has a name.
    degrees: Vec<(f32, bool)>,
    /// That of the option with a name that comes nearest.
    best: f32,
}

/// Minimum likeness that shows an office: "lawyer" beside the name of "the barrister".
const SHOWS: f32 = 0.5;

impl<'q> Kin<'q> {
    fn read(
        context: Context<'_>,
        kinship: &Kinship<'_>,
        question: &Question<'q>,
        found: &[(usize, Option<Candidate>)],
    ) -> Kin<'q> {
        let own = question.described.and_then(|asked| Some((asked, kinship.vector(&asked.noun)?)));
        let of = |(cluster, _): &(usize, Option<Candidate>)| {
            let actor = own.as_ref().zip(context.discourse.actor(*cluster));
            actor.map_or((0.0, false), |((asked, own), actor)| {
                let degree = kinship.of(context.document, &asked.noun, own, actor, question.token);
                (degree, !actor.names.is_empty())
            })
        };
        let degrees: Vec<(f32, bool)> = found.iter().map(of).collect();
        let best = degrees.iter().filter(|(_, named)| *named).map(|(kin, _)| *kin).fold(0.0, f32::max);
        Kin { asked: question.described, degrees, best }
    }

    /// The class of the noun, and the determiner.
    fn class(asked: &Described<'_>) -> u64 {
        let class = u64::from(asked.noun.is_listed_role()) * 2 + u64::from(asked.noun.is_human());
        mix(class, asked.read.determiner as u64)
    }

    fn of_question(&self, facts: &mut Facts) {
        let Some(asked) = self.asked else { return };
        facts.add(80, degree(self.best));
        facts.add(81, mix(degree(self.best), Self::class(asked)));
    }

    fn of_actor(&self, rank: usize, facts: &mut Facts) {
        let (Some(asked), Some((own, named))) = (self.asked, self.degrees.get(rank)) else { return };
        let named = u64::from(*named);
        facts.add(82, mix(degree(*own), named));
        facts.add(83, mix(mix(degree(*own), named), Self::class(asked)));
        facts.add(84, mix(mix(u64::from(*own >= self.best), named), degree(self.best)));
        facts.add(85, mix(degree(self.best - *own), mix(named, degree(self.best))));
    }

    /// Whether the words beside an option show what a description says.
    fn shows(&self, rank: usize) -> bool {
        self.degrees.get(rank).is_some_and(|(own, _)| *own >= SHOWS)
    }
}

/// A likeness, by steps.
fn degree(likeness: f32) -> u64 {
    const STEPS: [f32; 9] = [0.3, 0.38, 0.45, 0.52, 0.58, 0.64, 0.7, 0.78, 0.95];
    STEPS.iter().take_while(|limit| likeness > **limit).count() as u64
}

/// How far the words of a description stand by the mentions of an actor, and how much the actor is spoken of. `known` has its kind,
/// its distance, when it spoke last, and its place among those that fit, as steps.
fn of_salience(
    context: Context<'_>,
    question: &Question<'_>,
    asked: &Described<'_>,
    actor: &Cluster,
    [kind, near, heard, place]: [u64; 4],
    facts: &mut Facts,
) {
    let named = !actor.names.is_empty();
    let noun = &asked.noun;
    let by = nearness(context, actor, noun.lemma(), question.token);
    let modifiers = asked
        .telling_words()
        .filter(|word| *word != noun.lemma())
        .map(|word| nearness(context, actor, word, question.token))
        .min()
        .unwrap_or(8);
    facts.add(64, by * 2 + u64::from(named));
    facts.add(65, mix(modifiers, u64::from(named)));
    let class = u64::from(noun.is_listed_role()) * 4
        + u64::from(noun.is_human()) * 2
        + u64::from(noun.is(WordClass::UnnamedNoun));
    facts.add(66, mix(mix(class, kind), mix(heard, place)));
    facts.add(67, mix(mix(class, kind), near));
    let role = actor.same_roles.iter().any(|role| role == noun.role());
    facts.add(68, mix(mix(kind, by), u64::from(role)));
    facts.add(69, mix(u64::from(hash(noun.role())), u64::from(named)));
    facts.add(70, mix(mix(u64::from(actor.gender.is_some() && actor.gender == noun.gender()), kind), class));
}

/// How far what a description says fits an actor.
fn of_description(
    context: Context<'_>,
    asked: &Described<'_>,
    actor: &Cluster,
    cluster: usize,
    facts: &mut Facts,
) {
    let Context { discourse, names, .. } = context;
    let noun = &asked.noun;
    let same_head = discourse.alike(noun, asked.read.plural).contains(&cluster);
    facts.flag(50, same_head);
    let shared = asked.telling_words().filter(|word| actor.words.contains(word)).count();
    let all = asked.telling_words().count();
    facts.add(51, if shared == all { 9 } else { step(shared, &[0, 1, 2]) });
    facts.flag(52, actor.words == asked.words);
    // "The mayor" is not "a spokesman for the mayor".
    facts.add(73, u64::from(shared == all) * 2 + u64::from(same_head));
    facts.add(74, mix(u64::from(shared == all) * 2 + u64::from(same_head), asked.read.determiner as u64));
    let role = actor.same_roles.iter().any(|role| role == noun.role());
    facts.add(53, if role { 2 } else { u64::from(!actor.roles.is_empty()) });
    let lemma = noun.lemma();
    let holds = actor
        .names
        .iter()
        .any(|name| name.contains(' ') && name.split(' ').any(|word| word.eq_ignore_ascii_case(lemma)));
    facts.flag(54, holds);
    facts.add(
        55,
        match &asked.owner {
            Some(Owner::Actor(owner)) => 1 + u64::from(*owner == cluster),
            Some(Owner::Noun(_)) => 3,
            None => 0,
        },
    );
    let tied = asked.owner.as_ref().is_some_and(|owner| {
        names.ties.iter().any(|tie| tie.owner == *owner && tie.person == cluster && tie.role == noun.role())
    });
    let elsewhere = names.ties.iter().any(|tie| tie.person == cluster && tie.role == noun.role());
    facts.add(56, u64::from(tied) * 2 + u64::from(elsewhere));
    // What else the actor goes by, beside what it is called here.
    let known = actor
        .same_roles
        .last()
        .map(String::as_str)
        .or_else(|| actor.description.as_deref().and_then(|words| words.split(' ').next_back()));
    facts.add(57, mix(u64::from(hash(noun.role())), u64::from(hash(known.unwrap_or_default()))));
    facts.flag(58, asked.read.determiner == Determiner::Another);
    let modifier = asked.telling_words().filter(|word| *word != lemma).any(|word| {
        actor.roles.iter().any(|role| role == word)
            || actor.affiliation.as_ref().is_some_and(|known| known.to_lowercase().contains(word.as_str()))
    });
    facts.flag(59, modifier);
}
