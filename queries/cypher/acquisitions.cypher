// Who has bought whom or what, for how much?
// param name: string = "" - name or alias of the buyer or of what was bought; empty for all
// param limit: int = 1000 - how many, the first in the order of the columns
// example: dealgraph query acquisitions -p name=Microsoft
CALL () {
  MATCH (asked:Entity) WHERE asked.lookup CONTAINS '|' + replace(toLower($name), '|', ' ') + '|'
  MATCH (asked)-[link:ACQUIRED]-(:Entity)
  RETURN DISTINCT link
  UNION ALL
  WITH $name AS name WHERE name = ''
  MATCH (:Entity)-[link:ACQUIRED]->(:Entity)
  RETURN link
}
WITH startNode(link) AS buyer, link, endNode(link) AS bought
RETURN buyer.name AS buyer, bought.name AS bought, link.status AS status, link.amount AS amount,
       link.bound AS bound, link.currency AS currency, coalesce(link.since, link.date) AS since,
       link.evidence AS evidence, link.url AS url
ORDER BY buyer, bought, status, evidence, link.id
LIMIT $limit
