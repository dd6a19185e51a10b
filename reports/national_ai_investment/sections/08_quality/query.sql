-- One row per finding about the data, told apart by `series`: fresh (a source), missing (a cell that was asked for and
-- is empty), reject (a record that could not be used), failed (a window that could not be read), revision (a value
-- that its provider changed).
SELECT 'fresh' AS series, source AS source, source AS key, '' AS indicator, '' AS entity, '' AS period,
       title_ko, title_en, newest_period, retrieved, age_days, warn_days,
       observations, announcements, rejects, failed, NULL AS cells, NULL AS old_value, NULL AS new_value, NULL AS relative,
       '' AS reason, '' AS detail, '' AS known_at, sha256, 0 AS place
FROM source_as_known
UNION ALL
SELECT 'missing', source, source || '-' || indicator || '-' || entity, indicator, entity, '',
       indicator, indicator, '', '', NULL, NULL,
       NULL, NULL, NULL, NULL, COUNT(*), NULL, NULL, NULL,
       GROUP_CONCAT(period, ', '), reason, '', '', 0
FROM (SELECT source, indicator, entity, period, reason FROM missing_as_known ORDER BY period)
GROUP BY source, indicator, entity, reason
UNION ALL
SELECT 'reject', source, source || '-' || part || '-' || place, part, '', '',
       part, part, '', SUBSTR(fetched, 1, 10), NULL, NULL,
       NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
       reason, detail, fetched, '', 0
FROM reject_as_known
UNION ALL
SELECT 'failed', source, source || '-' || part || '-' || fetched, part, '', '',
       part, part, '', SUBSTR(fetched, 1, 10), NULL, NULL,
       NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
       COALESCE(NULLIF(failure, ''), outcome), url, fetched, sha256, 0
FROM snapshot_as_known
WHERE faulty = 1
UNION ALL
SELECT 'revision', source, source || '-' || indicator || '-' || entity, indicator, entity, period,
       indicator, indicator, '', SUBSTR(new_known_at, 1, 10), NULL, NULL,
       NULL, NULL, NULL, NULL, NULL, old_value, new_value, relative,
       '', '', new_known_at, '', CASE entity WHEN 'KOR' THEN 0 WHEN 'USA' THEN 1 WHEN 'CHN' THEN 2 ELSE 3 END
FROM revision_as_known
WHERE entity IN ('KOR', 'USA', 'CHN')
ORDER BY series, place, period DESC, source, key;
