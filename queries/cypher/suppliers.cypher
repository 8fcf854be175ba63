// Who sells or provides goods and services to somebody?
// param name: string - name or alias of the customer
// example: dealgraph query suppliers -p name=OpenAI
MATCH (supplier:Entity)-[link:SUPPLIES]->(customer:Entity)
WHERE customer.lookup CONTAINS '|' + replace(toLower($name), '|', ' ') + '|'
RETURN supplier.name AS supplier, customer.name AS customer, link.status AS status, link.amount AS amount,
       link.currency AS currency, coalesce(link.since, link.date) AS since, link.evidence AS evidence,
       link.url AS url
ORDER BY supplier, customer, status, evidence, link.id
