-- An amount, a head count, a share or a rate below zero.
-- severity: error
SELECT source, indicator, entity, period_key, value
FROM observation_row_as_known
WHERE value < 0;
