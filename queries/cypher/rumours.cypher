// What is only rumoured, or planned and not done?
// param name: string = "" - name or alias of one whom it concerns; empty for all
// example: dealgraph query rumours -p name=OpenAI
MATCH (subject:Entity)-[link]->(object:Entity)
WHERE link.status IN ['planned', 'rumoured']
  AND ($name = '' OR any(side IN [subject, object] WHERE
        toLower(side.name) = toLower($name) OR any(alias IN side.aliases WHERE toLower(alias) = toLower($name))))
RETURN link.status AS status, subject.name AS subject, type(link) AS relation, object.name AS object,
       link.amount AS amount, link.bound AS bound, link.currency AS currency,
       coalesce(link.since, link.date) AS since, link.sources AS sources, link.evidence AS evidence, link.url AS url
ORDER BY status DESC, subject, relation, object, evidence, link.id
