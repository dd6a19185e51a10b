-- What hosts said of addresses, beyond their answers. Lost with the ledger, it is asked and said again.

-- Not to be asked again before `not_before`; what a feed says of its rhythm, for answers that do not repeat it.
CREATE TABLE ops_patience (
    source TEXT NOT NULL,
    url TEXT NOT NULL,
    not_before INTEGER NOT NULL,
    ttl TEXT NOT NULL,
    skip_hours TEXT NOT NULL,
    skip_days TEXT NOT NULL,
    PRIMARY KEY (source, url)
) STRICT, WITHOUT ROWID;

-- A part whose address is gone for good (410), under the declaration of that digest.
CREATE TABLE ops_gone (
    source TEXT NOT NULL,
    part TEXT NOT NULL,
    digest TEXT NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (source, part)
) STRICT, WITHOUT ROWID;

-- An address that has moved for good (301, 308), and whose new place has given whole facts.
CREATE TABLE ops_moved (
    source TEXT NOT NULL,
    url TEXT NOT NULL,
    target TEXT NOT NULL,
    PRIMARY KEY (source, url)
) STRICT, WITHOUT ROWID;
