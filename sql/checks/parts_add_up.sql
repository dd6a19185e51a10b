-- A published total that its parts miss by more than the stated tolerance (sql/reference/totals.toml), where all of
-- them have a value.
-- severity: warning
SELECT t.name, whole.entity, whole.period_key >> 4 AS first_day, whole.value AS whole, sum(part.value) AS parts
FROM temp.total AS t
JOIN temp.total_term AS w ON w.name = t.name AND w.role = 'whole'
JOIN temp.total_term AS p ON p.name = t.name AND p.role = 'part'
JOIN observation_row_as_known AS whole ON whole.source = w.source AND whole.indicator = w.indicator
JOIN observation_row_as_known AS part
  ON part.source = p.source AND part.indicator = p.indicator AND part.entity = whole.entity
 AND part.period_key = whole.period_key
WHERE whole.value IS NOT NULL
  AND part.value IS NOT NULL
GROUP BY t.name, whole.entity, whole.period_key
HAVING count(*) = (SELECT count(*) FROM temp.total_term AS n WHERE n.name = t.name AND n.role = 'part')
   AND abs(sum(part.value) - whole.value) > t.tolerance * abs(whole.value);
