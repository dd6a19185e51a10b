-- The store. A cache of the archive, but for ops_*: `tuja rebuild` makes it again.
-- Times are microseconds since 1970 UTC; days are days since 1970; periods are 8 × first day + frequency
-- (0 year, 1 half, 2 quarter, 3 month, 4 week, 5 day).

CREATE TABLE snapshot (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    part TEXT NOT NULL,
    url TEXT NOT NULL,
    window_from INTEGER NOT NULL,
    window_to INTEGER NOT NULL,
    visit INTEGER NOT NULL,
    page INTEGER NOT NULL,
    fetched INTEGER NOT NULL,
    status INTEGER NOT NULL,
    failure TEXT NOT NULL,
    content_type TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    origin TEXT NOT NULL,
    file TEXT NOT NULL,
    offset INTEGER NOT NULL,
    length INTEGER NOT NULL,
    outcome TEXT NOT NULL DEFAULT 'new',
    UNIQUE (url, fetched, sha256)
) STRICT;
CREATE INDEX snapshot_by_visit ON snapshot (source, part, visit);
CREATE INDEX snapshot_by_place ON snapshot (file, offset);

CREATE TABLE made_by (
    source TEXT PRIMARY KEY,
    method TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE series (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    indicator TEXT NOT NULL,
    entity TEXT NOT NULL,
    UNIQUE (source, indicator, entity)
) STRICT;

CREATE TABLE observation (
    series INTEGER NOT NULL REFERENCES series,
    period INTEGER NOT NULL,
    released INTEGER NOT NULL,
    known INTEGER NOT NULL,
    value REAL,
    status TEXT NOT NULL,
    text TEXT,
    snapshot INTEGER NOT NULL REFERENCES snapshot,
    PRIMARY KEY (series, period, released, known)
) STRICT, WITHOUT ROWID;

CREATE TABLE announcement (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    feed TEXT NOT NULL,
    identity TEXT NOT NULL,
    UNIQUE (source, feed, identity)
) STRICT;

CREATE TABLE announcement_version (
    announcement INTEGER NOT NULL REFERENCES announcement,
    known INTEGER NOT NULL,
    publisher TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    link TEXT NOT NULL,
    language TEXT NOT NULL,
    country TEXT NOT NULL,
    published INTEGER,
    published_text TEXT NOT NULL,
    snapshot INTEGER NOT NULL REFERENCES snapshot,
    PRIMARY KEY (announcement, known)
) STRICT, WITHOUT ROWID;

CREATE TABLE reject (
    snapshot INTEGER NOT NULL REFERENCES snapshot,
    number INTEGER NOT NULL,
    place TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    original TEXT NOT NULL,
    PRIMARY KEY (snapshot, number)
) STRICT, WITHOUT ROWID;

-- Editions published: their figures and manifests stand in the archive as resource records.
CREATE TABLE resource (
    uri TEXT NOT NULL,
    written INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    file TEXT NOT NULL,
    offset INTEGER NOT NULL,
    length INTEGER NOT NULL,
    PRIMARY KEY (uri, written, sha256)
) STRICT, WITHOUT ROWID;

-- What is not in the archive: what was tried, when, and how it ended.
CREATE TABLE ops_run (
    id INTEGER PRIMARY KEY,
    command TEXT NOT NULL,
    started INTEGER NOT NULL,
    ended INTEGER,
    exit_status INTEGER,
    summary TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE ops_window (
    source TEXT NOT NULL,
    part TEXT NOT NULL,
    window_from INTEGER NOT NULL,
    window_to INTEGER NOT NULL,
    asked INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (source, part, window_from, window_to)
) STRICT, WITHOUT ROWID;

CREATE TABLE ops_source (
    source TEXT PRIMARY KEY,
    last_tried INTEGER NOT NULL,
    last_good INTEGER,
    failures_in_a_row INTEGER NOT NULL,
    last_reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;
