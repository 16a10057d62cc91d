//! What is known of a source without a name.

use std::collections::{HashMap, HashSet};

use crate::anonymity::decide_mention;
use crate::attribution::Draft;
use crate::mention::phrase::{Determiner, Form, Phrase, phrase};
use crate::resolve::actors::Cluster;
use crate::resolve::context::{Context, is_quoted};
use crate::resolve::learned::{Features, kind_word as kind};
use crate::text::{Deprel, Upos};
use crate::{Level, MentionKind, Number, Quotation, Source, Span};

/// Maximum number of mentions of a source that are read.
const MAX_MENTIONS: usize = 8;

/// What an article tells of all its sources.
pub(super) struct Background {
    /// The tokens of each noun, by lemma and in text order.
    nouns: HashMap<String, Vec<usize>>,
    /// Kinds of names that stand often or at the start.
    about: Vec<&'static str>,
}

impl Background {
    pub(super) fn read(context: Context<'_>) -> Self {
        let Context { document, names, .. } = context;
        let mut nouns: HashMap<String, Vec<usize>> = HashMap::new();
        for at in 0..document.tokens().len() {
            if document.upos(at) == Some(Upos::Noun) {
                nouns.entry(document.lemma(at).to_lowercase()).or_default().push(at);
            }
        }
        let mut counts: HashMap<usize, usize> = HashMap::new();
        for link in &names.links {
            *counts.entry(link.cluster).or_default() += 1;
        }
        let mut often: HashMap<&'static str, usize> = HashMap::new();
        for (cluster, count) in counts {
            let kind = kind(context.discourse.actor(cluster).and_then(|actor| actor.kind.as_ref()));
            let most = often.entry(kind).or_default();
            *most = (*most).max(count);
        }
        let mut about: Vec<&'static str> =
            often.into_iter().filter(|(_, count)| *count >= 4).map(|(kind, _)| kind).collect();
        about.sort_unstable();
        Background { nouns, about }
    }
}

/// A source whose level is asked.
pub(super) struct Asked<'a> {
    pub(super) context: Context<'a>,
    pub(super) background: &'a Background,
    pub(super) source: &'a Source,
    pub(super) actor: &'a Cluster,
    /// Its attributions.
    pub(super) said: &'a [&'a Draft],
    /// The level that rules give to the group that it is of.
    pub(super) whole: Option<Level>,
}

fn size(count: usize) -> &'static str {
    match count {
        0 => "0",
        1 => "1",
        2 => "2",
        3..=4 => "3",
        5..=8 => "5",
        _ => "9",
    }
}

impl Asked<'_> {
    pub(super) fn features(&self) -> Vec<u64> {
        let mut features = Features::default();
        let rules = self.source.level.as_str();
        features.add("", &[]);
        features.add("rules", &[rules]);
        if let Some(whole) = self.whole {
            features.add("whole", &[whole.as_str()]);
            features.add("whole rules", &[whole.as_str(), rules]);
        }
        let actor_kind = kind(self.actor.kind.as_ref());
        features.add("kind", &[actor_kind]);
        features.add("kind rules", &[actor_kind, rules]);
        features.add("mentions", &[size(self.source.mentions.len())]);
        features.add("said", &[size(self.said.len())]);
        for about in &self.background.about {
            features.add("about", &[about]);
            features.add("about rules", &[about, rules]);
        }
        self.axes(&mut features, rules);
        for draft in self.said.iter().take(MAX_MENTIONS) {
            let nested = if draft.within.is_some() { "nested" } else { "outer" };
            features.add("nested", &[nested]);
            features.add(
                "quotation",
                &[match draft.quotation {
                    Quotation::Direct => "direct",
                    Quotation::Indirect => "indirect",
                    Quotation::Mixed => "mixed",
                }],
            );
            for cue in draft.found.cue.iter().flat_map(|cue| self.context.document.tokens_in(*cue)) {
                features.add("cue", &[self.context.document.lemma(cue)]);
            }
            if draft.found.source.is_empty() {
                features.add("omitted", &[]);
            }
        }
        let mut spans: Vec<Span> = self.source.mentions.iter().map(|mention| mention.span).collect();
        let described = self.actor.mentions.iter().filter(|mention| mention.kind == MentionKind::Description);
        spans.extend(described.map(|mention| mention.span));
        spans.sort_unstable();
        spans.dedup();
        let mut first = true;
        for span in spans.into_iter().take(MAX_MENTIONS) {
            if let Some(read) = phrase(self.context.document, span) {
                self.mention(&mut features, rules, &read, &mut first);
            }
        }
        features.finish()
    }

    fn axes(&self, features: &mut Features, rules: &str) {
        let descriptors = &self.source.axes.descriptors;
        let mut all = String::new();
        let told = [
            descriptors.role.is_some(),
            descriptors.affiliation.is_some(),
            descriptors.place.is_some(),
            descriptors.seniority.is_some(),
            descriptors.former.is_some(),
            descriptors.authorised_voice.is_some(),
            descriptors.pseudonym.is_some(),
            self.source.axes.basis.is_some(),
            self.source.axes.terms.explicit.is_some(),
            self.source.axes.terms.reason.is_some(),
        ];
        for (name, _) in ('a'..).zip(told).filter(|(_, told)| *told) {
            all.push(name);
            let name = name.to_string();
            features.add("axis", &[&name]);
            features.add("axis rules", &[&name, rules]);
        }
        features.add("axes", &[&all]);
        let number = match descriptors.number {
            Number::One => "one",
            Number::Exactly(_) => "exactly",
            Number::Several => "several",
            Number::Unstated => "unstated",
        };
        features.add("number", &[number]);
        features.add("number rules", &[number, rules]);
        features.add("number axes", &[number, &all]);
        features.add("number axes rules", &[number, &all, rules]);
    }

    #[allow(clippy::too_many_lines)]
    fn mention(&self, features: &mut Features, rules: &str, read: &Phrase, first: &mut bool) {
        let Context { document, names, discourse } = self.context;
        let tokens = document.tokens_in(read.span);
        let sentence = document.sentence_of(read.head).and_then(|at| document.sentences().get(at));
        let paragraph = document.paragraph_of(read.head);
        let around = sentence.map_or(read.span, |sentence| sentence.span.cover(read.span));
        let decision = decide_mention(document.text(), read.span, around, document.lexicon());
        let form = match read.form {
            Form::Name => "name",
            Form::Description => "description",
            Form::Pronoun(_) => "pronoun",
        };
        let determiner = match read.determiner {
            Determiner::Definite => "definite",
            Determiner::Indefinite => "indefinite",
            Determiner::Another => "another",
            Determiner::Bare => "bare",
        };
        let number = match (read.plural, read.count) {
            (true, Some(0..=9)) => "few",
            (true, Some(_)) => "counted",
            (true, None) => "several",
            (false, _) => "one",
        };
        let kind_at = |token: usize| {
            names
                .at(token)
                .map(|link| kind(discourse.actor(link.cluster).and_then(|actor| actor.kind.as_ref())))
        };
        features.add("form", &[form]);
        features.add("grade", &[decision.level]);
        features.add("grade form", &[decision.level, form]);
        if form == "pronoun" {
            features.add("pronoun", &[document.lower(read.noun), rules]);
            if read.head == read.noun {
                return;
            }
        }
        let lemma = document.lemma(read.noun).to_lowercase();
        let who = decision.who;
        features.add("who", &[who]);
        features.add("because", &[decision.because]);
        features.add("who number determiner", &[who, number, determiner]);
        features.add("who number", &[who, number]);
        features.add("because number determiner", &[decision.because, number, determiner]);
        for fact in &decision.facts {
            features.add("fact", &[fact]);
            features.add("fact who", &[fact, who]);
        }
        features.add("lemma", &[&lemma]);
        features.add("lemma rules", &[&lemma, rules]);
        features.add("lemma number", &[&lemma, number]);
        features.add("lemma determiner", &[&lemma, determiner]);
        features.add("lemma number determiner", &[&lemma, number, determiner]);
        features.add("number determiner", &[number, determiner]);
        features.add("number determiner rules", &[number, determiner, rules]);
        let ending: String = lemma.chars().rev().take(3).collect();
        features.add("ending", &[&ending, number]);
        for class in document.classes(read.noun).iter() {
            features.add("class", &[class.label()]);
            features.add("class number determiner", &[class.label(), number, determiner]);
            features.add("class rules", &[class.label(), rules]);
        }
        // What stands with the noun.
        let (mut before, mut after) = (false, false);
        for child in document.children(read.noun).filter(|child| tokens.contains(child)) {
            let Some(relation) = document.deprel(child) else { continue };
            let lower = document.lower(child);
            let named = kind_at(child);
            if child < read.noun {
                features.add("before", &[relation.as_str()]);
                features.add("before word", &[lower]);
                if let Some(named) = named {
                    features.add("before name", &[named, relation.as_str()]);
                }
                if relation == Deprel::NmodPoss {
                    let whose = named.unwrap_or(match document.upos(child) {
                        Some(Upos::Pron) => lower,
                        _ => document.lemma(child),
                    });
                    features.add("whose", &[whose]);
                    features.add("whose", &[whose, who]);
                    features.add("has whose", &[number, who]);
                }
                before |= !matches!(relation, Deprel::Det | Deprel::Punct | Deprel::Case | Deprel::Nummod);
            } else {
                features.add("after", &[relation.as_str()]);
                let case =
                    document.child(child, Deprel::Case).map(|case| document.lower(case)).unwrap_or_default();
                let what = named.unwrap_or_else(|| document.lemma(child));
                features.add("after word", &[relation.as_str(), case, what]);
                features.add("after case", &[relation.as_str(), case]);
                features.add("after what", &[relation.as_str(), what]);
                if let Some(named) = named {
                    features.add("after name", &[named, relation.as_str()]);
                }
                after |= relation != Deprel::Punct;
            }
        }
        let beside = match (before, after) {
            (true, true) => "both",
            (true, false) => "before",
            (false, true) => "after",
            (false, false) => "none",
        };
        features.add("beside", &[beside]);
        features.add("beside who number determiner", &[beside, who, number, determiner]);
        features.add("beside lemma", &[beside, &lemma]);
        for (_, link) in names.within(read.span) {
            let kind = kind(discourse.actor(link.cluster).and_then(|actor| actor.kind.as_ref()));
            features.add("name within", &[kind]);
            features.add("name within", &[kind, who]);
        }
        for token in tokens.clone() {
            let lower = document.lower(token);
            features.add("word", &[lower]);
            features.add("word rules", &[lower, rules]);
            if token > read.noun {
                features.add("word after", &[lower]);
            }
        }
        // Where it stands.
        let position = if *first { "first" } else { "later" };
        let initial = sentence.is_some_and(|sentence| tokens.start <= sentence.tokens.start + 1);
        let quoted = is_quoted(document, read.span);
        features.add("quoted", &[if quoted { "quoted" } else { "plain" }, number]);
        features.add("initial", &[if initial { "initial" } else { "inner" }, determiner, number]);
        features.add("position", &[position, determiner, number]);
        // The names around it.
        let mut near: HashSet<&'static str> = HashSet::new();
        let mut add_near = |span: Span, place: &str, features: &mut Features| {
            for (_, link) in names.within(span).filter(|(_, link)| !read.span.contains(link.name.span)) {
                let kind = kind(discourse.actor(link.cluster).and_then(|actor| actor.kind.as_ref()));
                if near.insert(kind) {
                    features.add("near", &[kind, place]);
                    features.add("near who", &[kind, place, who, number]);
                }
            }
        };
        add_near(around, "sentence", features);
        let paragraph_span = paragraph.and_then(|at| document.paragraphs().get(at)).map(|one| one.span);
        add_near(paragraph_span.unwrap_or(around), "paragraph", features);
        if let Some(last) = paragraph.and_then(|at| document.paragraphs().get(at.checked_sub(1)?)) {
            add_near(last.span, "paragraph before", features);
        }
        if let Some(sentence) = sentence {
            for token in sentence.tokens.clone().filter(|token| !tokens.contains(token)) {
                if matches!(document.upos(token), Some(Upos::Noun | Upos::Verb | Upos::Adj)) {
                    features.add("around", &[document.lemma(token)]);
                } else if document.upos(token) == Some(Upos::Propn) {
                    features.add("around name", &[kind_at(token).unwrap_or("none")]);
                }
            }
        }
        // The same noun elsewhere.
        let same = self.background.nouns.get(&lemma).map(Vec::as_slice).unwrap_or_default();
        let earlier = same.partition_point(|at| *at < read.noun);
        features.add("earlier", &[size(earlier), determiner, number]);
        features.add("later", &[size(same.len().saturating_sub(earlier + 1)), number]);
        for at in same.iter().filter(|at| **at != read.noun).take(MAX_MENTIONS) {
            let order = if *at < read.noun { "before" } else { "after" };
            let subtree = document.token_span(document.subtree(*at)).unwrap_or_default();
            for (_, link) in names.within(subtree) {
                let kind = kind(discourse.actor(link.cluster).and_then(|actor| actor.kind.as_ref()));
                features.add("same noun name", &[kind, order]);
                features.add("same noun name", &[kind, order, who, number]);
            }
            for child in document.children(*at) {
                if matches!(
                    document.deprel(child),
                    Some(Deprel::Nmod | Deprel::NmodPoss | Deprel::Compound | Deprel::Amod)
                ) {
                    features.add(
                        "same noun with",
                        &[order, document.deprel(child).map_or("", Deprel::as_str), number],
                    );
                }
            }
        }
        *first = false;
    }
}
