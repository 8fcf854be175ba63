// Which authority looks into whom?
// param name: string = "" - name or alias of the authority or of who is looked into; empty for all
// param limit: int = 1000 - how many, the first in the order of the columns
// example: dealgraph query investigations -p name=FTC
CALL () {
  MATCH (asked:Entity) WHERE asked.lookup CONTAINS '|' + replace(toLower($name), '|', ' ') + '|'
  MATCH (asked)-[link:INVESTIGATES]-(:Entity)
  RETURN DISTINCT link
  UNION ALL
  WITH $name AS name WHERE name = ''
  MATCH (:Entity)-[link:INVESTIGATES]->(:Entity)
  RETURN link
}
WITH startNode(link) AS authority, link, endNode(link) AS investigated
RETURN authority.name AS authority, investigated.name AS investigated, link.status AS status,
       coalesce(link.since, link.date) AS since, link.evidence AS evidence, link.url AS url
ORDER BY authority, investigated, status, evidence, link.id
LIMIT $limit
