CREATE OR REPLACE TABLE fibre AS
SELECT
    place,
    technology,
    "group",
    period,
    period_start,
    period_end,
    status,
    aspect,
    "value" AS length_km,
    low AS length_km_low,
    high AS length_km_high,
    relation,
    as_of,
    corrected,
    observation,
    figures
FROM observations
WHERE indicator = 'fibre' AND unit = 'km'
ORDER BY place, technology, "group", status, period_end, period_start, observation;

COMMENT ON TABLE fibre IS 'Length of fibre-optic lines: laid, added, planned.';
COMMENT ON COLUMN fibre.place IS 'Country (ISO 3166-1 alpha-2), KZ:Name for a place in it, or null.';
COMMENT ON COLUMN fibre.technology IS 'Technology, or null.';
COMMENT ON COLUMN fibre."group" IS 'Part of the things or of the population, or null.';
COMMENT ON COLUMN fibre.period IS 'ISO 8601 period; the deadline of a target; or null.';
COMMENT ON COLUMN fibre.period_start IS 'First day of the period.';
COMMENT ON COLUMN fibre.period_end IS 'Last day of the period.';
COMMENT ON COLUMN fibre.status IS 'actual, target or estimate.';
COMMENT ON COLUMN fibre.aspect IS 'total (a stock), connected, unconnected, added (during the period) or change.';
COMMENT ON COLUMN fibre.length_km IS 'Length in kilometres.';
COMMENT ON COLUMN fibre.length_km_low IS 'Lower end of length_km; null is unbounded.';
COMMENT ON COLUMN fibre.length_km_high IS 'Upper end of length_km; null is unbounded.';
COMMENT ON COLUMN fibre.relation IS 'single, corroborated, echo, revised or contradicted.';
COMMENT ON COLUMN fibre.as_of IS 'Publication date of the newest document it rests on, or null.';
COMMENT ON COLUMN fibre.corrected IS 'Whether a correction made one of its figures.';
COMMENT ON COLUMN fibre.observation IS 'The observation this row shows.';
COMMENT ON COLUMN fibre.figures IS 'Ids of the figures it rests on.';
