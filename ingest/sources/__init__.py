"""From a path or `-` to articles, one module a kind."""
