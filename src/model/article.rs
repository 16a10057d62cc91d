//! Articles: the input of the analyzer.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Timelike};
use serde::{Deserialize, Serialize};

use crate::Error;

/// A news article: a text and its metadata.
///
/// Spans of a report are offsets into `text`, so do not change it while the report is in use.
///
/// ```
/// use ascribe::Article;
///
/// let article = Article::new("Rates will rise, the bank said Monday.")
///     .with_published("2024-03-18".parse()?)
///     .with_outlet("The Example");
/// assert_eq!(article.metadata.outlet.as_deref(), Some("The Example"));
/// # Ok::<(), ascribe::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Article {
    /// The text, verbatim. Any string is legal.
    pub text: String,
    /// The metadata.
    #[serde(flatten)]
    pub metadata: Metadata,
}

impl Article {
    /// An article without metadata.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Article { text: text.into(), metadata: Metadata::default() }
    }

    /// The same article with a date of publication. Relative times ("on Monday") are resolved against it.
    #[must_use]
    pub fn with_published(self, published: Published) -> Self {
        Article { metadata: self.metadata.with_published(published), ..self }
    }

    /// The same article with an outlet.
    #[must_use]
    pub fn with_outlet(self, outlet: impl Into<String>) -> Self {
        Article { metadata: self.metadata.with_outlet(outlet), ..self }
    }

    /// The same article with one more author.
    #[must_use]
    pub fn with_byline(self, author: impl Into<String>) -> Self {
        Article { metadata: self.metadata.with_byline(author), ..self }
    }

    /// The same article with the place where it was written.
    #[must_use]
    pub fn with_dateline(self, place: impl Into<String>) -> Self {
        Article { metadata: self.metadata.with_dateline(place), ..self }
    }

    /// The same article with a headline.
    #[must_use]
    pub fn with_headline(self, headline: impl Into<String>) -> Self {
        Article { metadata: self.metadata.with_headline(headline), ..self }
    }

    /// The same article with an address.
    #[must_use]
    pub fn with_url(self, url: impl Into<String>) -> Self {
        Article { metadata: self.metadata.with_url(url), ..self }
    }

    /// The same article with other metadata.
    #[must_use]
    pub fn with_metadata(mut self, metadata: Metadata) -> Self {
        self.metadata = metadata;
        self
    }
}

/// Metadata of an article. The terms are those of IPTC's ninjs.
///
/// ```
/// use ascribe::{Article, Metadata};
///
/// let published = "2024-03-18T09:30:00+01:00".parse()?;
/// let metadata = Metadata::default().with_byline("Jo Reporter").with_published(published);
/// let article = Article::new("It rained.").with_byline("Jo Reporter").with_published(published);
/// assert_eq!(article.metadata, metadata);
/// # Ok::<(), ascribe::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
#[non_exhaustive]
pub struct Metadata {
    /// The date of publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Published>,
    /// The outlet that published it: "Reuters".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
    /// The authors, one name each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub byline: Vec<String>,
    /// The place where it was written: "KYIV".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dateline: Option<String>,
    /// The headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headline: Option<String>,
    /// The address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

impl Metadata {
    /// The same metadata with a date of publication. Relative times ("on Monday") are resolved against it.
    #[must_use]
    pub fn with_published(mut self, published: Published) -> Self {
        self.published = Some(published);
        self
    }

    /// The same metadata with an outlet.
    #[must_use]
    pub fn with_outlet(mut self, outlet: impl Into<String>) -> Self {
        self.outlet = Some(outlet.into());
        self
    }

    /// The same metadata with one more author.
    #[must_use]
    pub fn with_byline(mut self, author: impl Into<String>) -> Self {
        self.byline.push(author.into());
        self
    }

    /// The same metadata with the place where it was written.
    #[must_use]
    pub fn with_dateline(mut self, place: impl Into<String>) -> Self {
        self.dateline = Some(place.into());
        self
    }

    /// The same metadata with a headline.
    #[must_use]
    pub fn with_headline(mut self, headline: impl Into<String>) -> Self {
        self.headline = Some(headline.into());
        self
    }

    /// The same metadata with an address.
    #[must_use]
    pub fn with_url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }
}

/// A date of publication: a day, with or without time of day and zone. Written and read as ISO 8601.
///
/// ```
/// use ascribe::Published;
///
/// let day: Published = "2021-12-30".parse()?;
/// let zoned: Published = "2021-12-30T09:15:00-05:00".parse()?;
/// assert_eq!(day.date(), zoned.date());
/// assert_eq!(zoned.to_string(), "2021-12-30T09:15:00-05:00");
/// assert!("30.12.2021".parse::<Published>().is_err());
/// # Ok::<(), ascribe::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(into = "String", try_from = "String")]
pub enum Published {
    /// A civil day.
    Date(NaiveDate),
    /// A civil day and a time of day in an unknown zone.
    Local(NaiveDateTime),
    /// A point in time.
    Zoned(DateTime<FixedOffset>),
}

impl Published {
    /// The civil day, in its own zone. At the ends of chrono's range, where the zone's day is beyond, it is the day in UTC.
    #[must_use]
    pub fn date(self) -> NaiveDate {
        match self {
            Published::Date(date) => date,
            Published::Local(local) => local.date(),
            Published::Zoned(zoned) => {
                in_zone(zoned).map_or_else(|| zoned.naive_utc().date(), |local| local.date())
            }
        }
    }
}

/// The time in the zone. `None` if chrono cannot hold it.
fn in_zone(time: DateTime<FixedOffset>) -> Option<NaiveDateTime> {
    time.naive_utc().checked_add_offset(*time.offset())
}

/// A time with an offset that has seconds, as those of before 1900 have: `+00:19:32`. chrono writes such an offset, and does not
/// read it.
fn with_seconds(written: &str) -> Option<DateTime<FixedOffset>> {
    let (local, offset) = written.split_at_checked(written.len().checked_sub("+00:00:00".len())?)?;
    let length = |written: &str| {
        let length = NaiveTime::parse_from_str(written, "%H:%M:%S").ok()?;
        i32::try_from(length.num_seconds_from_midnight()).ok()
    };
    let seconds = match offset.split_at_checked(1)? {
        ("+", east) => length(east)?,
        ("-", west) => -length(west)?,
        _ => return None,
    };
    FixedOffset::east_opt(seconds)?.from_local_datetime(&local_time(local)?).single()
}

fn local_time(written: &str) -> Option<NaiveDateTime> {
    let mut forms = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"].into_iter();
    forms.find_map(|form| NaiveDateTime::parse_from_str(written, form).ok())
}

impl From<NaiveDate> for Published {
    fn from(date: NaiveDate) -> Self {
        Published::Date(date)
    }
}

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Published::Date(date) => write!(f, "{date}"),
            Published::Local(local) => write!(f, "{}", local.format("%Y-%m-%dT%H:%M:%S%.f")),
            Published::Zoned(zoned) if in_zone(*zoned).is_none() => {
                Published::Zoned(zoned.to_utc().fixed_offset()).fmt(f)
            }
            Published::Zoned(zoned) => {
                let whole = zoned.offset().local_minus_utc() % 60 == 0;
                let form = if whole { "%Y-%m-%dT%H:%M:%S%.f%:z" } else { "%Y-%m-%dT%H:%M:%S%.f%::z" };
                write!(f, "{}", zoned.format(form))
            }
        }
    }
}

impl FromStr for Published {
    type Err = Error;

    /// Reads `2021-12-30`, `2021-12-30T09:15`, `2021-12-30T09:15:00`, and the latter two with `Z` or an offset, which may have
    /// seconds.
    fn from_str(written: &str) -> Result<Self, Error> {
        let trimmed = written.trim();
        let zoned = || {
            let offset = trimmed.strip_suffix(['Z', 'z']).map(|stem| format!("{stem}+00:00"));
            let written = offset.as_deref().unwrap_or(trimmed);
            ["%Y-%m-%dT%H:%M:%S%.f%:z", "%Y-%m-%dT%H:%M%:z"]
                .into_iter()
                .find_map(|form| DateTime::parse_from_str(written, form).ok())
                .or_else(|| with_seconds(written))
        };
        NaiveDate::parse_from_str(trimmed, "%Y-%m-%d")
            .map(Published::Date)
            .ok()
            .or_else(|| local_time(trimmed).map(Published::Local))
            .or_else(|| zoned().map(Published::Zoned))
            .ok_or_else(|| Error::Published { written: written.to_owned() })
    }
}

impl TryFrom<String> for Published {
    type Error = Error;

    fn try_from(written: String) -> Result<Self, Error> {
        written.parse()
    }
}

impl From<Published> for String {
    fn from(published: Published) -> Self {
        published.to_string()
    }
}
