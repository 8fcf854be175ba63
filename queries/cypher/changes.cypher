// What was first reported between two dates?
// A fact is new when the earliest dated article that states it, under this status, falls between the dates, both
// included. A date known only to the month or year counts where it may fall between them. The evidence is that
// article's.
// param since: date - first day, month or year
// param until: date = "9999" - last day, month or year
// param name: string = "" - name or alias of one whom it concerns; empty for all
// example: dealgraph query changes -p since=2025-09 -p until=2025-09
MATCH (subject:Entity)<-[:SUBJECT]-(claim:Claim)-[:OBJECT]->(object:Entity)
MATCH (claim)-[:STATED_IN]->(article:Article)
WHERE article.published IS NOT NULL
  AND ($name = '' OR any(side IN [subject, object] WHERE
        toLower(side.name) = toLower($name) OR any(alias IN side.aliases WHERE toLower(alias) = toLower($name))))
WITH subject, object, claim, article
ORDER BY article.published, claim.id
WITH subject, object, claim.relation AS relation, claim.status AS status,
     head(collect(article.published)) AS first_reported, head(collect(claim.evidence)) AS evidence,
     head(collect(coalesce(article.url, ''))) AS address, count(*) AS reports
WHERE left($since, size(first_reported)) <= left(first_reported, size($since))
  AND left(first_reported, size($until)) <= left($until, size(first_reported))
RETURN first_reported, subject.name AS subject, relation, object.name AS object, status, reports, evidence,
       CASE address WHEN '' THEN null ELSE address END AS url
ORDER BY first_reported, subject, relation, object, status, evidence
