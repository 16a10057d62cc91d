//! The page of one article: its top, and its parts in order.

use super::article::article;
use super::claims::claims;
use super::context::{Context, force_class, known_force, quotation_class};
use super::frame::{close, open};
use super::marks::Layout;
use super::order::Order;
use super::sources::sources;
use super::summary::{Summary, Words};
use super::timeline::timeline;
use super::write::{Html, class, letter, meaning, plural, safe_address};
use crate::{Force, Level, Quotation, Report};

/// Options of [`to_string_with`].
///
/// ```
/// use ascribe::export::html::PageOptions;
///
/// assert_eq!(PageOptions::default().with_index("../index.html").index, Some("../index.html"));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct PageOptions<'a> {
    /// The address of the [index](super::index_to_string) that the page links back to: a relative or web address. Others
    /// are left out. Default: no link.
    pub index: Option<&'a str>,
}

impl<'a> PageOptions<'a> {
    /// The same options with a link to this index.
    #[must_use]
    pub fn with_index(mut self, address: &'a str) -> Self {
        self.index = Some(address);
        self
    }
}

/// A report on an article with this text as an HTML page, with default options: see [`to_string_with`].
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
/// let page = html::to_string(&report, &article.text);
/// assert!(page.contains("Rates &lt;will&gt; rise"));
/// # Ok::<(), ascribe::Error>(())
/// ```
#[must_use]
pub fn to_string(report: &Report, text: &str) -> String {
    to_string_with(report, text, PageOptions::default())
}

/// A report on an article with this text as a self-contained HTML page.
///
/// The page has the marked text; the share of attributed words by level; every claim with its chain, level, axes and the
/// words that show them; the sources; and a timeline of the dated events. The text of the element `#text` is the text of
/// the article, without NUL characters, which HTML does not allow.
///
/// Time complexity: `O(n log n)` in the lengths of text and report.
#[must_use]
pub fn to_string_with(report: &Report, text: &str, options: PageOptions<'_>) -> String {
    let order = Order::new(report);
    let words = Words::new(report, text, &order);
    let layout = Layout::new(report, text, &order);
    let context = Context::new(report, text, &order, &words);
    let mut html = Html::default();
    open(&mut html, &title(report), "page");
    masthead(&mut html, &context, options);
    html.raw("<main id=\"main\">\n");
    filters(&mut html, &context);
    html.raw("<div class=\"columns\">\n");
    article(&mut html, &context, &layout);
    html.raw("<aside class=\"side\" aria-label=\"Claim in focus and sources\">\n");
    legend(&mut html);
    sources(&mut html, &context);
    html.raw("</aside>\n</div>\n");
    claims(&mut html, &context, &layout);
    timeline(&mut html, &context);
    notes(&mut html, &context);
    html.raw("</main>\n");
    close(&mut html);
    html.finish()
}

fn title(report: &Report) -> String {
    report
        .article
        .headline
        .clone()
        .filter(|line| !line.trim().is_empty())
        .unwrap_or_else(|| "Who said what".into())
}

fn masthead(html: &mut Html, context: &Context<'_>, options: PageOptions<'_>) {
    let about = &context.report.article;
    html.raw("<header class=\"masthead\">\n");
    if let Some(address) = options.index.and_then(safe_address) {
        html.raw("<p class=\"back\"><a").attribute("href", address).raw(">All articles</a></p>\n");
    }
    html.raw("<p class=\"kicker\">");
    let mut any = false;
    for part in [about.outlet.clone(), about.published.map(|day| day.date().format("%-d %B %Y").to_string())]
    {
        if let Some(part) = part.filter(|part| !part.trim().is_empty()) {
            html.raw(if any { " <span aria-hidden=\"true\">·</span> " } else { "" }).isolated(&part);
            any = true;
        }
    }
    html.raw(if any { "" } else { "Outlet and date not known" }).raw("</p>\n<h1>");
    html.isolated(&title(context.report)).raw("</h1>\n");
    let byline = about.byline.join(", ");
    if !byline.trim().is_empty() || about.dateline.is_some() {
        html.raw("<p class=\"byline\">")
            .raw(if byline.trim().is_empty() { "" } else { "By " })
            .isolated(&byline);
        if let Some(dateline) = &about.dateline {
            html.raw(if byline.trim().is_empty() { "" } else { ", " }).isolated(dateline);
        }
        html.raw("</p>\n");
    }
    standfirst(html, context);
    if let Some(address) = about.url.as_deref().and_then(safe_address).filter(|url| url.contains("://")) {
        html.raw("<p class=\"origin\"><a rel=\"noreferrer noopener\"").attribute("href", address);
        html.raw(">The article where it was published</a></p>\n");
    }
    html.raw("</header>\n");
}

/// The article's sourcing in two sentences.
fn standfirst(html: &mut Html, context: &Context<'_>) {
    let summary = Summary::of(context.report, context.words);
    html.raw("<p class=\"standfirst\"><strong>");
    html.text(&plural(summary.claims, "claim", "claims")).raw("</strong> by <strong>");
    html.text(&plural(summary.sources, "source", "sources")).raw("</strong>. ");
    if let Some(share) = summary.unnamed_share() {
        let attributed = summary.attributed_words();
        html.raw("Of ").text(&plural(summary.words, "word", "words")).raw(", ");
        html.number(attributed).raw(" are ascribed to somebody; <strong>").percent(share * 100.0);
        html.raw(" %</strong> of these come from people whom the article does not name");
        let people = &summary.anonymous;
        if people.at_most > 0 || !people.groups.is_empty() {
            html.raw(": ");
        }
        if people.at_most > 0 {
            if people.at_least < people.at_most {
                html.raw("at least ").number(people.at_least as usize).raw(" and at most ");
            }
            html.text(&plural(people.at_most as usize, "person", "people"));
        }
        if !people.groups.is_empty() {
            html.raw(if people.at_most > 0 { ", and " } else { "" });
            html.text(&plural(people.groups.len(), "group", "groups")).raw(" of unstated number");
        }
        html.raw(".");
    }
    html.raw("</p>\n");
}

/// The bar of attributed words, and below it the switches, which are its legend as well.
fn filters(html: &mut Html, context: &Context<'_>) {
    html.raw("<section class=\"filters\" aria-labelledby=\"share-title\">\n");
    html.raw("<h2 id=\"share-title\">Whose words: attributed words by how far the article identifies the source</h2>\n");
    bar(html, context.words);
    let claims = context.report.claims_by_level();
    html.raw("<form class=\"switches\" id=\"switches\">\n<fieldset><legend>Level</legend>\n");
    for ((level, claims), words) in Level::ALL.into_iter().zip(claims).zip(context.words.by_level) {
        let unused = claims == 0 && words == 0;
        html.raw("<label class=\"switch")
            .raw(if unused { " unused" } else { "" })
            .raw("\"><input type=\"checkbox\" checked");
        html.attribute("id", class(level)).raw("> ").chip(level).raw(" <span>").raw(level.as_str());
        html.raw("</span> <span class=\"count\">").number(claims);
        html.raw("<span class=\"unseen\">")
            .raw(if claims == 1 { " claim" } else { " claims" })
            .raw("</span></span></label>\n");
    }
    html.raw("</fieldset>\n<fieldset><legend>Wording</legend>\n");
    for quotation in [Quotation::Direct, Quotation::Mixed, Quotation::Indirect] {
        let count = context.report.claims.iter().filter(|claim| claim.quotation == quotation).count();
        switch(html, quotation_class(quotation), quotation.as_str(), count);
    }
    html.raw("</fieldset>\n<details class=\"forces\"><summary>Force: what the speaker does with the words</summary>\n");
    html.raw("<fieldset><legend class=\"unseen\">Force</legend>\n");
    for (force, count) in forces(context.report) {
        switch(html, &force_class(force), &force.unwrap_or("other").replace('_', " "), count);
    }
    html.raw("</fieldset></details>\n<button type=\"reset\">Show all</button>\n</form>\n");
    html.raw("<p class=\"status\" id=\"status\" role=\"status\"></p>\n</section>\n");
}

fn switch(html: &mut Html, id: &str, name: &str, count: usize) {
    html.raw("<label class=\"switch\"><input type=\"checkbox\" checked")
        .attribute("id", id)
        .raw("> <span>")
        .text(name);
    html.raw("</span> <span class=\"count\">").number(count);
    html.raw("<span class=\"unseen\">")
        .raw(if count == 1 { " claim" } else { " claims" })
        .raw("</span></span></label>\n");
}

/// The forces that claims of the report have, in the order of the vocabulary, those that it lacks last.
fn forces(report: &Report) -> Vec<(Option<&'static str>, usize)> {
    let known = Force::KNOWN.iter().copied().map(Some).chain([None]);
    let counted =
        known.map(|force| (force, report.claims.iter().filter(|c| known_force(&c.force) == force).count()));
    counted.filter(|(_, count)| *count > 0).collect()
}

#[allow(clippy::cast_precision_loss)]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 * 100.0 / whole as f64 }
}

fn bar(html: &mut Html, words: &Words) {
    let all = words.attributed();
    let told: Vec<String> = Level::ALL
        .into_iter()
        .zip(words.by_level)
        .filter(|(_, count)| *count > 0)
        .map(|(level, count)| format!("{level} {:.0} %", share(count, all)))
        .collect();
    let told = if told.is_empty() { "No words are attributed.".to_owned() } else { told.join(", ") };
    html.raw("<svg class=\"bar\" role=\"img\" width=\"100%\" height=\"34\"")
        .attribute("aria-label", &told)
        .raw(">\n");
    let mut from = 0.0;
    for (level, count) in Level::ALL.into_iter().zip(words.by_level).filter(|(_, count)| *count > 0) {
        let width = share(count, all);
        html.raw("<svg class=\"part ").raw(class(level)).raw("\" x=\"").percent(from).raw("%\" width=\"");
        html.percent(width).raw("%\" height=\"34\"><title>").raw(level.as_str()).raw(", ");
        html.text(&plural(count, "word", "words")).raw("</title><rect width=\"100%\" height=\"34\"/>");
        html.raw("<rect class=\"edge\" width=\"2\" height=\"34\"/>");
        if width >= 3.0 {
            html.raw("<text x=\"8\" y=\"22\">");
            html.raw(if width >= 25.0 { level.as_str() } else { letter(level) });
            if width >= 8.0 {
                html.raw(" ").text(&format!("{width:.0} %"));
            }
            html.raw("</text>");
        }
        html.raw("</svg>\n");
        from += width;
    }
    html.raw("</svg>\n");
}

/// What the panel shows until a claim is in focus: how to read the marks.
fn legend(html: &mut Html) {
    html.raw("<section class=\"panel\" aria-labelledby=\"panel-title\" tabindex=\"0\">\n");
    html.raw("<div class=\"bar-top\"><h2 id=\"panel-title\">How to read it</h2> <button type=\"button\" id=\"dismiss\" hidden>Close");
    html.raw("</button></div>\n<div id=\"focus\" aria-live=\"polite\"></div>\n");
    html.raw("<div id=\"legend\"><p class=\"hint\">Point at a marked passage, or reach its number with the Tab key, to see who ");
    html.raw("said it and which words show that. <b class=\"s\">Sources</b> are bold, <i class=\"k\">cues</i> slanted, ");
    html.raw("<span class=\"r\">relays</span> boxed.</p>\n<dl class=\"scale\">\n");
    for level in Level::ALL {
        html.raw("<div><dt>").chip(level).raw(" <span class=\"sample ").raw(class(level)).raw("\">");
        html.raw(level.as_str()).raw("</span></dt><dd>").raw(meaning(level)).raw("</dd></div>\n");
    }
    html.raw("</dl></div>\n</section>\n");
}

fn notes(html: &mut Html, context: &Context<'_>) {
    let notes = &context.report.diagnostics;
    if notes.is_empty() {
        return;
    }
    html.raw("<section class=\"notes\" aria-labelledby=\"notes-title\">\n<h2 id=\"notes-title\">Noticed, or given up on</h2>\n<ul>\n");
    for note in notes {
        html.raw("<li><b>").text(&note.code.as_str().replace('_', " ")).raw("</b>: ").isolated(&note.message);
        if let Some(span) = note.span {
            html.raw(" ").quoted(&context.phrase(span));
        }
        html.raw("</li>\n");
    }
    html.raw("</ul>\n</section>\n");
}
