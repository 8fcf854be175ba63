// For whom does a person work or has worked, on which boards, as founder of what?
// param name: string - name or alias of the person
// example: dealgraph query career -p name="Mustafa Suleyman"
MATCH (person:Person)-[link:WORKS_FOR|BOARD_MEMBER_OF|FOUNDED]->(organization:Entity)
WHERE person.lookup CONTAINS '|' + replace(toLower($name), '|', ' ') + '|'
RETURN person.name AS person, type(link) AS relation, link.role AS role, organization.name AS organization,
       link.status AS status, coalesce(link.since, link.date) AS since, link.until AS until,
       link.evidence AS evidence, link.url AS url
ORDER BY person, relation, organization, status, evidence, link.id
