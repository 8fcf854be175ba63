// Who owns a company, directly and through others?
// A company that was bought is owned by its buyer. One row a link: the company's own links of any status, and above
// them the current owners of each owner.
// param name: string - name or alias of the company
// example: dealgraph query owners -p name=LinkedIn
MATCH (company:Entity)
WHERE company.lookup CONTAINS '|' + replace(toLower($name), '|', ' ') + '|'
MATCH (owner:Entity)-[link:OWNS|ACQUIRED]->(owned:Entity)-[above:OWNS|ACQUIRED*0..4]->(company)
WHERE all(step IN above WHERE step.status = 'current')
WITH owner, link, owned, min(size(above)) + 1 AS steps
RETURN steps, owner.name AS owner, owned.name AS owned, type(link) AS relation, link.status AS status,
       link.share AS share, coalesce(link.since, link.date) AS since, link.until AS until,
       link.evidence AS evidence, link.url AS url
ORDER BY steps, owner, owned, relation, status, evidence, link.id
