//! The rules, one function each.

mod claims;
mod draft;
mod passing;
mod sources;
mod wording;

use super::finding::RuleId;
use super::house::Rule;
use super::view::View;

pub(super) use draft::Draft;

/// The findings of a rule. None for an unknown one.
pub(super) fn run(view: &View<'_>, rule: &Rule) -> Vec<Draft> {
    match rule.id {
        RuleId::BareSource => sources::bare_source(view, rule),
        RuleId::NoReason => sources::no_reason(view),
        RuleId::BoilerplateReason => sources::boilerplate_reason(view),
        RuleId::BasisNotStated => sources::basis_not_stated(view, rule),
        RuleId::PluralForOne => sources::plural_for_one(view),
        RuleId::PseudonymWithoutNote => sources::pseudonym_without_note(view),
        RuleId::PseudonymUsed => sources::pseudonym_used(view),
        RuleId::AnonymousAttack => claims::anonymous_attack(view),
        RuleId::AnonymousOpinion => claims::anonymous_opinion(view),
        RuleId::SingleUnnamedSource => claims::single_unnamed_source(view),
        RuleId::KeyClaimUnnamed => claims::key_claim_unnamed(view),
        RuleId::VaguerInLead => claims::vaguer_in_lead(view),
        RuleId::UnnamedQuotedLongest => claims::unnamed_quoted_longest(view, rule),
        RuleId::DeclinedComment => passing::declined_comment(view),
        RuleId::RelayUnconfirmed => passing::relay_unconfirmed(view, rule),
        RuleId::LearnedFromNobody => passing::learned_from_nobody(view),
        RuleId::SideTakingVerb => wording::side_taking_verb(view, rule),
        RuleId::QuotationWithoutSource => wording::quotation_without_source(view),
        RuleId::UnattributedHedge => wording::unattributed_hedge(view, rule),
        RuleId::Other(_) => Vec::new(),
    }
}
