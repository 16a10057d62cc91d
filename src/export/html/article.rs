//! The text of the article, marked.

use super::context::{Context, force_class, quotation_class};
use super::marks::{Layout, Mark, Piece, Role};
use super::write::{Html, letter};
use crate::ClaimId;

/// Writes the text. The text of the element `#text` is that of the article, white space included.
pub(super) fn article(html: &mut Html, context: &Context<'_>, layout: &Layout) {
    html.raw(
        "<article class=\"text\" aria-labelledby=\"text-title\">\n<h2 id=\"text-title\">The article</h2>\n",
    );
    html.raw("<div id=\"text\">");
    let header = context.report.header.map_or(0, crate::Span::end);
    let (mut at, mut inside, mut titled) = (0, false, false);
    // Number of open contents.
    let mut contents = 0_usize;
    for (number, piece) in layout.pieces.iter().enumerate() {
        match piece {
            Piece::Paragraph => {
                inside = true;
                html.raw("<p dir=\"auto\"").raw(if at < header { " class=\"pasted\"" } else { "" });
                // The headline stands at the top of the page.
                let hidden =
                    !titled && is_headline(context, layout.pieces.get(number + 1..).unwrap_or_default());
                titled |= hidden;
                html.raw(if hidden { " hidden>" } else { ">" });
            }
            Piece::End => {
                inside = false;
                html.raw("</p>");
            }
            Piece::Open { mark, first } => {
                if let Some(mark) = layout.marks.get(*mark) {
                    contents += usize::from(mark.role == Role::Content);
                    open(html, context, mark, *first, contents > 0);
                }
            }
            Piece::Close { mark } => {
                let role = layout.marks.get(*mark).map_or(Role::Content, |mark| mark.role);
                contents = contents.saturating_sub(usize::from(role == Role::Content));
                html.raw(match role {
                    Role::Source | Role::Relay => "</b>",
                    Role::Cue => "</i>",
                    Role::Content => "</u>",
                });
            }
            Piece::Text(span) => {
                let words = span.slice(context.text).unwrap_or_default();
                if inside || words.chars().all(|character| character.is_ascii_whitespace()) {
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

/// Whether the paragraph that these pieces go on with is the headline, without marks.
fn is_headline(context: &Context<'_>, pieces: &[Piece]) -> bool {
    let [Piece::Text(span), Piece::End, ..] = pieces else { return false };
    let words = span.slice(context.text).map(str::trim).filter(|words| !words.is_empty());
    words.is_some() && words == context.report.article.headline.as_deref().map(str::trim)
}

fn open(html: &mut Html, context: &Context<'_>, mark: &Mark, first: bool, within: bool) {
    match mark.role {
        Role::Content => {
            let claim = mark.claims.first().copied();
            html.raw("<u class=\"").raw(letter(mark.level));
            if let Some(claim) = claim.and_then(|id| context.report.claim(id)) {
                html.raw(" ").raw(quotation_class(claim.quotation)).raw(force_class(&claim.force));
            }
            html.raw(match mark.height {
                0 => "\"",
                1 => " h1\"",
                2 => " h2\"",
                _ => " h3\"",
            });
            match claim.filter(|_| first) {
                Some(claim) => marker(html, context, claim),
                None => belongs_to(html, &mark.claims),
            }
        }
        Role::Source => {
            html.raw("<b");
            // Within a content the name has the colour of the text.
            if !within {
                html.raw(" class=").raw(letter(mark.level));
            }
            belongs_to(html, &mark.claims);
        }
        Role::Relay => {
            html.raw("<b class=\"r ").raw(letter(mark.level)).raw("\"");
            belongs_to(html, &mark.claims);
        }
        Role::Cue => {
            html.raw("<i");
            belongs_to(html, &mark.claims);
        }
    }
}

fn belongs_to(html: &mut Html, claims: &[ClaimId]) {
    if let [claim] = claims {
        html.raw(" data-c=").number(claim.index()).raw(">");
    } else {
        let claims: Vec<String> = claims.iter().map(|claim| claim.index().to_string()).collect();
        html.attribute("data-c", &claims.join(" ")).raw(">");
    }
}

/// Writes the number of a claim, whose first words follow, and the label of its source, as a link to the claim's entry. The link
/// has no text, so that the text stays verbatim; the style sheet draws the label from the attribute.
fn marker(html: &mut Html, context: &Context<'_>, claim: ClaimId) {
    html.raw(" id=t").number(claim.index()).raw("><a href=#c").number(claim.index()).raw(" aria-label=");
    html.text(&context.label(claim)).raw("></a>");
}
