//! Words that users add: an analyzer with them finds what the standard lexicon leaves out.

use ascribe::lexicon::{Lexicon, WordClass};
use ascribe::{ActorKind, Analyzer, Article, Certainty, Force, Report, Span};

/// The reports of a text, read with the standard lexicon and with one that `extend` extends.
fn reports(text: &str, extend: impl Fn(&mut Lexicon)) -> [Report; 2] {
    let mut lexicon = Lexicon::standard().clone();
    extend(&mut lexicon);
    let article = Article::new(text);
    [Analyzer::new(), Analyzer::new().with_lexicon(lexicon)].map(|analyzer| analyzer.analyze(&article))
}

/// The speaker, force and content of each claim.
fn claims<'a>(text: &'a str, report: &'a Report) -> Vec<(&'a str, &'a Force, &'a str)> {
    let claims = report.iter_claims().map(|(id, claim)| {
        let speaker = report.speaker(id).map_or("-", |actor| actor.label());
        (speaker, &claim.force, claim.content[0].slice(text).unwrap())
    });
    claims.collect()
}

/// The trigger and place of each event.
fn events<'a>(text: &'a str, report: &Report) -> Vec<(&'a str, Option<&'a str>)> {
    let words = |span: Span| span.slice(text).unwrap();
    report.events.iter().map(|event| (words(event.trigger), event.place.map(words))).collect()
}

/// The kind and name of each actor.
fn actors(report: &Report) -> Vec<(&ActorKind, &str)> {
    report.iter_actors().map(|(_, actor)| (&actor.kind, actor.label())).collect()
}

#[test]
fn a_reporting_verb_ascribes() {
    let text = "Ann Lee kvetched on Monday that the bridge was unsafe.";
    let [standard, extended] = reports(text, |lexicon| {
        lexicon.extend_from_table("cue verb cq warning: kvetch").unwrap();
    });
    // The network knows by the clause that the word ascribes; what it does only the lexicon tells.
    assert_eq!(claims(text, &standard), [("Ann Lee", &Force::Statement, "that the bridge was unsafe")]);
    assert_eq!(claims(text, &extended), [("Ann Lee", &Force::Warning, "that the bridge was unsafe")]);
}

#[test]
fn a_reporting_verb_has_its_force_and_another_beside_a_word() {
    let text = "Ann Lee said on Monday that the bridge was unsafe.";
    for (table, force) in [
        ("cue verb cq warning: say", &Force::Warning),
        ("cue_with on accusation: say", &Force::Accusation),
        ("cue_with at accusation: say", &Force::Statement),
    ] {
        let [standard, extended] = reports(text, |lexicon| lexicon.extend_from_table(table).unwrap());
        assert_eq!(claims(text, &standard), [("Ann Lee", &Force::Statement, "that the bridge was unsafe")]);
        assert_eq!(claims(text, &extended), [("Ann Lee", force, "that the bridge was unsafe")], "{table}");
    }
}

#[test]
fn a_name_is_an_outlet() {
    let [standard, extended] = reports("Blick said on Monday that it was late.", |lexicon| {
        lexicon.extend_from_table("outlet: Blick").unwrap();
    });
    assert!(actors(&extended).contains(&(&ActorKind::Outlet, "Blick")));
    assert!(!actors(&standard).contains(&(&ActorKind::Outlet, "Blick")));
}

#[test]
fn a_noun_of_events_names_an_event() {
    let text = "There was a kerfuffle in Oslo on Monday.";
    let [standard, extended] = reports(text, |lexicon| {
        lexicon.add(WordClass::Happening, ["kerfuffle"]);
    });
    assert_eq!(events(text, &standard), []);
    assert_eq!(events(text, &extended), [("kerfuffle", Some("Oslo"))]);
}

#[test]
fn a_noun_of_places_is_a_place() {
    let text = "There was an attack at the bodega on Monday.";
    let [standard, extended] = reports(text, |lexicon| {
        lexicon.add(WordClass::PlaceNoun, ["bodega"]);
    });
    assert_eq!(events(text, &standard), []);
    assert_eq!(events(text, &extended), [("attack", Some("the bodega"))]);
}

#[test]
fn a_hedge_weakens_a_claim() {
    let text = "Ann Lee said that the bridge was arguably unsafe.";
    let [standard, extended] = reports(text, |lexicon| {
        lexicon.add(WordClass::HedgePossible, ["arguably"]);
    });
    let certainty = |report: &Report| report.claims[0].factuality.certainty;
    assert_eq!(certainty(&standard), Certainty::Certain);
    assert_eq!(certainty(&extended), Certainty::Possible);
}

#[test]
fn a_title_is_no_part_of_a_name() {
    let [standard, extended] = reports("Jemadar Ram Singh said the border was quiet.", |lexicon| {
        lexicon.add(WordClass::Title, ["Jemadar"]);
    });
    assert_eq!(actors(&extended), [(&ActorKind::Person, "Ram Singh")]);
    assert!(standard.actors[0].titles.is_empty());
    assert_eq!(extended.actors[0].titles, ["Jemadar"]);
}
