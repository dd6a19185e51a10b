#!/usr/bin/env python3
"""Check the labelled events and print their counts. Plain python3, no packages."""
import collections
import itertools
import json
import os
import re
import sys

FIELDS = ["id", "lang", "published", "feed", "publisher", "title", "text", "event"]
HERE = os.path.dirname(os.path.abspath(__file__))


def faults(items):
    """What is wrong with one file's items, in words."""
    seen = set()
    for item in items:
        name = item.get("id", "?")
        if list(item) != FIELDS:
            yield "%s: its fields are %s" % (name, ", ".join(item))
        if name in seen:
            yield "%s stands twice" % name
        seen.add(name)
        if item["lang"] not in ("en", "ko", "zh", "ja"):
            yield "%s: unknown language %s" % (name, item["lang"])
        if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:00Z", item["published"]):
            yield "%s: unreadable instant %s" % (name, item["published"])
        if not re.fullmatch(r"e\d\d[a-z]", item["event"]):
            yield "%s: unreadable event %s" % (name, item["event"])
    if items != sorted(items, key=lambda item: item["published"]):
        yield "items are not in order of time"


def counts(items):
    events = collections.Counter(item["event"] for item in items)
    pairs = [(a, b) for a, b in itertools.combinations(items, 2) if a["event"] == b["event"]]
    across = sum(a["lang"] != b["lang"] for a, b in pairs)
    languages = collections.Counter(item["lang"] for item in items)
    return "%d items (%s), %d events, %d single, %d pairs, %d across languages" % (
        len(items), ", ".join("%s %d" % one for one in sorted(languages.items())), len(events),
        sum(size == 1 for size in events.values()), len(pairs), across)


def main():
    wrong, owners = [], {}
    for side in ("tuning", "unseen"):
        with open(os.path.join(HERE, "events.%s.jsonl" % side), encoding="utf-8") as lines:
            items = [json.loads(line) for line in lines]
        wrong += ["%s: %s" % (side, fault) for fault in faults(items)]
        for item in items:
            group = item["event"][:3]
            if owners.setdefault(group, side) != side:
                wrong.append("%s: group %s stands on both sides" % (item["id"], group))
        print("%s: %s" % (side, counts(items)))
    for fault in wrong:
        print(fault, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
