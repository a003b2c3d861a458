// Draws a screen from plain descriptions. Text only ever becomes text nodes and attributes:
// nothing that came over the network is parsed as HTML, anywhere.

const SVG = 'http://www.w3.org/2000/svg';
const DRAWN = new Set(['svg', 'path', 'circle', 'line', 'rect', 'g', 'text', 'title']);
const PROPERTIES = new Set(['value', 'checked', 'open', 'disabled']);

/** Describes an element. Children may be nested lists; empty ones are left out. */
export function h(tag, props, ...children) {
  const flat = children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false && c !== '');
  return {
    tag,
    props: props ?? {},
    key: props?.key,
    children: flat.map((c) => (typeof c === 'object' ? c : String(c))),
  };
}

/** Makes the children of an element what is described, touching only what differs. */
export function draw(parent, described) {
  reconcile(parent, described);
  while (fresh.length) fresh.shift()();
}

/** What wants to know that it is on the page. */
const fresh = [];

function reconcile(parent, described) {
  const wanted = [].concat(described).flat(Infinity).filter(Boolean);
  const keyed = new Map();
  const plain = [];
  for (const node of [...parent.childNodes]) {
    if (node.described?.key !== undefined) keyed.set(node.described.key, node);
    else plain.push(node);
  }
  let place = parent.firstChild;
  for (const next of wanted) {
    const node = update(match(next, keyed, plain), next, parent);
    if (node === place) place = place.nextSibling;
    else parent.insertBefore(node, place);
  }
  for (const left of [...keyed.values(), ...plain]) left.remove();
}

function match(next, keyed, plain) {
  if (next.key !== undefined) {
    const node = keyed.get(next.key);
    if (node?.described.tag !== next.tag) return null;
    keyed.delete(next.key);
    return node;
  }
  const at = plain.findIndex((node) =>
    typeof next === 'string' ? node.nodeType === Node.TEXT_NODE : node.described?.tag === next.tag);
  return at < 0 ? null : plain.splice(at, 1)[0];
}

function update(node, next, parent) {
  if (typeof next === 'string') {
    const text = node ?? document.createTextNode('');
    if (text.data !== next) text.data = next;
    return text;
  }
  const element = node ?? create(next.tag, parent);
  const before = element.described?.props ?? {};
  for (const name of Object.keys(before)) if (!(name in next.props)) set(element, name, undefined);
  for (const [name, value] of Object.entries(next.props)) {
    if (before[name] !== value || PROPERTIES.has(name)) set(element, name, value);
  }
  element.described = next;
  if (!next.props.own) reconcile(element, next.children);
  if (!node && next.props.ready) fresh.push(() => next.props.ready(element));
  return element;
}

function create(tag, parent) {
  const drawn = tag === 'svg' || (DRAWN.has(tag) && parent.namespaceURI === SVG);
  return drawn ? document.createElementNS(SVG, tag) : document.createElement(tag);
}

function set(element, name, value) {
  if (name === 'key' || name === 'own' || name === 'ready') return;
  if (name.startsWith('on')) {
    element[name.toLowerCase()] = value ?? null;
  } else if (name === 'style') {
    for (const [property, to] of Object.entries(value ?? {})) element.style.setProperty(property, to);
  } else if (PROPERTIES.has(name) && element.namespaceURI !== SVG) {
    if (element[name] !== value) element[name] = value ?? false;
  } else if (value === undefined || value === null || value === false) {
    element.removeAttribute(name);
  } else if (name !== 'href' || isHarmless(String(value))) {
    element.setAttribute(name, value === true ? '' : String(value));
  }
}

/** A link leads to a screen, to this server or to the web, and never runs anything. */
export function isHarmless(url) {
  return /^(#|\/|https?:\/\/)/.test(url);
}
