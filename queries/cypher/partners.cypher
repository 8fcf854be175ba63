// With whom has somebody a partnership, licence or deal?
// param name: string - name or alias
// example: dealgraph query partners -p name=OpenAI
MATCH (asked:Entity)
WHERE asked.lookup CONTAINS '|' + replace(toLower($name), '|', ' ') + '|'
MATCH (asked)-[link:PARTNERS_WITH]-(partner:Entity)
RETURN partner.name AS partner, asked.name AS partner_of, link.status AS status, link.amount AS amount,
       link.currency AS currency, coalesce(link.since, link.date) AS since, link.evidence AS evidence,
       link.url AS url
ORDER BY partner, partner_of, status, evidence, link.id
