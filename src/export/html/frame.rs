//! The start and the end of every page: head, style, script.

use super::hashes;
use super::write::Html;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// Writes everything before the content of the body.
pub(super) fn open(html: &mut Html, title: &str, kind: &'static str) {
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

/// Writes everything after `main`.
pub(super) fn close(html: &mut Html) {
    html.raw("<footer><p>Made by ascribe ")
        .raw(env!("CARGO_PKG_VERSION"))
        .raw(" from the text alone. It tells who is said to have said ");
    html.raw("what; not whether it is so, nor whether a source is reliable. How identifiable a source is means how far the text lets a ");
    html.raw("reader know it.</p></footer>\n<script>").raw(SCRIPT).raw("</script>\n</body>\n</html>\n");
}
