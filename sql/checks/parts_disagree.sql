-- Two parts of one source that give different values for one period of one release, or within one day: they are two
-- series, and each would look like a revision of the other. Give each part an indicator of its own.
-- severity: error
SELECT source, indicator, entity, period_key >> 4 AS first_day, old_part, old_value, part, new_value
FROM rewrite_as_known
WHERE part <> old_part
  AND old_value IS NOT NULL
  AND new_value IS NOT NULL
  AND ((new_released = old_released AND new_released <> new_known) OR abs(new_known - old_known) < 86400000000);
