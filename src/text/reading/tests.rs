//! Texts as they come, and as they are read.

use super::*;

fn reading(text: &str) -> Reading<'_> {
    Reading::of(text, LanguageModel::embedded(), Lexicon::standard())
}

fn read(text: &str) -> String {
    reading(text).text().to_owned()
}

#[test]
fn markup_is_what_it_stands_for() {
    assert_eq!(
        read("It&#39;s&nbsp;&#x201C;over&rdquo;&#146; M&uuml;ller &amp; Co &bogus; A&B;"),
        "It's “over”’ Müller & Co &bogus; A&B;"
    );
    assert_eq!(
        read("<p class=\"x\">One <b>two</b>.</p><p>Three<br/>four.</p>"),
        "\n\nOne two.\n\n\n\nThree\nfour.\n\n"
    );
    assert_eq!(read("A <a title=\"b > c\" href='d>'>e</a> <i lang=\"f>g</i>"), "A e g");
    assert_eq!(read("A<!-- b --> c<script>d()</script> <5 and a<b"), "A c\n\n\n\n <5 and a<b");
    assert_eq!(read("Itâ€™s MÃ¼ller, Â£5; SÃO PAULO"), "It’s Müller, £5; SÃO PAULO");
    assert_eq!(read("the gov\u{ad}ernor of\u{a0}the\u{200b}state"), "the governor of thestate");
}

#[test]
fn wrapped_lines_are_paragraphs() {
    let text = "The bridge over the river will be closed\nfor repairs in spring, Mayor Ann Lee told\nresidents of the town on Monday evening\nafter long talks.\nIt is old.\n\nBo Kim left.";
    let joined = "The bridge over the river will be closed for repairs in spring, Mayor Ann Lee told residents of the town on Monday evening after long talks.\n\nIt is old.\n\nBo Kim left.";
    assert_eq!(read(text), joined);
    for lines in [
        "By Kim Hale\nBBC News, Cairo\n\nIt is old.",
        "Lee 6\nKim 7\nDoe 8\nRay 9",
        "One line ends here.\nAnother starts here.",
    ] {
        assert_eq!(read(lines), lines);
    }
}

#[test]
fn blanks_beside_one_another_are_one() {
    assert_eq!(
        read("He left.  Ann \t Lee\u{a0}&nbsp;stayed,\tshe said. "),
        "He left. Ann Lee stayed, she said. "
    );
    let reading = reading("“No,”  police   chief Ann  Lee said.");
    let span = Span::between(reading.text().find("police").unwrap(), reading.text().len());
    assert_eq!(reading.origin(span).slice(reading.given), Some("police   chief Ann  Lee said."));
}

#[test]
fn marks_are_those_of_most_news() {
    assert_eq!(read("‘It’s the boys’ “own” fault,’ he said."), "“It’s the boys’ ‘own’ fault,” he said.");
    assert_eq!(read("« Yes », she said. „No,“ he said."), "“Yes”, she said. “No,” he said.");
    assert_eq!(read("‘One.\n\n‘Two,’ he said."), "“One.\n\n“Two,” he said.");
    assert_eq!(read("“It’s ‘over’ now,” the boys’ coach said."), "“It’s ‘over’ now,” the boys’ coach said.");
}

#[test]
fn words_have_the_case_that_they_usually_have() {
    assert_eq!(read("“We looked,” SHE SAID."), "“We looked,” she said.");
    let text = "THE CITY COUNCIL voted on Monday. The council of the city is old, Lee said.\n\nLEE SAID SO on Monday to NATO and the FBI, CIA.";
    assert_eq!(
        read(text),
        "The city council voted on Monday. The council of the city is old, Lee said.\n\nLee said so on Monday to NATO and the FBI, CIA."
    );
    assert_eq!(
        read("the mayor of london said on monday that he was sorry. “we saw it,” mary smith said."),
        "The mayor of London said on Monday that he was sorry. “We saw it,” Mary Smith said."
    );
    assert_eq!(read("NEW DELHI (PTI) — The mayor left."), "NEW DELHI (PTI) — The mayor left.");
    assert_eq!(
        read("PLANT MANAGER INGVILD Tøssebro said on Monday that the filters were new."),
        "Plant manager Ingvild Tøssebro said on Monday that the filters were new."
    );
}

#[test]
fn spans_go_back_to_what_was_given() {
    let given = "“It&#39;s <b>over</b>,” said\u{a0}Ann\u{ad} Lee.";
    let reading = reading(given);
    assert_eq!(reading.text(), "“It's over,” said Ann Lee.");
    let back = |words: &str| {
        let start = reading.text().find(words).unwrap();
        reading.origin(Span::between(start, start + words.len())).slice(given)
    };
    assert_eq!(back("over"), Some("over"));
    assert_eq!(back("It's"), Some("It&#39;s"));
    assert_eq!(back("over,” said Ann"), Some("over</b>,” said\u{a0}Ann"));
    let lee = given.find("Lee").unwrap();
    let placed = reading.place(Span::between(lee, lee + 3));
    assert_eq!(placed.slice(reading.text()), Some("Lee"));
    assert!(reading.place(Span::between(1, 2)).is_empty());
    assert_eq!(reading.notes().count(), 1);
}
