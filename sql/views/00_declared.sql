-- What the archive does not hold: the moment asked for, and the declarations. Filled by Store::describe.
CREATE TEMP TABLE as_known (instant INTEGER NOT NULL) STRICT;
CREATE TEMP TABLE declared_source (
    name TEXT PRIMARY KEY, title_ko TEXT, title_en TEXT, producer_ko TEXT, producer_en TEXT, url TEXT,
    citation TEXT, licence TEXT, use TEXT, access TEXT, cadence TEXT, warn_days INTEGER, error_days INTEGER, key TEXT
) STRICT, WITHOUT ROWID;
CREATE TEMP TABLE declared_indicator (
    source TEXT, id TEXT, ko TEXT, en TEXT, layer TEXT, unit TEXT, price_base TEXT, attribution TEXT,
    source_class TEXT, timing TEXT, converts TEXT, per TEXT, preference INTEGER, within TEXT, least REAL, most REAL,
    PRIMARY KEY (source, id)
) STRICT, WITHOUT ROWID;
CREATE TEMP TABLE declared_attribute (
    source TEXT, indicator TEXT, name TEXT, value TEXT, PRIMARY KEY (source, indicator, name)
) STRICT, WITHOUT ROWID;
CREATE TEMP TABLE declared_feed (
    source TEXT, feed TEXT, ko TEXT, en TEXT, language TEXT, country TEXT, PRIMARY KEY (source, feed)
) STRICT, WITHOUT ROWID;
CREATE TEMP TABLE caveat (
    source TEXT, indicator TEXT, entity TEXT, kind TEXT, ko TEXT, en TEXT,
    PRIMARY KEY (source, indicator, entity, kind)
) STRICT, WITHOUT ROWID;
CREATE TEMP TABLE country (
    code TEXT PRIMARY KEY, kind TEXT, ko TEXT, en TEXT, short_ko TEXT, short_en TEXT, currency TEXT,
    compared INTEGER, zh TEXT, ja TEXT
) STRICT, WITHOUT ROWID;
-- What an aggregate holds: neither may be added to the other.
CREATE TEMP TABLE member (aggregate TEXT, country TEXT, PRIMARY KEY (aggregate, country)) STRICT, WITHOUT ROWID;
-- A currency at a fixed price, on the days [from_day, until_day).
CREATE TEMP TABLE peg (
    currency TEXT PRIMARY KEY, anchor TEXT, units REAL, from_day INTEGER, until_day INTEGER, citation TEXT
) STRICT, WITHOUT ROWID;
-- From that day on a series measures something else. entity '*': of every entity.
CREATE TEMP TABLE series_break (
    source TEXT, indicator TEXT, entity TEXT, from_day INTEGER, ko TEXT, en TEXT, citation TEXT,
    PRIMARY KEY (source, indicator, entity, from_day)
) STRICT, WITHOUT ROWID;
-- A total and its terms ("whole": the published one).
CREATE TEMP TABLE total (name TEXT PRIMARY KEY, tolerance REAL, reason TEXT) STRICT, WITHOUT ROWID;
CREATE TEMP TABLE total_term (
    name TEXT, role TEXT, source TEXT, indicator TEXT, PRIMARY KEY (name, role, source, indicator)
) STRICT, WITHOUT ROWID;

-- One row per length of time: the letter that names it (F: of accounts), how long it is, as ISO 8601 writes it.
CREATE TEMP TABLE frequency (code INTEGER PRIMARY KEY, letter TEXT, months INTEGER, days INTEGER, text TEXT) STRICT;
INSERT INTO frequency
VALUES (0, 'A', 12, 0, 'P1Y'), (1, 'S', 6, 0, 'P6M'), (2, 'Q', 3, 0, 'P3M'), (3, 'M', 1, 0, 'P1M'),
       (4, 'W', 0, 7, 'P1W'), (5, 'D', 0, 1, 'P1D'), (6, 'F', 9, 0, 'P9M'), (7, 'F', 0, 91, 'P13W'),
       (8, 'F', 0, 98, 'P14W'), (9, 'F', 0, 182, 'P26W'), (10, 'F', 0, 189, 'P27W'), (11, 'F', 0, 273, 'P39W'),
       (12, 'F', 0, 280, 'P40W'), (13, 'F', 0, 364, 'P52W'), (14, 'F', 0, 371, 'P53W');

-- One row per calendar year, half, quarter and month: its days, and the keys of its first and last period, so that
-- its days are a range of the observations' own order.
CREATE TEMP TABLE calendar (
    frequency TEXT NOT NULL, year INTEGER NOT NULL, period TEXT NOT NULL, first_day INTEGER NOT NULL,
    end_day INTEGER NOT NULL, first_key INTEGER NOT NULL, last_key INTEGER NOT NULL,
    PRIMARY KEY (frequency, period)
) STRICT, WITHOUT ROWID;
WITH RECURSIVE
each(year) AS (SELECT 1950 UNION ALL SELECT year + 1 FROM each WHERE year < 2100),
part(month) AS (SELECT 1 UNION ALL SELECT month + 1 FROM part WHERE month < 12),
piece AS (
    SELECT f.letter, f.months, each.year, part.month, unixepoch(printf('%d-%02d-01', each.year, part.month)) / 86400 AS first_day
    FROM each
    CROSS JOIN part
    JOIN frequency AS f ON f.months > 0 AND f.letter <> 'F' AND (part.month - 1) % f.months = 0)
INSERT INTO calendar
SELECT letter, year,
       CASE letter
           WHEN 'A' THEN printf('%d', year)
           WHEN 'M' THEN printf('%d-%02d', year, month)
           ELSE printf('%d-%s%d', year, letter, (month - 1) / months + 1)
       END,
       first_day, unixepoch(first_day * 86400, 'unixepoch', '+' || months || ' months') / 86400,
       first_day * 16, unixepoch(first_day * 86400, 'unixepoch', '+' || months || ' months') / 86400 * 16 - 1
FROM piece;

-- How many values of each source are in force, and the day the newest one is about: counted once for a moment
-- (Store::describe fills it from value_count_now), since the sources and the quality page both ask.
CREATE TEMP TABLE value_count_as_known (
    source TEXT PRIMARY KEY, observations INTEGER, newest_day INTEGER
) STRICT, WITHOUT ROWID;
