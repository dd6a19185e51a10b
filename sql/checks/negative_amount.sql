-- An amount, a head count, a share or a rate below zero, in any version known by then.
-- severity: error
SELECT e.source, e.indicator, e.entity, o.period, o.value
FROM observation AS o
JOIN series AS e ON e.id = o.series
WHERE o.value < 0
  AND o.known <= (SELECT instant FROM temp.as_known);
