"""World Bank Indicators API v2: XML, root and rows both `wb:data`, 100 rows a page."""

from xml.sax.saxutils import escape

from .figures import table

PER_PAGE = 100


def rows(name, first, last):
    """Every economy as asked and every year of the window, newest first; a hole is an empty value."""
    values = {(row["iso3"], int(row["year"])): row["value"] for row in table(name).rows}
    for country in table("worldbank_countries").rows:
        for year in range(last, first - 1, -1):
            yield country, year, values.get((country["iso3"], year), "")


def row_xml(head, country, year, value):
    return f"""  <wb:data>
    <wb:indicator id="{head['indicator']}">{escape(head['indicator_name'])}</wb:indicator>
    <wb:country id="{country['iso2']}">{escape(country['name'])}</wb:country>
    <wb:countryiso3code>{country['iso3']}</wb:countryiso3code>
    <wb:date>{year}</wb:date>
    {f'<wb:value>{value}</wb:value>' if value else '<wb:value />'}
    <wb:unit />
    <wb:obs_status />
    <wb:decimal>{head['decimal']}</wb:decimal>
  </wb:data>
"""


def pages(name, first, last):
    """The answers to one visit, as text, in the order of their page numbers."""
    head = table(name).head
    all_rows = list(rows(name, first, last))
    count = -(-len(all_rows) // PER_PAGE)
    for page in range(1, count + 1):
        chosen = all_rows[(page - 1) * PER_PAGE : page * PER_PAGE]
        # The provider begins with a byte order mark.
        yield (
            '\ufeff<?xml version="1.0" encoding="utf-8"?>\n'
            f'<wb:data page="{page}" pages="{count}" per_page="{PER_PAGE}" total="{len(all_rows)}" sourceid="2"'
            f' lastupdated="{head["lastupdated"]}" xmlns:wb="http://www.worldbank.org">\n'
            + "".join(row_xml(head, *row) for row in chosen)
            + "</wb:data>\n"
        )


def address(code, first, last, page):
    countries = ";".join(row["iso3"] for row in table("worldbank_countries").rows)
    return (
        f"https://api.worldbank.org/v2/country/{countries}/indicator/{code}"
        f"?date={first}:{last}&per_page={PER_PAGE}&page={page}&source=2"
    )
