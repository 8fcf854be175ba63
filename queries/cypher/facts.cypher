// What does the graph know about somebody or something?
// param name: string - name or alias
// example: dealgraph query facts -p name=Stargate
MATCH (asked:Entity)
WHERE asked.lookup CONTAINS '|' + replace(toLower($name), '|', ' ') + '|'
MATCH (asked)-[link]-(:Entity)
WITH DISTINCT link
RETURN startNode(link).name AS subject, type(link) AS relation, endNode(link).name AS object,
       link.status AS status, coalesce(link.since, link.date) AS since, link.until AS until, link.sources AS sources,
       link.confidence AS confidence, link.evidence AS evidence, link.url AS url
ORDER BY relation, subject, object, status, evidence, link.id
