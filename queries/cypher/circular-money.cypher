// Where does money come back to the one who invested it?
// A circle starts with an investment of A in B and leads back to A in one to three more links, each followed the way
// the money goes: from an investor to what it backs, from a customer to its supplier, from a user to what it uses, from
// a product to its maker. One link of a circle may be a partnership, which goes either way. Links that are over are
// left out; planned and rumoured ones are in.
// One row a link; `way` numbers the circles, `step` the links of one, and `circle` names who is in it.
// In a graph of 3,000 investments and more, circles are of at most three links around a name, and of two where no name
// is given: `dealgraph analyse circular-money` finds the longer ones.
// param name: string = "" - name or alias of one in the circle; empty for all
// param limit: int = 100 - how many circles, the shortest first
// example: dealgraph query circular-money -p name=Oracle
CALL () { MATCH (:Entity)-[deal:INVESTED_IN]->(:Entity) RETURN count(deal) < 3000 AS few }
// SKIP 0 keeps Neo4j from meeting in the middle, which takes the product of all neighbours
CALL () {
  CALL () {
    MATCH (x:Entity)
    WHERE $name <> '' AND x.lookup CONTAINS '|' + replace(toLower($name), '|', ' ') + '|'
    RETURN x
    UNION
    MATCH (x:Entity)-[:INVESTED_IN]->(:Entity)
    WHERE $name = ''
    RETURN x
  }
  MATCH (x)-[one:INVESTED_IN|SUPPLIES|USES|DEVELOPS|PARTNERS_WITH]-(p:Entity)
  WHERE one.status <> 'former' AND (type(one) = 'PARTNERS_WITH'
    OR (type(one) IN ['INVESTED_IN', 'USES'] AND endNode(one).id = p.id)
    OR (type(one) IN ['SUPPLIES', 'DEVELOPS'] AND startNode(one).id = p.id))
    AND ($name <> '' OR type(one) = 'INVESTED_IN') AND p.id <> x.id
  WITH x, p, one SKIP 0
  MATCH (p)-[two:INVESTED_IN|SUPPLIES|USES|DEVELOPS|PARTNERS_WITH]-(x)
  WHERE two.status <> 'former' AND (type(two) = 'PARTNERS_WITH'
    OR (type(two) IN ['INVESTED_IN', 'USES'] AND endNode(two).id = x.id)
    OR (type(two) IN ['SUPPLIES', 'DEVELOPS'] AND startNode(two).id = x.id))
    AND ($name <> '' OR type(two) <> 'INVESTED_IN' OR two.id > one.id)
  WITH [one, two] AS links, [x, p] AS stops
  WHERE size([link IN links WHERE type(link) = 'PARTNERS_WITH']) < 2
    AND any(link IN links WHERE type(link) = 'INVESTED_IN')
  RETURN collect([links, [stop IN stops | stop.name]]) AS pairs
}
WITH few, pairs, size(pairs) AS shorter
CALL (few, shorter) {
  WITH few, shorter
  WHERE shorter < $limit AND (few OR $name <> '')
  CALL () {
    MATCH (x:Entity)
    WHERE $name <> '' AND x.lookup CONTAINS '|' + replace(toLower($name), '|', ' ') + '|'
    RETURN x
    UNION
    MATCH (x:Entity)-[:INVESTED_IN]->(:Entity)
    WHERE $name = ''
    RETURN x
  }
  MATCH (x)-[one:INVESTED_IN|SUPPLIES|USES|DEVELOPS|PARTNERS_WITH]-(p:Entity)
  WHERE one.status <> 'former' AND (type(one) = 'PARTNERS_WITH'
    OR (type(one) IN ['INVESTED_IN', 'USES'] AND endNode(one).id = p.id)
    OR (type(one) IN ['SUPPLIES', 'DEVELOPS'] AND startNode(one).id = p.id))
    AND ($name <> '' OR type(one) = 'INVESTED_IN') AND p.id <> x.id
  WITH x, p, one SKIP 0
  MATCH (p)-[two:INVESTED_IN|SUPPLIES|USES|DEVELOPS|PARTNERS_WITH]-(q:Entity)
  WHERE two.status <> 'former' AND (type(two) = 'PARTNERS_WITH'
    OR (type(two) IN ['INVESTED_IN', 'USES'] AND endNode(two).id = q.id)
    OR (type(two) IN ['SUPPLIES', 'DEVELOPS'] AND startNode(two).id = q.id))
    AND ($name <> '' OR type(two) <> 'INVESTED_IN' OR two.id > one.id) AND NOT q.id IN [x.id, p.id]
  WITH x, p, q, one, two SKIP 0
  MATCH (q)-[three:INVESTED_IN|SUPPLIES|USES|DEVELOPS|PARTNERS_WITH]-(x)
  WHERE three.status <> 'former' AND (type(three) = 'PARTNERS_WITH'
    OR (type(three) IN ['INVESTED_IN', 'USES'] AND endNode(three).id = x.id)
    OR (type(three) IN ['SUPPLIES', 'DEVELOPS'] AND startNode(three).id = x.id))
    AND ($name <> '' OR type(three) <> 'INVESTED_IN' OR three.id > one.id)
  WITH [one, two, three] AS links, [x, p, q] AS stops
  WHERE size([link IN links WHERE type(link) = 'PARTNERS_WITH']) < 2
    AND any(link IN links WHERE type(link) = 'INVESTED_IN')
  RETURN collect([links, [stop IN stops | stop.name]]) AS triangles
}
WITH few, pairs, triangles, shorter + size(triangles) AS shorter
CALL (few, shorter) {
  WITH few, shorter
  WHERE shorter < $limit AND few
  CALL () {
    MATCH (x:Entity)
    WHERE $name <> '' AND x.lookup CONTAINS '|' + replace(toLower($name), '|', ' ') + '|'
    RETURN x
    UNION
    MATCH (x:Entity)-[:INVESTED_IN]->(:Entity)
    WHERE $name = ''
    RETURN x
  }
  MATCH (x)-[one:INVESTED_IN|SUPPLIES|USES|DEVELOPS|PARTNERS_WITH]-(p:Entity)
  WHERE one.status <> 'former' AND (type(one) = 'PARTNERS_WITH'
    OR (type(one) IN ['INVESTED_IN', 'USES'] AND endNode(one).id = p.id)
    OR (type(one) IN ['SUPPLIES', 'DEVELOPS'] AND startNode(one).id = p.id))
    AND ($name <> '' OR type(one) = 'INVESTED_IN') AND p.id <> x.id
  WITH x, p, one SKIP 0
  MATCH (p)-[two:INVESTED_IN|SUPPLIES|USES|DEVELOPS|PARTNERS_WITH]-(q:Entity)
  WHERE two.status <> 'former' AND (type(two) = 'PARTNERS_WITH'
    OR (type(two) IN ['INVESTED_IN', 'USES'] AND endNode(two).id = q.id)
    OR (type(two) IN ['SUPPLIES', 'DEVELOPS'] AND startNode(two).id = q.id))
    AND ($name <> '' OR type(two) <> 'INVESTED_IN' OR two.id > one.id) AND NOT q.id IN [x.id, p.id]
  WITH x, p, q, one, two SKIP 0
  MATCH (q)-[three:INVESTED_IN|SUPPLIES|USES|DEVELOPS|PARTNERS_WITH]-(r:Entity)
  WHERE three.status <> 'former' AND (type(three) = 'PARTNERS_WITH'
    OR (type(three) IN ['INVESTED_IN', 'USES'] AND endNode(three).id = r.id)
    OR (type(three) IN ['SUPPLIES', 'DEVELOPS'] AND startNode(three).id = r.id))
    AND ($name <> '' OR type(three) <> 'INVESTED_IN' OR three.id > one.id) AND NOT r.id IN [x.id, p.id, q.id]
  WITH x, p, q, r, one, two, three SKIP 0
  MATCH (r)-[four:INVESTED_IN|SUPPLIES|USES|DEVELOPS|PARTNERS_WITH]-(x)
  WHERE four.status <> 'former' AND (type(four) = 'PARTNERS_WITH'
    OR (type(four) IN ['INVESTED_IN', 'USES'] AND endNode(four).id = x.id)
    OR (type(four) IN ['SUPPLIES', 'DEVELOPS'] AND startNode(four).id = x.id))
    AND ($name <> '' OR type(four) <> 'INVESTED_IN' OR four.id > one.id)
  WITH [one, two, three, four] AS links, [x, p, q, r] AS stops
  WHERE size([link IN links WHERE type(link) = 'PARTNERS_WITH']) < 2
    AND any(link IN links WHERE type(link) = 'INVESTED_IN')
  RETURN collect([links, [stop IN stops | stop.name]]) AS squares
}
UNWIND pairs + triangles + squares AS found
// A circle begins with its investment of the least id, wherever the name stands in it
WITH found[0] AS links, found[1] AS names,
     head([i IN range(0, size(found[0]) - 1) WHERE type(found[0][i]) = 'INVESTED_IN' AND
           all(link IN found[0] WHERE type(link) <> 'INVESTED_IN' OR link.id >= found[0][i].id)]) AS first
WITH DISTINCT links[first..] + links[..first] AS links, names[first..] + names[..first] AS names
WITH links, reduce(text = '', name IN names + [head(names)] | text + ' > ' + name) AS circle
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
