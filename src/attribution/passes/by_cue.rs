//! Attributions of the rules by where their cues stand.

use crate::Span;
use crate::attribution::found::Found;

/// The attributions with a cue in one piece, in the order of their cues.
pub(super) struct ByCue<'a>(Vec<&'a Found>);

impl<'a> ByCue<'a> {
    pub(super) fn new(ruled: &'a [Found]) -> Self {
        let mut by_cue: Vec<&Found> = ruled.iter().filter(|one| one.cue.len() == 1).collect();
        by_cue.sort_by_key(|one| one.cue.first().map(|span| span.start()));
        ByCue(by_cue)
    }

    /// Those whose cues lie inside a cue in one piece; none where it has several.
    pub(super) fn inside<'s>(&'s self, cue: &[Span]) -> impl Iterator<Item = &'a Found> + use<'s, 'a> {
        let cue = if let [cue] = cue { Some(*cue) } else { None };
        let starts = |rule: &Found| rule.cue.first().map(|span| span.start());
        let first = self.0.partition_point(|rule| starts(rule) < cue.map(Span::start));
        let later = self.0.iter().copied().skip(first);
        later.take_while(move |rule| rule.cue.iter().all(|span| cue.is_some_and(|cue| cue.contains(*span))))
    }
}
