//! The classes of words that matter for times.

/// What a token is to the finder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// Beyond either end of the text.
    Edge,
    /// A word without a meaning here.
    Plain,
    /// A plain number: its value, and with how many digits it is written.
    Number(u32, u8),
    /// A number that is no plain one: "2,014", "3.5".
    Figure,
    /// Digits with a point between: "10.30". Either part, as far as it has two digits.
    Pointed(u32, u32),
    /// "1st", "second".
    Ordinal(u32),
    /// A number in words.
    Count(u32),
    /// "1990s", "nineties": the first year, and how many digits say it (0: words).
    Decade(u32, u8),
    /// A month from 1, and whether the word is also another word or a name ("May", "Jan").
    Month(u32, bool),
    /// A weekday from Monday, 0, and whether it is an abbreviation.
    Weekday(u8, bool),
    /// "Mondays".
    Weekdays(u8),
    /// A unit of time, and whether it stands in the plural.
    Unit(Unit, bool),
    /// A season from spring, 0.
    Season(u8),
    /// A part of the day.
    DayPart(DayPart),
    /// "mornings".
    DayParts,
    /// "my", "their".
    Own,
    /// "World", before "War II"; "WWII".
    War,
    /// "tomorrow": how many days from today.
    Today(i8),
    /// "a.m." (false) and "p.m." (true).
    Meridiem(bool),
    /// An abbreviation of a zone.
    Zone(Zone),
    /// "BC" (true) and "AD" (false).
    Era(bool),
    /// "last", "next", "this": what picks a unit.
    Which(Which),
    /// "early", "late", "mid", "end", "beginning".
    Part(Part),
    /// "ago".
    Ago,
    /// "later", "after": whether it looks back ("earlier", "before"), and whether it is also a preposition.
    Shift(bool, bool),
    /// "few", "several".
    Some,
    /// "half".
    Half,
    /// "every", "each".
    Every,
    /// "daily", "weekly".
    Periodic(Unit),
    /// "recently", "soon".
    Vague,
    /// The first word of a holiday.
    Feast,
    /// "fiscal", "financial".
    Fiscal,
    /// The article "the".
    The,
    /// The article "a".
    A,
    /// "of".
    Of,
    /// "in", "since", "until": a bare year follows.
    In,
    /// "on", "at", "by".
    On,
    /// "from", "between".
    From,
    /// "to", "through", "till".
    To,
    /// "for", "over", "within".
    For,
    /// "and", "or".
    And,
    /// "about", "around", "circa".
    About,
    /// "than", "least", "only": a count follows.
    Counted,
    /// A noun that is counted: "people", "miles".
    Thing,
    /// A word after which a number is a name: "Room", "Resolution", "No.".
    Label,
    /// "Street", "Avenue".
    Street,
    /// "will", "would", "scheduled".
    Future,
    /// "could", "might": what comes after may be to come.
    Modal,
    /// "present".
    Present,
    /// "agreed": future before "to", else past.
    Commit,
    /// A verb in the past tense.
    Past,
    /// "ahead".
    Ahead,
    /// ",".
    Comma,
    /// A full stop, an exclamation or question mark.
    Stop,
    /// Any dash.
    Dash,
    /// "/".
    Slash,
    /// ":".
    Colon,
    /// Any apostrophe or single quotation mark.
    Apostrophe,
    /// "(" and "[".
    Open,
    /// ")" and "]".
    Close,
    /// Signs that make a number something else: currency, hash.
    Sign,
    /// Any other mark.
    Mark,
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Night,
    Week,
    Fortnight,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// Which part of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Early,
    Mid,
    Late,
    Start,
    End,
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayPart {
    Morning,
    Noon,
    Afternoon,
    Evening,
    Night,
    Midnight,
    /// The night to come, or the one that is: "tonight".
    Tonight,
}

/// What a word before a unit, a weekday or a month picks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// "last", "past".
    Last,
    /// "previous", "preceding".
    Previous,
    /// "this", "current".
    This,
    /// "these".
    These,
    /// "that", "same".
    That,
    /// "next".
    Next,
    /// "coming".
    Coming,
    /// "following".
    Following,
    /// "recent".
    Recent,
}

/// A zone that an abbreviation names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    /// Minutes from UTC.
    Fixed(i16),
    /// Minutes from UTC in winter, of a zone of the United States with summer time: "ET".
    Summer(i16),
    /// Several zones bear the abbreviation.
    Ambiguous,
}
