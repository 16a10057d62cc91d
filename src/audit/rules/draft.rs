//! Findings before their house is known.

use crate::audit::view::View;
use crate::{ClaimId, SourceId, Span};

/// A finding without rule and house.
#[derive(Debug, Default)]
pub(in crate::audit) struct Draft {
    pub(in crate::audit) spans: Vec<Span>,
    pub(in crate::audit) claims: Vec<ClaimId>,
    pub(in crate::audit) sources: Vec<SourceId>,
    pub(in crate::audit) why: String,
}

/// A draft about one source. Its places are the first mention of the source, then the other mentions.
pub(super) fn about(view: &View<'_>, id: SourceId, why: String) -> Draft {
    let known = view.known(id);
    let mut spans: Vec<Span> = known.and_then(|known| known.first).into_iter().collect();
    let mentions = view.report.source(id).map_or(&[][..], |source| source.mentions.as_slice());
    spans.extend(
        mentions.iter().map(|mention| mention.span).filter(|span| Some(*span) != known.and_then(|k| k.first)),
    );
    if spans.is_empty() {
        let claims = known.map_or(&[][..], |known| known.claims.as_slice());
        spans.extend(claims.first().and_then(|claim| view.report.claim(*claim)).map(crate::Claim::extent));
    }
    let claims = known.map(|known| known.claims.clone()).unwrap_or_default();
    Draft { spans, claims, sources: vec![id], why }
}
