"""From sources to claims: read, clean, find mentions, extract, admit. Imports only graph."""
