"""Queries of many forms that only read, in two tables: what both engines understand, and what only Neo4j does."""

from __future__ import annotations

BOTH = """
RETURN 1
RETURN 1;
RETURN 1 AS one, 'two' AS two, 3.5 AS three, true AS yes, null AS nothing
RETURN 1.5e3 + 2 * -3 / 4 % 5 ^ 2 AS x
RETURN [1, 2, 3][0] AS first, [1, 2, 3][0..2] AS some, [1, 2, 3][-1] AS final
RETURN {a: 1, set: 2, create: {delete: 3}} AS map
RETURN {match: 1, call: 2, load: 3}.load AS csv
MATCH (n) RETURN n.name
match (n) where n.name = 'CREATE (x) SET y' return n.name
MATCH (n {name: 'CREATE (x) SET y'}) RETURN n.name
MATCH (n:Entity {name: $name}) RETURN n.name
MATCH (n) WHERE n.name = "it\\"s SET" RETURN n.name
MATCH (n) // CREATE (x) SET x.y = 1\\nRETURN n.name
MATCH (n:Set)-[:CREATE]->(m:Delete) RETURN n.set, m.delete
MATCH (n)-[:OWNS|ACQUIRED|DELETE]->(m) RETURN n.name, m.name
MATCH (n) RETURN n {.merge, set: 1, remove: n.x} AS map
MATCH (n) RETURN n {.*} AS map
MATCH (n) RETURN n {.name, links: [(n)-[r]->(m) | m.name]} AS map
MATCH (n) RETURN n.name AS `SET`
MATCH (n) RETURN n.name AS set
MATCH (start)-[stop]->(use) RETURN start.name AS enable
MATCH (path)-[near]->(type) RETURN path.name AS path, type.name AS type
MATCH (load)-[r]->(show) RETURN load.name AS load, show.name AS show
MATCH (n) WHERE n.load = 1 RETURN n.csv
MATCH (n) WHERE n.call = 1 AND n.create = 2 RETURN n.detach AS x
MATCH (a)-->(b) RETURN a.name, b.name
MATCH (a)<--(b) RETURN a.name, b.name
MATCH (a)--(b) RETURN a.name, b.name
MATCH (a)-[r]-(b) RETURN type(r) AS relation
MATCH (a)-[:OWNS*1..3]->(b) RETURN a.name, b.name
MATCH (a)-[:OWNS*..3]->(b) RETURN a.name, b.name
MATCH (a)-[:OWNS*2]->(b) RETURN a.name, b.name
MATCH (a)-[r:OWNS|ACQUIRED*0..4]->(b) WHERE all(step IN r WHERE step.status = 'current') RETURN size(r) AS steps
MATCH p = (a:Entity)-[*1..2]->(b) RETURN length(p) AS steps
MATCH (a:Entity {name: 'x'}), (b:Entity {name: 'y'}) MATCH p = shortestPath((a)-[*..6]-(b)) RETURN length(p) AS n
MATCH (a:Entity {name: 'x'}), (b:Entity {name: 'y'}) MATCH p = shortestPath((a)-[:OWNS*..6]-(b)) RETURN length(p) AS n
MATCH (a) OPTIONAL MATCH (a)-[r]->(b) RETURN a.name, count(r) AS links
MATCH (a) WHERE a:Entity RETURN count(a) AS n
MATCH (a) WHERE a:Company OR a:Person RETURN count(a) AS n
MATCH (a) WHERE NOT a:Company RETURN count(a) AS n
MATCH (a) WHERE a.name IS NULL RETURN count(*) AS n
MATCH (a) WHERE a.name IS NOT NULL AND NOT a.name = 'x' RETURN count(*) AS n
MATCH (a) WHERE a.name STARTS WITH 'Mi' OR a.name ENDS WITH 'ft' RETURN a.name
MATCH (a) WHERE a.name CONTAINS 'cro' XOR a.id CONTAINS 'x' RETURN a.name
MATCH (a) WHERE a.name =~ '(?i)micro.*' RETURN a.name
MATCH (a) WHERE a.name IN ['x', 'y'] RETURN a.name
MATCH (a) WHERE toLower(a.name) = toLower($name) RETURN a.name
MATCH (a) WHERE any(alias IN a.aliases WHERE toLower(alias) = 'x') RETURN a.name
MATCH (a) WHERE none(alias IN a.aliases WHERE alias = 'x') RETURN a.name
MATCH (a) WHERE a.sources >= 2 AND a.sources <> 3 AND a.sources < 10 RETURN a.name
MATCH (a) WHERE 1 <= a.sources RETURN a.name
MATCH (a) WHERE (a)-[:OWNS]->() RETURN a.name
MATCH (a) WHERE NOT (a)-[:OWNS]->(:Entity) RETURN a.name
MATCH (a) WHERE EXISTS { MATCH (a)-[:OWNS]->(b) WHERE b.name = 'x' } RETURN a.name
MATCH (a) WHERE EXISTS { (a)-[:OWNS]->(b) } RETURN a.name
MATCH (a) WHERE NOT EXISTS { MATCH (a)-->() } RETURN a.name
MATCH (a) RETURN a.name, COUNT { MATCH (a)-->(b) } AS n
MATCH (a) RETURN a.name, COUNT { (a)-->() } AS n
MATCH (a) RETURN size([(a)-[:OWNS]->(b) | b.name]) AS n
MATCH (a) RETURN [(a)-[:OWNS]->(b) WHERE b.name <> 'x' | b.name] AS names
MATCH (a) RETURN [x IN a.aliases | toUpper(x)] AS names
MATCH (a) RETURN [x IN a.aliases WHERE size(x) > 2 | x + '!'] AS names
MATCH (a) RETURN [x IN a.aliases WHERE x <> 'a'] AS names
RETURN [x IN range(1, 10) WHERE x % 2 = 0 | x * x] AS squares
RETURN reduce(total = 0, x IN [1, 2, 3] | total + x) AS total
RETURN CASE WHEN 1 > 2 THEN 'a' WHEN 2 > 3 THEN 'b' ELSE 'c' END AS x
MATCH (a) RETURN CASE a.name WHEN 'x' THEN 1 ELSE 2 END AS x
MATCH (a) RETURN CASE WHEN a.name IS NULL THEN CASE WHEN true THEN 1 ELSE 2 END ELSE 3 END + 1 AS x
MATCH (a) RETURN sum(CASE WHEN a.sources > 1 THEN 1 ELSE 0 END) AS x ORDER BY x
UNWIND [1, 2] AS x RETURN x
UNWIND [1, 2] AS x UNWIND [3, 4] AS y RETURN x, y
UNWIND $names AS name MATCH (n:Entity) WHERE n.name = name RETURN n.name
MATCH (n) RETURN DISTINCT n.name ORDER BY n.name
MATCH (n) RETURN n.name AS name ORDER BY name DESC, n.id ASC SKIP 1 LIMIT 2
MATCH (n) RETURN count(DISTINCT n.name) AS n, collect(DISTINCT n.name)[..3] AS names
MATCH (n) WITH n ORDER BY n.name LIMIT 5 RETURN n.name
MATCH (n) WITH n.name AS name, count(*) AS many WHERE many > 1 RETURN name, many
MATCH (n) WITH * RETURN n.name
MATCH (n) WITH DISTINCT n.name AS name RETURN name
MATCH (n) WITH collect(n.name) AS names UNWIND names AS name RETURN name
MATCH (n) RETURN n.name UNION MATCH (m) RETURN m.id AS `n.name`
RETURN 1 AS x UNION RETURN 2 AS x
RETURN 1 AS x UNION ALL RETURN 1 AS x UNION ALL RETURN 2 AS x
CALL { MATCH (n) RETURN n.name AS name } RETURN name
MATCH (n) CALL { WITH n RETURN 1 AS one } RETURN one
MATCH (n) CALL (n) { MATCH (n)-->(m) RETURN count(m) AS many } RETURN n.name, many
CALL { RETURN 1 AS x UNION RETURN 2 AS x } RETURN x ORDER BY x
CALL db.labels()
CALL db . labels () YIELD label RETURN label
call db.relationshipTypes() yield relationshipType return relationshipType
CALL db.labels() YIELD label AS name WHERE name STARTS WITH 'E' RETURN name
RETURN coalesce(null, 'x') AS x
RETURN substring('abc', 1) AS a, left('abc', 2) AS b, split('a,b', ',') AS c, trim(' x ') AS d
RETURN replace('a', 'a', 'b') AS e
RETURN toString(1) AS a, toInteger('2') AS b, toFloat('2.5') AS c, round(2.567, 2) AS d, abs(-1) AS e
RETURN date('2024-01-31') < date('2024-02-01') AS earlier
RETURN date('2024-01-31').year AS year
RETURN toString(date.truncate('month', date('2024-01-31'))) AS month
RETURN duration.between(date('2024-01-01'), date('2024-02-01')).days AS days
RETURN date('2024-01-01') + duration('P1M') AS later
MATCH (n) RETURN labels(n) AS labels, keys(n) AS keys, properties(n) AS map
MATCH (n)-[r]->() RETURN type(r) AS relation, startNode(r).name AS a, endNode(r).name AS b
MATCH (n) RETURN avg(n.sources) AS a, min(n.sources) AS b, max(n.sources) AS c, sum(n.sources) AS d
MATCH (n) RETURN stDev(n.sources) AS e
MATCH (c:Claim)-[:STATED_IN]->(a:Article) RETURN c.evidence AS evidence, a.url AS url LIMIT 5
MATCH (a:Article)-[:MENTIONS]->(e:Entity) RETURN a.headline AS headline, collect(e.name) AS names
MATCH (a:Entity)-[x]->(b:Entity)-[y]->(c:Entity) WHERE x.since < y.since AND a <> c RETURN a.name, b.name, c.name
MATCH (a:Entity)-[r {status: 'current'}]->(b) RETURN a.name, b.name
MATCH (n) WHERE n.`odd name` = 1 RETURN n.`DETACH DELETE` AS x
MATCH (n) WHERE n.name = 'a // b' OR n.name = 'a /* b' RETURN n.name
MATCH (n) WHERE n.name = 'Größe' OR n.name = '株式会社' RETURN n.name
RETURN $create AS a, $set AS b
RETURN 'LOAD CSV FROM "file:///etc/passwd"' AS text
RETURN 'CALL apoc.load.json()' AS text, "x' SET n.y = 'z" AS other
RETURN ''
RETURN 'it\\'s' AS a, 'back\\\\slash' AS b, 'tab\\t' AS c
EXPLAIN MATCH (n) RETURN n.name
PROFILE MATCH (n) RETURN n.name
CYPHER 5 MATCH (n) RETURN n.name
CYPHER runtime=slotted MATCH (n) RETURN n.name
MATCH (n) RETURN n.name AS name, 1 AS one ORDER BY name, one LIMIT 3
""".strip().splitlines()

NEO4J = """
MATCH (path)-[end]->(type) RETURN path.name AS path, end.id AS end, type.name AS type
MATCH (größe:Entity) RETURN größe.name AS größe
MATCH (n) /* LOAD CSV FROM 'x' AS y */ RETURN n
MATCH (n:Person|Company) RETURN n
MATCH (n:Entity&!Person) RETURN n
MATCH (n:(Person|Company)&Entity) RETURN n
MATCH (n IS Person) RETURN n
MATCH (n:%) RETURN n
MATCH (n WHERE n.name = 'x')-[r WHERE r.status = 'current']->(m) RETURN n, r, m
MATCH (a)-[:OWNS]->{1,5}(b) RETURN a, b
MATCH (a) ((x)-[:OWNS]->(y)){1,3} (b) RETURN [n IN x | n.name] AS names
MATCH (a) ((x)-[:OWNS]->(y) WHERE x.name <> y.name){2} (b) RETURN a, b
MATCH p = SHORTEST 1 (a:Entity)-[:OWNS]-{1,4}(b:Company) RETURN p
MATCH p = ANY SHORTEST (a:Entity)-[:OWNS]-{1,4}(b:Company) RETURN p
MATCH ALL SHORTEST (a:Entity)--{,4}(b:Company) RETURN a
MATCH SHORTEST 2 PATH GROUPS (a:Entity)--{1,4}(b:Company) RETURN a
MATCH p = allShortestPaths((a:Person)-[*..4]-(b:Company)) RETURN p
MATCH (n) RETURN COLLECT { MATCH (n)-->(m) RETURN m.name ORDER BY m.name } AS names
MATCH (n) WHERE COUNT { MATCH (n)-->(m) WHERE m.name = 'x' } > 1 RETURN n
MATCH (n) WHERE EXISTS { MATCH (n)-->(m) RETURN m UNION MATCH (n)<--(m) RETURN m } RETURN n
MATCH (n) WHERE EXISTS { p = (n)-->(m) WHERE length(p) > 0 } RETURN n
MATCH (n) CALL (n) { MATCH (n)-->(m) RETURN m LIMIT 1 } RETURN n, m
MATCH (n) CALL (*) { RETURN n.name AS name } RETURN name
MATCH (n) OPTIONAL CALL (n) { MATCH (n)-->(m) RETURN m } RETURN n, m
MATCH (n) RETURN n.sources IS :: INTEGER NOT NULL AS whole, n.name IS NOT TYPED STRING AS other
MATCH (n) WHERE n.first_seen IS :: ZONED DATETIME OR n.name IS NORMALIZED RETURN n
MATCH (n:$($label)) RETURN n
MATCH (n:$any($labels)) RETURN n
MATCH ()-[r:$('OWNS')]->() RETURN r
MATCH (n) RETURN n['name'] AS name, n[$key] AS value
RETURN CASE 5 WHEN < 3 THEN 'low' WHEN IS NULL THEN 'none' WHEN 4, 5 THEN 'four' ELSE 'high' END AS x
RETURN trim(BOTH 'x' FROM 'xax') AS a, trim(LEADING FROM ' a') AS b
RETURN point.distance(point({x: 1, y: 2}), point({x: 3, y: 4})) AS d
RETURN datetime.truncate('day', datetime('2024-01-01T10:00:00Z')) AS day, localtime() AS now
RETURN 'a' || 'b' AS joined, [1] || [2] AS list
RETURN 0xFF AS hex, 0o17 AS octal, 1_000_000 AS million, .5 AS half
RETURN exists { (:Entity) } AS any
RETURN all(x IN [1] WHERE x > 0) AND single(x IN [1] WHERE x > 0) AS b
RETURN percentileCont(1, 0.5) AS median
RETURN normalize('a', NFC) AS a, char_length('b') AS b, isEmpty([]) AS c, nullIf(1, 1) AS d
MATCH (n) RETURN n.name AS name ORDER BY name OFFSET 2 LIMIT 1
MATCH (n) FINISH
CALL db.schema.visualization()
CALL db.index.fulltext.queryNodes('entity_names', 'micro*') YIELD node, score RETURN node.name, score
CALL dbms.components() YIELD name, versions RETURN name, versions
MATCH (count:Entity) RETURN count {.name} AS map
RETURN [i IN range(0, 3) | CASE WHEN i > 1 THEN 'x' ELSE {a: CASE i WHEN 0 THEN 1 END} END] AS list
""".strip().splitlines()

# Of Cypher 25, which the newest servers speak.
NEWEST = """
CYPHER 25 MATCH (n) RETURN n
CYPHER 25 runtime=slotted MATCH (n) RETURN n
CYPHER 25 LET x = 1 LET y = x + 1 RETURN x, y
CYPHER 25 MATCH (n) FILTER n.name = 'x' RETURN n
CYPHER 25 MATCH (n) FILTER WHERE n.name = 'x' RETURN n
CYPHER 25 MATCH (n) RETURN n NEXT MATCH (n)-->(m) RETURN m
CYPHER 25 WHEN true THEN RETURN 1 AS x ELSE RETURN 2 AS x
CYPHER 25 WHEN 1 > 2 THEN { MATCH (n) RETURN n.name AS x } ELSE { RETURN 'y' AS x }
CYPHER 25 MATCH (filter) LET let = filter.name RETURN let
""".strip().splitlines()


def unescaped(texts: list[str]) -> list[str]:
    """A line break in a query is written as backslash and n in the tables."""
    return [text.replace("\\n", "\n") for text in texts]
