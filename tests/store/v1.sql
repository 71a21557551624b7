-- A database as schema version 1 left it, without comments; kept as it is for the test of migrations.
CREATE TABLE connectivity_schema (version INTEGER NOT NULL);

CREATE TABLE documents (
    doc VARCHAR NOT NULL,
    title VARCHAR,
    published VARCHAR,
    published_source VARCHAR,
    publisher VARCHAR,
    url VARCHAR,
    place VARCHAR,
    lang VARCHAR,
    source VARCHAR NOT NULL,
    page VARCHAR NOT NULL,
    page_start BIGINT NOT NULL,
    content_hash VARCHAR NOT NULL,
    "text" VARCHAR NOT NULL,
    ingested_at TIMESTAMP NOT NULL
);

CREATE TABLE figures (
    figure VARCHAR NOT NULL,
    doc VARCHAR NOT NULL,
    "start" BIGINT NOT NULL,
    "end" BIGINT NOT NULL,
    sentence_start BIGINT NOT NULL,
    sentence_end BIGINT NOT NULL,
    surface VARCHAR NOT NULL,
    "value" DOUBLE NOT NULL,
    value_upper DOUBLE,
    low DOUBLE,
    high DOUBLE,
    unit VARCHAR NOT NULL,
    bound VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL,
    technology VARCHAR,
    aspect VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    place VARCHAR,
    "group" VARCHAR,
    period VARCHAR,
    period_source VARCHAR,
    base_period VARCHAR,
    "of" VARCHAR,
    confidence DOUBLE,
    CHECK ("start" >= 0 AND "end" > "start")
);

CREATE TABLE observations (
    observation VARCHAR NOT NULL,
    series VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL,
    technology VARCHAR,
    aspect VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    place VARCHAR,
    "group" VARCHAR,
    unit VARCHAR NOT NULL,
    "of" VARCHAR,
    period VARCHAR,
    period_start DATE,
    period_end DATE,
    base_period VARCHAR,
    "value" DOUBLE NOT NULL,
    low DOUBLE,
    high DOUBLE,
    relation VARCHAR NOT NULL,
    as_of VARCHAR,
    publishers VARCHAR[] NOT NULL,
    documents VARCHAR[] NOT NULL,
    figures VARCHAR[] NOT NULL,
    superseded STRUCT("value" DOUBLE, low DOUBLE, high DOUBLE, as_of VARCHAR, figures VARCHAR[])[] NOT NULL,
    corrected BOOLEAN NOT NULL,
    CHECK (len(figures) > 0)
);
INSERT INTO connectivity_schema VALUES (1);
INSERT INTO documents VALUES
    ('villages', NULL, '2024-06-18', 'metadata', 'Ministry', NULL, 'KZ', 'en', 'villages.txt', 'villages', 0,
     'ab12', 'A wired line reaches 2,606 of 6,290 villages.', '2026-11-01 12:00:00');
INSERT INTO figures VALUES
    ('villages@21', 'villages', 21, 26, 0, 45, '2,606', 2606, NULL, 2606, 2606, 'settlement', 'exact', 'settlements',
     'wired', 'connected', 'actual', 'KZ', NULL, '2024-06-18', 'document', NULL, NULL, 0.9),
    ('villages@30', 'villages', 30, 35, 0, 45, '6,290', 6290, NULL, 6290, 6290, 'settlement', 'exact', 'settlements',
     NULL, 'total', 'actual', 'KZ', NULL, '2024-06-18', 'document', NULL, NULL, 0.9);
INSERT INTO observations VALUES
    ('w@2024-06-18', 'w', 'settlements', 'wired', 'connected', 'actual', 'KZ', NULL, 'settlement', NULL, '2024-06-18',
     '2024-06-18', '2024-06-18', NULL, 2606, 2606, 2606, 'single', '2024-06-18', ['Ministry'], ['villages'],
     ['villages@21'], [], false),
    ('t@2024-06-18', 't', 'settlements', NULL, 'total', 'actual', 'KZ', NULL, 'settlement', NULL, '2024-06-18',
     '2024-06-18', '2024-06-18', NULL, 6290, 6290, 6290, 'single', '2024-06-18', ['Ministry'], ['villages'],
     ['villages@30'], [], false);
