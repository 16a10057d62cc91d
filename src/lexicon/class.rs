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
    /// A noun that says whose close relative somebody is: "widow".
    FamilyNoun "family_noun",
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

    // The audit.
    /// A noun for somebody who is nothing but a source: "insider".
    SourceNoun "source_noun",
    /// A noun for those who often speak unnamed for others: "aide".
    OfficialNoun "official_noun",
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
}

impl WordClass {
    /// The label of the class in word tables.
    #[must_use]
    pub fn label(self) -> &'static str {
        CLASSES.iter().find(|(class, _)| *class == self).map_or("", |(_, label)| label)
    }

    pub(super) fn labelled(label: &str) -> Option<WordClass> {
        CLASSES.iter().find(|(_, known)| *known == label).map(|(class, _)| *class)
    }
}

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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

/// The classes that the grader looks up; of these plurals are found by themselves.
pub(super) const GRADED: Classes = Classes::of(&[
    WordClass::Role,
    WordClass::Office,
    WordClass::Spokesperson,
    WordClass::Person,
    WordClass::Observer,
    WordClass::Public,
    WordClass::Witness,
    WordClass::Partisan,
    WordClass::Identity,
    WordClass::IdentityNoun,
    WordClass::Pronoun,
    WordClass::Institution,
    WordClass::Organization,
    WordClass::Branch,
    WordClass::OutletNoun,
    WordClass::Named,
    WordClass::Outlet,
    WordClass::Country,
    WordClass::Nationality,
    WordClass::Party,
    WordClass::Place,
    WordClass::Document,
    WordClass::Thing,
    WordClass::Seniority,
    WordClass::Former,
    WordClass::Plain,
    WordClass::Field,
    WordClass::Hedge,
    WordClass::GivenName,
    WordClass::Surname,
]);

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
    WordClass::TitleQualifier,
]);
