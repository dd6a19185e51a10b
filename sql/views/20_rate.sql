-- Rates as units of a currency for one US dollar. A source says what it quotes in (`per`): two of its rates of one day
-- give the cross rate, and what it quotes in is one of itself. A pegged currency that no source quotes follows its
-- anchor. Which source is taken: one that covers the period to its ends, then the least preference.

-- One row per source, currency and day.
CREATE TEMP VIEW day_rate_as_known AS
SELECT d.source, d.id AS indicator, d.preference, o.entity AS currency, o.period_key, o.period_key >> 4 AS day,
       o.value AS per_usd, o.snapshot
FROM temp.declared_indicator AS d
CROSS JOIN observation_row_as_known AS o
WHERE d.converts = 'day_rate'
  AND d.per = 'USD'
  AND o.source = d.source
  AND o.indicator = d.id
  AND o.period_key & 15 = 5
  AND o.value IS NOT NULL
UNION ALL
SELECT d.source, d.id, d.preference, o.entity, o.period_key, o.period_key >> 4, o.value / usd.value, o.snapshot
FROM temp.declared_indicator AS d
CROSS JOIN observation_row_as_known AS usd
CROSS JOIN observation_row_as_known AS o
WHERE d.converts = 'day_rate'
  AND d.per <> 'USD'
  AND usd.source = d.source
  AND usd.indicator = d.id
  AND usd.entity = 'USD'
  AND usd.period_key & 15 = 5
  AND o.source = d.source
  AND o.indicator = d.id
  AND o.entity <> 'USD'
  AND o.period_key = usd.period_key
  AND o.value IS NOT NULL
UNION ALL
SELECT d.source, d.id, d.preference, d.per, usd.period_key, usd.period_key >> 4, 1 / usd.value, usd.snapshot
FROM temp.declared_indicator AS d
CROSS JOIN observation_row_as_known AS usd
WHERE d.converts = 'day_rate'
  AND d.per <> 'USD'
  AND usd.source = d.source
  AND usd.indicator = d.id
  AND usd.entity = 'USD'
  AND usd.period_key & 15 = 5
  AND usd.value IS NOT NULL;

-- One row per source, currency and calendar year, half, quarter or month: the mean of the daily rates, how many days it
-- stands on, and the last one of them. `whole`: they reach to both ends, up to a week of closed days. Days are summed
-- to months first: they are many. `last` is "day rate", so that the greatest one tells both.
CREATE TEMP VIEW period_rate_as_known AS
SELECT r.source, r.indicator, r.preference, r.currency, y.frequency, y.year, y.period, r.average, r.days, r.first_day,
       CAST(substr(r.last, 1, 6) AS INTEGER) AS last_day, CAST(substr(r.last, 8) AS REAL) AS at_end,
       r.first_day < y.first_day + 7 AND CAST(substr(r.last, 1, 6) AS INTEGER) >= y.end_day - 7 AS whole
FROM (SELECT m.source, m.indicator, m.preference, m.currency, f.letter, sum(m.total) / sum(m.days) AS average,
             sum(m.days) AS days, min(m.first_day) AS first_day, max(m.last) AS last,
             CASE f.letter
                 WHEN 'A' THEN substr(m.month, 1, 4)
                 WHEN 'M' THEN m.month
                 ELSE substr(m.month, 1, 4) || '-' || f.letter || ((substr(m.month, 6) - 1) / f.months + 1)
             END AS period
      FROM (SELECT source, indicator, preference, currency, strftime('%Y-%m', day * 86400, 'unixepoch') AS month,
                   sum(per_usd) AS total, count(*) AS days, min(day) AS first_day,
                   max(printf('%06d %!.17g', day, per_usd)) AS last
            FROM day_rate_as_known
            GROUP BY source, indicator, currency, month) AS m
      CROSS JOIN temp.frequency AS f ON f.code < 4
      GROUP BY m.source, m.indicator, m.currency, f.letter, period) AS r
JOIN temp.calendar AS y ON y.frequency = r.letter AND y.period = r.period;

-- One row per source, currency and year: its average rate. The first and last day say what the mean stands on.
CREATE TEMP VIEW average_rate_as_known AS
SELECT source, currency, year, average AS per_usd, days, date(first_day * 86400, 'unixepoch') AS first_day,
       date(last_day * 86400, 'unixepoch') AS last_day, whole, preference
FROM period_rate_as_known
WHERE frequency = 'A';

-- One row per currency, period and basis (average: for flows; end: for stocks): the rate that is taken, and whence.
-- Rates that a source publishes for a period stand beside the means of daily ones.
CREATE TEMP VIEW usd_rate_as_known AS
WITH daily AS MATERIALIZED (SELECT * FROM period_rate_as_known),
offered AS (
    SELECT 'average' AS basis, currency, frequency, period, average AS per_usd, source, first_day, last_day, days,
           whole, preference
    FROM daily
    UNION ALL
    SELECT 'end', currency, frequency, period, at_end, source, last_day, last_day, 1, whole, preference
    FROM daily
    UNION ALL
    SELECT CASE d.converts WHEN 'average_rate' THEN 'average' ELSE 'end' END, o.entity, y.frequency, y.period,
           CASE d.per WHEN 'USD' THEN o.value ELSE o.value / usd.value END, d.source, y.first_day, y.end_day - 1,
           NULL, 1, d.preference
    FROM temp.declared_indicator AS d
    CROSS JOIN observation_row_as_known AS o
    JOIN temp.frequency AS f ON f.code = o.period_key & 15
    JOIN temp.calendar AS y ON y.frequency = f.letter AND y.first_key = o.period_key - f.code
    LEFT JOIN observation_row_as_known AS usd
      ON usd.source = d.source AND usd.indicator = d.id AND usd.entity = 'USD' AND usd.period_key = o.period_key
    WHERE d.converts IN ('average_rate', 'end_rate')
      AND o.source = d.source
      AND o.indicator = d.id
      AND o.value IS NOT NULL
    UNION ALL
    SELECT basis.name, p.currency, y.frequency, y.period, p.units, 'peg', y.first_day, y.end_day - 1, NULL, 1, 1000000
    FROM temp.peg AS p
    CROSS JOIN (SELECT 'average' AS name UNION ALL SELECT 'end') AS basis
    CROSS JOIN temp.calendar AS y
    WHERE p.anchor = 'USD' AND y.first_day >= p.from_day AND (p.until_day IS NULL OR y.end_day <= p.until_day)
    UNION ALL
    SELECT basis.name, 'USD', y.frequency, y.period, 1, 'identity', y.first_day, y.end_day - 1, NULL, 1, -1
    FROM (SELECT 'average' AS name UNION ALL SELECT 'end') AS basis
    CROSS JOIN temp.calendar AS y)
SELECT basis, currency, frequency, period, per_usd, source AS rate_source,
       date(first_day * 86400, 'unixepoch') AS rate_from, date(last_day * 86400, 'unixepoch') AS rate_to, days, whole
FROM (SELECT *, row_number() OVER (
          PARTITION BY basis, currency, frequency, period ORDER BY whole DESC, preference, source) AS place
      FROM offered)
WHERE place = 1 AND per_usd > 0;

-- One row per source, currency and day with a rate: it holds from that day until the next one, ten days at most. An
-- event of day d takes the row with d BETWEEN from_day AND until_day, of the least preference.
CREATE TEMP VIEW dated_rate_as_known AS
SELECT source, indicator, preference, currency, per_usd, date(day * 86400, 'unixepoch') AS rate_date, day AS from_day,
       min(coalesce(lead(day) OVER (PARTITION BY source, indicator, currency ORDER BY day) - 1, day + 9), day + 9)
           AS until_day
FROM day_rate_as_known
UNION ALL
SELECT 'peg', '', 1000000, currency, units, date(from_day * 86400, 'unixepoch'), from_day,
       coalesce(until_day - 1, 100000)
FROM temp.peg
WHERE anchor = 'USD'
UNION ALL
SELECT 'identity', '', -1, 'USD', 1, '1970-01-01', 0, 100000;
