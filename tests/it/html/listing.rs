//! What stands where: the headline, the list of sources, the index.

use ascribe::export::html::{self, IndexRow};
use ascribe::{
    Actor, ActorKind, Article, Attribution, Claim, Level, Quotation, Relation, RelationKind, Relay, Report,
    Source, SourceId, Span,
};

use super::{check_elements, page, parse};

#[test]
fn the_headline_stands_once() {
    let text = "Bridge is safe\n\nby Jo Doe\n\nIt holds, Ann Lee said.\n";
    let mut article = Article::new(text);
    article.metadata.headline = Some("Bridge is safe".into());
    let seen = |report: &Report| {
        let tree = parse::parse(&page(report, text));
        let mut hidden = Vec::new();
        parse::walk(&parse::find(&tree, "id", "text").unwrap().children, &mut |element| {
            if element.attribute("hidden").is_some() {
                hidden.push(parse::text(&element.children));
            }
        });
        hidden
    };
    let mut report = Report::new(&article);
    assert_eq!(seen(&report), ["Bridge is safe"]);
    // A headline that tells who said what is shown with its marks.
    let link = Attribution::unattributed();
    report.add_claim(Claim::new(Span::new(0, 14).unwrap(), Quotation::Indirect, link));
    assert_eq!(seen(&report), [""; 0]);
}

#[test]
fn sources_come_by_risk_and_say_which_may_be_one() {
    let text = "one two three four five six seven eight nine ten";
    let mut report = Report::new(&Article::new(text));
    for (name, level, words) in [
        ("Ann Lee", Level::Named, Some((0, 23))),
        ("an aide", Level::Vague, Some((24, 27))),
        ("Reuters", Level::Institutional, None),
        ("a guard", Level::Described, Some((28, 39))),
    ] {
        let actor = report.add_actor(Actor::new(ActorKind::Person).with_name(name));
        let source = report.add_source(Source::new(actor, level));
        if let Some((from, to)) = words {
            let link = Attribution::new(source).with_relay(Relay::new(SourceId::new(2), Span::default()));
            report.add_claim(Claim::new(Span::new(from, to).unwrap(), Quotation::Indirect, link));
        }
    }
    report.sources[3].relations.push(Relation::new(SourceId::new(1), RelationKind::Maybe));
    let tree = parse::parse(&page(&report, text));
    let listed = parse::text(&parse::named(&tree, "aside").unwrap().children);
    let lines: Vec<&str> =
        listed.lines().filter(|line| line.contains("cited") || line.contains("passes")).collect();
    assert_eq!(
        lines,
        [
            "D3 a guard cited once, 2 wordsMay be the same as V1 an aide",
            "V1 an aide cited once, 1 word",
            "N0 Ann Lee cited once, 5 words",
            "I2 Reuters passes on 3 claims",
        ]
    );
    // The label that marks carry is that of the list.
    let marker = parse::find(&parse::find(&tree, "id", "text").unwrap().children, "href", "#c2").unwrap();
    assert_eq!(marker.attribute("aria-label"), Some("D3"));
    let group = parse::text(&parse::find(&tree, "id", "s3").unwrap().children);
    assert!(
        group.starts_with("D3 a guard")
            && group.contains("seven eight")
            && group.contains("through I2 Reuters"),
        "{group}"
    );
}

#[test]
fn the_index_comes_by_risk_with_totals_of_each_outlet() {
    let row = |title: &str, outlet: &str, named: usize, unnamed: usize| {
        let text = "word ".repeat(named + unnamed);
        let mut report = Report::new(&Article::new(&text).with_outlet(outlet));
        let mut from = 0;
        for (level, words) in [(Level::Named, named), (Level::Bare, unnamed)] {
            let actor = report.add_actor(Actor::new(ActorKind::Person).with_name("somebody"));
            let source = report.add_source(Source::new(actor, level));
            let content = Span::new(from, from + 5 * words).unwrap();
            report.add_claim(Claim::new(content, Quotation::Indirect, Attribution::new(source)));
            from += 5 * words;
        }
        IndexRow::new(title, format!("{title}.html"), report.summary(&text))
    };
    let rows = [
        row("a", "X", 3, 1),
        row("b", "Y", 0, 0),
        row("c", "X", 1, 3),
        row("d", "Y", 2, 2),
        row("e", "", 3, 3),
    ];
    let table = html::index_to_rows(&rows);
    let column = |name: &str| table.header.iter().position(|column| *column == name).unwrap();
    let cells = |name: &str| table.rows.iter().map(|row| row[column(name)].as_str()).collect::<Vec<_>>();
    assert_eq!(cells("article"), ["c", "e", "d", "a", "b"]);
    assert_eq!(cells("unnamed_percent"), ["75.0", "50.0", "50.0", "25.0", ""]);
    assert_eq!(cells("unnamed_sources")[0], "somebody (bare, 3 words)");
    let written = html::index_to_string_with(&rows, html::IndexOptions::default().with_table("index.csv"));
    let tree = parse::parse(&written);
    check_elements(&tree);
    assert_eq!(parse::find(&tree, "href", "index.csv").unwrap().name, "a");
    let outlets = parse::find(&tree, "id", "outlets").unwrap();
    let mut totals = Vec::new();
    parse::walk(&outlets.children, &mut |element| {
        if element.name == "tr" {
            totals.push(parse::text(&element.children));
        }
    });
    assert_eq!(
        totals[1..],
        [
            // Articles, claims, sources, unnamed sources, single-source stories.
            "not known 50.0".to_owned() + "12210",
            "X 50.0".to_owned() + "24420",
            "Y 50.0".to_owned() + "24420",
        ]
    );
}
