-- One row per permit to ask a host, counted per budget from 1 on: at most so many in any minute, hour or day.
-- `next`: the pause after it ends. Rows that no span can reach any more are removed.
CREATE TABLE ops_budget (
    budget TEXT NOT NULL,
    number INTEGER NOT NULL,
    granted INTEGER NOT NULL,
    next INTEGER NOT NULL,
    PRIMARY KEY (budget, number)
) STRICT, WITHOUT ROWID;

-- Hosts that wish not to be asked before a moment (Retry-After).
CREATE TABLE ops_rest (
    host TEXT PRIMARY KEY,
    until INTEGER NOT NULL,
    why TEXT NOT NULL
) STRICT, WITHOUT ROWID;
