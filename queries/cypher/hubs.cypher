// Who has the most connections?
// By the number of links; `neighbours` counts whom they join it to, each once.
// param limit: int = 20 - how many
// example: dealgraph query hubs -p limit=5
MATCH (entity:Entity)
WITH entity, COUNT { (entity)--(:Entity) } AS links
ORDER BY links DESC, entity.name, entity.id
LIMIT $limit
MATCH (entity)--(other:Entity)
WITH entity, links, count(DISTINCT other.id) AS neighbours
RETURN entity.name AS name,
       coalesce(head([l IN labels(entity) WHERE NOT l IN ['Entity', 'Organization']]), 'Organization') AS class,
       links, neighbours, entity.sources AS sources
ORDER BY links DESC, name, entity.id
