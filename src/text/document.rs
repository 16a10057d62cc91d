//! An annotated text: paragraphs, sentences, quotations and tokens.

use std::ops::Range;

use super::quotation::{Quoted, quotations};
use super::segment::{Segmentation, segment};
use super::syntax::LanguageModel;
use super::{Deprel, Upos, Xpos};
use crate::{Diagnostic, Span};

/// A word or punctuation mark, with its tags and its place in the dependency tree.
///
/// ```
/// # #[cfg(feature = "embedded-model")] {
/// use ascribe::text::syntax::LanguageModel;
/// use ascribe::text::{Deprel, Document};
///
/// let text = "Officials denied the report.";
/// let document = Document::parse(text, LanguageModel::embedded());
/// let first = &document.tokens()[0];
/// assert_eq!(first.span.slice(text), Some("Officials"));
/// assert_eq!((first.deprel, first.head), (Deprel::Nsubj, Some(1)));
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Token {
    /// Position in the text.
    pub span: Span,
    /// Universal part of speech.
    pub upos: Upos,
    /// English part of speech.
    pub xpos: Xpos,
    /// Relation to its head.
    pub deprel: Deprel,
    /// Index of its head in [`Document::tokens`]; `None` for the root of a sentence.
    pub head: Option<usize>,
}

impl Token {
    /// A token before annotation.
    pub(crate) fn new(span: Span) -> Self {
        Token { span, upos: Upos::X, xpos: Xpos::Fw, deprel: Deprel::Dep, head: None }
    }
}

/// A sentence: its position in the text, and its tokens.
///
/// ```
/// use ascribe::text::Document;
///
/// let text = "It rained. Mr. Lee stayed at home.";
/// let document = Document::segment(text);
/// let second = &document.sentences()[1];
/// assert_eq!(second.span.slice(text), Some("Mr. Lee stayed at home."));
/// assert_eq!(document.tokens()[second.tokens.clone()].len(), 6);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sentence {
    /// From the start of its first token to the end of its last.
    pub span: Span,
    /// Indexes into [`Document::tokens`].
    pub tokens: Range<usize>,
}

/// A paragraph: its position in the text, its sentences and its tokens.
///
/// ```
/// use ascribe::text::Document;
///
/// let text = "It rained. Nobody came.\n\nIt is over.";
/// let document = Document::segment(text);
/// let sentences: Vec<_> = document.paragraphs().iter().map(|paragraph| paragraph.sentences.clone()).collect();
/// assert_eq!(sentences, [0..2, 2..3]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Paragraph {
    /// From the start of its first token to the end of its last.
    pub span: Span,
    /// Indexes into [`Document::sentences`].
    pub sentences: Range<usize>,
    /// Indexes into [`Document::tokens`].
    pub tokens: Range<usize>,
}

/// An annotated text: paragraphs, sentences, quotations, and tokens with tags, lemmas and dependencies.
///
/// Methods that take the index of a token answer with an empty value, `None` or `false` where it is out of range.
///
/// ```
/// # #[cfg(feature = "embedded-model")] {
/// use ascribe::text::syntax::LanguageModel;
/// use ascribe::text::{Document, Upos};
///
/// let document = Document::parse("Officials denied the report.", LanguageModel::embedded());
/// assert_eq!(document.tokens()[1].upos, Upos::Verb);
/// assert_eq!(document.lemma(1), "deny");
/// let dependents: Vec<&str> = document.children(1).map(|child| document.word(child)).collect();
/// assert_eq!(dependents, ["Officials", "report", "."]);
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Document<'a> {
    text: &'a str,
    paragraphs: Vec<Paragraph>,
    sentences: Vec<Sentence>,
    tokens: Vec<Token>,
    lower: Strings,
    lemmas: Strings,
    /// Dependents of token `i`: `children[first_child[i]..first_child[i + 1]]`.
    first_child: Vec<u32>,
    children: Vec<u32>,
    subtrees: Vec<(u32, u32)>,
    quotations: Vec<Quoted>,
    unpaired_marks: Vec<Diagnostic>,
    cut: Vec<Span>,
}

/// Many short strings in one buffer.
#[derive(Clone, Debug, Default)]
pub(crate) struct Strings {
    buffer: String,
    ends: Vec<u32>,
}

impl Strings {
    pub(crate) fn get(&self, index: usize) -> &str {
        let Some(end) = self.ends.get(index) else { return "" };
        let start = index.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.buffer.get(start as usize..*end as usize).unwrap_or_default()
    }

    /// The buffer, for the next string to be appended; [`Strings::close`] completes it.
    pub(crate) fn open(&mut self) -> &mut String {
        &mut self.buffer
    }

    pub(crate) fn close(&mut self) {
        self.ends.push(index(self.buffer.len()));
    }
}

/// A stored index. Of a text of more than four gigabytes the tail would be lost.
fn index(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

impl<'a> Document<'a> {
    /// Segments, tags and parses a text. Never fails; linear in the length of the text.
    #[must_use]
    pub fn parse(text: &'a str, model: &LanguageModel) -> Document<'a> {
        Document::annotate(text, segment(text), Some(model), true)
    }

    /// Segments and tags a text: parts of speech and lemmas, but no dependencies.
    #[must_use]
    pub fn tag(text: &'a str, model: &LanguageModel) -> Document<'a> {
        Document::annotate(text, segment(text), Some(model), false)
    }

    /// Segments a text into paragraphs, sentences and tokens, and finds its quotations. No model is needed: every token has the
    /// tag `X` and an empty lemma.
    ///
    /// ```
    /// use ascribe::text::Document;
    ///
    /// let document = Document::segment("It isn't over, said Mr. Lee.");
    /// let words: Vec<&str> = (0..document.tokens().len()).map(|token| document.word(token)).collect();
    /// assert_eq!(words, ["It", "is", "n't", "over", ",", "said", "Mr.", "Lee", "."]);
    /// ```
    #[must_use]
    pub fn segment(text: &'a str) -> Document<'a> {
        Document::annotate(text, segment(text), None, false)
    }

    /// Tags and parses a segmented text: a list of token spans for each sentence, in text order. All of it is one
    /// paragraph. Spans that overlap or do not fit the text have empty words.
    #[must_use]
    pub fn parse_tokens(text: &'a str, sentences: &[Vec<Span>], model: &LanguageModel) -> Document<'a> {
        let mut pieces = Segmentation::default();
        for sentence in sentences {
            let start = pieces.tokens.len();
            pieces.tokens.extend(sentence);
            if let (Some(first), Some(last)) = (sentence.first(), sentence.last()) {
                pieces
                    .sentences
                    .push(Sentence { span: first.cover(*last), tokens: start..pieces.tokens.len() });
            }
        }
        if let (Some(first), Some(last)) = (pieces.tokens.first(), pieces.tokens.last()) {
            let (sentences, tokens) = (0..pieces.sentences.len(), 0..pieces.tokens.len());
            pieces.paragraphs.push(Paragraph { span: first.cover(*last), sentences, tokens });
        }
        Document::annotate(text, pieces, Some(model), true)
    }

    fn annotate(
        text: &'a str,
        pieces: Segmentation,
        model: Option<&LanguageModel>,
        parse: bool,
    ) -> Document<'a> {
        let mut lower = Strings::default();
        for span in &pieces.tokens {
            normalise(span.slice(text).unwrap_or_default(), lower.open());
            lower.close();
        }
        let mut tokens: Vec<Token> = pieces.tokens.iter().map(|span| Token::new(*span)).collect();
        let mut lemmas = Strings::default();
        if let Some(model) = model {
            model.annotate(text, &pieces.sentences, &lower, &mut tokens, &mut lemmas, parse);
        }
        let (first_child, children) = dependents(&tokens);
        let subtrees = subtrees(&tokens, &pieces.sentences);
        let (quotations, unpaired_marks) =
            quotations(text, pieces.paragraphs.iter().map(|paragraph| paragraph.span));
        Document {
            text,
            paragraphs: pieces.paragraphs,
            sentences: pieces.sentences,
            tokens,
            lower,
            lemmas,
            first_child,
            children,
            subtrees,
            quotations,
            unpaired_marks,
            cut: pieces.cut,
        }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The paragraphs, in text order.
    #[must_use]
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// The sentences, in text order.
    #[must_use]
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The tokens, in text order.
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Stretches without a sentence end that were split into sentences of at most 400 tokens. They are tables or junk, not
    /// prose.
    #[must_use]
    pub fn cut(&self) -> &[Span] {
        &self.cut
    }

    /// The quotations, in the order of their opening marks.
    ///
    /// ```
    /// use ascribe::text::Document;
    ///
    /// let document = Document::segment("“It's ‘over’,” she said. “We");
    /// let inner = document.quotations().iter().map(|quoted| quoted.inner.slice(document.text()).unwrap_or_default());
    /// assert!(inner.eq(["It's ‘over’,", "over", "We"]));
    /// ```
    #[must_use]
    pub fn quotations(&self) -> &[Quoted] {
        &self.quotations
    }

    /// A note for each quotation mark without a partner.
    pub(crate) fn unpaired_marks(&self) -> &[Diagnostic] {
        &self.unpaired_marks
    }

    /// The token as written.
    #[must_use]
    pub fn word(&self, token: usize) -> &'a str {
        self.tokens.get(token).and_then(|token| token.span.slice(self.text)).unwrap_or_default()
    }

    /// The token in lower case, with straight quotation marks.
    #[must_use]
    pub fn lower(&self, token: usize) -> &str {
        self.lower.get(token)
    }

    /// The lemma, in the form of UD's English corpora.
    #[must_use]
    pub fn lemma(&self, token: usize) -> &str {
        self.lemmas.get(token)
    }

    /// A token by its index.
    pub(crate) fn token(&self, token: usize) -> Option<&Token> {
        self.tokens.get(token)
    }

    pub(crate) fn upos(&self, token: usize) -> Option<Upos> {
        self.token(token).map(|token| token.upos)
    }

    pub(crate) fn xpos(&self, token: usize) -> Option<Xpos> {
        self.token(token).map(|token| token.xpos)
    }

    pub(crate) fn deprel(&self, token: usize) -> Option<Deprel> {
        self.token(token).map(|token| token.deprel)
    }

    pub(crate) fn head(&self, token: usize) -> Option<usize> {
        self.token(token)?.head
    }

    /// Whether a token stands in this relation to its head.
    pub(crate) fn is(&self, token: usize, deprel: Deprel) -> bool {
        self.deprel(token) == Some(deprel)
    }

    /// The first dependent in this relation.
    pub(crate) fn child(&self, token: usize, deprel: Deprel) -> Option<usize> {
        self.children(token).find(|child| self.is(*child, deprel))
    }

    /// The first dependent in any of these relations.
    pub(crate) fn child_among(&self, token: usize, deprels: &[Deprel]) -> Option<usize> {
        self.children(token).find(|child| self.deprel(*child).is_some_and(|deprel| deprels.contains(&deprel)))
    }

    /// The span of a range of tokens; `None` where the range is empty or out of range.
    #[must_use]
    pub fn token_span(&self, range: Range<usize>) -> Option<Span> {
        let tokens = self.tokens.get(range)?;
        Some(tokens.first()?.span.cover(tokens.last()?.span))
    }

    /// The span of a range of tokens without the punctuation at its edges, but with the bracket that closes one inside:
    /// "Lee (R-Utah)". `None` where there is no word.
    pub(crate) fn phrase_span(&self, range: &Range<usize>) -> Option<Span> {
        let tokens = self.tokens.get(range.clone())?;
        let word = |token: &Token| token.upos != Upos::Punct;
        let start = tokens.iter().position(word)?;
        let last = tokens.iter().rposition(word)?;
        let bracket = |at: usize, marks: [&str; 2]| {
            tokens
                .get(at)
                .and_then(|token| token.span.slice(self.text))
                .is_some_and(|word| marks.contains(&word))
        };
        let open = (start..=last).filter(|at| bracket(*at, ["(", "["])).count();
        let closed = (start..=last).filter(|at| bracket(*at, [")", "]"])).count();
        let last = last + usize::from(open > closed && bracket(last + 1, [")", "]"]));
        Some(Span::between(tokens.get(start)?.span.start(), tokens.get(last)?.span.end()))
    }

    /// The first token that ends after an offset, or the number of tokens. Logarithmic in the number of tokens.
    pub(crate) fn token_at(&self, offset: usize) -> usize {
        self.tokens.partition_point(|token| token.span.end() <= offset)
    }

    /// The tokens that a span touches. Logarithmic in the number of tokens.
    pub(crate) fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.token_at(span.start());
        let end = self.tokens.partition_point(|token| token.span.start() < span.end());
        start..end.max(start)
    }

    /// The sentence that holds a token. Logarithmic in the number of sentences.
    #[must_use]
    pub fn sentence_of(&self, token: usize) -> Option<usize> {
        let at = self.sentences.partition_point(|sentence| sentence.tokens.end <= token);
        self.sentences.get(at).filter(|sentence| sentence.tokens.contains(&token)).map(|_| at)
    }

    /// The paragraph that holds a token. Logarithmic in the number of paragraphs.
    #[must_use]
    pub fn paragraph_of(&self, token: usize) -> Option<usize> {
        let at = self.paragraphs.partition_point(|paragraph| paragraph.tokens.end <= token);
        self.paragraphs.get(at).filter(|paragraph| paragraph.tokens.contains(&token)).map(|_| at)
    }

    /// The dependents of a token, in text order.
    #[must_use]
    pub fn children(&self, token: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let start = self.first_child.get(token).copied().unwrap_or(0) as usize;
        let end = self.first_child.get(token + 1).copied().unwrap_or(0) as usize;
        self.children.get(start..end).unwrap_or_default().iter().map(|child| *child as usize)
    }

    /// From the leftmost descendant of a token to its rightmost, as a range of tokens; the token itself counts.
    #[must_use]
    pub fn subtree(&self, token: usize) -> Range<usize> {
        self.subtrees.get(token).map_or(token..token, |(start, end)| *start as usize..*end as usize)
    }
}

/// Writes a word in lower case, with curly and doubled marks straightened.
pub(crate) fn normalise(word: &str, out: &mut String) {
    match word {
        "“" | "”" | "„" | "‟" | "''" | "``" | "’’" | "‘‘" => return out.push('"'),
        "–" | "—" | "―" => return out.push('-'),
        _ => {}
    }
    if word.is_ascii() {
        out.push_str(word);
        let start = out.len() - word.len();
        if let Some(tail) = out.get_mut(start..) {
            tail.make_ascii_lowercase();
        }
        return;
    }
    for c in word.chars() {
        match c {
            '’' | '‘' | '`' => out.push('\''),
            '‐' | '‑' => out.push('-'),
            _ => out.extend(c.to_lowercase()),
        }
    }
}

/// Offsets and dependents of each token, as [`Document`] stores them.
fn dependents(tokens: &[Token]) -> (Vec<u32>, Vec<u32>) {
    let mut first = vec![0_u32; tokens.len() + 1];
    for head in tokens.iter().filter_map(|token| token.head) {
        if let Some(count) = first.get_mut(head + 1) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for count in &mut first {
        sum += *count;
        *count = sum;
    }
    let mut next = first.clone();
    let mut children = vec![0_u32; sum as usize];
    for (at, head) in tokens.iter().enumerate().filter_map(|(at, token)| Some((at, token.head?))) {
        if let Some(slot) = next.get_mut(head)
            && let Some(child) = children.get_mut(*slot as usize)
        {
            *child = index(at);
            *slot += 1;
        }
    }
    (first, children)
}

/// The range of each token's descendants. Each token hands its range on to its head as soon as all its own dependents
/// have handed on theirs, so every token is visited once.
fn subtrees(tokens: &[Token], sentences: &[Sentence]) -> Vec<(u32, u32)> {
    let mut ranges: Vec<(u32, u32)> = (0..tokens.len()).map(|at| (index(at), index(at + 1))).collect();
    let mut waiting = vec![0_u32; tokens.len()];
    for head in tokens.iter().filter_map(|token| token.head) {
        if let Some(count) = waiting.get_mut(head) {
            *count += 1;
        }
    }
    let mut ready: Vec<usize> = Vec::new();
    for sentence in sentences {
        ready.extend(sentence.tokens.clone().filter(|at| waiting.get(*at) == Some(&0)));
        while let Some(at) = ready.pop() {
            let Some(head) = tokens.get(at).and_then(|token| token.head) else { continue };
            let (start, end) = ranges.get(at).copied().unwrap_or_default();
            if let Some(range) = ranges.get_mut(head) {
                *range = (range.0.min(start), range.1.max(end));
            }
            if let Some(count) = waiting.get_mut(head) {
                *count -= 1;
                if *count == 0 {
                    ready.push(head);
                }
            }
        }
    }
    ranges
}
