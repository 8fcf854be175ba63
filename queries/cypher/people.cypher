// Who works for an organisation, sits on its board or founded it, now or formerly, and in which role?
// param name: string - name or alias of the organisation
// example: dealgraph query people -p name=Microsoft
MATCH (person:Person)-[link:WORKS_FOR|BOARD_MEMBER_OF|FOUNDED]->(organization:Entity)
WHERE organization.lookup CONTAINS '|' + replace(toLower($name), '|', ' ') + '|'
RETURN person.name AS person, type(link) AS relation, link.role AS role, organization.name AS organization,
       link.status AS status, coalesce(link.since, link.date) AS since, link.until AS until,
       link.evidence AS evidence, link.url AS url
ORDER BY person, relation, organization, status, evidence, link.id
