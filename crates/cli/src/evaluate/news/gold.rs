//! Annotated news: NAME.txt, and NAME.json with what is marked in it. `corpus/README.md` of the repository describes the form.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

use ascribe::{Article, Level, Published, Quotation};
use chrono::NaiveDate;
use serde::{Deserialize, Deserializer};

use super::days::{Days, days};
use super::place::Paragraphs;
use crate::evaluate::corpus::{names, open};
use crate::fault::{Failure, at};

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    outlet: String,
    published: String,
    country: String,
    beat: String,
    names: BTreeMap<String, NameKind>,
    actors: BTreeMap<String, Actor>,
    attributions: Vec<Written>,
    #[serde(default)]
    relations: Vec<(String, String, RelationKind)>,
    times: Vec<(String, String)>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum NameKind {
    Person,
    Organization,
    Place,
    Outlet,
    /// Events, works, laws, products.
    Other,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum RelationKind {
    Different,
    Maybe,
}

/// Who speaks or passes on.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Actor {
    pub(crate) kind: ActorKind,
    #[serde(default)]
    pub(crate) name: Option<String>,
    #[serde(default, rename = "role")]
    _role: Option<String>,
    #[serde(default, rename = "affiliation")]
    _affiliation: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ActorKind {
    Person,
    Group,
    Organization,
    Government,
    Outlet,
    Document,
    Place,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: u32,
    source: Vec<String>,
    cue: Vec<String>,
    content: Vec<String>,
    actor: Option<String>,
    #[serde(deserialize_with = "level")]
    level: Option<Level>,
    quotation: Quotation,
    force: Force,
    relay: Option<String>,
    within: Option<u32>,
    terms: Option<Terms>,
    reason: Option<Reason>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Terms {
    Explicit,
}

/// Why a source is not named, by the article.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Reason {
    None,
    Boilerplate,
    Substantive,
}

impl Reason {
    /// The library's name of the reason.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Reason::None => "none",
            Reason::Boilerplate => "boilerplate",
            Reason::Substantive => "substantive",
        }
    }
}

/// What a speaker does.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Force {
    Statement,
    Denial,
    Demand,
    Question,
    Promise,
    Warning,
    Accusation,
    Prediction,
    Belief,
    Wish,
    Doubt,
    Confirmation,
    NoComment,
}

/// A marked attribution, in bytes of the text.
pub(crate) struct Marked {
    pub(crate) source: Vec<Range<usize>>,
    pub(crate) cue: Vec<Range<usize>>,
    pub(crate) content: Vec<Range<usize>>,
    pub(crate) actor: Option<String>,
    /// None of what the author says.
    pub(crate) level: Option<Level>,
    pub(crate) quotation: Quotation,
    pub(crate) force: Force,
    pub(crate) relay: Option<String>,
    pub(crate) nested: bool,
    /// The reason, where the article says that the source is unnamed on purpose.
    pub(crate) terms: Option<Reason>,
}

/// An article and what is marked in it.
pub(crate) struct Annotated {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) outlet: String,
    pub(crate) published: Published,
    pub(crate) country: String,
    pub(crate) beat: String,
    pub(crate) names: BTreeMap<String, NameKind>,
    pub(crate) actors: BTreeMap<String, Actor>,
    pub(crate) attributions: Vec<Marked>,
    /// Expressions of time, and the days that they mean.
    pub(crate) times: Vec<(Range<usize>, Days)>,
}

impl Annotated {
    /// What the analyzer is given.
    pub(crate) fn article(&self) -> Article {
        let mut article = Article::new(self.text.as_str()).with_published(self.published);
        article.metadata.outlet = Some(self.outlet.clone());
        article
    }

    /// Reads the annotation of a text.
    ///
    /// # Errors
    ///
    /// The first place where it does not fit the form or the text.
    pub(crate) fn parse(name: &str, text: String, annotation: &str) -> Result<Annotated, String> {
        let file: File = serde_json::from_str(annotation).map_err(|error| error.to_string())?;
        let published = file
            .published
            .parse::<NaiveDate>()
            .ok()
            .and_then(|_| file.published.parse().ok())
            .ok_or_else(|| format!("published: `{}` is no date", file.published))?;
        if let Some(name) = file.names.keys().find(|name| name.is_empty() || !text.contains(name.as_str())) {
            return Err(format!("names: `{name}` is not in the text"));
        }
        let paragraphs = Paragraphs::of(&text);
        let known: BTreeSet<u32> = file.attributions.iter().map(|one| one.id).collect();
        if known.len() < file.attributions.len() {
            return Err("attributions: two have the same id".to_owned());
        }
        let of_file = |written: Written| {
            let id = written.id;
            written
                .resolve(&paragraphs, &file.actors, &known)
                .map_err(|error| format!("attribution {id}: {error}"))
        };
        let attributions: Vec<Marked> =
            file.attributions.into_iter().map(of_file).collect::<Result<_, String>>()?;
        for (a, b, _) in &file.relations {
            if let Some(actor) = [a, b].into_iter().find(|actor| !file.actors.contains_key(*actor)) {
                return Err(format!("relations: `{actor}` is no actor"));
            }
        }
        let of_times = |(place, value): &(String, String)| {
            let found = paragraphs.find(place).map_err(|error| format!("times: `{place}`: {error}"))?;
            Ok((found, days(value).ok_or_else(|| format!("times: `{value}` is no day, month, year or A/B"))?))
        };
        let times = file.times.iter().map(of_times).collect::<Result<_, String>>()?;
        Ok(Annotated {
            name: name.to_owned(),
            outlet: file.outlet,
            published,
            country: file.country,
            beat: file.beat,
            names: file.names,
            actors: file.actors,
            attributions,
            times,
            text,
        })
    }
}

impl Written {
    /// Looks its places, actors and the attribution around it up.
    fn resolve(
        self,
        paragraphs: &Paragraphs<'_>,
        actors: &BTreeMap<String, Actor>,
        known: &BTreeSet<u32>,
    ) -> Result<Marked, String> {
        let find = |part: &str, places: &[String]| {
            let found = places
                .iter()
                .map(|place| paragraphs.find(place).map_err(|error| format!("{part} `{place}`: {error}")));
            found.collect::<Result<Vec<_>, String>>()
        };
        let content = find("content", &self.content)?;
        if content.is_empty() {
            return Err("no content".to_owned());
        }
        for (part, actor) in [("actor", &self.actor), ("relay", &self.relay)] {
            if let Some(actor) = actor.as_ref().filter(|actor| !actors.contains_key(*actor)) {
                return Err(format!("{part} `{actor}` is not among the actors"));
            }
        }
        if self.actor.is_none() && self.level.is_some_and(|level| level != Level::Unattributed) {
            return Err("a level, and no actor".to_owned());
        }
        if let Some(outer) = self.within.filter(|outer| !known.contains(outer)) {
            return Err(format!("within {outer}, which is not there"));
        }
        Ok(Marked {
            source: find("source", &self.source)?,
            cue: find("cue", &self.cue)?,
            content,
            actor: self.actor,
            level: self.level,
            force: self.force,
            relay: self.relay,
            quotation: self.quotation,
            nested: self.within.is_some(),
            terms: self.terms.map(|Terms::Explicit| self.reason.unwrap_or(Reason::None)),
        })
    }
}

/// A level of the scale; none for `author`, the article's own voice.
fn level<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Level>, D::Error> {
    let written = String::deserialize(deserializer)?;
    if written == "author" {
        return Ok(None);
    }
    written.parse().map(Some).map_err(serde::de::Error::custom)
}

/// The articles of folders, by name.
pub(crate) fn read(folders: &[PathBuf]) -> Result<Vec<Annotated>, Failure> {
    let mut all = Vec::new();
    for folder in folders {
        for name in names(folder, ".json")? {
            let (text, annotation) =
                (folder.join(format!("{name}.txt")), folder.join(format!("{name}.json")));
            all.push(read_one(&name, &text, &annotation)?);
        }
    }
    Ok(all)
}

fn read_one(name: &str, text: &Path, annotation: &Path) -> Result<Annotated, Failure> {
    Annotated::parse(name, open(text)?, &open(annotation)?)
        .map_err(|error| Failure::Unread(at(annotation, error)))
}
