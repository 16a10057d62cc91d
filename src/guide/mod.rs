//! A guide: what people do with a report, one page each, with code that runs.
//!
//! | you have, or want | read |
//! | --- | --- |
//! | one article, and questions about it | [`reading`] |
//! | a folder, a stream, all cores | [`corpora`] |
//! | attributions from another extractor, a language model or a person | [`own_extractor`] |
//! | only phrases: "a person familiar with the matter" | [`grading`] |
//! | roles, bodies or outlets that the lists lack | [`own_words`] |
//! | annotated news of your own, to train on | [`own_weights`] |
//! | a page, a spreadsheet, linked data, a person's corrections | [`exchange`] |
//! | a standards desk | [`house_rules`] |

#[doc = include_str!("corpora.md")]
pub mod corpora {}
#[doc = include_str!("exchange.md")]
pub mod exchange {}
#[doc = include_str!("grading.md")]
pub mod grading {}
#[doc = include_str!("house_rules.md")]
pub mod house_rules {}
#[doc = include_str!("own_extractor.md")]
pub mod own_extractor {}
#[doc = include_str!("own_weights.md")]
pub mod own_weights {}
#[doc = include_str!("own_words.md")]
pub mod own_words {}
#[doc = include_str!("reading.md")]
pub mod reading {}
