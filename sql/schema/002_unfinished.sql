-- One row per archive file in which a visit was still under way when later groups were entered: from this
-- byte on the next run looks for groups that nobody entered.
CREATE TABLE unfinished (
    file TEXT PRIMARY KEY,
    offset INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
