//! The words that matter for times, each with what it is.

use std::sync::OnceLock;

use super::word::{DayPart, Part, Unit, Which, Word, Zone};

/// What a word of ASCII and other letters is to the finder.
pub(super) fn word(written: &[u8]) -> Word {
    let Some(key) = key(written) else { return Word::Plain };
    let capital = written.first().is_some_and(u8::is_ascii_uppercase);
    let table = table();
    match table.binary_search_by_key(&key, |(key, _)| *key) {
        Ok(found) => match table.get(found).map_or(Word::Plain, |(_, word)| *word) {
            // Months and weekdays have capitals, but not in every text; without one "may" is a verb, and "march",
            // "august" and the short forms are other words.
            Word::Month(5, _) if !capital => Word::Modal,
            Word::Month(_, true) | Word::Weekday(_, true) | Word::Month(8, _) if !capital => Word::Plain,
            // Zones are in capitals throughout: "met", "east" and "cat" are not zones.
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

/// A word in lower case as a number that sorts as the word does; `None` for longer words than the table holds. Numbers
/// are compared in one step, which counts, for every word of a text is looked up.
fn key(word: &[u8]) -> Option<u128> {
    let fold = |key: u128, byte: &u8| key << 8 | u128::from(byte.to_ascii_lowercase());
    (word.len() <= LONGEST).then(|| word.iter().fold(0, fold) << (8 * (LONGEST - word.len())))
}

/// No word of the table is longer, and past tenses that are longer show nothing that shorter ones do not.
const LONGEST: usize = 14;

/// The table by its keys.
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
    A, About, Ago, And, Commit, Count, Counted, Decade, Era, Every, Feast, Fiscal, For, From, Future, In,
    Label, Meridiem, Month, Of, On, Ordinal, Past, Periodic, Season, Shift, Street, The, Thing, To, Today,
    Vague, Weekday,
};

/// The words, in lower case.
#[rustfmt::skip]
const WORDS: &[(&str, Word)] = &[
    ("a", A), ("about", About), ("acres", Thing), ("acst", Word::Zone(Zone::Fixed(570))), ("ad", Era(false)),
    ("adults", Thing), ("aedt", Word::Zone(Zone::Fixed(660))), ("aest", Word::Zone(Zone::Fixed(600))),
    ("after", Shift(false, true)), ("afternoon", Word::DayPart(DayPart::Afternoon)),
    ("afternoons", Word::DayParts), ("ago", Ago), ("agree", Commit), ("agreed", Commit),
    ("ahead", Word::Ahead), ("aims", Commit), ("airbus", Label), ("akdt", Word::Zone(Zone::Fixed(-480))),
    ("akst", Word::Zone(Zone::Fixed(-540))), ("almost", About), ("am", Meridiem(false)), ("an", A),
    ("and", And), ("annually", Periodic(Unit::Year)), ("apartment", Label), ("approximately", About),
    ("apr", Month(4, true)), ("april", Month(4, false)), ("armistice", Feast), ("around", About),
    ("article", Label), ("ash", Feast), ("ast", Word::Zone(Zone::Ambiguous)), ("at", On), ("ate", Past),
    ("aug", Month(8, true)), ("august", Month(8, false)), ("autumn", Season(2)), ("ave", Street),
    ("avenue", Street), ("awaits", Word::Modal), ("awst", Word::Zone(Zone::Fixed(480))), ("bastille", Feast),
    ("bc", Era(true)), ("bce", Era(true)), ("became", Past), ("been", Past), ("before", Shift(true, true)),
    ("began", Past), ("beginning", Word::Part(Part::Start)), ("begins", Future), ("between", From),
    ("black", Feast), ("blvd", Street), ("boeing", Label), ("bonfire", Feast), ("born", Past),
    ("bought", Past), ("boulevard", Street), ("bound", Commit), ("box", Label), ("boxing", Feast),
    ("broke", Past), ("brought", Past), ("brt", Word::Zone(Zone::Fixed(-180))),
    ("bst", Word::Zone(Zone::Ambiguous)), ("built", Past), ("bus", Label), ("by", On), ("ca", About),
    ("calories", Thing), ("came", Past), ("can", Word::Modal), ("cases", Thing), ("caught", Past),
    ("cdt", Word::Zone(Zone::Ambiguous)), ("ce", Era(false)), ("centuries", Word::Unit(Unit::Century, true)),
    ("century", Word::Unit(Unit::Century, false)), ("cest", Word::Zone(Zone::Fixed(120))),
    ("cet", Word::Zone(Zone::Fixed(60))), ("channel", Label), ("chapter", Label), ("children", Thing),
    ("chose", Past), ("christmas", Feast), ("cinco", Feast), ("circa", About),
    ("close", Word::Part(Part::End)), ("columbus", Feast), ("coming", Word::Which(Which::Coming)),
    ("convenes", Future), ("copies", Thing), ("could", Word::Modal), ("cst", Word::Zone(Zone::Ambiguous)),
    ("ct", Word::Zone(Zone::Summer(-360))), ("current", Word::Which(Which::This)), ("currently", Vague),
    ("cut", Past), ("cyber", Feast), ("daily", Periodic(Unit::Day)),
    ("dawn", Word::DayPart(DayPart::Morning)), ("day", Word::Unit(Unit::Day, false)),
    ("daybreak", Word::DayPart(DayPart::Morning)), ("days", Word::Unit(Unit::Day, true)), ("deaths", Thing),
    ("dec", Month(12, true)), ("decade", Word::Unit(Unit::Decade, false)),
    ("decades", Word::Unit(Unit::Decade, true)), ("december", Month(12, false)), ("decided", Commit),
    ("decree", Label), ("degrees", Thing), ("delegates", Thing), ("did", Past), ("died", Past),
    ("dollars", Thing), ("done", Past), ("drew", Past), ("drive", Street), ("drove", Past), ("due", Future),
    ("during", In), ("dusk", Word::DayPart(DayPart::Evening)), ("each", Every),
    ("earlier", Shift(true, false)), ("earliest", Word::Part(Part::Early)),
    ("early", Word::Part(Part::Early)), ("earth", Feast), ("easter", Feast),
    ("edt", Word::Zone(Zone::Fixed(-240))), ("eest", Word::Zone(Zone::Fixed(180))),
    ("eet", Word::Zone(Zone::Fixed(120))), ("eight", Count(8)), ("eighteen", Count(18)),
    ("eighteenth", Ordinal(18)), ("eighth", Ordinal(8)), ("eighties", Decade(80, 0)), ("eighty", Count(80)),
    ("election", Feast), ("eleven", Count(11)), ("eleventh", Ordinal(11)), ("employees", Thing),
    ("end", Word::Part(Part::End)), ("est", Word::Zone(Zone::Fixed(-300))),
    ("et", Word::Zone(Zone::Summer(-300))), ("euros", Thing), ("evening", Word::DayPart(DayPart::Evening)),
    ("evenings", Word::DayParts), ("eventually", Vague), ("every", Every), ("expected", Future),
    ("expects", Commit), ("faces", Word::Modal), ("fall", Season(2)), ("families", Thing), ("father", Feast),
    ("feb", Month(2, true)), ("february", Month(2, false)), ("feet", Thing), ("fell", Past), ("felt", Past),
    ("few", Word::Some), ("fifteen", Count(15)), ("fifteenth", Ordinal(15)), ("fifth", Ordinal(5)),
    ("fifties", Decade(50, 0)), ("fifty", Count(50)), ("financial", Fiscal), ("first", Ordinal(1)),
    ("fiscal", Fiscal), ("five", Count(5)), ("flew", Past), ("flight", Label),
    ("following", Word::Which(Which::Following)), ("foot", Thing), ("for", For), ("formerly", Vague),
    ("forthcoming", Future), ("forties", Decade(40, 0)), ("fortnight", Word::Unit(Unit::Fortnight, false)),
    ("fortnights", Word::Unit(Unit::Fortnight, true)), ("forty", Count(40)), ("fought", Past),
    ("found", Past), ("four", Count(4)), ("fourteen", Count(14)), ("fourteenth", Ordinal(14)),
    ("fourth", Ordinal(4)), ("fri", Weekday(4, true)), ("friday", Weekday(4, false)),
    ("fridays", Word::Weekdays(4)), ("from", From), ("gave", Past), ("given", Past),
    ("gmt", Word::Zone(Zone::Fixed(0))), ("going", Commit), ("good", Feast), ("got", Past), ("grew", Past),
    ("groundhog", Feast), ("gst", Word::Zone(Zone::Ambiguous)), ("guy", Feast), ("had", Past),
    ("half", Word::Half), ("halloween", Feast), ("hectares", Thing), ("held", Past), ("her", Word::Own),
    ("highway", Label), ("his", Word::Own), ("hit", Past), ("hkt", Word::Zone(Zone::Fixed(480))),
    ("homes", Thing), ("hope", Commit), ("hoped", Commit), ("hopes", Word::Modal),
    ("hour", Word::Unit(Unit::Hour, false)), ("hours", Word::Unit(Unit::Hour, true)), ("hr", Label),
    ("hrs", Word::Unit(Unit::Hour, true)), ("hst", Word::Zone(Zone::Fixed(-600))), ("hundred", Count(100)),
    ("hung", Past), ("id", Label), ("in", In), ("inauguration", Feast), ("inches", Thing),
    ("independence", Feast), ("individuals", Thing), ("intended", Commit), ("intends", Commit),
    ("interstate", Label), ("ist", Word::Zone(Zone::Ambiguous)), ("its", Word::Own), ("jan", Month(1, true)),
    ("january", Month(1, false)), ("jobs", Thing), ("jst", Word::Zone(Zone::Fixed(540))),
    ("jul", Month(7, true)), ("july", Month(7, false)), ("jun", Month(6, true)), ("june", Month(6, false)),
    ("juneteenth", Feast), ("kept", Past), ("kilometers", Thing), ("kilometres", Thing), ("km", Thing),
    ("knew", Past), ("known", Past), ("kst", Word::Zone(Zone::Fixed(540))), ("labor", Feast),
    ("labour", Feast), ("lane", Street), ("last", Word::Which(Which::Last)), ("late", Word::Part(Part::Late)),
    ("lately", Vague), ("later", Shift(false, false)), ("least", Counted), ("led", Past), ("left", Past),
    ("level", Label), ("likely", Commit), ("ll", Future), ("lost", Past), ("lot", Label), ("made", Past),
    ("many", Word::Some), ("mar", Month(3, true)), ("march", Month(3, true)), ("martin", Feast),
    ("may", Month(5, true)), ("mdt", Word::Zone(Zone::Fixed(-360))), ("meant", Past), ("meets", Future),
    ("members", Thing), ("memorial", Feast), ("men", Thing), ("met", Past), ("meters", Thing),
    ("metres", Thing), ("mid", Word::Part(Part::Mid)), ("midday", Word::DayPart(DayPart::Noon)),
    ("middle", Word::Part(Part::Mid)), ("midnight", Word::DayPart(DayPart::Midnight)), ("might", Word::Modal),
    ("migrants", Thing), ("mile", Thing), ("miles", Thing), ("mins", Word::Unit(Unit::Minute, true)),
    ("minute", Word::Unit(Unit::Minute, false)), ("minutes", Word::Unit(Unit::Minute, true)), ("mlk", Feast),
    ("model", Label), ("mon", Weekday(0, true)), ("monday", Weekday(0, false)),
    ("mondays", Word::Weekdays(0)), ("month", Word::Unit(Unit::Month, false)),
    ("monthly", Periodic(Unit::Month)), ("months", Word::Unit(Unit::Month, true)),
    ("morning", Word::DayPart(DayPart::Morning)), ("mornings", Word::DayParts), ("most", Counted),
    ("mother", Feast), ("msk", Word::Zone(Zone::Fixed(180))), ("mst", Word::Zone(Zone::Ambiguous)),
    ("mt", Word::Zone(Zone::Summer(-420))), ("must", Word::Modal), ("my", Word::Own), ("nearly", About),
    ("need", Commit), ("needs", Word::Modal), ("new", Feast), ("next", Word::Which(Which::Next)),
    ("night", Word::Unit(Unit::Night, false)), ("nightly", Periodic(Unit::Night)),
    ("nights", Word::Unit(Unit::Night, true)), ("nine", Count(9)), ("nineteen", Count(19)),
    ("nineteenth", Ordinal(19)), ("nineties", Decade(90, 0)), ("ninety", Count(90)), ("ninth", Ordinal(9)),
    ("no", Label), ("noon", Word::DayPart(DayPart::Noon)), ("nov", Month(11, true)),
    ("november", Month(11, false)), ("nowadays", Vague), ("number", Label),
    ("nzdt", Word::Zone(Zone::Fixed(780))), ("nzst", Word::Zone(Zone::Fixed(720))), ("oct", Month(10, true)),
    ("october", Month(10, false)), ("of", Of), ("on", On), ("one", Count(1)), ("only", Counted),
    ("opens", Future), ("or", And), ("order", Label), ("our", Word::Own), ("over", For), ("p", Label),
    ("page", Label), ("pages", Thing), ("paid", Past), ("palm", Feast), ("participants", Thing),
    ("past", Word::Which(Which::Last)), ("patients", Thing), ("pdt", Word::Zone(Zone::Fixed(-420))),
    ("people", Thing), ("percent", Thing), ("pkt", Word::Zone(Zone::Fixed(300))), ("plan", Commit),
    ("planned", Future), ("plans", Commit), ("pledged", Commit), ("pm", Meridiem(true)), ("points", Thing),
    ("poised", Commit), ("pounds", Thing), ("pp", Label), ("preceding", Word::Which(Which::Previous)),
    ("prepared", Commit), ("present", Word::Present), ("presently", Vague), ("presidents", Feast),
    ("previous", Word::Which(Which::Previous)), ("promised", Commit), ("protesters", Thing),
    ("pst", Word::Zone(Zone::Fixed(-480))), ("pt", Word::Zone(Zone::Summer(-480))),
    ("quarter", Word::Unit(Unit::Quarter, false)), ("quarterly", Periodic(Unit::Quarter)),
    ("quarters", Word::Unit(Unit::Quarter, true)), ("ran", Past), ("rd", Street), ("ready", Commit),
    ("recent", Word::Which(Which::Recent)), ("recently", Vague), ("refugees", Thing), ("remembrance", Feast),
    ("residents", Thing), ("resolution", Label), ("respondents", Thing), ("road", Street), ("room", Label),
    ("rose", Past), ("roughly", About), ("route", Label), ("rule", Label), ("said", Past), ("saint", Feast),
    ("same", Word::Which(Which::That)), ("sang", Past), ("sank", Past),
    ("sast", Word::Zone(Zone::Fixed(120))), ("sat", Weekday(5, true)), ("saturday", Weekday(5, false)),
    ("saturdays", Word::Weekdays(5)), ("saw", Past), ("scheduled", Future), ("schoolchildren", Thing),
    ("seats", Thing), ("second", Ordinal(2)), ("seconds", Word::Unit(Unit::Second, true)), ("section", Label),
    ("seeks", Word::Modal), ("seen", Past), ("sent", Past), ("sep", Month(9, true)), ("sept", Month(9, true)),
    ("september", Month(9, false)), ("set", Commit), ("seven", Count(7)), ("seventeen", Count(17)),
    ("seventeenth", Ordinal(17)), ("seventh", Ordinal(7)), ("seventies", Decade(70, 0)),
    ("seventy", Count(70)), ("several", Word::Some), ("sgt", Word::Zone(Zone::Fixed(480))), ("shall", Future),
    ("shook", Past), ("shortly", Vague), ("shot", Past), ("should", Word::Modal), ("since", In),
    ("six", Count(6)), ("sixteen", Count(16)), ("sixteenth", Ordinal(16)), ("sixth", Ordinal(6)),
    ("sixties", Decade(60, 0)), ("sixty", Count(60)), ("slated", Future), ("slept", Past), ("sold", Past),
    ("soldiers", Thing), ("some", Word::Some), ("soon", Vague), ("spent", Past), ("spoke", Past),
    ("spring", Season(0)), ("springtime", Season(0)), ("st", Feast), ("start", Word::Part(Part::Start)),
    ("starts", Future), ("stole", Past), ("stood", Past), ("street", Street), ("struck", Past),
    ("students", Thing), ("suite", Label), ("summer", Season(1)), ("summers", Season(1)),
    ("summertime", Season(1)), ("sun", Weekday(6, true)), ("sunday", Weekday(6, false)),
    ("sundays", Word::Weekdays(6)), ("swept", Past), ("swore", Past), ("taken", Past), ("taught", Past),
    ("ten", Count(10)), ("tenth", Ordinal(10)), ("than", Counted), ("thanksgiving", Feast),
    ("that", Word::Which(Which::That)), ("the", The), ("their", Word::Own),
    ("these", Word::Which(Which::These)), ("third", Ordinal(3)), ("thirteen", Count(13)),
    ("thirteenth", Ordinal(13)), ("thirties", Decade(30, 0)), ("thirty", Count(30)),
    ("this", Word::Which(Which::This)), ("those", Word::Which(Which::That)), ("thought", Past),
    ("thousand", Count(1000)), ("threatened", Commit), ("three", Count(3)), ("threw", Past), ("through", To),
    ("throughout", In), ("thu", Weekday(3, true)), ("thur", Weekday(3, true)), ("thurs", Weekday(3, true)),
    ("thursday", Weekday(3, false)), ("thursdays", Word::Weekdays(3)), ("till", To), ("times", Thing),
    ("to", To), ("today", Today(0)), ("told", Past), ("tomorrow", Today(1)),
    ("tonight", Word::DayPart(DayPart::Tonight)), ("tonnes", Thing), ("tons", Thing), ("took", Past),
    ("troops", Thing), ("tue", Weekday(1, true)), ("tues", Weekday(1, true)), ("tuesday", Weekday(1, false)),
    ("tuesdays", Word::Weekdays(1)), ("twelfth", Ordinal(12)), ("twelve", Count(12)),
    ("twenties", Decade(20, 0)), ("twentieth", Ordinal(20)), ("twenty", Count(20)), ("two", Count(2)),
    ("understood", Past), ("unit", Label), ("until", In), ("upcoming", Future), ("users", Thing),
    ("utc", Word::Zone(Zone::Fixed(0))), ("valentine", Feast), ("version", Label), ("veterans", Feast),
    ("visitors", Thing), ("voters", Thing), ("votes", Thing), ("vowed", Commit), ("want", Commit),
    ("wanted", Commit), ("wants", Word::Modal), ("was", Past), ("wed", Weekday(2, true)),
    ("wednesday", Weekday(2, false)), ("wednesdays", Word::Weekdays(2)), ("weds", Weekday(2, true)),
    ("week", Word::Unit(Unit::Week, false)), ("weekend", Word::Unit(Unit::Weekend, false)),
    ("weekends", Word::Unit(Unit::Weekend, true)), ("weekly", Periodic(Unit::Week)),
    ("weeks", Word::Unit(Unit::Week, true)), ("went", Past), ("were", Past),
    ("wib", Word::Zone(Zone::Fixed(420))), ("will", Future), ("winter", Season(3)), ("winters", Season(3)),
    ("wintertime", Season(3)), ("within", For), ("women", Thing), ("won", Past), ("words", Thing),
    ("wore", Past), ("workers", Thing), ("world", Word::War), ("would", Future), ("wrote", Past),
    ("wst", Word::Zone(Zone::Ambiguous)), ("wwi", Word::War), ("wwii", Word::War),
    ("year", Word::Unit(Unit::Year, false)), ("yearly", Periodic(Unit::Year)),
    ("years", Word::Unit(Unit::Year, true)), ("yesterday", Today(-1)), ("your", Word::Own),
    ("yrs", Word::Unit(Unit::Year, true)),
];
