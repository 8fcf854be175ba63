// Who put money into a company or venture, how much, in which round?
// param name: string - name or alias of the company or venture
// example: dealgraph query investors -p name=OpenAI
MATCH (investor:Entity)-[link:INVESTED_IN]->(company:Entity)
WHERE company.lookup CONTAINS '|' + replace(toLower($name), '|', ' ') + '|'
RETURN investor.name AS investor, company.name AS company, link.status AS status, link.amount AS amount,
       link.amount_max AS amount_max, link.bound AS bound, link.currency AS currency, link.round AS round,
       link.share AS share, coalesce(link.since, link.date) AS since, link.evidence AS evidence, link.url AS url
ORDER BY investor, company, status, evidence, link.id
