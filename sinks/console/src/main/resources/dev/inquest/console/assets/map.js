// The whole fleet, one dot per node, in groups by any attribute. Only what is in sight is drawn.
import { h } from './dom.js';
import { byName, number, percent } from './format.js';
import { here, go, nodeAddress, refine } from './route.js';
import * as server from './server.js';
import { isBad, look, mark, worstFirst } from './states.js';
import { dots } from './dots.js';

const FAVOURITES = ['zone', 'kernel_release', 'instance_type', 'capacity_type', 'distro', 'state', 'cluster'];

export function map(app) {
  let groups = [];
  let omitted = 0;
  let attributes = {};
  let changedSince = 0;
  const canvas = dots({ open: (key) => go(nodeAddress(key)) });

  const by = () => here().query.get('by') || 'zone';

  async function load(signal) {
    const [fleet, names] = await Promise.all([server.fleet(by(), signal), server.attributes(signal)]);
    attributes = names;
    omitted = fleet.omitted;
    groups = fleet.groups
      .map((group) => ({
        name: group.name,
        total: group.total,
        counts: group.counts,
        nodes: group.nodes,
        states: Array.from(group.letters, (letter) => fleet.states[letter.charCodeAt(0) - 65]),
      }))
      .sort((a, b) => byName(a.name, b.name));
    canvas.show(groups);
  }

  function regroup(name) {
    refine({ by: name === 'zone' ? '' : name });
    app.reload();
  }

  function controls() {
    const rest = Object.keys(attributes).filter((name) => !FAVOURITES.includes(name));
    return h('div', { class: 'controls', key: 'controls' },
      h('label', null, 'Group by ',
        h('select', { id: 'by', value: by(), onChange: (event) => regroup(event.target.value) },
          [...FAVOURITES, ...rest].map((name) => h('option', { key: name, value: name, selected: name === by() },
            attributes[name] ? `${name} (${attributes[name] >= 1000 ? 'many' : attributes[name]})` : name)))),
      h('ul', { class: 'legend' }, worstFirst(app.fleet.counts).map(([state, count]) =>
        h('li', { key: state, title: look(state).says }, mark(state), state.toLowerCase(), h('b', { class: 'num' }, number(count))))),
      omitted > 0 && h('p', { class: 'note' }, `${number(omitted)} live nodes are counted and not drawn.`));
  }

  function label(group, top) {
    const bad = worstFirst(group.counts).filter(([state]) => isBad(state)).reduce((sum, [, count]) => sum + count, 0);
    return h('div', { class: `group-label ${bad ? 'has-bad' : ''}`, key: group.name, style: { top: `${top}px` } },
      h('h2', { title: group.name }, group.name || `no ${by()}`),
      h('p', { class: 'num' }, number(group.total),
        bad > 0 && h('b', null, mark('HUNG', 10), `${number(bad)} · ${percent(bad, group.total)}`)));
  }

  return {
    wide: true,
    title: () => `Map by ${by()}`,
    load,
    view: () => [
      h('h1', { class: 'hidden', key: 'h1' }, `Fleet by ${by()}`),
      controls(),
      groups.length === 0
        ? h('p', { class: 'empty', key: 'empty' }, 'No node has been heard yet.')
        : h('div', { class: 'map', key: 'map', own: false },
          h('div', { class: 'labels', style: { height: `${canvas.height()}px` } }, groups.map((group, i) => label(group, canvas.top(i)))),
          h('div', { class: 'field', own: true, key: 'field', ready: (element) => canvas.mount(element, () => app.redraw()) })),
    ],
    drawn: () => canvas.describe(`Map of ${app.fleet.total} nodes by ${by()}`),
    moved: app.reload,
    themed: () => canvas.themed(),
    nodes(changed) {
      if (canvas.change(changed) || by() === 'state') soon();
      app.redraw();
    },
    close: () => canvas.close(),
    keys: {
      g: ['group by another attribute', () => document.getElementById('by').focus()],
      ArrowRight: ['', () => canvas.step(1)],
      ArrowLeft: ['', () => canvas.step(-1)],
      ArrowDown: ['', () => canvas.step('down')],
      ArrowUp: ['', () => canvas.step('up')],
      j: ['', () => canvas.trouble(1)],
      k: ['', () => canvas.trouble(-1)],
      n: ['next node in trouble', () => canvas.trouble(1)],
      Enter: ['', () => canvas.enter()],
    },
  };

  /** A node came, went or belongs elsewhere now: sort anew, at most every two seconds. */
  function soon() {
    if (changedSince) return;
    changedSince = setTimeout(() => {
      changedSince = 0;
      app.reload();
    }, 2000);
  }
}
