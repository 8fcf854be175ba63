"""What the graph is: its ontology, model, ledger, assembly, stores, RDF and page.

Imports neither ingest nor queries.
"""
