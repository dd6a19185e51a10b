#!/usr/bin/env python3
"""Check the labelled announcements beside this script.

usage: check.py

Every span stands in its title or text, every labelled amount is the amount its
span says, every code is one of the guide's, every id is new, no sum of money is
left without a label, links point backwards, and the split is the one README.md
names.  Prints the counts README.md quotes.  Plain python3, no packages.
"""
import collections
import json
import os
import re
import sys

sys.dont_write_bytecode = True  # a check leaves nothing behind
from amount import amounts, currency_of  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
CODES = ("repeat conversion part total unit past superseded rival result order valuation "
         "acquisition price market effect estimate target proposal denied financing incentive "
         "fine holdings vague not_ai non_money").split()
CATEGORIES = "compute chips research talent fund startup adoption energy other".split()
STATUSES = "announced raised confirmed rumoured cancelled".split()
LINKS = "restates part_of supersedes funds".split()
SHARE = {"en": 0.40, "ko": 0.35, "zh": 0.15, "ja": 0.10}

SIGN = r"(?:US\$|C\$|A\$|S\$|R\$|NT\$|HK\$|NZ\$|\$|€|£|₩|¥|₹|Rs\.? ?|RM ?|SEK ?|NOK ?|CHF ?|NIS ?|EUR ?|USD ?)"
SUMS = [
    re.compile(SIGN + r"\d[\d,.]*"),
    re.compile(r"\d[\d,.]*(?:[\s-]?(?:lakh crore|trillion|billion|million|crore|bn|tn|bln|mln|mn|m|k|b))? "
               r"(?:US )?(?:dollars|euros?|pounds|won|yen|yuan|rupees|ringgit|reais|riyals|dirhams|kronor|kroner|"
               r"crowns|francs|shekels|zlotys|rand|pesos|dong|baht|rupiah)\b"),
    re.compile(r"\d[\d,.]*\s?(?:[조억만천백兆亿億万千百][\d,. \s]*)*"
               r"(?:원(?!칙|인|가|격|료|장|하)|元|円|美元|달러|유로|위안|엔(?!진|비)|파운드|루피|ドル|ユーロ|人民元|ウォン|欧元|港元|日元|英镑|新元)"),
]


def uncovered(item):
    """Sums in title or text that no label covers."""
    spans = [c["span"] for c in item["commitments"]] + [a["span"] for a in item["amounts_not_counted"]]
    for part in ("title", "text"):
        text = item[part]
        held = [m.span() for s in spans for m in re.finditer(re.escape(s), text)]
        for pattern in SUMS:
            for found in pattern.finditer(text):
                if not any(a < found.end() and found.start() < b for a, b in held):
                    yield found.group()


def commitment_problems(item, c):
    whole = (item["title"], item["text"])
    if not any(c["span"] in part for part in whole):
        yield "span %r does not stand in title or text" % c["span"]
    if re.sub(r"\s+$|^\s+", "", c["span"]) != c["span"]:
        yield "span %r begins or ends with white space" % c["span"]
    for name in filter(None, c["investor"].split("; ")):
        if not any(name in part for part in whole):
            yield "investor %r does not stand in title or text" % name
    read = amounts(c["span"])
    if not read:
        yield "span %r cannot be read as an amount" % c["span"]
    elif any(abs(a - b) > 1e-6 * b for a, b in zip(read, (c["amount_low"], c["amount_high"]))):
        yield "span %r says %r, labelled %r" % (c["span"], read, (c["amount_low"], c["amount_high"]))
    named = currency_of(c["span"])
    either = "¥" in c["span"] and c["currency"] in ("JPY", "CNY")
    if named and named != c["currency"] and not either:
        yield "span %r names %s, labelled %s" % (c["span"], named, c["currency"])
    for field in ("investor_country", "host_country"):
        if c[field] is not None and not re.fullmatch(r"[A-Z]{3}", c[field]):
            yield "%s %r" % (field, c[field])
    start, end = c["period_start"], c["period_end"]
    if start and end and start > end:
        yield "period runs backwards"
    for year in filter(None, (start, end)):
        if not 2010 <= year <= 2050:
            yield "year %r" % year
    if c["category"] not in CATEGORIES or c["status"] not in STATUSES:
        yield "category %r or status %r is not the guide's" % (c["category"], c["status"])
    if not isinstance(c["per_year"], bool):
        yield "per_year is not true or false"


def problems(item):
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", item["date"]):
        yield "date %r" % item["date"]
    if item["commitments"] and not item["ai_related"]:
        yield "commitments in a text that is not about AI"
    for c in item["commitments"]:
        yield from commitment_problems(item, c)
    for a in item["amounts_not_counted"]:
        if a["why"].split(":")[0] not in CODES:
            yield "code %r is not the guide's" % a["why"]
        if a["span"] not in item["title"] and a["span"] not in item["text"]:
            yield "span %r does not stand in title or text" % a["span"]
    spans = [c["span"] for c in item["commitments"]]
    if len(set(spans)) != len(spans):
        yield "two commitments share a span"
    for text in uncovered(item):
        yield "no label covers %r" % text


def kind(item):
    """What a commitment is first for, what a trap is first refused for."""
    if item["commitments"]:
        return "commitment", item["commitments"][0]["category"]
    codes = [a["why"].split(":")[0] for a in item["amounts_not_counted"]]
    return "trap", codes[0] if codes else "none"


def unseen(item):
    """Numbers run through one kind after another, so every third is a fair third of each kind."""
    return int(item["id"].rsplit("-", 1)[1]) % 3 == 0


def load(name):
    path = os.path.join(HERE, name)
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def link_problems(items):
    earlier = {}
    for item in items:
        link = item.get("link")
        if link:
            target = earlier.get(link["to"])
            if link["kind"] not in LINKS:
                yield "%s: link %r" % (item["id"], link["kind"])
            if target is None:
                yield "%s: links to %s, which does not come before it" % (item["id"], link["to"])
            elif target["project"] != item["project"]:
                yield "%s: links into another project" % item["id"]
            elif target["date"] > item["date"]:
                yield "%s: links to a later date" % item["id"]
        earlier[item["id"]] = item


def counts(title, items):
    print("%s: %d items" % (title, len(items)))
    for name, values in (
            ("language", [i["lang"] for i in items]),
            ("kind", [kind(i)[0] for i in items]),
            ("about AI", [i["ai_related"] for i in items]),
            ("category", [c["category"] for i in items for c in i["commitments"]]),
            ("status", [c["status"] for i in items for c in i["commitments"]]),
            ("currency", [c["currency"] for i in items for c in i["commitments"]]),
            ("not counted", [a["why"].split(":")[0] for i in items for a in i["amounts_not_counted"]])):
        count = sorted(collections.Counter(values).items(), key=lambda n: (-n[1], str(n[0])))
        print("  %s: %s" % (name, ", ".join("%s %d" % pair for pair in count)))


def main():
    wrong, ids = [], set()
    sets = {name: load(name + ".jsonl") for name in (
        "announcements.tuning", "announcements.unseen", "announcements.further", "projects", "projects.unseen")}
    for name, items in sets.items():
        for item in items:
            wrong += ["%s: %s" % (item["id"], what) for what in problems(item)]
            if item["id"] in ids:
                wrong.append("%s: id twice" % item["id"])
            ids.add(item["id"])
        if name.startswith("projects"):
            wrong += list(link_problems(items))
    ours = sets["announcements.tuning"] + sets["announcements.unseen"]
    texts = collections.Counter(i["text"] for i in ours + sets["projects"] + sets["projects.unseen"])
    wrong += ["the same text twice: %.60s" % text for text, n in texts.items() if n > 1]
    for name in ("tuning", "unseen"):
        wrong += ["%s: stands on the wrong side of the split" % i["id"]
                  for i in sets["announcements." + name] if unseen(i) != (name == "unseen")]
    shared = {i["project"] for i in sets["projects"]} & {i["project"] for i in sets["projects.unseen"]}
    wrong += ["project %s stands on both sides of the split" % p for p in sorted(shared)]
    for lang, share in SHARE.items():
        have = sum(i["lang"] == lang for i in ours) / max(1, len(ours))
        if abs(have - share) > 0.05:
            wrong.append("%s is %.0f %% of the announcements" % (lang, 100 * have))
    for name, items in sets.items():
        if items:
            counts(name, items)
    print("\n".join(wrong) if wrong else "all labels are sound")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
