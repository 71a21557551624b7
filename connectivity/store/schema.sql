-- The tables that ingests write, as schema version 1. Each file of migrations/ is the step to the next version; a
-- fresh database takes the same steps. The domain tables, made anew from observations with each ingest, are in domain/.

CREATE TABLE connectivity_schema (version INTEGER NOT NULL);
COMMENT ON TABLE connectivity_schema IS 'One row: the version of these tables.';
COMMENT ON COLUMN connectivity_schema.version IS 'Schema version; a newer Connectivity migrates older files when it writes.';

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
COMMENT ON TABLE documents IS 'One row is one article with its text and what is known about it.';
COMMENT ON COLUMN documents.doc IS 'Id of the document: page#1 for an article of a page; ~ and hex digits of the content hash where several documents claim one id.';
COMMENT ON COLUMN documents.title IS 'Title, or null.';
COMMENT ON COLUMN documents.published IS 'ISO 8601 date of publication at the precision known (2024-06-18, 2024-06, 2024), or null.';
COMMENT ON COLUMN documents.published_source IS 'Where published is from: metadata, option, text or inferred, or null.';
COMMENT ON COLUMN documents.publisher IS 'Who published it, or null.';
COMMENT ON COLUMN documents.url IS 'Address of the source, or null.';
COMMENT ON COLUMN documents.place IS 'Default place, ISO 3166-1 alpha-2, or null.';
COMMENT ON COLUMN documents.lang IS 'ISO 639-1 language, or null.';
COMMENT ON COLUMN documents.source IS 'The file it was read from as given, or - for standard input.';
COMMENT ON COLUMN documents.page IS 'Id of the page this article stood on.';
COMMENT ON COLUMN documents.page_start IS 'Offset of the text in that page, in Unicode code points.';
COMMENT ON COLUMN documents.content_hash IS 'SHA-256 of publisher and text: the same report is stored once.';
COMMENT ON COLUMN documents."text" IS 'The whole text, title line included; offsets of figures count its Unicode code points.';
COMMENT ON COLUMN documents.ingested_at IS 'When this version was stored (UTC).';

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
COMMENT ON TABLE figures IS 'One row is one number as one document states it, as extracted; current_figures has the corrections applied.';
COMMENT ON COLUMN figures.figure IS 'Id: the document, @ and the offset of the number.';
COMMENT ON COLUMN figures.doc IS 'The document that states it.';
COMMENT ON COLUMN figures."start" IS 'First code point of the number in the document''s text.';
COMMENT ON COLUMN figures."end" IS 'One past the last code point of the number.';
COMMENT ON COLUMN figures.sentence_start IS 'First code point of its sentence.';
COMMENT ON COLUMN figures.sentence_end IS 'One past the last code point of its sentence.';
COMMENT ON COLUMN figures.surface IS 'The number with scale and unit sign as written.';
COMMENT ON COLUMN figures."value" IS 'The number in the base unit; a share is a percentage.';
COMMENT ON COLUMN figures.value_upper IS 'Upper end of a stated range, or null.';
COMMENT ON COLUMN figures.low IS 'Lower end of the interval that the wording allows; null is unbounded.';
COMMENT ON COLUMN figures.high IS 'Upper end of the interval that the wording allows; null is unbounded.';
COMMENT ON COLUMN figures.unit IS 'Canonical unit: settlement, school, km, ISO 4217 code, %, pp, Mbit/s, x ...';
COMMENT ON COLUMN figures.bound IS 'exact, about, over, under, at_least or up_to.';
COMMENT ON COLUMN figures.indicator IS 'What is measured: settlements, schools, ecommerce_sales, exchange_rate ...';
COMMENT ON COLUMN figures.technology IS 'wired, fibre, broadband, mobile, 2g to 5g, satellite, starlink ... or null.';
COMMENT ON COLUMN figures.aspect IS 'total, connected, unconnected, added or change.';
COMMENT ON COLUMN figures.status IS 'actual, target or estimate.';
COMMENT ON COLUMN figures.place IS 'ISO 3166-1 alpha-2 country, KZ:Name for a place in it, world, or null.';
COMMENT ON COLUMN figures."group" IS 'Part of the population or of the things, in the text''s words; the pair of an exchange rate; or null.';
COMMENT ON COLUMN figures.period IS 'ISO 8601 period the figure is about; the deadline of a target; or null.';
COMMENT ON COLUMN figures.period_source IS 'How the period is known: stated, relative, carried, document, or null.';
COMMENT ON COLUMN figures.base_period IS 'For a change, the period it is measured against, or null.';
COMMENT ON COLUMN figures."of" IS 'For a share, the whole it is taken of, as an indicator, or null.';
COMMENT ON COLUMN figures.confidence IS 'Confidence of the extraction, 0 to 1.';

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
COMMENT ON TABLE observations IS 'One row is one point of a series: what the figures of all documents, with corrections, together say.';
COMMENT ON COLUMN observations.observation IS 'Id: the series, @ and the period.';
COMMENT ON COLUMN observations.series IS 'Id of the series: its keys joined by /, - for none.';
COMMENT ON COLUMN observations.indicator IS 'What is measured.';
COMMENT ON COLUMN observations.technology IS 'Technology, or null.';
COMMENT ON COLUMN observations.aspect IS 'total, connected, unconnected, added or change.';
COMMENT ON COLUMN observations.status IS 'actual, target or estimate; never mixed in one series.';
COMMENT ON COLUMN observations.place IS 'Place, or null.';
COMMENT ON COLUMN observations."group" IS 'Part of the population or of the things, or null.';
COMMENT ON COLUMN observations.unit IS 'Canonical unit of value, low and high.';
COMMENT ON COLUMN observations."of" IS 'For a share, the whole it is taken of, or null.';
COMMENT ON COLUMN observations.period IS 'ISO 8601 period of the point, or null.';
COMMENT ON COLUMN observations.period_start IS 'First day of the period.';
COMMENT ON COLUMN observations.period_end IS 'Last day of the period.';
COMMENT ON COLUMN observations.base_period IS 'For a change, the period it is measured against, or null.';
COMMENT ON COLUMN observations."value" IS 'The value decided on.';
COMMENT ON COLUMN observations.low IS 'Lower end of its interval; null is unbounded.';
COMMENT ON COLUMN observations.high IS 'Upper end of its interval; null is unbounded.';
COMMENT ON COLUMN observations.relation IS 'single, corroborated, echo, revised or contradicted.';
COMMENT ON COLUMN observations.as_of IS 'Publication date of the newest document it rests on, or null.';
COMMENT ON COLUMN observations.publishers IS 'Publishers it rests on.';
COMMENT ON COLUMN observations.documents IS 'Documents it rests on.';
COMMENT ON COLUMN observations.figures IS 'Ids of the figures it rests on.';
COMMENT ON COLUMN observations.superseded IS 'Statements of the same point that were not followed, oldest first.';
COMMENT ON COLUMN observations.corrected IS 'Whether a correction made one of the figures it rests on.';
