//! Annotation of other programs: whole when it is read, or an error that names the place.

use ascribe::export::brat;
use ascribe::export::web_annotation::{self, AnnotationPage};
use ascribe::{Article, Error, Report};

use crate::foreign::put_to_use;

/// A short article whose letters have one to four bytes.
const TEXT: &str =
    "“Go,” he said. An aide told Reuters it is “ópen 👩‍👧.”\r\n\r\nNobody, said Ann Lee, was hurt.\n";

fn article() -> Article {
    Article::new(TEXT).with_published("2021-12-30".parse().unwrap())
}

fn check(read: Result<Report, Error>) -> Option<Report> {
    match read {
        Ok(report) => {
            assert_eq!(report.validate_text(TEXT), Ok(()));
            put_to_use(&report, TEXT);
            Some(report)
        }
        Err(Error::Annotation { place, .. }) => {
            assert!(!place.is_empty(), "an error without a place");
            None
        }
        Err(error) => panic!("{error}"),
    }
}

/// What was read, written again and read again, is the same.
pub(crate) fn brat(data: &[u8]) {
    let written = String::from_utf8_lossy(data);
    let Some(report) = check(brat::from_str(&written, &article())) else { return };
    let written = brat::to_string(&report, TEXT);
    assert!(check(brat::from_str(&written, &article())).is_some(), "unreadable: {written}");
}

pub(crate) fn web(data: &[u8]) {
    let Ok(page) = serde_json::from_slice::<AnnotationPage>(data) else { return };
    let Some(report) = check(web_annotation::from_value(&page, &article())) else { return };
    let page = web_annotation::to_value(&report, TEXT);
    let written = serde_json::to_string(&page).unwrap();
    let page: AnnotationPage = serde_json::from_str(&written).unwrap();
    assert!(check(web_annotation::from_value(&page, &article())).is_some(), "unreadable: {written}");
}
