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

-- Yearly rates, worked out once for a moment: several sections and checks ask for them (20_rate.sql fills it).
CREATE TEMP TABLE average_rate_as_known (
    source TEXT, currency TEXT, year INTEGER, per_usd REAL, days INTEGER, first_day TEXT, last_day TEXT,
    PRIMARY KEY (source, currency, year)
) STRICT, WITHOUT ROWID;

-- How many values of a source are in force, and the day the newest one is about; worked out once as well.
CREATE TEMP TABLE value_count_as_known (
    source TEXT PRIMARY KEY, observations INTEGER, newest_day INTEGER
) STRICT, WITHOUT ROWID;
