//! Stand-off annotation as a report.

use std::collections::BTreeMap;

use super::file::{Event, File, Property, error};
use super::identity::{Key, Sources};
use crate::{
    Actor, ActorKind, Article, Attribution, Claim, ClaimId, Diagnostic, DiagnosticCode, Error, Force, Level,
    Quotation, Relay, Report, Source, SourceId, SourceMention, Span, Standing, StandingKind,
};

/// Maximum number of links that nesting gives a chain, and of contents that are searched for one around another.
const MAX_DEPTH: usize = 16;

/// The attributes of an `Attribution`.
const ATTRIBUTES: [&str; 6] = ["Level", "Standing", "Quotation", "Force", "SourceId", "Via"];

/// Reads a report of an article from brat stand-off annotation.
///
/// Every event of type `Attribution` with a `Content` becomes a claim, in the order of the file:
///
/// - Its words are those of its arguments `Source`, `Cue` and `Content`, numbered ones (`Content2`) included.
/// - Its attributes are `Level`, `Standing`, `Quotation`, `Force`, `SourceId` and `Via`.
/// - Attributions have the same source if they have the same `SourceId`, or the same text-bound annotation as `Source`, or
///   if a relation or an equivalence `SameSource` joins their `Source` annotations.
/// - An attribution of the level `unattributed` without a `SourceId` has no source. It keeps its source words.
/// - A normalization (`N`) of a source's words becomes an [external](crate::Actor::external) identifier.
///
/// The rest of the report is filled in:
///
/// - A claim whose content and cue lie in another's content is [within](crate::Claim::within) it. The other's chain
///   follows its own, up to 16 links.
/// - The defaults are `bare` for a level, `indirect` for a quotation, `statement` for a force.
/// - The kind of every actor is `other`. Its name is the longest of the words that cite it; below
///   [`Level::Partial`](crate::Level) they are its description.
///
/// What has no place in a report is listed in its [diagnostics](Report::diagnostics): notes (`#`), and other events,
/// relations, attributes and arguments. So are the levels of a source that disagree; the most frequent is taken, and of
/// several the first.
///
/// Lines may end with a carriage return. A text-bound annotation may have several fragments. Fragments with nothing but a
/// line break and blanks between them become one span, since [`to_string`](super::to_string) breaks spans there.
///
/// Time complexity: `O(n log n)` in the number of lines.
///
/// ```
/// use ascribe::export::brat;
/// use ascribe::{Article, Level};
///
/// let article = Article::new("“Go,” he said.");
/// let report = brat::from_str(
///     "T1\tSource 6 8\the\nT2\tCue 9 13\tsaid\nT3\tContent 1 4\tGo,\nE1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n",
///     &article,
/// )?;
/// assert_eq!(report.claims[0].content[0].slice(&article.text), Some("Go,"));
/// assert_eq!(report.sources[0].level, Level::Bare);
///
/// let error = brat::from_str("T1\tCue 9 130\tsaid", &article).unwrap_err();
/// assert_eq!(error.to_string(), "line 1 (T1): span 9..130 past the end of the text (14 code points)");
/// # Ok::<(), ascribe::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::Annotation`] with the line and the id of the annotation, for:
///
/// - a line that is not stand-off annotation,
/// - a duplicate id, or a reference to an id that does not exist,
/// - an offset past the end of the text,
/// - words that differ from those of the text: the file belongs to another text, or counts in another unit,
/// - an unknown level or kind of quotation.
pub fn from_str(standoff: &str, article: &Article) -> Result<Report, Error> {
    let file = File::parse(standoff, &article.text)?;
    let mut report = Report::new(article);
    let drafts = drafts(&file, &mut report)?;
    let mut identity = Sources::default();
    for draft in &drafts {
        if let Some(via) = draft.via {
            identity.find(Key::Id(via));
        }
        if let Some(key) = draft.key() {
            identity.add(key, &draft.words);
        }
    }
    for relation in file.relations.iter().filter(|relation| relation.kind == "SameSource") {
        identity.union_words(&relation.arguments);
    }
    let ids = add_sources(&drafts, &mut identity, &mut report, &article.text);
    for normalization in &file.normalizations {
        let source = identity.find_words(normalization.target).and_then(|set| ids.get(&set));
        match source.zip(normalization.value.split_once(':')) {
            Some((id, (catalogue, entry))) => {
                if let Some(actor) = report.actors.get_mut(id.index()) {
                    actor.external.insert(catalogue.to_owned(), entry.to_owned());
                }
            }
            None => note(
                &mut report,
                &file,
                normalization.id,
                normalization.target,
                "is no identifier of a source",
            ),
        }
    }
    for draft in &drafts {
        let Some(first) = draft.content.first() else { continue };
        let mut source_of = |key| ids.get(&identity.find(key)).copied();
        let mut link = Attribution { source: draft.key().and_then(&mut source_of), ..Attribution::default() };
        link.source_spans.clone_from(&draft.source);
        link.cue.clone_from(&draft.cue);
        let via = draft.via.and_then(|via| source_of(Key::Id(via)));
        link.relay = via.map(|source| Relay { source, spans: Vec::new() });
        let mut claim = Claim::new(*first, draft.quotation, link);
        claim.content.clone_from(&draft.content);
        claim.force = draft.force.clone();
        report.add_claim(claim);
    }
    nest(&mut report);
    note_leftovers(&file, &mut report);
    Ok(report)
}

/// What one event `Attribution` holds, before its source is known.
struct Draft<'a> {
    /// The ids of the text-bound annotations of its source.
    words: Vec<&'a str>,
    source: Vec<Span>,
    cue: Vec<Span>,
    content: Vec<Span>,
    level: Option<Level>,
    standing: Option<StandingKind>,
    quotation: Quotation,
    force: Force,
    source_id: Option<&'a str>,
    via: Option<&'a str>,
}

impl<'a> Draft<'a> {
    /// What identifies its source; `None` where it has none. Words that cite nobody ("until added") have the level
    /// `unattributed` and no id.
    fn key(&self) -> Option<Key<'a>> {
        let words = self.words.first().filter(|_| self.level != Some(Level::Unattributed));
        self.source_id.map(Key::Id).or_else(|| words.map(|id| Key::Words(id)))
    }
}

/// The attributions of the file that have a content, in its order.
fn drafts<'a>(file: &File<'a>, report: &mut Report) -> Result<Vec<Draft<'a>>, Error> {
    let mut attributes: BTreeMap<&str, Vec<&Property<'a>>> = BTreeMap::new();
    for attribute in &file.attributes {
        attributes.entry(attribute.target).or_default().push(attribute);
    }
    let mut drafts = Vec::new();
    for event in file.events.iter().filter(|event| event.kind == "Attribution") {
        let mut draft = Draft {
            words: Vec::new(),
            source: Vec::new(),
            cue: Vec::new(),
            content: Vec::new(),
            level: None,
            standing: None,
            quotation: Quotation::Indirect,
            force: Force::Statement,
            source_id: None,
            via: None,
        };
        read_arguments(file, event, &mut draft, report);
        for attribute in attributes.get(event.id).map_or(&[][..], Vec::as_slice) {
            read_attribute(attribute, &mut draft)?;
        }
        if draft.content.is_empty() {
            let message = format!("{} on line {} has no content; it was left out", event.id, event.line);
            report.diagnostics.push(Diagnostic::new(DiagnosticCode::UnreadAnnotation, message));
        } else {
            drafts.push(draft);
        }
    }
    Ok(drafts)
}

fn read_arguments<'a>(file: &File<'a>, event: &Event<'a>, draft: &mut Draft<'a>, report: &mut Report) {
    for (role, id) in &event.arguments {
        let spans = file.text_bounds.get(id).map(|bound| bound.spans.as_slice());
        match (*role, spans) {
            ("Source", Some(spans)) => {
                draft.words.push(id);
                draft.source.extend(spans);
            }
            ("Cue", Some(spans)) => draft.cue.extend(spans),
            ("Content", Some(spans)) => draft.content.extend(spans),
            _ => note(report, file, event.id, id, &format!("has an argument {role}, which was ignored")),
        }
    }
    // A file without `Cue` arguments may still have its events anchored at the cue.
    let trigger =
        file.text_bounds.get(event.trigger).filter(|bound| draft.cue.is_empty() && bound.kind == "Cue");
    draft.cue.extend(trigger.map_or(&[][..], |bound| &bound.spans));
    for spans in [&mut draft.source, &mut draft.cue, &mut draft.content] {
        *spans = Span::merged(std::mem::take(spans));
    }
}

fn read_attribute<'a>(attribute: &Property<'a>, draft: &mut Draft<'a>) -> Result<(), Error> {
    let value = attribute.value;
    let wrong = |why: String| error(attribute.line, attribute.id, why);
    match attribute.name {
        "Level" => draft.level = Some(value.parse().map_err(|error: Error| wrong(error.to_string()))?),
        "Quotation" => {
            let kind = Quotation::from_written(value);
            draft.quotation = kind.ok_or_else(|| wrong(format!("unknown kind of quotation `{value}`")))?;
        }
        name @ ("Standing" | "Force" | "SourceId" | "Via") if value.is_empty() => {
            return Err(wrong(format!("missing value of {name}")));
        }
        "Standing" => draft.standing = Some(StandingKind::from(value)),
        "Force" => draft.force = Force::from(value),
        "SourceId" => draft.source_id = Some(value),
        "Via" => draft.via = Some(value),
        _ => {}
    }
    Ok(())
}

/// Adds the sources, each with an actor of the same index, and returns the id of each set. The order is that of the
/// numbers in their `SourceId`s, so that sources of a file that was written from a report keep their ids.
fn add_sources<'a>(
    drafts: &[Draft<'a>],
    identity: &mut Sources<'a>,
    report: &mut Report,
    text: &str,
) -> BTreeMap<usize, SourceId> {
    let mut numbers: BTreeMap<usize, u32> = BTreeMap::new();
    for key in identity.keys() {
        let number = match key {
            Key::Id(id) => id.strip_prefix('s').and_then(|number| number.parse().ok()).unwrap_or(u32::MAX),
            Key::Words(_) => u32::MAX,
        };
        let least = numbers.entry(identity.find(key)).or_insert(number);
        *least = number.min(*least);
    }
    let mut order: Vec<(u32, usize)> = numbers.into_iter().map(|(set, number)| (number, set)).collect();
    order.sort_unstable();
    let mut citing: BTreeMap<usize, Vec<&Draft<'_>>> = BTreeMap::new();
    for draft in drafts {
        if let Some(key) = draft.key() {
            citing.entry(identity.find(key)).or_default().push(draft);
        }
    }
    let mut ids = BTreeMap::new();
    for (_, set) in order {
        let citing = citing.get(&set).map_or(&[][..], Vec::as_slice);
        let (level, message) = level(citing);
        let spans = Span::merged(citing.iter().flat_map(|draft| draft.source.iter().copied()).collect());
        let words =
            spans.iter().filter_map(|span| span.slice(text)).max_by_key(|words| words.chars().count());
        let mut actor = Actor::new(ActorKind::from("other"));
        match words {
            Some(words) if level <= Level::Partial => actor.names.push(words.to_owned()),
            words => actor.description = words.map(str::to_owned),
        }
        let mut source = Source::new(report.add_actor(actor), level);
        source.mentions.extend(spans.iter().map(|span| SourceMention::new(*span, level)));
        let standing = citing.iter().find_map(|draft| draft.standing.clone());
        source.axes.standing =
            standing.map(|kind| Standing::new(kind, spans.first().copied().unwrap_or_default()));
        let id = report.add_source(source);
        if let Some(message) = message {
            let message = format!("source s{}: {message}", id.index());
            let note = Diagnostic::new(DiagnosticCode::UnreadAnnotation, message);
            report.diagnostics.push(spans.first().map_or(note.clone(), |span| note.at(*span)));
        }
        ids.insert(set, id);
    }
    ids
}

/// The level of a source, with a message if it had to be chosen.
fn level(citing: &[&Draft<'_>]) -> (Level, Option<String>) {
    let mut counts: Vec<(Level, usize)> = Vec::new();
    for level in citing.iter().filter_map(|draft| draft.level) {
        match counts.iter_mut().find(|(known, _)| *known == level) {
            Some((_, count)) => *count += 1,
            None => counts.push((level, 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max();
    match counts.iter().find(|(_, count)| Some(*count) == most) {
        None => (Level::Bare, (!citing.is_empty()).then(|| "has no level, and counts as bare".to_owned())),
        Some((level, _)) if counts.len() == 1 => (*level, None),
        Some((level, _)) => {
            let all: Vec<&str> = counts.iter().map(|(level, _)| level.as_str()).collect();
            (*level, Some(format!("its attributions have the levels {}; {level} was taken", all.join(", "))))
        }
    }
}

/// Finds for every claim the one around it, and appends the other's chain to its own.
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
        let around = open.iter().rev().take(MAX_DEPTH).copied().find(|outer| {
            let (inner, outer) = (report.claims.get(index), report.claims.get(*outer));
            inner.zip(outer).is_some_and(|(inner, outer)| is_within(inner, outer))
        });
        if let Some(outer) = around {
            let chain = report.claims.get(outer).map(|claim| claim.attributions.clone()).unwrap_or_default();
            if let Some(claim) = report.claims.get_mut(index) {
                claim.within = Some(ClaimId::at(outer));
                claim.attributions.extend(chain.into_iter().take(MAX_DEPTH - 1));
            }
        }
        open.push(index);
    }
}

/// Whether content and cue of one claim lie in the content of another, and are not all of it.
fn is_within(inner: &Claim, outer: &Claim) -> bool {
    let covered = |span: &Span| outer.content.iter().take(MAX_DEPTH).any(|around| around.contains(*span));
    let cue = inner.speaker().map_or(&[][..], |link| &link.cue);
    inner.content != outer.content && inner.content.iter().all(covered) && cue.iter().all(covered)
}

/// Notes what the file holds and the report has no place for.
fn note_leftovers(file: &File<'_>, report: &mut Report) {
    for event in file.events.iter().filter(|event| event.kind != "Attribution") {
        note(report, file, event.id, event.trigger, &format!("is an event of type {}", event.kind));
    }
    for attribute in &file.attributes {
        let is_known = ATTRIBUTES.contains(&attribute.name)
            && file.event(attribute.target).is_some_and(|event| event.kind == "Attribution");
        if !is_known {
            let what = format!("says {} {} of {}", attribute.name, attribute.value, attribute.target);
            note(report, file, attribute.id, attribute.target, &what);
        }
    }
    for relation in file.relations.iter().filter(|relation| relation.kind != "SameSource") {
        let target = relation.arguments.first().unwrap_or(&"");
        note(report, file, relation.id, target, &format!("is a relation {}", relation.kind));
    }
    for remark in &file.notes {
        let what = format!("notes of {}: {}", remark.target, remark.value);
        note(report, file, remark.id, remark.target, &what);
    }
}

fn note(report: &mut Report, file: &File<'_>, id: &str, target: &str, what: &str) {
    let bound = file.text_bounds.get(target).or_else(|| file.text_bounds.get(file.event(target)?.trigger));
    let span = bound.and_then(|bound| bound.spans.first().copied());
    let note = Diagnostic::new(DiagnosticCode::UnreadAnnotation, format!("{id} {what}"));
    report.diagnostics.push(span.map_or(note.clone(), |span| note.at(span)));
}
