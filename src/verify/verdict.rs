//! What is asked, and what is answered: data alone.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Certainty, ClaimId, Confidence, Force, Level, SourceId, Span};

/// Words that somebody is said to have said, as a language model or a person supplies them.
///
/// ```
/// use ascribe::verify::Statement;
///
/// let statement = Statement::new("Ann Lee", "Nobody wants it");
/// assert!(statement.quoted);
/// let read: Vec<Statement> = serde_json::from_str(r#"[{"speaker": "Ann Lee", "words": "Nobody wants it"}]"#)?;
/// assert_eq!(read, [statement]);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Statement {
    /// Who is said to have said it: a name, a description or a pronoun of the article. Empty if nobody is named.
    #[serde(default)]
    pub speaker: String,
    /// The words. Quotation marks around the whole do not count. An ellipsis stands for words that were left out, and square
    /// brackets for words that an editor put in.
    pub words: String,
    /// Whether they are presented as the words of the speaker, and not as a paraphrase. True if left out.
    #[serde(default = "yes")]
    pub quoted: bool,
}

fn yes() -> bool {
    true
}

impl Statement {
    /// A quotation.
    #[must_use]
    pub fn new(speaker: impl Into<String>, words: impl Into<String>) -> Self {
        Statement { speaker: speaker.into(), words: words.into(), quoted: true }
    }

    /// The same words, presented as a paraphrase.
    #[must_use]
    pub fn paraphrased(mut self) -> Self {
        self.quoted = false;
        self
    }
}

/// A plain enum whose values have a name in JSON.
macro_rules! named {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $written:literal,)+ }) => {
        $(#[$meta])*
        ///
        /// ```
        #[doc = concat!("use ascribe::verify::", stringify!($name), ";")]
        ///
        #[doc = concat!("let all = [", $(stringify!($name), "::", stringify!($variant), ", ",)+ "];")]
        /// assert!(all.iter().all(|value| value.to_string() == value.as_str()));
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$doc])* $variant,)+
        }

        impl $name {
            /// The name of the value, as in JSON.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $written,)+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

named! {
    /// How the words of a statement stand in the text, the best first.
    Match {
        /// As they are, character for character.
        Verbatim = "verbatim",
        /// As they are but for typography: see [`Folding`].
        Folded = "folded",
        /// In several parts: around the words that attribute them, or with an ellipsis that says so.
        Joined = "joined",
        /// With changes: see [`Change`].
        Altered = "altered",
        /// Not there.
        Absent = "absent",
    }
}

named! {
    /// What was made equal before words were compared.
    Folding {
        /// Quotation marks and apostrophes.
        Marks = "marks",
        /// Dashes and hyphens, and the blanks around them.
        Dashes = "dashes",
        /// Blanks, line ends and characters without width.
        Spaces = "spaces",
        /// Ellipses, as a sign or as dots.
        Ellipses = "ellipses",
        /// Square brackets of an editor.
        Brackets = "brackets",
        /// The case of the first letter.
        Capital = "capital",
        /// The comma or full stop at either end.
        Ends = "ends",
    }
}

named! {
    /// What an alteration is about. Of several the first of these.
    ChangeKind {
        /// A word that negates came, went or changed.
        Negation = "negation",
        /// A number changed.
        Number = "number",
        /// A name changed.
        Name = "name",
        /// A modal verb came, went or changed: "may", "will".
        Modal = "modal",
        /// Passages that stand apart, or are of different speakers, were made one.
        Splice = "splice",
        /// Other words changed: another tense, a synonym, a word more or less.
        Wording = "wording",
        /// Punctuation inside, or capitals, changed.
        Punctuation = "punctuation",
    }
}

named! {
    /// Where words stand with respect to the quotation marks of the text.
    Marks {
        /// Inside. What a report has as verbatim without marks, such as a transcript, counts.
        Inside = "inside",
        /// Outside: the article's words, such as a paraphrase.
        Outside = "outside",
        /// In part inside.
        Across = "across",
    }
}

named! {
    /// Whether the speaker of a statement is the one of the text.
    Agreement {
        /// It is.
        Agrees = "agrees",
        /// It is somebody else.
        Differs = "differs",
        /// The text does not name who said it.
        Unnamed = "unnamed",
        /// The text ascribes the words to nobody.
        Nobody = "nobody",
        /// It cannot be told. A [`Reason`] says why.
        Unclear = "unclear",
    }
}

/// A difference between the words of a statement and those of the text.
///
/// ```
/// use ascribe::verify::{self, ChangeKind, Statement};
/// use ascribe::{Article, Report};
///
/// let text = "“We will not sell it,” Ann Lee said.";
/// let report = Report::new(&Article::new(text));
/// let verdicts = verify::check(&report, text, &[Statement::new("Ann Lee", "We will sell it")]);
/// let change = &verdicts[0].words.changes[0];
/// assert_eq!((change.kind, change.said.as_str()), (ChangeKind::Negation, ""));
/// assert_eq!(change.span.slice(text), Some("not"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Change {
    /// What it is about.
    pub kind: ChangeKind,
    /// The words of the statement. Empty where words were left out.
    pub said: String,
    /// The words of the text in their place. Empty where words were put in.
    pub span: Span,
}

impl Change {
    /// A change of what the text has at `span` to `said`.
    #[must_use]
    pub fn new(kind: ChangeKind, said: impl Into<String>, span: Span) -> Self {
        Change { kind, said: said.into(), span }
    }
}

/// Where and how words stand in the text.
///
/// ```
/// use ascribe::verify::{self, Match, Statement};
/// use ascribe::{Article, Report, Span};
///
/// let text = "“It’s over,” Ann Lee said.";
/// let report = Report::new(&Article::new(text));
/// let verdicts = verify::check(&report, text, &[Statement::new("Ann Lee", "It's over.")]);
/// assert_eq!(verdicts[0].words.matched, Match::Folded);
/// assert_eq!(verdicts[0].words.spans, [Span::new(3, 14)?]);
/// # Ok::<(), ascribe::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Words {
    /// How they stand there.
    #[serde(rename = "match")]
    pub matched: Match,
    /// Where: one span, or one a part; for altered words those of the text that come closest. Empty if they are absent.
    pub spans: Vec<Span>,
    /// Where they stand with respect to quotation marks. `None` if they are absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marks: Option<Marks>,
    /// What was folded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub foldings: Vec<Folding>,
    /// What was altered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
}

impl Words {
    /// Words that are not there.
    #[must_use]
    pub fn absent() -> Self {
        Words {
            matched: Match::Absent,
            spans: Vec::new(),
            marks: None,
            foldings: Vec::new(),
            changes: Vec::new(),
        }
    }

    /// Whether the text has these words: verbatim, folded or joined.
    #[must_use]
    pub fn are_there(&self) -> bool {
        self.matched <= Match::Joined
    }
}

/// Who said the words by the text, and whether that is the speaker of the statement.
///
/// ```
/// use ascribe::verify::{self, Agreement, Statement};
/// use ascribe::{Article, Report};
///
/// let text = "It is over.";
/// let report = Report::new(&Article::new(text));
/// let verdicts = verify::check(&report, text, &[Statement::new("Ann Lee", "It is over.")]);
/// assert_eq!(verdicts[0].speaker.verdict, Agreement::Nobody);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Speaker {
    /// Whether it is the speaker of the statement.
    pub verdict: Agreement,
    /// The source that said the words by the text, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceId>,
    /// Its name, or else its description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The confidence that the words are of this source.
    #[serde(default, skip_serializing_if = "Confidence::is_certain")]
    pub confidence: Confidence,
}

impl Speaker {
    /// A verdict without a source.
    #[must_use]
    pub fn new(verdict: Agreement) -> Self {
        Speaker { verdict, source: None, label: None, confidence: Confidence::CERTAIN }
    }
}

/// The claim that holds the words, with what tells how to take them.
///
/// ```
/// # #[cfg(feature = "embedded-model")] {
/// use ascribe::verify::Statement;
/// use ascribe::{Analyzer, Article, Force};
///
/// let article = Article::new("Ann Lee denied that she had sold the bridge.");
/// let statement = Statement::new("Ann Lee", "she had sold the bridge").paraphrased();
/// let verdicts = Analyzer::new().verify(&article, &[statement]);
/// let held = verdicts[0].claim.as_ref().ok_or("no claim")?;
/// assert!(held.denied && held.force == Force::Denial && !verdicts[0].supported);
/// # }
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Held {
    /// The claim.
    pub claim: ClaimId,
    /// What the speaker does with the words.
    pub force: Force,
    /// The level of the speaker.
    pub level: Level,
    /// How sure the speaker is of the whole content.
    pub certainty: Certainty,
    /// Whether the speaker denies it, or is said not to have said it.
    pub denied: bool,
    /// The source that passed it on: "told Reuters".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relay: Option<String>,
    /// Those by whose account the speaker said so, the next one first: of "Berg said that Lee said so" `["Berg"]`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub told_by: Vec<String>,
}

/// A claim that may be what a paraphrase paraphrases. No more than a candidate: whether it says the same a person has to judge.
///
/// ```
/// # #[cfg(feature = "embedded-model")] {
/// use ascribe::verify::Statement;
/// use ascribe::{Analyzer, Article};
///
/// let article = Article::new("The bridge will not reopen before the winter, Mayor Ann Lee said.");
/// let statement = Statement::new("Ann Lee", "The bridge stays closed until winter").paraphrased();
/// let verdict = &Analyzer::new().verify(&article, &[statement])[0];
/// assert_eq!(verdict.candidates.len(), 1);
/// assert!(!verdict.supported);
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Candidate {
    /// The claim.
    pub claim: ClaimId,
    /// The share of the statement's words, rare ones counting more, that the claim has: above 0, to 1.
    pub shared: f32,
}

impl Candidate {
    /// A candidate with this share.
    #[must_use]
    pub fn new(claim: ClaimId, shared: f32) -> Self {
        Candidate { claim, shared }
    }
}

/// Another place of the same words.
///
/// ```
/// use ascribe::verify::{self, Statement};
/// use ascribe::{Article, Report};
///
/// let text = "“Never,” said Ann Lee. “Never,” said Bo Berg.";
/// let report = Report::new(&Article::new(text));
/// let verdicts = verify::check(&report, text, &[Statement::new("Ann Lee", "Never")]);
/// assert_eq!(verdicts[0].others.len(), 1);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Occurrence {
    /// The words.
    pub words: Words,
    /// Who said them there.
    pub speaker: Speaker,
    /// The claim that holds them there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<Held>,
}

/// Whether a text supports a statement, and why not.
///
/// Supported means four things: the words are verbatim, folded or joined; they stand inside marks if the statement quotes them; the
/// speaker agrees; the claim is not one that the speaker denies. It is not the truth of what was said.
///
/// ```
/// # #[cfg(feature = "embedded-model")] {
/// use ascribe::verify::{Agreement, Reason, Statement};
/// use ascribe::{Analyzer, Article};
///
/// let article = Article::new("“Nobody wants it,” Ann Lee said. Bo Berg, the treasurer, left early.");
/// let statements = [Statement::new("Lee", "Nobody wants it"), Statement::new("Bo Berg", "Nobody wants it")];
/// let verdicts = Analyzer::new().verify(&article, &statements);
/// assert!(verdicts[0].supported);
/// assert_eq!(verdicts[1].speaker.verdict, Agreement::Differs);
/// assert_eq!(verdicts[1].speaker.label.as_deref(), Some("Ann Lee"));
/// assert_eq!(verdicts[1].because, [Reason::OtherSpeaker]);
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Verdict {
    /// Where and how the words stand in the text: of several places the one that speaks most for the statement.
    pub words: Words,
    /// Who said them.
    pub speaker: Speaker,
    /// The claim that holds them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<Held>,
    /// Whether the text supports the statement.
    pub supported: bool,
    /// Why it does not, or what to know where it does.
    pub because: Vec<Reason>,
    /// The other places of the words, in text order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<Occurrence>,
    /// Whether there are more places than are listed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub more: bool,
    /// Of a paraphrase: claims of that speaker that share its words, the best first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<Candidate>,
}

/// A reason of a verdict. Its `Display` is a sentence for people.
///
/// ```
/// use ascribe::verify::Reason;
///
/// assert_eq!(Reason::Denied.to_string(), "the speaker denies it, or is said not to have said it");
/// assert_eq!(serde_json::to_string(&Reason::OtherSpeaker)?, "\"other_speaker\"");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reason {
    /// The statement has no words.
    NoWords,
    /// The text does not have the words.
    Absent,
    /// The text has other words.
    Altered,
    /// A negation changed.
    NegationChanged,
    /// A number changed.
    NumberChanged,
    /// A name changed.
    NameChanged,
    /// A modal verb changed.
    ModalChanged,
    /// Passages that stand apart were made one.
    Spliced,
    /// They are quoted, and the text has them outside of quotation marks.
    OutsideMarks,
    /// They are quoted, and the text has quotation marks around a part of them.
    AcrossMarks,
    /// Somebody else said them.
    OtherSpeaker,
    /// Who said them the text does not name.
    SpeakerUnnamed,
    /// The text ascribes the words to nobody.
    NobodySaid,
    /// The report has no claim that holds them, yet they stand in quotation marks or beside the speaker.
    NoClaim,
    /// The speaker denies them, or is said not to have said them.
    Denied,
    /// What the words say stands under a negation that they leave out.
    NegationLeftOut,
    /// The statement names no speaker.
    NoSpeakerGiven,
    /// The article has nobody whom the statement's speaker describes.
    SpeakerUnknown,
    /// Several people of the article may be meant by the statement's speaker.
    SpeakerAmbiguous,
    /// The article leaves open whether the two are one.
    MayBeOne,
    /// One of the two is a part of the other, which is a group.
    PartOfGroup,
    /// Several speakers share the words.
    SeveralSpeakers,
    /// Whom the text means by its phrase for the speaker is not sure enough.
    IdentityUnsure,
    /// The words are the speaker's by another's account.
    ToldByAnother,
    /// The statement's speaker passes on what another said.
    PassesOn,
    /// It is a paraphrase: claims of the speaker that share its words are candidates.
    OnlyCandidates,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Reason::NoWords => "the statement has no words",
            Reason::Absent => "the text does not have the words",
            Reason::Altered => "the text has other words",
            Reason::NegationChanged => "a negation changed",
            Reason::NumberChanged => "a number changed",
            Reason::NameChanged => "a name changed",
            Reason::ModalChanged => "a modal verb changed",
            Reason::Spliced => "passages that stand apart were made one",
            Reason::OutsideMarks => "the text has these words outside of quotation marks",
            Reason::AcrossMarks => "the text has quotation marks around a part of these words",
            Reason::OtherSpeaker => "somebody else said it",
            Reason::SpeakerUnnamed => "the text does not name who said it",
            Reason::NobodySaid => "the text ascribes the words to nobody",
            Reason::NoClaim => {
                "the report has no claim that holds these words, yet somebody may have said them"
            }
            Reason::Denied => "the speaker denies it, or is said not to have said it",
            Reason::NegationLeftOut => "the words stand under a negation that they leave out",
            Reason::NoSpeakerGiven => "the statement names no speaker",
            Reason::SpeakerUnknown => "the article has nobody whom the statement's speaker describes",
            Reason::SpeakerAmbiguous => {
                "several people of the article may be meant by the statement's speaker"
            }
            Reason::MayBeOne => "the article leaves open whether the two speakers are one",
            Reason::PartOfGroup => "one of the two speakers is a group, and the other may be a part of it",
            Reason::SeveralSpeakers => "several speakers share the words",
            Reason::IdentityUnsure => "whom the text means by its phrase for the speaker is not sure enough",
            Reason::ToldByAnother => "the speaker said so by another's account",
            Reason::PassesOn => "the statement's speaker passes on what another said",
            Reason::OnlyCandidates => {
                "claims of the speaker share words of this paraphrase; judge whether they say the same"
            }
        })
    }
}
