// Who uses what?
// param name: string = "" - name or alias of a product, of its maker or of a user; empty for all
// example: dealgraph query users -p name=OpenAI
MATCH (user:Entity)-[link:USES]->(used:Entity)
OPTIONAL MATCH (maker:Entity)-[:DEVELOPS]->(used)
WITH user, link, used, [user, used] + collect(maker) AS sides
WHERE $name = '' OR any(side IN sides WHERE
        toLower(side.name) = toLower($name) OR any(alias IN side.aliases WHERE toLower(alias) = toLower($name)))
RETURN user.name AS user, used.name AS used, link.status AS status, coalesce(link.since, link.date) AS since,
       link.evidence AS evidence, link.url AS url
ORDER BY user, used, status, evidence, link.id
