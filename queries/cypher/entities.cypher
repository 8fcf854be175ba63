// Which names does the graph know, of what kind, from how many articles?
// param name: string = "" - a part of a name or alias; empty for all
// param limit: int = 50 - how many, the best sourced first
// example: dealgraph query entities -p name=linkedin
MATCH (entity:Entity)
WHERE entity.lookup CONTAINS replace(toLower($name), '|', ' ')
RETURN entity.name AS name,
       coalesce(head([l IN labels(entity) WHERE NOT l IN ['Entity', 'Organization']]), 'Organization') AS class,
       entity.aliases AS aliases, entity.wikidata AS wikidata, entity.sources AS sources,
       entity.first_seen AS first_seen, entity.last_seen AS last_seen
ORDER BY sources DESC, name, class, entity.id
LIMIT $limit
