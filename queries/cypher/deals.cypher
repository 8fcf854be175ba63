// Which facts are about the most money?
// Amounts are compared within a currency; they are not converted.
// Of the relations that dealgraph comes with.
// param currency: string = "USD" - ISO 4217 code
// param least: float = 0 - only amounts from here
// param limit: int = 25 - how many
// example: dealgraph query deals -p least=100000000000
MATCH (subject:Entity)-[link
  :OWNS|ACQUIRED|INVESTED_IN|FOUNDED|WORKS_FOR|BOARD_MEMBER_OF|PARTNERS_WITH|PARTICIPATES_IN|ANNOUNCED|DEVELOPS|USES
  |SUPPLIES|COMPETES_WITH|SUED|PLAINTIFF_IN|DEFENDANT_IN|FILED_IN|ALLEGES_VIOLATION_OF|JUDGE_IN|COUNSEL_IN
  |INVESTIGATES|HEADQUARTERED_IN]->(object:Entity)
WHERE link.amount >= $least AND link.currency = toUpper($currency)
RETURN link.amount AS amount, link.bound AS bound, link.currency AS currency, subject.name AS subject,
       type(link) AS relation, object.name AS object, link.status AS status,
       coalesce(link.since, link.date) AS since, link.evidence AS evidence, link.url AS url
ORDER BY amount DESC, subject, relation, object, evidence, link.id
LIMIT $limit
