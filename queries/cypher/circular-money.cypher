// Where does money come back to the one who invested it?
// A circle starts with an investment of A in B and leads back to A in one to three more links, each followed the way
// the money goes: from an investor to what it backs, from a customer to its supplier, from a user to what it uses, from
// a product to its maker. One link of a circle may be a partnership, which goes either way. Links that are over are left
// out; planned and rumoured ones are in.
// One row a link; `way` numbers the circles, `step` the links of one, and `circle` names who is in it.
// param name: string = "" - name or alias of one in the circle; empty for all
// param limit: int = 100 - how many circles, the shortest first
// example: dealgraph query circular-money -p name=Oracle
MATCH (a:Entity)-[first:INVESTED_IN]->(b:Entity)
WHERE first.status <> 'former' AND a.id <> b.id
MATCH (b)-[second:INVESTED_IN|SUPPLIES|USES|DEVELOPS|PARTNERS_WITH*0..1]-(c:Entity)
WHERE c.id <> a.id AND all(link IN second WHERE link.status <> 'former' AND (
        type(link) = 'PARTNERS_WITH'
        OR (type(link) IN ['INVESTED_IN', 'USES'] AND endNode(link).id = c.id)
        OR (type(link) IN ['SUPPLIES', 'DEVELOPS'] AND startNode(link).id = c.id)))
MATCH (c)-[third:INVESTED_IN|SUPPLIES|USES|DEVELOPS|PARTNERS_WITH*0..1]-(d:Entity)
WHERE d.id <> a.id AND (size(third) = 0 OR (size(second) = 1 AND d.id <> b.id)) AND all(link IN third WHERE
        link.status <> 'former' AND (
        type(link) = 'PARTNERS_WITH'
        OR (type(link) IN ['INVESTED_IN', 'USES'] AND endNode(link).id = d.id)
        OR (type(link) IN ['SUPPLIES', 'DEVELOPS'] AND startNode(link).id = d.id)))
  AND size([link IN second + third WHERE type(link) = 'PARTNERS_WITH']) < 2
  AND all(link IN second + third WHERE type(link) <> 'INVESTED_IN' OR link.id > first.id)
MATCH (d)-[final:INVESTED_IN|SUPPLIES|USES|DEVELOPS|PARTNERS_WITH]-(a)
WHERE final.status <> 'former' AND (
        (type(final) = 'PARTNERS_WITH' AND none(link IN second + third WHERE type(link) = 'PARTNERS_WITH'))
        OR (type(final) IN ['INVESTED_IN', 'USES'] AND endNode(final).id = a.id)
        OR (type(final) IN ['SUPPLIES', 'DEVELOPS'] AND startNode(final).id = a.id))
WITH [first] + second + third + [final] AS links, [a, b] + [link IN second | c] + [link IN third | d] + [a] AS stops
WHERE (type(last(links)) <> 'INVESTED_IN' OR last(links).id > head(links).id)
  AND ($name = '' OR any(stop IN stops WHERE stop.lookup CONTAINS '|' + replace(toLower($name), '|', ' ') + '|'))
WITH links, reduce(text = '', stop IN stops | text + ' > ' + stop.name) AS circle
ORDER BY size(links), circle, reduce(key = '', link IN links | key + ' ' + type(link) + ' ' + link.id)
LIMIT $limit
WITH collect(links) AS ways, collect(substring(circle, 3)) AS circles
UNWIND range(0, size(ways) - 1) AS w
UNWIND range(0, size(ways[w]) - 1) AS s
WITH w + 1 AS way, s + 1 AS step, circles[w] AS circle, ways[w][s] AS link
RETURN way, step, startNode(link).name AS subject, type(link) AS relation, endNode(link).name AS object,
       link.status AS status, link.amount AS amount, link.currency AS currency, circle, link.evidence AS evidence,
       link.url AS url
ORDER BY way, step
