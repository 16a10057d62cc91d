//! Who said what: cues, then source and content of each cue, and how they nest.

pub(crate) mod content;
mod continued;
pub(crate) mod engine;
mod layout;
mod rules;

pub use engine::AttributionModel;

use crate::force::{self, Act};
use crate::text::Quoted;
use crate::text::{Deprel, Document, Upos, Xpos};
use crate::{Confidence, Force, Quotation, Span};

/// An attribution as an engine finds it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    /// Empty where the text leaves the source out.
    pub(crate) source: Vec<Span>,
    /// Empty where a quotation goes on without a cue of its own.
    pub(crate) cue: Vec<Span>,
    /// Never empty.
    pub(crate) content: Vec<Span>,
    pub(crate) confidence: f32,
}

/// An attribution with all that follows from its own words.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Draft {
    pub(crate) found: Found,
    pub(crate) quotation: Quotation,
    pub(crate) verbatim: Vec<Span>,
    pub(crate) act: Act,
    /// The index of the attribution in whose content this one stands.
    pub(crate) within: Option<usize>,
}

/// The attributions of the article's body, in text order of their cues, without those that are less sure than `least`.
/// Without an engine the rules find them alone.
pub(crate) fn drafts(
    document: &Document<'_>,
    (body, dateline): (Span, Option<Span>),
    least: Confidence,
    engine: Option<&AttributionModel>,
) -> Vec<Draft> {
    let mut ruled = rules::find(document, body);
    behind(dateline, document.text(), &mut ruled);
    ruled.retain(|found| {
        found.confidence >= least.get() && !is_ground_rule(document, found) && !is_credit(document, found)
    });
    let Some(engine) = engine else { return complete(document, ruled) };
    let mut found = engine::decode::find(engine, document, least.get());
    found.retain(|one| {
        one.spans().all(|span| body.contains(span))
            && !is_ground_rule(document, one)
            && !is_credit(document, one)
    });
    behind(dateline, document.text(), &mut found);
    found.retain(|one| one.confidence >= SURE_RAISED || !is_raised(document, one));
    let mut laid = layout::find(document, body);
    laid.retain(|one| one.confidence >= least.get());
    let mut found = lay(found, laid);
    for one in &mut found {
        clip(document, one);
        split(document, one);
    }
    whole_quotations(document, &mut found);
    narrow(&mut found, &ruled);
    widen(&mut found, &ruled);
    let mut found = combine(document, &found, ruled);
    found.iter_mut().filter(|one| is_told_of(document, one)).for_each(|one| one.source.clear());
    // What goes on is as unsure as that it goes on, so that who wants to be surer gets the claim without it.
    if rules::SURE_CLAUSE >= least.get() {
        continued::continued(document, body, &mut found);
    }
    complete(document, found)
}

/// How sure an engine must be of "Lee is expected to speak". Of 281 such phrases in PolNeAR train and dev 94 are marked as
/// attributions, and 79 of these without a source: Lee is spoken of, and expects nothing.
const SURE_RAISED: f32 = 0.5;

/// "is expected to speak", "was likely to go": what the subject is to do is said of it by others.
fn is_raised(document: &Document<'_>, found: &Found) -> bool {
    let words = found.cue.iter().filter_map(|cue| cue.slice(document.text())).flat_map(str::split_whitespace);
    let words: Vec<String> = words.map(str::to_lowercase).collect();
    let be = |word: &String| {
        matches!(word.as_str(), "is" | "are" | "was" | "were" | "be" | "been" | "being" | "’s" | "'s")
    };
    let last = words.last().map(String::as_str);
    let told = found.content.last().and_then(|part| part.slice(document.text())).unwrap_or_default();
    told.starts_with("to ")
        && words.iter().any(be)
        && matches!(
            last,
            Some("expected" | "believed" | "thought" | "supposed" | "set" | "scheduled" | "due" | "likely")
        )
}

/// Verbs whose passive tells what its subject thinks or says: "is convinced that", "was quoted as saying".
const FEELING: &[&str] = &[
    "assure",
    "concern",
    "convince",
    "determine",
    "dispose",
    "divide",
    "hear",
    "inspire",
    "oppose",
    "persuade",
    "quote",
    "remind",
    "split",
    "surprise",
    "worry",
];

/// Whether what stands as the source is the subject of a passive, or what a participle hangs on, of whom others say
/// something: "Lee was asked", "the bill, known as". Of 306 passives without an agent in cues of PolNeAR train the subject
/// is the source of 53; of those with a verb of speech or thought, the verbs of [`FEELING`] apart, of hardly any ("expect"
/// 3 of 46; "know", "ask", "announce", "consider", "tell", "criticize", "call" and "report" none of 67).
fn is_told_of(document: &Document<'_>, found: &Found) -> bool {
    let told_of = found.cue.iter().flat_map(|cue| document.tokens_in(*cue)).find_map(|at| {
        let lemma = document.lemma(at);
        // "has faced criticism for": whoever gets it says nothing.
        if ATTACKS.contains(&lemma) {
            let verb = document.head(at).filter(|verb| RECEIVING.contains(&document.lemma(*verb)))?;
            return document.child(verb, Deprel::Nsubj);
        }
        let ascribes = document.lexicon().cue(Upos::Verb, lemma).is_some();
        if document.xpos(at) != Some(Xpos::Vbn) || !ascribes || FEELING.contains(&lemma) {
            return None;
        }
        if document.child(at, Deprel::AuxPass).is_none() {
            return document.head(at).filter(|_| document.is(at, Deprel::Acl));
        }
        // "is a donor and has been mentioned as"
        let other = || {
            let head = document.head(at).filter(|_| document.is(at, Deprel::Conj))?;
            document.child(head, Deprel::Nsubj)
        };
        document.child(at, Deprel::NsubjPass).or_else(other)
    });
    let patient = told_of.and_then(|at| document.token(at));
    patient.is_some_and(|patient| found.source.iter().any(|span| span.contains(patient.span)))
}

/// What somebody gets from others who speak of them.
const ATTACKS: &[&str] =
    &["accusation", "backlash", "condemnation", "criticism", "outcry", "praise", "scrutiny"];
/// Verbs of getting it.
const RECEIVING: &[&str] = &[
    "attract", "come", "draw", "earn", "endure", "face", "get", "prompt", "provoke", "receive", "spark",
    "win",
];

/// Takes the dateline out of what was found: "KYIV (Reuters) - " is told by nobody.
fn behind(dateline: Option<Span>, text: &str, found: &mut Vec<Found>) {
    let Some(dateline) = dateline else { return };
    let rest = |span: &Span| {
        if !span.intersects(dateline) {
            return Some(*span);
        }
        let words = text.get(dateline.end()..span.end())?;
        let start = span.end() - words.trim_start().len();
        (start < span.end()).then(|| Span::between(start, span.end()))
    };
    for one in found.iter_mut() {
        for spans in [&mut one.source, &mut one.cue, &mut one.content] {
            *spans = spans.iter().filter_map(rest).collect();
        }
    }
    found.retain(|one| !one.content.is_empty());
}

/// Spans in text order, those that overlap as one.
fn joined(spans: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut sorted: Vec<Span> = spans.collect();
    sorted.sort_unstable();
    let mut joined: Vec<Span> = Vec::with_capacity(sorted.len());
    for span in sorted {
        match joined.last_mut() {
            Some(last) if span.start() < last.end() => *last = last.cover(span),
            _ => joined.push(span),
        }
    }
    joined
}

/// Whether a span shares nothing with any of these, which are sorted. Where they overlap, a span under the longer of two may
/// count as free: what must be sure is [`joined`] before.
fn is_free(span: Span, among: &[Span]) -> bool {
    let at = among.partition_point(|other| other.end() <= span.start());
    among.get(at).is_none_or(|other| other.start() >= span.end())
}

impl Found {
    fn spans(&self) -> impl Iterator<Item = Span> + '_ {
        self.source.iter().chain(&self.cue).chain(&self.content).copied()
    }
}

/// Puts the attributions of the layout in the place of those of the engine that overlap them.
fn lay(mut found: Vec<Found>, laid: Vec<Found>) -> Vec<Found> {
    let taken = joined(laid.iter().flat_map(Found::spans));
    found.retain(|one| one.spans().all(|span| is_free(span, &taken)));
    found.extend(laid);
    found.sort_by_key(|one| one.cue.first().or(one.content.first()).map(|span| span.start()));
    found
}

/// Ends what is reported at the end of its sentence: only a quotation goes on behind it.
fn clip(document: &Document<'_>, one: &mut Found) {
    let Some(cue) = one.cue.first().copied() else { return };
    let at = document.sentences().partition_point(|sentence| sentence.span.end() <= cue.start());
    let Some(end) = document.sentences().get(at).map(|sentence| sentence.span.end()) else { return };
    let quoted = |part: &Span| {
        let next = document.quotations().partition_point(|quoted| quoted.outer.end() < part.start());
        document.quotations().get(next).is_some_and(|quoted| quoted.outer.start() <= part.end())
    };
    for part in &mut one.content {
        let crosses = part.start() < end && end < part.end() && part.start() >= cue.start();
        let words = Span::between(part.start(), end).slice(document.text()).unwrap_or_default();
        let kept = words.trim_end_matches(['.', ' ']).len();
        if crosses && !quoted(part) && kept > 0 {
            *part = Span::between(part.start(), part.start() + kept);
        }
    }
    // "“It is over,” Lee said, and soon the lights went out." What was quoted before the cue goes on as a quotation or not at
    // all: of 3,050 such attributions in PolNeAR train 26 go on in other words.
    let whole = |part: &Span| {
        let next = document.quotations().partition_point(|quoted| quoted.outer.end() < part.start());
        document.quotations().get(next).is_some_and(|quoted| quoted.outer.contains(*part))
    };
    if one.content.iter().any(|part| part.end() <= cue.start() && whole(part)) {
        one.content.retain(|part| part.start() < cue.end() || quoted(part));
    }
    // "'The Mill Is Shut.'" alone in its paragraph heads what follows.
    if one.content.len() > 1 {
        one.content.retain(|part| part.start() < end || !is_heading(document, *part));
    }
    // "It rained, according to Lee. The match was off.": a part in each sentence.
    if one.content.iter().any(|part| part.start() < end) {
        one.content.retain(|part| part.start() < end || quoted(part));
    }
}

/// Takes a quotation whole of which a content has the first sentences, where nobody else tells the rest.
fn whole_quotations(document: &Document<'_>, found: &mut [Found]) {
    let taken = joined(found.iter().flat_map(Found::spans));
    for part in found.iter_mut().flat_map(|one| &mut one.content) {
        let next = document.quotations().partition_point(|quoted| quoted.outer.end() <= part.end());
        let Some(quoted) =
            document.quotations().get(next).filter(|quoted| quoted.depth == 0 && quoted.closed)
        else {
            continue;
        };
        let rest = Span::between(part.end(), quoted.inner.end().max(part.end()));
        let enters = part.start() <= quoted.inner.start() && quoted.inner.start() < part.end();
        let words = rest.slice(document.text()).unwrap_or_default();
        let sentence = words.starts_with(['.', '!', '?']) && words.contains(char::is_alphanumeric);
        if enters && sentence && is_free(rest, &taken) {
            *part = Span::between(part.start(), quoted.inner.end());
        }
    }
}

/// "The mill, Lee said on Friday, will close": what goes on with a finite verb behind the commas began before the source.
fn split(document: &Document<'_>, one: &mut Found) {
    let ([cue], [back]) = (one.cue.as_slice(), one.content.as_slice()) else { return };
    let tokens = document.tokens();
    let at = |offset: usize| tokens.partition_point(|token| token.span.end() <= offset);
    let (verb, go_on) = (at(cue.start()), at(back.start()));
    let is = |at: usize, tags: &[Xpos]| tokens.get(at).is_some_and(|token| tags.contains(&token.xpos));
    let comma = |at: usize| document.lower(at) == ",";
    let finite = [Xpos::Md, Xpos::Vbz, Xpos::Vbp, Xpos::Vbd];
    let Some(sentence) = document.sentence_of(verb).and_then(|at| document.sentences().get(at)) else {
        return;
    };
    let goes_on = verb < go_on && go_on <= verb + SPLIT && is(go_on, &finite) && comma(go_on - 1);
    if !goes_on || !sentence.tokens.contains(&go_on) {
        return;
    }
    // The last comma before the cue, with the source alone behind it.
    let Some(open) = (sentence.tokens.start + 1..verb).rev().take(SPLIT).find(|at| comma(*at)) else {
        return;
    };
    let alone = !(open + 1..verb).any(|at| is(at, &finite));
    let (Some(first), Some(last), Some(teller), Some(end)) = (
        tokens.get(sentence.tokens.start),
        tokens.get(open - 1),
        tokens.get(open + 1),
        tokens.get(verb.saturating_sub(1)),
    ) else {
        return;
    };
    let (front, source) = (first.span.cover(last.span), teller.span.cover(end.span));
    if alone && one.source.iter().any(|span| span.intersects(source)) && front.end() <= source.start() {
        one.source = vec![source];
        one.content.insert(0, front);
    }
}

/// So many tokens lie at most between the comma before a source and its cue, and from there to where the clause goes on.
const SPLIT: usize = 10;

/// Whether a part is all of its paragraph, and written like a title.
fn is_heading(document: &Document<'_>, part: Span) -> bool {
    let paragraph = document.paragraphs().partition_point(|paragraph| paragraph.span.end() <= part.start());
    let Some(paragraph) = document.paragraphs().get(paragraph) else { return false };
    let words = paragraph.span.slice(document.text()).unwrap_or_default().split_whitespace();
    let mut words = words.map(|word| word.trim_start_matches(|c: char| !c.is_alphanumeric()));
    let count = words.clone().count();
    let small = |word: &str| word.starts_with(char::is_lowercase);
    (2..=LONGEST_HEADING).contains(&count) && words.all(|word| !small(word) || word.len() < 4)
}

/// So many words a heading within an article has at most.
const LONGEST_HEADING: usize = 10;

/// Takes source, cue and content as the rules have them where the engine's cue swallowed more: the object that is demanded
/// ("demanded guarantees | that ..."), or the verb around a noun that has a source of its own ("repeated his warning").
fn narrow(found: &mut [Found], ruled: &[Found]) {
    let mut by_cue: Vec<&Found> = ruled.iter().filter(|one| one.cue.len() == 1).collect();
    by_cue.sort_by_key(|one| one.cue.first().map(|span| span.start()));
    for one in found {
        let [cue] = one.cue.as_slice() else { continue };
        let first =
            by_cue.partition_point(|rule| rule.cue.first().is_some_and(|span| span.start() < cue.start()));
        let inside = || {
            let later = by_cue.iter().copied().skip(first);
            later.take_while(|rule| rule.cue.iter().all(|span| cue.contains(*span)))
        };
        let holds = |rule: &Found| {
            one.content.iter().all(|part| rule.content.iter().any(|whole| whole.contains(*part)))
                || rule.content.iter().all(|part| one.content.iter().any(|whole| whole.contains(*part)))
        };
        let swallowed = |rule: &Found| {
            let content = rule.content.iter().any(|part| part.intersects(*cue));
            let source = rule.source.iter().any(|span| cue.contains(*span));
            (content || source) && holds(rule)
        };
        // A gap that the rules do not have is the cue of another, nested one: "Lee [said] that ..., according to Reuters".
        let gaps = |rule: &Found| {
            rule.cue == one.cue
                && rule.content.len() < one.content.len()
                && rule.content.iter().any(|part| one.content.iter().all(|own| part.contains(*own)))
        };
        if let Some(rule) = inside().find(|rule| gaps(rule)) {
            one.content.clone_from(&rule.content);
            continue;
        }
        if let Some(rule) = inside().find(|rule| swallowed(rule)) {
            let source = if rule.source.is_empty() { one.source.clone() } else { rule.source.clone() };
            *one = Found { source, confidence: one.confidence, ..rule.clone() };
        }
    }
}

/// Gives an attribution the content that the rules give its cue, where the engine found another attribution inside it:
/// what it cut out there is nested.
fn widen(found: &mut [Found], ruled: &[Found]) {
    let mut sure: Vec<&Found> = ruled.iter().filter(|one| one.confidence >= rules::SURE_CLAUSE).collect();
    sure.sort_by_key(|one| one.cue.first().map(|span| span.start()));
    for index in 0..found.len() {
        let (Some(one), Some(next)) = (found.get(index), found.get(index + 1)) else { continue };
        let Some(cue) = one.cue.first().copied() else { continue };
        let near = sure.partition_point(|rule| rule.cue.first().is_none_or(|span| span.end() <= cue.start()));
        let Some(rule) = sure.get(near).filter(|rule| rule.cue.iter().any(|span| span.intersects(cue)))
        else {
            continue;
        };
        let holds = |span: Span| rule.content.iter().any(|part| part.contains(span));
        if next.cue.iter().all(|span| holds(*span)) && next.content.iter().all(|span| holds(*span)) {
            let content = rule.content.clone();
            if let Some(one) = found.get_mut(index) {
                one.content = content;
            }
        }
    }
}

/// Adds attributions of the rules to those of the engine: what stands in one of their contents and says something of its
/// own, since the engine's training data knows no nesting; what holds one of them whole, for the same reason
/// ("..., according to Reuters"); and the clauses and quotations that they find where the engine found nothing. A verb
/// without a source is left out: of those 24 % are right on PolNeAR dev.
fn combine(document: &Document<'_>, found: &[Found], ruled: Vec<Found>) -> Vec<Found> {
    let mut contents: Vec<Span> = found.iter().flat_map(|one| one.content.iter().copied()).collect();
    contents.sort_unstable();
    let mut taken: Vec<Span> =
        found.iter().flat_map(|one| one.cue.iter().chain(&one.content).copied()).collect();
    taken.sort_unstable();
    let mut cues: Vec<Span> = found.iter().flat_map(|one| one.cue.iter().copied()).collect();
    cues.sort_unstable();
    let holder = |span: Span| {
        let at = contents.partition_point(|content| content.end() <= span.start());
        contents.get(at).copied().filter(|content| content.contains(span))
    };
    let nested = |one: &Found| {
        let Some(outer) = one.cue.first().and_then(|cue| holder(*cue)) else { return false };
        let told: usize = one.content.iter().map(|span| span.len()).sum();
        one.spans().all(|span| outer.contains(span)) && told * 10 < outer.len() * 9
    };
    let own = |one: &Found| {
        let outside = one.source.iter().chain(&one.cue).all(|span| is_free(*span, &taken));
        let held = one.content.iter().any(|part| {
            let first = cues.partition_point(|cue| cue.start() < part.start());
            cues.get(first).is_some_and(|cue| part.contains(*cue))
        });
        let untouched = one.spans().all(|span| is_free(span, &taken));
        // What has an object or an infinitive for its content alone is right in two of ten cases ("three ways to [seek] ..."),
        // but whoever denies something says so.
        let sure = (one.confidence >= rules::SURE_CLAUSE || denies(document, one)) && !one.source.is_empty();
        outside && (held || (untouched && (sure || is_hedge(document, one))))
    };
    // What the engine cut out of another content the rules know better.
    let mut ruled_cues: Vec<Span> = ruled.iter().flat_map(|one| one.cue.iter().copied()).collect();
    ruled_cues.sort_unstable();
    let cut_out =
        |one: &Found| one.cue.iter().any(|cue| holder(*cue).is_some() && !is_free(*cue, &ruled_cues));
    let mut all: Vec<Found> = found.iter().filter(|one| !cut_out(one)).cloned().collect();
    all.extend(ruled.into_iter().filter(|one| nested(one) || own(one)));
    all.sort_by_key(|one| one.cue.first().or(one.content.first()).map(|span| span.start()));
    all
}

/// "denies a planned attack": whether a verb of denial is the cue.
fn denies(document: &Document<'_>, found: &Found) -> bool {
    found.cue.iter().any(|cue| {
        let entry = |at| document.lexicon().cue(Upos::Verb, document.lemma(at));
        document.tokens_in(*cue).filter_map(entry).any(|entry| entry.force == Force::Denial)
    })
}

/// "reportedly", "allegedly": adverbs that ascribe have no source by their nature.
fn is_hedge(document: &Document<'_>, found: &Found) -> bool {
    let adverb = |cue: &Span| cue.slice(document.text()).is_some_and(|word| word.ends_with("ly"));
    found.cue.iter().any(adverb)
}

/// "Ann Lee reported from Kyiv, and Bo Kim from Moscow.": who worked on the article, and no claim.
fn is_credit(document: &Document<'_>, found: &Found) -> bool {
    let words = |span: Option<&Span>| span.and_then(|span| span.slice(document.text())).unwrap_or_default();
    let rest = words(found.content.first()).strip_prefix("from ").unwrap_or_default();
    matches!(words(found.cue.last()), "reported" | "contributed") && rest.starts_with(char::is_uppercase)
}

/// "asked not to be named", "did not wish to be identified": on what terms a source speaks, and no claim of its own.
fn is_ground_rule(document: &Document<'_>, found: &Found) -> bool {
    let [content] = found.content.as_slice() else { return false };
    let words = content.slice(document.text()).unwrap_or_default().to_lowercase();
    // Whatever follows: "asked not to be named because they fear losing their jobs".
    let unnamed =
        ["not to be named", "not to be identified", "to remain anonymous", "that their names not be"];
    if unnamed.iter().any(|start| words.starts_with(start)) {
        return true;
    }
    let words = words.trim_start_matches("not ").trim_start_matches("to ").trim_start_matches("be ");
    let first = words.split_whitespace().next().unwrap_or_default();
    let term = matches!(first.trim_end_matches([',', '.']), "identified" | "named" | "quoted" | "anonymity");
    term && words.split_whitespace().count() <= LONGEST_TERM
}

/// Words of a ground rule: "identified by name while the talks go on".
const LONGEST_TERM: usize = 8;

/// Adds to found attributions what follows from their own words.
pub(crate) fn complete(document: &Document<'_>, found: Vec<Found>) -> Vec<Draft> {
    let outermost: Vec<Quoted> =
        document.quotations().iter().filter(|quoted| quoted.depth == 0).copied().collect();
    let within = nest(&found);
    let outer = |within: &Option<usize>| Some(found.get((*within)?)?.content.as_slice());
    let acts: Vec<Act> =
        found.iter().zip(&within).map(|(one, within)| force::act(document, one, outer(within))).collect();
    found
        .into_iter()
        .zip(acts)
        .zip(within)
        .map(|((found, act), within)| {
            let (quotation, verbatim) = content::kind(document.text(), &outermost, &found.content);
            Draft { found, quotation, verbatim, act, within }
        })
        .collect()
}

/// For each attribution the innermost other one whose content holds its cue. Sorted once, then linear but for the
/// depth of nesting.
fn nest(found: &[Found]) -> Vec<Option<usize>> {
    let extent = |one: &Found| one.content.iter().copied().reduce(Span::cover).unwrap_or_default();
    let mut parts: Vec<(Span, usize)> = found
        .iter()
        .enumerate()
        .flat_map(|(index, one)| one.content.iter().map(move |part| (*part, index)))
        .collect();
    parts.sort_by_key(|(part, _)| (part.start(), std::cmp::Reverse(part.end())));
    let mut order: Vec<usize> = (0..found.len()).collect();
    let place = |index: &usize| found.get(*index).map(anchor).unwrap_or_default();
    order.sort_by_key(|index| place(index).start());
    let mut within = vec![None; found.len()];
    let mut parts = parts.into_iter().peekable();
    let mut open: Vec<(Span, usize)> = Vec::new();
    for index in order {
        let anchor = place(&index);
        while let Some(part) = parts.next_if(|(part, _)| part.start() <= anchor.start()) {
            open.retain(|(before, _)| before.end() > part.0.start());
            open.push(part);
        }
        open.retain(|(part, _)| part.end() > anchor.start());
        let own = found.get(index).map(extent).unwrap_or_default();
        let holder = open
            .iter()
            .filter(|(part, outer)| {
                // The larger content is the outer one, so that there can be no circle.
                let outer_extent = found.get(*outer).map(extent).unwrap_or_default();
                *outer != index && part.contains(anchor) && outer_extent.len() > own.len()
            })
            .min_by_key(|(part, _)| part.len());
        if let Some(slot) = within.get_mut(index) {
            *slot = holder.map(|(_, outer)| *outer);
        }
    }
    within
}

/// Where an attribution is made: its cue, or its content where it has none.
fn anchor(one: &Found) -> Span {
    one.cue.first().or(one.content.first()).copied().unwrap_or_default()
}
