//! Settings of brat for annotation that [`to_string`](super::to_string) writes.

use std::fmt::Write as _;

use crate::{Force, Level, StandingKind};

/// brat's settings files, each with its name: `annotation.conf`, `visual.conf`, `tools.conf`.
///
/// Write them into the folder of the collection, beside the `.txt` and `.ann` files.
///
/// `sources` is the number of sources that annotators can choose from, since brat offers the values of `SourceId` and `Via`
/// (`s0`, `s1`, …) in a list. Use the maximum number of sources in a report of the collection, plus some for sources that
/// annotators add.
///
/// The settings declare the text-bound types `Source`, `Cue` and `Content`; the event `Attribution`, which requires a
/// content; the relation `SameSource` between two sources; and the attributes. Colours are from the Okabe-Ito palette,
/// which most colour-blind readers can tell apart.
///
/// ```
/// let [annotation, visual, tools] = ascribe::export::brat::settings(20);
/// assert_eq!(annotation.0, "annotation.conf");
/// assert!(annotation.1.contains("Attribution\tSource?:Source, Cue?:Cue, Content+:Content"));
/// assert!(annotation.1.contains("|s19\n"));
/// assert!(visual.1.starts_with("[labels]"));
/// assert!(tools.1.contains("[options]"));
/// ```
#[must_use]
pub fn settings(sources: usize) -> [(&'static str, String); 3] {
    let ids: Vec<String> = (0..sources.max(1)).map(|id| format!("s{id}")).collect();
    let levels: Vec<&str> = Level::ALL.into_iter().map(Level::as_str).collect();
    let mut annotation = String::from(
        "# Settings for brat: https://brat.nlplab.org/configuration.html\n\n\
         [entities]\n\nSource\nCue\nContent\n\n\
         [relations]\n\nSameSource\tArg1:Source, Arg2:Source, <REL-TYPE>:symmetric-transitive\n\
         <OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>\n\n\
         [events]\n\nAttribution\tSource?:Source, Cue?:Cue, Content+:Content\n\n\
         [attributes]\n\n",
    );
    for (name, values) in [
        ("Level", levels.join("|")),
        ("Standing", StandingKind::KNOWN.join("|")),
        ("Quotation", "direct|indirect|mixed".to_owned()),
        ("Force", Force::KNOWN.join("|")),
        ("SourceId", ids.join("|")),
        ("Via", ids.join("|")),
    ] {
        let _ = writeln!(annotation, "{name}\tArg:<EVENT>, Value:{values}");
    }
    [("annotation.conf", annotation), ("visual.conf", VISUAL.to_owned()), ("tools.conf", TOOLS.to_owned())]
}

const VISUAL: &str = "[labels]

Source | Source | Src
Cue | Cue
Content | Content | Cont
Attribution | Attribution | Attr
SameSource | same source | same
Level | Level | L
Standing | Standing | S
Quotation | Quotation | Q
Force | Force | F
SourceId | Source | S
Via | Via | V

[drawing]

SPAN_DEFAULT\tfgColor:black, bgColor:#eeeeee, borderColor:darken
ARC_DEFAULT\tcolor:black, arrowHead:triangle-5
ATTRIBUTE_DEFAULT\tglyph:*
Source\tbgColor:#56b4e9
Cue\tbgColor:#f0e442
Content\tbgColor:#dddddd
Attribution\tbgColor:#e69f00
SameSource\tcolor:#0072b2, dashArray:3-3, arrowHead:none
";

const TOOLS: &str = "[options]

Tokens\ttokenizer:whitespace
Sentences\tsplitter:newline
Validation\tvalidate:none
Annotation-log\tlogfile:<NONE>

[search]

Wikipedia\t<URL>:https://en.wikipedia.org/wiki/Special:Search?search=%s
";
