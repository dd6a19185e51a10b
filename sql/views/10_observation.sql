-- One row per series and period that :as_known has something to say about, missing and withdrawn included:
-- of all rows known by then the one released last, among those the one known last.
CREATE TEMP VIEW observation_row_as_known AS
SELECT e.source, e.indicator, e.entity, e.id AS series, o.period AS period_key, o.released, o.known, o.value, o.status,
       o.text, o.snapshot
FROM temp.as_known AS moment
CROSS JOIN series AS e
CROSS JOIN observation AS o ON o.series = e.id
WHERE o.known <= moment.instant
  AND NOT EXISTS (
      SELECT 1
      FROM observation AS later
      WHERE later.series = o.series
        AND later.period = o.period
        AND later.known <= moment.instant
        AND (later.released, later.known) > (o.released, o.known));

-- One row per series and period with a value, as known. A period without a value is absent, never zero. `year` only
-- of periods that lie on the calendar; `epoch` counts the breaks up to the period: values of two epochs do not compare.
CREATE TEMP VIEW observation_as_known AS
SELECT o.source, o.indicator, i.layer, i.unit, i.price_base, i.attribution, i.source_class, i.timing, o.entity,
       coalesce(c.kind, 'unknown') AS entity_kind,
       CASE
           WHEN o.letter = 'D' THEN o.first
           WHEN o.letter = 'F' OR o.off_calendar THEN o.first || '/' || o.length
           WHEN o.letter = 'A' THEN substr(o.first, 1, 4)
           WHEN o.letter = 'M' THEN substr(o.first, 1, 7)
           WHEN o.letter = 'W' THEN strftime('%Y-W', o.first, '+3 days')
               || printf('%02d', (strftime('%j', o.first, '+3 days') + 6) / 7)
           ELSE substr(o.first, 1, 4) || '-' || o.letter || ((substr(o.first, 6, 2) - 1) / o.months + 1)
       END AS period,
       CASE WHEN o.letter <> 'F' AND NOT o.off_calendar THEN CAST(substr(o.first, 1, 4) AS INTEGER) END AS year,
       CASE WHEN o.off_calendar THEN 'F' ELSE o.letter END AS frequency,
       o.period_key >> 4 AS start_day,
       CASE WHEN o.months > 0 THEN unixepoch(o.first, '+' || o.months || ' months') / 86400
            ELSE (o.period_key >> 4) + o.days END AS end_day,
       o.value, o.status, o.text,
       strftime('%Y-%m-%dT%H:%M:%SZ', o.released / 1000000, 'unixepoch') AS released_at,
       strftime('%Y-%m-%dT%H:%M:%SZ', o.known / 1000000, 'unixepoch') AS known_at,
       s.url, s.sha256, s.origin, s.part,
       (SELECT count(*) FROM temp.series_break AS b
        WHERE b.source = o.source AND b.indicator = o.indicator AND b.entity IN (o.entity, '*')
          AND b.from_day <= o.period_key >> 4) AS epoch
FROM (SELECT r.*, date((r.period_key >> 4) * 86400, 'unixepoch') AS first, f.letter, f.months, f.days, f.text AS length,
             f.code < 4 AND (strftime('%d', (r.period_key >> 4) * 86400, 'unixepoch') <> '01'
                 OR (strftime('%m', (r.period_key >> 4) * 86400, 'unixepoch') - 1) % f.months <> 0) AS off_calendar
      FROM observation_row_as_known AS r
      CROSS JOIN temp.frequency AS f ON f.code = r.period_key & 15) AS o
JOIN snapshot AS s ON s.id = o.snapshot
LEFT JOIN temp.declared_indicator AS i ON i.source = o.source AND i.id = o.indicator
LEFT JOIN temp.country AS c ON c.code = o.entity
WHERE o.value IS NOT NULL;

-- One row per series and period that a source lists without a value, or no longer lists.
CREATE TEMP VIEW missing_as_known AS
SELECT o.source, o.indicator, o.entity, strftime('%Y', (o.period_key >> 4) * 86400, 'unixepoch') AS period,
       CASE o.status WHEN 'W' THEN 'withdrawn' ELSE 'not_available' END AS reason
FROM observation_row_as_known AS o
WHERE o.value IS NULL AND o.period_key & 15 = 0;

-- One row per change that a provider made to a period already known: another value, one that is gone (withdrawn,
-- not_available), or one where there was none. Few periods have more than one row: those are found first, in the rows'
-- own order.
CREATE TEMP VIEW rewrite_as_known AS
SELECT e.source, new_page.part, e.indicator, e.entity, n.period AS period_key,
       o.value AS old_value, o.status AS old_status, o.released AS old_released, o.known AS old_known,
       n.value AS new_value, n.status AS new_status, n.released AS new_released, n.known AS new_known,
       old_page.part AS old_part, new_page.sha256, (n.value - o.value) / abs(nullif(o.value, 0)) AS relative
FROM temp.as_known AS moment
CROSS JOIN (SELECT series, period FROM observation GROUP BY series, period HAVING count(*) > 1) AS changed
CROSS JOIN series AS e ON e.id = changed.series
CROSS JOIN observation AS n ON n.series = changed.series AND n.period = changed.period AND n.known <= moment.instant
CROSS JOIN observation AS o ON o.series = n.series AND o.period = n.period
    AND (o.released, o.known) = (
        SELECT before.released, before.known
        FROM observation AS before
        WHERE before.series = n.series AND before.period = n.period AND before.known <= moment.instant
          AND (before.released, before.known) < (n.released, n.known)
        ORDER BY before.released DESC, before.known DESC
        LIMIT 1)
JOIN snapshot AS new_page ON new_page.id = n.snapshot
JOIN snapshot AS old_page ON old_page.id = o.snapshot
WHERE o.value IS NOT n.value;

-- One row per change of a value to another one.
CREATE TEMP VIEW revision_as_known AS
SELECT source, indicator, entity, strftime('%Y', (period_key >> 4) * 86400, 'unixepoch') AS period, old_value,
       strftime('%Y-%m-%d', old_known / 1000000, 'unixepoch') AS old_known_at, new_value,
       strftime('%Y-%m-%d', new_known / 1000000, 'unixepoch') AS new_known_at, new_value - old_value AS difference
FROM rewrite_as_known
WHERE old_value IS NOT NULL AND new_value IS NOT NULL;
