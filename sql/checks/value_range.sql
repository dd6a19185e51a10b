-- A value in force beyond the range that its indicator declares: its unit or multiplier is not what we think.
-- severity: error
SELECT o.source, o.indicator, o.entity, o.period_key >> 4 AS first_day, o.value, i.least, i.most
FROM temp.declared_indicator AS i
CROSS JOIN observation_row_as_known AS o
WHERE (i.least IS NOT NULL OR i.most IS NOT NULL)
  AND o.source = i.source
  AND o.indicator = i.id
  AND (o.value < i.least OR o.value > i.most);
