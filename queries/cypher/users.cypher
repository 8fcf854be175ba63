// Who uses what?
// param name: string = "" - name or alias of a product, of its maker or of a user; empty for all
// example: dealgraph query users -p name=OpenAI
MATCH (user:Entity)-[link:USES]->(used:Entity)
WHERE $name = ''
   OR toLower(user.name) = toLower($name) OR any(alias IN user.aliases WHERE toLower(alias) = toLower($name))
   OR EXISTS {
     MATCH (near:Entity)-[:DEVELOPS*0..1]->(used)
     WHERE toLower(near.name) = toLower($name) OR any(alias IN near.aliases WHERE toLower(alias) = toLower($name))
   }
RETURN user.name AS user, used.name AS used, link.status AS status, coalesce(link.since, link.date) AS since,
       link.evidence AS evidence, link.url AS url
ORDER BY user, used, status, evidence, link.id
