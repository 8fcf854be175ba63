// To whom does a company sell or provide goods and services?
// param name: string - name or alias of the supplier
// example: dealgraph query customers -p name=Nvidia
MATCH (supplier:Entity)-[link:SUPPLIES]->(customer:Entity)
WHERE supplier.lookup CONTAINS '|' + replace(toLower($name), '|', ' ') + '|'
RETURN customer.name AS customer, supplier.name AS supplier, link.status AS status, link.amount AS amount,
       link.currency AS currency, coalesce(link.since, link.date) AS since, link.evidence AS evidence,
       link.url AS url
ORDER BY customer, supplier, status, evidence, link.id
