//! From the lines of a stand-off file to the tables of a report.

use std::collections::BTreeMap;

use super::read::{About, Event, File, wrong};
use crate::{
    Actor, ActorKind, Article, Attribution, Claim, ClaimId, Diagnostic, DiagnosticCode, Error, Force, Level,
    Quotation, Relay, Report, Source, SourceId, SourceMention, Span,
};

/// Links of a chain that are filled in at most, and contents that are looked through for one around another.
const DEPTH: usize = 16;

pub(super) fn assemble(file: &File<'_>, article: &Article) -> Result<Report, Error> {
    let mut report = Report::new(article);
    let told = told(file, &mut report)?;
    let mut groups = Groups::default();
    for one in &told {
        groups.join(one);
    }
    for tie in file.ties.iter().filter(|tie| tie.kind == "SameSource") {
        groups.tie(&tie.ends);
    }
    let ids = sources(&told, &mut groups, &mut report, &article.text);
    for normalisation in &file.normalisations {
        match (groups.of_words(normalisation.target).and_then(|group| ids.get(&group)), normalisation.value) {
            (Some(id), reference) if reference.contains(':') => {
                let (catalogue, entry) = reference.split_once(':').unwrap_or_default();
                if let Some(actor) = report.actors.get_mut(id.index()) {
                    actor.external.insert(catalogue.to_owned(), entry.to_owned());
                }
            }
            _ => unread(&mut report, file, normalisation.id, normalisation.target, "is no name of a source"),
        }
    }
    for one in &told {
        let source = one.key().and_then(|key| ids.get(&groups.find(key)).copied());
        let mut link = Attribution { source, ..Attribution::default() };
        link.source_spans.clone_from(&one.source);
        link.cue.clone_from(&one.cue);
        let via = one.via.and_then(|via| ids.get(&groups.find(Key::Id(via))).copied());
        link.relay = via.map(|source| Relay { source, spans: Vec::new() });
        let Some(first) = one.content.first() else { continue };
        let mut claim = Claim::new(*first, one.quotation, link);
        claim.content.clone_from(&one.content);
        claim.force = one.force.clone();
        report.add_claim(claim);
    }
    nest(&mut report);
    leftovers(file, &mut report);
    Ok(report)
}

/// What one `Attribution` says, before its source is known.
struct Told<'a> {
    /// The text-bound annotations of its source.
    words: Vec<&'a str>,
    source: Vec<Span>,
    cue: Vec<Span>,
    content: Vec<Span>,
    level: Option<Level>,
    quotation: Quotation,
    force: Force,
    source_id: Option<&'a str>,
    via: Option<&'a str>,
}

impl<'a> Told<'a> {
    /// By what its source is known; `None` where it has none. Words that cite nobody ("until added") have the level
    /// `unattributed` and no id.
    fn key(&self) -> Option<Key<'a>> {
        let cites = self.level != Some(Level::Unattributed);
        let words = self.words.first().filter(|_| cites);
        self.source_id.map(Key::Id).or_else(|| words.map(|id| Key::Words(id)))
    }
}

/// The attributions of the file that have a content, in its order.
fn told<'a>(file: &File<'a>, report: &mut Report) -> Result<Vec<Told<'a>>, Error> {
    let mut attributes: BTreeMap<&str, Vec<&About<'a>>> = BTreeMap::new();
    for attribute in &file.attributes {
        attributes.entry(attribute.target).or_default().push(attribute);
    }
    let mut all = Vec::new();
    for event in file.events.iter().filter(|event| event.kind == "Attribution") {
        let mut one = Told {
            words: Vec::new(),
            source: Vec::new(),
            cue: Vec::new(),
            content: Vec::new(),
            level: None,
            quotation: Quotation::Indirect,
            force: Force::Statement,
            source_id: None,
            via: None,
        };
        arguments(file, event, &mut one, report);
        for attribute in attributes.get(event.id).map_or(&[][..], Vec::as_slice) {
            attribute_of(attribute, &mut one)?;
        }
        if one.content.is_empty() {
            let message = format!("{} on line {} has no content; it was left out", event.id, event.line);
            report.diagnostics.push(Diagnostic::new(DiagnosticCode::UnreadAnnotation, message));
        } else {
            all.push(one);
        }
    }
    Ok(all)
}

fn arguments<'a>(file: &File<'a>, event: &Event<'a>, one: &mut Told<'a>, report: &mut Report) {
    for (role, id) in &event.arguments {
        let spans = file.bounds.get(id).map(|bound| bound.spans.as_slice());
        match (*role, spans) {
            ("Source", Some(spans)) => {
                one.words.push(id);
                one.source.extend(spans);
            }
            ("Cue", Some(spans)) => one.cue.extend(spans),
            ("Content", Some(spans)) => one.content.extend(spans),
            _ => {
                unread(report, file, event.id, id, &format!("has an argument {role} that says nothing here"));
            }
        }
    }
    // A file without `Cue` arguments may still have its events anchored at the cue.
    let anchor = file.bounds.get(event.anchor).filter(|bound| one.cue.is_empty() && bound.kind == "Cue");
    one.cue.extend(anchor.map_or(&[][..], |bound| &bound.spans));
    for spans in [&mut one.source, &mut one.cue, &mut one.content] {
        *spans = in_order(spans);
    }
}

fn attribute_of<'a>(attribute: &About<'a>, one: &mut Told<'a>) -> Result<(), Error> {
    let value = attribute.value;
    let no = |what: &str| wrong(attribute.line, attribute.id, format!("`{value}` is no {what}"));
    match attribute.name {
        "Level" => one.level = Some(value.parse().map_err(|_| no("anonymity level"))?),
        "Quotation" => {
            let kinds = [Quotation::Direct, Quotation::Indirect, Quotation::Mixed];
            let kind = kinds.into_iter().find(|kind| kind.as_str() == value);
            one.quotation = kind.ok_or_else(|| no("kind of quotation"))?;
        }
        "Force" if !value.is_empty() => one.force = Force::from(value),
        "SourceId" if !value.is_empty() => one.source_id = Some(value),
        "Via" if !value.is_empty() => one.via = Some(value),
        "Force" | "SourceId" | "Via" => return Err(no("value")),
        _ => {}
    }
    Ok(())
}

/// In text order, and those that overlap or touch as one.
fn in_order(spans: &[Span]) -> Vec<Span> {
    let mut sorted = spans.to_vec();
    sorted.sort_unstable();
    let mut joined: Vec<Span> = Vec::new();
    for span in sorted {
        match joined.last_mut() {
            Some(last) if span.start() < last.end() => *last = last.cover(span),
            _ => joined.push(span),
        }
    }
    joined
}

/// By what a source is known: the id that its attributions share, or its words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key<'a> {
    Id(&'a str),
    Words(&'a str),
}

/// Which keys stand for one source: trees in which each key names the next, up to the one that stands for all.
#[derive(Default)]
struct Groups<'a> {
    index: BTreeMap<Key<'a>, usize>,
    up: Vec<usize>,
    /// The key that the attribution with these source words goes by.
    by_words: BTreeMap<&'a str, Key<'a>>,
}

impl<'a> Groups<'a> {
    fn find(&mut self, key: Key<'a>) -> usize {
        let fresh = self.up.len();
        let mut at = *self.index.entry(key).or_insert(fresh);
        if at == fresh {
            self.up.push(fresh);
        }
        // Every key on the way is hung half as deep, so that the ways stay short.
        while let Some(next) = self.up.get(at).copied().filter(|next| *next != at) {
            let over = self.up.get(next).copied().unwrap_or(next);
            if let Some(slot) = self.up.get_mut(at) {
                *slot = over;
            }
            at = over;
        }
        at
    }

    /// The earlier group takes in the later.
    fn unite(&mut self, one: Key<'a>, other: Key<'a>) {
        let (one, other) = (self.find(one), self.find(other));
        if let Some(slot) = self.up.get_mut(one.max(other)) {
            *slot = one.min(other);
        }
    }

    fn join(&mut self, one: &Told<'a>) {
        if let Some(via) = one.via {
            self.find(Key::Id(via));
        }
        let Some(key) = one.key() else { return };
        self.find(key);
        for words in &one.words {
            let known = *self.by_words.entry(words).or_insert(key);
            // Two attributions that share their words have one source, unless their ids say otherwise.
            if matches!(known, Key::Words(_)) || matches!(key, Key::Words(_)) {
                self.unite(known, key);
            }
        }
    }

    fn tie(&mut self, ends: &[&'a str]) {
        let mut keys =
            ends.iter().filter_map(|end| self.by_words.get(end).copied()).collect::<Vec<_>>().into_iter();
        if let Some(first) = keys.next() {
            keys.for_each(|key| self.unite(first, key));
        }
    }

    fn of_words(&mut self, id: &str) -> Option<usize> {
        let key = *self.by_words.get(id)?;
        Some(self.find(key))
    }
}

/// Adds the sources, and an actor for each with the same index, and gives the id of each group. Sources come in the
/// order of the numbers in their ids, so that a file that was written from a report gives them the ids they had.
fn sources<'a>(
    told: &[Told<'a>],
    groups: &mut Groups<'a>,
    report: &mut Report,
    text: &str,
) -> BTreeMap<usize, SourceId> {
    let keys: Vec<Key<'_>> = groups.index.keys().copied().collect();
    let mut order: BTreeMap<usize, u32> = BTreeMap::new();
    for key in keys {
        let number = match key {
            Key::Id(id) => id.strip_prefix('s').and_then(|number| number.parse().ok()).unwrap_or(u32::MAX),
            Key::Words(_) => u32::MAX,
        };
        let group = groups.find(key);
        let least = order.entry(group).or_insert(number);
        *least = number.min(*least);
    }
    let mut sorted: Vec<(u32, usize)> = order.into_iter().map(|(group, number)| (number, group)).collect();
    sorted.sort_unstable();
    let mut cited: BTreeMap<usize, Vec<&Told<'_>>> = BTreeMap::new();
    for one in told {
        if let Some(key) = one.key() {
            cited.entry(groups.find(key)).or_default().push(one);
        }
    }
    let mut ids = BTreeMap::new();
    for (_, group) in sorted {
        let cited = cited.get(&group).map_or(&[][..], Vec::as_slice);
        let (level, message) = level(cited);
        let spans: Vec<Span> =
            in_order(&cited.iter().flat_map(|one| one.source.iter().copied()).collect::<Vec<_>>());
        let words =
            spans.iter().filter_map(|span| span.slice(text)).max_by_key(|words| words.chars().count());
        let mut actor = Actor::new(ActorKind::from("other"));
        match words {
            Some(words) if level <= Level::Partial => actor.names.push(words.to_owned()),
            words => actor.description = words.map(str::to_owned),
        }
        let mut source = Source::new(report.add_actor(actor), level);
        source.mentions.extend(spans.iter().map(|span| SourceMention::new(*span, level)));
        let id = report.add_source(source);
        if let Some(message) = message {
            let message = format!("source s{}: {message}", id.index());
            let note = Diagnostic::new(DiagnosticCode::UnreadAnnotation, message);
            report.diagnostics.push(spans.first().map_or(note.clone(), |span| note.at(*span)));
        }
        ids.insert(group, id);
    }
    ids
}

/// The level of a source, and what is to be said of it.
fn level(cited: &[&Told<'_>]) -> (Level, Option<String>) {
    let mut counts: Vec<(Level, usize)> = Vec::new();
    for level in cited.iter().filter_map(|one| one.level) {
        match counts.iter_mut().find(|(known, _)| *known == level) {
            Some((_, count)) => *count += 1,
            None => counts.push((level, 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max();
    match counts.iter().find(|(_, count)| Some(*count) == most) {
        None => (Level::Bare, (!cited.is_empty()).then(|| "has no level, and counts as bare".to_owned())),
        Some((level, _)) if counts.len() == 1 => (*level, None),
        Some((level, _)) => {
            let all: Vec<&str> = counts.iter().map(|(level, _)| level.as_str()).collect();
            (*level, Some(format!("its attributions have the levels {}; {level} was taken", all.join(", "))))
        }
    }
}

/// Finds for every claim the one around it, and makes its chain go on with the other's.
fn nest(report: &mut Report) {
    let mut order: Vec<(usize, std::cmp::Reverse<usize>, usize)> = report
        .claims
        .iter()
        .enumerate()
        .map(|(index, claim)| (claim.extent().start(), std::cmp::Reverse(claim.extent().end()), index))
        .collect();
    order.sort_unstable();
    let mut open: Vec<usize> = Vec::new();
    for (start, _, index) in order {
        while let Some(top) = open.last().and_then(|top| report.claims.get(*top))
            && top.extent().end() <= start
        {
            open.pop();
        }
        let around = open.iter().rev().take(DEPTH).copied().find(|outer| {
            let (inner, outer) = (report.claims.get(index), report.claims.get(*outer));
            inner.zip(outer).is_some_and(|(inner, outer)| stands_in(inner, outer))
        });
        if let Some(outer) = around {
            let chain = report.claims.get(outer).map(|claim| claim.attributions.clone()).unwrap_or_default();
            if let Some(claim) = report.claims.get_mut(index) {
                claim.within = Some(ClaimId::at(outer));
                claim.attributions.extend(chain.into_iter().take(DEPTH - 1));
            }
        }
        open.push(index);
    }
}

/// Whether content and cue of one claim lie in the content of another, and are not all of it.
fn stands_in(inner: &Claim, outer: &Claim) -> bool {
    let covered = |span: &Span| outer.content.iter().take(DEPTH).any(|around| around.contains(*span));
    let cue = inner.speaker().map_or(&[][..], |link| &link.cue);
    inner.content != outer.content && inner.content.iter().all(covered) && cue.iter().all(covered)
}

/// Notes what the file holds and the report has no place for.
fn leftovers(file: &File<'_>, report: &mut Report) {
    let known = ["Level", "Quotation", "Force", "SourceId", "Via"];
    for event in file.events.iter().filter(|event| event.kind != "Attribution") {
        unread(report, file, event.id, event.anchor, &format!("is an event of type {}", event.kind));
    }
    for attribute in &file.attributes {
        let fits = known.contains(&attribute.name)
            && file.event(attribute.target).is_some_and(|event| event.kind == "Attribution");
        if !fits {
            let what = format!("says {} {} of {}", attribute.name, attribute.value, attribute.target);
            unread(report, file, attribute.id, attribute.target, &what);
        }
    }
    for tie in file.ties.iter().filter(|tie| tie.kind != "SameSource") {
        unread(report, file, tie.id, tie.ends.first().unwrap_or(&""), &format!("is a relation {}", tie.kind));
    }
    for note in &file.notes {
        unread(report, file, note.id, note.target, &format!("notes of {}: {}", note.target, note.value));
    }
}

fn unread(report: &mut Report, file: &File<'_>, id: &str, target: &str, what: &str) {
    let bound = file.bounds.get(target).or_else(|| file.bounds.get(file.event(target)?.anchor));
    let span = bound.and_then(|bound| bound.spans.first().copied());
    let note = Diagnostic::new(DiagnosticCode::UnreadAnnotation, format!("{id} {what}"));
    report.diagnostics.push(span.map_or(note.clone(), |span| note.at(span)));
}
