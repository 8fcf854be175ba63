// What is only rumoured, or planned and not done?
// Of the relations that dealgraph comes with.
// param name: string = "" - name or alias of one whom it concerns; empty for all
// param limit: int = 1000 - how many, the first in the order of the columns
// example: dealgraph query rumours -p name=OpenAI
CALL () {
  MATCH (asked:Entity) WHERE asked.lookup CONTAINS '|' + replace(toLower($name), '|', ' ') + '|'
  MATCH (asked)-[link]-(:Entity)
  WHERE link.status IN ['planned', 'rumoured']
  RETURN DISTINCT link
  UNION ALL
  WITH $name AS name WHERE name = ''
  MATCH (:Entity)-[link
  :OWNS|ACQUIRED|INVESTED_IN|FOUNDED|WORKS_FOR|BOARD_MEMBER_OF|PARTNERS_WITH|PARTICIPATES_IN|ANNOUNCED|DEVELOPS|USES
  |SUPPLIES|COMPETES_WITH|SUED|PLAINTIFF_IN|DEFENDANT_IN|FILED_IN|ALLEGES_VIOLATION_OF|JUDGE_IN|COUNSEL_IN
  |INVESTIGATES|HEADQUARTERED_IN]->(:Entity)
  WHERE link.status IN ['planned', 'rumoured']
  RETURN link
}
WITH startNode(link) AS subject, link, endNode(link) AS object
RETURN link.status AS status, subject.name AS subject, type(link) AS relation, object.name AS object,
       link.amount AS amount, link.bound AS bound, link.currency AS currency,
       coalesce(link.since, link.date) AS since, link.sources AS sources, link.evidence AS evidence, link.url AS url
ORDER BY status DESC, subject, relation, object, evidence, link.id
LIMIT $limit
