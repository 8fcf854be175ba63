// Where does money come back to the one who invested it?
// A circle starts with an investment of A in B and leads back to A in one to three more links, each followed the way
// the money goes: from an investor to what it backs, from a customer to its supplier, from a user to what it uses, from
// a product to its maker; partners go either way. Links that are over are left out; planned and rumoured ones are in.
// One row a link; `way` numbers the circles, `step` the links of one, and `circle` names who is in it.
// param name: string = "" - name or alias of one in the circle; empty for all
// example: dealgraph query circular-money -p name=Oracle
MATCH (a:Entity)-[first:INVESTED_IN]->(b:Entity)
MATCH path = (b)-[rest:INVESTED_IN|SUPPLIES|USES|DEVELOPS|PARTNERS_WITH*1..3]-(a)
WITH a, first, rest, nodes(path) AS stops
WHERE first.status <> 'former'
  AND all(i IN range(0, size(rest) - 1) WHERE rest[i].status <> 'former' AND (
        type(rest[i]) = 'PARTNERS_WITH'
        OR (type(rest[i]) IN ['INVESTED_IN', 'USES'] AND startNode(rest[i]).id = stops[i].id)
        OR (type(rest[i]) IN ['SUPPLIES', 'DEVELOPS'] AND endNode(rest[i]).id = stops[i].id)))
  AND all(i IN range(0, size(rest) - 1) WHERE none(j IN range(i + 1, size(rest)) WHERE stops[i].id = stops[j].id))
  AND all(link IN rest WHERE type(link) <> 'INVESTED_IN' OR link.id > first.id)
  AND ($name = '' OR any(stop IN stops WHERE
        toLower(stop.name) = toLower($name) OR any(alias IN stop.aliases WHERE toLower(alias) = toLower($name))))
WITH [first] + rest AS links, reduce(text = a.name, stop IN stops | text + ' > ' + stop.name) AS circle
ORDER BY circle, reduce(key = '', link IN links | key + ' ' + type(link) + ' ' + link.id)
WITH collect(links) AS ways, collect(circle) AS circles
UNWIND range(0, size(ways) - 1) AS w
UNWIND range(0, size(ways[w]) - 1) AS s
WITH w + 1 AS way, s + 1 AS step, circles[w] AS circle, ways[w][s] AS link
RETURN way, step, startNode(link).name AS subject, type(link) AS relation, endNode(link).name AS object,
       link.status AS status, link.amount AS amount, link.currency AS currency, circle, link.evidence AS evidence,
       link.url AS url
ORDER BY way, step
