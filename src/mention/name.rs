//! Names: stretches of capitalised words, and what kind of actor each names.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::lexicon::{Country, CountryWord, Gender, Lexicon, WordClass};
use crate::text::{Document, Upos, Xpos};
use crate::{ActorKind, Span};

/// A name as it stands in the text.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    /// The words of the name itself, without titles.
    pub(crate) tokens: Range<usize>,
    /// The titles directly before it; empty where there are none.
    pub(crate) titles: Range<usize>,
    pub(crate) span: Span,
    /// What it names, as far as its own words and its title tell.
    pub(crate) kind: Option<ActorKind>,
    pub(crate) gender: Option<Gender>,
    /// The country, where the name is one, or the seat of its government.
    pub(crate) country: Option<(CountryWord, Country)>,
}

impl Name {
    /// The first token, titles included.
    pub(crate) fn start(&self) -> usize {
        self.titles.start.min(self.tokens.start)
    }
}

/// The names of a text, in order. Linear in the number of tokens.
pub(crate) fn names(document: &Document<'_>) -> Vec<Name> {
    let lexicon = document.lexicon();
    let words = name_words(document, lexicon);
    let mut found = Vec::new();
    for sentence in document.sentences() {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let end = stretch(document, lexicon, &words, at, sentence.tokens.end);
            if end > at {
                split(document, lexicon, at..end, &mut found);
            }
            at = end.max(at + 1);
        }
    }
    cut_headlines(document, lexicon, found)
}

/// In a headline the verb has a capital as the name before it has: "Ann Lee Vows Repairs". There a stretch that names
/// nobody of the text is cut down to the names that the text has.
fn cut_headlines(document: &Document<'_>, lexicon: &Lexicon, found: Vec<Name>) -> Vec<Name> {
    let headline = |name: &Name| in_headline(document, name.tokens.start);
    let words = |tokens: Range<usize>| tokens.map(|at| document.lower(at)).collect::<Vec<_>>().join(" ");
    let mut known: HashSet<String> = HashSet::new();
    for name in found.iter().filter(|name| !headline(name)) {
        let last = name.tokens.end - 1;
        if name.tokens.len() > 1 && matches!(name.kind, None | Some(ActorKind::Person)) {
            known.insert(words(last..last + 1));
        }
        known.insert(words(name.tokens.clone()));
    }
    let mut kept = Vec::with_capacity(found.len());
    for name in found {
        let open = matches!(name.kind, None | Some(ActorKind::Person)) && name.titles.is_empty();
        let tokens = name.tokens.clone();
        if !open || tokens.len() < 2 || !headline(&name) || known.contains(&words(tokens.clone())) {
            kept.push(name);
            continue;
        }
        let before = kept.len();
        let mut at = tokens.start;
        while at < tokens.end {
            let longest = (at + 1..=tokens.end).rev().find(|end| known.contains(&words(at..*end)));
            if let Some(end) = longest {
                // The given name may stand in the headline alone.
                let given = at.checked_sub(1).filter(|before| {
                    *before >= tokens.start && lexicon.is_given_name(document.word(*before))
                });
                let start = given.unwrap_or(at);
                store(document, lexicon, start..start, start..end, &mut kept);
            }
            at = longest.unwrap_or(at + 1);
        }
        // More words than any person's name are a sentence in capitals.
        if kept.len() == before && tokens.len() <= LONGEST_PERSON {
            kept.push(name);
        }
    }
    kept
}

/// Whether a token stands where capitals tell nothing.
pub(crate) fn in_headline(document: &Document<'_>, token: usize) -> bool {
    let sentence = document.sentence_of(token).and_then(|at| document.sentences().get(at));
    sentence.is_some_and(|sentence| !capitals_tell(document, &sentence.tokens))
}

/// For each token whether it can be a word of a name.
///
/// English writes names with capitals, so a capital inside a sentence counts for more than the tagger, which has not
/// seen most names of the news. Where a capital tells nothing (at the start of a sentence, in a headline), the tag
/// decides, or that the article writes the word with a capital elsewhere.
fn name_words(document: &Document<'_>, lexicon: &Lexicon) -> Vec<bool> {
    let mut words = vec![false; document.tokens().len()];
    let mut known: HashSet<&str> = HashSet::new();
    let mut undecided = Vec::new();
    for sentence in document.sentences() {
        let telling = capitals_tell(document, &sentence.tokens);
        let mut initial = true;
        for at in sentence.tokens.clone() {
            let Some(token) = document.token(at) else { continue };
            let capital = document.word(at).starts_with(char::is_uppercase);
            let proper = matches!(token.xpos, Xpos::Nnp | Xpos::Nnps) || token.upos == Upos::Propn;
            let open =
                matches!(token.upos, Upos::Noun | Upos::Adj | Upos::Verb | Upos::X | Upos::Adv | Upos::Intj);
            // Letters alone are a name wherever they stand: "NATO".
            let letters = document.word(at).len() > 1 && document.word(at).chars().all(char::is_uppercase);
            // "Senators" at the start of a sentence, with a name behind it.
            let title = telling
                && initial
                && capital
                && lexicon.is_title(document.word(at))
                && document.word(at + 1).starts_with(char::is_uppercase);
            let name = if title {
                true
            } else if initial && is_led_in(document, at) {
                false
            } else if telling && capital && (!initial || letters) {
                (proper || open) && !is_common(document, at, lexicon, proper)
            } else {
                proper && (capital || document.word(at).starts_with(|c: char| c.is_ascii_digit()))
            };
            if name && telling && !initial {
                known.insert(document.word(at));
            } else if !name && capital && open {
                undecided.push(at);
            }
            if let Some(slot) = words.get_mut(at) {
                *slot = name;
            }
            initial = match token.upos {
                Upos::Punct => initial || matches!(document.lower(at), "\"" | "'" | ":" | "-" | "(" | "["),
                _ => false,
            };
        }
    }
    unname_common(document, &mut words);
    for at in undecided {
        if let Some(slot) = words.get_mut(at) {
            *slot = known.contains(document.word(at));
        }
    }
    words
}

/// A word that stands first in its sentence, next to no other word of a name, and that the text writes small elsewhere and
/// nowhere else with a capital, is none: "Curfew lifted", "Unity means ...".
fn unname_common(document: &Document<'_>, words: &mut [bool]) {
    let is_name = |words: &[bool], at: usize| words.get(at).copied().unwrap_or(false);
    let mut first: HashMap<&str, Vec<usize>> = HashMap::new();
    for sentence in document.sentences() {
        let at = sentence.tokens.start;
        let plain = document.word(at).chars().skip(1).all(char::is_lowercase) && document.word(at).len() > 2;
        if plain && is_name(words, at) && !is_name(words, at + 1) {
            first.entry(document.lower(at)).or_default().push(at);
        }
    }
    if first.is_empty() {
        return;
    }
    let mut small: HashSet<&str> = HashSet::new();
    for at in 0..document.tokens().len() {
        let lower = document.lower(at);
        let Some(places) = first.get(lower) else { continue };
        if document.word(at) == lower {
            small.insert(lower);
        } else if places.binary_search(&at).is_err() {
            first.remove(lower);
        }
    }
    for at in first.into_iter().filter(|(word, _)| small.contains(word)).flat_map(|(_, places)| places) {
        if let Some(slot) = words.get_mut(at) {
            *slot = false;
        }
    }
}

/// Verbs that end a headline behind whoever says it.
fn is_verb_of_speech(lower: &str) -> bool {
    matches!(
        lower,
        "said"
            | "says"
            | "tells"
            | "claims"
            | "warns"
            | "asks"
            | "admits"
            | "denies"
            | "reveals"
            | "insists"
            | "vows"
            | "urges"
            | "calls"
            | "finds"
            | "shows"
            | "rules"
    )
}

/// "Said Ann Lee:", "By ANN LEE": a verb of speech or "by" at the start, and a name behind it.
fn is_led_in(document: &Document<'_>, at: usize) -> bool {
    matches!(document.lower(at), "said" | "says" | "asked" | "added" | "wrote" | "by")
        && document.word(at + 1).starts_with(char::is_uppercase)
}

/// Whether capitals set names apart in a sentence: not where most words have one.
fn capitals_tell(document: &Document<'_>, tokens: &Range<usize>) -> bool {
    let (mut lower, mut upper) = (0, 0);
    for word in tokens.clone().map(|at| document.word(at)) {
        // Short words stay small in headlines as well.
        lower += usize::from(word.len() > 3 && word.starts_with(char::is_lowercase));
        upper += usize::from(word.len() > 3 && word.starts_with(char::is_uppercase));
    }
    // A sentence full of names still has verbs and nouns of its own.
    lower * 3 >= upper || tokens.len() < 4
}

/// Capitalised words that name nobody: nationalities before a noun, days and months.
fn is_common(document: &Document<'_>, at: usize, lexicon: &Lexicon, proper: bool) -> bool {
    let lower = document.lower(at);
    let nationality = lexicon.country(lower).is_some_and(|(kind, _)| kind == CountryWord::Nationality);
    (nationality && !proper) || is_calendar_word(lower)
}

/// Days and months. "May" and "March" are names as well, but only behind another name word or a title.
fn is_calendar_word(lower: &str) -> bool {
    let stem = lower.trim_end_matches('.');
    matches!(
        stem,
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "jan"
            | "feb"
            | "mar"
            | "apr"
            | "jun"
            | "jul"
            | "aug"
            | "sep"
            | "sept"
            | "oct"
            | "nov"
            | "dec"
            | "mon"
            | "tue"
            | "tues"
            | "wed"
            | "thu"
            | "thurs"
            | "fri"
    )
}

/// Where a stretch of name words that starts at `start` ends. "of", "for", "and" and the like join two stretches
/// where the first names an office or an organization: "Department of Justice", "University of Texas".
fn stretch(document: &Document<'_>, lexicon: &Lexicon, words: &[bool], start: usize, limit: usize) -> usize {
    let is_name_word = |at: usize| words.get(at).copied().unwrap_or(false);
    let mut end = start;
    let mut joins = false;
    while end < limit {
        if is_name_word(end) {
            joins |= lexicon.organization_word(document.word(end)).is_some();
            end += 1;
            continue;
        }
        let lower = document.lower(end);
        let hyphen = lower == "-" && end > start;
        if end > start && is_suffix(document.word(end)) {
            end += 1;
            continue;
        }
        let is_particle = |at: usize| {
            matches!(
                document.lower(at),
                "al" | "bin" | "de" | "del" | "den" | "der" | "di" | "la" | "van" | "von" | "el" | "ibn"
            )
        };
        let particle = end > start && is_particle(end);
        // 'Robert "Bobby" Lane'
        if end > start
            && lower == "\""
            && is_name_word(end + 1)
            && document.lower(end + 2) == "\""
            && is_name_word(end + 3)
        {
            end += 4;
            continue;
        }
        // Of titles only the one right before it: "Secretary of State", but not "Rep. Ann Lee of Maine".
        let office = end > start && lexicon.is_title(document.word(end - 1));
        // "Citizens for Safer Roads", "Doctors Without Borders": people in the plural, and what they stand for.
        let plural = end == start + 1
            && document.word(start).ends_with('s')
            && lexicon.organization_word(document.word(start)).is_none()
            && !lexicon.is_people(document.lower(start))
            && !lexicon.is_title(document.word(start))
            && matches!(lower, "for" | "against");
        let topics = lower == "and" && joins_topics(document, lexicon, words, start, end, limit);
        let connects = (joins || office || plural || topics)
            && end > start
            && (matches!(lower, "of" | "for" | "and" | "on" | "the" | "in" | "&" | "against")
                // "Alliance to Protect Our Shores"
                || (joins && matches!(lower, "to" | "our" | "their") && is_name_word(end + 1)));
        // A connects takes one more word along ("of the"), and only where a name word follows.
        let next = match (connects, document.lower(end + 1)) {
            // "Alliance to Protect Our Shores"
            (true, "the" | "our" | "their") => end + 2,
            _ if particle && is_particle(end + 1) => end + 2,
            _ => end + 1,
        };
        // "and" joins two names as often as it joins the words of one: only inside "... for Security and
        // Cooperation in ..." does a later "in" or "of" show that the name goes on.
        let one_name = lower != "and"
            || topics
            || (is_name_word(next) && matches!(document.lower(next + 1), "in" | "of" | "for"));
        let in_name = lower != "in" || document.lower(end.saturating_sub(1)).len() > 2;
        if (hyphen || particle || (connects && one_name && in_name)) && next < limit && is_name_word(next) {
            end = next + 1;
        } else {
            break;
        }
    }
    // A joint never ends a name.
    end
}

/// Whether "and" joins two subjects of one organization: "Oversight and Government Reform Committee", "Citizenship and
/// Immigration Services". The word before it is a subject and no name, and the words behind it end in one of an
/// organization.
fn joins_topics(
    document: &Document<'_>,
    lexicon: &Lexicon,
    words: &[bool],
    start: usize,
    and: usize,
    limit: usize,
) -> bool {
    let Some(before) = and.checked_sub(1).filter(|before| *before >= start) else { return false };
    let rest = (and + 1..limit).take_while(|at| words.get(*at).copied().unwrap_or(false)).take(4);
    let last = rest.last().filter(|last| *last > and + 1);
    last.is_some_and(|last| {
        lexicon.organization_word(document.word(last)).is_some() && !lexicon.is_title(document.word(last))
    }) && lexicon.classes(document.lower(before)).is(WordClass::Topic)
}

/// Splits a stretch into the organization before a title, the titles, and the name, and stores what it names.
fn split(document: &Document<'_>, lexicon: &Lexicon, range: Range<usize>, found: &mut Vec<Name>) {
    let word = |token: usize| document.word(token);
    let mut start = range.start;
    // "Russian President Vladimir Putin": the nationality is a word of its own kind.
    while start + 1 < range.end
        && lexicon.is_people(document.lower(start))
        && (lexicon.is_title(word(start + 1)) || lexicon.is_given_name(word(start + 1)))
    {
        start += 1;
    }
    // "Former White House Doctor": nothing is called "Former".
    while start + 1 < range.end && matches!(word(start), "Former" | "Then") {
        start += 1;
    }
    let Some((titles, person)) = titled(document, lexicon, start..range.end) else {
        let end = without_office(document, lexicon, start..range.end);
        return store(document, lexicon, start..start, start..end, found);
    };
    // "White House Press Secretary Ann Lee": the office's house is an actor of its own.
    if start < titles.start {
        store(document, lexicon, start..start, start..titles.start, found);
    }
    store(document, lexicon, titles, person..range.end, found);
}

/// Where the name of a body ends that an office follows which nobody is named to hold: "White House Doctor".
fn without_office(document: &Document<'_>, lexicon: &Lexicon, range: Range<usize>) -> usize {
    let word = |token: usize| document.word(token);
    let mut end = range.end;
    if end > range.start + 2 && is_verb_of_speech(document.lower(end - 1)) && in_headline(document, end - 1) {
        end -= 1;
    }
    while end > range.start + 1 && lexicon.is_title(word(end - 1)) {
        end -= 1;
    }
    while end < range.end && end > range.start + 1 && QUALIFIERS.contains(&word(end - 1)) {
        end -= 1;
    }
    let body = (range.start..end).any(|at| lexicon.organization_word(word(at)).is_some());
    let whole = word(end - 1).starts_with(char::is_uppercase);
    if body && whole { end } else { range.end }
}

/// Words that go with the title behind them.
const QUALIFIERS: &[&str] = &[
    "Press",
    "Research",
    "Campaign",
    "Deputy",
    "Assistant",
    "Associate",
    "Acting",
    "Senior",
    "Executive",
    "Managing",
    "Communications",
    "Political",
    "Policy",
    "Majority",
    "Minority",
    "Foreign",
    "Prime",
    "Chief",
    "Vice",
    "Attorney",
    "Lieutenant",
    "Finance",
    "Defense",
    "Defence",
    "Interior",
    "Health",
    "Education",
    "Energy",
    "Labor",
    "Commerce",
    "Special",
    "Supreme",
    "Crown",
    "Former",
    "Then",
];

/// The titles of a stretch and where the person's name behind them starts; `None` where no title stands before a name
/// that can be a person's.
fn titled(document: &Document<'_>, lexicon: &Lexicon, range: Range<usize>) -> Option<(Range<usize>, usize)> {
    let word = |token: usize| document.word(token);
    let last = range.clone().rev().find(|at| lexicon.is_title(word(*at)) && at + 1 < range.end)?;
    let mut person = last + 1;
    // "Secretary of State", "Secretary of Homeland Security": the office goes on up to a given name or past the words
    // of organizations.
    if matches!(document.lower(person), "of" | "for") && person + 2 < range.end {
        person += 2;
        let given = (person..range.end).find(|at| lexicon.is_given_name(word(*at)) && at + 1 < range.end);
        while person + 1 < range.end
            && given.map_or(lexicon.organization_word(word(person)).is_some(), |at| person < at)
        {
            person += 1;
        }
    }
    // "the Queen City", "King County"
    let place = matches!(
        document.lower(range.end - 1),
        "city" | "county" | "street" | "avenue" | "road" | "square" | "island" | "islands" | "river" | "park"
    );
    let name = person..range.end;
    // "Former Mayor Says" in a headline
    let verb = name.len() == 1 && in_headline(document, person) && is_verb_of_speech(document.lower(person));
    let office = place
        || verb
        || name.clone().any(|at| lexicon.organization_word(word(at)).is_some() || document.lower(at) == "of");
    if name.is_empty() || name.len() > LONGEST_PERSON || (office && !lexicon.is_given_name(word(person))) {
        return None;
    }
    let belongs = |at: &usize| lexicon.is_title(word(*at)) || QUALIFIERS.contains(&word(*at));
    let start = (range.start..last).rev().take_while(belongs).last().unwrap_or(last);
    Some((start..person, person))
}

/// No person's name has more words than this, initials and hyphens counted.
const LONGEST_PERSON: usize = 7;

/// Classifies a name and stores it.
fn store(
    document: &Document<'_>,
    lexicon: &Lexicon,
    titles: Range<usize>,
    tokens: Range<usize>,
    found: &mut Vec<Name>,
) {
    let word = |token: usize| document.word(token);
    let (Some(first), Some(last)) =
        (document.token(tokens.start), tokens.end.checked_sub(1).and_then(|last| document.token(last)))
    else {
        return;
    };
    let common = |token: usize| {
        let lower = document.lower(token);
        lower == "-" || is_calendar_word(lower) || lexicon.is_people(lower)
    };
    // "Republicans", "Americans" are people without a name, and so is a title alone.
    let people = tokens.len() == 1
        && first.xpos == Xpos::Nnps
        && lexicon.organization_word(word(tokens.start)).is_none()
        && !lexicon.is_outlet(word(tokens.start));
    // "House Republicans", "Ohio Democrats": people of whom the words before tell which.
    let people = people
        || (tokens.len() > 1 && {
            let last = document.lower(tokens.end - 1);
            last.ends_with('s') && lexicon.is_people(last) && last.len() > 4
        });
    let title = tokens.len() == 1 && lexicon.is_title(word(tokens.start));
    if tokens.is_empty() || (titles.is_empty() && (people || title || tokens.clone().all(common))) {
        return;
    }
    let span = Span::between(first.span.start(), last.span.end());
    let written = span.slice(document.text()).unwrap_or_default();
    let lower = written.to_lowercase();
    // "U.S." is adjective and name alike, so letters alone are the name.
    let abbreviation = tokens.len() == 1 && written.chars().all(|c| c.is_uppercase() || c == '.');
    let country = lexicon.country(&lower).and_then(|(kind, country)| match kind {
        CountryWord::Nationality => abbreviation.then_some((CountryWord::Name, country)),
        kind => Some((kind, country)),
    });
    let given = lexicon.is_given_name(word(tokens.start));
    let gender = titles
        .clone()
        .find_map(|token| lexicon.gender(word(token)))
        .or_else(|| if given { lexicon.gender(word(tokens.start)) } else { None });
    let kind = kind(document, lexicon, &titles, &tokens, written, country.map(|(kind, _)| kind));
    found.push(Name { tokens, titles, span, kind, gender, country });
}

fn kind(
    document: &Document<'_>,
    lexicon: &Lexicon,
    titles: &Range<usize>,
    tokens: &Range<usize>,
    written: &str,
    country: Option<CountryWord>,
) -> Option<ActorKind> {
    let word = |token: usize| document.word(token);
    if lexicon.is_outlet(written) {
        return Some(ActorKind::Outlet);
    }
    match country {
        Some(CountryWord::Name) => return Some(ActorKind::Government),
        Some(CountryWord::Seat) => return Some(ActorKind::Place),
        _ => {}
    }
    if !titles.is_empty() {
        return Some(ActorKind::Person);
    }
    let next = document.upos(tokens.end);
    let modifies = matches!(next, Some(Upos::Noun | Upos::Adj | Upos::Propn | Upos::Num));
    let article =
        tokens.start.checked_sub(1).is_some_and(|before| document.lower(before) == "the") && !modifies;
    if article && lexicon.classes(&written.to_lowercase()).is(WordClass::Bloc) {
        return Some(ActorKind::Group);
    }
    let last = word(tokens.end - 1);
    let by_words = lexicon
        .organization_word(last)
        .or_else(|| tokens.clone().rev().find_map(|token| lexicon.organization_word(word(token))));
    let given = lexicon.is_given_name(word(tokens.start));
    // "Congress" alone is a name; "News" or "Committee" alone is a title or a heading.
    let whole = |kind: &ActorKind| tokens.len() > 1 || *kind == ActorKind::Government;
    // "Ann Post" is a person, "the Charlotte Post" is none, and nobody is called "Journal".
    let surname = given && tokens.len() == 2 && !article && !lexicon.is_never_surname(last);
    if let Some(kind) = by_words.filter(whole).filter(|_| !surname) {
        return Some(kind);
    }
    let capitals = written.chars().filter(|c| c.is_uppercase()).count();
    let letters = written.chars().filter(|c| c.is_alphabetic()).count();
    if tokens.len() == 1
        && letters == capitals
        && (2..=6).contains(&letters)
        && shouts_alone(document, tokens.start)
    {
        return Some(ActorKind::Organization);
    }
    let initial =
        |token: usize| word(token).len() <= 2 && word(token).ends_with('.') || is_suffix(word(token));
    if tokens.len() > 1 && (given || tokens.clone().skip(1).any(initial)) {
        return Some(ActorKind::Person);
    }
    // Persons' names have neither an article nor words in small letters, but for particles.
    let joint = |token: usize| {
        matches!(
            document.lower(token),
            "of" | "for" | "and" | "on" | "in" | "to" | "&" | "against" | "without"
        )
    };
    if (article && titles.is_empty()) || tokens.clone().any(joint) {
        return Some(ActorKind::Organization);
    }
    None
}

/// What sets two of one name apart: "Jr.", "III".
pub(crate) fn is_suffix(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    ["jr", "sr", "ii", "iii", "iv"].iter().any(|suffix| word.eq_ignore_ascii_case(suffix))
}

/// Whether a word in capitals stands among words that are not: a headline in capitals tells nothing.
fn shouts_alone(document: &Document<'_>, token: usize) -> bool {
    let Some(sentence) = document.sentence_of(token).and_then(|index| document.sentences().get(index)) else {
        return true;
    };
    let near = sentence.tokens.start.max(token.saturating_sub(4))..sentence.tokens.end.min(token + 5);
    near.into_iter().any(|other| document.word(other).chars().any(char::is_lowercase))
}
