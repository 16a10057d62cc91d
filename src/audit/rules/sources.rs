//! Rules about sources: description, reason, basis, name.

use std::collections::HashMap;

use super::draft::{Draft, about};
use crate::audit::house::Rule;
use crate::audit::view::{Kept, View, is_explicit};
use crate::audit::words::{head, is_lone_noun, singular, tokens};
use crate::lexicon::{Classes, WordClass};
use crate::{Level, Number, ReasonKind, RelationKind, Source, SourceId};

/// Nouns whose singular and plural are compared.
const NOUNS: Classes = Classes::of(&[WordClass::SourceNoun, WordClass::OfficialNoun]);

/// A source that is only called one, or an official without an institution.
pub(super) fn bare_source(view: &View<'_>, rule: &Rule) -> Vec<Draft> {
    let mut found = Vec::new();
    for (id, source, known) in view.cited() {
        let told = &source.axes.descriptors;
        let noun = &known.head.noun;
        let nothing = told.affiliation.is_none()
            && told.place.is_none()
            && source.axes.basis.is_none()
            && told.authorised_voice.is_none();
        let listed = if rule.words.is_empty() {
            view.has_class(noun, WordClass::SourceNoun) || noun == "official"
        } else {
            rule.words.iter().any(|word| singular(word) == *noun)
        };
        // Other words beside the noun describe the source ("tax experts", "show insiders"). "The experts" and "the minister"
        // refer back, maybe to somebody whom the analyzer missed.
        let phrase = known.first.map(|span| view.at(span)).unwrap_or_default();
        let alone = matches!(source.level, Level::Bare | Level::Vague)
            && is_lone_noun(phrase)
            && (!known.head.definite || !known.head.plural && view.has_class(noun, WordClass::SourceNoun));
        let maybe_told = source.relations.iter().any(|relation| {
            let other = view.report.source(relation.other);
            relation.kind != RelationKind::Different && other.is_some_and(|other| other.level < Level::Vague)
        });
        if alone && nothing && listed && !maybe_told && !view.refers_back(known) {
            let name = view.name(id);
            let what = "no institution, no place and no basis of knowledge goes with it";
            found.push(about(view, id, format!("The article calls this source {name}, and {what}.")));
        }
    }
    found
}

/// An unnamed source without a reason.
pub(super) fn no_reason(view: &View<'_>) -> Vec<Draft> {
    let mut found = Vec::new();
    for (id, source, known) in view.cited() {
        let kept = matches!(known.kept, Kept::Anonymous | Kept::Withheld);
        if !kept
            || source.axes.terms.reason.is_some()
            || view.is_relayed(known)
            || view.refers_back(known)
            || is_answered_elsewhere(view, source)
        {
            continue;
        }
        let name = view.name(id);
        let terms = source.axes.terms.explicit.filter(|_| is_explicit(view, source));
        let why = match terms {
            Some(explicit) => {
                let words = view.quote(explicit);
                format!(
                    "The article says of {name} that the source is unnamed on purpose ({words}), and gives no reason."
                )
            }
            None => format!("The article does not name {name}, and gives no reason."),
        };
        let mut draft = about(view, id, why);
        draft.spans.extend(terms);
        found.push(draft);
    }
    found
}

/// Whether a source that may be the same has a reason.
fn is_answered_elsewhere(view: &View<'_>, source: &Source) -> bool {
    source.relations.iter().any(|relation| {
        relation.kind != RelationKind::Different
            && view.report.source(relation.other).is_some_and(|other| other.axes.terms.reason.is_some())
    })
}

/// A stock phrase as the reason.
pub(super) fn boilerplate_reason(view: &View<'_>) -> Vec<Draft> {
    let mut found = Vec::new();
    for (id, source, known) in view.cited() {
        let kept = matches!(known.kept, Kept::Anonymous | Kept::Withheld);
        let Some(reason) =
            source.axes.terms.reason.as_ref().filter(|reason| reason.kind == ReasonKind::Boilerplate)
        else {
            continue;
        };
        if kept {
            let (words, name) = (view.quote(reason.span), view.name(id));
            let why = format!(
                "The only reason that the article gives for not naming {name} is a stock phrase: {words}."
            );
            let mut draft = about(view, id, why);
            draft.spans.insert(0, reason.span);
            found.push(draft);
        }
    }
    found
}

/// An unnamed source without a basis of knowledge.
pub(super) fn basis_not_stated(view: &View<'_>, rule: &Rule) -> Vec<Draft> {
    let from = rule.from.unwrap_or(Level::Vague);
    let mut found = Vec::new();
    for (id, source, known) in view.cited() {
        let kept = known.kept == Kept::Anonymous && source.level >= from;
        if kept && source.axes.basis.is_none() && !view.is_relayed(known) && !view.refers_back(known) {
            let name = view.name(id);
            let why = format!(
                "The article does not say how the source that it calls {name} knows: whether it took part, was told or saw \
                 a document."
            );
            found.push(about(view, id, why));
        }
    }
    found
}

/// "Sources say", and then "the source".
pub(super) fn plural_for_one(view: &View<'_>) -> Vec<Draft> {
    /// The uses of one noun: the first plural, the first singular that introduces somebody, and the singulars that refer
    /// back.
    #[derive(Default)]
    struct Called {
        plural: Option<(usize, SourceId)>,
        introduced: Option<usize>,
        back: Vec<(usize, SourceId)>,
    }
    let mut nouns: HashMap<&str, Called> = HashMap::new();
    let known_nouns = |noun: &str| view.lexicon.classes(noun).meets(NOUNS);
    for ((id, source), known) in view.report.iter_sources().zip(&view.known) {
        let Some(first) = known.first.filter(|_| known_nouns(&known.head.noun)) else { continue };
        let called = nouns.entry(&known.head.noun).or_default();
        let several = matches!(source.axes.descriptors.number, Number::Several);
        if several && known.head.plural {
            let counted = source.axes.descriptors.number_span.is_some();
            if called.plural.is_none() && !counted && !known.claims.is_empty() {
                called.plural = Some((first.start(), id));
            }
        } else if known.head.definite {
            let short = source.level >= Level::Vague && is_lone_noun(view.at(first));
            if !known.claims.is_empty() && short {
                called.back.push((first.start(), id));
            }
        } else {
            called.introduced.get_or_insert(first.start());
        }
    }
    // "The official" may refer back to an actor who is described but never cited.
    for actor in &view.report.actors {
        let Some(described) = actor.description.as_deref().map(head) else { continue };
        let start = actor.mentions.first().map(|mention| mention.span.start());
        if let (false, false, Some(called), Some(start)) =
            (described.plural, described.definite, nouns.get_mut(described.noun.as_str()), start)
        {
            called.introduced = Some(called.introduced.map_or(start, |first| first.min(start)));
        }
    }
    let mut found = Vec::new();
    for called in nouns.values() {
        let Some((plural, source)) = called.plural else { continue };
        let later = called.back.iter().filter(|(start, _)| *start > plural);
        let alone = |start: usize| called.introduced.is_none_or(|first| first > start);
        if let Some((_, one)) = later.clone().find(|(start, _)| alone(*start)) {
            let (many, single) = (view.name(source), view.name(*one));
            let why = format!(
                "The article first speaks of {many} and then of {single}: it shows one source of this kind."
            );
            let mut draft = about(view, source, why);
            let back = about(view, *one, String::new());
            draft.spans.extend(back.spans);
            draft.claims.extend(back.claims);
            draft.sources.push(*one);
            found.push(draft);
        }
    }
    found.sort_by_key(|draft| draft.sources.clone());
    found
}

/// A name in quotation marks, or with a wish not to be identified, without a word on whose name it is.
pub(super) fn pseudonym_without_note(view: &View<'_>) -> Vec<Draft> {
    let mut found = Vec::new();
    for (id, source, known) in view.cited() {
        if source.level != Level::Partial || source.axes.descriptors.pseudonym.is_some() {
            continue;
        }
        let Some(first) = known.first else { continue };
        let explicit = source.axes.terms.explicit.filter(|_| known.kept == Kept::Withheld);
        let says_which = explicit
            .is_some_and(|span| tokens(view.at(span)).any(|word| view.has_class(&word, WordClass::NamePart)));
        let name = view.name(id);
        let why = if is_marked(view, first) {
            format!(
                "The article puts {name} between quotation marks, and does not say whether it is the person's own name."
            )
        } else if let Some(explicit) = explicit.filter(|_| !says_which) {
            let words = view.quote(explicit);
            format!(
                "The article says that the source asked not to be named ({words}) and calls it {name}. It does not say \
                 whether that is the person's own name."
            )
        } else {
            continue;
        };
        found.push(about(view, id, why));
    }
    found
}

/// Whether double quotation marks enclose the phrase and nothing else, as in “Anna”.
fn is_marked(view: &View<'_>, span: crate::Span) -> bool {
    const MARKS: [char; 3] = ['“', '”', '"'];
    let phrase = view.at(span);
    if tokens(phrase).count() > 2 {
        return false;
    }
    let inner_ends = phrase.trim_end_matches([',', '.']);
    let before = view.text.get(..span.start()).and_then(|text| text.chars().next_back());
    let after = view.text.get(span.end()..).unwrap_or_default().trim_start_matches([',', '.']);
    let opens = phrase.starts_with(MARKS) || before.is_some_and(|c| MARKS.contains(&c));
    let closes = inner_ends.ends_with(MARKS) || after.starts_with(MARKS);
    opens && closes
}

/// A name that is not the person's own, according to the article.
pub(super) fn pseudonym_used(view: &View<'_>) -> Vec<Draft> {
    let mut found = Vec::new();
    for (id, source, _) in view.cited() {
        if let Some(note) = source.axes.descriptors.pseudonym {
            let (name, words) = (view.name(id), view.quote(note));
            let mut draft =
                about(view, id, format!("The article gives {name} another name, and says so: {words}."));
            draft.spans.push(note);
            found.push(draft);
        }
    }
    found
}
