"""Reads the written answers again, with ordinary readers, and holds them against the tables."""

import csv
import io
import json
import xml.etree.ElementTree as xml
from datetime import timezone
from email.utils import parsedate_to_datetime

from . import worldbank
from .figures import FOLDER, table

WB = "{http://www.worldbank.org}"
KEYS = ("countryiso3code", "date", "value")
CUBE = "{http://www.ecb.int/vocabulary/2002-08-01/eurofxref}Cube"
ATOM = "{http://www.w3.org/2005/Atom}"


def world_bank(found):
    """Pages are complete and every value, filled or empty, is the table's."""
    from .edition import WORLDBANK

    for name, code, first, last, at in WORLDBANK:
        pages = [answer for answer in found if answer.part == code and answer.retrieved == at]
        seen = []
        for number, answer in enumerate(pages, start=1):
            root = xml.fromstring(answer.body.lstrip("\ufeff"))
            expect(root.get("page") == str(number) and root.get("pages") == str(len(pages)), answer, "page number")
            rows = root.findall(f"{WB}data")
            expect(len(rows) == worldbank.PER_PAGE or number == len(pages), answer, "page that is not full")
            seen += [tuple(row.findtext(WB + key) or "" for key in KEYS) for row in rows]
            expect(number < len(pages) or root.get("total") == str(len(seen)), answer, "total")
        cited = {(row["iso3"], row["year"], row["value"]) for row in table(name).rows}
        expect({row for row in seen if row[2]} == cited, pages[0], "value that the table does not hold")
        expect(len(seen) == len({row[:2] for row in seen}) == 22 * (last - first + 1), pages[0], "number of rows")


def ecb(found):
    """Every rate of every day stands in a table, and every rate of the tables in an answer."""
    cited = {(row["date"], row["currency"], row["rate"]) for row in table("ecb_daily").rows}
    for name in ("ecb_hist_2014-05-06", "ecb_hist_2018-06-11", "ecb_exr_2025-01_2026-03"):
        for row in table(name).rows:
            cited |= {(row["date"], key, value) for key, value in row.items() if key != "date" and value}
    seen = set()
    for answer in (answer for answer in found if answer.source == "ecb_reference_rates"):
        for day in (cube for cube in xml.fromstring(answer.body).iter(CUBE) if cube.get("time")):
            expect(answer.window[0] <= day.get("time") < answer.window[1], answer, "day outside of the window")
            seen |= {(day.get("time"), cube.get("currency"), cube.get("rate")) for cube in day}
    expect(seen == cited, answer, "rate that the tables do not hold")


def taiwan(found):
    (answer,) = (answer for answer in found if answer.source == "cbc_taiwan_rates")
    served, figures = json.loads(answer.body)["data"], table("cbc_taiwan_daily")
    expect(served["dataSets"] == [list(row.values()) for row in figures.rows], answer, "day that differs")
    expect([column["data"] for column in served["structure"]["Table1"]] == figures.columns[1:], answer, "columns")


def ai_index(found):
    for answer in (answer for answer in found if answer.source.startswith("ai_index")):
        figures = table(f"{answer.source}_{answer.part}")
        served = list(csv.DictReader(io.StringIO(answer.body, newline="")))
        expect(served == figures.rows, answer, "figure that differs")
        expect(answer.body.count("\r\n") == len(figures.rows) + 1 == answer.body.count("\n"), answer, "line end")


def feeds(found):
    """Twenty-five items, each with its link, its day, its outlet and an identity of its own."""
    items = []
    for answer in (answer for answer in found if answer.source == "company_news"):
        root = xml.fromstring(answer.body.encode("utf-8"))
        for item in root.iter("item"):
            day = parsedate_to_datetime(item.findtext("pubDate")).astimezone(timezone.utc).date().isoformat()
            items.append((item.findtext("guid"), item.findtext("link"), item.find("source").get("url"), day))
        for entry in root.iter(f"{ATOM}entry"):
            link = entry.find(f"{ATOM}link").get("href")
            home = entry.find(f"{ATOM}source/{ATOM}link").get("href")
            items.append((entry.findtext(f"{ATOM}id"), link, home, entry.findtext(f"{ATOM}updated")[:10]))
        expect(all(item[1].startswith(item[2]) for item in items), answer, "link outside of its outlet")
    rows = table("announcements").rows
    expect(len(items) == len({item[0] for item in items}) == len(rows) == 25, answer, "number of items")
    expect({item[1] for item in items} == {row["link"] for row in rows}, answer, "link")
    by_country = [sum(row["country"] == code for row in rows) for code in ("KOR", "USA")]
    expect(by_country == [10, 10], answer, "number of Korean and American items")
    expect(sum("2026-01-01" <= item[3] < "2026-04-01" for item in items) >= 7, answer, "first quarter of 2026")


def readme():
    """Every table of figures is listed in the README."""
    text = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    for path in sorted(FOLDER.glob("*.csv")):
        if f"`{path.stem}`" not in text:
            raise SystemExit(f"README.md: does not list `{path.stem}`\n  add a row: provider, vintage, licence")


def expect(holds, answer, what):
    if not holds:
        advice = "the answers and figures/ must agree: see composer/checks.py"
        raise SystemExit(f"responses/{answer.file}: wrong {what}\n  {advice}")


def everything(found):
    for check in (world_bank, ecb, taiwan, ai_index, feeds):
        check(found)
    readme()
