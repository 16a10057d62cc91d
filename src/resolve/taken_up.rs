//! Actors that a definite description takes up without one of their own words: "the newspaper", "the 34-year-old".

use crate::lexicon::WordClass;
use crate::mention::phrase::{Phrase, is_human, kind_of_noun};
use crate::text::{Deprel, Upos};
use crate::{ActorKind, Span};

use super::actors::Cluster;
use super::context::Context;
use super::described::Described;
use super::pronoun::owner;
use super::role::{gender_of_noun, is_family};

/// Maximum distance from "the 34-year-old" to the person that it means, in sentences.
const MAX_DISTANCE: usize = 3;

/// "the article" for "the piece", "the report" for "the study": the last document that goes by a noun of the same sort,
/// where the phrase tells nothing else of it.
pub(super) fn same_document(context: Context<'_>, asked: &Described<'_>) -> Option<usize> {
    let sort = document_sort(&asked.lemma).filter(|_| asked.words.len() == 1 && !asked.read.plural)?;
    nearest(context, asked.read, |actor| {
        actor.kind == Some(ActorKind::Document)
            && !actor.plural
            && actor.words.iter().any(|word| document_sort(word) == Some(sort))
    })
}

/// "the committee", "the newspaper": the last organization with that word in its name, or the last of that kind.
pub(super) fn named_with_word(context: Context<'_>, asked: &Described<'_>) -> Option<usize> {
    if asked.read.plural {
        return None;
    }
    let kind = match asked.lemma.as_str() {
        "newspaper" | "paper" | "magazine" | "outlet" | "network" | "broadcaster" | "publication"
        | "website" => Some(ActorKind::Outlet),
        "company" | "firm" | "bank" | "manufacturer" | "retailer" | "automaker" | "airline" => {
            Some(ActorKind::Organization)
        }
        _ => None,
    };
    let holds_word = |name: &String| {
        name.contains(' ') && name.split(' ').any(|word| word.eq_ignore_ascii_case(&asked.lemma))
    };
    nearest(context, asked.read, |actor| {
        !actor.names.is_empty()
            && actor.kind != Some(ActorKind::Person)
            && ((kind.is_some() && actor.kind == kind) || actor.names.iter().any(holds_word))
    })
}

/// The nearest actor before a phrase that a test lets through.
fn nearest(context: Context<'_>, read: &Phrase, test: impl Fn(&Cluster) -> bool) -> Option<usize> {
    let mut near = context.discourse.before(read.head).map(|candidate| candidate.cluster);
    near.find(|cluster| context.discourse.actor(*cluster).is_some_and(&test))
}

/// "the 34-year-old", "the Republican nominee": the person that was spoken of last, or the only one that the sentence
/// before names.
pub(super) fn salient(context: Context<'_>, asked: &Described<'_>) -> Option<usize> {
    if !tells_nobody_else(context, asked) {
        return None;
    }
    let Context { document, discourse, .. } = context;
    let head = asked.read.head;
    let sentence = document.sentence_of(head)?;
    let gender = gender_of_noun(&asked.lemma);
    // Of somebody who is known as a wife or son alone no office is told.
    let family = |actor: &Cluster| !actor.roles.is_empty() && actor.roles.iter().all(|role| is_family(role));
    let fits = |cluster: usize| {
        discourse.is_named_person(cluster)
            && discourse.actor(cluster).is_some_and(|actor| {
                (gender.is_none() || actor.gender.is_none() || actor.gender == gender)
                    && (is_family(&asked.lemma) || !family(actor))
            })
    };
    let spoken_of = discourse.before(head).find(|candidate| {
        candidate.sentence < sentence
            && sentence - candidate.sentence <= MAX_DISTANCE
            && (candidate.subject || candidate.speaker)
            && fits(candidate.cluster)
    });
    spoken_of.map(|candidate| candidate.cluster).or_else(|| {
        // "Lee's plan" names Lee in passing.
        let before = discourse.candidates.range(context.sentence_before(sentence)?);
        let mut named = before.map(|(_, candidate)| candidate.cluster).filter(|one| fits(*one));
        let first = named.next()?;
        named.all(|other| other == first).then_some(first)
    })
}

/// Whether a description can take up a person that was spoken of: it means one person, by a noun that news does not use
/// for people whom it leaves unnamed, and tells nobody in particular as "his lawyer" and "the band leader" do.
fn tells_nobody_else(context: Context<'_>, asked: &Described<'_>) -> bool {
    let (document, lemma) = (context.document, asked.lemma.as_str());
    let particular = |child: usize| {
        let is_party = || {
            let word = document.word(child);
            document.lexicon().knows_any(word, &[WordClass::Party, WordClass::Partisan])
        };
        document.is(child, Deprel::NmodPoss)
            || (document.is(child, Deprel::Compound)
                && document.upos(child) == Some(Upos::Noun)
                && !is_party()
                && child < asked.read.head)
    };
    !asked.read.plural
        && !is_left_unnamed(lemma)
        && (lemma == "year-old" || !document.children(asked.read.head).any(particular))
        && kind_of_noun(lemma, false) == ActorKind::Person
        && is_human(lemma)
}

/// "his account", "in her eyes": the person whose words they are.
pub(super) fn whose_words(context: Context<'_>, read: &Phrase, told: &[Span]) -> Option<usize> {
    let document = context.document;
    let lemma = document.lemma(read.noun).to_lowercase();
    let words = matches!(
        lemma.as_str(),
        "account"
            | "answer"
            | "assessment"
            | "claim"
            | "comment"
            | "eye"
            | "mind"
            | "opinion"
            | "remark"
            | "response"
            | "statement"
            | "submission"
            | "testimony"
            | "view"
            | "word"
    );
    let possessive = document.child(read.noun, Deprel::NmodPoss)?;
    if !words || !matches!(document.lower(possessive), "his" | "her") {
        return None;
    }
    owner(context, possessive, told).filter(|owner| context.discourse.is_named_person(*owner))
}

/// Whether news uses a noun for people whom it leaves unnamed.
fn is_left_unnamed(lemma: &str) -> bool {
    matches!(
        lemma,
        "official"
            | "source"
            | "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "aide"
            | "adviser"
            | "advisor"
            | "insider"
            | "person"
            | "staffer"
            | "diplomat"
            | "officer"
            | "analyst"
            | "expert"
            | "investigator"
            | "witness"
            | "operative"
            | "strategist"
            | "assistant"
            | "lawyer"
            | "attorney"
            | "employee"
            | "worker"
            | "resident"
            | "neighbor"
            | "neighbour"
            | "victim"
            | "driver"
            | "teacher"
            | "doctor"
            | "nurse"
            | "soldier"
            | "reporter"
            | "journalist"
            | "author"
            | "writer"
            | "moderator"
            | "voter"
            | "individual"
            | "manager"
            | "public"
            | "audience"
            | "crowd"
            | "press"
            | "world"
            | "nation"
            | "country"
            | "other"
            | "one"
    )
}

/// One noun for those that take up the same document.
fn document_sort(lemma: &str) -> Option<&'static str> {
    match lemma {
        "article" | "piece" | "story" | "feature" | "column" | "op-ed" | "editorial" | "essay" => {
            Some("article")
        }
        "study" | "report" | "research" | "analysis" | "paper" | "survey" | "poll" | "review" => {
            Some("study")
        }
        _ => None,
    }
}
