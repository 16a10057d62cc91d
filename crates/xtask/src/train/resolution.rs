//! Data for the training of resolution: annotated news, in the form of `corpus/README.md`, and sources of `PolNeAR`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use ascribe::encoder::Encode;
use ascribe::export::brat::given_from_str;
use ascribe::text::syntax::LanguageModel;
use ascribe::training::resolution::{Lesson, Marked, MarkedActor, copy, train as learn};
use ascribe::{Article, Given, Level, Span};
use serde_json::Value;

// The tool that scores annotated news reads the same places and leaves out the same parts.
#[path = "../../../cli/src/evaluate/news/part.rs"]
mod part;
#[path = "../../../cli/src/evaluate/news/place.rs"]
mod place;

use part::Part;
use place::Paragraphs;

/// Learns from the articles of folders, or takes the weights of another file, and writes them into a file beside those of the network.
pub(crate) fn train(arguments: &[String]) -> Result<(), String> {
    let (file, rest) = super::language::option(arguments, "--into");
    let rest: Vec<String> = rest.into_iter().cloned().collect();
    let (from, rest) = super::language::option(&rest, "--from");
    let rest: Vec<String> = rest.into_iter().cloned().collect();
    let (without, folders) = super::language::option(&rest, "--without");
    let file = file.ok_or("--into FILE is missing")?;
    let without: Option<Part> = without.map(|part| part.parse()).transpose()?;
    if from.is_some() && !folders.is_empty() {
        return Err("--from takes no corpora".to_owned());
    }
    let mut lessons = Vec::new();
    for folder in folders {
        match folder.split(':').collect::<Vec<_>>().as_slice() {
            [texts, attributions, labels] => lessons.extend(labelled(texts, attributions, labels)?),
            _ => lessons.extend(read(folder, without)?),
        }
    }
    let failed = |error: &dyn std::fmt::Display| format!("{file}: {error}");
    let bytes = std::fs::read(file).map_err(|error| failed(&error))?;
    let (encoder, own, heads) = parts(&bytes).map_err(|error| failed(&error))?;
    let heads = if let Some(from) = from {
        let from = std::fs::read(from).map_err(|error| format!("{from}: {error}"))?;
        copy(&from, heads, encoder)
    } else {
        eprintln!("{} articles", lessons.len());
        let mut progress = |line: &str| eprintln!("{line}");
        learn(heads, encoder, LanguageModel::embedded(), &lessons, &mut progress)
    };
    let heads = heads.map_err(|error| failed(&error))?;
    let bytes = [own, heads.as_slice()].concat();
    std::fs::write(file, bytes).map_err(|error| failed(&error))
}

/// The encoder of a file, if it has one of its own; its bytes; and those of the heads.
type Parts<'b> = (Option<Arc<dyn Encode>>, &'b [u8], &'b [u8]);

fn parts(bytes: &[u8]) -> Result<Parts<'_>, ascribe::Error> {
    if !ascribe_transformer::is_model(bytes) {
        return Ok((None, &[], bytes));
    }
    let (encoder, heads) = ascribe_transformer::Transformer::split(bytes)?;
    let (own, _) = bytes.split_at(bytes.len() - heads.len());
    Ok((Some(Arc::new(encoder)), own, heads))
}

/// Articles whose attributions are brat stand-off and whose sources are labelled in one file:
/// `{article: {offset of the content in code points: [level, actor]}}`. Of who has a name the actor is that name.
fn labelled(texts: &str, attributions: &str, labels: &str) -> Result<Vec<Lesson>, String> {
    let open =
        |path: &Path| std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()));
    let all: Value =
        serde_json::from_str(&open(Path::new(labels))?).map_err(|error| format!("{labels}: {error}"))?;
    let mut stems = Vec::new();
    for entry in std::fs::read_dir(attributions).map_err(|error| format!("{attributions}: {error}"))? {
        let name = entry.map_err(|error| format!("{attributions}: {error}"))?.file_name();
        stems.extend(name.to_str().and_then(|name| name.strip_suffix(".ann")).map(str::to_owned));
    }
    stems.sort();
    let mut lessons = Vec::new();
    for (name, of) in all.as_object().ok_or_else(|| format!("{labels}: no object"))? {
        let text = open(&Path::new(texts).join(format!("{name}.txt")))?;
        let prefix = format!("{name}_");
        let stem = stems
            .iter()
            .find(|stem| stem.starts_with(&prefix))
            .ok_or_else(|| format!("{attributions}: no {name}"))?;
        let standoff = open(&Path::new(attributions).join(format!("{stem}.ann")))?;
        let (mut marked, mut actors) = (Vec::new(), BTreeMap::new());
        for given in given_from_str(&standoff, &text) {
            let start = given.content.iter().map(|span| span.start()).min().unwrap_or_default();
            let offset = text.get(..start).map_or(0, |before| before.chars().count()).to_string();
            let (Some(level), Some(actor)) = (of[&offset][0].as_str(), of[&offset][1].as_str()) else {
                continue;
            };
            let named = matches!(level, "named" | "institutional" | "partial");
            let known = MarkedActor { name: named.then(|| actor.to_owned()), role: None };
            actors.entry(actor.to_owned()).or_insert(known);
            let level = if level == "author" {
                None
            } else {
                Some(level.parse().map_err(|_| format!("{labels}: {level}"))?)
            };
            marked.push(Marked { given, actor: Some(actor.to_owned()), level, on_terms: None });
        }
        lessons.push(Lesson { name: name.clone(), article: Article::new(text), marked, actors });
    }
    Ok(lessons)
}

fn read(folder: &str, without: Option<Part>) -> Result<Vec<Lesson>, String> {
    let failed = |error: std::io::Error| format!("{folder}: {error}");
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let name = entry.map_err(failed)?.file_name().to_string_lossy().into_owned();
        names.extend(name.strip_suffix(".json").map(str::to_owned));
    }
    names.retain(|name| without.is_none_or(|part| !part.has(name)));
    names.sort();
    let lesson = |name: &String| {
        let open = |ending: &str| {
            let path = Path::new(folder).join(format!("{name}.{ending}"));
            std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
        };
        lesson(name, &open("txt")?, &open("json")?).map_err(|error| format!("{folder}/{name}.json: {error}"))
    };
    names.iter().map(lesson).collect()
}

fn lesson(name: &str, text: &str, annotation: &str) -> Result<Lesson, String> {
    let annotation: Value = serde_json::from_str(annotation).map_err(|error| error.to_string())?;
    let mut article = Article::new(text);
    article.metadata.outlet = annotation["outlet"].as_str().map(str::to_owned);
    let published = annotation["published"].as_str().ok_or("no `published`")?;
    article.metadata.published = Some(published.parse().map_err(|_| "`published` is no day")?);
    let paragraphs = Paragraphs::of(text);
    let attributions = annotation["attributions"].as_array().ok_or("no `attributions`")?;
    // Terms hold for their actor.
    let on_terms = attributions.iter().filter(|one| one["terms"].as_str() == Some("explicit"));
    let on_terms: BTreeSet<&str> = on_terms.filter_map(|one| one["actor"].as_str()).collect();
    let marked = attributions.iter().map(|one| marked(one, &paragraphs, &on_terms));
    let actors = annotation["actors"].as_object().ok_or("no `actors`")?;
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let actor = |(id, of): (&String, &Value)| {
        (id.clone(), MarkedActor { name: text(&of["name"]), role: text(&of["role"]) })
    };
    let actors = actors.iter().map(actor).collect();
    Ok(Lesson { name: name.to_owned(), article, marked: marked.collect::<Result<_, String>>()?, actors })
}

fn marked(one: &Value, paragraphs: &Paragraphs<'_>, on_terms: &BTreeSet<&str>) -> Result<Marked, String> {
    let find = |part: &str| -> Result<Vec<Span>, String> {
        let places = one[part].as_array().ok_or_else(|| format!("no `{part}`"))?;
        let span = |place: &Value| {
            let place = place.as_str().ok_or_else(|| format!("`{part}` holds what is no place"))?;
            let range = paragraphs.find(place).map_err(|error| format!("{part} `{place}`: {error}"))?;
            Span::new(range.start, range.end).map_err(|error| error.to_string())
        };
        places.iter().map(span).collect()
    };
    let content = find("content")?;
    let mut given = Given::new(*content.first().ok_or("no content")?);
    (given.content, given.source, given.cue) = (content, find("source")?, find("cue")?);
    let level = match one["level"].as_str() {
        Some("author") => None,
        Some(level) => Some(level.parse::<Level>().map_err(|error| error.to_string())?),
        None => return Err("no `level`".to_owned()),
    };
    let actor = one["actor"].as_str();
    let on_terms = Some(actor.is_some_and(|actor| on_terms.contains(actor)));
    Ok(Marked { given, actor: actor.map(str::to_owned), level, on_terms })
}
