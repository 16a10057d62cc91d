//! Writing HTML safely: text of an article never becomes markup.

use std::fmt::Write as _;

use crate::Level;

/// A buffer of HTML.
///
/// Markup is `&'static str`, and hence a literal. Everything else is escaped. So text of an article cannot become markup,
/// whatever other files do.
#[derive(Default)]
pub(super) struct Html(String);

impl Html {
    /// Writes markup.
    pub(super) fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Writes text.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        escape(&mut self.0, text, false);
        self
    }

    /// Writes a space and an attribute.
    pub(super) fn attribute(&mut self, name: &'static str, value: &str) -> &mut Self {
        self.0.push(' ');
        self.0.push_str(name);
        self.0.push_str("=\"");
        escape(&mut self.0, value, true);
        self.0.push('"');
        self
    }

    /// Writes a number, as text or in an attribute.
    pub(super) fn number(&mut self, number: usize) -> &mut Self {
        self.0.push_str(&number.to_string());
        self
    }

    /// Writes a percentage with one decimal, as text or in an attribute. NaN and infinities become 0.
    pub(super) fn percent(&mut self, percent: f64) -> &mut Self {
        let percent = if percent.is_finite() { percent.clamp(0.0, 100.0) } else { 0.0 };
        let _ = write!(self.0, "{percent:.1}");
        self
    }

    /// Writes text with its own base direction, so that it does not affect the text around it.
    pub(super) fn isolated(&mut self, words: &str) -> &mut Self {
        self.raw("<bdi>").text(words).raw("</bdi>")
    }

    /// Writes words of the article in quotation marks. The style sheet gives them their own base direction.
    pub(super) fn quoted(&mut self, words: &str) -> &mut Self {
        self.raw("<q>").text(words).raw("</q>")
    }

    /// Writes the letter of a level in a small box.
    pub(super) fn chip(&mut self, level: Level) -> &mut Self {
        self.raw("<b class=\"chip ")
            .raw(letter(level))
            .raw("\" aria-hidden=\"true\">")
            .raw(letter(level))
            .raw("</b>")
    }

    /// The place up to which the page is written, for [`cut`](Html::cut).
    pub(super) fn mark(&self) -> usize {
        self.0.len()
    }

    /// Takes back what was written since a mark.
    pub(super) fn cut(&mut self, mark: usize) {
        self.0.truncate(mark);
    }

    pub(super) fn finish(self) -> String {
        self.0
    }
}

/// Escapes text for an element, or for an attribute in double quotation marks. A carriage return becomes a reference, since
/// parsers read it as a line feed otherwise. NUL becomes the replacement character, since HTML does not allow it.
fn escape(out: &mut String, text: &str, attribute: bool) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if attribute => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            '\0' => out.push('\u{fffd}'),
            other => out.push(other),
        }
    }
}

/// The address, if it is a web or relative address, and has no other scheme (`javascript:`).
pub(super) fn safe_address(address: &str) -> Option<&str> {
    let address = address.trim();
    let scheme = address.split(['/', '?', '#']).next().unwrap_or_default();
    let plain = !address.is_empty() && !address.chars().any(|c| c.is_control() || c.is_whitespace());
    let lower = address.get(..8).unwrap_or(address).to_ascii_lowercase();
    (plain && (!scheme.contains(':') || lower.starts_with("http://") || lower == "https://"))
        .then_some(address)
}

/// The letter of a level, which is its CSS class as well.
pub(super) fn letter(level: Level) -> &'static str {
    match level {
        Level::Named => "N",
        Level::Institutional => "I",
        Level::Partial => "P",
        Level::Described => "D",
        Level::Vague => "V",
        Level::Bare => "B",
        Level::Unattributed => "U",
    }
}

/// The meaning of a level, for readers.
pub(super) fn meaning(level: Level) -> &'static str {
    match level {
        Level::Named => "the article gives a name",
        Level::Institutional => "a named organization, government, outlet or document",
        Level::Partial => "a first name, initials or a pseudonym alone",
        Level::Described => "unnamed, with a role and an affiliation",
        Level::Vague => "unnamed, with one thing that narrows it",
        Level::Bare => "unnamed, with nothing that narrows it",
        Level::Unattributed => "no source in the text",
    }
}

/// "1 claim", "2 claims".
pub(super) fn plural(count: usize, one: &'static str, several: &'static str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}

/// The words, or at most the first `most` bytes of them and an ellipsis.
pub(super) fn shortened(words: &str, most: usize) -> std::borrow::Cow<'_, str> {
    if words.len() <= most {
        return words.into();
    }
    let mut end = most;
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    let head = words.get(..end).unwrap_or_default();
    // Prefer to cut between words.
    let head = head.rfind(char::is_whitespace).and_then(|space| head.get(..space)).unwrap_or(head);
    format!("{}…", head.trim_end()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_and_relative_addresses_are_linked() {
        for good in ["https://example.org/a:b", "HTTP://example.org", "a/b.html", "b.html#c4", "/x?y=z:1"] {
            assert_eq!(safe_address(good), Some(good));
        }
        for bad in [
            "javascript:alert(1)",
            " javascript:x",
            "java\nscript:x",
            "data:text/html,x",
            "",
            "https:x",
            "a b",
        ] {
            assert_eq!(safe_address(bad), None, "{bad}");
        }
    }

    #[test]
    fn words_are_cut_between_words_and_never_inside_a_character() {
        assert_eq!(shortened("one two three", 9), "one two…");
        assert_eq!(shortened("“““““", 4), "“…");
        assert_eq!(shortened("short", 9), "short");
        assert_eq!(shortened("“x", 1), "…");
    }
}
