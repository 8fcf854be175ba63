// Who has bought whom or what, for how much?
// param name: string = "" - name or alias of the buyer or of what was bought; empty for all
// example: dealgraph query acquisitions -p name=Microsoft
MATCH (buyer:Entity)-[link:ACQUIRED]->(bought:Entity)
WHERE $name = '' OR any(side IN [buyer, bought] WHERE
        toLower(side.name) = toLower($name) OR any(alias IN side.aliases WHERE toLower(alias) = toLower($name)))
RETURN buyer.name AS buyer, bought.name AS bought, link.status AS status, link.amount AS amount,
       link.bound AS bound, link.currency AS currency, coalesce(link.since, link.date) AS since,
       link.evidence AS evidence, link.url AS url
ORDER BY buyer, bought, status, evidence, link.id
