// Where do organisations have their seat?
// param name: string = "" - name or alias of an organisation or place; empty for all
// param limit: int = 1000 - how many, the first in the order of the columns
// example: dealgraph query headquarters -p name=Redmond
CALL () {
  MATCH (asked:Entity) WHERE asked.lookup CONTAINS '|' + replace(toLower($name), '|', ' ') + '|'
  MATCH (asked)-[link:HEADQUARTERED_IN]-(:Entity)
  RETURN DISTINCT link
  UNION ALL
  WITH $name AS name WHERE name = ''
  MATCH (:Entity)-[link:HEADQUARTERED_IN]->(:Entity)
  RETURN link
}
WITH startNode(link) AS organization, link, endNode(link) AS place
RETURN organization.name AS organization, place.name AS place, link.status AS status, link.evidence AS evidence,
       link.url AS url
ORDER BY organization, place, status, evidence, link.id
LIMIT $limit
