-- A share of GDP above 100 per cent.
-- severity: error
SELECT source, indicator, entity, period_key, value
FROM observation_row_as_known
WHERE (source, indicator) IN (SELECT source, id FROM temp.declared_indicator WHERE unit = 'percent')
  AND value > 100;
