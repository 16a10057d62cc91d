//! JSON Schemas of what tools take and give, made from the types.

use std::sync::Arc;

use rmcp::model::JsonObject;
use schemars::generate::{SchemaGenerator, SchemaSettings};
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

/// The schema of arguments. It has no others than those that it names, so that a misspelt one is not ignored.
pub(crate) fn input<T: JsonSchema>() -> Arc<JsonObject> {
    let mut settings = SchemaSettings::draft2020_12();
    // Some clients know no references.
    settings.inline_subschemas = true;
    let mut schema = object::<T>(settings);
    schema.insert("additionalProperties".to_owned(), Value::Bool(false));
    Arc::new(schema)
}

/// The schema of a result.
pub(crate) fn output<T: JsonSchema>() -> Arc<JsonObject> {
    Arc::new(object::<T>(SchemaSettings::draft2020_12().for_serialize()))
}

fn object<T: JsonSchema>(settings: SchemaSettings) -> JsonObject {
    let settings = settings.with_transform(RecursiveTransform(first_paragraph));
    let schema = SchemaGenerator::from(settings).into_root_schema_for::<T>();
    let Value::Object(mut schema) = schema.to_value() else { return JsonObject::new() };
    schema.remove("title");
    schema.remove("description");
    schema
}

/// Keeps the first paragraph of a description. In the library's types the rest is examples in Rust.
fn first_paragraph(schema: &mut Schema) {
    let first = schema
        .get("description")
        .and_then(|text| text.as_str()?.split("\n\n").next())
        .map(|text| text.replace('\n', " "));
    if let Some(first) = first {
        schema.insert("description".to_owned(), first.into());
    }
}
