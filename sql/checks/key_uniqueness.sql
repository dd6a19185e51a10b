-- Two values for one series and period in words: two keys that print alike.
-- severity: error
SELECT source, indicator, entity, period, count(*) AS how_many
FROM observation_as_known
GROUP BY source, indicator, entity, period
HAVING count(*) > 1;
