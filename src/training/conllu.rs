//! Reader of corpora in CoNLL-U.

use crate::text::{Deprel, Upos, Xpos};

/// A word of a corpus.
///
/// ```
/// use ascribe::text::Upos;
///
/// let text = "1\tThey\tthey\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n2\tdeny\tdeny\tVERB\tVBP\t_\t0\troot\t_\t_\n\n";
/// let word = &ascribe::training::conllu::from_str(text)[0].words[0];
/// assert_eq!((word.form.as_str(), word.upos, word.head), ("They", Upos::Pron, Some(1)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SyntacticWord {
    /// The form.
    pub form: String,
    /// The lemma.
    pub lemma: String,
    /// The universal part of speech.
    pub upos: Upos,
    /// The English part of speech.
    pub xpos: Xpos,
    /// The index of the head in the sentence. `None` for the root.
    pub head: Option<usize>,
    /// The relation to the head.
    pub deprel: Deprel,
    /// Whether a blank follows.
    pub space_after: bool,
}

impl SyntacticWord {
    /// A word outside a sentence.
    pub(crate) fn new(form: &str, lemma: &str, upos: Upos, xpos: Xpos) -> Self {
        let (form, lemma) = (form.to_owned(), lemma.to_owned());
        SyntacticWord { form, lemma, upos, xpos, head: None, deprel: Deprel::Root, space_after: true }
    }
}

/// A sentence of a corpus.
///
/// ```
/// let text = "# newdoc id = first\n1\tStop\tstop\tVERB\tVB\t_\t0\troot\t_\t_\n\n";
/// let sentence = &ascribe::training::conllu::from_str(text)[0];
/// assert_eq!(sentence.document.as_deref(), Some("first"));
/// assert!(sentence.paragraph);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tree {
    /// The words.
    pub words: Vec<SyntacticWord>,
    /// The name of the document that starts with this sentence.
    pub document: Option<String>,
    /// Whether a paragraph starts with this sentence.
    pub paragraph: bool,
}

/// Reads a corpus.
///
/// Empty nodes are skipped. A label that UD's English corpora do not have is read as `X`, `FW` or `dep`. No blank is between the
/// words of a multi-word range, such as "do" and "n't" in "don't".
///
/// ```
/// let text = "1\tStop\tstop\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No\n2\t.\t.\tPUNCT\t.\t_\t1\tpunct\t_\t_\n\n";
/// let sentences = ascribe::training::conllu::from_str(text);
/// assert_eq!(sentences[0].words[1].head, Some(0));
/// ```
#[must_use]
pub fn from_str(text: &str) -> Vec<Tree> {
    let mut found = Vec::new();
    let mut sentence = Tree::default();
    // The last word of the current range, and whether a blank follows it.
    let mut range: Option<(usize, bool)> = None;
    for line in text.lines().chain([""]) {
        if line.is_empty() {
            range = None;
            if !sentence.words.is_empty() {
                found.push(std::mem::take(&mut sentence));
            }
        } else if let Some(comment) = line.strip_prefix('#') {
            let comment = comment.trim();
            if let Some(name) = comment.strip_prefix("newdoc id =") {
                sentence.document = Some(name.trim().to_owned());
                sentence.paragraph = true;
            } else if comment.starts_with("newpar") && !comment.starts_with("newpar_block") {
                sentence.paragraph = true;
            }
        } else {
            range = multiword(line).or(range);
            let Some((number, mut word)) = word(line) else { continue };
            if let Some((last, space_after)) = range {
                word.space_after = number == last && space_after;
                range = range.filter(|_| number < last);
            }
            sentence.words.push(word);
        }
    }
    found
}

/// The last word of a multi-word range, and whether a blank follows it.
fn multiword(line: &str) -> Option<(usize, bool)> {
    let (_, last) = line.split('\t').next()?.split_once('-')?;
    Some((last.parse().ok()?, !line.contains("SpaceAfter=No")))
}

fn word(line: &str) -> Option<(usize, SyntacticWord)> {
    let mut fields = line.split('\t');
    let number = fields.next()?.parse::<usize>().ok()?;
    let (form, lemma, upos, xpos) = (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
    let head = fields.nth(1)?.parse::<usize>().ok()?;
    let deprel = fields.next()?;
    let misc = fields.nth(1).unwrap_or_default();
    let word = SyntacticWord {
        form: form.to_owned(),
        lemma: lemma.to_owned(),
        upos: Upos::from_written(upos).unwrap_or(Upos::X),
        xpos: Xpos::from_written(xpos).unwrap_or(Xpos::Fw),
        head: head.checked_sub(1),
        deprel: Deprel::from_written(deprel).unwrap_or(Deprel::Dep),
        space_after: !misc.contains("SpaceAfter=No"),
    };
    Some((number, word))
}
