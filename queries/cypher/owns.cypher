// What does somebody own, directly and through others?
// What was bought is owned. One row a link: its own links of any status, and below the current ones what these own in
// turn.
// param name: string - name or alias of the owner
// example: dealgraph query owns -p name=Microsoft
MATCH (top:Entity)
WHERE top.lookup CONTAINS '|' + replace(toLower($name), '|', ' ') + '|'
MATCH (top)-[above:OWNS|ACQUIRED*0..4]->(owner:Entity)-[link:OWNS|ACQUIRED]->(owned:Entity)
WHERE all(step IN above WHERE step.status = 'current')
WITH owner, link, owned, min(size(above)) + 1 AS steps
RETURN steps, owner.name AS owner, owned.name AS owned, type(link) AS relation, link.status AS status,
       link.share AS share, coalesce(link.since, link.date) AS since, link.until AS until,
       link.evidence AS evidence, link.url AS url
ORDER BY steps, owner, owned, relation, status, evidence, link.id
