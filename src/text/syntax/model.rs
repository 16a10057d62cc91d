//! The weights of the language layer: reading, checking and applying them.

#[cfg(feature = "embedded-model")]
use std::sync::OnceLock;

#[cfg(feature = "embedded-model")]
use super::file::starts_with;
use super::lemma::Lemmatiser;
use super::parser::{Input, NONE, ParseScratch, Parser};
use super::table::{Reader, mix};
use super::tagger::{Form, NO_TAG, Scratch, Tag, Tagger, lower_form};
use crate::Error;
use crate::checksum::checksum;
use crate::text::strings::Strings;
use crate::text::{Deprel, Sentence, Token, Upos, Xpos};
use crate::watch::Watch;

/// The weights of the tagger, the lemmatiser and the parser.
///
/// ```
/// use ascribe::text::syntax::LanguageModel;
///
/// let error = LanguageModel::from_bytes(b"something else").unwrap_err();
/// assert_eq!(error.to_string(), "invalid weights of the language layer: unknown file format");
/// ```
#[derive(Clone, Debug, Default)]
pub struct LanguageModel {
    pub(crate) tagger: Tagger,
    pub(crate) lemmatiser: Lemmatiser,
    pub(crate) parser: Parser,
    /// The hash of the file that all parts were read from.
    read_from: Option<u64>,
}

/// How often a word is a name in the texts that the tagger learned from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Names {
    Never,
    Sometimes,
    Always,
    /// The word is not in these texts, or seldom.
    Unknown,
}

const MAGIC: &[u8; 8] = b"ASCRLANG";
/// The version of the format.
const VERSION: u32 = 2;
/// The parts, in the order of the file. Each has a fingerprint of its features and a checksum, so that one can be trained
/// again without the others.
const PARTS: [&str; 3] = ["tagger", "lemmatiser", "parser"];

/// The entry of a part in the header of the file.
#[derive(Clone, Copy, Default)]
struct Entry {
    /// The fingerprint of the features that the weights belong to. See [`LanguageModel::features`].
    features: u64,
    length: usize,
    checksum: u64,
}

/// The hash of a file's header, which has the checksums of its parts.
fn head_checksum(file: &[u8]) -> u64 {
    let head = MAGIC.len() + size_of::<u32>() + PARTS.len() * (2 * size_of::<u64>() + size_of::<u32>());
    checksum(file.get(..head).unwrap_or(file))
}

impl LanguageModel {
    /// The embedded weights. The first call reads them.
    #[cfg(feature = "embedded-model")]
    #[must_use]
    pub fn embedded() -> &'static LanguageModel {
        static MODEL: OnceLock<LanguageModel> = OnceLock::new();
        const BYTES: &[u8] = ascribe_model_en::LANGUAGE;
        const { assert!(starts_with(BYTES, *MAGIC, VERSION), "ascribe-model-en has another version") }
        MODEL.get_or_init(|| match LanguageModel::read_file(Reader::embedded(BYTES), [true; 3]) {
            Ok(model) => model,
            Err(error) => unreachable!("a test reads the embedded weights: {error}"),
        })
    }

    /// Reads weights that [`LanguageModel::to_bytes`] wrote.
    ///
    /// # Errors
    ///
    /// [`Error::Model`] for bytes that are not weights of this version and its features, or that are damaged. The message
    /// names the part.
    pub fn from_bytes(bytes: &[u8]) -> Result<LanguageModel, Error> {
        LanguageModel::from_kept(bytes, [true; 3])
    }

    /// Reads the parts with `kept`, in the order tagger, lemmatiser, parser. Of a tagger that is not kept, it reads the tags.
    /// The features of parts that are not kept are not checked.
    pub(crate) fn from_kept(bytes: &[u8], kept: [bool; 3]) -> Result<LanguageModel, Error> {
        LanguageModel::read_file(Reader::new(bytes), kept)
    }

    fn read_file(mut reader: Reader<'_>, kept: [bool; 3]) -> Result<LanguageModel, Error> {
        let wrong = |why: String| Error::Model { what: "the language layer", why };
        let read_from = head_checksum(reader.rest());
        if reader.take(MAGIC.len()) != Some(MAGIC) {
            return Err(wrong("unknown file format".to_owned()));
        }
        let early = || wrong("unexpected end".to_owned());
        match reader.u32().ok_or_else(early)? {
            VERSION => {}
            version => return Err(wrong(format!("unsupported version {version} (expected {VERSION})"))),
        }
        let mut entries = [Entry::default(); PARTS.len()];
        for entry in &mut entries {
            entry.features = reader.u64().ok_or_else(early)?;
            entry.length = reader.u32().ok_or_else(early)? as usize;
            entry.checksum = reader.u64().ok_or_else(early)?;
        }
        let promised: usize = entries.iter().map(|entry| entry.length).sum();
        let there = reader.rest().len();
        if there != promised {
            return Err(wrong(format!("length mismatch ({there} bytes, expected {promised})")));
        }
        let mut model = LanguageModel::default();
        for ((name, entry), kept) in PARTS.into_iter().zip(entries).zip(kept) {
            let mut body = reader.part(entry.length).ok_or_else(early)?;
            if !body.is_embedded() && checksum(body.rest()) != entry.checksum {
                return Err(wrong(format!("checksum mismatch in the {name}")));
            }
            if !kept {
                if name == "tagger" {
                    model.tagger.tags = Tagger::read_tags(&mut body).unwrap_or_default();
                }
                continue;
            }
            if model.features(name) != entry.features {
                let tags = if name == "parser" { " or another tagger" } else { "" };
                return Err(wrong(format!("{name} trained with other features{tags}")));
            }
            model
                .read(name, &mut body)
                .filter(|()| body.rest().is_empty())
                .ok_or_else(|| wrong(format!("invalid data in the {name}")))?;
        }
        model.read_from = (kept == [true; 3]).then_some(read_from);
        Ok(model)
    }

    /// A hash of the weights. [`Report::made_by`](crate::Report::made_by) has it.
    ///
    /// Time complexity: constant for weights that were read, linear in their size for those that were just trained.
    #[must_use]
    pub fn hash(&self) -> u64 {
        self.read_from.unwrap_or_else(|| head_checksum(&self.to_bytes()))
    }

    /// The weights as bytes for [`LanguageModel::from_bytes`].
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let (mut bytes, mut bodies) = (MAGIC.to_vec(), Vec::new());
        bytes.extend(VERSION.to_le_bytes());
        for name in PARTS {
            let body = self.body(name);
            bytes.extend(self.features(name).to_le_bytes());
            bytes.extend(u32::try_from(body.len()).unwrap_or(u32::MAX).to_le_bytes());
            bytes.extend(checksum(&body).to_le_bytes());
            bodies.extend(body);
        }
        bytes.extend(bodies);
        bytes
    }

    /// The name and the size in bytes of each part.
    #[must_use]
    pub fn sizes(&self) -> [(&'static str, usize); 3] {
        PARTS.map(|name| (name, self.body(name).len()))
    }

    /// The bytes of a part. A parser without training has none.
    fn body(&self, part: &str) -> Vec<u8> {
        let mut body = Vec::new();
        match part {
            "tagger" => self.tagger.write(&mut body),
            "lemmatiser" => self.lemmatiser.write(&mut body),
            _ => {
                self.parser.write(&mut body);
                let mut untrained = Vec::new();
                Parser::default().write(&mut untrained);
                body = if body == untrained { Vec::new() } else { body };
            }
        }
        body
    }

    /// A fingerprint of the features of a part: a hash of those of a few words. The fingerprint of the parser includes the
    /// tags of the tagger.
    fn features(&self, part: &str) -> u64 {
        match part {
            "tagger" => Tagger::features(),
            "lemmatiser" => Lemmatiser::features(),
            _ => self
                .tagger
                .tags
                .iter()
                .fold(Parser::features(), |sum, (upos, xpos)| mix(sum, *upos as u64 * 64 + *xpos as u64)),
        }
    }

    fn read(&mut self, part: &str, reader: &mut Reader<'_>) -> Option<()> {
        match part {
            "tagger" => self.tagger = Tagger::read(reader)?,
            "lemmatiser" => self.lemmatiser = Lemmatiser::read(reader)?,
            _ if reader.rest().is_empty() => {}
            _ => self.parser = Parser::read(reader)?,
        }
        Some(())
    }

    /// Tags and lemmatises every sentence, and parses it if `parses` is set, until it is to stop.
    #[allow(clippy::too_many_arguments)]
    pub(crate) fn annotate(
        &self,
        text: &str,
        sentences: &[Sentence],
        lower: &Strings,
        tokens: &mut [Token],
        lemmas: &mut Strings,
        parses: bool,
        watch: &Watch<'_>,
    ) {
        let mut forms: Vec<Form> = Vec::new();
        let mut tags: Vec<Tag> = Vec::new();
        let mut scratch = Scratch::default();
        let mut parse = ParseScratch::default();
        for sentence in sentences {
            if watch.stops() {
                break;
            }
            let range = sentence.tokens.clone();
            let Some(tokens) = tokens.get_mut(range.clone()) else { continue };
            forms.clear();
            let capitals = !sentence.span.slice(text).unwrap_or_default().contains(char::is_lowercase);
            for (token, at) in tokens.iter().zip(range.clone()) {
                forms.push(Form::new(token.span.slice(text).unwrap_or_default(), lower.get(at), capitals));
            }
            // In a loop of its own, so that the memory fetches many entries at a time.
            for form in &mut forms {
                form.class = self.tagger.class(form.word);
            }
            self.tag(&forms, &mut tags, &mut scratch);
            for ((token, tag), at) in tokens.iter_mut().zip(&tags).zip(range.clone()) {
                (token.upos, token.xpos) =
                    self.tagger.tags.get(usize::from(*tag)).copied().unwrap_or((Upos::X, Xpos::Fw));
                let written = token.span.slice(text).unwrap_or_default();
                self.lemmatiser.lemma(written, lower.get(at), token.upos, token.xpos, lemmas.open());
                lemmas.close();
            }
            if !parses {
                continue;
            }
            let upos = |token: u32| tokens.get(token as usize).map(|token| token.upos);
            self.parser.parse(Input { forms: &forms, tags: &tags }, upos, &mut parse);
            for (token, node) in tokens.iter_mut().zip(&parse.state.nodes) {
                token.head = (node.head != NONE).then(|| range.start + node.head as usize);
                token.deprel = match token.head {
                    None => Deprel::Root,
                    Some(_) => Deprel::ALL.get(usize::from(node.label)).copied().unwrap_or(Deprel::Dep),
                };
            }
        }
    }

    /// How often a lower-case word is a name.
    pub(crate) fn known_name(&self, lower: &str) -> Names {
        let tags = self.tagger.classes.get(match self.tagger.class(Form::new(lower, lower, true).word) {
            0 => return Names::Unknown,
            class => class,
        });
        match tags.iter().filter(|tag| self.tagger.names.contains(tag)).count() {
            0 => Names::Never,
            names if names == tags.len() => Names::Always,
            _ => Names::Sometimes,
        }
    }

    /// Whether each word of a sentence is tagged as a name. Beside each stands whether its case tells nothing.
    pub(crate) fn names<'w>(&self, words: impl Iterator<Item = (&'w str, bool)>) -> Vec<bool> {
        let form = |(word, caseless): (&str, bool)| {
            let form = Form::new(word, &lower_form(word), caseless);
            Form { class: self.tagger.class(form.word), ..form }
        };
        let forms: Vec<Form> = words.map(form).collect();
        let mut tags = Vec::new();
        self.tag(&forms, &mut tags, &mut Scratch::default());
        tags.iter().map(|tag| self.tagger.names.contains(tag)).collect()
    }

    /// Tags a sentence from left to right.
    pub(crate) fn tag(&self, forms: &[Form], tags: &mut Vec<Tag>, scratch: &mut Scratch) {
        tags.clear();
        let mut before = (NO_TAG, NO_TAG);
        for at in 0..forms.len() {
            let tag = self.tagger.tag(forms, at, before, scratch);
            tags.push(tag);
            before = (tag, before.0);
        }
    }
}
