"""The tables of cited figures: CSV below a block of `# key: value` lines that says where the figures come from."""

import csv
import functools
import pathlib

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "figures"
CITED = ("provider", "dataset", "citation", "vintage", "licence", "address", "obtained_from")


class Table:
    """One table: `head` is its citation, `columns` its first line, `rows` dictionaries."""

    def __init__(self, name):
        self.name = name
        text = (FOLDER / f"{name}.csv").read_text(encoding="utf-8")
        lines = text.splitlines()
        self.head = dict(line[2:].split(": ", 1) for line in lines if line.startswith("# "))
        reader = csv.DictReader(line for line in lines if not line.startswith("# "))
        self.rows = list(reader)
        self.columns = reader.fieldnames
        for row in self.rows:
            if None in row or None in row.values():
                raise SystemExit(f"figures/{name}.csv: too many or too few cells\n  quote a text with a comma: {row}")
        missing = [key for key in CITED if key not in self.head]
        if missing:
            raise SystemExit(f"figures/{name}.csv: no {', '.join(missing)}\n  add a line '# {missing[0]}: ...'")


@functools.cache
def table(name):
    return Table(name)
