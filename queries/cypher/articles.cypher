// Which articles speak of somebody or something?
// `claims` counts the facts that the article states about it.
// param name: string - name or alias
// example: dealgraph query articles -p name=LinkedIn
MATCH (asked:Entity)
WHERE asked.lookup CONTAINS '|' + replace(toLower($name), '|', ' ') + '|'
MATCH (article:Article)-[:MENTIONS]->(asked)
RETURN article.published AS published, article.headline AS headline, article.publisher AS publisher,
       asked.name AS name, COUNT { (article)<-[:STATED_IN]-(:Claim)-[:SUBJECT|OBJECT]->(asked) } AS claims,
       article.url AS url
ORDER BY coalesce(published, '') DESC, headline, name, article.id
