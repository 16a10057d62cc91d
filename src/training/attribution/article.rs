//! What the attribution engine learns from.

use crate::Given;

/// An annotated article.
///
/// ```
/// use ascribe::export::brat;
/// use ascribe::training::attribution::AnnotatedArticle;
///
/// let text = "Rain, she said.";
/// let article = AnnotatedArticle::new(text, brat::given_from_str("", text));
/// assert!(article.attributions.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct AnnotatedArticle {
    /// The text.
    pub text: String,
    /// The attributions that annotators marked in it.
    pub attributions: Vec<Given>,
}

impl AnnotatedArticle {
    /// An article with its attributions.
    #[must_use]
    pub fn new(text: impl Into<String>, attributions: Vec<Given>) -> Self {
        AnnotatedArticle { text: text.into(), attributions }
    }
}
