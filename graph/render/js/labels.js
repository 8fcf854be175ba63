// Names on the canvas, at one size whatever the zoom. The best connected come first; a name that would cover another
// name or a node is left out until there is room, so that the picture never turns into a soup of letters.
const LONGEST = 30;
const EDGE_LABELS_FROM = 1.7; // the scale from which every fact in sight says what it is
const shortened = (text) => (text.length > LONGEST ? text.slice(0, LONGEST - 1).trimEnd() + "…" : text);
const ranked = [...data.nodes].sort((a, b) => b.size - a.size);
const widths = new Map();

function widthOf(ctx, text) {
  const key = ctx.font + text;
  if (!widths.has(key)) widths.set(key, ctx.measureText(text).width);
  return widths.get(key);
}

// Boxes on screen in cells of 80 pixels, so that a thousand names need no million comparisons.
class Taken {
  constructor() { this.cells = new Map(); }
  *keys(box) {
    for (let x = Math.floor(box.x / 80); x <= Math.floor((box.x + box.w) / 80); x++) {
      for (let y = Math.floor(box.y / 80); y <= Math.floor((box.y + box.h) / 80); y++) yield x * 10007 + y;
    }
  }
  add(box) {
    for (const key of this.keys(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }
  // With `over`, the discs of nodes far smaller than that do not count.
  free(box, owner, over = 0) {
    for (const key of this.keys(box)) {
      for (const other of this.cells.get(key) || []) {
        const apart = box.x + box.w < other.x || other.x + other.w < box.x || box.y + box.h < other.y || other.y + other.h < box.y;
        if (!apart && other.owner !== owner && !(other.size < over * 0.7)) return false;
      }
    }
    return true;
  }
}

function write(ctx, text, x, y, color) {
  ctx.lineWidth = 4;
  ctx.lineJoin = "round";
  ctx.strokeStyle = theme().paper;
  ctx.fillStyle = color;
  ctx.strokeText(text, x, y);
  ctx.fillText(text, x, y);
}

function drawLabels(network, ctx) {
  const matrix = ctx.getTransform();
  const ratio = ctx.canvas.width / ctx.canvas.clientWidth;
  const [width, height] = [ctx.canvas.clientWidth, ctx.canvas.clientHeight];
  const onScreen = (point) => ({ x: (matrix.a * point.x + matrix.e) / ratio, y: (matrix.d * point.y + matrix.f) / ratio });
  const scale = matrix.a / ratio;
  const taken = new Taken();
  const seen = [];
  for (const node of ranked) {
    const body = network.body.nodes[node.id];
    if (!body || body.options.hidden) continue;
    const at = onScreen(body);
    if (at.x < -60 || at.y < -30 || at.x > width + 60 || at.y > height + 30) continue;
    const r = node.size * scale;
    taken.add({ x: at.x - r * 0.8, y: at.y - r * 0.8, w: r * 1.6, h: r * 1.6, owner: node.id, size: node.size });
    seen.push({ node, at, r });
  }
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  const first = (entry) => (entry.node.id === state.node || entry.node.id === state.hover ? 0 : lit(entry.node.id) ? 1 : 2);
  seen.sort((a, b) => first(a) - first(b));
  for (const entry of seen) drawName(ctx, entry, taken, first(entry));
  drawRelations(network, ctx, onScreen, scale, taken);
  ctx.restore();
}

function drawName(ctx, { node, at, r }, taken, order) {
  const faded = state.focus !== null && order === 2;
  if (faded) return;
  const chosen = order === 0;
  const size = chosen || node.size > 18 ? 14 : node.size > 13 ? 13 : 12;
  ctx.font = `${chosen || node.size > 15 ? 600 : 500} ${size}px system-ui, sans-serif`;
  const name = data.entities[node.id].name.replace(/\s+/g, " ");
  const text = chosen ? name : shortened(name);
  const w = widthOf(ctx, text) + 4;
  const h = size + 3;
  const places = [[at.x, at.y + r + h / 2 + 2], [at.x, at.y - r - h / 2 - 2], [at.x + r + w / 2 + 3, at.y], [at.x - r - w / 2 - 3, at.y]];
  const sideways = (x) => Math.min(Math.max(x, w / 2 + 4), ctx.canvas.clientWidth - w / 2 - 4); // no name half off screen
  const inSight = at.x > 0 && at.x < ctx.canvas.clientWidth;
  const boxes = places.map(([x, y]) => ({ x: (inSight ? sideways(x) : x) - w / 2, y: y - h / 2, w, h, owner: node.id }));
  const box = chosen ? boxes[0] : boxes.find((b) => taken.free(b, node.id)) || boxes.find((b) => taken.free(b, node.id, hubSize(node)));
  if (!box) return;
  taken.add(box);
  write(ctx, text, box.x + w / 2, box.y + h / 2, theme().ink);
}

// A hub in a crowd of leaves has no free place; its name matters more than their dots.
const hubSize = (node) => (node.size > 15 ? node.size : 0);

// What the facts say: of the chosen one, of those of the chosen node, and of all once the reader has come near.
function drawRelations(network, ctx, onScreen, scale, taken) {
  const near = scale >= EDGE_LABELS_FROM;
  if (!near && state.focus === null && state.hoverEdge === null) return;
  ctx.font = "italic 11px system-ui, sans-serif";
  for (const edge of data.edges) {
    const chosen = edge.id === state.edge || edge.id === state.hoverEdge;
    const wanted = chosen || (state.focus !== null ? state.focus.edges.has(edge.id) : near);
    const body = network.body.edges[edge.id];
    if (!wanted || !body || body.options.hidden || !body.connected) continue;
    const { x, y } = onScreen(body.edgeType.getPoint(0.5));
    const text = relations.get(data.links[edge.id].relation).label;
    const w = widthOf(ctx, text) + 4;
    const box = { x: x - w / 2, y: y - 7, w, h: 14, owner: edge.id };
    if (!chosen && !taken.free(box, edge.id)) continue;
    taken.add(box);
    write(ctx, text, x, y, edge.status === "current" || edge.status === "former" ? theme().faint : edgeColor(edge.status));
  }
}
