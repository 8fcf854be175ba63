// Who uses what?
// param name: string = "" - name or alias of a product, of its maker or of a user; empty for all
// param limit: int = 1000 - how many, the first in the order of the columns
// example: dealgraph query users -p name=OpenAI
CALL () {
  MATCH (asked:Entity) WHERE asked.lookup CONTAINS '|' + replace(toLower($name), '|', ' ') + '|'
  MATCH (asked)-[:DEVELOPS*0..1]->(side:Entity)
  MATCH (side)-[link:USES]-(:Entity)
  WHERE side.id = asked.id OR endNode(link).id = side.id
  RETURN DISTINCT link
  UNION ALL
  WITH $name AS name WHERE name = ''
  MATCH (:Entity)-[link:USES]->(:Entity)
  RETURN link
}
WITH startNode(link) AS user, link, endNode(link) AS used
RETURN user.name AS user, used.name AS used, link.status AS status, coalesce(link.since, link.date) AS since,
       link.evidence AS evidence, link.url AS url
ORDER BY user, used, status, evidence, link.id
LIMIT $limit
