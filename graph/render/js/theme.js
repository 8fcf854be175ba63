// Colours that follow the reader's light or dark setting. The ontology's are made for white paper.
const darkness = matchMedia("(prefers-color-scheme: dark)");
const THEMES = {
  light: {
    paper: "#fbfaf8", ink: "#1c2430", faint: "#5d6878",
    edges: { current: "#7d8a9c", planned: "#2f6fde", rumoured: "#c2700c", former: "#bcc4cf" },
  },
  dark: {
    paper: "#12161d", ink: "#e8ebf0", faint: "#9aa5b5",
    edges: { current: "#8592a6", planned: "#6ea4ff", rumoured: "#f0a43c", former: "#434d5c" },
  },
};
const theme = () => (darkness.matches ? THEMES.dark : THEMES.light);
const edgeColor = (status) => theme().edges[status] || theme().edges.current;

function channels(color) {
  const digits = color.slice(1);
  const pairs = digits.length === 3 ? [...digits].map((digit) => digit + digit) : digits.match(/../g);
  return pairs.map((pair) => parseInt(pair, 16));
}

function mix(color, other, share) {
  const [a, b] = [channels(color), channels(other)];
  return "#" + a.map((value, i) => Math.round(value + (b[i] - value) * share).toString(16).padStart(2, "0")).join("");
}

// Relative luminance (WCAG 2.2); on dark paper a colour is lightened until it stands out 4.5 to 1.
function luminance(color) {
  const [r, g, b] = channels(color).map((v) => (v / 255 <= 0.04045 ? v / 3294.6 : ((v / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function paint(color) {
  if (!darkness.matches) return color;
  const wanted = 4.5 * (luminance(THEMES.dark.paper) + 0.05) - 0.05;
  let share = 0;
  while (share < 1 && luminance(mix(color, "#ffffff", share)) < wanted) share += 0.05;
  return mix(color, "#ffffff", share);
}

function nodeColors(kind) {
  const fill = paint(kinds.get(kind).color);
  const [border, strong] = [mix(fill, theme().paper, 0.55), theme().ink];
  return {
    background: fill, border,
    highlight: { background: fill, border: strong }, hover: { background: fill, border: strong },
  };
}
