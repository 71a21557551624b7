CREATE OR REPLACE TABLE investments AS
SELECT
    place,
    technology,
    "group",
    period,
    period_start,
    period_end,
    status,
    aspect,
    unit AS currency,
    "value" AS amount,
    low AS amount_low,
    high AS amount_high,
    relation,
    as_of,
    corrected,
    observation,
    figures
FROM observations
WHERE indicator = 'investment' AND regexp_full_match(unit, '[A-Z]{3}')
ORDER BY place, technology, "group", status, period_end, period_start, observation;

COMMENT ON TABLE investments IS 'Money invested or to be invested, in the currency stated.';
COMMENT ON COLUMN investments.place IS 'Country (ISO 3166-1 alpha-2), KZ:Name for a place in it, or null.';
COMMENT ON COLUMN investments.technology IS 'Technology, or null.';
COMMENT ON COLUMN investments."group" IS 'Part of the things or of the population, or null.';
COMMENT ON COLUMN investments.period IS 'ISO 8601 period; the deadline of a target; or null.';
COMMENT ON COLUMN investments.period_start IS 'First day of the period.';
COMMENT ON COLUMN investments.period_end IS 'Last day of the period.';
COMMENT ON COLUMN investments.status IS 'actual, target or estimate.';
COMMENT ON COLUMN investments.aspect IS 'total (a stock), connected, unconnected, added (during the period) or change.';
COMMENT ON COLUMN investments.currency IS 'ISO 4217 code of the amount.';
COMMENT ON COLUMN investments.amount IS 'Amount in currency.';
COMMENT ON COLUMN investments.amount_low IS 'Lower end of amount; null is unbounded.';
COMMENT ON COLUMN investments.amount_high IS 'Upper end of amount; null is unbounded.';
COMMENT ON COLUMN investments.relation IS 'single, corroborated, echo, revised or contradicted.';
COMMENT ON COLUMN investments.as_of IS 'Publication date of the newest document it rests on, or null.';
COMMENT ON COLUMN investments.corrected IS 'Whether a correction made one of its figures.';
COMMENT ON COLUMN investments.observation IS 'The observation this row shows.';
COMMENT ON COLUMN investments.figures IS 'Ids of the figures it rests on.';
