"""From an article to a document: sentences, mentions, coreference, values."""
