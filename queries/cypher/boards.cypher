// Who sits on the boards of two organisations, now or formerly?
// param name: string = "" - name or alias of one of the organisations; empty for all
// param limit: int = 1000 - how many, the first in the order of the columns
// example: dealgraph query boards -p name=Microsoft
CALL () {
  MATCH (asked:Entity) WHERE asked.lookup CONTAINS '|' + replace(toLower($name), '|', ' ') + '|'
  MATCH (asked)<-[:BOARD_MEMBER_OF]-(person:Person)
  RETURN DISTINCT person
  UNION ALL
  WITH $name AS name WHERE name = ''
  MATCH (person:Person)-[:BOARD_MEMBER_OF]->(:Entity)
  RETURN DISTINCT person
}
MATCH (person)-[link:BOARD_MEMBER_OF]->(one:Entity)
MATCH (person)-[other_link:BOARD_MEMBER_OF]->(other:Entity)
WHERE (one.name < other.name OR (one.name = other.name AND one.id < other.id))
  AND ($name = '' OR any(side IN [one, other] WHERE side.lookup CONTAINS '|' + replace(toLower($name), '|', ' ') + '|'))
RETURN person.name AS person, one.name AS organization, link.role AS role, link.status AS status,
       link.evidence AS evidence, link.url AS url, other.name AS other_organization, other_link.role AS other_role,
       other_link.status AS other_status, other_link.evidence AS other_evidence, other_link.url AS other_url
ORDER BY person, organization, other_organization, evidence, other_evidence, link.id, other_link.id
LIMIT $limit
