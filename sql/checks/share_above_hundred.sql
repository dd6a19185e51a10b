-- A share of GDP above 100 per cent.
-- severity: error
SELECT source, indicator, entity, period, value
FROM observation_as_known
WHERE unit = 'percent' AND value > 100;
