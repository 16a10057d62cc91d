//! The page of one article: its top, and its parts in order.

use super::article::article;
use super::claims::{claims, nobodys};
use super::context::{Context, force_class, quotation_class};
use super::frame::{close, open};
use super::marks::Layout;
use super::sources::sources;
use super::timeline::timeline;
use super::write::{Html, letter, meaning, plural, safe_address};
use crate::model::order::Order;
use crate::model::summary::share;
use crate::{Citations, Force, Level, Quotation, Report, Summary};

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
/// The page has the sources, those without a name first; the marked text; the share of attributed words by level; the claims of
/// each source with the words that show them; and a timeline of the dated events. A label such as "D8" is a source of level
/// `described`, `sources[8]` of the report; marks, sources and claims carry it. The text of the element `#text` is the text of
/// the article, without NUL characters, which HTML does not allow.
///
/// Time complexity: `O(n log n)` in the lengths of text and report.
#[must_use]
pub fn to_string_with(report: &Report, text: &str, options: PageOptions<'_>) -> String {
    let order = Order::new(report);
    let citations = report.citations_in(text, &order);
    let layout = Layout::new(report, text, &order);
    let context = Context::new(report, text, &order, &citations);
    let nobody = nobodys(&context);
    let mut html = Html::default();
    open(&mut html, &title(report), "page");
    masthead(&mut html, &context, options);
    html.raw("<main id=\"main\">\n");
    filters(&mut html, &context);
    html.raw(
        "<div class=\"columns\">\n<aside class=\"side\" aria-label=\"Sources, and what is in focus\">\n",
    );
    sources(&mut html, &context, &nobody);
    html.raw("<section class=\"panel\" id=\"panel\" aria-labelledby=\"panel-title\" tabindex=\"0\" hidden>\n<div class=\"bar-top\">");
    html.raw(
        "<h2 id=\"panel-title\">In focus</h2> <button type=\"button\" id=\"dismiss\">Close</button></div>\n",
    );
    html.raw("<div id=\"focus\" aria-live=\"polite\"></div>\n</section>\n</aside>\n");
    article(&mut html, &context, &layout);
    html.raw("</div>\n");
    claims(&mut html, &context, &layout, &nobody);
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
    let byline = about.byline.join(", ");
    let byline = (!byline.trim().is_empty()).then(|| format!("by {byline}"));
    let day = about.published.map(|day| day.date().format("%-d %B %Y").to_string());
    let mut any = false;
    for part in [about.outlet.clone(), day, byline, about.dateline.clone()].into_iter().flatten() {
        if !part.trim().is_empty() {
            html.raw(if any { " <span aria-hidden=\"true\">·</span> " } else { "" }).isolated(&part);
            any = true;
        }
    }
    html.raw(if any { "" } else { "Outlet and date not known" }).raw("</p>\n<h1>");
    html.isolated(&title(context.report)).raw("</h1>\n");
    standfirst(html, context);
    if let Some(address) = about.url.as_deref().and_then(safe_address).filter(|url| url.contains("://")) {
        html.raw("<p class=\"origin\"><a rel=\"noreferrer noopener\"").attribute("href", address);
        html.raw(">The article where it was published</a></p>\n");
    }
    html.raw("</header>\n");
}

/// The article's sourcing in two sentences.
fn standfirst(html: &mut Html, context: &Context<'_>) {
    let summary = Summary::of(context.report, context.citations);
    html.raw("<p class=\"standfirst\"><strong>");
    html.text(&plural(summary.claims, "claim", "claims")).raw("</strong> from <strong>");
    html.text(&plural(summary.sources, "source", "sources")).raw("</strong>. ");
    if let Some(share) = summary.unnamed_share() {
        let attributed = summary.attributed_words();
        html.raw("Of ").text(&plural(summary.words, "word", "words")).raw(", ");
        html.number(attributed).raw(" are ascribed to somebody; <strong>").percent(share * 100.0);
        html.raw(" %</strong> of these come from people whom the article does not name");
        let people = &summary.anonymous;
        let any = people.at_most > 0 || !people.groups.is_empty();
        html.raw(if any { ", of them anonymous " } else { "" });
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
        let beside = [
            (
                people.others.len(),
                "spokesperson, office holder or crowd",
                "spokespeople, office holders or crowds",
            ),
            (people.relayed.len(), "source of another outlet", "sources of other outlets"),
        ];
        for (number, one, several) in beside.into_iter().filter(|(number, ..)| *number > 0) {
            html.raw(" Not counted: ").text(&plural(number, one, several)).raw(" without a name.");
        }
    }
    html.raw("</p>\n");
}

/// The bar of attributed words, and below it the switches, which are its legend as well.
fn filters(html: &mut Html, context: &Context<'_>) {
    html.raw("<section class=\"filters\" aria-labelledby=\"share-title\">\n");
    html.raw("<h2 id=\"share-title\">Attributed words, by how far the article identifies the source</h2>\n");
    bar(html, context.citations);
    let claims = context.report.claims_by_level();
    html.raw("<form class=\"switches\" id=\"switches\">\n<fieldset><legend>Level</legend>\n");
    for ((level, claims), words) in Level::ALL.into_iter().zip(claims).zip(context.citations.words_by_level) {
        let unused = claims == 0 && words == 0;
        html.raw("<label class=\"switch")
            .raw(if unused { " unused" } else { "" })
            .raw("\"><input type=\"checkbox\" checked");
        html.attribute("id", letter(level)).raw("> ").chip(level).raw(" <span>").raw(level.as_str());
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
        switch(
            html,
            match force_class(&force).trim_start() {
                "" => "f0",
                class => class,
            },
            &force.as_str().replace('_', " "),
            count,
        );
    }
    html.raw("</fieldset></details>\n");
    legend(html);
    html.raw("<button type=\"reset\">Show all</button>\n</form>\n");
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

/// The forces that claims of the report have, in the order of the vocabulary, those that it lacks last, as one.
fn forces(report: &Report) -> Vec<(Force, usize)> {
    let known = Force::KNOWN.iter().copied().chain(["other"]).map(Force::from);
    let counted = known.map(|force| {
        let class = force_class(&force);
        let count = report.claims.iter().filter(|claim| force_class(&claim.force) == class).count();
        (force, count)
    });
    counted.filter(|(_, count)| *count > 0).collect()
}

fn bar(html: &mut Html, citations: &Citations) {
    let all = citations.attributed_words();
    let share = |count| share(count, all).unwrap_or_default() * 100.0;
    let told: Vec<String> = Level::ALL
        .into_iter()
        .zip(citations.words_by_level)
        .filter(|(_, count)| *count > 0)
        .map(|(level, count)| format!("{level} {:.0} %", share(count)))
        .collect();
    let told = if told.is_empty() { "No words are attributed.".to_owned() } else { told.join(", ") };
    html.raw("<svg class=\"bar\" role=\"img\" width=\"100%\" height=\"28\"")
        .attribute("aria-label", &told)
        .raw(">\n");
    let mut from = 0.0;
    for (level, count) in Level::ALL.into_iter().zip(citations.words_by_level).filter(|(_, count)| *count > 0)
    {
        let width = share(count);
        html.raw("<svg class=\"part ").raw(letter(level)).raw("\" x=\"").percent(from).raw("%\" width=\"");
        html.percent(width).raw("%\" height=\"28\"><title>").raw(level.as_str()).raw(", ");
        html.text(&plural(count, "word", "words")).raw("</title><rect width=\"100%\" height=\"28\"/>");
        html.raw("<rect class=\"edge\" width=\"2\" height=\"28\"/>");
        if width >= 3.0 {
            html.raw("<text x=\"8\" y=\"19\">");
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

/// How to read the marks.
fn legend(html: &mut Html) {
    html.raw("<details class=\"legend\" id=\"legend\"><summary>How to read it</summary>\n<p class=\"hint\">A label such as ");
    html.raw("<b class=\"chip D\">D8</b> stands for one source: the letter of its level, and its number. It stands before the source’s ");
    html.raw("words in the article, in the list of sources, and with its claims. <span class=\"scripted\">Point at marked words, or ");
    html.raw("reach a label with the Tab key, to see who said them and which words show that. Choose a source in the list to see what ");
    html.raw("is its own.</span> <b>Sources</b> are bold, <i>cues</i> slanted, <b class=\"r\">relays</b> boxed.</p>\n");
    html.raw("<dl class=\"scale\">\n");
    for level in Level::ALL {
        html.raw("<div><dt>").chip(level).raw(" <span class=\"sample ").raw(letter(level)).raw("\">");
        html.raw(level.as_str()).raw("</span></dt><dd>").raw(meaning(level)).raw("</dd></div>\n");
    }
    html.raw("</dl></details>\n");
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
