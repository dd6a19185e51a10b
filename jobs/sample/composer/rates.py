"""Exchange rates: the ECB's gesmes XML and the Taiwanese central bank's JSON."""

import json

from .figures import table

XMLNS = 'xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref"'


def daily(date):
    """The file of one day: indented with tabs, single quotes."""
    cubes = "".join(
        f"\t\t\t<Cube currency='{row['currency']}' rate='{row['rate']}'/>\n"
        for row in table("ecb_daily").rows
        if row["date"] == date
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<gesmes:Envelope {XMLNS}>\n"
        "\t<gesmes:subject>Reference rates</gesmes:subject>\n"
        "\t<gesmes:Sender>\n\t\t<gesmes:name>European Central Bank</gesmes:name>\n\t</gesmes:Sender>\n"
        f"\t<Cube>\n\t\t<Cube time='{date}'>\n{cubes}\t\t</Cube>\n\t</Cube>\n</gesmes:Envelope>\n"
    )


def days_of(name, first, last):
    return [row for row in table(name).rows if first <= row["date"] <= last]


def ninety_days(name, first, last):
    """The file of ninety days: one line a day, double quotes, newest day first."""
    days = []
    for row in reversed(days_of(name, first, last)):
        rates = [(key, value) for key, value in row.items() if key != "date" and value]
        cubes = "".join(f'<Cube currency="{currency}" rate="{rate}"/>' for currency, rate in rates)
        days.append(f'<Cube time="{row["date"]}">{cubes}</Cube>')
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><gesmes:Envelope {XMLNS}>'
        "<gesmes:subject>Reference rates</gesmes:subject>"
        "<gesmes:Sender><gesmes:name>European Central Bank</gesmes:name></gesmes:Sender>"
        "<Cube>" + "\n".join(days) + "</Cube></gesmes:Envelope>"
    )


def taiwan():
    """One JSON object; the provider sends one line, we break it at the days so that a change can be read."""
    figures = table("cbc_taiwan_daily")
    meta = {
        "title": "",
        "sender": figures.head["provider"],
        "prepared": figures.head["prepared"],
        "filename": "BP01D01.px",
        "links": figures.head["address"],
        "note": "",
        "refperiod": "",
        "last_updated": figures.head["last_updated"],
        "units": "",
        "matrix": "BP01",
    }
    days = ",\n".join(text(list(row.values())) for row in figures.rows)
    columns = [{"data": name} for name in figures.columns[1:]]
    return (
        f'{{"meta":{text(meta)},"data":{{"dataSets":[\n{days}\n],"structure":{{"Table1":{text(columns)}}}}}}}\n'
    )


def text(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
