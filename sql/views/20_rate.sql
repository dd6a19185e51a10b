-- One row per currency and day: units of it for one US dollar, from each source of rates.
-- The ECB quotes per euro: two of its rates of one day give the cross rate.
CREATE TEMP VIEW daily_rate_as_known AS
SELECT o.source, o.entity AS currency, o.period_key / 8 AS day, o.value AS per_usd
FROM observation_row_as_known AS o
WHERE o.source = 'cbc_taiwan_rates' AND o.value IS NOT NULL
UNION ALL
SELECT o.source, o.entity, o.period_key / 8, o.value / usd.value
FROM observation_row_as_known AS o
JOIN observation_row_as_known AS usd
    ON usd.source = o.source AND usd.indicator = o.indicator AND usd.entity = 'USD'
   AND usd.period_key = o.period_key
WHERE o.source = 'ecb_reference_rates' AND o.value IS NOT NULL AND o.entity <> 'USD';

-- One row per source, currency and year: the mean of the daily rates, and how many days it stands on.
-- `average_rate_as_known` holds these rows.
CREATE TEMP VIEW average_rate_now AS
SELECT source, currency, CAST(strftime('%Y', day * 86400, 'unixepoch') AS INTEGER) AS year,
       avg(per_usd) AS per_usd, count(*) AS days,
       date(min(day) * 86400, 'unixepoch') AS first_day, date(max(day) * 86400, 'unixepoch') AS last_day
FROM daily_rate_as_known
GROUP BY source, currency, year;
