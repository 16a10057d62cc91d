//! Tables as CSV.

use ascribe::export::table::Table;

/// A table as CSV, with its header.
pub(crate) fn csv(table: &Table) -> Result<String, String> {
    let rows = table.rows.iter().map(csv_row);
    std::iter::once(csv_row(table.header)).chain(rows).collect()
}

/// A row of a table as a line of CSV.
pub(crate) fn csv_row(cells: impl IntoIterator<Item: AsRef<[u8]>>) -> Result<String, String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let written = writer.write_record(cells).map_err(|error| error.to_string());
    written.and_then(|()| {
        let bytes = writer.into_inner().map_err(|error| error.to_string())?;
        String::from_utf8(bytes).map_err(|error| error.to_string())
    })
}
