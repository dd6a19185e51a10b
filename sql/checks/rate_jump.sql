-- Two sources whose yearly averages of one currency differ by more than two per cent,
-- where both stand on at least 200 days.
-- severity: warning
WITH rate AS MATERIALIZED (SELECT * FROM average_rate_as_known WHERE days >= 200)
SELECT one.currency, one.year, one.source, one.per_usd, other.source AS other_source, other.per_usd AS other_per_usd
FROM rate AS one
JOIN rate AS other
    ON other.currency = one.currency AND other.year = one.year AND other.source > one.source
WHERE abs(one.per_usd - other.per_usd) > 0.02 * one.per_usd;
