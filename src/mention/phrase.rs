//! A noun phrase as a mention: what kind of reference it makes, and what it says of the one it refers to.

use std::ops::Range;

use crate::lexicon::{Gender, Lexicon};
use crate::text::{Deprel, Document, Upos, Xpos};
use crate::{ActorKind, Span};

/// How a description picks its actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Determiner {
    /// "the official", "that official": one that was spoken of.
    Definite,
    /// "an official": a new one.
    Indefinite,
    /// "another official", "a second official", "a different official": certainly none of those before.
    Another,
    /// "officials", "White House sources".
    Bare,
}

/// What a source, relay or participant phrase is as a mention.
#[derive(Clone, Debug)]
pub(crate) struct Phrase {
    /// Its head word.
    pub(crate) head: usize,
    /// The noun that tells who it is: the head, or what the head counts ("a number of experts", "one of the lawyers").
    pub(crate) noun: usize,
    pub(crate) span: Span,
    pub(crate) form: Form,
    pub(crate) determiner: Determiner,
    /// The words that make it "another", for evidence.
    pub(crate) another: Option<Span>,
    pub(crate) plural: bool,
    /// "two" in "two officials".
    pub(crate) count: Option<u32>,
}

/// The form of a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Name,
    Description,
    Pronoun(Pronoun),
}

/// What a pronoun asks of its antecedent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pronoun {
    pub(crate) person: Person,
    pub(crate) gender: Option<Gender>,
    pub(crate) plural: bool,
    pub(crate) possessive: bool,
}

/// Grammatical person, and relatives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Person {
    First,
    Second,
    Third,
    /// "it"
    Thing,
    /// "who", "which": what the clause hangs on.
    Relative,
    /// "one", "some", "many", "others".
    Indefinite,
}

/// The pronoun that a lower-case word is.
pub(crate) fn pronoun(lower: &str) -> Option<Pronoun> {
    let (person, gender, plural) = match lower {
        "i" | "me" | "my" | "mine" | "myself" => (Person::First, None, false),
        "we" | "us" | "our" | "ours" | "ourselves" => (Person::First, None, true),
        "you" | "your" | "yours" => (Person::Second, None, false),
        "he" | "him" | "his" | "himself" => (Person::Third, Some(Gender::Male), false),
        "she" | "her" | "hers" | "herself" => (Person::Third, Some(Gender::Female), false),
        "they" | "them" | "their" | "theirs" | "themselves" => (Person::Third, None, true),
        "it" | "its" | "itself" => (Person::Thing, None, false),
        "who" | "whom" | "whose" | "which" | "that" => (Person::Relative, None, false),
        "some" | "many" | "others" | "several" | "most" | "few" | "those" | "all" | "both" | "none"
        | "these" => (Person::Indefinite, None, true),
        "one" | "someone" | "somebody" | "another" | "everyone" | "everybody" | "anyone" | "nobody" => {
            (Person::Indefinite, None, false)
        }
        _ => return None,
    };
    let possessive = matches!(lower, "my" | "our" | "your" | "his" | "her" | "their" | "its" | "whose");
    Some(Pronoun { person, gender, plural, possessive })
}

/// Reads a phrase: the tokens that lie in `span`. Its head is the word whose own head lies outside.
pub(crate) fn phrase(document: &Document<'_>, span: Span) -> Option<Phrase> {
    let tokens = document.tokens();
    let Range { start, end } = document.tokens_in(span);
    let range = start..end.max(start + 1);
    let outside =
        |at: &usize| tokens.get(*at).and_then(|token| token.head).is_none_or(|head| !range.contains(&head));
    let upos = |at: &usize| tokens.get(*at).map(|token| token.upos);
    let mut heads =
        range.clone().filter(outside).filter(|at| !matches!(upos(at), None | Some(Upos::Punct | Upos::Adp)));
    let head = heads.next()?;
    // Not "The", where the parse takes the verb behind the phrase for its noun.
    let article = matches!(document.lower(head), "the" | "a" | "an");
    let noun = heads.rfind(|at| article && matches!(upos(at), Some(Upos::Noun | Upos::Propn)));
    let head = noun.unwrap_or(head);
    let token = tokens.get(head)?;
    let counted = counted(document, &range, head);
    let noun = counted.unwrap_or(head);
    let form = match pronoun(document.lower(noun)) {
        // "many of them", "some of whom"
        Some(pronoun) if counted.is_some() => Form::Pronoun(Pronoun { plural: true, ..pronoun }),
        _ if counted.is_some() => Form::Description,
        Some(pronoun)
            if matches!(
                token.upos,
                Upos::Pron | Upos::Det | Upos::Num | Upos::Adj | Upos::Noun | Upos::Sconj
            ) =>
        {
            Form::Pronoun(pronoun)
        }
        _ if token.upos == Upos::Propn => Form::Name,
        _ => Form::Description,
    };
    let another = another(document, &range, head);
    let one = counted.is_some() && matches!(document.lower(head), "one" | "each" | "neither" | "either");
    // A source is no verb: "aides" in "Lee aides said" is a noun that the tagger missed.
    let plural = (matches!(tokens.get(noun)?.xpos, Xpos::Nns | Xpos::Nnps | Xpos::Vbz) && !one)
        || matches!(form, Form::Pronoun(pronoun) if pronoun.plural)
        || document.child(head, Deprel::Conj).is_some();
    Some(Phrase {
        head,
        noun,
        span,
        form,
        determiner: match counted {
            Some(_) if another.is_none() => Determiner::Indefinite,
            _ => determiner(document, head, &range, another.is_some()),
        },
        another,
        plural,
        count: count(document, &range, head),
    })
}

/// What a counting word counts: the noun behind its "of".
fn counted(document: &Document<'_>, range: &Range<usize>, head: usize) -> Option<usize> {
    let counts = matches!(
        document.lemma(head),
        "number"
            | "group"
            | "handful"
            | "pair"
            | "couple"
            | "majority"
            | "dozen"
            | "score"
            | "hundred"
            | "thousand"
            | "million"
            | "series"
            | "string"
            | "chorus"
            | "array"
            | "host"
            | "crowd"
            | "trio"
            | "one"
            | "some"
            | "many"
            | "several"
            | "most"
            | "few"
            | "all"
            | "both"
            | "none"
            | "each"
            | "neither"
            | "either"
            | "half"
            | "range"
            | "slew"
    );
    let of = |child: &usize| {
        range.contains(child) && document.children(*child).any(|case| document.lower(case) == "of")
    };
    let nmod = |child: &usize| document.is(*child, Deprel::Nmod);
    document.children(head).filter(|_| counts).filter(nmod).find(of)
}

fn determiner(document: &Document<'_>, head: usize, range: &Range<usize>, another: bool) -> Determiner {
    if another {
        return Determiner::Another;
    }
    let words =
        document.children(head).filter(|child| range.contains(child)).map(|child| document.lower(child));
    // The first word tells even where the parse hangs it elsewhere.
    let first = document.lower(range.start);
    let first = matches!(first, "the" | "a" | "an").then_some(first);
    let mut determiner = Determiner::Bare;
    for word in words.chain(first) {
        match word {
            "the" | "this" | "that" | "these" | "those" | "his" | "her" | "their" | "its" => {
                return Determiner::Definite;
            }
            "a" | "an" | "one" | "some" => determiner = Determiner::Indefinite,
            _ => {}
        }
    }
    determiner
}

/// The words that set a description apart from those before it.
fn another(document: &Document<'_>, range: &Range<usize>, head: usize) -> Option<Span> {
    range.clone().take_while(|token| *token < head).find_map(|token| {
        let apart = match document.lower(token) {
            "another" | "different" | "separate" | "additional" | "other" | "fellow" => true,
            // "a second official", but not "the second official", which may pick one of two.
            "second" | "third" | "fourth" => token > range.start && document.lower(token - 1) == "a",
            _ => false,
        };
        // "the other official" picks one that is known.
        let known = token > range.start && document.lower(token - 1) == "the";
        (apart && !known).then(|| document.token(token).map(|token| token.span)).flatten()
    })
}

/// How many a phrase counts: "three officials", "the two world leaders", "a dozen people".
fn count(document: &Document<'_>, range: &Range<usize>, head: usize) -> Option<u32> {
    let before = range.start..head;
    let is_number = |at: &usize| document.upos(*at) == Some(Upos::Num);
    before.into_iter().find(is_number).and_then(|number| read_number(document.lower(number)))
}

/// A small number in words or digits.
pub(crate) fn read_number(lower: &str) -> Option<u32> {
    let words =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    if lower == "dozen" {
        return Some(12);
    }
    let index = words.iter().position(|word| *word == lower);
    index.and_then(|index| u32::try_from(index + 1).ok()).or_else(|| lower.parse().ok())
}

/// Nouns that make a document or an organization of an actor without a name. Everything else that speaks is people.
///
/// Source: the commonest heads of institutional sources in news, from general knowledge; the research in DESIGN.md
/// counts documents among 9 % of sources.
pub(crate) fn kind_of_noun(lemma: &str, plural: bool) -> ActorKind {
    match lemma {
        "report" | "poll" | "survey" | "study" | "document" | "letter" | "memo" | "email" | "e-mail"
        | "statement" | "transcript" | "lawsuit" | "complaint" | "filing" | "law" | "bill" | "article"
        | "book" | "tweet" | "post" | "ad" | "advertisement" | "website" | "site" | "page" | "record"
        | "analysis" | "data" | "figure" | "statistic" | "indictment" | "affidavit" | "ruling" | "order"
        | "resolution" | "agreement" | "treaty" | "research" | "paper" | "editorial" | "column" | "story"
        | "video" | "audit" | "review" | "census" | "constitution" | "policy" | "rule" | "text"
        | "message" | "release" | "memoir" | "findings" | "piece" | "essay" | "op-ed" => ActorKind::Document,
        "government" | "administration" | "ministry" | "parliament" | "state" | "country" | "nation"
        | "senate" | "congress" | "embassy" | "kremlin" | "cabinet" | "legislature" => ActorKind::Government,
        "company" | "campaign" | "party" | "agency" | "group" | "committee" | "commission" | "council"
        | "court" | "department" | "bureau" | "board" | "union" | "association" | "organization"
        | "organisation" | "firm" | "bank" | "university" | "school" | "church" | "hospital" | "team"
        | "club" | "coalition" | "alliance" | "police" | "office" | "foundation" | "institute"
        | "military" | "army" | "panel" | "jury" => ActorKind::Organization,
        "newspaper" | "magazine" | "paper's" | "outlet" | "network" | "broadcaster" | "station" | "press"
        | "media" => ActorKind::Outlet,
        _ if plural => ActorKind::Group,
        _ => ActorKind::Person,
    }
}

/// Whether a noun names a human being by what it is or does. The test is the word's ending, or a short list of nouns
/// without such an ending by which news takes up people.
pub(crate) fn is_human(lemma: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "er", "or", "ist", "man", "woman", "ee", "ian", "year-old", "ant", "ent", "crat", "ess", "mate",
        "smith", "star",
    ];
    const NOUNS: &[&str] = &[
        "candidate",
        "mogul",
        "magnate",
        "native",
        "veteran",
        "judge",
        "justice",
        "chief",
        "executive",
        "coach",
        "republican",
        "democrat",
        "conservative",
        "liberal",
        "hopeful",
        "tycoon",
        "mother",
        "father",
        "king",
        "queen",
        "prince",
        "monarch",
        "pope",
        "bishop",
        "general",
        "lawmaker",
        "billionaire",
        "millionaire",
        "star",
        "host",
        "icon",
        "athlete",
        "poet",
        "mp",
        "ceo",
        "official",
        "troop",
        "people",
        "police",
        "delegate",
        "ally",
        "spy",
        "cleric",
        "monk",
        "guard",
        "scout",
        "chair",
        "secretary",
        "premier",
        "lady",
        "pilot",
        "captain",
        "graduate",
        "rival",
        "incumbent",
    ];
    Lexicon::standard().is_title(lemma)
        || NOUNS.contains(&lemma)
        // "environment", "movement" do nothing.
        || (ENDINGS.iter().any(|ending| lemma.ends_with(ending)) && !lemma.ends_with("ment"))
}
