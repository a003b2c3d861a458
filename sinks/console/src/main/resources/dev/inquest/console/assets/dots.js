// Draws tens of thousands of dots on a canvas no larger than the window.
import { look } from './states.js';
import { split } from './format.js';

const HEAD = 40;
const GAP = 14;
const NARROW = 640;
const LARGEST = 22;
const smallestFor = (count) => (count <= 3000 ? 12 : count <= 20000 ? 9 : 8);

export function dots({ open }) {
  let groups = [];
  let field;
  let canvas;
  let context;
  let tip;
  let resized;
  let width = 0;
  let cell = 14;
  let columns = 1;
  let tops = [];
  let total = 0;
  let colours = {};
  let pending = 0;
  let pattern;
  let cursor = null;
  const places = new Map();
  const shapes = new Map();
  const observer = new ResizeObserver(() => {
    if (!field || field.clientWidth === width) return;
    measure();
    resized?.();
  });

  function show(next) {
    groups = next;
    places.clear();
    groups.forEach((group, g) => group.nodes.forEach((key, i) => places.set(key, [g, i])));
    if (cursor && !places.has(cursor)) cursor = null;
    if (field) measure();
  }

  function measure() {
    width = field.clientWidth;
    const room = innerHeight - field.getBoundingClientRect().top - scrollY - 24;
    cell = LARGEST;
    const smallest = smallestFor(places.size);
    while (place() > room && cell > smallest) cell--;
    field.style.setProperty('height', `${total}px`);
    fit();
    paintSoon();
  }

  /** Puts the groups one below the other; where it is narrow, each below its label. */
  function place() {
    const above = width < NARROW ? HEAD : 0;
    columns = Math.max(1, Math.floor(width / cell));
    let y = 0;
    tops = groups.map((group) => {
      const top = y + above;
      y = top + Math.max(HEAD - above, Math.ceil(group.nodes.length / columns) * cell) + GAP;
      return top;
    });
    total = y;
    return y;
  }

  function fit() {
    const ratio = devicePixelRatio || 1;
    const height = Math.min(innerHeight, total);
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      canvas.style.setProperty('width', `${width}px`);
      canvas.style.setProperty('height', `${height}px`);
    }
  }

  function themed() {
    const style = getComputedStyle(document.documentElement);
    for (const tone of ['fine', 'planned', 'quiet', 'unsure', 'back', 'bad', 'ink']) colours[tone] = style.getPropertyValue(`--${tone}`).trim();
    paintSoon();
  }

  function paintSoon() {
    pending ||= requestAnimationFrame(() => {
      pending = 0;
      if (field) paint();
    });
  }

  /** Draws what is between the top and the bottom of the window. */
  function paint() {
    const ratio = devicePixelRatio || 1;
    const height = canvas.height / ratio;
    const above = Math.min(Math.max(0, -field.getBoundingClientRect().top), Math.max(0, total - height));
    canvas.style.setProperty('transform', `translateY(${above}px)`);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    for (let g = 0; g < groups.length; g++) {
      const first = Math.max(0, Math.floor((above - tops[g]) / cell)) * columns;
      const last = Math.min(groups[g].states.length, Math.ceil((above + height - tops[g]) / cell) * columns);
      if (first < last) paintRows(groups[g].states, first, last, tops[g] - above);
    }
    if (cursor) ring(above);
  }

  /** Fills with calm dots, then puts in place the few that are something else. */
  function paintRows(states, first, last, top) {
    const ratio = devicePixelRatio || 1;
    const begin = first / columns;
    const whole = Math.floor(last / columns);
    context.save();
    context.translate(0, top);
    context.fillStyle = calm(ratio);
    context.fillRect(0, begin * cell, columns * cell, (whole - begin) * cell);
    context.fillRect(0, whole * cell, (last % columns) * cell, cell);
    for (let i = first; i < last; i++) {
      if (states[i] !== 'LIVE') context.clearRect((i % columns) * cell, Math.floor(i / columns) * cell, cell, cell);
    }
    context.restore();
    for (let i = first; i < last; i++) {
      if (states[i] !== 'LIVE') draw(states[i], (i % columns) * cell + cell / 2, top + (Math.floor(i / columns) + 0.5) * cell, ratio);
    }
  }

  /** One live node as a pattern: ten thousand of them are then as cheap as one. */
  function calm(ratio) {
    const name = `${cell} ${ratio} ${colours.fine}`;
    if (pattern?.name !== name) {
      const size = Math.max(1, Math.round(cell * ratio));
      const tile = document.createElement('canvas');
      tile.width = size;
      tile.height = size;
      const pen = tile.getContext('2d');
      pen.fillStyle = colours.fine;
      pen.arc(size / 2, size / 2, size * 0.28, 0, 6.2832);
      pen.fill();
      const made = context.createPattern(tile, 'repeat');
      made.setTransform(new DOMMatrix().scale(cell / size));
      pattern = { name, made };
    }
    return pattern.made;
  }

  function draw(state, x, y, ratio) {
    const { tone, fill, line } = look(state);
    const scale = (cell / 16) * (tone === 'bad' ? 1.02 : 0.86);
    context.setTransform(ratio * scale, 0, 0, ratio * scale, ratio * (x - 8 * scale), ratio * (y - 8 * scale));
    if (fill) {
      context.fillStyle = colours[tone];
      context.fill(shape(fill));
    }
    if (line) {
      context.strokeStyle = colours[tone];
      context.lineWidth = 2;
      context.stroke(shape(line));
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
  }

  function shape(d) {
    if (!shapes.has(d)) shapes.set(d, new Path2D(d));
    return shapes.get(d);
  }

  function ring(above) {
    const at = places.get(cursor);
    if (!at) return;
    const [x, y] = position(at);
    context.strokeStyle = colours.ink;
    context.lineWidth = 1.5;
    context.strokeRect(x - cell / 2 - 1, y - above - cell / 2 - 1, cell + 2, cell + 2);
  }

  const position = ([g, i]) => [(i % columns) * cell + cell / 2, tops[g] + Math.floor(i / columns) * cell + cell / 2];

  function under(event) {
    const box = field.getBoundingClientRect();
    const x = event.clientX - box.left;
    const y = event.clientY - box.top;
    for (let g = groups.length - 1; g >= 0; g--) {
      if (y < tops[g]) continue;
      const column = Math.floor(x / cell);
      const i = Math.floor((y - tops[g]) / cell) * columns + column;
      return column < columns && i < groups[g].nodes.length ? groups[g].nodes[i] : null;
    }
    return null;
  }

  function point(key) {
    cursor = key;
    canvas.style.setProperty('cursor', key ? 'pointer' : 'default');
    if (key) {
      const at = places.get(key);
      const [x, y] = position(at);
      const [cluster, name] = split(key);
      tip.textContent = `${name} · ${groups[at[0]].states[at[1]].toLowerCase()} · ${cluster}`;
      tip.style.setProperty('left', `${Math.min(x + 12, Math.max(0, width - tip.offsetWidth))}px`);
      tip.style.setProperty('top', `${y + cell}px`);
    }
    tip.hidden = !key;
    paintSoon();
  }

  function keep(key) {
    point(key);
    const [, y] = position(places.get(key));
    const top = field.getBoundingClientRect().top + y;
    if (top < 140 || top > innerHeight - 60) scrollBy({ top: top - innerHeight / 2 });
  }

  const scrolled = () => {
    if (field) paintSoon();
  };

  return {
    show,
    themed,
    /** Where the label of a group belongs. */
    top: (i) => (tops[i] ?? 0) - (width < NARROW ? HEAD : 0),
    height: () => total,
    /** Takes its place on the page. */
    mount(element, onResize) {
      field = element;
      resized = onResize;
      canvas = field.appendChild(document.createElement('canvas'));
      canvas.setAttribute('role', 'img');
      context = canvas.getContext('2d');
      tip = field.appendChild(document.createElement('div'));
      tip.className = 'tip';
      tip.hidden = true;
      canvas.addEventListener('mousemove', (event) => point(under(event)));
      canvas.addEventListener('mouseleave', () => point(null));
      canvas.addEventListener('click', (event) => under(event) && open(under(event)));
      addEventListener('scroll', scrolled, { passive: true });
      observer.observe(field);
      themed();
      measure();
      onResize();
    },
    describe: (text) => canvas?.setAttribute('aria-label', `${text}; n goes to the next node in trouble`),
    /** Takes over new states; true where the groups no longer hold. */
    change(changed) {
      let moved = false;
      for (const [key, state] of changed) {
        const at = places.get(key);
        if (!at || !state) {
          moved = true;
          continue;
        }
        const group = groups[at[0]];
        const before = group.states[at[1]];
        group.counts[before]--;
        group.counts[state] = (group.counts[state] ?? 0) + 1;
        group.states[at[1]] = state;
      }
      paintSoon();
      return moved;
    },
    step(by) {
      const all = places;
      if (!all.size) return;
      const at = cursor && all.get(cursor);
      if (!at) {
        keep(groups.find((group) => group.nodes.length).nodes[0]);
        return;
      }
      let [g, i] = at;
      i += by === 'down' ? columns : by === 'up' ? -columns : by;
      while (i < 0 && g > 0) i = groups[--g].nodes.length - 1;
      while (i >= groups[g].nodes.length && g < groups.length - 1) {
        g++;
        i = 0;
      }
      const key = groups[g].nodes[Math.min(Math.max(0, i), groups[g].nodes.length - 1)];
      if (key) keep(key);
    },
    /** Goes to the next node that is not well. */
    trouble(by) {
      const bad = [];
      groups.forEach((group) => group.states.forEach((state, i) => ['bad', 'unsure'].includes(look(state).tone) && bad.push(group.nodes[i])));
      if (!bad.length) return;
      const at = bad.indexOf(cursor);
      keep(bad[(at + by + bad.length) % bad.length]);
    },
    enter: () => cursor && open(cursor),
    close() {
      observer.disconnect();
      removeEventListener('scroll', scrolled);
      field = null;
    },
  };
}
