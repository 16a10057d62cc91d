//! The data model: plain data that any program can build, store and exchange.

pub(crate) mod anonymity;
pub(crate) mod vocabulary;
