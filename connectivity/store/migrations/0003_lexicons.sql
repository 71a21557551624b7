CREATE TABLE lexicons (
    lexicon VARCHAR NOT NULL,
    "position" INTEGER NOT NULL,
    file VARCHAR NOT NULL,
    "text" VARCHAR NOT NULL
);
COMMENT ON TABLE lexicons IS 'One row is one file of a lexicon of users'' own words that figures were extracted with.';
COMMENT ON COLUMN lexicons.lexicon IS 'SHA-256 of the texts of all files of the lexicon, in their order.';
COMMENT ON COLUMN lexicons."position" IS 'Place among the files, from 1; where two say a word, the later wins.';
COMMENT ON COLUMN lexicons.file IS 'The file as given.';
COMMENT ON COLUMN lexicons."text" IS 'What it said then.';

CREATE TABLE document_lexicons (
    content_hash VARCHAR NOT NULL,
    lexicon VARCHAR NOT NULL
);
COMMENT ON TABLE document_lexicons IS 'One row is a document whose figures were extracted with users'' own words; of all others they rest on the built-in words only.';
COMMENT ON COLUMN document_lexicons.content_hash IS 'The document, as documents.content_hash.';
COMMENT ON COLUMN document_lexicons.lexicon IS 'The lexicon, as lexicons.lexicon.';
