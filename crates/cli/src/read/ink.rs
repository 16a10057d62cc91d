//! Styled words, set in lines of a fixed width.

use std::fmt::Write as _;

use ascribe::Level;

/// So wide is a page.
pub(crate) const WIDTH: usize = 100;

/// How words look on a terminal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Plain,
    Bold,
    Dim,
    Underlined,
    Level(Level),
}

impl Style {
    /// The terminal's code; empty for plain words.
    fn code(self) -> &'static str {
        match self {
            Style::Plain => "",
            Style::Bold => "1",
            Style::Dim => "2",
            Style::Underlined => "4",
            Style::Level(Level::Named) => "32",
            Style::Level(Level::Institutional) => "36",
            Style::Level(Level::Partial | Level::Described) => "33",
            Style::Level(Level::Vague) => "35",
            Style::Level(Level::Bare | Level::Unattributed) => "31",
        }
    }
}

/// Whether to colour.
#[derive(Clone, Copy)]
pub(crate) struct Ink {
    pub(crate) colours: bool,
}

/// What stands before a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// A space, or the end of a line.
    Space,
    /// A space at which no line ends.
    Fixed,
    /// Nothing.
    None,
}

/// Words to be set, each with its style.
#[derive(Clone, Default)]
pub(crate) struct Words(Vec<(Gap, Style, String)>);

impl Words {
    fn push(&mut self, first: Gap, style: Style, text: &str) -> &mut Self {
        for (number, word) in text.split_whitespace().enumerate() {
            let gap = if number == 0 { first } else { Gap::Space };
            // What would command the terminal is replaced.
            self.0.push((gap, style, word.replace(char::is_control, "\u{fffd}")));
        }
        self
    }

    /// Adds words. White space of any kind separates them.
    pub(crate) fn add(&mut self, style: Style, text: &str) -> &mut Self {
        self.push(Gap::Space, style, text)
    }

    /// Adds words of which the first stays on the line of what stands before.
    pub(crate) fn with(&mut self, style: Style, text: &str) -> &mut Self {
        self.push(Gap::Fixed, style, text)
    }

    /// Adds words of which the first joins what stands before.
    pub(crate) fn join(&mut self, style: Style, text: &str) -> &mut Self {
        self.push(Gap::None, style, text)
    }

    /// Adds a part, set off by a middle dot from what stands before.
    pub(crate) fn part(&mut self, style: Style, text: &str) -> &mut Self {
        if self.0.is_empty() || text.trim().is_empty() {
            return self.add(style, text);
        }
        self.add(Style::Dim, "·").with(style, text)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Ink {
    pub(crate) fn paint(self, style: Style, text: &str) -> String {
        match style.code() {
            code if self.colours && !code.is_empty() && !text.is_empty() => {
                format!("\x1b[{code}m{text}\x1b[0m")
            }
            _ => text.to_owned(),
        }
    }

    /// Sets words in lines no wider than the page, the first after `first`, the others after `rest`. A word that is
    /// longer than a line gets a line of its own.
    pub(crate) fn set(self, out: &mut String, first: &str, rest: &str, words: &Words) {
        out.push_str(&self.paint(Style::Dim, first));
        let mut column = first.chars().count();
        let mut fresh = true;
        // What is joined cannot be parted by the end of a line.
        for unit in words.0.chunk_by(|_, (gap, ..)| *gap != Gap::Space) {
            let spaces = unit.iter().skip(1).filter(|(gap, ..)| *gap == Gap::Fixed).count();
            let length: usize = spaces + unit.iter().map(|(.., word)| word.chars().count()).sum::<usize>();
            if !fresh && column + 1 + length > WIDTH {
                out.truncate(out.trim_end().len());
                let _ = write!(out, "\n{}", self.paint(Style::Dim, rest));
                column = rest.chars().count();
                fresh = true;
            }
            if !fresh {
                out.push(' ');
                column += 1;
            }
            for (number, (gap, style, word)) in unit.iter().enumerate() {
                if number > 0 && *gap == Gap::Fixed {
                    out.push(' ');
                }
                out.push_str(&self.paint(*style, word));
            }
            column += length;
            fresh = false;
        }
        out.truncate(out.trim_end().len());
        out.push('\n');
    }
}
