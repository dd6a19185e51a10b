-- One row per exchange with a source, as known.
CREATE TEMP VIEW snapshot_as_known AS
SELECT s.source, s.part, s.url, date(s.window_from * 86400, 'unixepoch') AS window_from,
       date(s.window_to * 86400, 'unixepoch') AS window_to, s.page,
       strftime('%Y-%m-%dT%H:%M:%SZ', s.fetched / 1000000, 'unixepoch') AS fetched, s.status, s.failure,
       s.sha256, s.bytes, s.origin, s.outcome, s.outcome IN ('failed', 'incomplete') AS faulty
FROM snapshot AS s
WHERE s.fetched <= (SELECT instant FROM temp.as_known);

-- One row per record or file that could not be used. `faulty`: the whole exchange was lost, not this record alone.
CREATE TEMP VIEW reject_as_known AS
SELECT s.source, s.part, s.page, s.outcome IN ('failed', 'incomplete') AS faulty, r.place, r.reason, r.detail, r.original,
       strftime('%Y-%m-%dT%H:%M:%SZ', s.fetched / 1000000, 'unixepoch') AS fetched
FROM reject AS r
JOIN snapshot AS s ON s.id = r.snapshot
WHERE s.fetched <= (SELECT instant FROM temp.as_known);

-- One row per source that has values: how many are in force, and the day the newest one is about. Counted a series
-- at a time, in the rows' own order. The table value_count_as_known holds these rows.
CREATE TEMP VIEW value_count_now AS
SELECT source, sum(observations) AS observations, max(newest_day) AS newest_day
FROM (
    SELECT source, count(*) AS observations, max(period_key >> 4) AS newest_day
    FROM observation_row_as_known
    WHERE value IS NOT NULL
    GROUP BY series)
GROUP BY source;

-- One row per declared source: its origin record, its newest good snapshot, and what was made of it.
-- Ages are whole days at the as-known time.
CREATE TEMP VIEW source_as_known AS
SELECT d.name AS source, d.title_ko, d.title_en, d.producer_ko, d.producer_en, d.url, d.citation, d.licence,
       d.use, d.access, d.cadence, d.warn_days, d.error_days, d.key,
       date(newest.fetched / 1000000, 'unixepoch') AS retrieved, newest.sha256, newest.origin,
       (SELECT count(*) FROM snapshot AS s WHERE s.source = d.name AND s.fetched <= moment.instant) AS snapshots,
       coalesce(c.observations, 0) AS observations,
       (SELECT count(*) FROM announcement_as_known AS a WHERE a.source = d.name) AS announcements,
       (SELECT count(*) FROM reject_as_known AS r WHERE r.source = d.name) AS rejects,
       (SELECT count(*) FROM snapshot_as_known AS s WHERE s.source = d.name AND s.faulty) AS failed,
       (moment.instant - newest.fetched) / 86400000000 AS age_days,
       c.newest_day, strftime('%Y', c.newest_day * 86400, 'unixepoch') AS newest_period
FROM temp.as_known AS moment
CROSS JOIN temp.declared_source AS d
LEFT JOIN value_count_as_known AS c ON c.source = d.name
LEFT JOIN snapshot AS newest ON newest.id = (
    SELECT s.id
    FROM snapshot AS s
    WHERE s.source = d.name AND s.outcome = 'facts' AND s.fetched <= moment.instant
    ORDER BY s.fetched DESC, s.page, s.sha256
    LIMIT 1);
