//! What a reader does not notice changes no report.

use ascribe::Article;
use serde_json::Value;

use crate::setting::{Set, Setting};
use crate::text::{ANALYZER, options};
use crate::{Bytes, grammar};

/// An article of the grammar has the same report however it is set: all of it but its diagnostics and its length, and each span
/// where its words stand.
///
/// Left out, since a text does not always tell what they stand for: lines that a program wrapped (a short line may be one of its
/// own), marks of other styles (an apostrophe may end a quotation, and a mark that ends one in Germany begins one elsewhere), words
/// in capitals (a name may be a word). `ascribe evaluate --invariance` counts what stays the same there.
pub(crate) fn invariance(data: &[u8]) {
    let mut bytes = Bytes(data);
    let mut options = options(&mut bytes);
    // Its bytes would end elsewhere.
    options.max_bytes = None;
    let setting = Setting::unnoticed(&mut bytes);
    let set = setting.set(&grammar::article(&mut bytes));
    let analyzer = ANALYZER.clone().with_options(options);
    let report = |text: &str| {
        let article = Article::new(text).with_published("2021-12-30".parse().unwrap());
        let mut report = analyzer.analyze(&article);
        report.diagnostics.clear();
        report.bytes = 0;
        serde_json::to_value(&report).unwrap()
    };
    let mut expected = report(&set.plain);
    relocate(&mut expected, &set);
    let found = report(&set.text);
    if found != expected {
        let place = difference(&expected, &found, String::new());
        panic!("{place}\nof {:?}\nand {:?}", set.plain, set.text);
    }
}

/// Takes each span of a report to where it stands in the other text.
fn relocate(value: &mut Value, set: &Set) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| relocate(item, set)),
        Value::Object(fields) => {
            let edge = |name: &str| usize::try_from(fields.get(name)?.as_u64()?).ok();
            match (fields.len(), edge("start"), edge("end")) {
                (2, Some(start), Some(end)) => {
                    let (start, end) = set.place(start, end);
                    fields["start"] = start.into();
                    fields["end"] = end.into();
                }
                _ => fields.values_mut().for_each(|field| relocate(field, set)),
            }
        }
        _ => {}
    }
}

/// Where two values differ first, and how.
fn difference(expected: &Value, found: &Value, place: String) -> String {
    match (expected, found) {
        (Value::Array(a), Value::Array(b)) => match a.iter().zip(b).position(|(a, b)| a != b) {
            Some(at) => difference(&a[at], &b[at], format!("{place}.{at}")),
            None => format!("{place}: {} but {}", a.len(), b.len()),
        },
        (Value::Object(a), Value::Object(b)) if a.keys().eq(b.keys()) => {
            let name = a.keys().find(|name| a[*name] != b[*name]).expect("they differ");
            difference(&a[name], &b[name], format!("{place}.{name}"))
        }
        _ => format!("{place}: {expected} but {found}"),
    }
}
