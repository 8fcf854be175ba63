// Who has the most connections?
// By the number of links; `neighbours` counts whom they join it to, each once.
// param limit: int = 20 - how many
// example: dealgraph query hubs -p limit=5
// Degrees are kept ready by the engines; what claims and articles add to them is taken off
MATCH (entity:Entity)
WITH entity, COUNT { (entity)--() } - COUNT { (entity)<-[:SUBJECT]-() } - COUNT { (entity)<-[:OBJECT]-() }
     - COUNT { (entity)<-[:MENTIONS]-() } AS degree
ORDER BY degree DESC, entity.name, entity.id
LIMIT $limit
MATCH (entity)-[link]-(other:Entity)
WITH entity, count(DISTINCT link) AS links, count(DISTINCT other.id) AS neighbours
RETURN entity.name AS name,
       coalesce(head([l IN labels(entity) WHERE NOT l IN ['Entity', 'Organization']]), 'Organization') AS class,
       links, neighbours, entity.sources AS sources
ORDER BY links DESC, name, entity.id
