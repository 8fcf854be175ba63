// How are two connected? The shortest chains of facts between them, at most six long.
// One row a fact; `way` numbers the chains, `step` the facts of one, and `chain` names the entities that it passes.
// param a: string - name or alias of one
// param b: string - name or alias of the other
// param limit: int = 3 - how many chains of the same length
// example: dealgraph query connection -p a="De La Torre" -p b="Satya Nadella"
MATCH (a:Entity)
WHERE a.lookup CONTAINS '|' + replace(toLower($a), '|', ' ') + '|'
MATCH (b:Entity)
WHERE a.id <> b.id AND b.lookup CONTAINS '|' + replace(toLower($b), '|', ' ') + '|'
MATCH path = allShortestPaths((a)-[
  :OWNS|ACQUIRED|INVESTED_IN|FOUNDED|WORKS_FOR|BOARD_MEMBER_OF|PARTNERS_WITH|PARTICIPATES_IN|ANNOUNCED|DEVELOPS|USES
  |SUPPLIES|COMPETES_WITH|SUED|PLAINTIFF_IN|DEFENDANT_IN|FILED_IN|ALLEGES_VIOLATION_OF|JUDGE_IN|COUNSEL_IN
  |INVESTIGATES|HEADQUARTERED_IN*..6]-(b))
WITH relationships(path) AS links, reduce(text = '', stop IN nodes(path) | text + ' - ' + stop.name) AS names
ORDER BY size(links), names, reduce(key = '', link IN links | key + ' ' + type(link) + ' ' + link.id)
LIMIT $limit
WITH collect(links) AS ways, collect(substring(names, 3)) AS chains
UNWIND range(0, size(ways) - 1) AS w
UNWIND range(0, size(ways[w]) - 1) AS s
WITH w + 1 AS way, s + 1 AS step, chains[w] AS chain, ways[w][s] AS link
RETURN way, step, startNode(link).name AS subject, type(link) AS relation, endNode(link).name AS object,
       link.status AS status, chain, link.evidence AS evidence, link.url AS url
ORDER BY way, step
