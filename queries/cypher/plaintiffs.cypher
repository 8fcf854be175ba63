// Who has taken somebody to court?
// One row a fact: `against` is the lawsuit in which it is defendant, or itself where the text names no suit.
// param name: string - name or alias of the defendant
// example: dealgraph query plaintiffs -p name=OpenAI
MATCH (asked:Entity)
WHERE asked.lookup CONTAINS '|' + replace(toLower($name), '|', ' ') + '|'
MATCH (plaintiff:Entity)-[link:SUED|PLAINTIFF_IN]->(against:Entity)<-[:DEFENDANT_IN*0..1]-(asked)
WITH DISTINCT plaintiff, link, against
RETURN plaintiff.name AS plaintiff, type(link) AS relation, against.name AS against, link.status AS status,
       link.case_number AS case_number, coalesce(link.since, link.date) AS since, link.evidence AS evidence,
       link.url AS url
ORDER BY plaintiff, relation, against, status, evidence, link.id
