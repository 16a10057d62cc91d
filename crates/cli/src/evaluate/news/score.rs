//! An article's report held against what is marked in it.

use std::collections::{BTreeMap, BTreeSet};

use ascribe::{ActorId, Claim, Level, Report, SourceId};

use super::gold::{ActorKind, Annotated, Force, Marked, NameKind, Reason};
use super::names;
use super::pairs::{Pair, Parts, agree, pair};
use super::scores::{BCubed, Scores, float};
use super::words::{Words, simple};

/// How much of a content must overlap for it to be right; less than half is another content.
const RIGHT: f64 = 0.8;

/// A claim of the report.
struct Printed<'r> {
    claim: &'r Claim,
    parts: Parts,
    source: Option<SourceId>,
    actor: Option<ActorId>,
    level: Level,
    /// Who passes it on.
    relays: Vec<ActorId>,
}

/// What is wrong with a marked attribution: the first gate that it does not pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    Missed,
    Content,
    Source,
    Level,
    Relay,
}

/// Counts an article. `tell` hears of each marked attribution that is not wholly right, and of the claim that it is paired with.
pub(crate) fn count(
    scores: &mut Scores,
    article: &Annotated,
    report: &Report,
    mut tell: impl FnMut(Fault, &Marked, Option<&Claim>),
) {
    let words = Words::of(&article.text);
    let printed: Vec<Printed<'_>> =
        report.claims.iter().map(|claim| Printed::of(claim, report, &words)).collect();
    let marked: Vec<Parts> = article
        .attributions
        .iter()
        .map(|one| Parts { content: words.content(&one.content), source: words.source(&one.source) })
        .collect();
    let pairs = pair(&marked, printed.iter().map(|one| &one.parts));
    let unnamed_on_purpose = reasons(article);
    let (mut own_voice, mut lines) = (0, Vec::new());
    scores.articles += 1;
    for ((one, parts), pair) in article.attributions.iter().zip(&marked).zip(pairs) {
        let Some(level) = one.level else {
            own_voice += usize::from(pair.is_some());
            continue;
        };
        let found = pair.and_then(|Pair { printed: at, overlap }| Some((printed.get(at)?, overlap)));
        let fault = match found {
            None => Some(Fault::Missed),
            Some((claim, overlap)) => {
                let relay_right =
                    parts_right(scores, article, report, (one, level), claim, &unnamed_on_purpose);
                if let (Some(actor), Some(printed)) = (&one.actor, claim.actor) {
                    lines.push((actor.as_str(), printed));
                }
                match () {
                    () if overlap < RIGHT => Some(Fault::Content),
                    () if !agree(parts, &claim.parts) => Some(Fault::Source),
                    () if claim.level != level => Some(Fault::Level),
                    () if !relay_right => Some(Fault::Relay),
                    () => None,
                }
            }
        };
        let order = [Fault::Missed, Fault::Content, Fault::Source, Fault::Level, Fault::Relay];
        let passed = order.iter().position(|gate| Some(*gate) == fault).unwrap_or(order.len());
        for (number, gate) in scores.gates.iter_mut().enumerate() {
            gate.add(number < passed);
        }
        scores.whole.marked += 1;
        scores.whole.both += usize::from(fault.is_none());
        if words.is_plain(&one.cue) {
            scores.plain.add(fault.is_none());
        }
        if one.nested {
            scores.nested.add(fault.is_none());
        }
        if let Some(fault) = fault {
            tell(fault, one, found.map(|(claim, _)| claim.claim));
        }
    }
    scores.whole.printed += printed.len() - own_voice;
    b_cubed(&lines, &mut scores.actors);
    let people = article.attributions.iter().filter(|one| one.level.is_some_and(Level::is_unnamed));
    let people: BTreeSet<&str> = people.filter_map(|one| one.actor.as_deref()).collect();
    let is_person =
        |actor: &&&str| article.actors.get(**actor).is_some_and(|actor| actor.kind == ActorKind::Person);
    let range = report.anonymous_sources();
    let marked = u32::try_from(people.iter().filter(is_person).count()).unwrap_or(u32::MAX);
    scores.people.add((range.at_least..=range.at_most).contains(&marked));
    for (sum, count) in scores.names.iter_mut().zip(names::count(article, report)) {
        *sum = sum.and(count);
    }
    for (place, (first, last)) in &article.times {
        let at_place = report.times.iter().filter(|time| {
            time.reading.start.is_some() && time.span.start() < place.end && time.span.end() > place.start
        });
        let found: Vec<_> =
            at_place.map(|time| (time.reading.start, time.reading.end.or(time.reading.start))).collect();
        scores.times.add(!found.is_empty());
        if !found.is_empty() {
            scores.time_values.add(found.contains(&(Some(*first), Some(*last))));
        }
    }
}

/// Counts the parts of a found attribution; says whether its relay is right, where it has one.
fn parts_right(
    scores: &mut Scores,
    article: &Annotated,
    report: &Report,
    (one, level): (&Marked, Level),
    claim: &Printed<'_>,
    unnamed_on_purpose: &BTreeMap<&str, Vec<Reason>>,
) -> bool {
    scores.level.add(claim.level == level);
    scores.force.add(force(one.force).contains(&claim.claim.force.as_str()));
    if level.is_unnamed() || level == Level::Unattributed {
        scores.named_wrongly.add(matches!(claim.level, Level::Named | Level::Institutional));
    }
    let actor = one.actor.as_ref().and_then(|actor| article.actors.get(actor));
    let person = actor.filter(|actor| actor.kind == ActorKind::Person && level == Level::Named);
    if let Some(name) = person.and_then(|person| person.name.as_deref()).filter(|name| !name.is_empty()) {
        let printed = claim.actor.and_then(|actor| report.actor(actor)).and_then(|actor| actor.names.first());
        // A title that sticks to the name is let pass.
        let printed = format!(" {}", simple(printed.map_or("", String::as_str)));
        scores.label.add(printed.ends_with(&format!(" {}", simple(name))));
    }
    let relay_right = one.relay.as_ref().is_none_or(|relay| is_relay(article, relay, report, &claim.relays));
    if one.relay.is_some() {
        scores.relay.add(relay_right);
    }
    if !claim.relays.is_empty() {
        scores.relay_printed.add((one.relay.is_some() && relay_right) || one.nested);
    }
    if level.is_unnamed() {
        let on_purpose = one.actor.as_deref().and_then(|actor| unnamed_on_purpose.get(actor));
        let terms = claim.source.and_then(|source| report.source(source)).map(|source| &source.axes.terms);
        let printed = terms.is_some_and(|terms| terms.explicit.is_some());
        scores.terms.marked += usize::from(on_purpose.is_some());
        scores.terms.printed += usize::from(printed);
        scores.terms.both += usize::from(on_purpose.is_some() && printed);
        if let Some(reasons) = on_purpose {
            let printed =
                terms.and_then(|terms| terms.reason.as_ref()).map_or("none", |reason| reason.kind.as_str());
            scores.reason.add(reasons.iter().any(|reason| reason.as_str() == printed));
        }
    }
    relay_right
}

/// The actors that the article says at some place to be unnamed on purpose, and the reasons that it gives there.
fn reasons(article: &Annotated) -> BTreeMap<&str, Vec<Reason>> {
    let mut found: BTreeMap<&str, Vec<Reason>> = BTreeMap::new();
    for one in &article.attributions {
        if let (Some(actor), Some(reason)) = (&one.actor, one.terms) {
            found.entry(actor).or_default().push(reason);
        }
    }
    found
}

/// Whether one of the printed relays is the marked one, by name.
fn is_relay(article: &Annotated, relay: &str, report: &Report, printed: &[ActorId]) -> bool {
    let name = article.actors.get(relay).and_then(|actor| actor.name.as_deref());
    let mut wanted = vec![simple(name.unwrap_or_default())];
    // Other names of the same outlet: "the Post" of "The Washington Post".
    let outlets = article.names.iter().filter(|(_, kind)| **kind == NameKind::Outlet);
    let short = outlets.map(|(outlet, _)| outlet.as_str());
    wanted.extend(
        short.filter(|short| name.is_none_or(|name| simple(name).contains(&simple(short)))).map(simple),
    );
    let printed = printed.iter().filter_map(|actor| report.actor(*actor));
    let printed: Vec<String> = printed.flat_map(|actor| &actor.names).map(|name| simple(name)).collect();
    let same = |a: &String, b: &String| {
        a == b || (!a.is_empty() && !b.is_empty() && (a.contains(b) || b.contains(a)))
    };
    wanted.iter().any(|wanted| printed.iter().any(|printed| same(wanted, printed)))
}

impl<'r> Printed<'r> {
    fn of(claim: &'r Claim, report: &Report, words: &Words<'_>) -> Self {
        let ranges =
            |spans: &[ascribe::Span]| spans.iter().map(|span| span.start()..span.end()).collect::<Vec<_>>();
        let source = claim.source();
        let actor_of = |source: SourceId| report.source(source).map(|source| source.actor);
        let outer = claim.attributions.iter().skip(1).filter_map(|link| link.source);
        let named =
            claim.attributions.iter().filter_map(|link| link.relay.as_ref()).map(|relay| relay.source);
        Printed {
            claim,
            parts: Parts {
                content: words.content(&ranges(&claim.content)),
                source: words.source(&ranges(claim.speaker().map_or(&[], |link| &link.source_spans))),
            },
            source,
            actor: source.and_then(actor_of),
            level: source
                .and_then(|source| report.source(source))
                .map_or(Level::Unattributed, |source| source.level),
            relays: outer.chain(named).filter_map(actor_of).collect(),
        }
    }
}

/// The library's names of a force. The form has no threats: they are warnings or promises there.
fn force(marked: Force) -> &'static [&'static str] {
    match marked {
        Force::Statement => &["statement"],
        Force::Denial => &["denial"],
        Force::Demand => &["demand"],
        Force::Question => &["question"],
        Force::Promise => &["commitment", "threat"],
        Force::Warning => &["warning", "threat"],
        Force::Accusation => &["accusation"],
        Force::Prediction => &["prediction"],
        Force::Belief => &["belief"],
        Force::Wish => &["desire"],
        Force::Doubt => &["doubt"],
        Force::Confirmation => &["confirmation"],
        Force::NoComment => &["no_comment"],
    }
}

/// Adds the B-cubed precision and recall of actors: what share of the lines that are printed with a line's actor are the same
/// actor's, and the other way round.
fn b_cubed(lines: &[(&str, ActorId)], sum: &mut BCubed) {
    for (marked, printed) in lines {
        let of_marked = lines.iter().filter(|line| line.0 == *marked).count();
        let of_printed = lines.iter().filter(|line| line.1 == *printed).count();
        let both = float(lines.iter().filter(|line| line.0 == *marked && line.1 == *printed).count());
        sum.precision += both / float(of_printed);
        sum.recall += both / float(of_marked);
        sum.lines += 1;
    }
}
