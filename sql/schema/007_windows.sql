-- Who asked for a window stands beside it: only what regular runs asked moves the cursor, so that reruns may go on
-- beside them.
CREATE TABLE ops_window_by_kind (
    source TEXT NOT NULL,
    part TEXT NOT NULL,
    kind TEXT NOT NULL,
    window_from INTEGER NOT NULL,
    window_to INTEGER NOT NULL,
    asked INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (source, part, kind, window_from, window_to)
) STRICT, WITHOUT ROWID;
INSERT INTO ops_window_by_kind (source, part, kind, window_from, window_to, asked, outcome, reason)
SELECT source, part, 'regular', window_from, window_to, asked, outcome, reason FROM ops_window;
DROP TABLE ops_window;
ALTER TABLE ops_window_by_kind RENAME TO ops_window;

-- Work that is done once, however often it is begun: a range of dates, or a plan. `identity` is the digest of what
-- it asks for; without an end, windows of it are missing. Its windows stand in ops_window under its own kind.
CREATE TABLE ops_errand (
    id INTEGER PRIMARY KEY,
    identity TEXT NOT NULL,
    began INTEGER NOT NULL,
    ended INTEGER
) STRICT;
CREATE INDEX ops_errand_by_identity ON ops_errand (identity, began);
