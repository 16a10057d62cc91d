//! What other programs build with: `schema` prints the JSON Schema of what the package gives, from which `tests/types.mjs` makes its
//! types; `page` prints a page of the library, whose policy `pack` reads; `read FILE …` prints what the host makes of articles, which the
//! module's answers are held against.

use ascribe::export::{flat::Row, html};
use ascribe::verify::{Statement, Verdict};
use ascribe::{Article, Grade, Report};
use ascribe_web::reading::Ascribe;
use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, transform_subschemas};
use serde_json::{Value, json};

fn main() -> Result<(), String> {
    match std::env::args().nth(1).as_deref() {
        Some("schema") => println!("{}", schema()),
        Some("page") => print!("{}", html::to_string(&Report::new(&Article::new("")), "")),
        Some("read") => {
            let ascribe = Ascribe::new("{}")?;
            for path in std::env::args().skip(2) {
                let text = std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
                let article = json!({ "text": text, "published": "2024-03-18", "outlet": "The Example" });
                let reading = ascribe.read(&article.to_string())?;
                let [report, findings] = [reading.report()?, reading.audit("strict")?];
                println!("{{\"article\":{article},\"report\":{report},\"findings\":{findings}}}");
            }
        }
        other => return Err(format!("expected `schema`, `page` or `read`, not {other:?}")),
    }
    Ok(())
}

/// One schema of all types, whose definitions are shared.
fn schema() -> Value {
    let mut generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    generator.subschema_for::<Report>();
    generator.subschema_for::<Row>();
    generator.subschema_for::<Statement>();
    generator.subschema_for::<Verdict>();
    generator.subschema_for::<Grade>();
    let definitions: Vec<(String, Value)> = generator.take_definitions(true).into_iter().collect();
    let definitions = definitions.into_iter().map(|(name, value)| {
        let Ok(mut schema) = Schema::try_from(value.clone()) else { return (name, value) };
        shorten(&mut schema);
        transform_subschemas(&mut RecursiveTransform(shorten), &mut schema);
        if name == "Span" {
            // reading.rs counts spans anew.
            schema.insert(
                "description".to_owned(),
                "A half-open range of UTF-16 code units of the text.".into(),
            );
        }
        (name, schema.to_value())
    });
    json!({ "$defs": definitions.collect::<serde_json::Map<_, _>>() })
}

/// Keeps the first paragraph of a description. The rest is examples in Rust.
fn shorten(schema: &mut Schema) {
    let first = schema
        .get("description")
        .and_then(|text| text.as_str()?.split("\n\n").next())
        .map(|text| text.replace('\n', " "));
    if let Some(first) = first {
        schema.insert("description".to_owned(), first.into());
    }
}
