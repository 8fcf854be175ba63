// Which ventures are there, who is in them, who announced them, who pays?
// param name: string = "" - name or alias of a venture or of one in it; empty for all
// example: dealgraph query ventures -p name=Stargate
MATCH (venture:Venture)
WHERE $name = '' OR EXISTS {
  MATCH (near:Entity)-[:PARTICIPATES_IN|ANNOUNCED|INVESTED_IN|FOUNDED*0..1]->(venture)
  WHERE toLower(near.name) = toLower($name) OR any(alias IN near.aliases WHERE toLower(alias) = toLower($name))
}
MATCH (member:Entity)-[link:PARTICIPATES_IN|ANNOUNCED|INVESTED_IN|FOUNDED]->(venture)
RETURN venture.name AS venture, type(link) AS relation, member.name AS member, link.status AS status,
       link.amount AS amount, link.currency AS currency, coalesce(link.since, link.date) AS since,
       link.evidence AS evidence, link.url AS url
ORDER BY venture, relation, member, status, evidence, link.id
