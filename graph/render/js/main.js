// The graph itself, and what a click or a key does.
const container = byId("graph");
const nodes = new vis.DataSet(data.nodes.map((node) => ({ ...node, color: nodeColors(node.kind) })));
const edges = new vis.DataSet(data.edges.map((edge) => ({ ...edge, color: strokeColors(edge) })));
const network = new vis.Network(container, { nodes, edges }, data.options);
const hidden = { nodes: new Set(), edges: new Set() };
const isHidden = (id) => hidden.nodes.has(id);

function strokeColors(edge) {
  const plainColor = edgeColor(edge.status);
  return { color: plainColor, highlight: theme().ink, hover: theme().ink, inherit: false };
}

// An entity whose facts are all filtered away goes with them; one that never had a fact stays.
function hideFiltered() {
  const { types, relations: offRelations, statuses } = state.off;
  const kind = new Map(data.nodes.map((node) => [node.id, node.kind]));
  const passing = data.edges.filter((edge) => !statuses.has(edge.status) && !offRelations.has(data.links[edge.id].relation));
  const linked = new Set(passing.flatMap((edge) => [edge.from, edge.to]));
  const shown = new Set(passing.filter((edge) => !types.has(kind.get(edge.from)) && !types.has(kind.get(edge.to))).map((edge) => edge.id));
  hidden.nodes = new Set(data.nodes.filter(({ id, kind: own }) => types.has(own) || (linksOf.get(id).length && !linked.has(id))).map(({ id }) => id));
  hidden.edges = new Set(data.edges.map((edge) => edge.id).filter((id) => !shown.has(id)));
  if (isHidden(state.node) || hidden.edges.has(state.edge)) choose({});
  repaint();
}

// One pass over what differs from the plain state: filters hide, the focus fades the rest.
function repaint() {
  nodes.update(data.nodes.map((node) => ({ id: node.id, hidden: isHidden(node.id), opacity: lit(node.id) ? 1 : 0.16 })));
  edges.update(data.edges.map((edge) => {
    const bright = state.focus === null || state.focus.edges.has(edge.id);
    const width = edge.id === state.edge ? edge.width + 1.5 : edge.width;
    return { id: edge.id, hidden: hidden.edges.has(edge.id), width, color: { ...strokeColors(edge), opacity: bright ? 1 : 0.14 } };
  }));
}

function focusOf(node, edge) {
  if (edge) return { nodes: new Set([data.links[edge].from, data.links[edge].to]), edges: new Set([edge]) };
  if (!node) return null;
  const around = linksOf.get(node).filter((id) => !hidden.edges.has(id));
  return { nodes: new Set([node, ...around.map((id) => other(node, data.links[id]))]), edges: new Set(around) };
}

// Choose a node, an edge, or nothing; `move` brings a node that may be out of sight to the middle.
function choose({ node = null, edge = null, move = false }) {
  if (node && isHidden(node)) reset();
  Object.assign(state, { node, edge, hoverEdge: null, focus: focusOf(node, edge) });
  const corner = network.DOMtoCanvas({ x: 0, y: 0 });
  network.setSelection({ nodes: node ? [node] : [], edges: edge ? [edge] : [] }, { highlightEdges: false });
  if (node) showEntity(node);
  else if (edge) showFact(edge);
  else closePanel();
  document.body.classList.toggle("panel-open", !panel.hidden);
  repaint();
  stayPut(corner);
  if (state.focus) bringInSight(node || data.links[edge].from, move);
}

// The panel takes room from the canvas, and vis would shrink and shift the picture: it stays where the reader saw it.
function stayPut(corner) {
  const scale = network.getScale();
  network.redraw(); // takes the new size
  const position = { x: corner.x + container.clientWidth / 2 / scale, y: corner.y + container.clientHeight / 2 / scale };
  network.moveTo({ position, scale });
}

// What is in focus is moved into sight, if that takes no great step back; else at least the chosen one is.
const MARGIN = { x: 70, y: 45 };
const FARTHEST = 0.4;
function bringInSight(chosen, move) {
  const scale = move ? Math.max(network.getScale(), 0.9) : network.getScale();
  const places = Object.values(network.getPositions([...state.focus.nodes].filter((id) => !isHidden(id))));
  const span = (axis) => [Math.min(...places.map((p) => p[axis])), Math.max(...places.map((p) => p[axis]))];
  const [[left, right], [top, bottom]] = [span("x"), span("y")];
  const [width, height] = [container.clientWidth - 2 * MARGIN.x, container.clientHeight - 2 * MARGIN.y];
  const fitting = Math.min(scale, width / (right - left || 1), height / (bottom - top || 1));
  const [low, high] = [network.canvasToDOM({ x: left, y: top }), network.canvasToDOM({ x: right, y: bottom })];
  const seen = low.x >= MARGIN.x && low.y >= MARGIN.y && high.x <= width + MARGIN.x && high.y <= height + MARGIN.y;
  const animation = calm ? false : { duration: 350 };
  if (seen && !move) return;
  if (fitting >= FARTHEST * scale) network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: fitting, animation });
  else if (move || !isSeen(chosen)) network.focus(chosen, { scale, animation });
}

function isSeen(node) {
  const { x, y } = network.canvasToDOM(network.getPosition(node));
  return x > 30 && y > 30 && x < container.clientWidth - 30 && y < container.clientHeight - 30;
}

function fit() {
  const shown = data.nodes.map(({ id }) => id).filter((id) => !isHidden(id));
  if (!shown.length) return;
  network.fit({ nodes: shown, maxZoomLevel: 1.3, animation: false });
  network.moveTo({ scale: network.getScale() * 0.95 });
}

const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor, animation: calm ? false : { duration: 150 } });

network.on("afterDrawing", (ctx) => drawLabels(network, ctx));
network.on("click", ({ nodes: [node], edges: [edge] }) => choose(node ? { node } : edge ? { edge } : {}));
network.on("hoverNode", ({ node }) => hover({ hover: node }));
network.on("blurNode", () => hover({ hover: null }));
network.on("hoverEdge", ({ edge }) => hover({ hoverEdge: edge }));
network.on("blurEdge", () => hover({ hoverEdge: null }));

function hover(change) {
  Object.assign(state, change);
  container.style.cursor = state.hover || state.hoverEdge ? "pointer" : "";
  network.redraw();
}

byId("zoom-in").addEventListener("click", () => zoom(1.4));
byId("zoom-out").addEventListener("click", () => zoom(1 / 1.4));
byId("zoom-fit").addEventListener("click", fit);

document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.ctrlKey && !event.metaKey && !/^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName)) {
    event.preventDefault();
    search.focus();
    search.select();
  }
  if (event.key !== "Escape") return;
  if (!matches.hidden) hideMatches();
  else if (document.body.classList.contains("filters-open")) byId("filters-toggle").click();
  else choose({});
});

darkness.addEventListener("change", () => {
  nodes.update(data.nodes.map((node) => ({ id: node.id, color: nodeColors(node.kind) })));
  buildFilters();
  choose({ node: state.node, edge: state.edge });
});

// Springs make a disc; a screen is none. Stretched to its shape, within reason, the names have more room.
function fillCanvas() {
  const places = Object.entries(network.getPositions());
  const [xs, ys] = ["x", "y"].map((axis) => places.map(([, place]) => place[axis]));
  const extent = (values) => values.reduce((most, v) => Math.max(most, v), 0) - values.reduce((least, v) => Math.min(least, v), 0) || 1;
  const wanted = (container.clientWidth / container.clientHeight) * (extent(ys) / extent(xs));
  const [wide, high] = [Math.min(Math.max(wanted, 1), 1.5), Math.min(Math.max(1 / wanted, 1), 1.5)];
  nodes.update(places.map(([id, { x, y }]) => ({ id, x: x * wide, y: y * high })));
}

// Once: the springs come to rest and stay there, and the whole graph is in sight.
function settle() {
  if (byId("arranging").hidden) return;
  byId("arranging").hidden = true;
  network.setOptions({ physics: false });
  fillCanvas();
  fit();
  container.dataset.ready = "true";
  if (data.focus && linksOf.has(data.focus)) choose({ node: data.focus });
}

buildFilters();
if (data.options.physics.enabled && data.nodes.length) network.once("stabilizationIterationsDone", settle);
else settle();

// What a script beside the page may ask and do; the tests do.
window.dealgraph = Object.freeze({
  network,
  choose,
  ready: () => container.dataset.ready === "true",
  shown: () => ({
    nodes: data.nodes.map(({ id }) => id).filter((id) => !isHidden(id)),
    edges: data.edges.map(({ id }) => id).filter((id) => !hidden.edges.has(id)),
  }),
  chosen: () => ({ node: state.node, edge: state.edge }),
});
