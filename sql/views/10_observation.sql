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

-- One row per series and period with a value, as known. A period without a value is absent, never zero.
CREATE TEMP VIEW observation_as_known AS
SELECT o.source, o.indicator, i.layer, i.unit, i.price_base, i.attribution, i.source_class, o.entity,
       coalesce(c.kind, 'unknown') AS entity_kind,
       CASE o.period_key % 8
           WHEN 0 THEN strftime('%Y', o.period_key / 8 * 86400, 'unixepoch')
           WHEN 1 THEN strftime('%Y', o.period_key / 8 * 86400, 'unixepoch') || '-S'
               || ((strftime('%m', o.period_key / 8 * 86400, 'unixepoch') + 5) / 6)
           WHEN 2 THEN strftime('%Y', o.period_key / 8 * 86400, 'unixepoch') || '-Q'
               || ((strftime('%m', o.period_key / 8 * 86400, 'unixepoch') + 2) / 3)
           WHEN 3 THEN strftime('%Y-%m', o.period_key / 8 * 86400, 'unixepoch')
           ELSE date(o.period_key / 8 * 86400, 'unixepoch')
       END AS period,
       CAST(strftime('%Y', o.period_key / 8 * 86400, 'unixepoch') AS INTEGER) AS year,
       substr('ASQMWD', o.period_key % 8 + 1, 1) AS frequency,
       o.period_key / 8 AS start_day, o.value, o.status, o.text,
       strftime('%Y-%m-%dT%H:%M:%SZ', o.released / 1000000, 'unixepoch') AS released_at,
       strftime('%Y-%m-%dT%H:%M:%SZ', o.known / 1000000, 'unixepoch') AS known_at,
       s.url, s.sha256, s.origin
FROM observation_row_as_known AS o
JOIN snapshot AS s ON s.id = o.snapshot
LEFT JOIN temp.declared_indicator AS i ON i.source = o.source AND i.id = o.indicator
LEFT JOIN temp.country AS c ON c.code = o.entity
WHERE o.value IS NOT NULL;

-- One row per series and period that a source lists without a value, or no longer lists.
CREATE TEMP VIEW missing_as_known AS
SELECT o.source, o.indicator, o.entity, strftime('%Y', o.period_key / 8 * 86400, 'unixepoch') AS period,
       CASE o.status WHEN 'W' THEN 'withdrawn' ELSE 'not_available' END AS reason
FROM observation_row_as_known AS o
WHERE o.value IS NULL AND o.period_key % 8 = 0;

-- One row per change of a value that a provider made to a period already known. Few periods have more than one row:
-- those are found first, in the rows' own order.
CREATE TEMP VIEW revision_as_known AS
SELECT e.source, e.indicator, e.entity, strftime('%Y', n.period / 8 * 86400, 'unixepoch') AS period,
       o.value AS old_value, strftime('%Y-%m-%d', o.known / 1000000, 'unixepoch') AS old_known_at,
       n.value AS new_value, strftime('%Y-%m-%d', n.known / 1000000, 'unixepoch') AS new_known_at,
       n.value - o.value AS difference
FROM temp.as_known AS moment
CROSS JOIN (SELECT series, period FROM observation GROUP BY series, period HAVING count(*) > 1) AS changed
CROSS JOIN series AS e ON e.id = changed.series
CROSS JOIN observation AS n ON n.series = changed.series AND n.period = changed.period
    AND n.known <= moment.instant AND n.value IS NOT NULL
CROSS JOIN observation AS o ON o.series = n.series AND o.period = n.period AND o.value IS NOT NULL
    AND (o.released, o.known) = (
        SELECT before.released, before.known
        FROM observation AS before
        WHERE before.series = n.series AND before.period = n.period
          AND (before.released, before.known) < (n.released, n.known)
        ORDER BY before.released DESC, before.known DESC
        LIMIT 1)
WHERE o.value <> n.value;
