//! Pages and linked data of hostile articles, read by a parser that follows the standard.

use ascribe::Article;
use ascribe::export::html::{self, PageOptions};
use ascribe::export::{json_ld, schema_org};
use scraper::{Html, Selector};
use serde_json::Value;

use crate::text::ANALYZER;

/// The page's text is the article's, its elements and scripts are its own, and what stands in a script is one document.
pub(crate) fn page(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut article = Article::new(&*text).with_outlet(&*text);
    article.metadata.headline = Some(text.chars().take(80).collect());
    article.metadata.url = Some(text.chars().take(80).collect());
    let mut report = ANALYZER.analyze(&article);
    for actor in &mut report.actors {
        actor.names.push(text.chars().rev().take(20).collect());
    }
    let mut options = PageOptions::default();
    options.index = text.get(..20);
    let written = html::to_string_with(&report, &text, options);
    let page = Html::parse_document(&written);
    let all = |selector: &str| page.select(&Selector::parse(selector).unwrap()).count();
    assert_eq!(all("script"), 1, "scripts in {written}");
    assert_eq!(all("style"), 1);
    assert_eq!(all("#text"), 1);
    for element in page.select(&Selector::parse("*").unwrap()) {
        let name = element.value().name();
        let strange =
            ["img", "iframe", "object", "embed", "base", "link", "template", "math", "plaintext", "textarea"];
        assert!(!strange.contains(&name), "<{name}> in {written}");
        for (attribute, value) in element.value().attrs() {
            assert!(!attribute.starts_with("on"), "{attribute}={value}");
            let address = matches!(attribute, "href" | "src" | "action");
            let value = value.trim_start_matches(|c: char| c <= ' ').to_lowercase();
            assert!(
                !address || !value.starts_with("javascript:") && !value.starts_with("data:"),
                "{attribute}={value}"
            );
        }
    }
    let selector = Selector::parse("#text").unwrap();
    let shown: String = page.select(&selector).flat_map(|element| element.text()).collect();
    assert_eq!(shown, text.replace('\0', "\u{fffd}"));

    let json = serde_json::to_string(&schema_org::to_value(&report, &text)).unwrap();
    let script = format!(
        "<!DOCTYPE html><title>a</title><script type=\"application/ld+json\">{}</script>",
        json_ld::escape_for_script(&json)
    );
    let page = Html::parse_document(&script);
    let selector = Selector::parse("script").unwrap();
    let scripts: Vec<String> = page.select(&selector).map(|element| element.text().collect()).collect();
    assert_eq!(scripts.len(), 1);
    let (there, here): (Value, Value) =
        (serde_json::from_str(&scripts[0]).unwrap(), serde_json::from_str(&json).unwrap());
    assert_eq!(there, here);
}
