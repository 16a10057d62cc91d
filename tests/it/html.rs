//! Pages: foreign text stays text, reports of any kind can be shown, and what the style sheet says of colours holds.
//!
//! Nothing here runs the analyzer, so all of it holds for the data model alone. `.ci/browser` tests pages in a browser.

#![allow(clippy::cast_precision_loss, clippy::many_single_char_names)]

mod colour;
mod listing;
mod parse;

use std::fs;
use std::path::Path;

use ascribe::export::html::{self, IndexRow, PageOptions};
use ascribe::{
    Actor, ActorId, ActorKind, Article, Attribution, Basis, BasisKind, Claim, ClaimId, Diagnostic,
    DiagnosticCode, Event, EventStatus, EventTime, Force, Level, Metadata, Number, Participant, Quotation,
    Reason, ReasonKind, Relation, RelationKind, Relay, Report, Source, SourceId, SourceMention, Span,
    TimeReading,
};
use chrono::NaiveDate;
use proptest::prelude::*;
use sha2::{Digest, Sha256};

use parse::Node;

fn page(report: &Report, text: &str) -> String {
    html::to_string_with(report, text, PageOptions::default().with_index("index.html"))
}

/// What a browser makes of a text: it holds no NUL.
fn shown(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

/// A report in which `told` stands wherever a report holds words of its own, and spans lie where they are asked for.
fn report(text: &str, told: &str, spans: &[Span]) -> Report {
    let mut pick = spans.iter().copied().cycle();
    let mut span = || pick.next().unwrap_or_default();
    let mut metadata = Metadata::default();
    metadata.outlet = Some(told.to_owned());
    metadata.byline = vec![told.to_owned(), told.to_owned()];
    metadata.dateline = Some(told.to_owned());
    metadata.headline = Some(told.to_owned());
    metadata.url = Some(told.to_owned());
    metadata.published = Some("2021-12-30".parse().unwrap());
    let mut report = Report::new(&Article::new(text).with_metadata(metadata));
    report.header = spans.first().copied();
    for (at, level) in Level::ALL.into_iter().enumerate() {
        let mut actor = Actor::new(told.into()).with_description(told);
        if at % 2 == 0 {
            actor = actor.with_name(told);
        }
        actor.role = Some(told.to_owned());
        actor.affiliation = Some(told.to_owned());
        let actor = report.add_actor(actor);
        let mut source = Source::new(actor, level);
        source.mentions.push(SourceMention::new(span(), level));
        source.axes.descriptors.role = Some(span());
        source.axes.descriptors.number = Number::Several;
        source.axes.descriptors.number_span = Some(span());
        source.axes.basis = Some(Basis::new(BasisKind::from(told), span()));
        source.axes.terms.explicit = Some(span());
        source.axes.terms.reason = Some(Reason::new(ReasonKind::from(told), span()));
        let mut relation = Relation::new(SourceId::new(0), RelationKind::from(told));
        relation.evidence.push(span());
        source.relations.push(relation);
        report.add_source(source);
    }
    for (at, content) in spans.iter().enumerate() {
        let source = SourceId::new(u32::try_from(at % 8).unwrap());
        let link = Attribution::new(source)
            .with_source_span(span())
            .with_cue(span())
            .with_relay(Relay::new(SourceId::new(1), span()));
        let mut claim = Claim::new(*content, Quotation::Mixed, link).relayed_by(Attribution::unattributed());
        claim.force = Force::from(told);
        claim.force_evidence.push(span());
        claim.within = (at % 3 == 1).then(|| ClaimId::new(u32::try_from(at - 1).unwrap()));
        report.add_claim(claim);
    }
    let mut event = Event::new(span(), EventStatus::from(told));
    event.time = Some(EventTime::new(TimeReading::day(NaiveDate::MIN), span()));
    event.time.as_mut().unwrap().reading.zone = Some(told.into());
    event.mentions.push(span());
    event.place = Some(span());
    event.participants.push(Participant::new(ActorId::new(0), span()));
    event.claims.push(ClaimId::new(0));
    report.add_event(event.clone());
    event.time = None;
    report.add_event(event);
    report.diagnostics.push(Diagnostic::new(DiagnosticCode::from(told), told).at(span()));
    report
}

const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "</script><script>",
    "</style>",
    "<!--",
    "-->",
    "]]>",
    "<img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)",
    "' onfocus='x",
    "javascript:alert(1)",
    "&lt;b&gt;",
    "&amp",
    "&#60;",
    "</bdi></p></title>",
    "<",
    ">",
    "&",
    "\"",
    "'",
    "`",
    "\0",
    "\r\n",
    "\r",
    "\n",
    "\n\n",
    "\u{a0}",
    "\u{202e}",
    "\u{feff}",
    "é“x”",
    "👩‍👩‍👧",
    " ",
    "a",
    "said Lee",
];

fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::collection::vec(prop::sample::select(HOSTILE), 0..24).prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
    ]
}

/// Spans of a text: some fit it, some do not.
fn spans() -> impl Strategy<Value = Vec<Span>> {
    prop::collection::vec((0usize..90, 0usize..60), 0..14).prop_map(|pairs| {
        pairs.into_iter().map(|(start, length)| Span::new(start, start + length).unwrap()).collect()
    })
}

/// Elements and attributes that a page may hold. A text that broke out of its place would bring others.
const ELEMENTS: &[&str] = &[
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "a",
    "header",
    "p",
    "h1",
    "h2",
    "h3",
    "bdi",
    "span",
    "strong",
    "main",
    "section",
    "svg",
    "rect",
    "text",
    "line",
    "circle",
    "form",
    "fieldset",
    "legend",
    "label",
    "input",
    "details",
    "summary",
    "button",
    "div",
    "article",
    "aside",
    "dl",
    "dt",
    "dd",
    "b",
    "i",
    "u",
    "q",
    "ol",
    "ul",
    "li",
    "blockquote",
    "footer",
    "script",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
];

fn check_elements(tree: &[Node]) {
    let mut scripts = 0;
    parse::walk(tree, &mut |element| {
        assert!(ELEMENTS.contains(&element.name.as_str()), "<{}>", element.name);
        scripts += usize::from(element.name == "script");
        for (name, value) in &element.attributes {
            assert!(!name.starts_with("on") && name != "style" && name != "src", "{name}=\"{value}\"");
            if name == "href" {
                let scheme = value.split(['/', '?', '#']).next().unwrap();
                let web = value.to_ascii_lowercase().starts_with("http");
                assert!(web || !scheme.contains(':'), "{value}");
            }
        }
    });
    assert_eq!(scripts, 1);
}

proptest! {
    #[test]
    fn the_page_holds_the_text_and_nothing_breaks_out(text in hostile(), told in hostile(), spans in spans()) {
        let report = report(&text, &told, &spans);
        let written = page(&report, &text);
        let tree = parse::parse(&written);
        check_elements(&tree);
        let found = parse::find(&tree, "id", "text").unwrap();
        prop_assert_eq!(parse::text(&found.children), shown(&text));
        let title = parse::named(&tree, "title").unwrap();
        if !told.trim().is_empty() {
            prop_assert_eq!(parse::text(&title.children), shown(&told));
        }
        prop_assert_eq!(&written, &page(&report, &text));
    }

    #[test]
    fn every_claim_of_which_words_are_there_is_marked_and_listed(text in hostile(), spans in spans()) {
        let report = report(&text, "x", &spans);
        let tree = parse::parse(&page(&report, &text));
        for (id, claim) in report.iter_claims() {
            let number = id.index().to_string();
            let card = parse::find(&tree, "id", &format!("c{number}")).unwrap();
            prop_assert!(parse::text(&card.children).contains(&["c", number.as_str()].concat()));
            // The words of the claim, put together from its marks, white space between paragraphs left out.
            let mut marked = String::new();
            parse::walk(&tree, &mut |element| {
                let first = element.attribute("id") == Some(&format!("t{number}"));
                if element.name == "u" && (first || element.attribute("data-c") == Some(&number)) {
                    marked += &parse::text(&element.children);
                }
            });
            let dense = |words: &str| words.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            let words: String = claim.content.iter().filter_map(|span| span.slice(&text)).collect();
            let has_marker = parse::find(&tree, "id", &format!("t{number}")).is_some();
            prop_assert!(has_marker || words.trim().is_empty());
            prop_assert_eq!(dense(&marked), dense(&shown(&words)));
        }
    }

    #[test]
    fn each_word_counts_once(text in hostile(), spans in spans()) {
        let report = report(&text, "x", &spans);
        let summary = report.summary(&text);
        prop_assert!(summary.attributed_words() <= summary.words);
        let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
        prop_assert_eq!(summary.words, words);
        let share = summary.unnamed_share();
        prop_assert_eq!(share.is_none(), summary.attributed_words() == 0);
        prop_assert!(share.is_none_or(|share| (0.0..=1.0).contains(&share)));
        // A word is attributed where its first letter or digit stands in a content.
        let mut attributed = 0;
        let mut counted = false;
        for (at, character) in text.char_indices() {
            counted &= !character.is_whitespace();
            if !counted && character.is_alphanumeric() {
                counted = true;
                let inside = |span: &Span| span.slice(&text).is_some() && span.contains_offset(at);
                attributed += usize::from(report.claims.iter().any(|claim| claim.content.iter().any(inside)));
            }
        }
        prop_assert_eq!(summary.attributed_words(), attributed);
    }

    #[test]
    fn the_table_holds_what_it_is_given(titles in prop::collection::vec(hostile(), 0..5), href in hostile()) {
        let article = Article::new("").with_outlet(href.clone());
        let summary = Report::new(&article).summary("");
        let rows: Vec<IndexRow> = titles.iter().map(|title| IndexRow::new(title, &*href, summary.clone())).collect();
        let tree = parse::parse(&html::index_to_string(&rows));
        check_elements(&tree);
        let mut found = Vec::new();
        parse::walk(&tree, &mut |element| {
            if element.attribute("class") == Some("title") {
                found.push(parse::text(&element.children));
            }
        });
        // None has attributed words, so they come by title.
        let mut titles = titles;
        titles.sort();
        prop_assert_eq!(found, titles.iter().map(|title| shown(title)).collect::<Vec<_>>());
    }
}

/// The contents of the only element of this name.
fn inline(written: &str, element: &str) -> String {
    let (_, rest) = written.split_once(&format!("<{element}>")).unwrap();
    rest.split_once(&format!("</{element}>")).unwrap().0.to_owned()
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let word = (0..3).fold(0u32, |word, at| word << 8 | u32::from(chunk.get(at).copied().unwrap_or(0)));
        for letter in 0..4 {
            let index = (word >> (18 - 6 * letter)) & 63;
            out.push(if letter <= chunk.len() { char::from(LETTERS[index as usize]) } else { '=' });
        }
    }
    out
}

#[test]
fn the_policy_lets_in_the_pages_own_script_and_style_and_nothing_else() {
    let written = page(&Report::new(&Article::new("")), "");
    let hash = |element| format!("sha256-{}", base64(&Sha256::digest(inline(&written, element))));
    let (style, script) = (hash("style"), hash("script"));
    if std::env::var_os("BLESS").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/export/html/hashes.rs");
        let old = fs::read_to_string(&path).unwrap();
        let head = old.split("pub(super)").next().unwrap();
        fs::write(
            &path,
            format!("{head}pub(super) const STYLE: &str = \"{style}\";\npub(super) const SCRIPT: &str = \"{script}\";\n"),
        )
        .unwrap();
        return;
    }
    let policy = format!(
        "content=\"default-src 'none'; script-src '{script}'; style-src '{style}'; base-uri 'none'; form-action 'none'\""
    );
    assert!(
        written.contains(&policy),
        "style or script changed; BLESS=1 writes src/export/html/hashes.rs anew"
    );
    assert_eq!(base64(b"ab"), "YWI=");
    for address in ["http://", "https://", "url(", "@import"] {
        assert!(!written.contains(address), "{address}");
    }
}

#[test]
fn each_switch_works_without_script() {
    let mut report = Report::new(&Article::new(""));
    for force in Force::KNOWN.iter().copied().chain(["of_tomorrow"]) {
        let mut claim = Claim::new(Span::default(), Quotation::Direct, Attribution::unattributed());
        claim.force = Force::from(force);
        report.add_claim(claim);
    }
    let written = page(&report, "");
    let style = inline(&written, "style");
    let mut switches = Vec::new();
    parse::walk(&parse::parse(&written), &mut |element| {
        if element.name == "input" {
            switches.push(element.attribute("id").unwrap().to_owned());
        }
    });
    assert_eq!(switches.len(), Level::ALL.len() + 3 + Force::KNOWN.len() + 1);
    for switch in switches {
        // Statements have no class of their own.
        let what = match switch.as_str() {
            "f0" => ":is(#text u, .by li):not([class*=\" f\"])".to_owned(),
            class => format!(":is(u, .by, li).{class}"),
        };
        let rule = format!(".filters:has(#{switch}:not(:checked)) ~ * {what}");
        assert!(style.contains(&rule), "{rule}");
    }
}

#[test]
fn a_page_grows_linearly() {
    // As many claims, each over the whole text, and each cited and named in as many words.
    let size = |claims: usize| {
        let text = "a word and ".repeat(claims);
        let all = Span::new(0, text.len()).unwrap();
        let mut report = Report::new(&Article::new(&text));
        let actor = report.add_actor(Actor::new(ActorKind::Person).with_name(text.clone()));
        let mut source = Source::new(actor, Level::Vague);
        source.mentions = vec![SourceMention::new(all, Level::Vague); claims];
        source.axes.descriptors.role = Some(all);
        let source = report.add_source(source);
        for at in 0..claims {
            let content = Span::new(at, text.len() - at).unwrap();
            let link = Attribution::new(source).with_source_span(all).with_cue(all);
            report.add_claim(Claim::new(content, Quotation::Direct, link));
        }
        page(&report, &text).len()
    };
    let (empty, small, large) = (page(&Report::new(&Article::new("")), "").len(), size(100), size(1000));
    assert!(large - empty < 14 * (small - empty), "{small} and {large} bytes");
}

/// The light and the dark palette.
fn palettes() -> [(&'static str, std::collections::BTreeMap<String, colour::Rgb>); 2] {
    let style = inline(&page(&Report::new(&Article::new("")), ""), "style");
    let (_, dark) = style.split_once("@media (prefers-color-scheme: dark)").unwrap();
    [("light", colour::palette(&style)), ("dark", colour::palette(dark))]
}

#[test]
fn all_text_has_the_contrast_that_wcag_asks_for() {
    assert!((colour::contrast(colour::hex("#000"), colour::hex("#ffffff")) - 21.0).abs() < 1e-9);
    for (scheme, palette) in palettes() {
        let get = |name: &str| palette[name];
        let check = |what: &str, text, ground| {
            let contrast = colour::contrast(text, ground);
            assert!(contrast >= 4.5, "{scheme}: {what} has a contrast of {contrast:.2}");
        };
        for ground in ["paper", "sheet"] {
            for text in ["ink", "soft", "dim", "link"].into_iter().chain(Level::ALL.map(Level::as_str)) {
                check(&format!("{text} on {ground}"), get(text), get(ground));
            }
        }
        check("pressed", get("paper"), get("ink"));
        check("a focused source", get("ink"), colour::mix(get("ink"), 0.13, get("paper")));
        for level in Level::ALL {
            let (line, tint) = (get(level.as_str()), get(&format!("{level}-tint")));
            check(&format!("ink on {level}"), get("ink"), tint);
            check(&format!("soft on {level}"), get("soft"), tint);
            check(&format!("ink on {level} in focus"), get("ink"), colour::mix(line, 0.26, tint));
            check(&format!("the chip of {level}"), get("chip-ink"), line);
            let underline = colour::contrast(line, tint);
            assert!(underline >= 3.0, "{scheme}: the underline of {level} has a contrast of {underline:.2}");
        }
    }
}

#[test]
fn levels_differ_for_those_who_do_not_see_all_colours() {
    for (scheme, palette) in palettes() {
        for (at, a) in Level::ALL.iter().enumerate() {
            for b in &Level::ALL[at + 1..] {
                let seen = colour::WITHOUT
                    .iter()
                    .map(|(cones, matrix)| (*cones, Some(matrix)))
                    .chain([("no", None)]);
                for (cones, matrix) in seen {
                    let (one, other) = (palette[a.as_str()], palette[b.as_str()]);
                    let apart = colour::difference(one, other, matrix);
                    assert!(
                        apart >= 11.0,
                        "{scheme}: {a} and {b} are {apart:.1} apart without {cones} cones"
                    );
                }
            }
        }
    }
}

#[test]
fn each_level_has_a_letter_and_an_underline_of_its_own() {
    let written = page(&Report::new(&Article::new("")), "");
    let style = inline(&written, "style");
    let mut underlines: Vec<&str> = Vec::new();
    for level in Level::ALL {
        let letter = level.as_str()[..1].to_uppercase();
        let (_, rule) = style.split_once(&format!("\n.{letter} {{")).unwrap();
        let (rule, _) = rule.split_once('}').unwrap();
        underlines.push(rule.split_once("--u: ").unwrap().1);
    }
    underlines.sort_unstable();
    underlines.dedup();
    assert_eq!(underlines.len(), Level::ALL.len());
    let mut letters = Vec::new();
    let tree = parse::parse(&written);
    parse::walk(&parse::find(&tree, "class", "scale").unwrap().children, &mut |element| {
        if element.attribute("class").is_some_and(|class| class.starts_with("chip")) {
            letters.push(parse::text(&element.children));
        }
    });
    letters.sort_unstable();
    letters.dedup();
    assert_eq!(letters.len(), Level::ALL.len());
}
