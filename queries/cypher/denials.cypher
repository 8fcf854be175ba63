// What has been denied, and is it stated elsewhere?
// `stated_as` is the status under which the graph holds the fact all the same, if it does.
// param name: string = "" - name or alias of one whom it concerns; empty for all
// example: dealgraph query denials
MATCH (subject:Entity)<-[:SUBJECT]-(claim:Claim)-[:OBJECT]->(object:Entity)
WHERE claim.status = 'denied'
  AND ($name = '' OR any(side IN [subject, object] WHERE
        toLower(side.name) = toLower($name) OR any(alias IN side.aliases WHERE toLower(alias) = toLower($name))))
MATCH (claim)-[:STATED_IN]->(article:Article)
OPTIONAL MATCH (subject)-[link]->(object)
WHERE type(link) = claim.relation
RETURN subject.name AS subject, claim.relation AS relation, object.name AS object, claim.status AS status,
       link.status AS stated_as, claim.evidence AS evidence, article.headline AS headline,
       article.published AS published, article.url AS url
ORDER BY coalesce(published, ''), subject, relation, object, evidence, claim.id, link.id
