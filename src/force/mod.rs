//! What a speaker does with the words of a claim, and how sure the speaker is of them.

pub(crate) mod bounds;
mod content;
mod cue;
mod endorsement;
mod head;
pub(crate) mod modality;
mod words;

use crate::attribution::found::Found;
use crate::text::Document;
use crate::{Factuality, Force, Span};
use bounds::Bounds;
use content::Content;
use cue::CueWord;
use endorsement::Endorsement;

/// The force of a claim, and how sure its speaker and whoever tells of it are.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Act {
    pub(crate) force: Force,
    /// The words that show the force.
    pub(crate) evidence: Vec<Span>,
    /// How far the speaker stands behind the content.
    pub(crate) endorsement: Endorsement,
    /// How sure the speaker is of the content.
    pub(crate) speaker: Factuality,
    /// How sure the teller is that the act is done.
    pub(crate) teller: Factuality,
}

/// The act of an attribution's speaker. `outer` is the content that the attribution stands in, if it stands in one.
pub(crate) fn act(document: &Document<'_>, found: &Found, outer: Option<&[Span]>) -> Act {
    let content = Content::of(document, found);
    let said = said(document, found, &content);
    let Some(cue) = CueWord::of(document, found, outer) else {
        let (force, endorsement) = if content.asks {
            (Force::Question, Endorsement::OPEN)
        } else {
            (Force::Statement, Endorsement::FULL)
        };
        let speaker = endorsement.apply(&said, &[]);
        return Act { force, evidence: Vec::new(), endorsement, speaker, teller: Factuality::plain() };
    };
    let (force, endorsement) = cue.force(&content);
    let evidence = cue.evidence();
    let speaker = endorsement.apply(&said, &evidence);
    Act { force, endorsement, speaker, teller: cue.teller(), evidence }
}

/// The factuality of a content by its own words.
fn said(document: &Document<'_>, found: &Found, content: &Content<'_>) -> Factuality {
    if content.asks {
        return Factuality::default();
    }
    let mut said = match content.head {
        Some(head) => modality::read(document, head, Bounds::of(&found.content)).factuality,
        None => Factuality::plain(),
    };
    if let Some(negation) = content.negation {
        said.polarity = said.polarity.reversed();
        said.evidence.push(negation);
    }
    said
}
