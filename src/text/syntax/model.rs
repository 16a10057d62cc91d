//! The weights of the language layer: loading, checking, and putting them to work.

#[cfg(feature = "embedded-model")]
use std::sync::OnceLock;

use super::lemma::{Edit, Lemmatiser};
use super::parser::{Input, NONE, ParseScratch, Parser};
use super::table::{Reader, Table};
use super::tagger::{Form, Scratch, Tag, Tagger};
use crate::Error;
use crate::text::document::Strings;
use crate::text::{Deprel, Sentence, Token, Upos, Xpos};

/// The weights of tagger, lemmatiser and parser.
///
/// ```
/// use ascribe::text::syntax::LanguageModel;
///
/// let error = LanguageModel::from_bytes(b"something else").unwrap_err();
/// assert_eq!(error.to_string(), "these are no weights of the language layer: the first bytes are not its mark");
/// ```
#[derive(Clone, Debug)]
pub struct LanguageModel {
    pub(crate) tagger: Tagger,
    pub(crate) lemmatiser: Lemmatiser,
    pub(crate) parser: Parser,
}

const MAGIC: &[u8; 8] = b"ASCRLANG";
/// Raised with every change of the format or of the features: weights fit one set of features only.
const VERSION: u32 = 1;

impl LanguageModel {
    /// The weights that are part of the library, read at the first call.
    #[cfg(feature = "embedded-model")]
    #[must_use]
    pub fn embedded() -> &'static LanguageModel {
        static MODEL: OnceLock<LanguageModel> = OnceLock::new();
        MODEL.get_or_init(|| {
            // A test reads these bytes, so the empty model never stands in for them.
            LanguageModel::from_bytes(include_bytes!("../../../data/language.bin"))
                .unwrap_or_else(|_| LanguageModel::empty())
        })
    }

    /// A model without any weights.
    #[cfg(feature = "embedded-model")]
    fn empty() -> LanguageModel {
        LanguageModel {
            tagger: Tagger {
                tags: vec![(Upos::X, Xpos::Fw)],
                classes: vec![vec![0]],
                words: Vec::new(),
                weights: Table::new(0),
            },
            lemmatiser: Lemmatiser { edits: Vec::new(), rules: Vec::new() },
            parser: Parser::default(),
        }
    }

    /// Reads weights that the training program wrote.
    ///
    /// # Errors
    ///
    /// [`Error::Model`] where the bytes are not such weights, are of another version, or are damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<LanguageModel, Error> {
        let wrong = |why: &str| Error::Model { what: "the language layer", why: why.to_owned() };
        let mut reader = Reader::new(bytes);
        if reader.take(8) != Some(MAGIC) {
            return Err(wrong("the first bytes are not its mark"));
        }
        match reader.u32() {
            Some(VERSION) => {}
            Some(version) => {
                return Err(wrong(&format!("version {version}, where this library reads {VERSION}")));
            }
            None => return Err(wrong("the bytes end early")),
        }
        let sum = reader.u64().ok_or_else(|| wrong("the bytes end early"))?;
        if sum != checksum(reader.rest()) {
            return Err(wrong("the checksum does not fit, so the bytes are damaged"));
        }
        read(&mut reader).ok_or_else(|| wrong("the bytes do not hold what they promise"))
    }

    /// The bytes that [`LanguageModel::from_bytes`] reads.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut body = Vec::new();
        let count = |value: usize| u32::try_from(value).unwrap_or(u32::MAX).to_le_bytes();
        body.extend(count(self.tagger.tags.len()));
        for (upos, xpos) in &self.tagger.tags {
            body.extend([*upos as u8, *xpos as u8]);
        }
        body.extend(count(self.tagger.classes.len()));
        for class in &self.tagger.classes {
            body.extend(count(class.len()));
            body.extend(class);
        }
        write_pairs(&self.tagger.words, &mut body);
        self.tagger.weights.write(&mut body);
        body.extend(count(self.lemmatiser.edits.len()));
        for edit in &self.lemmatiser.edits {
            body.push(edit.cut);
            body.extend(count(edit.add.len()));
            body.extend(edit.add.bytes());
        }
        write_pairs(&self.lemmatiser.rules, &mut body);
        self.parser.write(&mut body);
        let mut bytes = MAGIC.to_vec();
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend(checksum(&body).to_le_bytes());
        bytes.extend(body);
        bytes
    }

    /// Tags, lemmatises and, if asked, parses every sentence.
    pub(crate) fn annotate(
        &self,
        text: &str,
        sentences: &[Sentence],
        lower: &Strings,
        tokens: &mut [Token],
        lemmas: &mut Strings,
        parses: bool,
    ) {
        let mut forms: Vec<Form> = Vec::new();
        let mut tags: Vec<Tag> = Vec::new();
        let mut scratch = Scratch::default();
        let mut parse = ParseScratch::default();
        for sentence in sentences {
            let range = sentence.tokens.clone();
            let Some(tokens) = tokens.get_mut(range.clone()) else { continue };
            forms.clear();
            let capitals = !sentence.span.slice(text).unwrap_or_default().contains(char::is_lowercase);
            for (token, at) in tokens.iter().zip(range.clone()) {
                let mut form = Form::new(token.span.slice(text).unwrap_or_default(), lower.get(at), capitals);
                form.class = self.tagger.class(form.word);
                forms.push(form);
            }
            self.tag(&forms, &mut tags, &mut scratch);
            for ((token, tag), at) in tokens.iter_mut().zip(&tags).zip(range.clone()) {
                (token.upos, token.xpos) =
                    self.tagger.tags.get(usize::from(*tag)).copied().unwrap_or((Upos::X, Xpos::Fw));
                let written = token.span.slice(text).unwrap_or_default();
                self.lemmatiser.write(written, lower.get(at), token.upos, token.xpos, lemmas.open());
                lemmas.close();
            }
            if !parses {
                continue;
            }
            let upos = |token: u32| tokens.get(token as usize).map(|token| token.upos);
            self.parser.parse(Input { forms: &forms, tags: &tags }, upos, &mut parse);
            for (token, node) in tokens.iter_mut().zip(&parse.state.nodes) {
                token.head = (node.head != NONE).then_some(range.start + node.head as usize);
                token.deprel = match token.head {
                    None => Deprel::Root,
                    Some(_) => Deprel::ALL.get(usize::from(node.label)).copied().unwrap_or(Deprel::Dep),
                };
            }
        }
    }

    /// Tags one sentence, left to right.
    pub(crate) fn tag(&self, forms: &[Form], tags: &mut Vec<Tag>, scratch: &mut Scratch) {
        tags.clear();
        let mut before = (Tag::MAX, Tag::MAX);
        for at in 0..forms.len() {
            let tag = self.tagger.tag(forms, at, before, scratch);
            tags.push(tag);
            before = (tag, before.0);
        }
    }
}

fn write_pairs(pairs: &[(u32, u16)], out: &mut Vec<u8>) {
    out.extend(u32::try_from(pairs.len()).unwrap_or(u32::MAX).to_le_bytes());
    for (key, value) in pairs {
        out.extend(key.to_le_bytes());
        out.extend(value.to_le_bytes());
    }
}

fn read_pairs(reader: &mut Reader<'_>) -> Option<Vec<(u32, u16)>> {
    let count = reader.u32()?;
    (0..count).map(|_| Some((reader.u32()?, reader.u16()?))).collect()
}

fn read_list(reader: &mut Reader<'_>) -> Option<Vec<u8>> {
    let count = reader.u32()?;
    Some(reader.take(count as usize)?.to_vec())
}

fn read(reader: &mut Reader<'_>) -> Option<LanguageModel> {
    let tags = reader.u32()?;
    let tags: Option<Vec<(Upos, Xpos)>> = (0..tags)
        .map(|_| {
            let (upos, xpos) = (reader.byte()?, reader.byte()?);
            Some((*Upos::ALL.get(usize::from(upos))?, *Xpos::ALL.get(usize::from(xpos))?))
        })
        .collect();
    let classes = reader.u32()?;
    let classes: Option<Vec<Vec<Tag>>> = (0..classes).map(|_| read_list(reader)).collect();
    let words = read_pairs(reader)?;
    let weights = Table::read(reader)?;
    let edits = reader.u32()?;
    let edits: Option<Vec<Edit>> = (0..edits)
        .map(|_| Some(Edit { cut: reader.byte()?, add: String::from_utf8(read_list(reader)?).ok()? }))
        .collect();
    let rules = read_pairs(reader)?;
    let parser = Parser::read(reader)?;
    Some(LanguageModel {
        tagger: Tagger { tags: tags?, classes: classes?, words, weights },
        lemmatiser: Lemmatiser { edits: edits?, rules },
        parser,
    })
}

/// Fowler, Noll and Vo's hash of the body, eight bytes at a time.
fn checksum(bytes: &[u8]) -> u64 {
    let mut sum = 0xcbf2_9ce4_8422_2325_u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        for (slot, byte) in word.iter_mut().zip(chunk) {
            *slot = *byte;
        }
        sum = (sum ^ u64::from_le_bytes(word)).wrapping_mul(0x0100_0000_01b3).rotate_left(23);
    }
    sum
}
