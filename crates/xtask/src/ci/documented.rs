//! Which public types have no example that runs, in their own documentation or in that of a method.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Done;

/// Fails where a type that a path from the root leads to has no example, by the JSON that rustdoc writes.
pub(super) fn every_type(documentation: &Value) -> Done {
    let items = Items(documentation);
    let mut found = Found::default();
    let root = documentation.get("root").ok_or("rustdoc's JSON names no root")?;
    items.public(root, &[], &mut found);
    let without: Vec<&str> =
        found.types.iter().filter(|(id, _)| !items.has_example(id)).map(|(_, path)| path.as_str()).collect();
    println!("{} public types, {} of them without an example", found.types.len(), without.len());
    match (found.types.len(), without.len()) {
        (0, _) => Err("rustdoc names no public types at all".to_owned()),
        (_, 0) => Ok(()),
        _ => Err(format!("public types without an example:\n{}", without.join("\n"))),
    }
}

struct Items<'a>(&'a Value);

#[derive(Default)]
struct Found {
    /// Paths by id.
    types: BTreeMap<String, String>,
    /// Modules, which may be reached again through others.
    seen: BTreeSet<String>,
}

/// Ids are numbers, and keys are their text.
fn key(id: &Value) -> String {
    id.as_str().map_or_else(|| id.to_string(), str::to_owned)
}

impl<'a> Items<'a> {
    /// An item, its kind, and what it has of that kind.
    fn item(&self, id: &str) -> Option<(&'a Value, &'a str, &'a Value)> {
        let item = self.0.get("index")?.get(id)?;
        let (kind, inner) = item.get("inner")?.as_object()?.iter().next()?;
        Some((item, kind, inner))
    }

    fn public(&self, id: &Value, path: &[&str], found: &mut Found) {
        let id = key(id);
        let Some((item, kind, inner)) = self.item(&id) else { return };
        let below: Vec<&str> = path.iter().copied().chain(item.get("name").and_then(Value::as_str)).collect();
        match kind {
            "module" if found.seen.insert(id.clone()) => {
                for child in list(inner, "items") {
                    self.public(child, &below, found);
                }
            }
            "use" => {
                if let Some(of) = inner.get("id").filter(|of| !of.is_null()) {
                    self.public(of, path, found);
                }
            }
            "struct" | "enum" | "union" | "trait" => {
                found.types.insert(id, below.join("::"));
            }
            _ => {}
        }
    }

    /// Whether a type or one of its own methods has an example.
    fn has_example(&self, id: &str) -> bool {
        let Some((item, _, inner)) = self.item(id) else { return false };
        let own = list(inner, "impls").filter_map(|block| {
            let (_, _, inner) = self.item(&key(block))?;
            inner.get("trait").is_none_or(Value::is_null).then_some(inner)
        });
        let methods = own
            .flat_map(|block| list(block, "items"))
            .filter_map(|method| self.item(&key(method)).map(|(item, ..)| item));
        std::iter::once(item).chain(methods).any(|item| {
            let docs = item.get("docs").and_then(Value::as_str).unwrap_or_default();
            docs.lines()
                .any(|line| matches!(line.trim(), "```" | "```rust" | "```no_run" | "```should_panic"))
        })
    }
}

fn list<'a>(of: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    of.get(name).and_then(Value::as_array).into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// A crate with a type in a module, the same again at its root, and a method.
    fn documentation(of_type: &str, of_method: &str) -> Value {
        json!({ "root": 0, "index": {
            "0": { "name": "own", "inner": { "module": { "items": [1, 2] } } },
            "1": { "name": "part", "inner": { "module": { "items": [3, 1] } } },
            "2": { "name": null, "inner": { "use": { "id": 3 } } },
            "3": { "name": "Type", "docs": of_type, "inner": { "struct": { "impls": [4, 5] } } },
            "4": { "name": null, "inner": { "impl": { "trait": null, "items": [6] } } },
            "5": { "name": null, "inner": { "impl": { "trait": { "path": "Clone" }, "items": [7] } } },
            "6": { "name": "new", "docs": of_method, "inner": { "function": {} } },
            "7": { "name": "clone", "docs": "```\nclone();\n```", "inner": { "function": {} } },
        } })
    }

    #[test]
    fn examples_of_types_and_their_methods_count() {
        let example = "A type.\n\n```\nuse own::Type;\n```\n";
        assert_eq!(every_type(&documentation(example, "")), Ok(()));
        assert_eq!(every_type(&documentation("", example)), Ok(()));
        for without in ["A type.", "```text\nnothing\n```text", "```ignore\nlet a;"] {
            let failed = every_type(&documentation(without, ""));
            assert!(failed.is_err_and(|error| error.contains("own::")), "{without}");
        }
        assert!(every_type(&json!({ "root": 0, "index": {} })).is_err());
    }
}
