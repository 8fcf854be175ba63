// Which sentences of which articles state a fact, also the ones that deny it?
// param subject: string = "" - name or alias of the subject; empty for any
// param relation: string = "" - relation, as OWNS; empty for any
// param object: string = "" - name or alias of the object; empty for any
// param limit: int = 1000 - how many, the first in the order of the columns
// example: dealgraph query sources -p subject=Microsoft -p relation=OWNS -p object=LinkedIn
CALL () {
  MATCH (asked:Entity) WHERE asked.lookup CONTAINS '|' + replace(toLower($subject), '|', ' ') + '|'
  MATCH (asked)<-[:SUBJECT]-(claim:Claim)
  RETURN DISTINCT claim
  UNION ALL
  WITH $subject AS name WHERE name = ''
  MATCH (asked:Entity) WHERE asked.lookup CONTAINS '|' + replace(toLower($object), '|', ' ') + '|'
  MATCH (asked)<-[:OBJECT]-(claim:Claim)
  RETURN DISTINCT claim
  UNION ALL
  WITH $subject + $object AS names WHERE names = '' AND $relation <> ''
  MATCH (claim:Claim) WHERE claim.relation = toUpper($relation)
  RETURN DISTINCT claim
  UNION ALL
  WITH $subject + $object + $relation AS given WHERE given = ''
  MATCH (article:Article)
  WHERE EXISTS { (article)<-[:STATED_IN]-(:Claim) }
  WITH coalesce(article.published, '') AS day
  ORDER BY day LIMIT $limit
  WITH max(day) AS last
  MATCH (early:Article)
  WHERE coalesce(early.published, '') <= last
  MATCH (early)<-[:STATED_IN]-(claim:Claim)
  RETURN claim
}
MATCH (claim)-[:SUBJECT]->(subject:Entity)
MATCH (claim)-[:OBJECT]->(object:Entity)
WHERE ($relation = '' OR claim.relation = toUpper($relation))
  AND ($object = '' OR object.lookup CONTAINS '|' + replace(toLower($object), '|', ' ') + '|')
MATCH (claim)-[:STATED_IN]->(article:Article)
RETURN subject.name AS subject, claim.relation AS relation, object.name AS object, claim.status AS status,
       claim.evidence AS evidence, article.headline AS headline, article.publisher AS publisher,
       article.published AS published, article.url AS url, claim.confidence AS confidence,
       claim.extractor AS extractor
ORDER BY coalesce(published, ''), subject, relation, object, status, evidence, claim.id
LIMIT $limit
