CREATE OR REPLACE TABLE internet_use AS
SELECT
    place,
    technology,
    "group",
    period,
    period_start,
    period_end,
    status,
    indicator,
    aspect,
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
WHERE indicator IN ('users', 'subscriptions', 'population', 'households')
    AND NOT (indicator = 'population' AND aspect = 'total' AND unit <> '%')
ORDER BY place, technology, "group", status, period_end, period_start, observation;

COMMENT ON TABLE internet_use IS 'Users, subscriptions and people or households with access: counts and shares.';
COMMENT ON COLUMN internet_use.place IS 'Country (ISO 3166-1 alpha-2), KZ:Name for a place in it, or null.';
COMMENT ON COLUMN internet_use.technology IS 'Technology, or null.';
COMMENT ON COLUMN internet_use."group" IS 'Part of the things or of the population, or null.';
COMMENT ON COLUMN internet_use.period IS 'ISO 8601 period; the deadline of a target; or null.';
COMMENT ON COLUMN internet_use.period_start IS 'First day of the period.';
COMMENT ON COLUMN internet_use.period_end IS 'Last day of the period.';
COMMENT ON COLUMN internet_use.status IS 'actual, target or estimate.';
COMMENT ON COLUMN internet_use.indicator IS 'users, subscriptions, population (people covered) or households.';
COMMENT ON COLUMN internet_use.aspect IS 'total (a stock), connected, unconnected, added (during the period) or change.';
COMMENT ON COLUMN internet_use.unit IS 'Unit of value: person, subscription, household, %, pp or x.';
COMMENT ON COLUMN internet_use."of" IS 'For a share, the whole it is taken of, or null.';
COMMENT ON COLUMN internet_use.base_period IS 'For a change, the period it is measured against, or null.';
COMMENT ON COLUMN internet_use.quantity IS 'Count, share or change, in unit.';
COMMENT ON COLUMN internet_use.quantity_low IS 'Lower end of quantity; null is unbounded.';
COMMENT ON COLUMN internet_use.quantity_high IS 'Upper end of quantity; null is unbounded.';
COMMENT ON COLUMN internet_use.relation IS 'single, corroborated, echo, revised or contradicted.';
COMMENT ON COLUMN internet_use.as_of IS 'Publication date of the newest document it rests on, or null.';
COMMENT ON COLUMN internet_use.corrected IS 'Whether a correction made one of its figures.';
COMMENT ON COLUMN internet_use.observation IS 'The observation this row shows.';
COMMENT ON COLUMN internet_use.figures IS 'Ids of the figures it rests on.';
