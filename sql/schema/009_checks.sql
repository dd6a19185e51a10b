-- One row per time that a check was broken: from the run that saw it first to the one that saw it mended.
CREATE TABLE ops_check (
    name TEXT NOT NULL,
    began INTEGER NOT NULL,
    seen INTEGER NOT NULL,
    ended INTEGER,
    severity TEXT NOT NULL,
    wrong_rows INTEGER NOT NULL,
    example TEXT NOT NULL,
    PRIMARY KEY (name, began)
) STRICT, WITHOUT ROWID;
