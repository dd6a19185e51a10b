-- An amount, a head count, a share or a rate below zero.
-- severity: error
SELECT source, indicator, entity, period, value
FROM observation_as_known
WHERE value < 0;
