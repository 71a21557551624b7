CREATE OR REPLACE TABLE base_stations AS
SELECT
    place,
    technology,
    "group",
    period,
    period_start,
    period_end,
    status,
    aspect,
    "value" AS base_stations,
    low AS base_stations_low,
    high AS base_stations_high,
    relation,
    as_of,
    corrected,
    observation,
    figures
FROM observations
WHERE indicator = 'base_stations' AND unit = 'base_station'
ORDER BY place, technology, "group", status, period_end, period_start, observation;

COMMENT ON TABLE base_stations IS 'Base stations over time: installed, added, planned.';
COMMENT ON COLUMN base_stations.place IS 'Country (ISO 3166-1 alpha-2), KZ:Name for a place in it, or null.';
COMMENT ON COLUMN base_stations.technology IS 'Technology, or null.';
COMMENT ON COLUMN base_stations."group" IS 'Part of the things or of the population, or null.';
COMMENT ON COLUMN base_stations.period IS 'ISO 8601 period; the deadline of a target; or null.';
COMMENT ON COLUMN base_stations.period_start IS 'First day of the period.';
COMMENT ON COLUMN base_stations.period_end IS 'Last day of the period.';
COMMENT ON COLUMN base_stations.status IS 'actual, target or estimate.';
COMMENT ON COLUMN base_stations.aspect IS 'total (a stock), connected, unconnected, added (during the period) or change.';
COMMENT ON COLUMN base_stations.base_stations IS 'Number of base stations.';
COMMENT ON COLUMN base_stations.base_stations_low IS 'Lower end of base_stations; null is unbounded.';
COMMENT ON COLUMN base_stations.base_stations_high IS 'Upper end of base_stations; null is unbounded.';
COMMENT ON COLUMN base_stations.relation IS 'single, corroborated, echo, revised or contradicted.';
COMMENT ON COLUMN base_stations.as_of IS 'Publication date of the newest document it rests on, or null.';
COMMENT ON COLUMN base_stations.corrected IS 'Whether a correction made one of its figures.';
COMMENT ON COLUMN base_stations.observation IS 'The observation this row shows.';
COMMENT ON COLUMN base_stations.figures IS 'Ids of the figures it rests on.';
