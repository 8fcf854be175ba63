"""The saved questions, in Cypher and SPARQL under the same names. Imports only graph."""
