// Which sentences of which articles state a fact, also the ones that deny it?
// param subject: string = "" - name or alias of the subject; empty for any
// param relation: string = "" - relation, as OWNS; empty for any
// param object: string = "" - name or alias of the object; empty for any
// example: dealgraph query sources -p subject=Microsoft -p relation=OWNS -p object=LinkedIn
MATCH (subject:Entity)<-[:SUBJECT]-(claim:Claim)-[:OBJECT]->(object:Entity)
WHERE ($relation = '' OR claim.relation = toUpper($relation))
  AND ($subject = '' OR toLower(subject.name) = toLower($subject)
       OR any(alias IN subject.aliases WHERE toLower(alias) = toLower($subject)))
  AND ($object = '' OR toLower(object.name) = toLower($object)
       OR any(alias IN object.aliases WHERE toLower(alias) = toLower($object)))
MATCH (claim)-[:STATED_IN]->(article:Article)
RETURN subject.name AS subject, claim.relation AS relation, object.name AS object, claim.status AS status,
       claim.evidence AS evidence, article.headline AS headline, article.publisher AS publisher,
       article.published AS published, article.url AS url, claim.confidence AS confidence,
       claim.extractor AS extractor
ORDER BY coalesce(published, ''), subject, relation, object, status, evidence, claim.id
