ALTER TABLE documents ADD COLUMN pages BIGINT[];
COMMENT ON COLUMN documents.pages IS 'For a document of numbered pages, such as a PDF, the offset in text at which each begins; the page of a figure is len(list_filter(pages, lambda p: p <= start)). Null where pages have no numbers.';
COMMENT ON COLUMN documents.published_source IS 'Where published is from: metadata, option, text, inferred, or created (only the day the file was made is known), or null.';
