// Who sits on the boards of two organisations, now or formerly?
// param name: string = "" - name or alias of one of the organisations; empty for all
// example: dealgraph query boards -p name=Microsoft
MATCH (one:Entity)<-[link:BOARD_MEMBER_OF]-(person:Person)-[other_link:BOARD_MEMBER_OF]->(other:Entity)
WHERE (one.name < other.name OR (one.name = other.name AND one.id < other.id))
  AND ($name = '' OR any(side IN [one, other] WHERE
        toLower(side.name) = toLower($name) OR any(alias IN side.aliases WHERE toLower(alias) = toLower($name))))
RETURN person.name AS person, one.name AS organization, link.role AS role, link.status AS status,
       link.evidence AS evidence, link.url AS url, other.name AS other_organization, other_link.role AS other_role,
       other_link.status AS other_status, other_link.evidence AS other_evidence, other_link.url AS other_url
ORDER BY person, organization, other_organization, evidence, other_evidence, link.id, other_link.id
