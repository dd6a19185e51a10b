-- One row per source, currency and year: the mean of the daily rates as units for one US dollar, and how many days
-- it stands on. The ECB quotes per euro: two of its rates of one day give the cross rate.
CREATE TEMP VIEW average_rate_as_known AS
SELECT o.source, o.entity AS currency, y.year, avg(o.value) AS per_usd, count(*) AS days,
       date(min(o.period_key / 8) * 86400, 'unixepoch') AS first_day,
       date(max(o.period_key / 8) * 86400, 'unixepoch') AS last_day
FROM temp.calendar AS y
CROSS JOIN observation_row_as_known AS o
WHERE o.source = 'cbc_taiwan_rates'
  AND o.period_key BETWEEN y.first_key AND y.last_key
  AND o.value IS NOT NULL
GROUP BY o.source, o.entity, y.year
UNION ALL
SELECT o.source, o.entity, y.year, avg(o.value / usd.value), count(*),
       date(min(o.period_key / 8) * 86400, 'unixepoch'), date(max(o.period_key / 8) * 86400, 'unixepoch')
FROM temp.calendar AS y
CROSS JOIN observation_row_as_known AS usd
CROSS JOIN observation_row_as_known AS o
WHERE usd.source = 'ecb_reference_rates'
  AND usd.entity = 'USD'
  AND usd.period_key BETWEEN y.first_key AND y.last_key
  AND o.source = usd.source
  AND o.indicator = usd.indicator
  AND o.entity <> 'USD'
  AND o.period_key = usd.period_key
  AND o.value IS NOT NULL
GROUP BY o.source, o.entity, y.year;
