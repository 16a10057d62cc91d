//! The integration tests, in one binary.

mod arrow;
mod article;
mod audit;
mod bad_input;
mod cases;
mod documents;
mod errors;
mod events;
mod export;
mod force;
mod foreign;
mod grade;
mod html;
mod import;
mod json;
mod language;
mod properties;
mod sources;
mod structure;
mod threads;
mod time;
