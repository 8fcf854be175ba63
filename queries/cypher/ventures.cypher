// Which ventures are there, who is in them, who announced them, who pays?
// param name: string = "" - name or alias of a venture or of one in it; empty for all
// param limit: int = 1000 - how many, the first in the order of the columns
// example: dealgraph query ventures -p name=Stargate
CALL () {
  MATCH (asked:Entity) WHERE asked.lookup CONTAINS '|' + replace(toLower($name), '|', ' ') + '|'
  MATCH (asked)-[:PARTICIPATES_IN|ANNOUNCED|INVESTED_IN|FOUNDED*0..1]->(venture:Venture)
  RETURN DISTINCT venture
  UNION ALL
  WITH $name AS name WHERE name = ''
  MATCH (venture:Venture)
  RETURN venture
}
MATCH (member:Entity)-[link:PARTICIPATES_IN|ANNOUNCED|INVESTED_IN|FOUNDED]->(venture)
RETURN venture.name AS venture, type(link) AS relation, member.name AS member, link.status AS status,
       link.amount AS amount, link.currency AS currency, coalesce(link.since, link.date) AS since,
       link.evidence AS evidence, link.url AS url
ORDER BY venture, relation, member, status, evidence, link.id
LIMIT $limit
