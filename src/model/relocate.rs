//! Reports of a text as it is read, taken back to the text that was given.

use crate::{Attribution, Report, Span};

impl Report {
    /// Puts each span elsewhere, such as back to where its words stood before the text was cleaned. `bytes` is not changed. Linear
    /// in the size of the report.
    pub(crate) fn relocate(&mut self, place: impl Fn(Span) -> Span) {
        let mut visit = |span: &mut Span| *span = place(*span);
        self.sentences.iter_mut().for_each(&mut visit);
        self.header.iter_mut().for_each(&mut visit);
        for actor in &mut self.actors {
            actor.mentions.iter_mut().for_each(|mention| visit(&mut mention.span));
        }
        for source in &mut self.sources {
            source.mentions.iter_mut().for_each(|mention| visit(&mut mention.span));
            source.axes.spans_mut().for_each(&mut visit);
            source.relations.iter_mut().flat_map(|relation| &mut relation.evidence).for_each(&mut visit);
        }
        for claim in &mut self.claims {
            let spans = [&mut claim.content, &mut claim.verbatim, &mut claim.force_evidence];
            spans.into_iter().flatten().for_each(&mut visit);
            claim.factuality.evidence.iter_mut().for_each(&mut visit);
            claim.attributions.iter_mut().flat_map(spans_of).for_each(&mut visit);
        }
        for event in &mut self.events {
            visit(&mut event.trigger);
            event.mentions.iter_mut().chain(&mut event.place).for_each(&mut visit);
            event.participants.iter_mut().for_each(|part| visit(&mut part.span));
            event.stances.iter_mut().flat_map(|stance| &mut stance.factuality.evidence).for_each(&mut visit);
            event.time.iter_mut().flat_map(|time| &mut time.spans).for_each(&mut visit);
        }
        self.times.iter_mut().for_each(|time| visit(&mut time.span));
        self.diagnostics.iter_mut().flat_map(|note| &mut note.span).for_each(&mut visit);
    }
}

fn spans_of(link: &mut Attribution) -> impl Iterator<Item = &mut Span> {
    let relay = link.relay.iter_mut().flat_map(|relay| &mut relay.spans);
    link.source_spans.iter_mut().chain(&mut link.cue).chain(&mut link.factuality.evidence).chain(relay)
}
