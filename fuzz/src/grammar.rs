//! News by a grammar. Every choice is a byte of the input, so that whoever changes bytes changes the structure of an article; and
//! no choice has more to choose from than a byte has values. Behind the end of the input each choice is the first one.

use crate::Bytes;

/// An article: a head, and paragraphs for as long as there are bytes.
pub(crate) fn article(bytes: &mut Bytes<'_>) -> String {
    let mut writer = Writer { bytes, text: String::new(), quotations: 0, capital: false };
    writer.write("<head>", 0);
    for _ in 0..MOST_BLOCKS {
        writer.write("<block>\n\n", 0);
        writer.quotations = 0;
        if writer.bytes.is_empty() {
            break;
        }
    }
    let end = writer.text.trim_end().len();
    writer.text.truncate(end);
    writer.text
}

const MOST_BLOCKS: usize = 8;
/// Rules inside rules, beyond which the first alternative is taken: none of these holds itself.
const DEEPEST: usize = 12;

/// The marks of quotations inside one another, the outermost first: in use and out of use again. Those inside are no apostrophes,
/// so that whoever sets the text otherwise can tell them.
pub(crate) const OUTER: (char, char) = ('“', '”');
pub(crate) const INNER: (char, char) = ('\u{e000}', '\u{e001}');

struct Writer<'w, 'b> {
    bytes: &'w mut Bytes<'b>,
    text: String,
    /// Quotations that are open.
    quotations: usize,
    /// Whether the next letter is a capital.
    capital: bool,
}

impl Writer<'_, '_> {
    /// Writes an alternative: `<rule>` stands for one of the rule's, `^` makes the next letter a capital, `¶` ends a paragraph inside a
    /// quotation, which goes on.
    fn write(&mut self, form: &str, depth: usize) {
        let mut rest = form;
        while let Some(c) = rest.chars().next() {
            rest = &rest[c.len_utf8()..];
            match c {
                '<' => {
                    let (name, after) = rest.split_once('>').expect("a rule's name ends");
                    rest = after;
                    let alternatives = rule(name);
                    let chosen = if depth < DEEPEST { usize::from(self.bytes.byte()) } else { 0 };
                    self.write(alternatives[chosen % alternatives.len()], depth + 1);
                }
                '^' => self.capital = true,
                '¶' => {
                    self.text.push_str("\n\n");
                    let open = marks(self.quotations.saturating_sub(1)).0;
                    self.text.push(open);
                }
                '“' => {
                    self.text.push(marks(self.quotations).0);
                    self.quotations += 1;
                }
                '”' => {
                    self.quotations = self.quotations.saturating_sub(1);
                    self.text.push(marks(self.quotations).1);
                }
                _ if self.capital && c.is_alphanumeric() => {
                    self.capital = false;
                    self.text.extend(c.to_uppercase());
                }
                _ => self.text.push(c),
            }
        }
    }
}

fn marks(depth: usize) -> (char, char) {
    if depth.is_multiple_of(2) { OUTER } else { INNER }
}

fn rule(name: &str) -> &'static [&'static str] {
    RULES.iter().find(|(known, _)| *known == name).unwrap_or_else(|| panic!("no rule {name}")).1
}

/// The grammar. The first alternative of a rule comes to an end.
const RULES: &[(&str, &[&str])] = &[
    (
        "head",
        &[
            "",
            "<headline>\n\n",
            "<headline>\n\nBy <name>\n\n",
            "<shout>\n\nBy <name> and <name>\n<organization>\n\n",
            "By <label>\n\n<date>\n\n",
            "<headline>\nBy <name>, <organization>\nPublished <date>, <clock>\n\n",
        ],
    ),
    (
        "headline",
        &["Bridge to close, mayor says", "<organization>: <clause>", "“<clause>”, says <short>", "^<clause>"],
    ),
    (
        "shout",
        &[
            "MAYOR SAYS BRIDGE WILL CLOSE",
            "WHAT THEY SAY",
            "‘NO DEAL’, SAYS KIM",
            "LEE: I DID NOT KNOW",
            "NATO, EU TO MEET",
        ],
    ),
    (
        "block",
        &[
            "^<sentence>",
            "^<sentence> ^<sentence>",
            "^<sentence> ^<sentence> ^<sentence>",
            "^<sentence> ^<sentence> ^<sentence> ^<follow>",
            "^<sentence> ^<follow> ^<follow>",
            "<dateline>^<sentence> ^<sentence>",
            "“^<said>. ^<said>.¶^<said>.¶^<said>,” <source> <cue>.",
            "“^<said>.¶^<said>.”",
            "<source> <cue>: “^<said>.¶^<said>. “^<said>,” <short> told me.”",
            "<label>: ^<said>. ^<said>.\n\n<label>: ^<said>?\n\n<label>: (CROSSTALK) ^<said>.",
            "Q. ^<question>?\n\nA. ^<said>. ^<said>.",
            "<stamp>\n\n^<sentence> ^<sentence>",
            "<stamp> ^<sentence>",
            "<shout>",
            "“^<said>.”\n\n― <name>, <place>",
            "• ^<clause>\n• ^<clause>, <source> <cue>\n• ^<sentence>",
            "(Reporting by <name> in <place>; Editing by <name>)",
            "<source> <cue> the following:\n\n“^<said>.”",
            "^<sentence>\n^<sentence>\n^<sentence>",
            "<short>: “^<said>.”\n<short>: “^<said>?”\n<short>: “^<said>!”",
        ],
    ),
    (
        "sentence",
        &[
            "<clause>.",
            "<source> <cue> <clause>.",
            "<source> <cue> that <clause>.",
            "<clause>, <source> <cue>.",
            "“^<said>,” <source> <cue>.",
            "“^<said>,” <cue> <source>.",
            "“^<said>,” <source> <cue> <time>. “^<said>.”",
            "“^<said>,” <source> <cue>, “<said>.”",
            "<source> <cue>: “^<said>.”",
            "<source> <cue> <clause> and “<said>.”",
            "<source> called it “<scare>” and <cue> <clause>.",
            "According to <source>, <clause>.",
            "<clause>, according to <source>.",
            "<source> told <source> that <clause>.",
            "<source> told <organization> <time> that <source> had <told> that <clause>.",
            "<organization> reported, citing <source>, that <clause>.",
            "<organization> quoted <source> as saying: “^<said>.”",
            "<source> <cue>, and <source> <cue>, that <clause>.",
            "<source> <cue> <clause>, but <source> <cue> <clause>.",
            "<source> denied that <clause>.",
            "<source> did not deny that <clause>.",
            "<source> declined to comment.",
            "<source> did not respond to requests for comment <time>.",
            "asked whether <clause>, <source> <cue> no.",
            "asked about <source>, <short> <cue>: “^<said>?”",
            "<short>’s <noun> that <clause> was met with anger, <source> <cue>.",
            "the <noun> came as <source> <cue> <clause>.",
            "<clause> — a <noun> that <source> called “<scare>” — <time>.",
            "<clause>; <source> <cue> <clause>.",
            "if <clause>, <source> <cue>, <clause>.",
            "in a statement <time>, <source> <cue> <clause>.",
            "“^<said>”",
            "“^<said>?” <source> <cue>. “^<said>!”",
            "it is believed that <clause>.",
            "<clause>, it was reported <time>.",
            "<source> (<source>) <cue> (that <clause>).",
            "<source> <cue> <source> <cue> <source> <cue> <clause>.",
        ],
    ),
    (
        "follow",
        &[
            "he added: “^<said>.”",
            "she added that <clause>.",
            "“^<said>,” she <cue>.",
            "another <cue> <clause>.",
            "the second official <cue> <clause>.",
            "neither would say whether <clause>.",
            "they <cue> <clause>.",
            "it also <cue> <clause>.",
            "the official, <terms>, <cue> <clause>.",
            "“^<said>.”",
            "both asked not to be named.",
        ],
    ),
    (
        "question",
        &[
            "did you know",
            "what did <source> tell you",
            "is it true that <clause>",
            "why",
            "did <short> say “<scare>”",
        ],
    ),
    (
        "said",
        &[
            "we looked at every bolt",
            "I will not sell the bridge",
            "<clause>",
            "<clause>, and <clause>",
            "no",
            "he told me, “<said>,” and I left",
            "she said that <clause>",
            "it’s <scare>",
            "I don’t think that <clause>",
            "<source> told us <clause>",
            "what they call “<scare>” is <scare>",
            "<clause> … <clause>",
            "[<short>] never said “<said>”",
            "who knows? Nobody. ^<clause>",
            "“<said>” is what <source> <cue>",
        ],
    ),
    (
        "scare",
        &["loose", "over", "a disgrace", "not true", "too little, too late", "‘fake’", "the boys’ own fault"],
    ),
    (
        "clause",
        &[
            "the bridge will close",
            "rates may rise <time>",
            "no deal was reached",
            "troops seized the port of <place> <time>",
            "the attack killed <number> people in <place>",
            "<short> was arrested <time>",
            "<number> workers would lose their jobs",
            "the two leaders will hold talks <time>",
            "<organization> had known since <time>",
            "the <noun> was not signed until <time>",
            "<short> might never have met <source>",
            "prices rose <number> percent",
            "it could not be done, which <source> <cue> was “<scare>”",
            "whoever says that <clause> is wrong",
            "<source> wanted to know whether <clause>",
            "she did not say it",
        ],
    ),
    (
        "source",
        &[
            "Ann Lee",
            "<name>",
            "<short>",
            "<title> <name>",
            "<name>, <description>,",
            "<name>, <number>,",
            "<description>",
            "<description> <terms>",
            "<description>, <terms>,",
            "<many>",
            "<many> <terms>",
            "<organization>",
            "<organization>’s spokeswoman, <name>,",
            "a spokesman for <organization>",
            "<pronoun>",
            "<source> and <source>",
            "<short>’s <relation>",
            "another <person>",
            "the <person>",
            "one of the <number> <people>",
            "a report by <organization>",
            "<name>’s lawyer",
            "the former <person> of <organization>",
            "a woman who gave only her first name, Layla,",
        ],
    ),
    (
        "name",
        &[
            "Ann Lee",
            "Bo Kim",
            "Dr. María de la Cruz",
            "Sean O’Neill Jr.",
            "J.D. Vance-Özil",
            "Al-Hassan bin Said",
            "Ngozi Okonjo",
            "Mary",
        ],
    ),
    ("short", &["Lee", "Kim", "Ms. Lee", "Mr. Kim", "O’Neill", "de la Cruz", "President Ruiz", "Moscow"]),
    (
        "title",
        &[
            "Mayor",
            "Sen.",
            "Prime Minister",
            "police chief",
            "former Treasury economist",
            "Rep.",
            "Gen.",
            "spokeswoman",
        ],
    ),
    ("pronoun", &["he", "she", "they", "who", "it", "I", "we", "one", "some", "neither", "nobody"]),
    (
        "description",
        &[
            "a senior finance ministry official",
            "a person familiar with the matter",
            "a former aide to <short>",
            "an official at <organization>",
            "a lawyer for the families",
            "a U.S. diplomat in <place>",
            "the city’s mayor",
            "a source",
            "a <person> who was in the room",
        ],
    ),
    ("person", &["official", "aide", "diplomat", "source", "witness", "engineer", "man"]),
    ("people", &["officials", "people", "sources", "witnesses", "lawyers"]),
    (
        "many",
        &[
            "two <people>",
            "three people briefed on the talks",
            "critics",
            "analysts",
            "several <people> close to <short>",
            "<number> current and former <people>",
            "residents",
            "many",
        ],
    ),
    ("relation", &["wife", "office", "lawyer", "spokesman", "allies", "former boss"]),
    (
        "organization",
        &[
            "Reuters",
            "the White House",
            "Fox News",
            "NATO",
            "the Foreign Ministry",
            "the company",
            "Acme Corp.",
            "police",
            "AT&T",
            "the New York Times",
        ],
    ),
    (
        "terms",
        &[
            "who asked not to be named",
            "speaking on condition of anonymity",
            "who was not authorized to speak publicly",
            "who asked not to be named for fear of retaliation",
            "who declined to be identified because <clause>",
            "both of whom spoke on background",
            "citing <organization>’s policy",
        ],
    ),
    (
        "cue",
        &[
            "said",
            "says",
            "added",
            "has repeatedly warned",
            "told <organization>",
            "told <organization> <time>",
            "denied",
            "believes",
            "may have said",
            "did not say",
            "wrote on Twitter",
            "insisted",
            "demanded",
            "was quoted as saying",
            "said <time>",
            "acknowledged, however,",
            "went on to say",
        ],
    ),
    ("told", &["told reporters", "said", "warned", "denied"]),
    ("noun", &["warning", "claim", "statement", "announcement", "denial", "letter", "allegation"]),
    ("number", &["12", "two", "100,000", "$3.5 million", "3.2", "a dozen", "47"]),
    ("place", &["Kyiv", "New York", "the city of Lvív", "Washington, D.C.", "São Paulo", "Gaza"]),
    (
        "time",
        &[
            "on Thursday",
            "yesterday",
            "on Dec. 7",
            "at 3:30 p.m. EST",
            "in 2014",
            "last month",
            "over the past two months",
            "every Monday",
            "two days later",
            "Friday, Jan. 12, 2021,",
            "earlier this week",
            "on 30/12/2021",
        ],
    ),
    ("date", &["Dec. 30, 2021", "30 December 2021", "2021-12-30", "Thursday 30 Dec 2021", "12/30/2021"]),
    ("clock", &["12:05", "9.30am", "3:30 p.m. EST", "0800 GMT"]),
    ("dateline", &["KYIV (Reuters) - ", "WASHINGTON — ", "NEW YORK, Dec. 30 (AP) — ", "SÃO PAULO, Brazil: "]),
    ("stamp", &["<clock>", "<clock> — ", "<clock> GMT: ", "UPDATED <clock>", "<date>, <clock>"]),
    (
        "label",
        &["LEE", "HARLOW", "MAYOR ANN LEE", "BO KIM, ECHO HOST", "Lee", "UNIDENTIFIED MALE", "Ann Lee"],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// What the grammar comes to behind the end of the input, and that no rule is missing or without use.
    #[test]
    fn rules_come_to_an_end() {
        assert_eq!(article(&mut Bytes(&[])), "The bridge will close.");
        let forms = || RULES.iter().flat_map(|(_, forms)| forms.iter());
        for (name, forms) in RULES {
            assert!(forms.len() <= 256 && *forms == rule(name), "{name}");
            let mut writer =
                Writer { bytes: &mut Bytes(&[]), text: String::new(), quotations: 0, capital: false };
            writer.write(&format!("<{name}>"), 0);
        }
        let used = |name: &str| forms().any(|form| form.contains(&format!("<{name}>")));
        assert!(RULES.iter().all(|(name, _)| matches!(*name, "head" | "block") || used(name)));
        for part in forms().flat_map(|form| form.split('<').skip(1)) {
            rule(part.split('>').next().unwrap());
        }
    }

    #[test]
    fn quotations_stand_inside_one_another() {
        let mut writer =
            Writer { bytes: &mut Bytes(&[]), text: String::new(), quotations: 0, capital: false };
        writer.write("“^go, “he “said” so”.¶^stay.” <time>", 0);
        assert_eq!(writer.text, "“Go, \u{e000}he “said” so\u{e001}.\n\n“Stay.” on Thursday");
    }
}
