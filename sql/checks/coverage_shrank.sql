-- An indicator that lost more than a tenth of its values in one visit: withdrawn, or turned to "not available".
-- severity: warning
SELECT lost.source, lost.indicator, lost.known_at, lost.lost, kept.kept
FROM (SELECT source, indicator, date(new_known / 1000000, 'unixepoch') AS known_at, count(*) AS lost
      FROM rewrite_as_known
      WHERE new_value IS NULL AND old_value IS NOT NULL
      GROUP BY source, indicator, new_known) AS lost
JOIN (SELECT source, indicator, count(*) AS kept
      FROM observation_row_as_known
      WHERE value IS NOT NULL
      GROUP BY source, indicator) AS kept USING (source, indicator)
WHERE lost.lost > 0.1 * (lost.lost + kept.kept);
