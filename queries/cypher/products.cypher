// Which products does somebody make?
// param name: string - name or alias of the maker
// example: dealgraph query products -p name=OpenAI
MATCH (maker:Entity)-[link:DEVELOPS]->(product:Product)
WHERE maker.lookup CONTAINS '|' + replace(toLower($name), '|', ' ') + '|'
RETURN product.name AS product, maker.name AS maker, link.status AS status,
       coalesce(link.since, link.date) AS since, link.evidence AS evidence, link.url AS url
ORDER BY product, maker, status, evidence, link.id
