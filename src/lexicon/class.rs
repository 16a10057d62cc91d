//! The classes of words.

/// Declares [`WordClass`], each class with its label in word tables.
macro_rules! word_classes {
    ($($(#[doc = $doc:literal])* $class:ident $label:literal,)*) => {
        /// A class of words.
        ///
        /// Word tables ([`Lexicon::extend_from_table`](super::Lexicon::extend_from_table)) write a class by its label: lower case,
        /// `_` between the words (`identity_noun`).
        ///
        /// ```
        /// use ascribe::lexicon::{Lexicon, WordClass};
        ///
        /// let lexicon = Lexicon::standard();
        /// assert!(lexicon.knows("official", WordClass::Role));
        /// assert!(!lexicon.knows("source", WordClass::Role));
        /// assert_eq!(WordClass::IdentityNoun.label(), "identity_noun");
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum WordClass {
            $($(#[doc = $doc])* $class,)*
        }

        fn labelled(label: &str) -> Option<WordClass> {
            match label {
                $($label => Some(WordClass::$class),)*
                _ => None,
            }
        }

        /// Every class with its label.
        pub(super) const CLASSES: &[(WordClass, &str)] = &[$((WordClass::$class, $label),)*];
    };
}

word_classes! {
    // What a word is to the grader.
    /// What somebody does: "official", "lawyer", "brother".
    Role "role",
    /// A role with one holder at a time and place: "governor". Alone and definite it narrows to a handful.
    Office "office",
    /// A role that speaks for somebody: "spokeswoman", "press secretary".
    Spokesperson "spokesperson",
    /// A person of whom the noun says nothing: "man", "people".
    Person "person",
    /// The same, but a subject narrows it: "tax experts".
    Observer "observer",
    /// A capacity that anybody may have: "voter", "resident".
    Public "public",
    /// Who was there: "witness". A basis of knowledge and no role.
    Witness "witness",
    /// A member of a party, by its name: "Democrat".
    Partisan "partisan",
    /// An adjective of a group of people: "black", "Muslim".
    Identity "identity",
    /// People named by such a group: "Latinos".
    IdentityNoun "identity_noun",
    /// A word that stands for somebody and says of whom nothing: "she", "who".
    Pronoun "pronoun",
    /// A noun for somebody who is nothing but a source: "insider".
    SourceNoun "source_noun",
    /// A noun for those who often speak unnamed for others: "aide".
    OfficialNoun "official_noun",
    /// A noun that says whose close relative somebody is: "widow".
    FamilyNoun "family_noun",
    /// A role of those who know a body's matters from within, beside [`OfficialNoun`](WordClass::OfficialNoun): "prosecutor".
    Insider "insider",
    /// A role that one person holds in a body: "judge", "director".
    Headship "headship",
    /// A role of speaking for somebody who engaged it: "lawyer".
    Advocate "advocate",
    /// A word for nobody in particular, or for whom the text speaks to: "everyone", "you".
    Generic "generic",
    /// A public body without a name: "police", "the court".
    Institution "institution",
    /// Any other body without a name: "company", "group".
    Organization "organization",
    /// A word before a noun that says for whom somebody works: "campaign aides".
    Branch "branch",
    /// A news organization without a name: "newspaper".
    OutletNoun "outlet_noun",
    /// The name of a body, or a metonym for one, that its words do not give away: "Kremlin", "Scotland Yard".
    Named "named",
    /// The name of a news organization: "Reuters".
    Outlet "outlet",
    /// A country or the seat of its government: "France", "Downing Street".
    Country "country",
    /// An adjective or noun of nationality: "Russian".
    Nationality "nationality",
    /// A party's adjective: "Democratic".
    Party "party",
    /// A place below or above the country: "Florida", "Mosul".
    Place "place",
    /// What is written, counted or decided: "report", "poll".
    Document "document",
    /// What cannot speak: "the race", "faith".
    Thing "thing",
    /// A rank, without saying whose: "senior".
    Seniority "seniority",
    /// No longer so: "former".
    Former "former",
    /// An adjective that narrows nobody: "independent".
    Plain "plain",
    /// A subject that narrows "experts" and their like: "tax".
    Field "field",
    /// A word that ascribes to nobody: "reportedly".
    Hedge "hedge",
    /// A given name: "Ali".
    GivenName "given_name",
    /// A surname that is a common word too: "Baker".
    Surname "surname",
    // Phrases, to the grader.
    /// A noun or pronoun that counts what follows its "of": "dozens".
    CountingNoun "counting_noun",
    /// A word after a noun that says something of it: "familiar", "present".
    Postposed "postposed",
    /// People who gave organizations their names: "doctors" ("Doctors Without Borders").
    CharityPeople "charity_people",
    /// The last word in the name of a law or survey: "act".
    LawNoun "law_noun",
    /// A word with which the sentence goes on after a clause: "said", "who".
    ClauseOpener "clause_opener",
    /// The last part of a word that tells where or whose: "based" ("Washington-based").
    LedParticiple "led_participle",
    /// A relative that "ex-" makes another one, not a former one: "wife".
    FormerRelative "former_relative",
    /// A participle before a name: "nicknamed".
    NamingParticiple "naming_participle",
    /// A verb of where somebody works or lives: "serves", "stationed".
    PostVerb "post_verb",
    /// An irregular participle of a belief that nobody is named for: "thought" ("it is thought").
    OpinionParticiple "opinion_participle",

    /// A unit of time or season after "last" or "next": "week" ("a poll last week").
    TimeUnit "time_unit",
    /// A form of a verb whose object is spoken to: "told".
    AddressingVerb "addressing_verb",

    // What names are made of.
    /// A title before the name of a person, as written: "Sen.".
    Title "title",
    /// A title of a man, as written: "Mr.".
    MaleTitle "male_title",
    /// A title of a woman, as written: "Mrs.".
    FemaleTitle "female_title",
    /// A given name that usually tells a woman, as written: "Aisha".
    FemaleName "female_name",
    /// A given name that usually tells a man, as written: "Ahmed".
    MaleName "male_name",
    /// A given name of women and men, as written: "Kim".
    OpenName "open_name",
    /// A word in the names of news organizations, as written: "Times".
    OutletWord "outlet_word",
    /// A word in the names of public bodies, as written: "Ministry".
    GovernmentWord "government_word",
    /// A word in the names of other organizations, as written: "Bank".
    OrganizationWord "organization_word",
    /// A word in the names of documents, as written: "Charter".
    DocumentWord "document_word",
    /// A word in the names of awards and events, as written: "Prize".
    OtherWord "other_word",
    /// A word of organizations that is nobody's surname, as written: "University".
    NeverSurname "never_surname",
    /// What committees and agencies deal with: "agriculture".
    Topic "topic",
    /// A group of states or people that goes by a name behind "the": "Global South".
    Bloc "bloc",
    /// An adherent, community or region with a capital that is no single actor: "Catholic".
    Community "community",

    /// A noun or pronoun whose listed form is a plural: "people".
    PluralForm "plural_form",

    // Segmentation.
    /// A word that includes the stop after it, without the stop: "prof".
    Abbreviation "abbreviation",
    /// An abbreviation that is another word but before a number: "no".
    AbbreviationBeforeNumber "abbreviation_before_number",
    /// An abbreviation that is another word in lower case: "sat".
    AbbreviationOrWord "abbreviation_or_word",
    /// An abbreviation before a name or number: "mr".
    AbbreviationBeforeName "abbreviation_before_name",
    /// An academic degree with more than one letter before a stop, as written: "Ph".
    Degree "degree",

    // Attribution.
    /// A verb whose passive tells what its subject thinks or says: "convince" ("is convinced that").
    FeelingVerb "feeling_verb",
    /// What somebody gets from others who speak of them: "criticism".
    AttackNoun "attack_noun",
    /// A verb of getting it: "face" ("has faced criticism").
    ReceivingVerb "receiving_verb",
    /// The label of something on a page that is no part of the article: "read more".
    PageLabel "page_label",
    /// A word with which others say what the subject is to do: "expected" ("is expected to speak").
    RaisingWord "raising_word",
    // Mentions.
    /// A noun that makes a document of an unnamed actor: "report". What is written and seldom speaks is in `document` alone.
    DocumentActor "document_actor",
    /// A noun that makes a government of an unnamed actor: "ministry".
    GovernmentActor "government_actor",
    /// A noun that makes an organization of an unnamed actor: "company". Narrower than `organization` and `institution`.
    OrganizationActor "organization_actor",
    /// A noun that makes a news organization of an unnamed actor: "newspaper". Narrower than `outlet_noun`.
    OutletActor "outlet_actor",
    /// A noun for a person whose ending does not show it: "judge".
    PersonNoun "person_noun",
    /// A noun for women whose ending does not show it: "niece".
    FemaleNoun "female_noun",
    /// A noun for men whose ending does not show it: "uncle".
    MaleNoun "male_noun",
    /// A noun that counts what follows its "of": "dozen".
    QuantityNoun "quantity_noun",
    /// An adjective that sets somebody apart from those before: "separate".
    ApartAdjective "apart_adjective",
    /// A form of a verb of speech that ends a name in a headline: "vows".
    HeadlineVerb "headline_verb",
    /// A form of a verb of speech before the name of its speaker: "wrote".
    OpeningVerb "opening_verb",
    /// A weekday or month: "tuesday".
    DayOrMonth "day_or_month",
    /// The abbreviation of a weekday or month, without its stop: "tues".
    DayOrMonthAbbreviation "day_or_month_abbreviation",
    /// A word between an office and its title, as written: "Deputy".
    TitleQualifier "title_qualifier",
    /// The last word in the name of a place: "county".
    PlaceNameEnd "place_name_end",

    // Resolution.
    /// A noun that news uses for people whom it leaves unnamed: "aide".
    UnnamedNoun "unnamed_noun",
    /// A word with which an article tells whether it names somebody: "name", "identify", "anonymity".
    NamingWord "naming_word",
    /// What somebody says or thinks: "testimony".
    UtteranceNoun "utterance_noun",
    /// A noun that takes up another document of news: "story".
    ArticleNoun "article_noun",
    /// A noun that takes up another document of research: "survey".
    StudyNoun "study_noun",
    /// A noun that takes up a named news organization: "paper".
    NewspaperNoun "newspaper_noun",
    /// A noun that takes up a named organization: "retailer".
    CompanyNoun "company_noun",
    /// An adjective of what a headline tells first: "latest".
    FreshAdjective "fresh_adjective",
    /// A noun for the article's own outlet or who works for it, behind "this" or "our": "masthead", "correspondent".
    OwnOutletNoun "own_outlet_noun",
    /// A word that picks one of those before and tells nothing of it: "latter".
    PointingWord "pointing_word",
    /// A form of a verb after which a name is what the noun before it names: "dubbed".
    NamingVerb "naming_verb",
    /// A verb that tells what its subject is or has: "seem".
    LinkingVerb "linking_verb",

    // Events.
    /// An event that goes by several nouns: "call", "discussion".
    Meeting "meeting",
    /// Any other event: "airstrike".
    Happening "happening",
    /// An event that leads to a place: "visit".
    Journey "journey",
    /// A verb that names the same event as a noun of meetings: "speak".
    MeetingVerb "meeting_verb",
    /// A verb that leaves the event to its noun: "hold (talks)".
    LightVerb "light_verb",
    /// Any other verb that names no event: "attend", "seem".
    EventlessVerb "eventless_verb",
    /// A verb that tells how things are: "contain".
    StateVerb "state_verb",
    /// A verb that says that an event starts, goes on or ends: "resume".
    PhaseVerb "phase_verb",
    /// A word that ascribes in one sense and tells of an event in another: "attack".
    AmbiguousCue "ambiguous_cue",
    /// A verb whose passive puts an event into the future: "schedule".
    SchedulingVerb "scheduling_verb",
    /// A word of sport, whose sides are teams and players: "beat", "match".
    Contest "contest",
    /// A place worth telling without a name, where nobody in particular works: "border".
    PlaceNoun "place_noun",
    /// A place worth telling without a name, where people work: "factory".
    Facility "facility",
    /// A place where people work that is not worth telling without a name: "shop".
    Premises "premises",
    /// People who take part in events and seldom speak: "troop".
    ParticipantNoun "participant_noun",
    /// The two who took part in the event before: "duo".
    PairNoun "pair_noun",
    /// A part of those named before: "other".
    PartNoun "part_noun",
    /// An adjective of an event to come: "upcoming".
    UpcomingModifier "upcoming_modifier",
    /// An adjective of an event that goes on: "ongoing".
    OngoingModifier "ongoing_modifier",

    // Force.
    /// Leaves what it governs probable at most: "likely".
    EffectProbable "effect_probable",
    /// Leaves what it governs possible at most: "chance".
    EffectPossible "effect_possible",
    /// Does not say how sure what it governs is: "try".
    EffectUnderspecified "effect_underspecified",
    /// Negates what it governs: "fail".
    EffectNegates "effect_negates",
    /// Negates what it governs, and leaves that probable: "unlikely".
    EffectProbablyNegates "effect_probably_negates",
    /// Leaves open whether what it governs is so: "unclear".
    EffectOpens "effect_opens",
    /// A verb that negates its object as well: "deny (an attack)".
    NegatesObject "negates_object",
    /// A verb whose object does not take place: "avert".
    CancelVerb "cancel_verb",
    /// A verb under which an infinitive is as sure as the verb's own clause: "manage".
    ImplicativeVerb "implicative_verb",
    /// A word, no scheduling verb, under which something is about to happen: "agree".
    PlanWord "plan_word",
    /// A verb, no light verb, whose object says what the sentence is about: "repeat (a warning)".
    DeliveryVerb "delivery_verb",
    /// An adverb or adjective that leaves probable at most: "probably".
    HedgeProbable "hedge_probable",
    /// An adverb or adjective that leaves possible at most: "perhaps".
    HedgePossible "hedge_possible",
    /// An adverb or adjective that leaves it to others: "allegedly".
    HedgeUnderspecified "hedge_underspecified",
    /// A belief or statement that is certain: "know".
    AttitudeCertain "attitude_certain",
    /// A belief or statement that is possible at most: "fear".
    AttitudePossible "attitude_possible",
    /// A word of knowledge, which a negation leaves open: "clear".
    Knowledge "knowledge",
    /// A verb of refusing to speak or act: "decline".
    RefusalVerb "refusal_verb",
    /// What a speaker may refuse to do in answer: "comment".
    ResponseVerb "response_verb",

    // The audit.
    /// An official whom a story often names soon after: "lawmaker".
    HolderNoun "holder_noun",
    /// An official who speaks for a person: "adviser".
    StaffNoun "staff_noun",
    /// A noun that says no more than that somebody is human: "person".
    HumanNoun "human_noun",
    /// A verb of speech that takes a side: "admit".
    SideTakingVerb "side_taking_verb",
    /// A cue that passes something on from nobody: "reportedly".
    HedgeCue "hedge_cue",
    /// An ill word about somebody: "liar".
    Pejorative "pejorative",
    /// The stem of a word that tells whether something was confirmed: "corroborat".
    ConfirmingStem "confirming_stem",
    /// The stem of a verb for an own fear or wish: "hope".
    FeelingStem "feeling_stem",
    /// What an outlet makes itself: "editorial".
    OwnWork "own_work",
    /// A word that tells which part of a name is given: "surname".
    NamePart "name_part",
    /// An adjective that "and" joins with another before one noun: "former".
    JoinedAdjective "joined_adjective",
    /// A word before which the noun of a phrase ends: "who", "familiar".
    NounEnd "noun_end",
    /// A word beside a noun that tells nothing of whose source it is: "several", "senior".
    NounCompanion "noun_companion",
    /// The stem of a word about names, anonymity or the record: "anonym".
    TermsStem "terms_stem",
}

impl WordClass {
    /// The label of the class in word tables.
    #[must_use]
    pub fn label(self) -> &'static str {
        // Both are declared at once, in one order.
        CLASSES.get(self as usize).map_or("", |(_, label)| label)
    }

    pub(super) fn labelled(label: &str) -> Option<WordClass> {
        labelled(label)
    }
}

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Classes([u64; 3]);

// Each class has a bit of its own.
const _: () = assert!(CLASSES.len() <= 3 * 64);

impl Classes {
    pub(crate) const fn of(classes: &[WordClass]) -> Classes {
        let (mut all, mut rest) = (Classes([0; 3]), classes);
        while let [first, others @ ..] = rest {
            all = all.with(*first);
            rest = others;
        }
        all
    }

    /// The classes up to this one, in the order of their declaration.
    const fn up_to(last: WordClass) -> Classes {
        let (mut all, mut rest) = (Classes([0; 3]), CLASSES);
        while let [(class, _), others @ ..] = rest {
            if *class as u32 <= last as u32 {
                all = all.with(*class);
            }
            rest = others;
        }
        all
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = WordClass> {
        CLASSES.iter().map(|(class, _)| *class).filter(move |class| self.is(*class))
    }

    pub(crate) const fn is(self, class: WordClass) -> bool {
        self.meets(Classes([0; 3]).with(class))
    }

    /// Whether the two have a class in common.
    pub(crate) const fn meets(self, other: Classes) -> bool {
        !self.both(other).is_empty()
    }

    pub(crate) const fn is_empty(self) -> bool {
        matches!(self.0, [0, 0, 0])
    }

    pub(crate) const fn with(self, class: WordClass) -> Classes {
        let (Classes([a, b, c]), bit) = (self, 1 << (class as u32 % 64));
        Classes(match class as u32 / 64 {
            0 => [a | bit, b, c],
            1 => [a, b | bit, c],
            _ => [a, b, c | bit],
        })
    }

    pub(crate) const fn union(self, other: Classes) -> Classes {
        let ([a0, a1, a2], [b0, b1, b2]) = (self.0, other.0);
        Classes([a0 | b0, a1 | b1, a2 | b2])
    }

    pub(crate) const fn both(self, other: Classes) -> Classes {
        let ([a0, a1, a2], [b0, b1, b2]) = (self.0, other.0);
        Classes([a0 & b0, a1 & b1, a2 & b2])
    }

    pub(crate) const fn without(self, other: Classes) -> Classes {
        let ([a0, a1, a2], [b0, b1, b2]) = (self.0, other.0);
        Classes([a0 & !b0, a1 & !b1, a2 & !b2])
    }
}

/// Nouns for people.
pub(crate) const PEOPLE: Classes = Classes::of(&[
    WordClass::Role,
    WordClass::Office,
    WordClass::Spokesperson,
    WordClass::Person,
    WordClass::Observer,
    WordClass::Public,
    WordClass::Witness,
    WordClass::Partisan,
    WordClass::IdentityNoun,
]);

/// The classes that the grader looks up: those of the first section. Their plurals are found by themselves.
pub(super) const GRADED: Classes = Classes::up_to(WordClass::Surname);

/// Classes of names, which have no plural: "economists" does not mean The Economist.
pub(super) const NAMES: Classes = Classes::of(&[
    WordClass::Outlet,
    WordClass::Named,
    WordClass::Country,
    WordClass::Place,
    WordClass::GivenName,
    WordClass::Surname,
]);

/// Classes whose words count as they are written, capitals and all.
pub(super) const AS_WRITTEN: Classes = Classes::of(&[
    WordClass::Title,
    WordClass::MaleTitle,
    WordClass::FemaleTitle,
    WordClass::FemaleName,
    WordClass::MaleName,
    WordClass::OpenName,
    WordClass::OutletWord,
    WordClass::GovernmentWord,
    WordClass::OrganizationWord,
    WordClass::DocumentWord,
    WordClass::OtherWord,
    WordClass::NeverSurname,
    WordClass::Degree,
    WordClass::TitleQualifier,
]);
