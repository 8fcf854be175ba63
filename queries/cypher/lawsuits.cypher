// Which lawsuits is somebody a party to, before which court, under which docket number and statute, against whom?
// One row a fact of such a lawsuit; `relation` says what `name` is to it.
// param name: string - name or alias of a plaintiff or defendant
// example: dealgraph query lawsuits -p name=LinkedIn
MATCH (party:Entity)-[:PLAINTIFF_IN|DEFENDANT_IN]->(lawsuit:Lawsuit)
WHERE party.lookup CONTAINS '|' + replace(toLower($name), '|', ' ') + '|'
WITH DISTINCT lawsuit
MATCH (lawsuit)-[link:PLAINTIFF_IN|DEFENDANT_IN|FILED_IN|ALLEGES_VIOLATION_OF|JUDGE_IN|COUNSEL_IN]-(other:Entity)
RETURN lawsuit.name AS lawsuit, type(link) AS relation, other.name AS name, link.status AS status,
       link.case_number AS case_number, coalesce(link.since, link.date) AS since, link.evidence AS evidence,
       link.url AS url
ORDER BY lawsuit, relation, name, status, evidence, link.id
