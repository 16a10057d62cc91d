//! The index of many articles.

use super::frame::{close, open};
use super::summary::Summary;
use super::write::{Html, plural, safe_address};

/// An article in an index: see [`index_to_string`].
///
/// ```
/// use ascribe::export::html::{IndexRow, Summary};
/// use ascribe::{Article, Report};
///
/// let article = Article::new("Nobody spoke.");
/// let summary = Summary::new(&Report::new(&article), &article.text);
/// let row = IndexRow::new("An article without a headline", "pages/quiet.html", summary);
/// assert_eq!(row.summary.claims, 0);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct IndexRow {
    /// The title of the article: its headline, or the name of its file.
    pub title: String,
    /// The address of its page: a relative or web address. Others are not linked.
    pub href: String,
    /// The figures.
    pub summary: Summary,
}

impl IndexRow {
    /// A row for an article with a page at this address.
    #[must_use]
    pub fn new(title: impl Into<String>, href: impl Into<String>, summary: Summary) -> Self {
        IndexRow { title: title.into(), href: href.into(), summary }
    }
}

/// An index of many articles as a self-contained HTML page.
///
/// It is a table, in the order of `rows`, of outlet, date, number of claims, number of sources, share of words from unnamed
/// sources, and whether the story has a single source. With script, columns can be sorted, and single-source stories
/// selected.
///
/// ```
/// use ascribe::export::html::{self, IndexRow, Summary};
/// use ascribe::{Article, Report};
///
/// let article = Article::new("Nobody spoke.").with_outlet("<b>The Example</b>");
/// let summary = Summary::new(&Report::new(&article), &article.text);
/// let page = html::index_to_string(&[IndexRow::new("Quiet", "quiet.html", summary)]);
/// assert!(page.contains("<a href=\"quiet.html\"><bdi>Quiet</bdi></a>"));
/// assert!(page.contains("&lt;b&gt;The Example&lt;/b&gt;"));
/// ```
#[must_use]
pub fn index_to_string(rows: &[IndexRow]) -> String {
    let mut html = Html::default();
    let single = rows.iter().filter(|row| row.summary.is_single_source()).count();
    open(&mut html, "Sourcing of articles", "index");
    html.raw("<header class=\"masthead\">\n<p class=\"kicker\">Sourcing</p>\n<h1>");
    html.text(&plural(rows.len(), "article", "articles")).raw("</h1>\n<p class=\"standfirst\"><strong>");
    let claims = rows.iter().map(|row| row.summary.claims).sum();
    html.text(&plural(claims, "claim", "claims"))
        .raw("</strong> in all; <strong>")
        .number(single)
        .raw("</strong> ");
    html.raw(if single == 1 { "story rests" } else { "stories rest" })
        .raw(" on a single source.</p>\n</header>\n");
    html.raw("<main id=\"main\">\n<p class=\"only scripted\"><label class=\"switch\"><input type=\"checkbox\" id=\"single\"> ");
    html.raw("<span>Single-source stories only</span></label></p>\n<p class=\"status\" id=\"status\" role=\"status\"></p>\n");
    html.raw("<div class=\"scroll\" role=\"region\" aria-label=\"Table of articles\" tabindex=\"0\">\n<table id=\"articles\">\n");
    html.raw("<thead><tr>");
    for (name, numeric) in [
        ("Article", false),
        ("Outlet", false),
        ("Published", false),
        ("Claims", true),
        ("Sources", true),
        ("Unnamed, % of words", true),
        ("Single source", false),
    ] {
        html.raw(if numeric { "<th scope=\"col\" class=\"figure\">" } else { "<th scope=\"col\">" })
            .raw(name)
            .raw("</th>");
    }
    html.raw("</tr></thead>\n<tbody>\n");
    for row in rows {
        line(&mut html, row);
    }
    html.raw("</tbody>\n</table>\n</div>\n</main>\n");
    close(&mut html);
    html.finish()
}

fn line(html: &mut Html, row: &IndexRow) {
    let summary = &row.summary;
    html.raw("<tr").raw(if summary.is_single_source() { " class=\"single\"" } else { "" });
    html.raw("><th scope=\"row\"").attribute("data-v", &row.title).raw(">");
    match safe_address(&row.href) {
        Some(address) => html.raw("<a").attribute("href", address).raw(">").isolated(&row.title).raw("</a>"),
        None => html.isolated(&row.title),
    };
    html.raw("</th>");
    let published = summary.published.map(|published| published.date().to_string());
    for told in [&summary.outlet, &published] {
        let told = told.as_deref().unwrap_or_default();
        html.raw("<td").attribute("data-v", told).raw(">").isolated(told).raw("</td>");
    }
    for count in [summary.claims, summary.sources] {
        html.raw("<td class=\"figure\" data-v=\"").number(count).raw("\">").number(count).raw("</td>");
    }
    match summary.unnamed_share() {
        Some(share) => {
            html.raw("<td class=\"figure\" data-v=\"")
                .percent(share * 100.0)
                .raw("\"><svg class=\"meter\" width=\"64\" ");
            html.raw("height=\"10\" aria-hidden=\"true\"><rect class=\"groove\" width=\"100%\" height=\"10\"/><rect ");
            html.raw("class=\"fill\" width=\"").percent(share * 100.0).raw("%\" height=\"10\"/></svg> ");
            html.percent(share * 100.0).raw("</td>");
        }
        None => {
            html.raw("<td class=\"figure\" data-v=\"\">–</td>");
        }
    }
    let single = if summary.is_single_source() { "yes" } else { "" };
    html.raw("<td data-v=\"").raw(single).raw("\">").raw(single).raw("</td></tr>\n");
}
