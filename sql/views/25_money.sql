-- Money made comparable (METHOD §4). The quoted amount stands beside every conversion, with the rate, its source and
-- the days that it is of; what can't be converted has no amount and keeps its row.

-- One row per economy, kind of factor (ppp, deflator, cpi) and year, from the source of the least preference.
CREATE TEMP VIEW factor_as_known AS
SELECT kind, entity, year, value, source, indicator
FROM (SELECT d.converts AS kind, o.entity, y.year, o.value, o.source, o.indicator,
             row_number() OVER (PARTITION BY d.converts, o.entity, y.year ORDER BY d.preference, o.source) AS place
      FROM temp.declared_indicator AS d
      CROSS JOIN observation_row_as_known AS o
      JOIN temp.calendar AS y ON y.frequency = 'A' AND y.first_key = o.period_key
      WHERE d.converts IN ('ppp', 'deflator', 'cpi')
        AND o.source = d.source
        AND o.indicator = d.id
        AND o.value > 0)
WHERE place = 1;

-- One row per amount at current prices, as quoted: `currency` is the unit, or the economy's own.
CREATE TEMP VIEW quoted_money_as_known AS
SELECT o.*, coalesce(quoted.code, own.currency) AS currency,
       CASE o.timing WHEN 'stock' THEN 'end' ELSE 'average' END AS basis
FROM observation_as_known AS o
LEFT JOIN temp.country AS quoted ON quoted.code = o.unit AND quoted.kind = 'currency'
LEFT JOIN temp.country AS own ON own.code = o.entity AND o.unit = 'national_currency'
WHERE o.price_base = 'current'
  AND o.timing IN ('flow', 'stock')
  AND (quoted.code IS NOT NULL OR o.unit = 'national_currency');

-- One row per part of a flow that falls into a calendar year. Periods off the calendar are split by days (METHOD §4).
CREATE TEMP VIEW flow_part_as_known AS
SELECT o.source, o.indicator, o.entity, y.year, o.period, o.value AS amount, o.start_day, o.end_day,
       min(o.end_day, y.end_day) - max(o.start_day, y.first_day) AS overlap,
       o.value * (min(o.end_day, y.end_day) - max(o.start_day, y.first_day)) / (o.end_day - o.start_day) AS value,
       y.end_day - y.first_day AS days_of_year,
       CASE WHEN o.start_day = y.first_day AND o.end_day = y.end_day THEN 'reported'
            WHEN o.end_day - o.start_day < 32 THEN 'months'
            WHEN o.end_day - o.start_day < 105 THEN 'quarters' ELSE 'fiscal years' END AS made_from
FROM observation_as_known AS o
JOIN temp.calendar AS y
  ON y.frequency = 'A' AND o.start_day < y.end_day AND o.end_day > y.first_day
WHERE o.timing = 'flow'
  AND (o.end_day - o.start_day BETWEEN 28 AND 104 OR o.end_day - o.start_day > 350);

-- One row per flow and calendar year: as reported, else the sum of its quarters or months, else fiscal years split by
-- days. `whole` 0: days of the year are missing, and the value is only of those that are there.
CREATE TEMP VIEW calendar_flow_as_known AS
SELECT source, indicator, entity, year, value, made_from, days = days_of_year AS whole, days, days_of_year, parts
FROM (SELECT *, row_number() OVER (
          PARTITION BY source, indicator, entity, year
          ORDER BY days = days_of_year DESC, made_from = 'reported' DESC, made_from = 'quarters' DESC,
                   made_from = 'months' DESC, days DESC) AS place
      FROM (SELECT source, indicator, entity, year, made_from, sum(value) AS value, sum(overlap) AS days,
                   max(days_of_year) AS days_of_year, count(*) AS parts
            FROM flow_part_as_known
            GROUP BY source, indicator, entity, year, made_from
            HAVING sum(overlap) <= max(days_of_year)))
WHERE place = 1;

-- One row per amount of a calendar period: in US dollars at the market rate of its period (flows: average; stocks: at its
-- end), in won from the same amount, and in international dollars. A rate that is not `whole` misses days.
CREATE TEMP VIEW money_as_known AS
WITH rate AS MATERIALIZED (SELECT * FROM usd_rate_as_known)
SELECT m.source, m.indicator, m.layer, m.attribution, m.source_class, m.timing, m.entity, m.entity_kind, m.period, m.year,
       m.frequency, m.value, m.currency, m.status, m.epoch, m.known_at, m.sha256,
       m.basis, m.value / r.per_usd AS usd, r.per_usd, r.rate_source, r.rate_from, r.rate_to, r.whole AS rate_whole,
       CASE m.currency WHEN 'KRW' THEN m.value ELSE m.value / r.per_usd * won.per_usd END AS krw,
       CASE m.currency WHEN 'KRW' THEN 1 ELSE won.per_usd END AS krw_rate,
       CASE m.currency WHEN 'KRW' THEN 'identity' ELSE won.rate_source END AS krw_rate_source,
       CASE WHEN m.currency = own.currency THEN m.value / ppp.value END AS ppp_usd, ppp.value AS ppp,
       ppp.source AS ppp_source
FROM quoted_money_as_known AS m
LEFT JOIN rate AS r
  ON r.basis = m.basis AND r.currency = m.currency AND r.frequency = m.frequency AND r.period = m.period
LEFT JOIN rate AS won
  ON won.basis = m.basis AND won.currency = 'KRW' AND won.frequency = m.frequency AND won.period = m.period
LEFT JOIN temp.country AS own ON own.code = m.entity
LEFT JOIN factor_as_known AS ppp ON ppp.kind = 'ppp' AND ppp.entity = m.entity AND ppp.year = m.year;

-- One row per amount of a year and base year: in prices of the base year, the volume view: the own deflator first, then
-- one conversion at the base year's rate. x(t) · P(c,b) / P(c,t) ÷ e(c,b)
CREATE TEMP VIEW real_money_as_known AS
WITH rate AS MATERIALIZED (SELECT * FROM usd_rate_as_known WHERE basis = 'average' AND frequency = 'A'),
factor AS MATERIALIZED (SELECT * FROM factor_as_known WHERE kind = 'deflator')
SELECT m.source, m.indicator, m.layer, m.entity, m.period, m.year, m.value, m.currency, factor_base.year AS base_year,
       m.value * factor_base.value / factor_then.value AS in_base_prices, m.value * factor_base.value / factor_then.value / r.per_usd AS usd,
       factor_then.source AS deflator_source, r.per_usd, r.rate_source, r.rate_from, r.rate_to, m.known_at, m.sha256
FROM quoted_money_as_known AS m
JOIN temp.country AS own ON own.code = m.entity AND own.currency = m.currency
JOIN factor AS factor_then ON factor_then.entity = m.entity AND factor_then.year = m.year
JOIN factor AS factor_base ON factor_base.entity = m.entity AND factor_base.source = factor_then.source AND factor_base.indicator = factor_then.indicator
JOIN rate AS r ON r.currency = m.currency AND r.period = CAST(factor_base.year AS TEXT)
WHERE m.frequency = 'A';

-- The same, the opportunity-cost view: US dollars of then in the base year's US consumer prices.
-- x_USD(t) · CPI_US(b) / CPI_US(t). Never on a chart with the volume view.
CREATE TEMP VIEW constant_dollar_as_known AS
WITH factor AS MATERIALIZED (SELECT * FROM factor_as_known WHERE kind = 'cpi' AND entity = 'USA')
SELECT m.source, m.indicator, m.layer, m.entity, m.period, m.year, m.value, m.currency, factor_base.year AS base_year,
       m.usd * factor_base.value / factor_then.value AS usd, factor_then.source AS cpi_source, m.per_usd, m.rate_source, m.rate_from,
       m.rate_to, m.known_at, m.sha256
FROM money_as_known AS m
JOIN factor AS factor_then ON factor_then.year = m.year
JOIN factor AS factor_base ON factor_base.source = factor_then.source AND factor_base.indicator = factor_then.indicator
WHERE m.frequency = 'A';
