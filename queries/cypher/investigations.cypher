// Which authority looks into whom?
// param name: string = "" - name or alias of the authority or of who is looked into; empty for all
// example: dealgraph query investigations -p name=FTC
MATCH (authority:Entity)-[link:INVESTIGATES]->(investigated:Entity)
WHERE $name = '' OR any(side IN [authority, investigated] WHERE
        toLower(side.name) = toLower($name) OR any(alias IN side.aliases WHERE toLower(alias) = toLower($name)))
RETURN authority.name AS authority, investigated.name AS investigated, link.status AS status,
       coalesce(link.since, link.date) AS since, link.evidence AS evidence, link.url AS url
ORDER BY authority, investigated, status, evidence, link.id
