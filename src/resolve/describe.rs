//! Actors that are described rather than named, and descriptions that take up somebody who is named.

use crate::lexicon::WordClass;
use crate::mention::phrase::{Determiner, Form, Phrase, is_human, kind_of_noun, phrase};
use crate::text::{Deprel, Upos};
use crate::{ActorKind, Span};

use super::actors::Cluster;
use super::mentioned::mention_kind;
use super::reference::{Search, WINDOW, gender_of_noun};
use super::role::{is_family, role_of_title};

/// How many words of a description are compared with another's.
const MOST_WORDS: usize = 16;

/// So many sentences back the person lies at most that "the 34-year-old" means.
const NEAR: usize = 3;

/// An apposition between two names of a list is no longer, in tokens.
const APPOSITION: usize = 12;

/// A headline speaks of no more.
const MOST_HEADLINES: usize = 4;

impl Search<'_> {
    /// Makes a common actor of people that are named side by side: "President Lee and Prime Minister Kim", which
    /// "they" and "the two leaders" take up.
    pub(super) fn join_groups(&mut self) {
        let people: Vec<usize> = (0..self.links.len())
            .filter(|at| self.links.get(*at).is_some_and(|link| self.is_named_person(link.cluster)))
            .collect();
        let mut rest = people.as_slice();
        while let Some((first, _)) = rest.split_first() {
            let next =
                rest.iter().zip(rest.iter().skip(1)).take_while(|(a, b)| self.coordinated(**a, **b)).count();
            let (list, after) = rest.split_at(next + 1);
            rest = after;
            let mut members: Vec<usize> =
                list.iter().filter_map(|at| self.links.get(*at)).map(|link| link.cluster).collect();
            members.dedup();
            let end =
                list.last().and_then(|at| self.links.get(*at)).map_or(0, |link| link.name.tokens.end - 1);
            if members.len() > 1 {
                self.share_title(*first, &members);
                let group = self.group(members);
                if let Some(sentence) = self.document.sentence_of(end) {
                    self.groups.push((sentence, group));
                }
                // Beside the last name's own entry: a group stands for all of the list.
                self.candidate_beside(group, end);
            }
        }
    }

    /// "Senators Ann Lee and Bo Kim": the plural is both people's title.
    fn share_title(&mut self, first: usize, members: &[usize]) {
        let Some(title) = self.links.get(first).and_then(|link| link.name.titles.clone().last()) else {
            return;
        };
        let title = self.document.lower(title).trim_end_matches('.').to_owned();
        let Some(one) = title.strip_suffix('s') else { return };
        let roles = role_of_title(one);
        for member in members {
            for role in roles {
                self.learn(*member, role);
            }
            self.learn(*member, one);
        }
    }

    fn candidate_beside(&mut self, group: usize, last: usize) {
        if !self.candidates.contains_key(&(last + 1)) {
            let own = self.candidates.get(&last).copied();
            self.candidate(group, last + 1, own.is_some_and(|own| own.speaker));
        }
    }

    /// Whether one name follows another in a list: only "and", commas, titles and roles stand between.
    pub(super) fn coordinated(&self, a: usize, b: usize) -> bool {
        let (Some(a), Some(b)) = (self.links.get(a), self.links.get(b)) else { return false };
        let between = a.name.tokens.end..if b.name.titles.is_empty() {
            b.name.tokens.start
        } else {
            b.name.titles.start
        };
        let word = |at: usize| self.document.lower(at);
        let joins = |at: &usize| matches!(word(*at), "and" | "&" | ",");
        let same =
            self.document.sentence_of(a.name.tokens.start) == self.document.sentence_of(b.name.tokens.start);
        // "and" and at most a nationality or role: "President Lee and Russian President Ivanov".
        let close = between.len() <= 3
            && between.clone().any(|at| joins(&at))
            && between.clone().all(|at| {
                joins(&at) || matches!(self.document.upos(at), Some(Upos::Adj | Upos::Noun | Upos::Propn))
            })
            && between.clone().filter(|at| word(*at) == ",").count() <= 1
            && (between.clone().any(|at| word(at) == "and") || between.len() == 1);
        // What each is stands behind the name, between commas: "Ann Lee, Republican of Iowa, and Bo Kim". No verb, and the
        // "and" right behind the second comma.
        let with_apposition = || {
            let commas: Vec<usize> = between.clone().filter(|at| word(*at) == ",").collect();
            let [first, second] = commas.as_slice() else { return false };
            *first == between.start
                && between.len() <= APPOSITION
                && word(second + 1) == "and"
                && between.end - second <= 4
                && !between.clone().any(|at| matches!(self.document.upos(at), Some(Upos::Verb | Upos::Aux)))
        };
        // "Ann Lee (D-Maine) and Bo Kim"
        let with_brackets = || {
            word(between.start) == "("
                && between.len() <= APPOSITION
                && between.clone().rev().take(2).any(|at| word(at) == "and")
                && between.clone().filter(|at| word(*at) == ")").count() == 1
        };
        same && (close || with_apposition() || with_brackets())
    }

    /// The common actor of some named people.
    pub(super) fn group(&mut self, members: Vec<usize>) -> usize {
        let known = self
            .groups
            .iter()
            .map(|(_, group)| *group)
            .find(|group| self.clusters.get(*group).is_some_and(|actor| actor.members == members));
        if let Some(known) = known {
            return known;
        }
        let names: Vec<&str> = members
            .iter()
            .filter_map(|member| self.clusters.get(*member)?.names.first().map(String::as_str))
            .collect();
        let mut actor = Cluster::new(Some(ActorKind::Group));
        actor.description = Some(names.join(" and "));
        actor.plural = true;
        actor.members = members;
        self.clusters.push(actor);
        self.clusters.len() - 1
    }

    /// A new actor without a name.
    pub(super) fn open_description(&mut self, read: &Phrase) -> usize {
        // What a clause adds is no part of what to call the actor.
        let last = self.document.token_at(read.span.end().saturating_sub(1));
        let adds = |at: &usize| match self.document.lower(*at) {
            "who" | "which" | "whose" | "including" => true,
            "such" => self.document.lower(at + 1) == "as",
            "like" => self.link_at(at + 1).is_some(),
            _ => false,
        };
        let clause = (read.noun + 1..=last).find(adds);
        let end = clause
            .and_then(|at| self.document.token(at - 1))
            .map_or(read.span.end(), |token| token.span.end());
        let text = Span::between(read.span.start(), end.max(read.span.start())).slice(self.document.text());
        let text = text.unwrap_or_default().trim_end_matches([',', ' ']);
        let lemma = self.lemma_of(read);
        let mut actor = Cluster::new(Some(kind_of_noun(&lemma, read.plural)));
        if let Form::Name = read.form
            && actor.kind == Some(ActorKind::Person)
        {
            actor.kind = Some(ActorKind::from("other"));
        }
        actor.description = Some(text.split_whitespace().collect::<Vec<_>>().join(" "));
        actor.words = self.words(read);
        actor.plural = read.plural;
        actor.gender = gender_of_noun(&lemma);
        actor.mention(read.span, mention_kind(read));
        self.clusters.push(actor);
        let cluster = self.clusters.len() - 1;
        self.described.entry((lemma, read.plural)).or_default().push(cluster);
        self.described_at.insert(read.noun, cluster);
        cluster
    }

    /// The noun of a description; "34-year-old" is one.
    fn lemma_of(&self, read: &Phrase) -> String {
        let age = read.noun >= 2
            && self.document.lower(read.noun) == "old"
            && self.document.lower(read.noun - 1) == "-"
            && self.document.lower(read.noun - 2) == "year";
        if age { "year-old".to_owned() } else { self.document.lemma(read.noun).to_lowercase() }
    }

    /// The words that tell one description from another: nouns, names, adjectives and numbers of the phrase itself, up
    /// to a clause that hangs on it; and whose it is.
    fn words(&self, read: &Phrase) -> Vec<String> {
        let (first, last) = (
            self.document.token_at(read.span.start()),
            self.document.token_at(read.span.end().saturating_sub(1)),
        );
        let mut words = Vec::new();
        for at in first..=last {
            let lower = self.document.lower(at);
            if at > read.noun && matches!(lower, "who" | "which" | "that" | "whose") {
                break;
            }
            let telling =
                matches!(self.document.upos(at), Some(Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num));
            let pointing =
                matches!(lower, "another" | "other" | "same" | "latter" | "former" | "different" | "second");
            let counting = matches!(lower, "all" | "such") || (at < read.noun && at == read.head);
            if (telling && !pointing && !counting) || is_quantifier(lower) {
                // Of names and of words that the tagger takes for names the lemma is the form.
                words.push(lower.strip_suffix('s').filter(|stem| stem.len() > 2).unwrap_or(lower).to_owned());
            } else if matches!(lower, "his" | "her" | "their" | "its")
                && let Some(owner) = self.owner(at)
                && let Some(name) = self.clusters.get(owner).and_then(|actor| actor.names.first())
                && let Some(last) = name.split(' ').next_back()
            {
                words.push(last.to_lowercase());
            }
            if words.len() == MOST_WORDS {
                break;
            }
        }
        words.sort_unstable();
        words.dedup();
        words
    }

    /// An actor without a name. A definite description means the last one that it fits, or somebody named whom it
    /// fits; an indefinite one is new, and may be one of those before; "another" is certainly none of them.
    pub(super) fn description(&mut self, read: &Phrase) -> usize {
        // "who" may have taken up the phrase before it speaks itself.
        if let Some(known) = self.described_at.get(&read.noun) {
            return *known;
        }
        let lemma = self.lemma_of(read);
        let alike = self.described.get(&(lemma.clone(), read.plural));
        let alike: Vec<usize> = alike.into_iter().flatten().rev().copied().take(WINDOW).collect();
        let words = self.words(read);
        let two = self.last_two(&lemma, read);
        // "Several experts" may be the experts of before, though nobody counted those.
        let has_all = |cluster: &usize| {
            self.clusters.get(*cluster).is_some_and(|actor| {
                words.iter().filter(|word| !is_quantifier(word)).all(|word| actor.words.contains(word))
            })
        };
        let same = |cluster: &usize| self.clusters.get(*cluster).is_some_and(|actor| actor.words == words);
        // Of those that were spoken of, the one that was spoken of last.
        let last = if read.determiner == Determiner::Definite {
            let near = self.before(read.head).find(|cluster| alike.contains(cluster) && has_all(cluster));
            near.or_else(|| alike.iter().copied().find(has_all))
        } else {
            None
        };
        let tied = self.tied(&lemma, read);
        let known = match read.determiner {
            _ if tied.is_some() => tied,
            Determiner::Definite => last
                .or_else(|| self.named_with_role(&lemma, read))
                .or_else(|| self.named_with_word(&lemma, read))
                .or_else(|| self.group_described(&lemma, read))
                .or(two)
                .or_else(|| self.salient(&lemma, read))
                .or_else(|| self.same_document(&lemma, &words, read))
                .or_else(|| self.headline(&alike, &words)),
            // The same words without an article are the same loose group: "critics", "officials".
            Determiner::Bare => alike
                .iter()
                .copied()
                .find(same)
                .or_else(|| {
                    alike.iter().copied().find(has_all).filter(|_| self.is_loose(&lemma, &words, read))
                })
                .or_else(|| self.named_soon(&lemma, read))
                .or_else(|| self.headline(&alike, &words)),
            Determiner::Indefinite => alike
                .iter()
                .copied()
                .find(|cluster| read.plural && read.count.is_none() && same(cluster))
                .or_else(|| {
                    alike.iter().copied().find(has_all).filter(|_| self.is_loose(&lemma, &words, read))
                })
                .or_else(|| self.named_soon(&lemma, read))
                .or_else(|| self.headline(&alike, &words)),
            Determiner::Another => None,
        };
        if let Some(known) = known {
            return known;
        }
        let cluster = self.open_description(read);
        // Only headlines leave articles out.
        let headline = self.in_lead(read)
            && (!read.plural
                || self.lexicon.knows(&lemma, WordClass::Observer)
                || self.document.paragraph_of(read.head) == Some(0));
        if headline && read.determiner == Determiner::Bare && self.headlines.len() < MOST_HEADLINES {
            self.headlines.push(cluster);
        }
        for other in alike {
            match read.determiner {
                Determiner::Another => self.apart.push((cluster, other, read.another)),
                Determiner::Indefinite | Determiner::Definite if !read.plural => {
                    self.maybe.push((cluster, other));
                }
                _ => {}
            }
        }
        cluster
    }

    /// "the article" for "the piece", "the report" for "the study": the last document that goes by a noun of the same sort,
    /// where the phrase tells nothing else of it.
    fn same_document(&self, lemma: &str, words: &[String], read: &Phrase) -> Option<usize> {
        let sort = same_document(lemma).filter(|_| words.len() == 1 && !read.plural)?;
        self.before(read.head).find(|cluster| {
            self.clusters.get(*cluster).is_some_and(|actor| {
                actor.kind == Some(ActorKind::Document)
                    && !actor.plural
                    && actor.words.iter().any(|word| same_document(word) == Some(sort))
            })
        })
    }

    /// "the two presidents", where the sentence before names two people in different places.
    fn last_two(&mut self, lemma: &str, read: &Phrase) -> Option<usize> {
        let two = read.count == Some(2) && read.determiner == Determiner::Definite;
        if !two || !read.plural || kind_of_noun(lemma, true) != ActorKind::Group {
            return None;
        }
        let sentence = self.document.sentence_of(read.head)?.checked_sub(1)?;
        let tokens = self.document.sentences().get(sentence)?.tokens.clone();
        let mut members = Vec::new();
        for (_, candidate) in self.candidates.range(tokens) {
            if self.is_named_person(candidate.cluster) && !members.contains(&candidate.cluster) {
                members.push(candidate.cluster);
            }
        }
        (members.len() == 2).then(|| self.group(members))
    }

    /// Whom the headline spoke of in short: "Poll: Voters favour bridge", and then "a new poll by the university".
    fn headline(&mut self, alike: &[usize], words: &[String]) -> Option<usize> {
        // What is new in the headline is "the latest poll" below it.
        let fresh = |word: &String| matches!(word.as_str(), "new" | "latest" | "recent");
        let shorter = |cluster: &usize| {
            self.clusters.get(*cluster).is_some_and(|actor| {
                let document = actor.kind == Some(ActorKind::Document);
                actor.words.iter().all(|word| words.contains(word) || (document && fresh(word)))
            })
        };
        let found = self.headlines.iter().position(|cluster| alike.contains(cluster) && shorter(cluster))?;
        // It is taken up once; from then on the fuller words are its description.
        let cluster = self.headlines.swap_remove(found);
        let actor = self.clusters.get_mut(cluster)?;
        actor.words = words.to_vec();
        Some(cluster)
    }

    /// Whether a phrase is "experts", "some critics": a circle of which nothing tells that it is another than the one of
    /// which the article told more before, as in "tax experts".
    fn is_loose(&self, lemma: &str, words: &[String], read: &Phrase) -> bool {
        let telling = words.iter().filter(|word| !is_quantifier(word)).count();
        read.plural && read.count.is_none() && telling == 1 && self.lexicon.knows(lemma, WordClass::Observer)
    }

    /// Clusters that came up before a token, the last first.
    pub(super) fn before(&self, token: usize) -> impl Iterator<Item = usize> {
        self.candidates.range(..token).rev().take(WINDOW).map(|(_, candidate)| candidate.cluster)
    }

    /// "the committee", "the newspaper": the last organization with that word in its name, or the last of that kind.
    fn named_with_word(&self, lemma: &str, read: &Phrase) -> Option<usize> {
        if read.plural {
            return None;
        }
        let kind = match lemma {
            "newspaper" | "paper" | "magazine" | "outlet" | "network" | "broadcaster" | "publication"
            | "website" => Some(ActorKind::Outlet),
            "company" | "firm" | "bank" | "manufacturer" | "retailer" | "automaker" | "airline" => {
                Some(ActorKind::Organization)
            }
            _ => None,
        };
        self.before(read.head).find(|cluster| {
            self.clusters.get(*cluster).is_some_and(|actor| {
                !actor.names.is_empty()
                    && actor.kind != Some(ActorKind::Person)
                    && ((kind.is_some() && actor.kind == kind)
                        || actor.names.iter().any(|name| {
                            name.contains(' ') && name.split(' ').any(|w| w.eq_ignore_ascii_case(lemma))
                        }))
            })
        })
    }

    /// "the senators", "the two leaders": the last people that were named side by side, all of that role or as many.
    pub(super) fn group_described(&self, lemma: &str, read: &Phrase) -> Option<usize> {
        let sentence = self.document.sentence_of(read.head)?;
        let until = self.groups.partition_point(|(at, _)| *at <= sentence);
        self.groups.iter().take(until).rev().take(WINDOW).map(|(_, group)| *group).find(|group| {
            let Some(members) = self.clusters.get(*group).map(|actor| &actor.members) else { return false };
            let same_role = members.iter().all(|member| {
                self.clusters.get(*member).is_some_and(|actor| actor.roles.iter().any(|role| role == lemma))
            });
            let count = read.count.and_then(|count| usize::try_from(count).ok()) == Some(members.len());
            read.plural && (same_role || count) && kind_of_noun(lemma, true) == ActorKind::Group
        })
    }

    /// "the 34-year-old", "the Republican nominee": whoever was spoken of last, where the noun is not one by which
    /// news speaks of people that it does not name.
    fn salient(&self, lemma: &str, read: &Phrase) -> Option<usize> {
        let unnamed = matches!(
            lemma,
            "official"
                | "source"
                | "spokesman"
                | "spokeswoman"
                | "spokesperson"
                | "aide"
                | "adviser"
                | "advisor"
                | "insider"
                | "person"
                | "staffer"
                | "diplomat"
                | "officer"
                | "analyst"
                | "expert"
                | "investigator"
                | "witness"
                | "operative"
                | "strategist"
                | "assistant"
                | "lawyer"
                | "attorney"
                | "employee"
                | "worker"
                | "resident"
                | "neighbor"
                | "neighbour"
                | "victim"
                | "driver"
                | "teacher"
                | "doctor"
                | "nurse"
                | "soldier"
                | "reporter"
                | "journalist"
                | "author"
                | "writer"
                | "moderator"
                | "voter"
                | "individual"
                | "manager"
                | "public"
                | "audience"
                | "crowd"
                | "press"
                | "world"
                | "nation"
                | "country"
                | "other"
                | "one"
        );
        // "his lawyer", "the band leader": somebody in particular, who is not whoever was spoken of.
        let particular = self.document.children(read.head).any(|child| {
            self.document.is(child, Deprel::NmodPoss)
                || (self.document.is(child, Deprel::Compound)
                    && self.document.upos(child) == Some(Upos::Noun)
                    && !self
                        .lexicon
                        .knows_any(self.document.word(child), &[WordClass::Party, WordClass::Partisan])
                    && child < read.head)
        }) && lemma != "year-old";
        if read.plural
            || unnamed
            || particular
            || kind_of_noun(lemma, false) != ActorKind::Person
            || !is_human(lemma)
        {
            return None;
        }
        let sentence = self.document.sentence_of(read.head)?;
        let gender = gender_of_noun(lemma);
        let mut near = self.candidates.range(..read.head).rev().take(WINDOW).map(|(_, candidate)| candidate);
        // Of somebody who is known as a wife or son alone no office is told.
        let family =
            |actor: &Cluster| !actor.roles.is_empty() && actor.roles.iter().all(|role| is_family(role));
        let fits = |cluster: usize| {
            self.is_named_person(cluster)
                && self.clusters.get(cluster).is_some_and(|actor| {
                    (gender.is_none() || actor.gender.is_none() || actor.gender == gender)
                        && (is_family(lemma) || !family(actor))
                })
        };
        let spoken_of = near.find(|candidate| {
            candidate.sentence < sentence
                && sentence - candidate.sentence <= NEAR
                && (candidate.subject || candidate.speaker)
                && fits(candidate.cluster)
        });
        spoken_of.map(|candidate| candidate.cluster).or_else(|| {
            // Or the only one whom the sentence before names, as in "Lee's plan".
            let tokens = self.document.sentences().get(sentence.checked_sub(1)?)?.tokens.clone();
            let mut named = self
                .candidates
                .range(tokens)
                .map(|(_, candidate)| candidate.cluster)
                .filter(|one| fits(*one));
            let first = named.next()?;
            named.all(|other| other == first).then_some(first)
        })
    }

    /// "his account", "in her eyes": what is said there is said by whom the possessive names.
    pub(super) fn whose_words(&self, read: &Phrase) -> Option<usize> {
        let lemma = self.document.lemma(read.noun).to_lowercase();
        let words = matches!(
            lemma.as_str(),
            "account"
                | "answer"
                | "assessment"
                | "claim"
                | "comment"
                | "eye"
                | "mind"
                | "opinion"
                | "remark"
                | "response"
                | "statement"
                | "submission"
                | "testimony"
                | "view"
                | "word"
        );
        let mine = self.document.child(read.noun, Deprel::NmodPoss);
        let possessive = mine.filter(|at| words && matches!(self.document.lower(*at), "his" | "her"))?;
        self.owner(possessive).filter(|owner| self.is_named_person(*owner))
    }

    /// Whose the thing behind a possessive pronoun is.
    pub(super) fn owner(&self, possessive: usize) -> Option<usize> {
        let span = self.document.token(possessive)?.span;
        let read = phrase(self.document, span)?;
        match read.form {
            Form::Pronoun(pronoun) => self.third(pronoun, possessive, span, None),
            _ => None,
        }
    }
}

/// One noun for those by which news calls a document in turn.
fn same_document(lemma: &str) -> Option<&'static str> {
    match lemma {
        "article" | "piece" | "story" | "feature" | "column" | "op-ed" | "editorial" | "essay" => {
            Some("article")
        }
        "study" | "report" | "research" | "analysis" | "paper" | "survey" | "poll" | "review" => {
            Some("study")
        }
        _ => None,
    }
}

/// Words that say how many of a circle are meant: "many voters" are not the voters of whom the text spoke.
fn is_quantifier(lower: &str) -> bool {
    matches!(lower, "several" | "some" | "many" | "few" | "most" | "more")
}

impl Search<'_> {
    /// The actor of the noun phrase around a noun, with what stands behind the noun up to the token `until`.
    pub(super) fn described_by(&mut self, noun: usize, until: usize) -> Option<usize> {
        let subtree = self.document.subtree(noun);
        // A preposition or conjunction in front is no part of the phrase.
        let joint = |at: &usize| {
            matches!(
                self.document.upos(*at),
                Some(Upos::Adp | Upos::Cconj | Upos::Sconj | Upos::Punct | Upos::Part)
            )
        };
        let mut before = self.document.children(noun).filter(|child| *child < noun);
        let led = before.rfind(|child| self.document.is(*child, Deprel::Case));
        let start = led.map_or(subtree.start, |case| case + 1);
        let start = (start..noun).find(|at| !joint(at)).unwrap_or(noun);
        let last = (noun..until.min(subtree.end))
            .rev()
            .find(|at| self.document.upos(*at) != Some(Upos::Punct))
            .unwrap_or(noun);
        let from = self.document.token(start)?.span;
        let read = [last, noun].into_iter().find_map(|last| {
            let span = from.cover(self.document.token(last)?.span);
            phrase(self.document, span).filter(|read| read.noun == noun)
        })?;
        Some(self.description(&read))
    }
}
