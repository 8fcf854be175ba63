// With whom does somebody compete, itself or with its products?
// param name: string - name or alias of the company or product
// example: dealgraph query competitors -p name=Nvidia
MATCH (asked:Entity)
WHERE asked.lookup CONTAINS '|' + replace(toLower($name), '|', ' ') + '|'
MATCH (asked)-[:DEVELOPS*0..1]->(own:Entity)-[link:COMPETES_WITH]-(competitor:Entity)
WITH DISTINCT own, link, competitor
RETURN competitor.name AS competitor, own.name AS competes_with, link.status AS status, link.evidence AS evidence,
       link.url AS url
ORDER BY competitor, competes_with, status, evidence, link.id
