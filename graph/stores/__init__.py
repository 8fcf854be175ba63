"""Where the assembled graph is kept and asked in Cypher: backends side by side behind base.py."""
