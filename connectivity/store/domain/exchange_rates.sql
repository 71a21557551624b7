CREATE OR REPLACE TABLE exchange_rates AS
SELECT
    place,
    period,
    period_start,
    period_end,
    status,
    split_part("group", '/', 1) AS base,
    unit AS quote,
    "value" AS rate,
    low AS rate_low,
    high AS rate_high,
    relation,
    as_of,
    corrected,
    observation,
    figures
FROM observations
WHERE indicator = 'exchange_rate' AND aspect = 'total' AND regexp_full_match("group", '[A-Z]{3}/[A-Z]{3}')
ORDER BY base, quote, status, period_end, period_start, observation;

COMMENT ON TABLE exchange_rates IS 'Exchange rates: one unit of base costs rate units of quote.';
COMMENT ON COLUMN exchange_rates.place IS 'Country (ISO 3166-1 alpha-2), KZ:Name for a place in it, or null.';
COMMENT ON COLUMN exchange_rates.period IS 'ISO 8601 period; the deadline of a target; or null.';
COMMENT ON COLUMN exchange_rates.period_start IS 'First day of the period.';
COMMENT ON COLUMN exchange_rates.period_end IS 'Last day of the period.';
COMMENT ON COLUMN exchange_rates.status IS 'actual, target or estimate.';
COMMENT ON COLUMN exchange_rates.base IS 'ISO 4217 code of the currency that is priced.';
COMMENT ON COLUMN exchange_rates.quote IS 'ISO 4217 code of the currency of the price.';
COMMENT ON COLUMN exchange_rates.rate IS 'Units of quote for one unit of base.';
COMMENT ON COLUMN exchange_rates.rate_low IS 'Lower end of rate; null is unbounded.';
COMMENT ON COLUMN exchange_rates.rate_high IS 'Upper end of rate; null is unbounded.';
COMMENT ON COLUMN exchange_rates.relation IS 'single, corroborated, echo, revised or contradicted.';
COMMENT ON COLUMN exchange_rates.as_of IS 'Publication date of the newest document it rests on, or null.';
COMMENT ON COLUMN exchange_rates.corrected IS 'Whether a correction made one of its figures.';
COMMENT ON COLUMN exchange_rates.observation IS 'The observation this row shows.';
COMMENT ON COLUMN exchange_rates.figures IS 'Ids of the figures it rests on.';
