// The panel: an entity with all its facts, or one fact; under each the sentences that say so.
const panel = byId("panel");
const FIRST_SENTENCES = 2; // of a fact in an entity's panel; the rest unfolds
let opener = null;

function openPanel(...content) {
  if (panel.hidden) opener = document.activeElement;
  panel.replaceChildren(button("close", "×", () => choose({})), ...content);
  panel.firstChild.setAttribute("aria-label", "Close");
  panel.hidden = false;
  panel.scrollTop = 0;
}

function closePanel() {
  if (panel.hidden) return;
  panel.hidden = true;
  panel.replaceChildren();
  if (opener && opener.isConnected && opener !== document.body) opener.focus();
}

function showEntity(id) {
  const entity = data.entities[id];
  const head = element("header", "", kindOf(entity), element("h2", "", named(entity.name)));
  if (entity.aliases.length) head.append(element("p", "aliases", "also ", ...listed(entity.aliases)));
  const about = element("p", "about", entity.seen);
  if (entity.wikidata) about.append(" · ", outside(`https://www.wikidata.org/wiki/${entity.wikidata}`, `Wikidata ${entity.wikidata}`));
  head.append(about);
  openPanel(head, ...factGroups(id), ...deniedGroup(id));
}

function showFact(id) {
  const link = data.links[id];
  const relation = relations.get(link.relation);
  const line = element("h2", "triple", entityName(link.from), element("span", "verb", relation.label), entityName(link.to));
  const sources = link.sources === 1 ? "1 independent source" : `${link.sources} independent sources`;
  openPanel(
    element("header", "", element("p", "kind", "Fact"), line, element("p", "about", statusBadge(link.status), ` ${sources}`)),
    element("section", "", details(link.details), ...link.statements.map((statement) => sentence(statement, link.status))),
  );
}

function kindOf(entity) {
  return element("p", "kind", chip(kinds.get(entity.type)), entity.type.replace(/([a-z])([A-Z])/g, "$1 $2"));
}

const listed = (names) => names.flatMap((name, i) => (i ? [", ", named(name)] : [named(name)]));

// An entity outside the drawn part has a name and no panel.
function entityName(id) {
  const entity = data.entities[id];
  if (!entity.drawn) return element("span", "name", named(entity.name));
  const made = button("name", "", () => choose({ node: id, move: true }));
  made.append(named(entity.name));
  return made;
}

function statusBadge(status) {
  return element("span", `badge ${status}`, status);
}

function factGroups(id) {
  const groups = new Map();
  for (const link of linksOf.get(id)) {
    const fact = data.links[link];
    const relation = relations.get(fact.relation);
    const title = fact.from === id || relation.symmetric ? relation.label : relation.inverse;
    const key = `${data.relations.indexOf(relation)} ${title}`;
    if (!groups.has(key)) groups.set(key, { title, facts: [] });
    groups.get(key).facts.push(fact);
  }
  const ordered = [...groups].sort((a, b) => parseInt(a[0], 10) - parseInt(b[0], 10));
  return ordered.map(([, group]) => element("section", "", element("h3", "", group.title, count(group.facts.length)), ...sorted(id, group.facts).map((fact) => card(id, fact))));
}

const STANDING = ["current", "planned", "rumoured", "former"];
const other = (id, fact) => (fact.from === id ? fact.to : fact.from);
function sorted(id, facts) {
  const name = (fact) => data.entities[other(id, fact)].name;
  return facts.sort((a, b) => STANDING.indexOf(a.status) - STANDING.indexOf(b.status) || name(a).localeCompare(name(b)));
}

const count = (number) => (number > 1 ? element("span", "count", String(number)) : null);

function card(id, fact) {
  const line = element("p", "line", entityName(other(id, fact)), fact.status === "current" ? null : statusBadge(fact.status));
  const sentences = fact.statements.map((statement) => sentence(statement, fact.status));
  const made = element("article", "fact", line, details(fact.details), ...sentences.slice(0, FIRST_SENTENCES));
  if (sentences.length > FIRST_SENTENCES) {
    const rest = sentences.slice(FIRST_SENTENCES);
    made.append(element("details", "", element("summary", "", `${rest.length} more`), ...rest));
  }
  return made;
}

function details(pairs) {
  if (!pairs.length) return null;
  return element("dl", "", ...pairs.map(([label, text]) => element("div", "", element("dt", "", label), element("dd", "", named(text)))));
}

// The sentence as the article has it, then when and where it was said.
function sentence(id, status) {
  const statement = data.statements[id];
  const article = data.articles[statement.article];
  const source = element("figcaption", "");
  if (statement.status !== status) source.append(statusBadge(statement.status), " ");
  const where = [statement.date, article && article.publisher].filter(Boolean).join(" · ");
  if (where) source.append(where);
  if (article) {
    if (where) source.append(" · ");
    const title = article.headline || article.url || "article";
    source.append(element("span", "headline", article.url ? outside(article.url, title) : named(title)));
  }
  const quote = element("blockquote", "", named(statement.evidence));
  quote.title = `read by ${statement.by}`;
  return element("figure", "", quote, source);
}

function deniedGroup(id) {
  const facts = data.denied.filter((fact) => fact.from === id || fact.to === id);
  if (!facts.length) return [];
  const cards = facts.map((fact) => {
    const relation = relations.get(fact.relation);
    const line = [entityName(fact.from), element("span", "verb", relation.label), entityName(fact.to)];
    return element("article", "fact", element("p", "line", ...line, statusBadge("denied")), ...fact.statements.map((statement) => sentence(statement, "denied")));
  });
  return [element("section", "denials", element("h3", "", "denied", count(facts.length)), ...cards)];
}
