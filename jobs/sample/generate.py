#!/usr/bin/env python3
"""Writes the bundled edition, responses/ and edition.toml, from the cited figures in figures/.

generate.py          writes what differs
generate.py --check  writes nothing; exit status 1 and the names if the committed files differ
"""

import pathlib
import sys

sys.dont_write_bytecode = True  # the folder is a data folder: leave nothing behind

from composer import checks, edition  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent


def wanted():
    """Every file of the edition, by its path, as bytes."""
    found = edition.answers()
    checks.everything(found)
    files = {HERE / "responses" / answer.file: answer.body.encode("utf-8") for answer in found}
    if len(files) != len(found):
        raise SystemExit("composer/edition.py: two answers share a file\n  give each its own name")
    files[HERE / "edition.toml"] = edition.toml(found).encode("utf-8")
    return files


def differing(files):
    present = {path for path in (HERE / "responses").rglob("*") if path.is_file()}
    changed = [path for path, body in files.items() if not path.is_file() or path.read_bytes() != body]
    return sorted(changed), sorted(present - set(files))


def write(files, changed, surplus):
    for path in changed:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(files[path])
    for path in surplus:
        path.unlink()


def main(arguments):
    if arguments not in ([], ["--check"]):
        sys.exit(f"{__doc__}\nunknown: {' '.join(arguments)}")
    files = wanted()
    changed, surplus = differing(files)
    for path in changed + surplus:
        print(f"{'differs' if path in files else 'surplus'}: {path.relative_to(HERE)}")
    if arguments == ["--check"]:
        sys.exit(1 if changed or surplus else 0)
    write(files, changed, surplus)
    total = sum(len(body) for path, body in files.items() if path.name != "edition.toml")
    print(f"{len(files) - 1} answers, {total} bytes")


main(sys.argv[1:])
