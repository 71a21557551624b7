CREATE OR REPLACE TABLE speeds AS
SELECT
    place,
    technology,
    "group",
    period,
    period_start,
    period_end,
    status,
    CASE indicator WHEN 'upload_speed' THEN 'upload' ELSE 'download' END AS direction,
    "value" * (CASE unit WHEN 'Gbit/s' THEN 1e3 WHEN 'Tbit/s' THEN 1e6 ELSE 1 END) AS speed_mbit_s,
    low * (CASE unit WHEN 'Gbit/s' THEN 1e3 WHEN 'Tbit/s' THEN 1e6 ELSE 1 END) AS speed_mbit_s_low,
    high * (CASE unit WHEN 'Gbit/s' THEN 1e3 WHEN 'Tbit/s' THEN 1e6 ELSE 1 END) AS speed_mbit_s_high,
    relation,
    as_of,
    corrected,
    observation,
    figures
FROM observations
WHERE indicator IN ('speed', 'upload_speed') AND unit IN ('Mbit/s', 'Gbit/s', 'Tbit/s') AND aspect <> 'change'
ORDER BY place, technology, "group", status, period_end, period_start, observation;

COMMENT ON TABLE speeds IS 'Speeds of internet access; every speed in Mbit/s.';
COMMENT ON COLUMN speeds.place IS 'Country (ISO 3166-1 alpha-2), KZ:Name for a place in it, or null.';
COMMENT ON COLUMN speeds.technology IS 'Technology, or null.';
COMMENT ON COLUMN speeds."group" IS 'Part of the things or of the population, or null.';
COMMENT ON COLUMN speeds.period IS 'ISO 8601 period; the deadline of a target; or null.';
COMMENT ON COLUMN speeds.period_start IS 'First day of the period.';
COMMENT ON COLUMN speeds.period_end IS 'Last day of the period.';
COMMENT ON COLUMN speeds.status IS 'actual, target or estimate.';
COMMENT ON COLUMN speeds.direction IS 'download or upload.';
COMMENT ON COLUMN speeds.speed_mbit_s IS 'Speed in Mbit/s.';
COMMENT ON COLUMN speeds.speed_mbit_s_low IS 'Lower end of speed_mbit_s; null is unbounded.';
COMMENT ON COLUMN speeds.speed_mbit_s_high IS 'Upper end of speed_mbit_s; null is unbounded.';
COMMENT ON COLUMN speeds.relation IS 'single, corroborated, echo, revised or contradicted.';
COMMENT ON COLUMN speeds.as_of IS 'Publication date of the newest document it rests on, or null.';
COMMENT ON COLUMN speeds.corrected IS 'Whether a correction made one of its figures.';
COMMENT ON COLUMN speeds.observation IS 'The observation this row shows.';
COMMENT ON COLUMN speeds.figures IS 'Ids of the figures it rests on.';
