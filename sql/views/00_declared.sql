-- What the archive does not hold: the moment asked for, and the declarations. Filled by Store::describe.
CREATE TEMP TABLE as_known (instant INTEGER NOT NULL) STRICT;
CREATE TEMP TABLE declared_source (
    name TEXT PRIMARY KEY, title_ko TEXT, title_en TEXT, producer_ko TEXT, producer_en TEXT, url TEXT,
    citation TEXT, licence TEXT, use TEXT, access TEXT, cadence TEXT, warn_days INTEGER, error_days INTEGER
) STRICT, WITHOUT ROWID;
CREATE TEMP TABLE declared_indicator (
    source TEXT, id TEXT, ko TEXT, en TEXT, layer TEXT, unit TEXT, price_base TEXT, attribution TEXT,
    source_class TEXT, PRIMARY KEY (source, id)
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
    compared INTEGER
) STRICT, WITHOUT ROWID;

-- One row per calendar year, with the keys of its first and last period: a year's days are then a range of the
-- observations' own order.
CREATE TEMP TABLE calendar (year INTEGER PRIMARY KEY, first_key INTEGER NOT NULL, last_key INTEGER NOT NULL) STRICT;
WITH RECURSIVE each(year) AS (SELECT 1950 UNION ALL SELECT year + 1 FROM each WHERE year < 2100)
INSERT INTO calendar
SELECT year, unixepoch(year || '-01-01') / 86400 * 8, unixepoch((year + 1) || '-01-01') / 86400 * 8 - 1
FROM each;

-- How many values of each source are in force, and the day the newest one is about: counted once for a moment
-- (Store::describe fills it from value_count_now), since the sources and the quality page both ask.
CREATE TEMP TABLE value_count_as_known (
    source TEXT PRIMARY KEY, observations INTEGER, newest_day INTEGER
) STRICT, WITHOUT ROWID;
