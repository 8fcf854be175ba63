// Which ventures are there, who is in them, who announced them, who pays?
// param name: string = "" - name or alias of a venture or of one in it; empty for all
// example: dealgraph query ventures -p name=Stargate
MATCH (member:Entity)-[link:PARTICIPATES_IN|ANNOUNCED|INVESTED_IN|FOUNDED]->(venture:Venture)
WITH venture, collect(link) AS links, [venture] + collect(member) AS sides
WHERE $name = '' OR any(side IN sides WHERE
        toLower(side.name) = toLower($name) OR any(alias IN side.aliases WHERE toLower(alias) = toLower($name)))
UNWIND links AS link
RETURN venture.name AS venture, type(link) AS relation, startNode(link).name AS member, link.status AS status,
       link.amount AS amount, link.currency AS currency, coalesce(link.since, link.date) AS since,
       link.evidence AS evidence, link.url AS url
ORDER BY venture, relation, member, status, evidence, link.id
