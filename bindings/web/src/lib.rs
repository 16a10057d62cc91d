//! What JavaScript calls. Everything goes in and comes out as JSON, which `npm/index.js` writes and reads; what is done with it
//! stands in [`reading`], and is tested on the host.

pub mod reading;

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

/// An analyzer.
#[wasm_bindgen]
pub struct Ascribe(reading::Ascribe);

/// An article that was read.
#[wasm_bindgen]
pub struct Reading(reading::Reading);

/// An error of JavaScript with the library's words.
#[allow(clippy::needless_pass_by_value)] // For `map_err`.
fn thrown(error: String) -> JsValue {
    JsError::new(&error).into()
}

#[wasm_bindgen]
impl Ascribe {
    /// An analyzer with the options of a JSON object.
    ///
    /// # Errors
    ///
    /// What is wrong with the options.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &str) -> Result<Ascribe, JsValue> {
        reading::Ascribe::new(options).map(Ascribe).map_err(thrown)
    }

    /// Reads an article, which is a JSON object.
    ///
    /// # Errors
    ///
    /// What is wrong with the article.
    pub fn read(&self, article: &str) -> Result<Reading, JsValue> {
        self.0.read(article).map(Reading).map_err(thrown)
    }
}

#[wasm_bindgen]
impl Reading {
    /// The report, as JSON.
    ///
    /// # Errors
    ///
    /// None of a report of this program.
    pub fn report(&self) -> Result<String, JsValue> {
        self.0.report().map_err(thrown)
    }

    /// The claims as flat rows, as JSON.
    ///
    /// # Errors
    ///
    /// None of a report of this program.
    pub fn rows(&self) -> Result<String, JsValue> {
        self.0.rows().map_err(thrown)
    }

    /// A table as CSV: `rows`, `claims`, `sources`, `events`.
    ///
    /// # Errors
    ///
    /// An unknown table.
    pub fn csv(&self, table: &str) -> Result<String, JsValue> {
        self.0.csv(table).map_err(thrown)
    }

    /// The page of the article.
    #[must_use]
    pub fn page(&self) -> String {
        self.0.page()
    }

    /// The verdicts on statements, as JSON.
    ///
    /// # Errors
    ///
    /// What is wrong with the statements.
    pub fn verify(&self, statements: &str) -> Result<String, JsValue> {
        self.0.verify(statements).map_err(thrown)
    }

    /// The findings of a house, as JSON. It is the id of a built-in one, or a house file.
    ///
    /// # Errors
    ///
    /// An unknown house, or what is wrong with the file.
    pub fn audit(&self, house: &str) -> Result<String, JsValue> {
        self.0.audit(house).map_err(thrown)
    }
}

/// The grade of a phrase, as JSON.
///
/// # Errors
///
/// None of a grade of this program.
#[wasm_bindgen]
pub fn grade(phrase: &str) -> Result<String, JsValue> {
    reading::grade(phrase).map_err(thrown)
}

/// The built-in houses, as JSON.
///
/// # Errors
///
/// None of the houses of this program.
#[wasm_bindgen]
pub fn houses() -> Result<String, JsValue> {
    reading::houses().map_err(thrown)
}

/// The version of the library.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
