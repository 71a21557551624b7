CREATE OR REPLACE TABLE satellites AS
SELECT
    place,
    technology,
    "group",
    period,
    period_start,
    period_end,
    status,
    aspect,
    "value" AS satellites,
    low AS satellites_low,
    high AS satellites_high,
    relation,
    as_of,
    corrected,
    observation,
    figures
FROM observations
WHERE indicator = 'satellites' AND unit = 'satellite'
ORDER BY place, technology, "group", status, period_end, period_start, observation;

COMMENT ON TABLE satellites IS 'Satellites in orbit, launched and planned, by constellation.';
COMMENT ON COLUMN satellites.place IS 'Country (ISO 3166-1 alpha-2), KZ:Name for a place in it, or null.';
COMMENT ON COLUMN satellites.technology IS 'Technology, or null.';
COMMENT ON COLUMN satellites."group" IS 'Part of the things or of the population, or null.';
COMMENT ON COLUMN satellites.period IS 'ISO 8601 period; the deadline of a target; or null.';
COMMENT ON COLUMN satellites.period_start IS 'First day of the period.';
COMMENT ON COLUMN satellites.period_end IS 'Last day of the period.';
COMMENT ON COLUMN satellites.status IS 'actual, target or estimate.';
COMMENT ON COLUMN satellites.aspect IS 'total (a stock), connected, unconnected, added (during the period) or change.';
COMMENT ON COLUMN satellites.satellites IS 'Number of satellites.';
COMMENT ON COLUMN satellites.satellites_low IS 'Lower end of satellites; null is unbounded.';
COMMENT ON COLUMN satellites.satellites_high IS 'Upper end of satellites; null is unbounded.';
COMMENT ON COLUMN satellites.relation IS 'single, corroborated, echo, revised or contradicted.';
COMMENT ON COLUMN satellites.as_of IS 'Publication date of the newest document it rests on, or null.';
COMMENT ON COLUMN satellites.corrected IS 'Whether a correction made one of its figures.';
COMMENT ON COLUMN satellites.observation IS 'The observation this row shows.';
COMMENT ON COLUMN satellites.figures IS 'Ids of the figures it rests on.';
