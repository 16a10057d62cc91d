//! What is counted over a corpus, and the figures that come of it.

use serde_json::{Map, Value, json};

/// What is right, of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Share {
    pub(crate) right: usize,
    pub(crate) of: usize,
}

impl Share {
    pub(crate) fn add(&mut self, right: bool) {
        self.of += 1;
        self.right += usize::from(right);
    }
}

/// What is marked, what is printed, and what is both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Overlap {
    pub(crate) both: usize,
    pub(crate) printed: usize,
    pub(crate) marked: usize,
}

impl Overlap {
    pub(crate) fn and(self, other: Overlap) -> Overlap {
        Overlap {
            both: self.both + other.both,
            printed: self.printed + other.printed,
            marked: self.marked + other.marked,
        }
    }
}

/// Sums of the B-cubed precision and recall of lines.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct BCubed {
    pub(crate) precision: f64,
    pub(crate) recall: f64,
    pub(crate) lines: usize,
}

/// The counts of a corpus. `MEASURES` says what each is.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Scores {
    pub(crate) articles: usize,
    pub(crate) whole: Overlap,
    pub(crate) plain: Share,
    pub(crate) nested: Share,
    /// Of the marked ones: found, content right, source right, level right, relay right, each among those before it.
    pub(crate) gates: [Share; 5],
    pub(crate) level: Share,
    pub(crate) named_wrongly: Share,
    pub(crate) label: Share,
    pub(crate) force: Share,
    pub(crate) actors: BCubed,
    pub(crate) relay: Share,
    pub(crate) relay_printed: Share,
    pub(crate) terms: Overlap,
    pub(crate) reason: Share,
    pub(crate) people: Share,
    /// Of persons, organizations and places.
    pub(crate) names: [Overlap; 3],
    pub(crate) times: Share,
    pub(crate) time_values: Share,
}

/// A figure in percent. None where nothing is counted.
#[derive(Clone, Copy)]
pub(crate) enum Figure {
    One(Option<f64>),
    /// Precision, recall and F1.
    Three([f64; 3]),
}

impl Scores {
    /// The figures by name, in the order of `MEASURES`.
    pub(crate) fn figures(&self) -> Vec<(&'static str, Figure)> {
        let share = |share: Share| Figure::One((share.of > 0).then(|| percent(share.right, share.of)));
        let [found, content, source, level, relay] = self.gates;
        let [person, organization, place] = self.names;
        let f1 = |of: Overlap| Figure::One(Some(three(of)[2]));
        vec![
            ("whole", Figure::Three(three(self.whole))),
            ("plain", share(self.plain)),
            ("nested", share(self.nested)),
            ("found", share(found)),
            ("content", share(content)),
            ("source", share(source)),
            ("level", share(level)),
            ("relay", share(relay)),
            ("level right", share(self.level)),
            ("named wrongly", share(self.named_wrongly)),
            ("label right", share(self.label)),
            ("force right", share(self.force)),
            ("identity B3", Figure::One(self.actors.f1())),
            ("relay right", share(self.relay)),
            ("relay P", share(self.relay_printed)),
            ("terms", Figure::Three(three(self.terms))),
            ("reason right", share(self.reason)),
            ("people", share(self.people)),
            ("names", Figure::Three(three(person.and(organization).and(place)))),
            ("names person", f1(person)),
            ("names organization", f1(organization)),
            ("names place", f1(place)),
            ("times found", share(self.times)),
            ("times value", share(self.time_values)),
        ]
    }

    /// The figures as JSON, rounded as they are printed.
    pub(crate) fn to_json(&self) -> Map<String, Value> {
        let number = |value: f64| json!((value * 10.0).round() / 10.0);
        let one = |(name, figure): (&str, Figure)| {
            let value = match figure {
                Figure::One(value) => value.map_or(Value::Null, number),
                Figure::Three(values) => Value::Array(values.map(number).to_vec()),
            };
            (name.to_owned(), value)
        };
        [
            ("articles", json!(self.articles)),
            ("marked", json!(self.whole.marked)),
            ("printed", json!(self.whole.printed)),
            ("scores", self.figures().into_iter().map(one).collect()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into_iter()
        .collect()
    }
}

impl BCubed {
    fn f1(self) -> Option<f64> {
        let sum = self.precision + self.recall;
        // The means of both, and their harmonic mean.
        (self.lines > 0 && sum > 0.0).then(|| 200.0 * self.precision * self.recall / sum / float(self.lines))
    }
}

fn three(of: Overlap) -> [f64; 3] {
    [percent(of.both, of.printed), percent(of.both, of.marked), percent(2 * of.both, of.printed + of.marked)]
}

/// A share in percent; 0 of nothing.
fn percent(part: usize, all: usize) -> f64 {
    if all == 0 { 0.0 } else { 100.0 * float(part) / float(all) }
}

/// Counts of a corpus are exact as floating point numbers.
#[allow(clippy::cast_precision_loss)]
pub(crate) fn float(count: usize) -> f64 {
    count as f64
}
