//! The words of the grammar of times, with their classes.

use std::sync::OnceLock;

use super::word::{DayPart, Part, Unit, Which, Word, Zone};

/// The class of a word.
pub(super) fn word(written: &[u8]) -> Word {
    let Some(key) = key(written) else { return Word::Plain };
    let capital = written.first().is_some_and(u8::is_ascii_uppercase);
    let table = table();
    match table.binary_search_by_key(&key, |(key, _)| *key) {
        Ok(found) => match table.get(found).map_or(Word::Plain, |(_, word)| *word) {
            // Some texts write months and weekdays without a capital. Then "may" is a verb, "march", "sat" and the like are
            // other words, and "august" is an adjective unless the words around it make it a month.
            Word::Month(5, _) if !capital => Word::Modal,
            Word::Month(3, _) | Word::Weekday(_, true) if !capital => Word::Plain,
            Word::Month(8, _) if !capital => Word::Month(8, true),
            // Zones are in capitals: "met", "east" and "cat" are not zones.
            Word::Zone(_) | Word::Era(_) if !written.iter().all(u8::is_ascii_uppercase) => Word::Plain,
            Word::Past | Word::Commit | Word::Future | Word::Modal if capital => Word::Plain,
            word => word,
        },
        Err(_) if !capital && written.len() > 4 && written.ends_with(b"ed") && !written.ends_with(b"eed") => {
            Word::Past
        }
        Err(_) => Word::Plain,
    }
}

/// The class of letters with points between them, such as "p.m.", given in lower case and without the points.
pub(super) fn abbreviation(letters: &[u8]) -> Word {
    match letters {
        b"am" => Meridiem(false),
        b"pm" => Meridiem(true),
        b"bc" | b"bce" => Era(true),
        b"ad" | b"ce" => Era(false),
        b"est" => Word::Zone(Zone::Fixed(-300)),
        b"edt" => Word::Zone(Zone::Fixed(-240)),
        b"et" => Word::Zone(Zone::Summer(-300)),
        _ => Word::Plain,
    }
}

/// A word in lower case as a number with the same order. `None` for a word that is longer than those of the table. Every word
/// of a text is looked up, and numbers are compared in one step.
fn key(word: &[u8]) -> Option<u128> {
    let fold = |key: u128, byte: &u8| key << 8 | u128::from(byte.to_ascii_lowercase());
    (word.len() <= MAX_LENGTH).then(|| word.iter().fold(0, fold) << (8 * (MAX_LENGTH - word.len())))
}

/// Length of the longest word of the table, in bytes. Longer past tenses are not needed.
const MAX_LENGTH: usize = 14;

/// The table sorted by key.
fn table() -> &'static [(u128, Word)] {
    static TABLE: OnceLock<Vec<(u128, Word)>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: Vec<_> =
            WORDS.iter().filter_map(|(word, meaning)| Some((key(word.as_bytes())?, *meaning))).collect();
        table.sort_unstable_by_key(|(key, _)| *key);
        table
    })
}

use Word::{
    A, About, Ago, And, Commit, Count, CountFollows, CountedNoun, Decade, Era, Every, Fiscal, For, From,
    Future, Holiday, In, Label, Meridiem, Month, Of, On, Ordinal, Past, Periodic, Season, Shift, Street, The,
    To, Today, Vague, Weekday,
};

/// The words, in lower case.
#[rustfmt::skip]
const WORDS: &[(&str, Word)] = &[
    ("a", A), ("about", About), ("acres", CountedNoun), ("acst", Word::Zone(Zone::Fixed(570))), ("ad", Era(false)),
    ("adjourned", Commit), ("adults", CountedNoun), ("aedt", Word::Zone(Zone::Fixed(660))), ("aest", Word::Zone(Zone::Fixed(600))),
    ("after", Shift(false, true)), ("afternoon", Word::DayPart(DayPart::Afternoon)),
    ("afternoons", Word::DayParts), ("ago", Ago), ("agree", Commit), ("agreed", Commit),
    ("ahead", Word::Ahead), ("aims", Commit), ("airbus", Label), ("akdt", Word::Zone(Zone::Fixed(-480))),
    ("akst", Word::Zone(Zone::Fixed(-540))), ("all", Word::All), ("almost", About), ("am", Meridiem(false)), ("an", A),
    ("and", And), ("annually", Periodic(Unit::Year)), ("apartment", Label), ("approximately", About),
    ("apr", Month(4, true)), ("april", Month(4, false)), ("armistice", Holiday), ("around", About),
    ("article", Label), ("ash", Holiday), ("asked", Commit), ("ast", Word::Zone(Zone::Ambiguous)), ("at", On), ("ate", Past),
    ("aug", Month(8, true)), ("august", Month(8, false)), ("autumn", Season(2)), ("ave", Street),
    ("avenue", Street), ("awaits", Word::Modal), ("awst", Word::Zone(Zone::Fixed(480))), ("banned", Commit), ("bastille", Holiday),
    ("bc", Era(true)), ("bce", Era(true)), ("became", Past), ("been", Past), ("before", Shift(true, true)),
    ("began", Past), ("beginning", Word::Part(Part::Start)), ("begins", Future), ("between", From),
    ("black", Holiday), ("blvd", Street), ("boeing", Label), ("bonfire", Holiday), ("born", Past),
    ("bought", Past), ("boulevard", Street), ("bound", Commit), ("box", Label), ("boxing", Holiday),
    ("broke", Past), ("brought", Past), ("brt", Word::Zone(Zone::Fixed(-180))),
    ("bst", Word::Zone(Zone::Ambiguous)), ("built", Past), ("bus", Label), ("by", On), ("ca", About),
    ("calories", CountedNoun), ("came", Past), ("can", Word::Modal), ("cases", CountedNoun), ("caught", Past),
    ("cdt", Word::Zone(Zone::Ambiguous)), ("ce", Era(false)), ("centuries", Word::Unit(Unit::Century, true)),
    ("century", Word::Unit(Unit::Century, false)), ("cest", Word::Zone(Zone::Fixed(120))),
    ("cet", Word::Zone(Zone::Fixed(60))), ("channel", Label), ("chapter", Label), ("children", CountedNoun),
    ("chose", Past), ("christmas", Holiday), ("cinco", Holiday), ("circa", About),
    ("close", Word::Part(Part::End)), ("columbus", Holiday), ("coming", Word::Which(Which::Coming)),
    ("convenes", Future), ("copies", CountedNoun), ("could", Word::Modal), ("cst", Word::Zone(Zone::Ambiguous)),
    ("ct", Word::Zone(Zone::Summer(-360))), ("current", Word::Which(Which::This)), ("currently", Vague),
    ("cut", Past), ("cyber", Holiday), ("daily", Periodic(Unit::Day)),
    ("dawn", Word::DayPart(DayPart::Morning)), ("day", Word::Unit(Unit::Day, false)),
    ("daybreak", Word::DayPart(DayPart::Morning)), ("days", Word::Unit(Unit::Day, true)), ("deaths", CountedNoun),
    ("dec", Month(12, true)), ("decade", Word::Unit(Unit::Decade, false)),
    ("decades", Word::Unit(Unit::Decade, true)), ("december", Month(12, false)), ("decided", Commit),
    ("decree", Label), ("degrees", CountedNoun), ("delayed", Commit), ("delegates", CountedNoun), ("did", Past), ("died", Past),
    ("dollars", CountedNoun), ("done", Past), ("drew", Past), ("drive", Street), ("drove", Past), ("due", Future),
    ("during", In), ("dusk", Word::DayPart(DayPart::Evening)), ("each", Every),
    ("earlier", Shift(true, false)), ("earliest", Word::Part(Part::Early)),
    ("early", Word::Part(Part::Early)), ("earth", Holiday), ("easter", Holiday),
    ("edt", Word::Zone(Zone::Fixed(-240))), ("eest", Word::Zone(Zone::Fixed(180))),
    ("eet", Word::Zone(Zone::Fixed(120))), ("eight", Count(8)), ("eighteen", Count(18)),
    ("eighteenth", Ordinal(18)), ("eighth", Ordinal(8)), ("eighties", Decade(80, 0)), ("eighty", Count(80)),
    ("election", Holiday), ("eleven", Count(11)), ("eleventh", Ordinal(11)), ("employees", CountedNoun),
    ("end", Word::Part(Part::End)), ("est", Word::Zone(Zone::Fixed(-300))),
    ("et", Word::Zone(Zone::Summer(-300))), ("euros", CountedNoun), ("evening", Word::DayPart(DayPart::Evening)),
    ("evenings", Word::DayParts), ("eventually", Vague), ("every", Every), ("everyday", Every), ("expected", Future),
    ("expects", Commit), ("extended", Commit), ("faces", Word::Modal), ("fall", Season(2)), ("families", CountedNoun), ("father", Holiday),
    ("feb", Month(2, true)), ("february", Month(2, false)), ("feet", CountedNoun), ("fell", Past), ("felt", Past),
    ("few", Word::Some), ("fifteen", Count(15)), ("fifteenth", Ordinal(15)), ("fifth", Ordinal(5)),
    ("fifties", Decade(50, 0)), ("fifty", Count(50)), ("financial", Fiscal), ("first", Ordinal(1)),
    ("fiscal", Fiscal), ("five", Count(5)), ("flew", Past), ("flight", Label),
    ("following", Word::Which(Which::Following)), ("foot", CountedNoun), ("for", For), ("formerly", Vague),
    ("forthcoming", Future), ("forties", Decade(40, 0)), ("fortnight", Word::Unit(Unit::Fortnight, false)),
    ("fortnights", Word::Unit(Unit::Fortnight, true)), ("forty", Count(40)), ("fought", Past),
    ("found", Past), ("four", Count(4)), ("fourteen", Count(14)), ("fourteenth", Ordinal(14)),
    ("fourth", Ordinal(4)), ("fri", Weekday(4, true)), ("friday", Weekday(4, false)),
    ("fridays", Word::Weekdays(4)), ("from", From), ("gave", Past), ("given", Past),
    ("gmt", Word::Zone(Zone::Fixed(0))), ("going", Commit), ("good", Holiday), ("got", Past), ("grew", Past),
    ("groundhog", Holiday), ("gst", Word::Zone(Zone::Ambiguous)), ("guy", Holiday), ("had", Past),
    ("half", Word::Half), ("halloween", Holiday), ("hectares", CountedNoun), ("held", Past), ("her", Word::Possessive),
    ("highway", Label), ("his", Word::Possessive), ("hit", Past), ("hkt", Word::Zone(Zone::Fixed(480))),
    ("homes", CountedNoun), ("hope", Commit), ("hoped", Commit), ("hopes", Word::Modal),
    ("hour", Word::Unit(Unit::Hour, false)), ("hours", Word::Unit(Unit::Hour, true)), ("hr", Label),
    ("hrs", Word::Unit(Unit::Hour, true)), ("hst", Word::Zone(Zone::Fixed(-600))), ("hundred", Count(100)),
    ("hung", Past), ("id", Label), ("in", In), ("inauguration", Holiday), ("inches", CountedNoun),
    ("independence", Holiday), ("individuals", CountedNoun), ("intended", Commit), ("intends", Commit),
    ("interstate", Label), ("invited", Commit), ("ist", Word::Zone(Zone::Ambiguous)), ("its", Word::Possessive), ("jan", Month(1, true)),
    ("january", Month(1, false)), ("jobs", CountedNoun), ("jst", Word::Zone(Zone::Fixed(540))),
    ("jul", Month(7, true)), ("july", Month(7, false)), ("jun", Month(6, true)), ("june", Month(6, false)),
    ("juneteenth", Holiday), ("kept", Past), ("kilometers", CountedNoun), ("kilometres", CountedNoun), ("km", CountedNoun),
    ("knew", Past), ("known", Past), ("kst", Word::Zone(Zone::Fixed(540))), ("labor", Holiday),
    ("labour", Holiday), ("lane", Street), ("last", Word::Which(Which::Last)), ("late", Word::Part(Part::Late)),
    ("lately", Vague), ("later", Shift(false, false)), ("least", CountFollows), ("led", Past), ("left", Past),
    ("level", Label), ("likely", Commit), ("ll", Future), ("lost", Past), ("lot", Label), ("made", Past),
    ("many", Word::Some), ("mar", Month(3, true)), ("march", Month(3, true)), ("martin", Holiday),
    ("may", Month(5, true)), ("mdt", Word::Zone(Zone::Fixed(-360))), ("meant", Past), ("meets", Future),
    ("members", CountedNoun), ("memorial", Holiday), ("men", CountedNoun), ("met", Past), ("meters", CountedNoun),
    ("metres", CountedNoun), ("mid", Word::Part(Part::Mid)), ("midday", Word::DayPart(DayPart::Noon)),
    ("middle", Word::Part(Part::Mid)), ("midnight", Word::DayPart(DayPart::Midnight)), ("might", Word::Modal),
    ("migrants", CountedNoun), ("mile", CountedNoun), ("miles", CountedNoun), ("min", Word::Unit(Unit::Minute, true)),
    ("mins", Word::Unit(Unit::Minute, true)),
    ("minute", Word::Unit(Unit::Minute, false)), ("minutes", Word::Unit(Unit::Minute, true)), ("mlk", Holiday),
    ("model", Label), ("mon", Weekday(0, true)), ("monday", Weekday(0, false)),
    ("mondays", Word::Weekdays(0)), ("month", Word::Unit(Unit::Month, false)),
    ("monthly", Periodic(Unit::Month)), ("months", Word::Unit(Unit::Month, true)),
    ("morning", Word::DayPart(DayPart::Morning)), ("mornings", Word::DayParts), ("most", CountFollows),
    ("mother", Holiday), ("moved", Commit), ("msk", Word::Zone(Zone::Fixed(180))), ("mst", Word::Zone(Zone::Ambiguous)),
    ("mt", Word::Zone(Zone::Summer(-420))), ("must", Word::Modal), ("my", Word::Possessive), ("nearly", About),
    ("need", Commit), ("needs", Word::Modal), ("new", Holiday), ("next", Word::Which(Which::Next)),
    ("night", Word::Unit(Unit::Night, false)), ("nightly", Periodic(Unit::Night)),
    ("nights", Word::Unit(Unit::Night, true)), ("nine", Count(9)), ("nineteen", Count(19)),
    ("nineteenth", Ordinal(19)), ("nineties", Decade(90, 0)), ("ninety", Count(90)), ("ninth", Ordinal(9)),
    ("no", Label), ("noon", Word::DayPart(DayPart::Noon)), ("nov", Month(11, true)),
    ("november", Month(11, false)), ("now", Word::Now), ("nowadays", Vague), ("number", Label),
    ("nzdt", Word::Zone(Zone::Fixed(780))), ("nzst", Word::Zone(Zone::Fixed(720))), ("oct", Month(10, true)),
    ("october", Month(10, false)), ("of", Of), ("on", On), ("one", Count(1)), ("only", CountFollows),
    ("opens", Future), ("or", And), ("order", Label), ("ordered", Commit), ("our", Word::Possessive), ("over", For), ("p", Label),
    ("page", Label), ("pages", CountedNoun), ("paid", Past), ("palm", Holiday), ("participants", CountedNoun),
    ("past", Word::Which(Which::Last)), ("patients", CountedNoun), ("pdt", Word::Zone(Zone::Fixed(-420))),
    ("people", CountedNoun), ("percent", CountedNoun), ("pkt", Word::Zone(Zone::Fixed(300))), ("plan", Commit),
    ("planned", Future), ("plans", Commit), ("pledged", Commit), ("pm", Meridiem(true)), ("points", CountedNoun),
    ("poised", Commit), ("postponed", Commit), ("pounds", CountedNoun), ("pp", Label), ("preceding", Word::Which(Which::Previous)),
    ("prepared", Commit), ("present", Word::Present), ("presently", Vague), ("presidents", Holiday),
    ("previous", Word::Which(Which::Previous)), ("promised", Commit), ("protesters", CountedNoun),
    ("pst", Word::Zone(Zone::Fixed(-480))), ("pt", Word::Zone(Zone::Summer(-480))),
    ("quarter", Word::Unit(Unit::Quarter, false)), ("quarterly", Periodic(Unit::Quarter)),
    ("quarters", Word::Unit(Unit::Quarter, true)), ("ran", Past), ("rd", Street), ("ready", Commit),
    ("recent", Word::Which(Which::Recent)), ("recently", Vague), ("refugees", CountedNoun), ("remanded", Commit), ("remembrance", Holiday),
    ("required", Commit), ("residents", CountedNoun), ("resolution", Label), ("respondents", CountedNoun), ("road", Street), ("room", Label),
    ("rose", Past), ("roughly", About), ("route", Label), ("rule", Label), ("said", Past), ("saint", Holiday),
    ("same", Word::Which(Which::That)), ("sang", Past), ("sank", Past),
    ("sast", Word::Zone(Zone::Fixed(120))), ("sat", Weekday(5, true)), ("saturday", Weekday(5, false)),
    ("saturdays", Word::Weekdays(5)), ("saw", Past), ("scheduled", Future), ("schoolchildren", CountedNoun),
    ("seats", CountedNoun), ("sec", Word::Unit(Unit::Second, true)),
    ("second", Ordinal(2)), ("seconds", Word::Unit(Unit::Second, true)), ("section", Label),
    ("seeks", Word::Modal), ("seen", Past), ("sent", Past), ("sep", Month(9, true)), ("sept", Month(9, true)),
    ("september", Month(9, false)), ("set", Commit), ("seven", Count(7)), ("seventeen", Count(17)),
    ("seventeenth", Ordinal(17)), ("seventh", Ordinal(7)), ("seventies", Decade(70, 0)),
    ("seventy", Count(70)), ("several", Word::Some), ("sgt", Word::Zone(Zone::Fixed(480))), ("shall", Future),
    ("shook", Past), ("shortly", Vague), ("shot", Past), ("should", Word::Modal), ("since", In),
    ("six", Count(6)), ("sixteen", Count(16)), ("sixteenth", Ordinal(16)), ("sixth", Ordinal(6)),
    ("sixties", Decade(60, 0)), ("sixty", Count(60)), ("slated", Future), ("slept", Past), ("sold", Past),
    ("soldiers", CountedNoun), ("some", Word::Some), ("soon", Vague), ("spent", Past), ("spoke", Past),
    ("spring", Season(0)), ("springtime", Season(0)), ("st", Holiday), ("start", Word::Part(Part::Start)),
    ("starts", Future), ("stole", Past), ("stood", Past), ("street", Street), ("struck", Past),
    ("students", CountedNoun), ("suite", Label), ("summer", Season(1)), ("summers", Season(1)),
    ("summertime", Season(1)), ("sun", Weekday(6, true)), ("sunday", Weekday(6, false)),
    ("sundays", Word::Weekdays(6)), ("suspended", Commit), ("swept", Past), ("swore", Past), ("taken", Past), ("taught", Past),
    ("ten", Count(10)), ("tenth", Ordinal(10)), ("than", CountFollows), ("thanksgiving", Holiday),
    ("that", Word::Which(Which::That)), ("the", The), ("their", Word::Possessive),
    ("these", Word::Which(Which::These)), ("third", Ordinal(3)), ("thirteen", Count(13)),
    ("thirteenth", Ordinal(13)), ("thirties", Decade(30, 0)), ("thirty", Count(30)),
    ("this", Word::Which(Which::This)), ("those", Word::Which(Which::That)), ("thought", Past),
    ("thousand", Count(1000)), ("threatened", Commit), ("three", Count(3)), ("threw", Past), ("through", To),
    ("throughout", In), ("thu", Weekday(3, true)), ("thur", Weekday(3, true)), ("thurs", Weekday(3, true)),
    ("thursday", Weekday(3, false)), ("thursdays", Word::Weekdays(3)), ("till", To), ("times", CountedNoun),
    ("to", To), ("today", Today(0)), ("told", Past), ("tomorrow", Today(1)),
    ("tonight", Word::DayPart(DayPart::Tonight)), ("tonnes", CountedNoun), ("tons", CountedNoun), ("took", Past),
    ("troops", CountedNoun), ("tue", Weekday(1, true)), ("tues", Weekday(1, true)), ("tuesday", Weekday(1, false)),
    ("tuesdays", Word::Weekdays(1)), ("twelfth", Ordinal(12)), ("twelve", Count(12)),
    ("twenties", Decade(20, 0)), ("twentieth", Ordinal(20)), ("twenty", Count(20)), ("two", Count(2)),
    ("understood", Past), ("unit", Label), ("until", In), ("upcoming", Future), ("urged", Commit), ("users", CountedNoun),
    ("utc", Word::Zone(Zone::Fixed(0))), ("valentine", Holiday), ("version", Label), ("veterans", Holiday),
    ("visitors", CountedNoun), ("voters", CountedNoun), ("votes", CountedNoun), ("vowed", Commit), ("want", Commit),
    ("wanted", Commit), ("wants", Word::Modal), ("was", Past), ("wed", Weekday(2, true)),
    ("wednesday", Weekday(2, false)), ("wednesdays", Word::Weekdays(2)), ("weds", Weekday(2, true)),
    ("week", Word::Unit(Unit::Week, false)), ("weekend", Word::Unit(Unit::Weekend, false)),
    ("weekends", Word::Unit(Unit::Weekend, true)), ("weekly", Periodic(Unit::Week)),
    ("weeks", Word::Unit(Unit::Week, true)), ("went", Past), ("were", Past),
    ("wib", Word::Zone(Zone::Fixed(420))), ("will", Future), ("winter", Season(3)), ("winters", Season(3)),
    ("wintertime", Season(3)), ("within", For), ("women", CountedNoun), ("won", Past), ("words", CountedNoun),
    ("wore", Past), ("workers", CountedNoun), ("world", Word::War), ("would", Future), ("wrote", Past),
    ("wst", Word::Zone(Zone::Ambiguous)), ("wwi", Word::War), ("wwii", Word::War),
    ("year", Word::Unit(Unit::Year, false)), ("yearly", Periodic(Unit::Year)),
    ("years", Word::Unit(Unit::Year, true)), ("yesterday", Today(-1)), ("your", Word::Possessive),
    ("yrs", Word::Unit(Unit::Year, true)),
];
