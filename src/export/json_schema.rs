//! The JSON Schemas of reports, of attributions that the caller brings, of statements and of verdicts, for programs in other
//! languages. A language model can be held to those of [`GIVEN`] and [`STATEMENTS`].
//!
//! [`REPORT`] is published as `data/report.schema.json`. It is JSON Schema, draft 2020-12, and describes what this version
//! reads, hence also all that it writes. Unknown fields and unknown values of open vocabularies are allowed, for reports of
//! later versions. That ids exist and spans lie in the text cannot be said in a schema:
//! [`Report::validate`](crate::Report::validate) checks it.
//!
//! With the feature `schema` the types of the data model implement `schemars::JsonSchema`, and `to_value` makes the schema
//! from them.

/// The published schema, as JSON.
///
/// ```
/// use ascribe::export::json_schema;
///
/// let schema: serde_json::Value = serde_json::from_str(json_schema::REPORT)?;
/// assert_eq!(schema["title"], "Report");
/// # Ok::<(), serde_json::Error>(())
/// ```
pub const REPORT: &str = include_str!("../../data/report.schema.json");

/// The published schema of a list of [`Given`](crate::Given)s, as JSON: `data/given.schema.json`.
///
/// ```
/// use ascribe::export::json_schema;
///
/// let schema: serde_json::Value = serde_json::from_str(json_schema::GIVEN)?;
/// assert_eq!(schema["type"], "array");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[cfg(feature = "analyzer")]
pub const GIVEN: &str = include_str!("../../data/given.schema.json");

/// The published schema of a list of [`Statement`](crate::verify::Statement)s, as JSON: `data/statements.schema.json`.
///
/// ```
/// use ascribe::export::json_schema;
///
/// let schema: serde_json::Value = serde_json::from_str(json_schema::STATEMENTS)?;
/// assert_eq!(schema["$defs"]["Statement"]["required"], serde_json::json!(["words"]));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[cfg(feature = "analyzer")]
pub const STATEMENTS: &str = include_str!("../../data/statements.schema.json");

/// The published schema of a list of [`Verdict`](crate::verify::Verdict)s, as JSON: `data/verdicts.schema.json`.
///
/// ```
/// use ascribe::export::json_schema;
///
/// let schema: serde_json::Value = serde_json::from_str(json_schema::VERDICTS)?;
/// assert_eq!(schema["type"], "array");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[cfg(feature = "analyzer")]
pub const VERDICTS: &str = include_str!("../../data/verdicts.schema.json");

/// The schema of [`Report`](crate::Report), made from the types.
///
/// ```
/// use ascribe::export::json_schema;
///
/// let schema = serde_json::to_value(json_schema::to_value())?;
/// assert_eq!(schema, serde_json::from_str::<serde_json::Value>(json_schema::REPORT)?);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[cfg(feature = "schema")]
#[cfg_attr(docsrs, doc(cfg(feature = "schema")))]
#[must_use]
pub fn to_value() -> schemars::Schema {
    of::<crate::Report>()
}

/// The schema of a list of [`Given`](crate::Given)s, made from the types: that of [`GIVEN`].
#[cfg(all(feature = "schema", feature = "analyzer"))]
#[cfg_attr(docsrs, doc(cfg(feature = "schema")))]
#[must_use]
pub fn given() -> schemars::Schema {
    of::<Vec<crate::Given>>()
}

/// The schema of a list of [`Statement`](crate::verify::Statement)s, made from the types: that of [`STATEMENTS`].
#[cfg(all(feature = "schema", feature = "analyzer"))]
#[cfg_attr(docsrs, doc(cfg(feature = "schema")))]
#[must_use]
pub fn statements() -> schemars::Schema {
    of::<Vec<crate::verify::Statement>>()
}

/// The schema of a list of [`Verdict`](crate::verify::Verdict)s, made from the types: that of [`VERDICTS`].
#[cfg(all(feature = "schema", feature = "analyzer"))]
#[cfg_attr(docsrs, doc(cfg(feature = "schema")))]
#[must_use]
pub fn verdicts() -> schemars::Schema {
    of::<Vec<crate::verify::Verdict>>()
}

#[cfg(feature = "schema")]
fn of<T: schemars::JsonSchema>() -> schemars::Schema {
    let settings = schemars::generate::SchemaSettings::draft2020_12();
    let settings = settings.with_transform(schemars::transform::RecursiveTransform(shorten_description));
    settings.into_generator().into_root_schema_for::<T>()
}

/// Keeps the first paragraph of a description. The rest is examples in Rust.
#[cfg(feature = "schema")]
fn shorten_description(schema: &mut schemars::Schema) {
    let first = schema
        .get("description")
        .and_then(|text| text.as_str()?.split("\n\n").next())
        .map(|text| text.replace('\n', " "));
    if let Some(first) = first {
        schema.insert("description".to_owned(), first.into());
    }
}
