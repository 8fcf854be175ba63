"""From a document to claims: extractors behind one base, and the guard that admits their claims."""
