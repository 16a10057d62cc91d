//! A text with its paragraphs, sentences and annotated tokens.

use std::collections::HashMap;
use std::mem::take;
use std::ops::Range;

use super::quotation::{Quoted, quotations};
use super::segment::{Segmentation, segment};
use super::strings::{Strings, normalise};
use super::syntax::LanguageModel;
use super::token::{Paragraph, Sentence, Token};
use super::{Deprel, Upos, Xpos};
use crate::lexicon::{Classes, Cue, Lexicon, WordClass};
use crate::watch::Watch;
use crate::{Diagnostic, Span};

/// A text with its paragraphs, sentences and tokens, and with their tags, lemmas, dependencies and quotations.
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
    lexicon: &'a Lexicon,
    /// The word classes of each token's lemma.
    classes: ClassSets,
    /// Offsets into `children`: the dependents of token `i` are `children[first_child[i]..first_child[i + 1]]`.
    first_child: Vec<u32>,
    children: Vec<u32>,
    subtrees: Vec<(u32, u32)>,
    quotations: Vec<Quoted>,
    unpaired_marks: Vec<Diagnostic>,
    cut: Vec<Span>,
}

/// An index in 32 bits. Only in a text of more than four gigabytes indexes do not fit.
/// The word classes of each token. Most have none, and few sets differ.
#[derive(Clone, Debug, Default)]
struct ClassSets {
    sets: Vec<Classes>,
    /// The number of each token's set.
    of: Vec<u32>,
}

impl ClassSets {
    fn of(all: impl Iterator<Item = Classes>) -> ClassSets {
        let mut numbers: HashMap<Classes, u32> = HashMap::new();
        let mut sets = vec![Classes::default()];
        let of = all.map(|classes| {
            if classes.is_empty() {
                return 0;
            }
            *numbers.entry(classes).or_insert_with(|| {
                sets.push(classes);
                index(sets.len() - 1)
            })
        });
        ClassSets { of: of.collect(), sets }
    }

    fn get(&self, token: usize) -> Classes {
        self.of.get(token).and_then(|set| self.sets.get(*set as usize)).copied().unwrap_or_default()
    }
}

fn index(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

impl<'a> Document<'a> {
    /// Segments, tags and parses a text. Never fails. Time is linear in the length of the text.
    #[must_use]
    pub fn parse(text: &'a str, model: &LanguageModel) -> Document<'a> {
        Document::parse_with_lexicon(text, model, Lexicon::standard())
    }

    /// Segments, tags and parses a text, and keeps a lexicon for later stages. [`Document::parse`] uses the standard lexicon.
    #[must_use]
    pub fn parse_with_lexicon(text: &'a str, model: &LanguageModel, lexicon: &'a Lexicon) -> Document<'a> {
        Document::parse_watched(text, model, lexicon, &Watch::never())
    }

    /// As [`Document::parse_with_lexicon`]. Where it is told to stop, the document is of no use.
    pub(crate) fn parse_watched(
        text: &'a str,
        model: &LanguageModel,
        lexicon: &'a Lexicon,
        watch: &Watch<'_>,
    ) -> Document<'a> {
        Document::annotate(text, segment(text, lexicon), Some(model), lexicon, Some(watch))
    }

    /// Segments and tags a text. Dependencies are not set.
    #[must_use]
    pub fn tag(text: &'a str, model: &LanguageModel) -> Document<'a> {
        Document::annotate_standard(text, Some(model))
    }

    /// Segments a text into paragraphs, sentences and tokens. Needs no model. Every part of speech is `X`, and every lemma is
    /// empty.
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
        Document::annotate_standard(text, None)
    }

    /// Parses a text with given tokens: one list of spans per sentence, in text order. The text counts as one paragraph.
    /// A token whose span does not fit the text is an empty word.
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
        Document::annotate(text, pieces, Some(model), Lexicon::standard(), Some(&Watch::never()))
    }

    /// Segments a text with the standard lexicon, and tags it with a model.
    fn annotate_standard(text: &'a str, model: Option<&LanguageModel>) -> Document<'a> {
        let lexicon = Lexicon::standard();
        Document::annotate(text, segment(text, lexicon), model, lexicon, None)
    }

    /// Parses if `parses` is set, until it is to stop.
    fn annotate(
        text: &'a str,
        mut pieces: Segmentation,
        model: Option<&LanguageModel>,
        lexicon: &'a Lexicon,
        parses: Option<&Watch<'_>>,
    ) -> Document<'a> {
        let mut lower = Strings::default();
        for span in &pieces.tokens {
            normalise(span.slice(text).unwrap_or_default(), lower.open());
            lower.close();
        }
        lower.complete();
        let mut tokens: Vec<Token> = take(&mut pieces.tokens).into_iter().map(Token::new).collect();
        let mut lemmas = Strings::default();
        if let Some(model) = model {
            let never = Watch::never();
            let (parses, watch) = (parses.is_some(), parses.unwrap_or(&never));
            model.annotate(text, &pieces.sentences, &lower, &mut tokens, &mut lemmas, parses, watch);
            lemmas = unname_plurals(text, &pieces.sentences, lexicon, &lower, &mut tokens, lemmas);
        }
        lemmas.complete();
        let classes = ClassSets::of((0..lemmas.len()).map(|at| lexicon.classes(lemmas.get(at))));
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
            lexicon,
            classes,
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

    /// The spans that were too long for a sentence and were cut into several, such as tables. The maximum length of a
    /// sentence is about 400 tokens.
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

    /// The quotation marks without a partner.
    pub(crate) fn unpaired_marks(&self) -> &[Diagnostic] {
        &self.unpaired_marks
    }

    /// The token as written. Empty for an index that is out of range.
    #[must_use]
    pub fn word(&self, token: usize) -> &'a str {
        self.tokens.get(token).and_then(|token| token.span.slice(self.text)).unwrap_or_default()
    }

    /// The token in lower case, with straight quotation marks. Empty for an index that is out of range.
    #[must_use]
    pub fn lower(&self, token: usize) -> &str {
        self.lower.get(token)
    }

    /// The lemma in the form of UD's English corpora. Empty for an index that is out of range.
    #[must_use]
    pub fn lemma(&self, token: usize) -> &str {
        self.lemmas.get(token)
    }

    /// The lexicon that the document was made with.
    pub(crate) fn lexicon(&self) -> &'a Lexicon {
        self.lexicon
    }

    /// The word classes of the token's lemma.
    pub(crate) fn classes(&self, token: usize) -> Classes {
        self.classes.get(token)
    }

    /// Whether the token's lemma belongs to a word class.
    pub(crate) fn has_class(&self, token: usize, class: WordClass) -> bool {
        self.classes(token).is(class)
    }

    /// The cue that the token's lemma can be.
    pub(crate) fn cue(&self, token: usize) -> Option<&'a Cue> {
        self.lexicon.cue(self.upos(token)?, self.lemma(token))
    }

    /// A token by its index. This and the methods below answer `None` or `false` for an index that is out of range.
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

    /// The span of a range of tokens. `None` for a range that is empty or out of range.
    #[must_use]
    pub fn token_span(&self, range: Range<usize>) -> Option<Span> {
        let tokens = self.tokens.get(range)?;
        Some(tokens.first()?.span.cover(tokens.last()?.span))
    }

    /// The span of a phrase: from the first word of a range of tokens to its last, without the punctuation at its edges. A
    /// bracket that opens inside closes inside: "Lee (R-Utah)". `None` where there is no word.
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

    /// The tokens that a span overlaps. Logarithmic in the number of tokens.
    pub(crate) fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.token_at(span.start());
        let end = self.tokens.partition_point(|token| token.span.start() < span.end());
        start..end.max(start)
    }

    /// The index of the sentence of a token. Logarithmic in the number of sentences.
    #[must_use]
    pub fn sentence_of(&self, token: usize) -> Option<usize> {
        let at = self.sentences.partition_point(|sentence| sentence.tokens.end <= token);
        self.sentences.get(at).filter(|sentence| sentence.tokens.contains(&token)).map(|_| at)
    }

    /// The index of the paragraph of a token. Logarithmic in the number of paragraphs.
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

    /// The range from the leftmost descendant of a token to its rightmost. The token itself is included.
    #[must_use]
    pub fn subtree(&self, token: usize) -> Range<usize> {
        self.subtrees.get(token).map_or(token..token, |(start, end)| *start as usize..*end as usize)
    }
}

/// Makes nouns of what the tagger took for names where a sentence starts with people in the plural: "Nurses said". A capital tells nothing
/// there, and few of these words start a sentence of a treebank. Answers with the lemmas.
fn unname_plurals(
    text: &str,
    sentences: &[Sentence],
    lexicon: &Lexicon,
    lower: &Strings,
    tokens: &mut [Token],
    lemmas: Strings,
) -> Strings {
    let proper = |token: Option<&Token>| token.is_some_and(|token| token.upos == Upos::Propn);
    let mut nouns: Vec<(usize, String)> = Vec::new();
    for sentence in sentences {
        let range = sentence.tokens.clone();
        let Some(at) = range.clone().find(|at| tokens.get(*at).is_some_and(|one| one.upos != Upos::Punct))
        else {
            continue;
        };
        if !proper(tokens.get(at)) || (range.contains(&(at + 1)) && proper(tokens.get(at + 1))) {
            continue;
        }
        let Some(token) = tokens.get_mut(at) else { continue };
        let plain = token.span.slice(text).unwrap_or_default().chars().skip(1).all(char::is_lowercase);
        if let Some(singular) = lexicon.one_of_people(lower.get(at)).filter(|_| plain) {
            (token.upos, token.xpos) = (Upos::Noun, Xpos::Nns);
            nouns.push((at, singular));
        }
    }
    if nouns.is_empty() { lemmas } else { lemmas.with(&nouns) }
}

/// The dependents of each token, in one list with offsets.
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

/// The range of each token's descendants. A token passes its range to its head when all its dependents have passed theirs,
/// so each token is visited once.
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
