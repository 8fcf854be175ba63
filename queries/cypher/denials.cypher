// What has been denied, and is it stated elsewhere?
// `stated_as` is the status under which the graph holds the fact all the same, if it does.
// param name: string = "" - name or alias of one whom it concerns; empty for all
// param limit: int = 1000 - how many, the first in the order of the columns
// example: dealgraph query denials
CALL () {
  MATCH (asked:Entity) WHERE asked.lookup CONTAINS '|' + replace(toLower($name), '|', ' ') + '|'
  MATCH (asked)<-[:SUBJECT|OBJECT]-(claim:Claim)
  WHERE claim.status = 'denied'
  RETURN DISTINCT claim
  UNION ALL
  WITH $name AS name WHERE name = ''
  MATCH (claim:Claim)
  WHERE claim.status = 'denied'
  RETURN claim
}
MATCH (claim)-[:STATED_IN]->(article:Article)
MATCH (claim)-[:SUBJECT]->(subject:Entity)
MATCH (claim)-[:OBJECT]->(object:Entity)
WITH claim, article, subject, object
ORDER BY coalesce(article.published, ''), subject.name, claim.relation, object.name, claim.evidence, claim.id
LIMIT $limit
OPTIONAL MATCH (subject)-[link]->(object)
WHERE type(link) = claim.relation
RETURN subject.name AS subject, claim.relation AS relation, object.name AS object, claim.status AS status,
       link.status AS stated_as, claim.evidence AS evidence, article.headline AS headline,
       article.published AS published, article.url AS url
ORDER BY coalesce(published, ''), subject, relation, object, evidence, claim.id, link.id
