//! The JSON Schema of a report, for programs in other languages that read, write or check reports.
//!
//! [`REPORT`] is the schema as it is published, in the repository as `data/report.schema.json`: JSON Schema, draft
//! 2020-12. It says what this version reads; everything that it writes fits as well. Fields that it does not know are
//! allowed, and so are values of open vocabularies: a reader passes over what it does not know. What no schema can say
//! (that ids lead somewhere, that spans lie in the text) is checked by [`Report::validate`](crate::Report::validate).
//!
//! With the feature `schema` the types of the data model implement `schemars::JsonSchema`, so that they can be parts of
//! schemas of the user's own, and [`report`] makes the schema anew.

/// The published schema, as JSON.
///
/// ```
/// let schema: serde_json::Value = serde_json::from_str(ascribe::export::json_schema::REPORT)?;
/// assert_eq!(schema["title"], "Report");
/// # Ok::<(), serde_json::Error>(())
/// ```
pub const REPORT: &str = include_str!("../../data/report.schema.json");

/// The schema of [`Report`](crate::Report), made from the types.
///
/// ```
/// let schema = serde_json::to_value(ascribe::export::json_schema::report())?;
/// assert_eq!(schema, serde_json::from_str::<serde_json::Value>(ascribe::export::json_schema::REPORT)?);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[cfg(feature = "schema")]
#[cfg_attr(docsrs, doc(cfg(feature = "schema")))]
#[must_use]
pub fn report() -> schemars::Schema {
    let settings = schemars::generate::SchemaSettings::draft2020_12();
    let settings = settings.with_transform(schemars::transform::RecursiveTransform(brief));
    settings.into_generator().into_root_schema_for::<crate::Report>()
}

/// Keeps the first paragraph of each description: the rest is examples in Rust.
#[cfg(feature = "schema")]
fn brief(schema: &mut schemars::Schema) {
    let first = schema
        .get("description")
        .and_then(|text| text.as_str()?.split("\n\n").next())
        .map(|text| text.replace('\n', " "));
    if let Some(first) = first {
        schema.insert("description".to_owned(), first.into());
    }
}
