"""The graph as RDF: vocabulary, export and a SPARQL engine that never leaves this process."""
