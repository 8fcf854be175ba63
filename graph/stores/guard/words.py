"""What a reading query may be made of: its clauses, procedures and functions. What is not here is refused.

From the grammars of Cypher 5 and 25, and SHOW FUNCTIONS and SHOW PROCEDURES of Neo4j 5.26.30 and 2026.08.1 and of
kglite 0.21.2, less what reads the file a query came from, changes the graph in use, or needs a model or a service.
"""

from __future__ import annotations

CHANGES = frozenset(
    "CREATE INSERT MERGE SET DELETE DETACH NODETACH REMOVE FOREACH DROP ALTER GRANT DENY REVOKE".split()
)
# Where a statement or a clause begins; elsewhere they are good names.
COMMANDS = frozenset(
    "USE SHOW START STOP ENABLE TERMINATE RENAME DEALLOCATE REALLOCATE DRYRUN DEFINE LOAD FOR HAVING FORMAT".split()
)
# Clauses that only read.
CLAUSES = frozenset(
    "MATCH OPTIONAL RETURN WITH UNWIND CALL FINISH FILTER LET ORDER SKIP OFFSET LIMIT WHERE YIELD UNION NEXT".split()
)
PROCEDURES = {
    name.lower(): name
    for name in """db.labels db.relationshipTypes db.propertyKeys db.schema.visualization db.schema.nodeTypeProperties
    db.schema.relTypeProperties db.index.fulltext.queryNodes db.index.fulltext.queryRelationships
    dbms.components""".split()
}
# Between two operands, and behind one.
OPERATORS = frozenset("AND OR XOR IN IS CONTAINS AS FROM STARTS ENDS".split())
ENDINGS = frozenset("ASC ASCENDING DESC DESCENDING NORMALIZED".split())
# In front of an operand.
PREFIXES = frozenset("NOT DISTINCT BOTH LEADING TRAILING".split())
# Two words in a row that wait for an operand.
PAIRS = frozenset(
    [("WHEN", "CASE"), ("TYPED", "IS"), ("TYPED", "NOT")] + [("FROM", side) for side in ("BOTH", "LEADING", "TRAILING")]
)
SELECTORS = frozenset("ALL ANY SHORTEST PATH PATHS GROUP GROUPS TRAIL ACYCLIC".split())
SUBQUERIES = frozenset("EXISTS COUNT COLLECT".split())
FUNCTIONS = frozenset(
    """
    abs acos all allReduce any asin atan atan2 avg btrim ceil char_length character_length coalesce collect cos cosh
    cot coth count date datetime degrees duration e elementId endNode exists exp floor haversin head id isEmpty isNaN
    keys labels last left length localdatetime localtime log log10 lower ltrim max min nodes none normalize nullIf
    percentileCont percentileDisc pi point properties property_exists radians rand randomUUID range reduce
    relationships replace reverse right round rtrim sign sin single sinh size split sqrt startNode stDev stDevP
    substring sum tail tan tanh time timestamp toBoolean toBooleanList toBooleanOrNull toFloat toFloatList
    toFloatOrNull toInteger toIntegerList toIntegerOrNull toLower toString toStringList toStringOrNull toUpper trim
    type upper valueType shortestPath allShortestPaths
    date.realtime date.statement date.transaction date.truncate datetime.fromEpoch datetime.fromEpochMillis
    datetime.realtime datetime.statement datetime.transaction datetime.truncate duration.between duration.inDays
    duration.inMonths duration.inSeconds localdatetime.realtime localdatetime.statement localdatetime.transaction
    localdatetime.truncate localtime.realtime localtime.statement localtime.transaction localtime.truncate
    point.distance point.withinBBox time.realtime time.statement time.transaction time.truncate
    vector vector_distance vector_norm vector.similarity.cosine vector.similarity.euclidean
    add_days add_months add_years area centroid contains cosine date_diff date_truncate degree distance dot inDegree
    intersects latitude longitude median mode norm outDegree parse_json percentile_cont percentile_disc perimeter pow
    score_fuse text_contains_any text_edit_distance text_jaccard text_match_regex text_ngrams text_normalize
    text_starts_with_any variance
    """.lower().split()
)
PATHS = frozenset({"SHORTESTPATH", "ALLSHORTESTPATHS"})
# `CYPHER 25 runtime=slotted MATCH …`: languages and options that choose how a query runs, not what it may do.
LANGUAGES = frozenset({"5", "25"})
OPTIONS = frozenset({"RUNTIME", "PLANNER"})
