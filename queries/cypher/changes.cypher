// What was first reported between two dates?
// A fact is new when the earliest dated article that states it, under this status, falls between the dates, both
// included. A date known only to the month or year counts where it may fall between them. The evidence is that
// article's.
// param since: date - first day, month or year
// param until: date = "9999" - last day, month or year
// param name: string = "" - name or alias of one whom it concerns; empty for all
// param limit: int = 1000 - how many, the first in the order of the columns
// example: dealgraph query changes -p since=2025-09 -p until=2025-09
CALL () {
  MATCH (asked:Entity) WHERE asked.lookup CONTAINS '|' + replace(toLower($name), '|', ' ') + '|'
  MATCH (asked)<-[:SUBJECT|OBJECT]-(claim:Claim)
  RETURN DISTINCT claim
  UNION ALL
  WITH $name AS name WHERE name = ''
  MATCH (claim:Claim) WHERE claim.published >= $since AND claim.published <= $until + '~'
  RETURN claim
  UNION ALL
  WITH $name AS name WHERE name = ''
  MATCH (claim:Claim) WHERE claim.published IN [left($since, 4), left($since, 7)] AND claim.published < $since
  RETURN claim
}
WITH claim, claim.published AS first_reported
WHERE left($since, size(first_reported)) <= left(first_reported, size($since))
  AND left(first_reported, size($until)) <= left($until, size(first_reported))
  AND NOT EXISTS {
    MATCH (earlier:Claim {fact: claim.fact})
    WHERE earlier.published < claim.published OR (earlier.published = claim.published AND earlier.id < claim.id)
  }
MATCH (claim)-[:SUBJECT]->(subject:Entity)
MATCH (claim)-[:OBJECT]->(object:Entity)
WITH claim, first_reported, subject, object
ORDER BY first_reported, subject.name, claim.relation, object.name, claim.status, claim.evidence, claim.id
LIMIT $limit
MATCH (claim)-[:STATED_IN]->(article:Article)
RETURN first_reported, subject.name AS subject, claim.relation AS relation, object.name AS object,
       claim.status AS status,
       COUNT { MATCH (other:Claim {fact: claim.fact}) WHERE other.published IS NOT NULL } AS reports,
       claim.evidence AS evidence, article.url AS url
ORDER BY first_reported, subject, relation, object, status, evidence, claim.id
