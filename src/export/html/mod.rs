//! Pages to look at: an article with every source, cue and content marked, and a table of many articles.
//!
//! A page is one self-contained HTML file. It asks for nothing from elsewhere, opens from a file, and works without
//! script, though better with it. Colours are those of the anonymity scale; each level has a letter and a kind of underline
//! besides, for print and for those who do not see the colours.
//!
//! # Hostile text
//!
//! Whatever stands in an article, a name or a metadata field is shown as text. Markup is only ever written from literals,
//! and everything else is escaped. Besides, each page carries a content security policy that lets run the crate's own
//! script alone, by its SHA-256, and lets nothing be loaded. Spans that do not fit the text are passed over, so a
//! [`Report`] of somebody else can be shown as well; [`Report::validate_text`] tells what is wrong with it.
//!
//! # Size
//!
//! A page grows linearly with text and report. For that, excerpts are cut, and at most sixteen contents are
//! marked over one another; what would lie deeper stands in the list of claims, which says so.

mod article;
mod claims;
mod hashes;
mod index;
mod marks;
mod order;
mod page;
mod sources;
mod summary;
mod timeline;
mod write;

pub use index::{Row, index};
pub use summary::Summary;

use crate::Report;
use write::Html;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// What [`page`] puts on the page beside the report.
///
/// ```
/// let options = ascribe::export::html::PageOptions { index: Some("../index.html") };
/// assert_ne!(options, ascribe::export::html::PageOptions::default());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageOptions<'a> {
    /// The address of the [`index`] that the page belongs to, for a link back. Relative, or on the web; any other is left
    /// out.
    pub index: Option<&'a str>,
}

/// A report on an article with this `text` as one self-contained HTML page.
///
/// The page shows the article with everything marked; how many of the attributed words each level carries; every claim
/// with its chain, level, axes and the words that justify them; the sources; and the dated events on a line. The element
/// with the id `text` holds the article's text and nothing else, a NUL excepted, which HTML cannot hold.
///
/// Linear in the lengths of text and report, but for the sorting of spans. The same report gives the same page.
///
/// ```
/// use ascribe::export::html;
/// use ascribe::{Actor, ActorKind, Article, Attribution, Claim, Level, Quotation, Report, Source, Span};
///
/// let article = Article::new("Rates <will> rise, Ann Lee said.");
/// let mut report = Report::new(&article);
/// let lee = report.add_actor(Actor::new(ActorKind::Person).with_name("Ann Lee"));
/// let source = report.add_source(Source::new(lee, Level::Named));
/// let link = Attribution::new(source).with_source_span(Span::new(19, 26)?).with_cue(Span::new(27, 31)?);
/// report.add_claim(Claim::new(Span::new(0, 17)?, Quotation::Indirect, link));
///
/// let page = html::page(&report, &article.text, html::PageOptions::default());
/// assert!(page.contains("Rates &lt;will&gt; rise"));
/// # Ok::<(), ascribe::Error>(())
/// ```
#[must_use]
pub fn page(report: &Report, text: &str, options: PageOptions<'_>) -> String {
    page::page(report, text, options)
}

/// Everything up to the content of the body.
fn open(html: &mut Html, title: &str, kind: &'static str) {
    html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src '");
    html.raw(hashes::SCRIPT)
        .raw("'; style-src '")
        .raw(hashes::STYLE)
        .raw("'; base-uri 'none'; form-action 'none'\">\n");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n");
    html.raw("<meta name=\"referrer\" content=\"no-referrer\">\n<title>")
        .text(title)
        .raw("</title>\n<style>");
    html.raw(STYLE)
        .raw("</style>\n</head>\n<body class=\"")
        .raw(kind)
        .raw("\">\n<a class=\"skip\" href=\"#main\">Skip to the content</a>\n");
}

/// Everything after `main`.
fn close(html: &mut Html) {
    html.raw("<footer><p>Made by ascribe ")
        .raw(env!("CARGO_PKG_VERSION"))
        .raw(" from the text alone. It tells who is said to have said ");
    html.raw("what; not whether it is so, nor whether a source is reliable. How identifiable a source is means how far the text lets a ");
    html.raw("reader know it.</p></footer>\n<script>").raw(SCRIPT).raw("</script>\n</body>\n</html>\n");
}
