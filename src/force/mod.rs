//! What a speaker does with the words of a claim, and how sure the speaker is of them.

pub(crate) mod modality;
mod words;

use std::ops::Range;

use crate::attribution::found::Found;
use crate::lexicon::{self, Lexicon};
use crate::text::{Deprel, Document, Upos};
use crate::{Certainty, Factuality, Force, Polarity, Span};
use modality::Bounds;

/// The force of a claim, with what follows from it for how sure people are.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Act {
    pub(crate) force: Force,
    /// The words that show the force.
    pub(crate) evidence: Vec<Span>,
    /// What the act makes of what the content says of itself.
    pub(crate) hold: Hold,
    /// How sure the speaker is of the content.
    pub(crate) speaker: Factuality,
    /// How sure whoever tells of the act is that it is done.
    pub(crate) teller: Factuality,
}

/// What a speech act makes of what its content says of itself: a denial turns it round, a belief leaves it probable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hold {
    at_most: Certainty,
    negates: bool,
    /// Neither so nor not: questions, and no comment.
    opens: bool,
}

impl Hold {
    const PLAIN: Hold = Hold { at_most: Certainty::Certain, negates: false, opens: false };

    const fn at_most(certainty: Certainty) -> Hold {
        Hold { at_most: certainty, ..Hold::PLAIN }
    }

    const fn negating(certainty: Certainty) -> Hold {
        Hold { at_most: certainty, negates: true, opens: false }
    }

    const OPEN: Hold = Hold { at_most: Certainty::Underspecified, negates: false, opens: true };

    /// What the speaker commits itself to, of what the content says so of itself.
    pub(crate) fn of(self, said: &Factuality, shown_by: &[Span]) -> Factuality {
        let mut held = said.clone();
        held.certainty = held.certainty.min(self.at_most);
        if self.negates {
            held.polarity = held.polarity.reversed();
        }
        if self.opens {
            held.polarity = Polarity::Underspecified;
        }
        if self != Hold::PLAIN {
            held.evidence.extend(shown_by);
            held.evidence.sort_unstable();
            held.evidence.dedup();
        }
        held
    }
}

/// What the speaker of an attribution does. `outer` is the content that the attribution stands in, if it stands in one.
pub(crate) fn act(document: &Document<'_>, found: &Found, outer: Option<&[Span]>) -> Act {
    let content = Content::of(document, found);
    let mut said = match content.head {
        Some(head) => modality::read(document, head, Bounds::of(&found.content)).factuality,
        None => Factuality::plain(),
    };
    if let Some(negation) = content.negation {
        said.polarity = said.polarity.reversed();
        said.evidence.push(negation);
    }
    let said = if content.asks { Factuality::default() } else { said };
    let Some(cue) = Cue::of(document, found, outer) else {
        let force = if content.asks { Force::Question } else { Force::Statement };
        let hold = if content.asks { Hold::OPEN } else { Hold::PLAIN };
        let speaker = hold.of(&said, &[]);
        return Act { force, evidence: Vec::new(), hold, speaker, teller: Factuality::plain() };
    };
    let (force, hold) = cue.force(&content);
    let evidence = cue.evidence();
    let speaker = hold.of(&said, &evidence);
    Act { force, hold, speaker, teller: cue.teller(), evidence }
}

/// The form of what is ascribed, as far as the force hangs on it.
struct Content {
    /// The word that it is about.
    head: Option<usize>,
    form: Form,
    /// It ends in a question mark, or starts with "whether" or a question word.
    asks: bool,
    /// "comment on the crash".
    comment: bool,
    /// A negation that opens it, where the parse hangs that on the cue: "pledged | never to return".
    negation: Option<Span>,
    /// What the noun that heads it does: "repeated | his promise to return".
    noun: Option<&'static lexicon::Cue>,
}

impl Content {
    fn of(document: &Document<'_>, found: &Found) -> Content {
        let head = modality::head(document, &found.content);
        let first = found.content.first().map_or(0, |span| document.token_at(span.start()));
        let before = first.checked_sub(1).map_or("", |before| document.lower(before));
        let has = |wanted: &dyn Fn(usize, Deprel) -> bool| {
            head.is_some_and(|head| {
                document
                    .children(head)
                    .any(|child| document.deprel(child).is_some_and(|rel| wanted(child, rel)))
            })
        };
        let to = |at: usize, rel| rel == Deprel::Mark && document.lower(at) == "to";
        let subject = |_, rel| matches!(rel, Deprel::Nsubj | Deprel::NsubjPass);
        let infinitive = before == "to" || document.lower(first) == "to" || (has(&to) && !has(&subject));
        let that = before == "that" || document.lower(first) == "that";
        let form = match (infinitive, that) {
            (true, _) => Form::Infinitive,
            (false, true) => Form::That,
            (false, false) => Form::Other,
        };
        let last = found.content.last().and_then(|span| span.slice(document.text())).unwrap_or_default();
        let marked = last.trim_end_matches(['"', '”', '’', '\'', ' ']).ends_with('?');
        let word = |word: &str| matches!(word, "whether" | "if");
        let inside = |at: usize| Bounds::of(&found.content).holds(document, at);
        let negation = document.token(first).filter(|token| {
            words::negates(document.lower(first)) && token.head.is_some_and(|head| !inside(head))
        });
        // The noun stands above the clause that the content is about.
        let above = head.and_then(|head| document.head(head)).filter(|above| inside(*above));
        let noun = above.filter(|above| modality::is_speech_noun(document, *above));
        Content {
            negation: negation.map(|token| token.span),
            noun: noun.and_then(|noun| entry(document, noun)),
            head,
            form,
            asks: marked || word(document.lower(first)) || (before == "whether"),
            comment: head.is_some_and(|head| words::is_comment(document.lemma(head))),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// "to leave"
    Infinitive,
    /// "that he leave"
    That,
    Other,
}

/// The word of a cue that shows the force.
struct Cue<'a> {
    document: &'a Document<'a>,
    at: usize,
    entry: Option<&'a lexicon::Cue>,
    tokens: Range<usize>,
    reading: modality::Reading,
}

impl<'a> Cue<'a> {
    fn of(document: &'a Document<'a>, found: &Found, outer: Option<&[Span]>) -> Option<Cue<'a>> {
        let tokens = document.tokens();
        let (first, last) = (found.cue.first()?, found.cue.last()?);
        let start = document.token_at(first.start());
        let end = tokens.partition_point(|token| token.span.start() < last.end());
        let in_cue = |at: &usize| {
            tokens.get(*at).is_some_and(|token| found.cue.iter().any(|span| span.contains(token.span)))
        };
        let known = |at: usize| Some((at, entry(document, at)?));
        let mut hits = (start..end).rev().take(LONGEST).filter(in_cue).filter_map(known);
        let mut main = hits.next();
        // What is rejected or confirmed is not what the noun alone would say: "dismissed rumours that".
        if let Some((noun, _)) = main
            && document.upos(noun) == Some(Upos::Noun)
        {
            let judged = |(_, entry): &(usize, &lexicon::Cue)| {
                matches!(entry.force, Force::Denial | Force::Confirmation)
            };
            main = hits.find(judged).or(main);
        }
        let verb = |at: &usize| document.upos(*at) == Some(Upos::Verb);
        let at = main.map(|(at, _)| at).or_else(|| (start..end).filter(in_cue).rfind(verb))?;
        let entry = main.map(|(_, entry)| entry);
        let bounds = Bounds { inside: outer, but: &found.content };
        Some(Cue { document, at, entry, tokens: start..end, reading: modality::read(document, at, bounds) })
    }

    /// The word as the lexicon has it: a participle may be an adjective, "convinced".
    fn word(&self) -> &str {
        let (lemma, lower) = (self.document.lemma(self.at), self.document.lower(self.at));
        if Lexicon::standard().cue(Upos::Adj, lower).is_some() { lower } else { lemma }
    }

    fn negated(&self) -> bool {
        self.reading.factuality.polarity == Polarity::Negative
    }

    /// Whether "declined" or "refused" governs the word.
    fn is_declined(&self) -> bool {
        let declines = |at: usize| matches!(self.document.lemma(at), "decline" | "refuse");
        let head = self.document.head(self.at);
        (self.tokens.start..self.at).chain(head).any(declines)
    }

    fn next(&self) -> &str {
        let next = self.document.lower(self.at + 1);
        if matches!(next, "out" | "back" | "again") { self.document.lower(self.at + 2) } else { next }
    }

    fn force(&self, content: &Content) -> (Force, Hold) {
        let lemma = self.document.lemma(self.at);
        let known = self.entry.map_or(&Force::Statement, |entry| &entry.force);
        let asked_of =
            matches!(lemma, "ask" | "tell" | "call" | "push" | "press" | "lobby" | "instruct" | "remind");
        let aided =
            |aux: &str| self.document.children(self.at).any(|child| self.document.lower(child) == aux);
        let force = match lemma {
            "ask" if content.form != Form::Other || self.next() == "for" => &Force::Demand,
            "tell" | "remind" if content.form == Form::Infinitive => &Force::Demand,
            "call" | "press" | "push" | "appeal" if matches!(self.next(), "for" | "on" | "upon") => {
                &Force::Demand
            }
            "insist" if self.next() == "on" => &Force::Demand,
            "like" | "love" if aided("would") || aided("'d") => &Force::Desire,
            "agree" if content.form == Form::Infinitive => &Force::Commitment,
            "rule" if modality::rules_out(self.document, self.at) => &Force::Denial,
            "lash" | "hit" if self.document.lower(self.at + 1) == "out" => &Force::Accusation,
            _ if asked_of && content.form == Form::Infinitive => &Force::Demand,
            _ if words::carries(lemma) || *known == Force::Statement => {
                content.noun.map_or(known, |noun| &noun.force)
            }
            _ => known,
        };
        if matches!(lemma, "decline" | "refuse") {
            return if content.comment {
                (Force::NoComment, Hold::OPEN)
            } else {
                (Force::Denial, Hold::negating(Certainty::Certain))
            };
        }
        if self.is_declined() && matches!(force, Force::Statement | Force::Confirmation | Force::Denial) {
            return (Force::NoComment, Hold::OPEN);
        }
        let open = matches!(lemma, "know" | "sure" | "certain" | "aware" | "clear");
        match (force, self.negated()) {
            (Force::Denial, true) if lemma == "rule" => {
                (Force::Statement, Hold::at_most(Certainty::Possible))
            }
            (_, true) if open => (Force::Doubt, Hold::OPEN),
            (Force::Statement | Force::Confirmation | Force::Denial | Force::Commitment, true) => {
                (Force::NoComment, Hold::OPEN)
            }
            (Force::Belief, true) => (Force::Doubt, Hold::negating(Certainty::Probable)),
            (Force::Doubt, true) => (Force::Belief, Hold::PLAIN),
            (Force::Prediction, true) => (Force::Prediction, Hold::negating(Certainty::Probable)),
            (Force::Desire, true) => (Force::Desire, Hold::negating(Certainty::Underspecified)),
            (Force::Statement, false) if content.asks => (Force::Question, Hold::OPEN),
            (force, _) => (force.clone(), self.hold(force, content)),
        }
    }

    /// How sure an act leaves its speaker.
    fn hold(&self, force: &Force, content: &Content) -> Hold {
        match force {
            Force::Denial => Hold::negating(Certainty::Certain),
            Force::Demand | Force::Commitment | Force::Threat | Force::Desire => {
                Hold::at_most(Certainty::Underspecified)
            }
            Force::Warning if content.form == Form::Infinitive => Hold::at_most(Certainty::Underspecified),
            Force::Question | Force::NoComment => Hold::OPEN,
            Force::Doubt => Hold::negating(Certainty::Probable),
            Force::Belief | Force::Prediction | Force::Statement => Hold::at_most(held(self.word(), force)),
            _ => Hold::PLAIN,
        }
    }

    fn evidence(&self) -> Vec<Span> {
        let own = self.document.token(self.at).map(|token| token.span);
        let mut shown: Vec<Span> = own.into_iter().filter(|_| self.entry.is_some()).collect();
        if self.negated() {
            shown.extend(&self.reading.factuality.evidence);
        }
        shown.sort_unstable();
        shown.dedup();
        shown
    }

    /// How sure the teller is of the act. A negation is a part of the act: who "does not believe" doubts, for certain.
    fn teller(&self) -> Factuality {
        let mut teller = self.reading.factuality.clone();
        if teller.polarity == Polarity::Negative {
            teller = Factuality::plain();
        }
        teller
    }
}

/// Cues are short; a foreign one may hold a whole article.
const LONGEST: usize = 40;

fn entry(document: &Document<'_>, at: usize) -> Option<&'static lexicon::Cue> {
    let lexicon = Lexicon::standard();
    let token = document.token(at)?;
    let upos = if token.upos == Upos::Aux { Upos::Verb } else { token.upos };
    // A participle may be the adjective of the lexicon: "is not convinced".
    lexicon.cue(upos, document.lemma(at)).or_else(|| lexicon.cue(Upos::Adj, document.lower(at)))
}

/// How sure at most a belief, a prediction or a statement is of what it says.
fn held(lemma: &str, force: &Force) -> Certainty {
    match lemma {
        "know" | "convinced" | "certain" | "sure" | "aware" | "confident" | "conviction" | "understand" => {
            Certainty::Certain
        }
        "fear" | "worry" | "afraid" | "concerned" | "worried" | "fearful" | "concern" | "speculate"
        | "hint" | "suggest" | "suggestion" | "imply" => Certainty::Possible,
        _ if *force == Force::Statement => Certainty::Certain,
        _ => Certainty::Probable,
    }
}
