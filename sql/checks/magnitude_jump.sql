-- A value in force that is five hundred times, or a five-hundredth of, what its provider said before: thousands for
-- millions, not a revision. A change that was taken back is over.
-- severity: error
SELECT r.source, r.indicator, r.entity, r.period_key >> 4 AS first_day, r.old_value, r.new_value
FROM rewrite_as_known AS r
JOIN observation_row_as_known AS o
  ON o.source = r.source AND o.indicator = r.indicator AND o.entity = r.entity AND o.period_key = r.period_key
 AND o.released = r.new_released AND o.known = r.new_known
WHERE r.old_value <> 0
  AND r.new_value <> 0
  AND abs(r.new_value / r.old_value) NOT BETWEEN 0.002 AND 500;
