// Who has the most connections?
// param limit: int = 20 - how many
// example: dealgraph query hubs -p limit=5
MATCH (entity:Entity)-[link]-(other:Entity)
WITH entity, count(DISTINCT link) AS links, count(DISTINCT other.id) AS neighbours
RETURN entity.name AS name,
       coalesce(head([l IN labels(entity) WHERE NOT l IN ['Entity', 'Organization']]), 'Organization') AS class,
       links, neighbours, entity.sources AS sources
ORDER BY neighbours DESC, links DESC, name, class, entity.id
LIMIT $limit
