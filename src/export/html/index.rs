//! The index of many articles.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::frame::{close, open};
use super::write::{Html, letter, plural, safe_address};
use crate::export::table::Table;
use crate::model::summary::share;
use crate::{Summary, UnnamedSource};

/// Number of unnamed sources of an article that are shown at once.
const MAX_SHOWN: usize = 3;

/// The columns of [`index_to_rows`].
const COLUMNS: [&str; 16] = [
    "article",
    "page",
    "outlet",
    "published",
    "claims",
    "sources",
    "speakers",
    "words",
    "attributed_words",
    "unnamed_words",
    "unnamed_percent",
    "single_source",
    "unnamed_people_at_least",
    "unnamed_people_at_most",
    "unnamed_groups",
    "unnamed_sources",
];

/// An article in an index: see [`index_to_string`].
///
/// ```
/// use ascribe::export::html::IndexRow;
/// use ascribe::{Article, Report};
///
/// let article = Article::new("Nobody spoke.");
/// let summary = Report::new(&article).summary(&article.text);
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

/// Options of [`index_to_string_with`].
///
/// ```
/// use ascribe::export::html::IndexOptions;
///
/// assert_eq!(IndexOptions::default().with_table("index.csv").table, Some("index.csv"));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct IndexOptions<'a> {
    /// The address of a file with the [rows](index_to_rows), which the index links: a relative or web address. Others are left
    /// out. Default: no link.
    pub table: Option<&'a str>,
}

impl<'a> IndexOptions<'a> {
    /// The same options with a link to this file.
    #[must_use]
    pub fn with_table(mut self, address: &'a str) -> Self {
        self.table = Some(address);
        self
    }
}

/// An index of many articles with default options: see [`index_to_string_with`].
///
/// ```
/// use ascribe::export::html::{self, IndexRow};
/// use ascribe::{Article, Report};
///
/// let article = Article::new("Nobody spoke.").with_outlet("<b>The Example</b>");
/// let summary = Report::new(&article).summary(&article.text);
/// let page = html::index_to_string(&[IndexRow::new("Quiet", "quiet.html", summary)]);
/// assert!(page.contains("<a href=\"quiet.html\"><bdi>Quiet</bdi></a>"));
/// assert!(page.contains("&lt;b&gt;The Example&lt;/b&gt;"));
/// ```
#[must_use]
pub fn index_to_string(rows: &[IndexRow]) -> String {
    index_to_string_with(rows, IndexOptions::default())
}

/// An index of many articles as a self-contained HTML page.
///
/// It is a table of articles: unnamed sources, share of the attributed words that come from them, outlet, date, number of claims,
/// number of sources, and whether the story has a single source. The highest share of unnamed sources comes first, of equal
/// shares the one with more such words; articles without attributed words come last. A second table has the totals of each
/// outlet. With script, columns can be sorted, and single-source stories selected.
///
/// Time complexity: `O(n log n)` in the size of the rows.
#[must_use]
pub fn index_to_string_with(rows: &[IndexRow], options: IndexOptions<'_>) -> String {
    let mut html = Html::default();
    let rows = by_risk(rows);
    open(&mut html, "Sourcing of articles", "index");
    html.raw("<header class=\"masthead\">\n<p class=\"kicker\">Sourcing</p>\n<h1>");
    html.text(&plural(rows.len(), "article", "articles")).raw("</h1>\n<p class=\"standfirst\">");
    let all: Totals = rows.iter().fold(Totals::default(), |all, row| all.and(&row.summary));
    html.raw("<strong>").text(&plural(all.claims, "claim", "claims")).raw("</strong> in all");
    if let Some(share) = share(all.unnamed, all.attributed) {
        html.raw("; <strong>")
            .percent(share * 100.0)
            .raw(" %</strong> of the attributed words come from unnamed sources");
    }
    html.raw("; <strong>").number(all.single).raw("</strong> ");
    html.raw(if all.single == 1 { "story rests" } else { "stories rest" }).raw(" on a single source.</p>\n");
    if let Some(address) = options.table.and_then(safe_address) {
        html.raw("<p class=\"origin\"><a download").attribute("href", address);
        html.raw(">The table as CSV, for spreadsheets</a></p>\n");
    }
    html.raw("</header>\n<main id=\"main\">\n");
    html.raw("<p class=\"only scripted\"><label class=\"switch\"><input type=\"checkbox\" id=\"single\"> ");
    html.raw("<span>Single-source stories only</span></label></p>\n<p class=\"status\" id=\"status\" role=\"status\"></p>\n");
    articles(&mut html, &rows);
    outlets(&mut html, &rows);
    html.raw("</main>\n");
    close(&mut html);
    html.finish()
}

/// The rows of an index as a table, in the order in which the index lists them, for spreadsheets.
///
/// ```
/// use ascribe::export::html::{self, IndexRow};
/// use ascribe::{Article, Report};
///
/// let article = Article::new("Nobody spoke.");
/// let summary = Report::new(&article).summary(&article.text);
/// let table = html::index_to_rows(&[IndexRow::new("Quiet", "quiet.html", summary)]);
/// assert_eq!(table.header[0], "article");
/// assert_eq!(table.rows[0][0], "Quiet");
/// ```
#[must_use]
pub fn index_to_rows(rows: &[IndexRow]) -> Table {
    let rows = by_risk(rows).into_iter().map(|row| {
        let summary = &row.summary;
        let unnamed = |one: &UnnamedSource| format!("{} ({}, {})", one.label, one.level, words(one.words));
        vec![
            row.title.clone(),
            row.href.clone(),
            summary.outlet.clone().unwrap_or_default(),
            day(summary),
            summary.claims.to_string(),
            summary.sources.to_string(),
            summary.speakers.to_string(),
            summary.words.to_string(),
            summary.attributed_words().to_string(),
            summary.unnamed_words().to_string(),
            summary.unnamed_share().map_or(String::new(), |share| format!("{:.1}", share * 100.0)),
            summary.is_single_source().to_string(),
            summary.anonymous.at_least.to_string(),
            summary.anonymous.at_most.to_string(),
            summary.anonymous.groups.len().to_string(),
            summary.unnamed.iter().map(unnamed).collect::<Vec<_>>().join("; "),
        ]
    });
    Table::new(&COLUMNS, rows.collect())
}

fn day(summary: &Summary) -> String {
    summary.published.map(|published| published.date().to_string()).unwrap_or_default()
}

fn words(count: usize) -> String {
    plural(count, "word", "words")
}

/// The rows, the highest share of unnamed sources first.
fn by_risk(rows: &[IndexRow]) -> Vec<&IndexRow> {
    let mut rows: Vec<&IndexRow> = rows.iter().collect();
    rows.sort_by(|a, b| {
        let share = |row: &IndexRow| row.summary.unnamed_share().unwrap_or(-1.0);
        let rest = |row: &IndexRow| Reverse(row.summary.unnamed_words());
        share(b).total_cmp(&share(a)).then_with(|| rest(a).cmp(&rest(b))).then_with(|| a.title.cmp(&b.title))
    });
    rows
}

fn head(html: &mut Html, columns: &[(&'static str, &'static str)]) {
    html.raw("<thead><tr>");
    for (name, class) in columns {
        html.raw("<th scope=\"col\"").raw(class).raw(">").raw(name).raw("</th>");
    }
    html.raw("</tr></thead>\n<tbody>\n");
}

fn articles(html: &mut Html, rows: &[&IndexRow]) {
    html.raw("<div class=\"scroll\" role=\"region\" aria-label=\"Table of articles\" tabindex=\"0\">\n<table id=\"articles\">\n");
    head(
        html,
        &[
            ("Article and its unnamed sources", ""),
            ("Unnamed, % of attributed words", " class=\"share\" aria-sort=\"descending\""),
            ("Outlet", " class=\"wide\""),
            ("Published", " class=\"wide\""),
            ("Claims", " class=\"figure wide\""),
            ("Sources", " class=\"figure wide\""),
            ("Single source", " class=\"wide\""),
        ],
    );
    for row in rows {
        article(html, row);
    }
    html.raw("</tbody>\n</table>\n</div>\n");
}

fn article(html: &mut Html, row: &IndexRow) {
    let summary = &row.summary;
    html.raw("<tr").raw(if summary.is_single_source() { " class=\"single\"" } else { "" });
    html.raw("><th scope=\"row\"").attribute("data-v", &row.title).raw("><span class=\"title\">");
    match safe_address(&row.href) {
        Some(address) => html.raw("<a").attribute("href", address).raw(">").isolated(&row.title).raw("</a>"),
        None => html.isolated(&row.title),
    };
    html.raw("</span><p class=\"narrow\">");
    let published = day(summary);
    for told in [summary.outlet.as_deref().unwrap_or_default(), &published] {
        if !told.is_empty() {
            html.isolated(told).raw(" · ");
        }
    }
    html.text(&plural(summary.claims, "claim", "claims")).raw(" · ");
    html.text(&plural(summary.sources, "source", "sources"));
    html.raw(if summary.is_single_source() { ", a single one speaks" } else { "" }).raw("</p>");
    let (shown, more) = summary.unnamed.split_at(summary.unnamed.len().min(MAX_SHOWN));
    unnamed(html, shown);
    if !more.is_empty() {
        html.raw("<details><summary>").number(more.len()).raw(" more, with fewer words</summary>");
        unnamed(html, more);
        html.raw("</details>");
    }
    html.raw("</th>");
    percent(html, summary.unnamed_share());
    for told in [summary.outlet.as_deref().unwrap_or_default(), &published] {
        html.raw("<td class=\"wide\"").attribute("data-v", told).raw(">").isolated(told).raw("</td>");
    }
    for count in [summary.claims, summary.sources] {
        html.raw("<td class=\"figure wide\" data-v=\"").number(count).raw("\">").number(count).raw("</td>");
    }
    let single = if summary.is_single_source() { "yes" } else { "" };
    html.raw("<td class=\"wide\" data-v=\"").raw(single).raw("\">").raw(single).raw("</td></tr>\n");
}

fn unnamed(html: &mut Html, sources: &[UnnamedSource]) {
    if sources.is_empty() {
        return;
    }
    html.raw("<ul class=\"unnamed\">");
    for source in sources {
        html.raw("<li class=\"").raw(letter(source.level)).raw("\">").chip(source.level).raw(" ");
        html.isolated(&super::write::shortened(&source.label, super::context::MAX_PHRASE));
        html.raw("<span class=\"unseen\">, ")
            .raw(source.level.as_str())
            .raw("</span> <span class=\"count\">");
        html.text(&words(source.words)).raw("</span></li>");
    }
    html.raw("</ul>");
}

/// Writes a share as a bar and a figure.
fn percent(html: &mut Html, share: Option<f64>) {
    let Some(share) = share else {
        html.raw("<td class=\"share\" data-v=\"\"><span class=\"meter\">–</span></td>");
        return;
    };
    html.raw("<td class=\"share\" data-v=\"")
        .percent(share * 100.0)
        .raw("\"><span class=\"meter\"><svg height=\"10\" ");
    html.raw("aria-hidden=\"true\"><rect class=\"groove\" width=\"100%\" height=\"10\"/><rect class=\"fill\" width=\"");
    html.percent(share * 100.0).raw("%\" height=\"10\"/></svg> <span>").percent(share * 100.0);
    html.raw("</span></span></td>");
}

/// The figures of several articles.
#[derive(Clone, Copy, Default)]
struct Totals {
    articles: usize,
    claims: usize,
    sources: usize,
    unnamed_sources: usize,
    attributed: usize,
    unnamed: usize,
    single: usize,
}

impl Totals {
    /// These figures and those of one article more.
    fn and(self, summary: &Summary) -> Totals {
        Totals {
            articles: self.articles + 1,
            claims: self.claims + summary.claims,
            sources: self.sources + summary.sources,
            unnamed_sources: self.unnamed_sources + summary.unnamed.len(),
            attributed: self.attributed + summary.attributed_words(),
            unnamed: self.unnamed + summary.unnamed_words(),
            single: self.single + usize::from(summary.is_single_source()),
        }
    }
}

/// Writes the totals of each outlet, the highest share of unnamed sources first.
fn outlets(html: &mut Html, rows: &[&IndexRow]) {
    let mut totals: BTreeMap<&str, Totals> = BTreeMap::new();
    for row in rows {
        let total = totals.entry(row.summary.outlet.as_deref().unwrap_or_default().trim()).or_default();
        *total = total.and(&row.summary);
    }
    let mut totals: Vec<(&str, Totals)> = totals.into_iter().collect();
    let of = |totals: &Totals| share(totals.unnamed, totals.attributed);
    totals.sort_by(|(_, a), (_, b)| of(b).unwrap_or(-1.0).total_cmp(&of(a).unwrap_or(-1.0)));
    html.raw("<section class=\"outlets\" aria-labelledby=\"outlets-title\">\n<h2 id=\"outlets-title\">By outlet</h2>\n");
    html.raw("<div class=\"scroll\" role=\"region\" aria-label=\"Table of outlets\" tabindex=\"0\">\n<table id=\"outlets\">\n");
    head(
        html,
        &[
            ("Outlet", ""),
            ("Unnamed, % of attributed words", " class=\"share\" aria-sort=\"descending\""),
            ("Articles", " class=\"figure\""),
            ("Claims", " class=\"figure wide\""),
            ("Sources", " class=\"figure wide\""),
            ("Unnamed sources", " class=\"figure wide\""),
            ("Single-source stories", " class=\"figure wide\""),
        ],
    );
    for (outlet, total) in &totals {
        html.raw("<tr><th scope=\"row\"").attribute("data-v", outlet).raw(">");
        if outlet.is_empty() {
            html.raw("not known")
        } else {
            html.isolated(outlet)
        };
        html.raw("</th>");
        percent(html, of(total));
        for (place, count) in
            [total.articles, total.claims, total.sources, total.unnamed_sources, total.single]
                .into_iter()
                .enumerate()
        {
            html.raw(if place == 0 {
                "<td class=\"figure\" data-v=\""
            } else {
                "<td class=\"figure wide\" data-v=\""
            });
            html.number(count).raw("\">").number(count).raw("</td>");
        }
        html.raw("</tr>\n");
    }
    html.raw("</tbody>\n</table>\n</div>\n</section>\n");
}
