//! The guide: a page for each use, with code that the tests run.
//!
//! | task | page |
//! | --- | --- |
//! | read the report of an article | [`reading`] |
//! | analyze many articles | [`corpora`] |
//! | run it in a service: rate, memory, threads, limits, what a confidence means | [`operating`] |
//! | give a language model sourced context, and check what it answers | [`verify`] |
//! | bring attributions of another extractor, a language model or a person | [`own_extractor`] |
//! | grade phrases: "a person familiar with the matter" | [`grading`] |
//! | add words: roles, bodies, outlets | [`own_words`] |
//! | train weights | [`own_weights`] |
//! | export reports, and read corrections | [`exchange`] |
//! | audit articles against house rules | [`house_rules`] |
//! | understand or change the library | [`design`] |

#[doc = include_str!("corpora.md")]
pub mod corpora {}
#[doc = include_str!("../../DESIGN.md")]
pub mod design {}
#[doc = include_str!("exchange.md")]
pub mod exchange {}
#[doc = include_str!("grading.md")]
pub mod grading {}
#[doc = include_str!("house_rules.md")]
pub mod house_rules {}
#[doc = include_str!("operating.md")]
pub mod operating {}
#[doc = include_str!("own_extractor.md")]
pub mod own_extractor {}
#[doc = include_str!("own_weights.md")]
pub mod own_weights {}
#[doc = include_str!("own_words.md")]
pub mod own_words {}
#[doc = include_str!("reading.md")]
pub mod reading {}
#[doc = include_str!("verify.md")]
pub mod verify {}
