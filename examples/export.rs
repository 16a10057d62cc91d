//! One report in every format.
//!
//! `cargo run --release --example export -- prov FILE.txt`; brat and the sample article if nothing is named.

use ascribe::export::{brat, html, prov, schema_org, table, web_annotation};
use ascribe::{Analyzer, Article};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/putin-biden-call.txt");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let format = arguments.next().unwrap_or_else(|| "brat".to_owned());
    let path = arguments.next().unwrap_or_else(|| SAMPLE.to_owned());
    let text = std::fs::read_to_string(path)?;
    let report = Analyzer::new().analyze(&Article::new(text.as_str()));

    let written = match format.as_str() {
        "brat" => brat::to_string(&report, &text),
        "html" => html::to_string(&report, &text),
        "json" => serde_json::to_string(&report)?,
        "prov" => serde_json::to_string(&prov::to_stream(&report, &text))?,
        "schema.org" => serde_json::to_string(&schema_org::to_stream(&report, &text))?,
        "web-annotation" => serde_json::to_string(&web_annotation::to_stream(&report, &text))?,
        "csv" => {
            let claims = table::to_rows(&report, &text).claims.guarded();
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(claims.header)?;
            for row in &claims.rows {
                writer.write_record(row)?;
            }
            String::from_utf8(writer.into_inner()?)?
        }
        other => {
            return Err(format!("{other}: brat, html, json, prov, schema.org, web-annotation or csv").into());
        }
    };
    println!("{written}");
    Ok(())
}
