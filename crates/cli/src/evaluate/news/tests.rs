//! Small articles that fix what each figure counts, and the faults of annotation that are named.

#![allow(clippy::unwrap_used, clippy::needless_pass_by_value)] // A test fails by panicking, its helpers as well.

use ascribe::{
    Actor, ActorKind, Article, Attribution, Claim, Level, Mention, MentionKind, Number, Quotation, Reason,
    ReasonKind, Relation, RelationKind, Relay, Report, Source, SourceId, Span, TimeExpression, TimeKind,
    TimeReading,
};
use serde_json::{Value, json};

use super::gold::Annotated;
use super::score::{Fault, count};
use super::scores::{Figure, Overlap, Scores, Share};

/// An article with what is marked in it, and a report that says what the analyzer would print.
struct Case {
    text: &'static str,
    marked: Vec<Value>,
    names: Value,
    times: Value,
    report: Report,
}

impl Case {
    fn new(text: &'static str) -> Self {
        let report = Report::new(&Article::new(text));
        Case { text, marked: Vec::new(), names: json!({}), times: json!([]), report }
    }

    /// Marks an attribution of an actor; `more` adds to it.
    fn mark(&mut self, [source, cue, content]: [&str; 3], actor: &str, level: &str, more: Value) {
        let places = |words: &str| {
            if words.is_empty() { json!([]) } else { json!([format!("1:{words}")]) }
        };
        let mut one = json!({
            "id": self.marked.len(), "source": places(source), "cue": places(cue), "content": places(content),
            "actor": actor, "level": level, "quotation": "indirect", "force": "statement",
        });
        one.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.marked.push(one);
    }

    fn span(&self, words: &str) -> Span {
        let at = self.text.find(words).unwrap();
        Span::new(at, at + words.len()).unwrap()
    }

    fn source(&mut self, kind: ActorKind, name: &str, level: Level) -> SourceId {
        let actor = Actor::new(kind);
        let actor = self.report.add_actor(if name.is_empty() { actor } else { actor.with_name(name) });
        self.report.add_source(Source::new(actor, level))
    }

    /// Prints a claim.
    fn print(&mut self, source: SourceId, words: &str, content: &str) -> &mut Claim {
        let link = Attribution::new(source).with_source_span(self.span(words));
        let claim = Claim::new(self.span(content), Quotation::Indirect, link);
        let id = self.report.add_claim(claim);
        self.report.claims.get_mut(id.index()).unwrap()
    }

    fn annotation(&self) -> Value {
        json!({
            "outlet": "The Echo", "published": "2024-03-18", "country": "Ireland", "beat": "courts",
            "names": self.names, "times": self.times, "attributions": self.marked, "relations": [],
            "actors": {
                "lee": { "kind": "person", "name": "Ann Lee" },
                "aide": { "kind": "person", "name": null, "role": "aide" },
                "clerk": { "kind": "person", "name": null },
                "post": { "kind": "outlet", "name": "The Morning Post" },
            },
        })
    }

    fn read(&self) -> Annotated {
        Annotated::parse("case", self.text.to_owned(), &self.annotation().to_string()).unwrap()
    }

    fn scores(&self) -> (Scores, Vec<Fault>) {
        let (mut scores, mut faults) = (Scores::default(), Vec::new());
        count(&mut scores, &self.read(), &self.report, |fault, _, _| faults.push(fault));
        (scores, faults)
    }
}

fn share(right: usize, of: usize) -> Share {
    Share { right, of }
}

#[test]
fn a_claim_is_wholly_right_when_it_passes_every_gate() {
    let mut case = Case::new(
        "Ann Lee said that it rains. Lee noted one two three four. She held five six seven. \
         Lee thought eight nine ten. Lee told the Post about eleven twelve. Lee saw the end. I say so myself.",
    );
    for (source, cue, content, more) in [
        ("Ann Lee", "said", "that it rains", json!({})),
        ("Lee noted", "noted", "one two three four", json!({})),
        ("She", "held", "five six seven", json!({})),
        ("Lee thought", "thought", "eight nine ten", json!({})),
        ("Lee told", "told", "eleven twelve", json!({ "relay": "post" })),
        ("Lee saw", "saw", "the end", json!({ "within": 0 })),
    ] {
        case.mark([source, cue, content], "lee", "named", more);
    }
    case.mark(["I", "say", "so myself"], "lee", "author", json!({}));
    let lee = case.source(ActorKind::Person, "Ann Lee", Level::Named);
    let vague = case.source(ActorKind::Person, "", Level::Vague);
    case.print(lee, "Lee", "it rains");
    case.print(lee, "Lee noted", "one two three");
    case.print(lee, "eight", "five six seven");
    case.print(vague, "Lee thought", "eight nine ten");
    case.print(lee, "Lee told", "eleven twelve");
    case.print(lee, "I", "so myself");
    case.print(lee, "She", "She");
    let (scores, faults) = case.scores();
    assert_eq!(faults, [Fault::Content, Fault::Source, Fault::Level, Fault::Relay, Fault::Missed]);
    // What the author says is left out on both sides.
    assert_eq!(scores.whole, Overlap { both: 1, printed: 6, marked: 6 });
    assert_eq!(scores.gates, [5, 4, 3, 2, 1].map(|right| share(right, 6)));
    assert_eq!((scores.plain, scores.nested), (share(1, 3), share(0, 1)));
    assert_eq!((scores.level, scores.relay), (share(4, 5), share(0, 1)));
}

#[test]
fn levels_labels_and_forces_are_those_of_the_found() {
    let mut case = Case::new("An aide vowed to go. Ann Lee hoped to stay. A clerk knew nothing.");
    case.mark(["An aide", "vowed", "to go"], "aide", "vague", json!({ "force": "promise" }));
    case.mark(["Ann Lee", "hoped", "to stay"], "lee", "named", json!({ "force": "wish" }));
    case.mark(["A clerk", "knew", "nothing"], "clerk", "bare", json!({ "force": "belief" }));
    let mayor = case.source(ActorKind::Person, "Mayor Ann Lee", Level::Named);
    let bank = case.source(ActorKind::Organization, "Bank", Level::Institutional);
    case.print(bank, "An aide", "to go").force = "threat".into();
    case.print(mayor, "Ann Lee", "to stay").force = "desire".into();
    case.print(bank, "A clerk", "nothing").force = "doubt".into();
    let (scores, _) = case.scores();
    assert_eq!(scores.named_wrongly, share(2, 2));
    assert_eq!(scores.label, share(1, 1), "a title before the name is let pass");
    assert_eq!(scores.force, share(2, 3));
    case.report.actors.first_mut().unwrap().names = vec!["Lee".to_owned()];
    assert_eq!(case.scores().0.label, share(0, 1));
}

#[test]
fn actors_are_counted_by_b_cubed() {
    let mut case = Case::new("Ann Lee said one. Lee said two. An aide said three.");
    case.mark(["Ann Lee", "", "one"], "lee", "named", json!({}));
    case.mark(["Lee said two", "", "two"], "lee", "named", json!({}));
    case.mark(["An aide", "", "three"], "aide", "vague", json!({}));
    let lee = case.source(ActorKind::Person, "Ann Lee", Level::Named);
    for (source, content) in [("Ann Lee", "one"), ("Lee", "two"), ("An aide", "three")] {
        case.print(lee, source, content);
    }
    let (scores, _) = case.scores();
    // Precision is (2/3 + 2/3 + 1/3) / 3, recall 1.
    let f1 = scores.figures().into_iter().find(|(name, _)| *name == "identity B3").map(|(_, figure)| figure);
    let Some(Figure::One(Some(f1))) = f1 else { unreachable!("one figure") };
    assert!((f1 - 200.0 * (5.0 / 9.0) / (5.0 / 9.0 + 1.0)).abs() < 1e-9, "{f1}");
}

#[test]
fn relays_are_right_by_any_name_of_the_outlet() {
    let mut case =
        Case::new("Ann Lee told the Post that one. Ann Lee said two, the Echo said. Lee said three.");
    case.names = json!({ "Post": "outlet", "Echo": "outlet" });
    case.mark(["Ann Lee told", "told", "that one"], "lee", "named", json!({ "relay": "post" }));
    case.mark(["Ann Lee said", "", "two"], "lee", "named", json!({ "relay": "post", "within": 0 }));
    case.mark(["Lee said three", "", "three"], "lee", "named", json!({}));
    let lee = case.source(ActorKind::Person, "Ann Lee", Level::Named);
    let post = case.source(ActorKind::Outlet, "Post", Level::Institutional);
    let echo = case.source(ActorKind::Outlet, "Echo", Level::Institutional);
    let (at_post, at_echo) = (case.span("Post"), case.span("Echo"));
    let claim = case.print(lee, "Ann Lee", "that one");
    let link = claim.attributions.first_mut().unwrap();
    *link = link.clone().with_relay(Relay::new(post, at_post));
    let claim = case.print(lee, "Ann Lee said", "two").clone().relayed_by(Attribution::new(echo));
    *case.report.claims.last_mut().unwrap() = claim;
    let claim = case.print(lee, "Lee said three", "three");
    let link = claim.attributions.first_mut().unwrap();
    *link = link.clone().with_relay(Relay::new(echo, at_echo));
    let (scores, faults) = case.scores();
    assert_eq!(scores.relay, share(1, 2));
    // The second stands within another, where a link in the chain is no error; the third has no relay.
    assert_eq!(scores.relay_printed, share(2, 3));
    assert_eq!(faults, [Fault::Relay]);
}

#[test]
fn terms_hold_for_their_actor_wherever_they_stand() {
    let mut case =
        Case::new("An aide, fearing for her job, said one. The aide said two. A clerk said three.");
    case.mark(
        ["An aide", "", "one"],
        "aide",
        "vague",
        json!({ "terms": "explicit", "reason": "substantive" }),
    );
    case.mark(["The aide", "", "two"], "aide", "vague", json!({}));
    case.mark(["A clerk", "", "three"], "clerk", "bare", json!({}));
    let aide = case.source(ActorKind::Person, "", Level::Vague);
    let clerk = case.source(ActorKind::Person, "", Level::Bare);
    let words = case.span("fearing for her job");
    for (source, reason) in [(aide, ReasonKind::Substantive), (clerk, ReasonKind::Boilerplate)] {
        let terms = &mut case.report.sources.get_mut(source.index()).unwrap().axes.terms;
        terms.explicit = Some(words);
        terms.reason = Some(Reason::new(reason, words));
    }
    case.print(aide, "An aide", "one");
    case.print(aide, "The aide", "two");
    case.print(clerk, "A clerk", "three");
    let (scores, _) = case.scores();
    assert_eq!(scores.terms, Overlap { both: 2, printed: 3, marked: 2 });
    assert_eq!(scores.reason, share(2, 2));
}

#[test]
fn the_number_of_unnamed_persons_lies_in_the_range_printed() {
    let mut case = Case::new("An aide said one. A clerk said two.");
    case.mark(["An aide", "", "one"], "aide", "vague", json!({}));
    case.mark(["A clerk", "", "two"], "clerk", "bare", json!({}));
    let sources = [("An aide", "one"), ("A clerk", "two")].map(|(words, content)| {
        let source = case.source(ActorKind::Person, "", Level::Vague);
        case.print(source, words, content);
        source
    });
    // Of unstated number: nobody is counted, and two are marked.
    assert_eq!(case.scores().0.people, share(0, 1));
    let number = |case: &mut Case, at: SourceId, number: Number| {
        case.report.sources.get_mut(at.index()).unwrap().axes.descriptors.number = number;
    };
    let [aide, clerk] = sources;
    number(&mut case, aide, Number::One);
    number(&mut case, clerk, Number::One);
    assert_eq!(case.scores().0.people, share(1, 1));
    // One or two.
    let relation = Relation::new(aide, RelationKind::Maybe);
    case.report.sources.get_mut(clerk.index()).unwrap().relations.push(relation);
    assert_eq!(case.scores().0.people, share(1, 1));
    number(&mut case, aide, Number::Exactly(3));
    assert_eq!(case.scores().0.people, share(0, 1));
}

#[test]
fn names_are_right_by_span_and_kind() {
    let mut case =
        Case::new("The Bank of Mali met Ann Lee in Mali. Mali denied it at the Lee Awards, said Malian Lee.");
    case.names = json!({
        "The Bank of Mali": "organization", "Ann Lee": "person", "Lee": "person", "Mali": "place", "Lee Awards": "other",
    });
    let name = |case: &Case, words: &str| Mention::new(case.span(words), MentionKind::Name);
    let last = Span::new(case.text.len() - 4, case.text.len() - 1).unwrap();
    let actors = [
        // The article counts for neither.
        Actor::new(ActorKind::Organization).with_mention(name(&case, "Bank of Mali")),
        Actor::new(ActorKind::Person)
            .with_mention(name(&case, "Ann Lee"))
            .with_mention(Mention::new(last, MentionKind::Pronoun)),
        // A place where it is marked as one.
        Actor::new(ActorKind::Government)
            .with_mention(Mention::new(Span::new(32, 36).unwrap(), MentionKind::Name)),
        // What is marked as something else may be printed as anything.
        Actor::new(ActorKind::Organization).with_mention(name(&case, "Lee Awards")),
        Actor::new(ActorKind::Place).with_mention(name(&case, "denied")),
    ];
    for actor in actors {
        case.report.add_actor(actor);
    }
    let expected = [(1, 1, 2), (1, 1, 1), (1, 2, 2)];
    let expected = expected.map(|(both, printed, marked)| Overlap { both, printed, marked });
    assert_eq!(case.scores().0.names, expected);
}

#[test]
fn times_are_right_by_first_and_last_day() {
    let mut case = Case::new("It rained on Friday, in March and in 2023.");
    case.times = json!([["1:Friday", "2024-03-15"], ["1:March", "2024-03"], ["1:2023", "2023"]]);
    let day = |written: &str| Some(written.parse().unwrap());
    for (words, first, last) in [
        ("on Friday", "2024-03-15", None),
        ("March", "2024-03-01", day("2024-03-30")),
        ("rained", "2024-01-01", None),
    ] {
        let mut reading = TimeReading::new(TimeKind::Date);
        (reading.start, reading.end) = (day(first), last);
        case.report.times.push(TimeExpression::new(case.span(words), reading));
    }
    let (scores, _) = case.scores();
    assert_eq!((scores.times, scores.time_values), (share(2, 3), share(1, 2)));
}

#[test]
fn annotation_that_does_not_fit_is_refused() {
    let mut case = Case::new("Ann Lee said one.");
    case.mark(["Ann Lee", "said", "one"], "lee", "named", json!({}));
    let fault = |place: &str, value: Value| {
        let mut annotation = case.annotation();
        *annotation.pointer_mut(place).unwrap() = value;
        let text = case.text.to_owned();
        Annotated::parse("case", text, &annotation.to_string()).err().unwrap_or_default()
    };
    for (place, value, expected) in [
        ("/published", json!("today"), "published: `today` is no date"),
        ("/names", json!({ "Bo": "person" }), "names: `Bo` is not in the text"),
        ("/names", json!({ "Ann Lee": "poet" }), "unknown variant `poet`"),
        (
            "/attributions/0/cue/0",
            json!("1:says"),
            "attribution 0: cue `1:says`: the paragraph does not have these words",
        ),
        ("/attributions/0/content", json!([]), "attribution 0: no content"),
        ("/attributions/0/actor", json!("bo"), "attribution 0: actor `bo` is not among the actors"),
        ("/attributions/0/actor", json!(null), "attribution 0: a level, and no actor"),
        ("/attributions/0/level", json!("hidden"), "unknown anonymity level `hidden`"),
        ("/attributions/0/force", json!("shout"), "unknown variant `shout`"),
        ("/attributions/0/quotation", json!("loud"), "unknown variant `loud`"),
        ("/relations", json!([["lee", "bo", "maybe"]]), "relations: `bo` is no actor"),
        ("/times", json!([["1:one", "soon"]]), "times: `soon` is no day, month, year or A/B"),
        (
            "/attributions",
            json!([case.marked.clone(), case.marked.clone()].concat()),
            "attributions: two have the same id",
        ),
    ] {
        let found = fault(place, value);
        assert!(found.contains(expected), "{place}: {found}");
    }
    let more = |more: Value| {
        let mut one = case.marked.first().unwrap().clone();
        one.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        fault("/attributions/0", one)
    };
    assert_eq!(more(json!({ "within": 7 })), "attribution 0: within 7, which is not there");
    assert_eq!(more(json!({ "relay": "bo" })), "attribution 0: relay `bo` is not among the actors");
    assert!(more(json!({ "levle": "vague" })).contains("unknown field `levle`"));
    assert_eq!(more(json!({})), "");
}
