//! The word classes of the grammar of times.

/// The class of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// Outside the text.
    Edge,
    /// A word of no other class.
    Plain,
    /// A plain number: its value and the number of its digits.
    Number(u32, u8),
    /// A number with a comma or a point: "2,014", "3.5".
    Figure,
    /// One or two digits, a point and two digits: "10.30".
    Pointed(u32, u32),
    /// "1st", "second".
    Ordinal(u32),
    /// A number in words.
    Count(u32),
    /// "1990s", "nineties": the first year and the number of digits, 0 for words.
    Decade(u32, u8),
    /// A month from 1, and whether it is also another word or a name ("May", "Jan").
    Month(u32, bool),
    /// A weekday from Monday as 0, and whether it is an abbreviation.
    Weekday(u8, bool),
    /// "Mondays".
    Weekdays(u8),
    /// A unit of time, and whether it is plural.
    Unit(Unit, bool),
    /// A season from spring as 0.
    Season(u8),
    /// A part of the day.
    DayPart(DayPart),
    /// "mornings".
    DayParts,
    /// "my", "their".
    Possessive,
    /// "World" before "War II", and "WWII".
    War,
    /// "tomorrow": the number of days from today.
    Today(i8),
    /// "a.m." (false) and "p.m." (true).
    Meridiem(bool),
    /// The abbreviation of a time zone.
    Zone(Zone),
    /// "BC" (true) and "AD" (false).
    Era(bool),
    /// "last", "next", "this".
    Which(Which),
    /// "early", "late", "mid", "end", "beginning".
    Part(Part),
    /// "ago".
    Ago,
    /// "earlier", "after": whether it points back, and whether it can be a preposition.
    Shift(bool, bool),
    /// "few", "several".
    Some,
    /// "half".
    Half,
    /// "every", "each", "everyday".
    Every,
    /// "all".
    All,
    /// "now".
    Now,
    /// "daily", "weekly".
    Periodic(Unit),
    /// "recently", "soon".
    Vague,
    /// The first word of a holiday.
    Holiday,
    /// "fiscal", "financial".
    Fiscal,
    /// The article "the".
    The,
    /// The article "a".
    A,
    /// "of".
    Of,
    /// "in", "since", "until": a preposition before a year.
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
    /// "than", "least", "only": a word before a count.
    CountFollows,
    /// A noun after a count: "people", "miles".
    CountedNoun,
    /// A word before a number that is a name: "Room", "Resolution", "No.".
    Label,
    /// "Street", "Avenue".
    Street,
    /// "will", "would", "scheduled".
    Future,
    /// "could", "might": a verb that can point to the future.
    Modal,
    /// "present".
    Present,
    /// "agreed": future before "to", past otherwise.
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
    /// A currency sign, a hash or another sign of a number that is not a date.
    Sign,
    /// Another mark.
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

/// A part of a period.
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
    /// "tonight".
    Tonight,
}

/// A determiner of a unit, a weekday or a month.
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

/// A time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    /// The offset from UTC in minutes.
    Fixed(i16),
    /// The offset from UTC in minutes in winter, for a zone of the United States with summer time: "ET".
    Summer(i16),
    /// An abbreviation of several zones.
    Ambiguous,
}
