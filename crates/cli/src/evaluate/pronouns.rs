//! How often a pronoun that speaks is linked to the right person, on a corpus with coreference (GUM's `Entity`).

// Programs for corpora index them and count in floating point, as statistics do.
#![allow(clippy::cast_precision_loss, clippy::indexing_slicing, clippy::string_slice)]

use std::ops::Range;
use std::path::Path;

use ascribe::{Article, Given, MentionKind, Report, Span};

use crate::fault::Failure;
use crate::finding;
use crate::output::Sink;

/// A document with its mentions.
#[derive(Default)]
struct Marked {
    name: String,
    text: String,
    /// Gold mentions: where, which entity, whether a person.
    mentions: Vec<(Range<usize>, String, bool)>,
    /// Third-person pronouns that are subjects, and the end of their sentence.
    subjects: Vec<(Range<usize>, usize)>,
}

/// Rightly linked, and all; then of "they" alone.
#[derive(Default)]
struct Count {
    right: usize,
    all: usize,
    they_right: usize,
    they: usize,
}

/// Prints the shares for documents of news, interviews and biographies.
pub(crate) fn run(sink: &mut Sink, path: &Path) -> Result<(), Failure> {
    let corpus = super::corpus::open(path)?;
    let analyzer = finding::analyzer();
    put!(sink, "pronouns linked to the right person, {}", path.display());
    for genre in ["news", "interview", "bio"] {
        let (mut found, mut given) = (Count::default(), Count::default());
        let documents = read(&corpus);
        let of_genre = documents.iter().filter(|one| one.name.contains(&format!("_{genre}_")));
        let mut number = 0;
        for document in of_genre {
            number += 1;
            let article = Article::new(document.text.as_str());
            count(&analyzer.analyze(&article), document, &mut found);
            let sources: Vec<Given> = document
                .subjects
                .iter()
                .filter_map(|(place, end)| {
                    let content = Span::new(place.end, *end).ok().filter(|span| !span.is_empty())?;
                    Some(Given::new(content).with_source(Span::new(place.start, place.end).ok()?))
                })
                .collect();
            count(&analyzer.resolve(&article, &sources), document, &mut given);
        }
        let share = |count: &Count| 100.0 * count.right as f64 / count.all.max(1) as f64;
        put!(
            sink,
            "{genre:10} {number:3} documents; sources found {:6.1} of {:4}; any subject taken for a source {:6.1} of {:4}; of them “they” {} of {}",
            share(&found),
            found.all,
            share(&given),
            given.all,
            given.they_right,
            given.they
        );
    }
    Ok(())
}

/// Looks at every third-person pronoun that is a source in the report and a person in the corpus.
fn count(report: &Report, document: &Marked, count: &mut Count) {
    for claim in &report.claims {
        let Some(link) = claim.speaker() else { continue };
        let [span] = link.source_spans.as_slice() else { continue };
        let words = span.slice(&document.text).unwrap_or_default().to_lowercase();
        let gold = document
            .mentions
            .iter()
            .find(|(place, _, person)| *person && *place == (span.start()..span.end()))
            .map(|(_, entity, _)| entity.as_str());
        let (true, Some(gold)) = (matches!(words.as_str(), "he" | "she" | "they"), gold) else { continue };
        count.all += 1;
        let they = usize::from(words == "they");
        count.they += they;
        let Some(actor) = link.source.and_then(|source| report.actor_of(source)) else { continue };
        // The names and descriptions of the actor, the last one before the pronoun first.
        let telling = actor
            .mentions
            .iter()
            .filter(|mention| !matches!(mention.kind, MentionKind::Pronoun | MentionKind::Possessive));
        let before = telling.clone().rfind(|mention| mention.span.end() <= span.start());
        let entity = before.or(telling.clone().next()).and_then(|mention| document.entity(mention.span));
        let right = entity == Some(gold);
        count.right += usize::from(right);
        count.they_right += usize::from(right) * they;
    }
}

impl Marked {
    /// The entity of the shortest mention around a span.
    fn entity(&self, span: Span) -> Option<&str> {
        let around = self.mentions.iter().filter(|(place, _, _)| {
            // "the" is part of a mention and not of a name, and titles the other way round.
            place.start <= span.end() && span.end() <= place.end && place.start < span.end()
        });
        around.min_by_key(|(place, _, _)| place.len()).map(|(_, entity, _)| entity.as_str())
    }
}

fn read(corpus: &str) -> Vec<Marked> {
    let mut documents: Vec<Marked> = Vec::new();
    let mut open: Vec<(String, bool, usize)> = Vec::new();
    let mut waiting: Vec<Range<usize>> = Vec::new();
    // The last word of a range such as "don't", whose words are written together.
    let mut together = 0;
    let mut glued = false;
    for line in corpus.lines() {
        if let Some(name) = line.strip_prefix("# newdoc id = ") {
            documents.push(Marked { name: name.to_owned(), ..Marked::default() });
            open.clear();
            continue;
        }
        let Some(document) = documents.last_mut() else { continue };
        if line.starts_with("# newpar") && !line.starts_with("# newpar_block") {
            let trimmed = document.text.trim_end().len();
            document.text.truncate(trimmed);
            if !document.text.is_empty() {
                document.text.push_str("\n\n");
            }
            continue;
        }
        if line.is_empty() {
            let end = document.text.trim_end().len();
            document.subjects.extend(waiting.drain(..).map(|place| (place, end)));
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, form, _, upos, _, _, _, deprel, _, misc] = fields.as_slice() else { continue };
        if let Some((_, last)) = id.split_once('-') {
            together = last.parse().unwrap_or(0);
            glued = misc.contains("SpaceAfter=No");
            continue;
        }
        let Ok(number) = id.parse::<usize>() else { continue };
        let start = document.text.len();
        document.text.push_str(form);
        let end = document.text.len();
        let space = match number.cmp(&together) {
            std::cmp::Ordering::Less => false,
            std::cmp::Ordering::Equal => !glued,
            std::cmp::Ordering::Greater => !misc.contains("SpaceAfter=No"),
        };
        if number == together {
            together = 0;
        }
        if space {
            document.text.push(' ');
        }
        if *upos == "PRON"
            && deprel.starts_with("nsubj")
            && matches!(form.to_lowercase().as_str(), "he" | "she" | "they")
        {
            waiting.push(start..end);
        }
        let entity = misc.split('|').find_map(|part| part.strip_prefix("Entity=")).unwrap_or_default();
        mark(entity, start..end, &mut open, document);
    }
    documents
}

/// Reads "(1-person-new(2-place-giv)1)": what opens and closes at a word.
fn mark(entity: &str, place: Range<usize>, open: &mut Vec<(String, bool, usize)>, document: &mut Marked) {
    let mut rest = entity;
    while !rest.is_empty() {
        if let Some(inner) = rest.strip_prefix('(') {
            let end = inner.find(['(', ')']).unwrap_or(inner.len());
            let mut fields = inner[..end].split('-');
            let (id, kind) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
            if inner[end..].starts_with(')') {
                document.mentions.push((place.clone(), id.to_owned(), kind == "person"));
                rest = &inner[end + 1..];
            } else {
                open.push((id.to_owned(), kind == "person", place.start));
                rest = &inner[end..];
            }
        } else {
            let end = rest.find(')').unwrap_or(rest.len());
            let id = &rest[..end];
            if let Some(at) = open.iter().rposition(|(known, _, _)| known == id) {
                let (id, person, start) = open.remove(at);
                document.mentions.push((start..place.end, id, person));
            }
            rest = rest.get(end + 1..).unwrap_or_default();
        }
    }
}
