"""Read the sum of money a span says: its currency and its two ends.  Used by check.py."""
import re
import unicodedata

# Longest first: the first that is found in a span names its currency.
CURRENCIES = [
    ("USD", r"us\$|u\.s\. dollars?|us dollars?|usd|미국 ?달러|美元|米ドル"),
    ("CAD", r"c\$|ca\$|cad|canadian dollars?|캐나다 ?달러|加元|加拿大元|カナダドル"),
    ("AUD", r"a\$|au\$|aud|australian dollars?|호주 ?달러|澳元|豪ドル"),
    ("SGD", r"s\$|sgd|singapore dollars?|싱가포르 ?달러|新元|シンガポールドル"),
    ("NZD", r"nz\$|nzd|new zealand dollars?"),
    ("TWD", r"nt\$|twd|taiwan dollars?|대만 ?달러|新台币|新臺幣|新台幣|台湾ドル"),
    ("HKD", r"hk\$|hkd|hong kong dollars?|홍콩 ?달러|港元|港币|香港ドル"),
    ("BRL", r"r\$|brl|reais|헤알|雷亚尔|レアル"),
    ("EUR", r"€|eur\b|euros?|유로|欧元|ユーロ"),
    ("GBP", r"£|gbp|pounds?( sterling)?|파운드|英镑|ポンド"),
    ("IDR", r"idr|\brp|rupiah|루피아|印尼盾"),
    ("INR", r"₹|\brs\.?(?=[ \d])|inr|rupees?|루피|卢比|ルピー"),
    ("MYR", r"\brm|ringgit|링깃|林吉特|リンギ"),
    ("SEK", r"sek|swedish (kronor|crowns)|스웨덴 ?크로나|瑞典克朗"),
    ("NOK", r"nok|norwegian (kroner|crowns)"),
    ("DKK", r"dkk|danish (kroner|crowns)|デンマーククローネ"),
    ("CHF", r"chf|swiss francs?|스위스 ?프랑|瑞士法郎"),
    ("SAR", r"sar|riyals?|사우디 ?리얄|沙特里亚尔"),
    ("AED", r"aed|dirhams?|디르함|迪拉姆"),
    ("ILS", r"\bnis|\bils|shekels?|셰켈"),
    ("PLN", r"pln|zlotys?|zł"),
    ("ZAR", r"zar|rand"),
    ("MXN", r"mxn|pesos"),
    ("VND", r"vnd|dong|동\b"),
    ("THB", r"thb|baht|바트"),
    ("CNY", r"元人民币|人民币|rmb|cny|yuan|renminbi|위안|人民元|中国元"),
    ("KRW", r"₩|krw|won|韩元|ウォン|원"),
    ("JPY", r"jpy|(japanese )?yen|엔|日元|円"),
    ("USD", r"\$|dollars?|달러|불$|ドル"),
    ("CNY", r"¥|元"),
]
SCALES = [
    (1e12, r"lakh crore|trillion|trn|tn|t"), (1e9, r"billion|bln|bil|bn|b"),
    (1e7, r"crore|cr"), (1e6, r"million|mln|mn|m"), (1e5, r"lakh"), (1e3, r"thousand|k"),
]
WORDS = dict(zip("a an one two three four five six seven eight nine ten eleven twelve".split(),
                 [1, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]))
WORDS.update({"fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
              "half a": 0.5, "a quarter of a": 0.25, "one and a half": 1.5, "two and a half": 2.5,
              "a hundred": 100, "one hundred": 100, "two hundred": 200, "three hundred": 300,
              "twenty-five": 25, "seventy-five": 75, "seven hundred and fifty": 750})
DIGITS = {}
for _row in ("零一二三四五六七八九", "영일이삼사오육칠팔구", "〇壱弐参四五六七八九"):
    DIGITS.update((c, n) for n, c in enumerate(_row))
DIGITS["两"] = 2
SMALL = {"십": 10, "十": 10, "백": 100, "百": 100, "천": 1000, "千": 1000}
BIG = {"만": 1e4, "万": 1e4, "萬": 1e4, "억": 1e8, "亿": 1e8, "億": 1e8, "조": 1e12, "兆": 1e12}
RANGE = r"\bto\b|\band\b(?! a half| fifty)|[-–—~∼〜](?! *(?:billion|million))|至|から|에서|到"


def plain(text):
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip().lower()


def currency_of(span):
    """The currency the span names; none for a headline without the word."""
    text = plain(span)
    for code, pattern in CURRENCIES:
        if re.search(pattern, text):
            return code
    return None


def english(text):
    """(number, scale) of '3.4 billion', 'half a million', '30'; None if it is none."""
    for scale, pattern in SCALES:
        found = re.fullmatch(r"(.*?)[ -]?(%s)" % pattern, text)
        if found and found.group(1).strip():
            head = found.group(1).strip()
            number = WORDS.get(head)
            if number is None and re.fullmatch(r"[\d,. ]+", head):
                number = float(re.sub(r"[, ]", "", head))
            return None if number is None else (number, scale)
    if re.fullmatch(r"[\d,. ]+", text):
        return float(re.sub(r"[, ]", "", text)), 1
    return None


def asian(text):
    """The number written with 조/억/만, 亿/万, 兆/億 and native digits; None if it is none."""
    total = block = 0.0
    number, last = None, 1
    for token in re.findall(r"\d[\d,]*(?:\.\d+)?|\S", text):
        if token[0].isdigit() and token[0] in "0123456789":
            number = float(token.replace(",", ""))
        elif token in DIGITS:
            number = (number or 0) * 10 + DIGITS[token]
        elif token in SMALL:
            block += (1 if number is None else number) * SMALL[token]
            number = None
        elif token in BIG:
            if number is None and block == 0:
                total *= BIG[token]  # 万亿 is a product
            else:
                total += (block + (number or 0)) * BIG[token]
            block, number, last = 0.0, None, BIG[token]
        else:
            return None
    return total + block + (number or 0), last


def bare(span):
    text = plain(span)
    for _, pattern in CURRENCIES:
        if re.search(pattern, text):
            text = re.sub(r"(?<=[亿万億千百])元", " ", re.sub(pattern, " ", text))
            break
    return re.sub(r"\s+", " ", re.sub(r"\b(between|from)\b|-$|- $", " ", text)).strip(" -")


def number_of(text):
    return english(text) or asian(text.replace(" ", ""))


def amounts(span):
    """(low, high) as the span says, or None if it cannot be read."""
    text = bare(span)
    parts = re.split(RANGE, text)
    parts = [p.strip(" 约約") for p in parts if p.strip()]
    if len(parts) != 2:
        found = number_of(text)
        return found and (found[0] * found[1] if english(text) else found[0],) * 2
    ends = []
    for part in parts:
        found = number_of(part)
        if not found:
            return None
        ends.append(found)
    if english(parts[1]):
        scale = ends[1][1]
        first = ends[0][1] if ends[0][1] != 1 else scale
        return ends[0][0] * first, ends[1][0] * scale
    low = ends[0][0] if ends[0][1] != 1 else ends[0][0] * ends[1][1]
    return low, ends[1][0]
