// Where do organisations have their seat?
// param name: string = "" - name or alias of an organisation or place; empty for all
// example: dealgraph query headquarters -p name=Redmond
MATCH (organization:Entity)-[link:HEADQUARTERED_IN]->(place:Entity)
WHERE $name = '' OR any(side IN [organization, place] WHERE
        toLower(side.name) = toLower($name) OR any(alias IN side.aliases WHERE toLower(alias) = toLower($name)))
RETURN organization.name AS organization, place.name AS place, link.status AS status, link.evidence AS evidence,
       link.url AS url
ORDER BY organization, place, status, evidence, link.id
