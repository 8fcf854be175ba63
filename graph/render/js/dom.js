// The data that the page carries, and how elements are made: always from text, never from markup.
const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

const kinds = new Map(data.types.map((kind) => [kind.name, kind]));
const relations = new Map(data.relations.map((relation) => [relation.name, relation]));
const linksOf = new Map(data.nodes.map((node) => [node.id, []]));
for (const [id, link] of Object.entries(data.links)) {
  for (const end of new Set([link.from, link.to])) linksOf.get(end).push(id);
}

// What is shown and what is in focus; every other file reads it, main.js changes it.
// `focus` holds the nodes and edges around what is chosen, or null.
const state = {
  off: { types: new Set(), relations: new Set(), statuses: new Set() },
  node: null, edge: null, hover: null, hoverEdge: null, focus: null,
};
const lit = (node) => state.focus === null || state.focus.nodes.has(node);

function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function button(className, text, action) {
  const made = element("button", className, text);
  made.type = "button";
  made.addEventListener("click", action);
  return made;
}

// A name may run from right to left: bdi keeps it from turning the words around it.
const named = (text) => element("bdi", "", text);

function outside(url, text) {
  if (!/^https?:\/\//i.test(url)) return element("span", "", text);
  const link = element("a", "", named(text));
  link.href = url;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  return link;
}

function chip(kind) {
  const made = element("i", `chip ${kind ? kind.shape : "dot"}`);
  made.style.setProperty("--chip", paint(kind ? kind.color : "#475569"));
  made.setAttribute("aria-hidden", "true");
  return made;
}
