"""Which answers the bundled edition holds, and edition.toml, which lists them."""

import csv
import io
from dataclasses import dataclass
from datetime import date, timedelta

from . import feeds, rates, worldbank
from .figures import table

AS_KNOWN, KIND, PERIOD = "2026-05-31", "quarterly", "2026-Q1"
ECB = "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-"
XML = "application/xml;charset=utf-8"


@dataclass(frozen=True)
class Answer:
    """One recorded answer. `window` is half-open; pages of one visit share `retrieved`."""

    source: str
    part: str
    url: str
    window: tuple
    retrieved: str
    content_type: str
    file: str
    body: str
    page: int = 1


# table, indicator, first and last year asked for, when
WORLDBANK = (
    ("worldbank_gdp_2024-10", "NY.GDP.MKTP.CD", 2013, 2023, "2024-10-31T06:00:00Z"),
    ("worldbank_gdp_2026-04", "NY.GDP.MKTP.CD", 2018, 2024, "2026-04-30T06:00:00Z"),
    ("worldbank_population_2026-04", "SP.POP.TOTL", 2018, 2024, "2026-04-30T06:00:00Z"),
    ("worldbank_rd_share_2026-04", "GB.XPD.RSDV.GD.ZS", 2018, 2023, "2026-04-30T06:00:00Z"),
    ("worldbank_researchers_2026-04", "SP.POP.SCIE.RD.P6", 2018, 2023, "2026-04-30T06:00:00Z"),
)

ECB_DAILY = ("2010-04-20", "2014-06-10", "2018-06-11")

# table, first and last day wanted, when; the days that stand in the table are the window
ECB_NINETY_DAYS = (
    ("ecb_hist_2014-05-06", "2014-01-01", "2014-05-06", "2014-05-06T14:20:00Z"),
    ("ecb_hist_2018-06-11", "2018-01-01", "2018-06-11", "2018-06-11T14:20:00Z"),
    ("ecb_exr_2025-01_2026-03", "2025-01-01", "2025-03-31", "2025-03-31T16:00:00Z"),
    ("ecb_exr_2025-01_2026-03", "2025-04-01", "2025-06-30", "2025-06-30T16:00:00Z"),
    ("ecb_exr_2025-01_2026-03", "2025-07-01", "2025-09-30", "2025-09-30T16:00:00Z"),
    ("ecb_exr_2025-01_2026-03", "2025-10-01", "2025-12-31", "2025-12-31T16:00:00Z"),
    ("ecb_exr_2025-01_2026-03", "2026-01-01", "2026-03-31", "2026-03-31T16:00:00Z"),
)

# source, part, table, window, when
AI_INDEX = (
    ("ai_index_2025", "fig_4.3.8", "2024-01-01", "2025-01-01", "2025-04-15T09:00:00Z"),
    ("ai_index_2026", "fig_4.2.8", "2025-01-01", "2026-01-01", "2026-04-20T09:00:00Z"),
    ("ai_index_2026", "fig_4.2.11", "2013-01-01", "2026-01-01", "2026-04-20T09:00:00Z"),
)

FEEDS_WINDOW, FEEDS_RETRIEVED = ("2024-01-01", "2026-04-16"), "2026-04-15T03:00:00Z"


def day_after(day):
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def world_bank_answers():
    for name, code, first, last, at in WORLDBANK:
        window = (f"{first}-01-01", f"{last + 1}-01-01")
        for page, body in enumerate(worldbank.pages(name, first, last), start=1):
            url = worldbank.address(code, first, last, page)
            file = f"worldbank_wdi/{code}.{at[:10]}.page{page}.xml"
            yield Answer("worldbank_wdi", code, url, window, at, XML, file, body, page)


def ecb_answers():
    for day in ECB_DAILY:
        window, at, file = (day, day_after(day)), f"{day}T14:15:00Z", f"ecb_reference_rates/daily.{day}.xml"
        yield Answer("ecb_reference_rates", "daily", ECB + "daily.xml", window, at, "text/xml", file, rates.daily(day))
    for name, first, last, at in ECB_NINETY_DAYS:
        days = rates.days_of(name, first, last)
        window = (days[0]["date"], day_after(days[-1]["date"]))
        file, body = f"ecb_reference_rates/hist-90d.{at[:10]}.xml", rates.ninety_days(name, first, last)
        yield Answer("ecb_reference_rates", "hist-90d", ECB + "hist-90d.xml", window, at, "text/xml", file, body)


def taiwan_answers():
    url = table("cbc_taiwan_daily").head["address"]
    at, file = "2026-03-31T06:35:24Z", "cbc_taiwan_rates/BP01D01.json"
    window = ("2013-01-01", "2026-03-01")
    content_type = "application/json; charset=utf-8"
    yield Answer("cbc_taiwan_rates", "BP01D01", url, window, at, content_type, file, rates.taiwan())


def ai_index_answers():
    for source, part, first, end, at in AI_INDEX:
        figures = table(f"{source}_{part}")
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")  # as published
        writer.writerow(figures.columns)
        writer.writerows(row.values() for row in figures.rows)
        url = f"{figures.head['address']}#{part}"
        yield Answer(source, part, url, (first, end), at, "text/csv", f"{source}/{part}.csv", out.getvalue())


def feed_answers():
    for feed in table("feeds").rows:
        write = {"rss": feeds.rss, "atom": feeds.atom}[feed["format"]]
        content_type = f"application/{feed['format']}+xml; charset=utf-8"
        file, body = f"company_news/{feed['part']}.xml", write(feed, FEEDS_RETRIEVED)
        yield Answer(
            "company_news", feed["part"], feed["url"], FEEDS_WINDOW, FEEDS_RETRIEVED, content_type, file, body
        )


def answers():
    """Every answer, by the time it was retrieved."""
    groups = (world_bank_answers, ecb_answers, taiwan_answers, ai_index_answers, feed_answers)
    found = [answer for group in groups for answer in group()]
    return sorted(found, key=lambda answer: (answer.retrieved, answer.source, answer.part, answer.page))


def toml(found):
    blocks = [
        "# Written by generate.py: change the tables in figures/ or composer/edition.py, not this file.\n"
        f'as_known = "{AS_KNOWN}"\nkind = "{KIND}"\nperiod = "{PERIOD}"\n'
    ]
    for answer in found:
        blocks.append(
            "[[answer]]\n"
            f'source = "{answer.source}"\npart = "{answer.part}"\nurl = "{answer.url}"\n'
            f'from = "{answer.window[0]}"\nto = "{answer.window[1]}"\npage = {answer.page}\n'
            f'retrieved = "{answer.retrieved}"\nstatus = 200\n'
            f'content_type = "{answer.content_type}"\nfile = "responses/{answer.file}"\n'
        )
    return "\n".join(blocks)
