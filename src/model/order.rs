//! The order in which claims are listed, and their nesting depths.

use crate::{ClaimId, Report};

/// The claims, each followed by those in its content.
pub(crate) struct Order {
    /// Each claim once, with its depth.
    pub(crate) claims: Vec<(ClaimId, usize)>,
    depths: Vec<usize>,
    /// For each claim, those directly in its content.
    within: Vec<Vec<ClaimId>>,
}

impl Order {
    /// Linear in the number of claims. Claims nested in a circle, as in an invalid report, come last.
    pub(crate) fn new(report: &Report) -> Self {
        let mut order = Order {
            claims: Vec::with_capacity(report.claims.len()),
            depths: vec![0; report.claims.len()],
            within: vec![Vec::new(); report.claims.len()],
        };
        let mut waiting = Vec::new();
        for (id, claim) in report.iter_claims() {
            match claim.within.and_then(|outer| order.within.get_mut(outer.index())) {
                Some(inner) => inner.push(id),
                None => waiting.push((id, 0)),
            }
        }
        waiting.reverse();
        let mut seen = vec![false; report.claims.len()];
        while let Some((id, depth)) = waiting.pop() {
            order.claims.push((id, depth));
            if let (Some(seen), Some(slot)) = (seen.get_mut(id.index()), order.depths.get_mut(id.index())) {
                (*seen, *slot) = (true, depth);
            }
            waiting.extend(order.within(id).iter().rev().map(|inner| (*inner, depth + 1)));
        }
        let circles = report.iter_claims().filter(|(id, _)| seen.get(id.index()) == Some(&false));
        order.claims.extend(circles.map(|(id, _)| (id, 0)));
        order
    }

    /// Number of claims around this one.
    pub(crate) fn depth(&self, claim: ClaimId) -> usize {
        self.depths.get(claim.index()).copied().unwrap_or(0)
    }

    /// The claims directly in the content of this one.
    pub(crate) fn within(&self, claim: ClaimId) -> &[ClaimId] {
        self.within.get(claim.index()).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Article, Attribution, Claim, Quotation, Span};

    #[test]
    fn every_claim_comes_once_even_in_a_circle() {
        let mut report = Report::new(&Article::new("…"));
        for within in [None, Some(0), Some(1), Some(4), Some(3), Some(9)] {
            let mut claim = Claim::new(Span::default(), Quotation::Direct, Attribution::unattributed());
            claim.within = within.map(ClaimId::new);
            report.add_claim(claim);
        }
        let order = Order::new(&report);
        let listed: Vec<_> = order.claims.iter().map(|(id, depth)| (id.index(), *depth)).collect();
        assert_eq!(listed, [(0, 0), (1, 1), (2, 2), (5, 0), (3, 0), (4, 0)]);
    }
}
