// Find an entity by any of its names, without regard to case and accents.
const search = byId("search");
const matches = byId("matches");
const MOST_MATCHES = 12;
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const names = ranked.map(({ id }) => ({ id, forms: [data.entities[id].name, ...data.entities[id].aliases].map(plain) }));
let found = [];
let active = 0;

// A name that starts with what was typed comes before one that has it inside; among equals the better connected.
function find(typed) {
  const wanted = plain(typed.trim());
  if (!wanted) return [];
  const order = (form) => (form === wanted ? 0 : form.startsWith(wanted) ? 1 : form.includes(` ${wanted}`) ? 2 : form.includes(wanted) ? 3 : 4);
  const scored = names.map(({ id, forms }) => ({ id, place: Math.min(...forms.map(order)) }));
  return scored.filter(({ place }) => place < 4).sort((a, b) => a.place - b.place).slice(0, MOST_MATCHES).map(({ id }) => id);
}

function showMatches() {
  found = find(search.value);
  active = 0;
  matches.replaceChildren(...found.map(option));
  if (!found.length && search.value.trim()) matches.append(element("li", "none", "No entity of that name"));
  matches.hidden = !search.value.trim();
  search.setAttribute("aria-expanded", String(!matches.hidden));
  markActive();
}

function option(id, place) {
  const entity = data.entities[id];
  const made = element("li", "", chip(kinds.get(entity.type)), element("span", "label", named(entity.name)), element("span", "count", String(linksOf.get(id).length)));
  made.id = `match-${place}`;
  made.setAttribute("role", "option");
  made.addEventListener("mousedown", (event) => event.preventDefault());
  made.addEventListener("click", () => take(id));
  return made;
}

function markActive() {
  [...matches.children].forEach((child, place) => child.setAttribute("aria-selected", String(place === active)));
  if (found.length) search.setAttribute("aria-activedescendant", `match-${active}`);
  else search.removeAttribute("aria-activedescendant");
}

function take(id) {
  hideMatches();
  search.value = data.entities[id].name;
  reveal(id);
  choose({ node: id, move: true });
  if (matchMedia("(pointer: coarse)").matches) search.blur(); // puts the keyboard of a phone away
}

// A found entity is shown even where a filter hides its type.
function reveal(id) {
  if (isHidden(id)) reset();
}

function hideMatches() {
  matches.hidden = true;
  search.setAttribute("aria-expanded", "false");
}

search.addEventListener("input", showMatches);
search.addEventListener("focus", () => search.value && showMatches());
search.addEventListener("blur", hideMatches);
search.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && found.length) take(found[active]);
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (found.length) active = (active + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length;
    markActive();
  }
});
