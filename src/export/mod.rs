//! Reports in the formats of other programs.

#[cfg(feature = "arrow")]
pub mod arrow;
pub mod brat;
pub mod html;
pub mod json_ld;
pub mod json_schema;
pub mod prov;
pub mod schema_org;
pub mod table;
pub mod web_annotation;
