//! The data model: plain data that any program can build, store and exchange.

pub(crate) mod actor;
pub(crate) mod anonymity;
pub(crate) mod article;
pub(crate) mod citations;
pub(crate) mod claim;
pub(crate) mod event;
pub(crate) mod factuality;
pub(crate) mod id;
pub(crate) mod maker;
pub(crate) mod order;
#[cfg(feature = "analyzer")]
mod relocate;
pub(crate) mod report;
pub(crate) mod source;
pub(crate) mod summary;
pub(crate) mod time;
mod unnamed;
pub(crate) mod validate;
pub(crate) mod vocabulary;
