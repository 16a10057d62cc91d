"""How `ascribe times` does on two public test suites, read from copies that the user has fetched.

    python3 .ci/time_suites.py [--ascribe PROGRAM] [--show] --recognizers CLONE --chrono CLONE

CLONE is a git repository of microsoft/Recognizers-Text or of wanasit/chrono, with or without a work tree; its HEAD is read. Nothing of
either is kept. Prints, in %, of the results that a suite wants:

  found  those that share words with an expression
  exact  those that mean the same: the days, the time of day where both have one, the length, the recurrence

What is compared, and what is not:

  Recognizers-Text  `DateTimeModel.json` of English: dates, ranges of dates, dates with a time, times, durations and sets. Where it
                    gives a past and a future value, either is right. Its ranges of hours, its time zones, and what is minutes or
                    hours from now have no like here.
  chrono            The tests of `test/en` whose reference is written out. It answers with a moment where this library answers with an
                    interval: a week, month or year that holds its day is right, another day is not. What is minutes or hours from
                    now has no like here.
"""

import argparse
import datetime
import json
import pathlib
import re
import subprocess
import tempfile


def git(clone, *words):
    return subprocess.run(["git", "-C", clone, *words], check=True, capture_output=True).stdout.decode("utf-8-sig")


# A case: text, day of reference, and the results wanted in it, each (start, end, test): the test gets the readings found there.


def day(written):
    try:
        return datetime.date.fromisoformat(written[:10])
    except (TypeError, ValueError):
        return None


def iso(date):
    return date.isoformat() if date else None


def ends(readings):
    """The first and last day of the readings of one result, as a range where they have one."""
    starts = [r["start"] for r in readings if r.get("start")]
    lasts = [r["end"] for r in readings if r.get("end")]
    if len(readings) > 1 and starts:
        return min(starts), max(lasts)
    ranges = [r["range"] for r in readings if r.get("range")]
    if ranges:
        return ranges[0]["start"], ranges[0]["end"]
    return (starts[0], lasts[0]) if starts else (None, None)


def clocks(readings):
    return [r["clock"][:5] for r in readings if r.get("clock")]


def length(reading):
    """The text form of a length: P2W, PT30M; a number of units that nobody counted is X."""
    of = reading.get("length")
    if not of:
        return None
    letters = {"second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y",
               "weekend": "WE", "decade": "E", "century": "C"}
    unit = letters.get(of["unit"], "?")
    count = of.get("count")
    tens = {"decade": 10, "century": 100, "quarter": 3}.get(of["unit"])
    if tens and count is not None:
        count, unit = count * tens, "M" if of["unit"] == "quarter" else "Y"
    written = "X" if count is None else str(count)
    return f"P{written}WE" if unit == "WE" else "P" + unit[:-1] + written + unit[-1]


def seconds(timex):
    found = re.fullmatch(r"P(T?)([\d.]+)([A-Z]+)", timex or "")
    if not found:
        return None
    scale = {"D": 86400, "W": 604800, "M": 2592000, "Y": 31536000, "H": 3600, "TM": 60, "TS": 1, "TH": 3600}
    unit = scale.get(found[1] + found[3]) or scale.get(found[3])
    return float(found[2]) * unit if unit else None


def same_value(value, kind, readings):
    """Whether readings mean a value of Recognizers-Text."""
    start, end = ends(readings)
    if kind == "date":
        return start is not None and start == end == value.get("value")
    if kind == "daterange":
        first, after = day(value.get("start")), day(value.get("end"))
        last = after - datetime.timedelta(days=1) if after else None
        if not start or not (first or after):
            return False
        # What has no first or no last day ("before May", "since May") is the period itself here.
        next_ = iso(day(end) + datetime.timedelta(days=1))
        if not after:
            return iso(first) in (start, next_)
        if not first:
            return iso(after) in (start, end, next_)
        # "From Monday to Friday" ends where Friday starts, there.
        return start == iso(first) and (end == iso(last) or iso(after) in (end, readings[-1]["start"]))
    if kind == "datetime":
        moment = value.get("value") or ""
        return start == end == moment[:10] and (clocks(readings) or [moment[11:16]])[0] == moment[11:16]
    if kind == "datetimerange":
        return start is not None and start == (value.get("start") or value.get("end") or "")[:10]
    if kind == "time":
        return (value.get("value") or "")[:5] in clocks(readings)
    if kind == "duration":
        lengths = [length(r) for r in readings]
        told = value.get("timex")
        wanted = seconds(told)
        return told in lengths or wanted is not None and wanted in map(seconds, lengths)
    if kind == "set":
        every = [r["recurrence"] for r in readings if r.get("recurrence")]
        told = value.get("timex") or ""
        days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        weekday = re.match(r"XXXX-WXX-(\d)", told)
        if weekday:
            return any(str(e.get("weekday") or "").lower()[:3] == days[int(weekday[1]) - 1] for e in every)
        lengths = [length({"length": e.get("every") or e.get("length")}) for e in every]
        return told in lengths
    return False


def is_from_now(words):
    """Whether words count minutes or hours from now, which is a moment there and a length here."""
    unit = re.search(r"(?:\b|\d)(s|sec|seconds?|m|mins?|minutes?|h|hrs?|hours?)\b", words, re.I)
    return unit and not re.search(r"\d:\d|\d ?[ap]\.?m\b", words, re.I)


KINDS = ("date", "daterange", "datetime", "datetimerange", "time", "duration", "set")


def recognizers(clone):
    for spec in json.loads(git(clone, "show", "HEAD:Specs/DateTime/English/DateTimeModel.json")):
        published = spec.get("Context", {}).get("ReferenceDateTime", "")[:10] or None
        text = spec["Input"]
        wanted = []
        for result in spec.get("Results", []):
            kind = result.get("TypeName", "").split(".")[-1]
            values = (result.get("Resolution") or {}).get("values") or []
            if kind in KINDS and "Start" in result:
                test = lambda readings, values=values, kind=kind: any(same_value(v, kind, readings) for v in values)
                if kind.startswith("datetime") and is_from_now(text[result["Start"] : result["End"] + 1]):
                    continue
                wanted.append((result["Start"], result["End"] + 1, kind, test))
        if wanted:
            yield text, published, wanted


def number(written):
    if not re.fullmatch(r"[\d\s+-]+", written):
        raise ValueError(written)
    return eval(re.sub(r"\b0+(\d)", r"\1", written))  # digits, plus and minus alone


def js_date(written):
    """The moment of `2012, 7, 9, 12`: months count from 0. None for what is written otherwise."""
    try:
        parts = [number(part) for part in written.split(",")]
        return datetime.datetime(parts[0], parts[1] + 1, *(parts[2:5] or [1]))
    except (ValueError, IndexError, TypeError):
        pass
    try:
        return datetime.datetime.fromisoformat(written.strip().strip("\"'").replace("Z", ""))
    except ValueError:
        return None


def js_moment(body, end):
    """The year, month, day, hour and minute that a test wants of the start or the end of a result."""
    got = {}
    for part, value in re.findall(r"result\??\.%s[!?]?\.get\([\"'](\w+)[\"']\)\)\.toBe\((-?\d+)\)" % end, body):
        got[part] = int(value)
    whole = re.search(r"result\.%s[!?]?(?:\.date\(\))?\)\.toBeDate\(\s*new Date\(([^()]*)\)" % end, body)
    moment = js_date(whole[1]) if whole else None
    if moment and "day" not in got:
        got.update(year=moment.year, month=moment.month, day=moment.day)
    if moment and "hour" not in got:
        got.update(hour=moment.hour, minute=moment.minute)
    return got


def is_moment(start, end, clock, wanted):
    """Whether an interval, and a time of day if there is one, hold the moment that is wanted."""
    if clock and "hour" in wanted and clock != f"{wanted['hour']:02}:{wanted.get('minute', 0):02}":
        return False
    try:
        date = iso(datetime.date(wanted["year"], wanted["month"], wanted["day"]))
    except (KeyError, ValueError):
        return True
    return start <= date <= end if start else bool(clock)


def chrono(clone):
    names = git(clone, "ls-tree", "-r", "--name-only", "HEAD", "test/en/").split()
    call = re.compile(
        r"testSingleCase\(\s*[\w.]+,\s*(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|`[^`$]*`),\s*"
        r"(?:new Date\(([^()]*)\)|(\w+)|\{[^{}]*new Date\(([^()]*)\)[^{}]*\})\s*,(?:\s*\{[^{}]*\},)?\s*\(?result[^=]*=>\s*\{",
    )
    for name in names:
        code = git(clone, "show", "HEAD:" + name)
        for found in call.finditer(code):
            text = found[1][1:-1].replace("\\n", "\n").replace("\\'", "'").replace('\\"', '"')
            reference = found[2] or found[4]
            if found[3]:
                named = [m for m in re.finditer(r"\b%s\b = new Date\(([^()]*)\)" % found[3], code) if m.start() < found.start()]
                reference = named[-1][1] if named else None
            published = js_date(reference) if reference else None
            if not published:
                continue
            body = code[found.end():code.find("\n    });", found.end())]
            told = re.search(r"result\.text\)\.toBe\((\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')\)", body)
            words = told[1][1:-1].replace("\\'", "'") if told else text
            at = text.find(words)
            first, last = js_moment(body, "start"), js_moment(body, "end")
            if at < 0 or not first or is_from_now(words):
                continue

            def test(readings, first=first, last=last):
                start, end = ends(readings)
                clock = clocks(readings) or [None]
                if not is_moment(start, end, clock[0], first):
                    return False
                return not last or is_moment(start, end, clock[-1], last)

            yield text, iso(published.date()), [(at, at + len(words), name.rsplit("/")[-1], test)]


def read(program, rows):
    """The times of texts, each with its day of publication."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        table = ["filename\tpublication_date"]
        for index, (text, published) in enumerate(rows):
            name = f"{index:05}.txt"
            (folder / name).write_text(text, encoding="utf-8")
            table.append(f"{name}\t{published or ''}")
        (folder / "metadata.tsv").write_text("\n".join(table) + "\n", encoding="utf-8")
        command = [program, "-q", "times", "--metadata", str(folder / "metadata.tsv"), "--out-dir", str(folder / "out"), str(folder)]
        subprocess.run(command, check=True)
        names = [f"{index:05}.json" for index in range(len(rows))]
        return [json.loads((folder / "out" / name).read_text(encoding="utf-8"))["times"] for name in names]


def score(name, cases, found, show):
    """Prints the shares, and with `show` the results that are not found (-) or mean something else (~)."""
    all_, hits, right, kinds = 0, 0, 0, {}
    for (text, published, wanted), times in zip(cases, found):
        points = [
            (len(text.encode()[: t["span"]["start"]].decode(errors="ignore")), len(text.encode()[: t["span"]["end"]].decode(errors="ignore")), t)
            for t in times
        ]
        for start, end, kind, test in wanted:
            there = [t for s, e, t in points if s < end and start < e]
            # "three days after Easter" is two expressions here, and the first one means the day.
            exact = any(test(some) for some in [there, *([one] for one in there)] if some)
            all_, hits, right = all_ + 1, hits + bool(there), right + exact
            of = kinds.setdefault(kind, [0, 0, 0])
            of[0], of[1], of[2] = of[0] + 1, of[1] + bool(there), of[2] + exact
            if show and not exact:
                said = "; ".join(f"{text[s:e]}={t.get('start')}/{t.get('end')} {t.get('clock') or ''}" for s, e, t in points)
                print("~" if there else "-", kind, "|", text, "|", text[start:end], "|", published, "|", said)
    for kind, (count, a, b) in sorted(kinds.items()) if show else []:
        print(f"  {kind}: {count}, found {100 * a / count:.1f}, exact {100 * b / count:.1f}")
    print(f"{name}: {all_} results, found {100 * hits / max(all_, 1):.1f}, exact {100 * right / max(all_, 1):.1f}")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--ascribe", default="ascribe", help="the program")
    options.add_argument("--recognizers", help="a clone of microsoft/Recognizers-Text")
    options.add_argument("--chrono", help="a clone of wanasit/chrono")
    options.add_argument("--show", action="store_true", help="print what is not right")
    given = options.parse_args()
    for name, clone, cases_of in (("Recognizers-Text", given.recognizers, recognizers), ("chrono", given.chrono, chrono)):
        if clone:
            cases = list(cases_of(clone))
            found = read(given.ascribe, [(text, published) for text, published, _ in cases])
            score(name, cases, found, given.show)


if __name__ == "__main__":
    main()
