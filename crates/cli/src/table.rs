//! Tables as CSV.

use ascribe::export::table::Table;

/// A table as CSV, with its header.
pub(crate) fn csv(table: &Table) -> Result<String, String> {
    written(table).map_err(|error| error.to_string())
}

fn written(table: &Table) -> Result<String, Box<dyn std::error::Error>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(table.header)?;
    for row in &table.rows {
        writer.write_record(row)?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}
