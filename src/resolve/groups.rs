//! People that are named side by side: "President Lee and Prime Minister Kim", whom "they" and "the two leaders" take up.

use crate::ActorKind;
use crate::lexicon::Relation;
use crate::mention::noun::Noun;
use crate::mention::phrase::{Determiner, Phrase};
use crate::text::{Document, Upos};

use super::actors::Cluster;
use super::context::{Context, Discourse, Names, WINDOW};
use super::role::learn_role;

/// Maximum number of tokens between two names of a list, where an apposition stands between them.
const MAX_APPOSITION: usize = 12;

/// Makes a group of people that are named side by side.
pub(super) fn join_groups(document: &Document<'_>, names: &mut Names, discourse: &mut Discourse) {
    let is_person =
        |at: &usize| names.links.get(*at).is_some_and(|link| discourse.is_named_person(link.cluster));
    let people: Vec<usize> = (0..names.links.len()).filter(is_person).collect();
    let mut rest = people.as_slice();
    while let Some((first, _)) = rest.split_first() {
        let pairs = rest.iter().zip(rest.iter().skip(1));
        let next = pairs.take_while(|(a, b)| is_coordinated(document, names, **a, **b)).count();
        let (list, after) = rest.split_at(next + 1);
        rest = after;
        let mut links = list.iter().filter_map(|at| names.links.get(*at));
        let mut members: Vec<usize> = links.clone().map(|link| link.cluster).collect();
        members.dedup();
        let end = links.next_back().map_or(0, |link| link.name.tokens.end - 1);
        if members.len() > 1 {
            share_title(document, names, discourse, *first, &members);
            let group = group(names, discourse, members);
            if let Some(sentence) = document.sentence_of(end) {
                names.groups.push((sentence, group));
            }
            // The last name has an entry of its own; the group takes the token after it.
            if !discourse.candidates.contains_key(&(end + 1)) {
                let speaker = discourse.candidates.get(&end).is_some_and(|own| own.speaker);
                discourse.add_candidate(document, group, end + 1, speaker);
            }
        }
    }
}

/// "Senators Ann Lee and Bo Kim": the plural is both people's title.
fn share_title(
    document: &Document<'_>,
    names: &Names,
    discourse: &mut Discourse,
    first: usize,
    members: &[usize],
) {
    let Some(title) = names.links.get(first).and_then(|link| link.name.titles.clone().last()) else { return };
    let title = document.lower(title).trim_end_matches('.').to_owned();
    let Some(one) = title.strip_suffix('s') else { return };
    let lexicon = document.lexicon();
    for member in members {
        for role in lexicon.related(Relation::RoleOfTitle, one).chain([one]) {
            learn_role(lexicon, discourse, *member, role);
        }
    }
}

/// Whether one name follows another in a list: only "and", commas, titles and roles stand between.
pub(super) fn is_coordinated(document: &Document<'_>, names: &Names, a: usize, b: usize) -> bool {
    let (Some(a), Some(b)) = (names.links.get(a), names.links.get(b)) else { return false };
    let between = a.name.tokens.end..b.name.start();
    let word = |at: usize| document.lower(at);
    let joins = |at: &usize| matches!(word(*at), "and" | "&" | ",");
    let same = document.sentence_of(a.name.tokens.start) == document.sentence_of(b.name.tokens.start);
    // "and" and at most a nationality or role: "President Lee and Russian President Ivanov", "the Union and the Oslo-based Fund".
    let hyphen = |at: usize| word(at) == "-";
    let modifies = |at: usize| {
        matches!(document.upos(at), Some(Upos::Adj | Upos::Noun | Upos::Propn))
            || word(at) == "the"
            || hyphen(at)
            || at.checked_sub(1).is_some_and(hyphen)
    };
    let compound = if between.clone().any(hyphen) { 2 } else { 0 };
    let close = between.len() <= 3 + compound
        && between.clone().any(|at| joins(&at))
        && between.clone().all(|at| joins(&at) || modifies(at))
        && between.clone().filter(|at| word(*at) == ",").count() <= 1
        && (between.clone().any(|at| word(at) == "and") || between.len() == 1);
    // What each is stands after the name, between commas: "Ann Lee, Republican of Iowa, and Bo Kim". There is no verb, and
    // "and" follows the second comma.
    let with_apposition = || {
        let commas: Vec<usize> = between.clone().filter(|at| word(*at) == ",").collect();
        let [first, second] = commas.as_slice() else { return false };
        *first == between.start
            && between.len() <= MAX_APPOSITION
            && word(second + 1) == "and"
            && between.end - second <= 4
            && !between.clone().any(|at| matches!(document.upos(at), Some(Upos::Verb | Upos::Aux)))
    };
    // "Ann Lee (D-Maine) and Bo Kim"
    let with_brackets = || {
        word(between.start) == "("
            && between.len() <= MAX_APPOSITION
            && between.clone().rev().take(2).any(|at| word(at) == "and")
            && between.clone().filter(|at| word(*at) == ")").count() == 1
    };
    // "Ann Lee of Acme and Bo Kim of Baker": the same preposition follows both.
    let with_affiliation = || {
        document.upos(between.start) == Some(Upos::Adp)
            && between.len() <= MAX_APPOSITION
            && between.end.checked_sub(1).is_some_and(|at| word(at) == "and")
            && word(b.name.tokens.end) == word(between.start)
    };
    same && (close || with_apposition() || with_brackets() || with_affiliation())
}

/// The group of some named actors.
pub(super) fn group(names: &Names, discourse: &mut Discourse, members: Vec<usize>) -> usize {
    let mut groups = names.groups.iter().map(|(_, group)| *group);
    let is_same = |group: &usize| discourse.actor(*group).is_some_and(|actor| actor.members == members);
    if let Some(known) = groups.find(is_same) {
        return known;
    }
    let all: Vec<&str> = members.iter().filter_map(|member| discourse.full_name(*member)).collect();
    let description = Some(all.join(" and "));
    let kind = Some(ActorKind::Group);
    discourse.add(Cluster { kind, description, plural: true, members, ..Cluster::default() })
}

/// "the senators", "the two leaders": the last people that were named side by side, all of that role or as many.
pub(super) fn group_described(context: Context<'_>, noun: &Noun<'_>, read: &Phrase) -> Option<usize> {
    let Context { document, names, discourse } = context;
    let sentence = document.sentence_of(read.head)?;
    let until = names.groups.partition_point(|(at, _)| *at <= sentence);
    let near = names.groups.iter().take(until).rev().take(WINDOW);
    near.map(|(_, group)| *group).find(|group| {
        let Some(members) = discourse.actor(*group).map(|actor| &actor.members) else { return false };
        let has_role = |member: &usize| {
            discourse.actor(*member).is_some_and(|actor| actor.roles.iter().any(|role| role == noun.lemma()))
        };
        let count = read.count.and_then(|count| usize::try_from(count).ok()) == Some(members.len());
        read.plural && (count || members.iter().all(has_role)) && noun.actor_kind(true) == ActorKind::Group
    })
}

/// "the two presidents", where the sentence before names two people in different places.
pub(super) fn last_two(
    document: &Document<'_>,
    names: &Names,
    discourse: &mut Discourse,
    noun: &Noun<'_>,
    read: &Phrase,
) -> Option<usize> {
    let two = read.count == Some(2) && read.determiner == Determiner::Definite;
    if !two || !read.plural || noun.actor_kind(true) != ActorKind::Group {
        return None;
    }
    let context = Context { document, names, discourse };
    let tokens = context.sentence_before(document.sentence_of(read.head)?)?;
    let mut members = Vec::new();
    for (_, candidate) in discourse.candidates.range(tokens) {
        if discourse.is_named_person(candidate.cluster) && !members.contains(&candidate.cluster) {
            members.push(candidate.cluster);
        }
    }
    (members.len() == 2).then(|| group(names, discourse, members))
}
