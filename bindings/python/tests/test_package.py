"""What the package promises, but for the corpus."""

import copy
import dataclasses
import datetime
import importlib.metadata
import json
import pickle
import re
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import ascribe_news
import pytest
from ascribe_news import Analyzer, Article, Error, House, Report, Span, Statement
from library import HERE, ROOT

TEXT = (
    "“👩‍🚒 The bridge — it’s safe,” a senior city engineer told Reuters on Monday, on condition of anonymity. "
    "Mayor Ann Lee denied it. It may reopen in May 2025, officials said."
)


@pytest.fixture(scope="module")
def report() -> Report:
    return ascribe_news.analyze(TEXT, published="2024-03-18")


def test_the_version_is_that_of_the_library() -> None:
    workspace = (ROOT / "Cargo.toml").read_text(encoding="utf-8").partition("[workspace.package]")[2]
    [version] = re.findall(r'^version = "(.+)"$', workspace.partition("\n[")[0], re.MULTILINE)
    assert ascribe_news.__version__ == version
    assert importlib.metadata.version("ascribe-news") == version
    assert ascribe_news.Analyzer().maker().version == version


def test_the_notices_are_those_of_the_repository() -> None:
    originals = {"NOTICE": "crates/model-en/NOTICE", "LICENSE-MIT": "LICENSE-MIT", "LICENSE-APACHE": "LICENSE-APACHE"}
    for name, original in originals.items():
        assert (HERE / "licences" / name).read_bytes() == (ROOT / original).read_bytes()


def test_spans_count_code_points(report: Report) -> None:
    span = report.claims[0].content[0]
    assert TEXT[span.start : span.end] == span.of(TEXT) == report.claims[0].words
    assert TEXT.encode()[span.start_byte : span.end_byte].decode() == span.of(TEXT)
    assert (span.start, span.start_byte) == (1, 3)
    assert len(span) == span.end - span.start
    match span:
        case Span(start, end):
            assert (start, end) == (span.start, span.end)
    assert {span, Span(span.start, span.end, span.start_byte, span.end_byte)} == {span}
    with pytest.raises(ValueError, match="span start 4 after end 3"):
        Span(4, 3, 4, 3)


@pytest.mark.parametrize(
    ("published", "written"),
    [
        (datetime.date(2024, 3, 18), "2024-03-18"),
        (datetime.datetime(2024, 3, 18, 9, 30), "2024-03-18T09:30:00"),
        (datetime.datetime(2024, 3, 18, 9, 30, tzinfo=datetime.timezone.utc), "2024-03-18T09:30:00+00:00"),
        (
            datetime.datetime(
                1899, 3, 18, 9, 30, 1, 5, tzinfo=datetime.timezone(datetime.timedelta(minutes=19, seconds=32))
            ),
            "1899-03-18T09:30:01.000005+00:19:32",
        ),
        ("2024-03-18T09:30Z", "2024-03-18T09:30:00+00:00"),
    ],
)
def test_published_is_a_date_a_datetime_or_words(published: datetime.date | str, written: str) -> None:
    report = ascribe_news.analyze("It rained on Monday, she said.", published=published)
    assert report.article.published == written
    days = {time.first_day for time in report.times}
    assert days == {datetime.date.fromisoformat(written[:10]) - datetime.timedelta(0 if "2024" in written else 5)}


def test_errors_have_the_words_of_the_library(report: Report) -> None:
    words = "invalid date of publication `18.3.2024`"
    for call in (ascribe_news.analyze, Article):
        with pytest.raises(Error, match=words):
            call("It rained.", published="18.3.2024")
    with pytest.raises(Error, match=words):
        ascribe_news.times("yesterday", published="18.3.2024")
    with pytest.raises(Error, match=r"confidence 1\.5 out of range \(0 to 1\)"):
        Analyzer(least_confidence=1.5)
    with pytest.raises(Error, match="word table, line 2: "):
        Analyzer(words="outlet: Blick\nnonsense")
    with pytest.raises(Error, match="invalid report: expected ident at line 1 column 2"):
        Report.from_json("no", TEXT)
    with pytest.raises(Error, match="invalid report: bytes: length .* differs from the text's 2"):
        Report.from_json(report.to_json(), "no")
    with pytest.raises(Error, match="`nowhere` is not a built-in house; those are ap, bbc"):
        report.audit("nowhere")
    with pytest.raises(Error, match="invalid house rules: "):
        House.from_toml("version = 2")
    with pytest.raises(Error, match="1 ids for 2 reports"):
        ascribe_news.table([report, report], ids=["a"])
    with pytest.raises(Error, match="no table `people`; there are claims, sources, events"):
        report.table("people")  # type: ignore[arg-type]
    with pytest.raises(Error, match="a statement without `words`"):
        report.verify([{"speaker": "Lee"}])
    assert issubclass(Error, ValueError)


def test_arguments_of_other_types_are_refused() -> None:
    for text in (None, b"bytes", 7):
        with pytest.raises(TypeError, match=f"text must be a str, not {type(text).__name__}"):
            ascribe_news.analyze(text)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="published must be a date, a datetime or a str, not int"):
        Article("It rained.", published=2024)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="unexpected keyword argument 'publisher'"):
        ascribe_news.audit("It rained.", publisher="The Example")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="an Article has all"):
        ascribe_news.analyze(Article("It rained."), outlet="The Example")
    with pytest.raises(ValueError, match="threads must be at least 1, not 0"):
        ascribe_news.analyze_many([], threads=0)


HOSTILE = [
    "",
    "\0",
    "\ufeff“",
    "“" * 3000,
    "\ud83d “Yes,” she said.",
    "\udfff\ud800 é 👩‍👧",
    "<script>alert(1)</script> “No</iframe>,\" said Ann Lee.\r\n" * 20,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_has_a_report(text: str) -> None:
    report = ascribe_news.analyze(text)
    assert len(report.text) == len(text)
    encoded = text.encode("utf-8", "surrogatepass")
    for claim in report.claims:
        for span in claim.content:
            assert report.text[span.start : span.end] == span.of(report.text)
            words = encoded[span.start_byte : span.end_byte].decode("utf-8", "surrogatepass")
            assert words == text[span.start : span.end]
    assert report.summary.claims == len(report.claims) == len(report.flat())
    assert report._repr_html_().count("</iframe>") == 1
    assert report == pickle.loads(pickle.dumps(report))
    assert [one.claims for one in ascribe_news.analyze_many(HOSTILE)][HOSTILE.index(text)] == report.claims


def test_what_is_known_of_an_article_is_in_its_report() -> None:
    about: ascribe_news.About = {"outlet": "The Example", "byline": "Jo Reporter", "dateline": "KYIV"}
    about |= {"headline": "Rain", "url": "https://example.org/"}
    article = Article("It rained.", **about)
    known = ascribe_news.analyze(article).article
    assert known == ascribe_news.Metadata(
        outlet="The Example", byline=("Jo Reporter",), dateline="KYIV", headline="Rain", url="https://example.org/"
    )
    assert Article("", byline=["A", "B"]).byline == ("A", "B") and Article("", byline=None).byline == ()


def test_look_ups(report: Report) -> None:
    claim = report.claims[0]
    source = report.source_of(claim)
    assert source is not None and claim in report.claims_by(source)
    assert (source.name, source.level) == (claim.speaker, claim.level)
    assert report.actor_of(source).label == source.name
    assert (claim.relay, claim.chain) == ("Reuters", (claim.speaker, "Reuters"))
    assert report.claims_at(0, 5) == (claim,)
    assert report.claims_at(0, 1) == ()
    assert source.axes.terms.explicit is not None
    assert source.axes.terms.explicit.of(TEXT) == "on condition of anonymity"
    [reopening] = [event for event in report.events if event.words.startswith("It may reopen")]
    assert reopening.time is not None and reopening in report.timeline
    assert reopening.time.first_day == datetime.date(2025, 5, 1)
    # Those of another outlet are not counted.
    assert (report.anonymous.at_most, report.anonymous.relayed) == (0, (source.id,))
    assert report.summary.words_by_level["described"] > 0 and not report.summary.is_single_source
    assert report.made_by == Analyzer().maker()
    assert all(event in report.events for actor in report.actors for event in report.events_of(actor))


def test_records_are_values(report: Report) -> None:
    assert pickle.loads(pickle.dumps(report.claims)) == report.claims
    assert copy.deepcopy(report).sources == report.sources
    assert report != ascribe_news.analyze("It rained.") and report != 3
    with pytest.raises(dataclasses.FrozenInstanceError):
        report.claims[0].force = "denial"  # type: ignore[misc]
    with pytest.raises(TypeError, match="unhashable"):
        hash(report)
    analyzer = pickle.loads(pickle.dumps(Analyzer(words="outlet: Blick", events=False)))
    assert repr(analyzer) == repr(Analyzer(words="outlet: Blick", events=False))
    assert pickle.loads(pickle.dumps(House("ap"))) == House("ap") != House("bbc")


def test_options_are_those_of_the_library() -> None:
    text = TEXT + " Rates will rise, Bo Berg said."
    assert Analyzer(events=False).analyze(text).events == ()
    assert len(Analyzer(max_claims=1).analyze(text).claims) == 1
    assert Analyzer(max_bytes=20).analyze(text).diagnostics[-1].code == "text_cut"
    options = Analyzer(least_confidence=0.5, attitudes=True, recall=0.25, least_identity=0.75, header=False)
    written = options.maker().options
    assert (written["least_confidence"], written["least_identity"]) == ("0.5", "0.75")
    assert (written["attitudes"], written["recall"], written["header"]) == ("true", "0.25", "false")
    assert Analyzer(words="outlet: Blick").grade("Blick").level == "institutional"


def test_other_weights_are_read_from_a_file(tmp_path: Path) -> None:
    small = Analyzer(model=ROOT / "corpus" / "quarter.bin")
    large = Analyzer(model=str(ROOT / "crates" / "transformer" / "weights" / "news-en.bin"))
    hashes = {analyzer.maker().parts["attribution"] for analyzer in (Analyzer(), small, large)}
    assert len(hashes) == 3
    text = "The plant will close in May, said a person familiar with the plan."
    assert large.analyze(text).claims[0].words == "The plant will close in May"
    assert pickle.loads(pickle.dumps(small)).maker() == small.maker()
    with pytest.raises(FileNotFoundError):
        Analyzer(model=tmp_path / "none.bin")
    (tmp_path / "wrong.bin").write_bytes(b"no weights")
    with pytest.raises(Error, match="unknown file format"):
        Analyzer(model=tmp_path / "wrong.bin")
    assert ascribe_news.grade("Blick").level == "named"


def test_verdicts() -> None:
    text = "“We will not sell the bridge,” Ann Lee told Reuters. “Never,” said Bo Berg. “Never,” said Lee."
    report = ascribe_news.analyze(text)
    asked: list[Statement | dict[str, str]] = [
        Statement("Ann Lee", "We will sell the bridge"),
        Statement("Lee", "the bridge stays unsold, we will not sell", quoted=False),
        {"speaker": "Bo Berg", "words": "Never", "note": "ignored"},
        {"words": "Always"},
    ]
    altered, paraphrase, never, absent = report.verify(asked)
    assert not altered.supported and altered.because == ("negation_changed",)
    change = altered.words.changes[0]
    assert (change.kind, change.said, change.span.of(text)) == ("negation", "", "not")
    assert paraphrase.candidates[0].claim == 0 and not paraphrase.supported
    assert never.supported and len(never.others) == 1
    assert never.claim is not None and report.claims[never.claim.claim].speaker == "Bo Berg"
    assert absent.words.match == "absent" and len(absent.why) == len(absent.because) >= 1
    assert ascribe_news.verify(text, asked) == report.verify(asked)


def test_houses(tmp_path: Path, report: Report) -> None:
    assert set(ascribe_news.HOUSES) >= {"ap", "nyt", "strict"}
    for house in ascribe_news.HOUSES:
        assert House(house).id == house and House(house).rules
    findings = ascribe_news.audit(TEXT, "strict", published="2024-03-18")
    assert findings == report.audit() and findings
    for finding in findings:
        assert finding.house == "strict" and finding.citation.url and finding.spans[0].of(TEXT)
    ours = tmp_path / "ours.toml"
    ours.write_text('version = 1\nid = "herald"\nname = "The Example Herald"\nextends = "ap"\nwithout = ["bare_source"]\n')
    herald = ascribe_news.read_house(ours)
    assert "bare_source" not in herald.rules and {*herald.rules, "bare_source"} == set(House("ap").rules)
    written = ours.with_suffix(".json")
    written.write_text(herald.to_json())
    assert ascribe_news.read_house(written) == herald
    assert {one.house for one in report.audit(herald)} <= {"herald"}


def test_times() -> None:
    [one] = ascribe_news.times("the memo of 12/7/2021", day_first=True)
    assert (one.words, one.first_day, one.span) == ("12/7/2021", datetime.date(2021, 7, 12), one.span)
    [ancient] = ascribe_news.times("It fell in 430 B.C.")
    assert (ancient.start, ancient.first_day) == ("-0429-01-01", None)
    [fiscal] = ascribe_news.times("fiscal 2022", fiscal_year_start=4)
    assert fiscal.last_day == datetime.date(2022, 3, 31)
    with pytest.raises(Error, match="not a month"):
        ascribe_news.times("fiscal 2022", fiscal_year_start=13)


def test_reports_of_later_versions_are_read() -> None:
    text = "It rained, she said."
    written = json.loads(ascribe_news.analyze(text).to_json())
    written["claims"][0].update(force="of_tomorrow", novelty={"start": 0, "end": 2})
    report = Report.from_json(json.dumps(written).encode(), text)
    assert report.claims[0].force == "of_tomorrow"


def test_a_page_is_one_frame(report: Report) -> None:
    page = report.to_html()
    assert page.startswith("<!DOCTYPE html>")
    frame = report._repr_html_()
    assert frame.startswith("<iframe ") and 'sandbox="allow-scripts allow-popups"' in frame
    assert "engineer" in frame and "<u" not in frame
    # The page's own policy forbids what comes after it.
    assert -1 < frame.find("&lt;base href") < frame.find("Content-Security-Policy")


def test_many_articles_are_read_as_they_are_needed() -> None:
    read: list[int] = []

    def endless() -> Iterator[str]:
        while True:
            read.append(len(read))
            yield f"It rained {len(read)} times, she said."

    reports = ascribe_news.analyze_many(endless(), threads=2)
    assert next(reports).claims[0].words == "It rained 1 times"
    assert next(reports).claims[0].words == "It rained 2 times"
    assert len(read) == 64


def test_what_was_read_before_an_error_is_not_lost() -> None:
    def broken() -> Iterator[str]:
        yield "It rained, she said."
        raise OSError("the disk is full")

    reports = ascribe_news.analyze_many(broken())
    assert len(next(reports).claims) == 1
    with pytest.raises(OSError, match="the disk is full"):
        next(reports)


def test_other_threads_run_meanwhile() -> None:
    """The interpreter's lock is not held: a thread counts while one long text is analyzed."""
    counted, done = [0], threading.Event()

    def count() -> None:
        while not done.is_set():
            counted[0] += 1
            time.sleep(0.001)

    thread = threading.Thread(target=count)
    thread.start()
    before = counted[0]
    ascribe_news.analyze(TEXT * 400)
    during = counted[0] - before
    done.set()
    thread.join()
    assert during > 10


@pytest.mark.parametrize("threads", [None, 2])
def test_a_signal_ends_analysis(threads: int | None) -> None:
    class Stopped(Exception):
        pass

    def stop(*_: object) -> None:
        raise Stopped

    long = TEXT * 20_000
    before = signal.signal(signal.SIGINT, stop)
    timer = threading.Timer(0.3, signal.raise_signal, [signal.SIGINT])
    timer.start()
    try:
        with pytest.raises(Stopped):
            if threads is None:
                ascribe_news.analyze(long)
            else:
                list(ascribe_news.analyze_many([long] * 4, threads=threads))
    finally:
        timer.join()
        signal.signal(signal.SIGINT, before)
