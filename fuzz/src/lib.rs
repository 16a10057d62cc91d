//! What must hold of every input, one function a target: it takes any bytes, makes an input of them, hands that to the
//! library and panics where something does not hold. Whoever drives them (libFuzzer, `campaign`, a test) brings the bytes.

mod annotations;
mod foreign;
mod grammar;
mod invariance;
mod model;
mod pages;
mod setting;
mod text;
mod verify;
pub mod words;

/// A target: its name, its function, and the words that its inputs are made of.
pub struct Target {
    pub name: &'static str,
    pub run: fn(&[u8]),
    pub words: &'static [&'static str],
}

/// All targets.
pub const TARGETS: &[Target] = &[
    Target { name: "text", run: text::any, words: words::NEWS },
    Target { name: "news", run: text::news, words: &[] },
    Target { name: "article", run: text::article, words: &[] },
    Target { name: "invariance", run: invariance::invariance, words: &[] },
    Target { name: "vectors", run: text::vectors, words: &[] },
    Target { name: "grade", run: text::grade, words: words::NEWS },
    Target { name: "lexicon", run: text::lexicon, words: words::TABLE },
    Target { name: "time", run: text::time, words: words::TIMES },
    Target { name: "brat", run: annotations::brat, words: words::BRAT },
    Target { name: "web_annotation", run: annotations::web, words: words::JSON },
    Target { name: "house", run: foreign::house, words: words::TOML },
    Target { name: "report", run: foreign::report, words: words::JSON },
    Target { name: "report_edited", run: foreign::report_edited, words: &[] },
    Target { name: "given", run: foreign::given, words: &[] },
    Target { name: "attribution_weights", run: model::attribution, words: &[] },
    Target { name: "language_weights", run: model::language, words: &[] },
    Target { name: "verify", run: verify::verify, words: words::NEWS },
    Target { name: "page", run: pages::page, words: words::MARKUP },
];

/// The target of this name.
#[must_use]
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}

/// Bytes as a source of decisions; zeros behind their end.
pub(crate) struct Bytes<'b>(pub(crate) &'b [u8]);

impl Bytes<'_> {
    pub(crate) fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    pub(crate) fn number(&mut self) -> usize {
        usize::from(self.byte()) << 8 | usize::from(self.byte())
    }

    /// One of `count`; zero where there is nothing to choose from.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        let number = (self.number() << 16) | self.number();
        number % count.max(1)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What once failed, and what shows how inputs look.
    #[test]
    fn the_corpus_holds() {
        for target in TARGETS {
            let folder = format!("{}/corpus/{}", env!("CARGO_MANIFEST_DIR"), target.name);
            let files = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{folder}: {error}"));
            for file in files {
                (target.run)(&std::fs::read(file.unwrap().path()).unwrap());
            }
        }
    }
}
