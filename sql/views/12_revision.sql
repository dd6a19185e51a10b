-- What is out of the usual in a provider's revisions. The rule, in numbers: with `least` revisions of an indicator or
-- more, one whose relative size lies more than `deviations` robust standard deviations (1.4826 times the median distance
-- from the median) above their median; never one below `floor`, and with fewer of them all above `threshold`. Values
-- that turn to or from zero, or vanish after they stood, are always unusual.
CREATE TEMP TABLE revision_rule (least INTEGER, deviations REAL, floor REAL, threshold REAL) STRICT;
INSERT INTO revision_rule VALUES (10, 5, 0.02, 0.1);

-- One row per indicator of a source with revisions: how many, the median of their relative sizes, and the median
-- distance from it.
CREATE TEMP VIEW usual_revision_as_known AS
WITH size AS MATERIALIZED (
    SELECT source, indicator, abs(relative) AS size FROM rewrite_as_known WHERE relative IS NOT NULL),
middle AS (
    SELECT source, indicator, count(*) AS revisions, avg(size) FILTER (WHERE place IN ((n + 1) / 2, (n + 2) / 2)) AS median
    FROM (SELECT *, row_number() OVER (PARTITION BY source, indicator ORDER BY size) AS place,
                 count(*) OVER (PARTITION BY source, indicator) AS n FROM size)
    GROUP BY source, indicator)
SELECT source, indicator, max(revisions) AS revisions, max(median) AS median,
       avg(distance) FILTER (WHERE place IN ((n + 1) / 2, (n + 2) / 2)) AS deviation
FROM (SELECT m.*, abs(s.size - m.median) AS distance,
             row_number() OVER (PARTITION BY m.source, m.indicator ORDER BY abs(s.size - m.median)) AS place,
             count(*) OVER (PARTITION BY m.source, m.indicator) AS n
      FROM size AS s
      JOIN middle AS m USING (source, indicator))
GROUP BY source, indicator;

-- One row per change, with the verdict and its limit.
CREATE TEMP VIEW judged_rewrite_as_known AS
SELECT *, CASE
           WHEN new_value IS NULL OR old_value IS NULL THEN new_value IS NULL
           WHEN relative IS NULL OR new_value = 0 THEN 1
           ELSE abs(relative) > most
       END AS unusual
FROM (SELECT r.*, CASE WHEN u.revisions >= rule.least
                       THEN max(rule.floor, u.median + rule.deviations * 1.4826 * u.deviation)
                       ELSE rule.threshold END AS most
      FROM rewrite_as_known AS r
      CROSS JOIN temp.revision_rule AS rule
      LEFT JOIN usual_revision_as_known AS u ON u.source = r.source AND u.indicator = r.indicator);
