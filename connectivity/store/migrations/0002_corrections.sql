CREATE TABLE corrections (
    file VARCHAR,
    entry INTEGER NOT NULL,
    doc VARCHAR NOT NULL,
    surface VARCHAR NOT NULL,
    "start" BIGINT,
    "action" VARCHAR NOT NULL,
    fields VARCHAR NOT NULL,
    expect VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    who VARCHAR,
    "when" VARCHAR,
    figure VARCHAR,
    stale VARCHAR
);
COMMENT ON TABLE corrections IS 'One row is one entry of a corrections file as it was applied, or not, when observations were last made.';
COMMENT ON COLUMN corrections.file IS 'The corrections file, or null where none was named.';
COMMENT ON COLUMN corrections.entry IS 'Number of the entry in its file, from 1.';
COMMENT ON COLUMN corrections.doc IS 'The document it names.';
COMMENT ON COLUMN corrections.surface IS 'The number as written.';
COMMENT ON COLUMN corrections."start" IS 'Offset of the number, where given.';
COMMENT ON COLUMN corrections."action" IS 'reject, set or add.';
COMMENT ON COLUMN corrections.fields IS 'JSON object of the fields that it sets.';
COMMENT ON COLUMN corrections.expect IS 'JSON object of the extracted values that it expects.';
COMMENT ON COLUMN corrections.reason IS 'Why.';
COMMENT ON COLUMN corrections.who IS 'Who made it, or null.';
COMMENT ON COLUMN corrections."when" IS 'When it was made, ISO 8601, or null.';
COMMENT ON COLUMN corrections.figure IS 'The figure it was applied to; null when stale.';
COMMENT ON COLUMN corrections.stale IS 'Why it was not applied; null when it was.';

-- What corrections made of figures: the whole row, after all entries that concern it.
CREATE TABLE corrected_figures AS SELECT *, ''::VARCHAR AS "action" FROM figures LIMIT 0;
COMMENT ON TABLE corrected_figures IS 'One row is a figure that corrections changed, added or rejected, with the columns of figures.';
COMMENT ON COLUMN corrected_figures.figure IS 'Id: the document, @ and the offset of the number.';
COMMENT ON COLUMN corrected_figures.doc IS 'The document that states it.';
COMMENT ON COLUMN corrected_figures."start" IS 'First code point of the number in the document''s text.';
COMMENT ON COLUMN corrected_figures."end" IS 'One past the last code point of the number.';
COMMENT ON COLUMN corrected_figures.sentence_start IS 'First code point of its sentence.';
COMMENT ON COLUMN corrected_figures.sentence_end IS 'One past the last code point of its sentence.';
COMMENT ON COLUMN corrected_figures.surface IS 'The number with scale and unit sign as written.';
COMMENT ON COLUMN corrected_figures."value" IS 'The number in the base unit; a share is a percentage.';
COMMENT ON COLUMN corrected_figures.value_upper IS 'Upper end of a stated range, or null.';
COMMENT ON COLUMN corrected_figures.low IS 'Lower end of the interval that the wording allows; null is unbounded.';
COMMENT ON COLUMN corrected_figures.high IS 'Upper end of the interval that the wording allows; null is unbounded.';
COMMENT ON COLUMN corrected_figures.unit IS 'Canonical unit: settlement, school, km, ISO 4217 code, %, pp, Mbit/s, x ...';
COMMENT ON COLUMN corrected_figures.bound IS 'exact, about, over, under, at_least or up_to.';
COMMENT ON COLUMN corrected_figures.indicator IS 'What is measured: settlements, schools, ecommerce_sales, exchange_rate ...';
COMMENT ON COLUMN corrected_figures.technology IS 'wired, fibre, broadband, mobile, 2g to 5g, satellite, starlink ... or null.';
COMMENT ON COLUMN corrected_figures.aspect IS 'total, connected, unconnected, added or change.';
COMMENT ON COLUMN corrected_figures.status IS 'actual, target or estimate.';
COMMENT ON COLUMN corrected_figures.place IS 'ISO 3166-1 alpha-2 country, KZ:Name for a place in it, world, or null.';
COMMENT ON COLUMN corrected_figures."group" IS 'Part of the population or of the things, in the text''s words; the pair of an exchange rate; or null.';
COMMENT ON COLUMN corrected_figures.period IS 'ISO 8601 period the figure is about; the deadline of a target; or null.';
COMMENT ON COLUMN corrected_figures.period_source IS 'How the period is known: stated, relative, carried, document, or null.';
COMMENT ON COLUMN corrected_figures.base_period IS 'For a change, the period it is measured against, or null.';
COMMENT ON COLUMN corrected_figures."of" IS 'For a share, the whole it is taken of, as an indicator, or null.';
COMMENT ON COLUMN corrected_figures.confidence IS 'Confidence of the extraction, 0 to 1.';
COMMENT ON COLUMN corrected_figures."action" IS 'reject, set or add.';

CREATE VIEW current_figures AS
    SELECT * FROM figures WHERE figure NOT IN (SELECT figure FROM corrected_figures)
    UNION ALL
    SELECT * EXCLUDE ("action") FROM corrected_figures WHERE "action" <> 'reject';
COMMENT ON VIEW current_figures IS 'The figures with corrections applied, with the columns of figures: what observations rest on.';
COMMENT ON COLUMN current_figures.figure IS 'Id: the document, @ and the offset of the number.';
COMMENT ON COLUMN current_figures.doc IS 'The document that states it.';
COMMENT ON COLUMN current_figures."start" IS 'First code point of the number in the document''s text.';
COMMENT ON COLUMN current_figures."end" IS 'One past the last code point of the number.';
COMMENT ON COLUMN current_figures.sentence_start IS 'First code point of its sentence.';
COMMENT ON COLUMN current_figures.sentence_end IS 'One past the last code point of its sentence.';
COMMENT ON COLUMN current_figures.surface IS 'The number with scale and unit sign as written.';
COMMENT ON COLUMN current_figures."value" IS 'The number in the base unit; a share is a percentage.';
COMMENT ON COLUMN current_figures.value_upper IS 'Upper end of a stated range, or null.';
COMMENT ON COLUMN current_figures.low IS 'Lower end of the interval that the wording allows; null is unbounded.';
COMMENT ON COLUMN current_figures.high IS 'Upper end of the interval that the wording allows; null is unbounded.';
COMMENT ON COLUMN current_figures.unit IS 'Canonical unit: settlement, school, km, ISO 4217 code, %, pp, Mbit/s, x ...';
COMMENT ON COLUMN current_figures.bound IS 'exact, about, over, under, at_least or up_to.';
COMMENT ON COLUMN current_figures.indicator IS 'What is measured: settlements, schools, ecommerce_sales, exchange_rate ...';
COMMENT ON COLUMN current_figures.technology IS 'wired, fibre, broadband, mobile, 2g to 5g, satellite, starlink ... or null.';
COMMENT ON COLUMN current_figures.aspect IS 'total, connected, unconnected, added or change.';
COMMENT ON COLUMN current_figures.status IS 'actual, target or estimate.';
COMMENT ON COLUMN current_figures.place IS 'ISO 3166-1 alpha-2 country, KZ:Name for a place in it, world, or null.';
COMMENT ON COLUMN current_figures."group" IS 'Part of the population or of the things, in the text''s words; the pair of an exchange rate; or null.';
COMMENT ON COLUMN current_figures.period IS 'ISO 8601 period the figure is about; the deadline of a target; or null.';
COMMENT ON COLUMN current_figures.period_source IS 'How the period is known: stated, relative, carried, document, or null.';
COMMENT ON COLUMN current_figures.base_period IS 'For a change, the period it is measured against, or null.';
COMMENT ON COLUMN current_figures."of" IS 'For a share, the whole it is taken of, as an indicator, or null.';
COMMENT ON COLUMN current_figures.confidence IS 'Confidence of the extraction, 0 to 1.';
