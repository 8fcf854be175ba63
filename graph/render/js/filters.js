// Legend and filters in one: each line shows how a type, status or relation looks, counts it, and switches it.
const filters = byId("filters");

function buildFilters() {
  filters.replaceChildren(
    group("types", "Entities", data.types, chip, (kind) => kind.name.replace(/([a-z])([A-Z])/g, "$1 $2")),
    group("statuses", "Status", data.statuses, stroke, (status) => status.name),
    group("relations", "Relations", data.relations.filter((relation) => relation.count), () => null, (relation) => relation.label),
    element("p", "notes", ...notes()),
    button("reset", "Reset filters", reset),
  );
  showFilters();
}

function notes() {
  const lines = [];
  if (data.denied.length) lines.push(`${data.denied.length.toLocaleString("en")} denied: listed in the panel of their entities, never drawn. `);
  if (data.factless) lines.push(`${data.factless.toLocaleString("en")} entities that articles only mention are not drawn.`);
  return lines;
}

function group(section, title, items, sample, label) {
  const rows = items.map((item) => row(section, item, sample(item), label(item)));
  const set = element("fieldset", section, element("legend", "", title), ...rows);
  return set;
}

function row(section, item, sample, label) {
  const box = element("input", "");
  box.type = "checkbox";
  box.dataset.section = section;
  box.dataset.name = item.name;
  box.addEventListener("change", () => {
    state.off[section][box.checked ? "delete" : "add"](item.name);
    applyFilters();
  });
  const text = element("label", "", box, sample, element("span", "label", label), element("span", "count", item.count.toLocaleString("en")));
  if (item.definition) text.title = item.definition;
  const only = button("only", "only", () => keepOnly(section, item.name));
  only.setAttribute("aria-label", `Only ${label}`);
  return element("div", "row", text, only);
}

function stroke(status) {
  const made = element("i", `stroke ${status.name}`);
  made.style.setProperty("--chip", edgeColor(status.name));
  made.setAttribute("aria-hidden", "true");
  return made;
}

function keepOnly(section, name) {
  state.off[section] = new Set(data[section].map((item) => item.name).filter((other) => other !== name));
  applyFilters();
}

function reset() {
  for (const section of Object.keys(state.off)) state.off[section] = new Set();
  applyFilters();
}

function applyFilters() {
  showFilters();
  hideFiltered();
}

function showFilters() {
  for (const box of filters.querySelectorAll("input")) box.checked = !state.off[box.dataset.section].has(box.dataset.name);
  filters.querySelector(".reset").disabled = Object.values(state.off).every((off) => off.size === 0);
}

byId("filters-toggle").addEventListener("click", () => {
  const open = document.body.classList.toggle("filters-open");
  byId("filters-toggle").setAttribute("aria-expanded", String(open));
  byId("filters-toggle").textContent = open ? "Done" : "Filters";
});
