"""The reading of a Cypher text before any engine sees it: tokens, the words that are known, and how they may follow."""
