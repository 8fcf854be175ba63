"""dealgraph: a knowledge graph of the AI industry, made from news."""
