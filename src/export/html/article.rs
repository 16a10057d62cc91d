//! The text of the article, marked.

use super::context::{Context, classes};
use super::marks::{Layout, Mark, Piece, Role};
use super::write::{Html, class, letter};
use crate::ClaimId;

/// Writes the text. The text of the element `#text` is that of the article, white space included.
pub(super) fn article(html: &mut Html, context: &Context<'_>, layout: &Layout) {
    html.raw(
        "<article class=\"text\" aria-labelledby=\"text-title\">\n<h2 id=\"text-title\">The article</h2>\n",
    );
    html.raw("<div id=\"text\">");
    let header = context.report.header.map_or(0, crate::Span::end);
    let (mut at, mut inside) = (0, false);
    for piece in &layout.pieces {
        match piece {
            Piece::Paragraph => {
                inside = true;
                html.raw(if at < header { "<p class=\"pasted\" dir=\"auto\">" } else { "<p dir=\"auto\">" });
            }
            Piece::End => {
                inside = false;
                html.raw("</p>");
            }
            Piece::Open { mark, first } => {
                if let Some(mark) = layout.marks.get(*mark) {
                    open(html, context, mark, *first);
                }
            }
            Piece::Close => {
                html.raw("</span>");
            }
            Piece::Text(span) => {
                let words = span.slice(context.text).unwrap_or_default();
                if inside {
                    html.text(words);
                } else {
                    // Hidden, since white space between paragraphs may hold a no-break space, which would be visible.
                    html.raw("<span hidden>").text(words).raw("</span>");
                }
                at = span.end();
            }
        }
    }
    html.raw("</div>\n</article>\n");
}

fn open(html: &mut Html, context: &Context<'_>, mark: &Mark, first: bool) {
    let claim = mark.claims.first().copied();
    match mark.role {
        Role::Content => {
            if let Some(claim) = claim.filter(|_| first) {
                marker(html, context, claim, mark);
            }
            let height = mark.height.min(3).to_string();
            let classes = claim.map(|claim| classes(context.report, claim)).unwrap_or_default();
            html.raw("<span").attribute("class", &format!("c h{height} {classes}"));
        }
        Role::Source => {
            html.raw("<span class=\"s ").raw(class(mark.level)).raw("\"");
        }
        Role::Relay => {
            html.raw("<span class=\"r ").raw(class(mark.level)).raw("\"");
        }
        Role::Cue => {
            html.raw("<span class=\"k\"");
        }
    }
    let claims: Vec<String> = mark.claims.iter().map(|claim| claim.index().to_string()).collect();
    html.attribute("data-c", &claims.join(" "));
    if let Some(source) = mark.source.filter(|_| mark.role != Role::Content) {
        html.raw(" data-s=\"").number(source.index()).raw("\"");
    }
    html.raw(">");
}

/// Writes the number of a claim before its first word, as a link to its entry. The link has no text, so that the text stays
/// verbatim; the style sheet draws letter and number from the attributes.
fn marker(html: &mut Html, context: &Context<'_>, claim: ClaimId, mark: &Mark) {
    let number = claim.index().to_string();
    let name = match mark.source.filter(|source| context.report.source(*source).is_some()) {
        Some(source) => context.name(source),
        None => "nobody named".into(),
    };
    html.raw("<a").attribute("class", &format!("n {}", classes(context.report, claim)));
    html.attribute("id", &format!("t{number}")).attribute("href", &format!("#c{number}"));
    html.attribute("data-c", &number).attribute("data-n", &number);
    html.attribute("data-l", letter(mark.level));
    html.attribute("aria-label", &format!("Claim {number}, {name}, {}", mark.level)).raw("></a>");
}
