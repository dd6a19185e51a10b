-- Periods are 16 × first day + frequency (0 year, 1 half, 2 quarter, 3 month, 4 week, 5 day; from 6 on the lengths
-- that occur in accounts): there were eight frequencies before.
CREATE TABLE observation_with_accounting_periods (
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
INSERT INTO observation_with_accounting_periods (series, period, released, known, value, status, text, snapshot)
SELECT series, (period - (period & 7)) * 2 + (period & 7), released, known, value, status, text, snapshot
FROM observation
ORDER BY series, period, released, known;
DROP TABLE observation;
ALTER TABLE observation_with_accounting_periods RENAME TO observation;
