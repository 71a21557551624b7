CREATE OR REPLACE TABLE ecommerce AS
SELECT
    place,
    "group",
    period,
    period_start,
    period_end,
    status,
    CASE
        WHEN aspect = 'change' THEN 'change'
        WHEN unit = '%' AND coalesce("of", 'retail_sales') = 'retail_sales' AND indicator = 'ecommerce_share' THEN 'share of retail'
        WHEN unit = '%' THEN 'share'
        WHEN indicator = 'orders' THEN 'orders'
        ELSE 'volume'
    END AS measure,
    indicator,
    CASE WHEN regexp_full_match(unit, '[A-Z]{3}') THEN unit END AS currency,
    unit,
    "of",
    base_period,
    "value" AS quantity,
    low AS quantity_low,
    high AS quantity_high,
    relation,
    as_of,
    corrected,
    observation,
    figures
FROM observations
WHERE indicator IN ('ecommerce_sales', 'ecommerce_share', 'orders')
ORDER BY place, "group", status, period_end, period_start, observation;

COMMENT ON TABLE ecommerce IS 'Electronic commerce: volumes by currency, shares and changes.';
COMMENT ON COLUMN ecommerce.place IS 'Country (ISO 3166-1 alpha-2), KZ:Name for a place in it, or null.';
COMMENT ON COLUMN ecommerce."group" IS 'Part of the things or of the population, or null.';
COMMENT ON COLUMN ecommerce.period IS 'ISO 8601 period; the deadline of a target; or null.';
COMMENT ON COLUMN ecommerce.period_start IS 'First day of the period.';
COMMENT ON COLUMN ecommerce.period_end IS 'Last day of the period.';
COMMENT ON COLUMN ecommerce.status IS 'actual, target or estimate.';
COMMENT ON COLUMN ecommerce.measure IS 'volume (of sales, in currency), orders, share of retail, share (of the whole in of) or change.';
COMMENT ON COLUMN ecommerce.indicator IS 'ecommerce_sales, ecommerce_share or orders: what measure is of.';
COMMENT ON COLUMN ecommerce.currency IS 'ISO 4217 code of a volume, else null.';
COMMENT ON COLUMN ecommerce.unit IS 'Unit of quantity: currency code, order, %, pp or x.';
COMMENT ON COLUMN ecommerce."of" IS 'For a share, the whole it is taken of, or null.';
COMMENT ON COLUMN ecommerce.base_period IS 'For a change, the period it is measured against, or null.';
COMMENT ON COLUMN ecommerce.quantity IS 'Volume, share or change, in unit.';
COMMENT ON COLUMN ecommerce.quantity_low IS 'Lower end of quantity; null is unbounded.';
COMMENT ON COLUMN ecommerce.quantity_high IS 'Upper end of quantity; null is unbounded.';
COMMENT ON COLUMN ecommerce.relation IS 'single, corroborated, echo, revised or contradicted.';
COMMENT ON COLUMN ecommerce.as_of IS 'Publication date of the newest document it rests on, or null.';
COMMENT ON COLUMN ecommerce.corrected IS 'Whether a correction made one of its figures.';
COMMENT ON COLUMN ecommerce.observation IS 'The observation this row shows.';
COMMENT ON COLUMN ecommerce.figures IS 'Ids of the figures it rests on.';
