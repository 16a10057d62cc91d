//! What changed between two versions of an article.

use ascribe::{Article, Difference};

use crate::ANALYZER;

/// The changes, each in a line with what it is about.
fn changes(old: &str, new: &str) -> Vec<String> {
    let [before, after] = [old, new].map(|text| ANALYZER.analyze(&Article::new(text)));
    let found = before.changes(old, &after, new);
    let line = |change: &Difference| match change {
        Difference::SourceAdded { after: id } => format!("came {}", after.name(*id)),
        Difference::SourceRemoved { before: id } => format!("went {}", before.name(*id)),
        Difference::Level { before: was, after: is, old, new } => {
            format!("{} {old}, {} {new}", before.name(*was), after.name(*is))
        }
        Difference::ClaimAdded { after: id } => format!("+ {}", after.claim(*id).unwrap().words(new)),
        Difference::ClaimRemoved { before: id } => format!("- {}", before.claim(*id).unwrap().words(old)),
        Difference::Content { after: id, old: was, new: is, .. } => {
            let (was, is) = (ascribe::Span::excerpt(was, old), ascribe::Span::excerpt(is, new));
            format!("{}: {was} → {is}", after.speaker_name(*id))
        }
        Difference::Speaker { old, new, .. } => {
            format!("{} → {}", before.name(old.unwrap()), after.name(new.unwrap()))
        }
        other => other.to_string(),
    };
    found.iter().map(line).collect()
}

const OLD: &str = "The bridge will close on Friday, a senior city official said. \
    “Nobody asked us,” Mayor Ann Lee said. The repair costs $3 million, engineer Bo Berg said.";

#[test]
fn equal_words_are_no_change_wherever_they_stand() {
    assert_eq!(changes(OLD, OLD), [""; 0]);
    let moved =
        format!("It rained all night.\n\n{}", OLD.replace("“Nobody asked us,”", "\"Nobody asked us,\""));
    assert_eq!(changes(OLD, &moved), [""; 0]);
}

#[test]
fn sources_that_came_and_went_are_listed() {
    let new = OLD.replace(
        " The repair costs $3 million, engineer Bo Berg said.",
        " “It is safe,” diver Eva Roth said.",
    );
    assert_eq!(
        changes(OLD, &new),
        ["- The repair costs $3 million", "+ It is safe,", "went Bo Berg", "came Eva Roth"]
    );
}

#[test]
fn who_gets_a_name_became_named() {
    let new = OLD.replace("a senior city official", "city engineer Tom Hale");
    let found = changes(OLD, &new);
    assert!(found.contains(&"a senior city official described, Tom Hale named".to_owned()), "{found:?}");
    let back = changes(&new, OLD);
    assert!(back.contains(&"Tom Hale named, a senior city official described".to_owned()), "{back:?}");
}

#[test]
fn another_wording_is_quoted_differently_and_another_name_is_another_speaker() {
    let new = OLD.replace("Nobody asked us,", "Nobody ever asked us,");
    assert_eq!(changes(OLD, &new), ["Ann Lee: Nobody asked us, → Nobody ever asked us,"]);
    let new = OLD.replace("engineer Bo Berg", "Mayor Ann Lee");
    let found = changes(OLD, &new);
    assert!(
        found.contains(&"Bo Berg → Ann Lee".to_owned()) && found.contains(&"went Bo Berg".to_owned()),
        "{found:?}"
    );
}
