// One node: what has become of it, why, what it is, and what it came through.
import { h } from './dom.js';
import { ago, bytes, clock, moment, number, percent, split } from './format.js';
import { chooser } from './keys.js';
import { findingAddress, go, refine, here, to } from './route.js';
import * as server from './server.js';
import { isBad, named, urgency } from './states.js';

export function node(app, rest) {
  const key = rest.join('/');
  let page;

  function head() {
    const n = page.node;
    return h('section', { class: 'head', key: 'head' },
      h('p', { class: 'eyebrow' }, named(n.state), n.reboot && h('span', null, `rebooted ${n.reboot.toLowerCase()}`), h('span', null, n.cluster),
        n.witnessed && h('span', null, 'witnessed')),
      h('h1', null, n.node),
      n.causes.length > 0 && h('p', { class: 'narrative' }, n.causes.join('; ')),
      h('dl', { class: 'facts' },
        fact('Since', `${clock(n.since)} (${ago(n.since, app.now())})`),
        n.last_heartbeat && fact('Last heartbeat told', clock(n.last_heartbeat)),
        n.boot_id && fact('Boot', n.boot_id.slice(0, 13)),
        fact('Changes', number(n.change_number))));
  }

  const fact = (label, value) => h('div', { class: 'fact' }, h('dt', null, label), h('dd', { class: 'num' }, value));

  function meter(label, share, says) {
    return h('div', { class: 'bar fine', key: label },
      h('span', { class: 'label' }, label),
      h('span', { class: 'track' }, h('i', { style: { width: `${Math.min(100, Math.max(0, 100 * share))}%` } })),
      h('span', { class: 'num share' }, percent(share, 1)),
      h('span', { class: 'num of' }, says));
  }

  function vitals() {
    const v = page.node.vitals;
    if (!v) return null;
    const used = v.memory_total_bytes - v.memory_available_bytes;
    return h('section', { class: 'panel', key: 'vitals' }, h('h2', null, isBad(page.node.state) ? 'Last vitals before' : 'Vitals'),
      meter('cpu', v.cpu_used, `load ${v.load1.toFixed(1)}`),
      v.memory_total_bytes > 0 && meter('memory', used / v.memory_total_bytes, `${bytes(used)} of ${bytes(v.memory_total_bytes)}`),
      meter('disk', v.disk_used, ''));
  }

  function attributes() {
    const wanted = (here().query.get('filter') ?? '').toLowerCase();
    const all = Object.entries(page.node.attributes).sort(([a], [b]) => a.localeCompare(b));
    const shown = all.filter(([name, value]) => `${name} ${value}`.toLowerCase().includes(wanted));
    return h('section', { class: 'panel', key: 'attributes' },
      h('h2', null, 'Attributes', h('span', { class: 'count num' }, number(all.length))),
      all.length > 12 && h('input', { type: 'search', id: 'filter', placeholder: 'Filter', 'aria-label': 'Filter attributes', value: here().query.get('filter') ?? '', onInput: (event) => {
        refine({ filter: event.target.value });
        app.redraw();
      } }),
      h('table', { class: 'pairs' }, h('tbody', null, shown.map(([name, value]) => h('tr', { key: name },
        h('th', { scope: 'row' }, h('a', { href: to('map', [], { by: name }), title: 'Regroup the map by this' }, name)), h('td', null, value))))));
  }

  function links() {
    if (!page.links?.links.length) return null;
    return h('section', { class: 'panel', key: 'links' },
      h('h2', null, 'Links', h('span', { class: 'count num' }, number(page.links.links.length))),
      h('div', { class: 'scroll' }, h('table', { class: 'data' },
        h('thead', null, h('tr', null, ['name', 'kind', 'state', 'addresses', 'flags'].map((head) => h('th', null, head)))),
        h('tbody', null, page.links.links.map((link) => h('tr', { key: String(link.index) },
          h('td', null, link.name), h('td', null, link.kind ?? ''), h('td', null, link.oper_state.toLowerCase()), h('td', null, link.addresses.join(', ') || '–'), h('td', { class: 'dim' }, link.flags.join(' '))))))),
      page.links.owners.length > 0 && h('p', { class: 'note' }, 'Owners seen: ', page.links.owners.join(', ')));
  }

  function changes() {
    const list = [...page.node.recent_changes].reverse();
    return h('section', { class: 'panel', key: 'changes' }, h('h2', null, 'Came through'),
      list.length === 0 ? h('p', { class: 'note' }, 'Nothing yet.') : h('ol', { class: 'changes' }, list.map((change) => h('li', { key: String(change.number) },
        h('time', { class: 'num', title: moment(change.at) }, clock(change.at)), named(change.from), h('span', { class: 'dim' }, '→'), named(change.to), change.reboot && h('span', { class: 'dim' }, change.reboot.toLowerCase())))));
  }

  function conditions() {
    const n = page.node;
    return (page.findings.length > 0 || n.open_cases.length > 0) && h('section', { class: 'panel', key: 'findings' }, h('h2', null, 'Findings'),
      h('div', { class: 'rows' }, page.findings.map((f) => h('a', { key: f.id, class: 'row child', href: findingAddress(f.id) },
        urgency(f.severity, f.status === 'RESOLVED'), h('span', { class: 'what' }, f.title), h('time', { class: 'num' }, clock(f.first_seen))))),
      n.open_cases.length > 0 && h('p', { class: 'note' }, 'Conditions: ', n.open_cases.map((c) => [c.pattern, c.cause].filter(Boolean).join(' ')).join(', ')));
  }

  function other() {
    const n = page.node;
    return [
      n.intents.length > 0 && h('section', { class: 'panel', key: 'intents' }, h('h2', null, 'Plans'),
        h('ul', { class: 'plain' }, n.intents.map((intent, i) => h('li', { key: `i${i}` }, h('b', null, intent.kind.toLowerCase().replace('_', ' ')), ` ${intent.reason} `, h('span', { class: 'dim' }, `${intent.source}, declared ${clock(intent.declared_at)}`))))),
      n.blind.length > 0 && h('section', { class: 'panel', key: 'blind' }, h('h2', null, 'Blind'), h('p', { class: 'note' }, 'Its agent cannot read: ', n.blind.join(', '))),
      n.unattributed && h('section', { class: 'panel', key: 'foreign' }, h('h2', null, 'Not its own'),
        h('p', { class: 'note' }, `${number(n.unattributed.count)} kernel events came under its name and were not believed: ${n.unattributed.reason}`)),
    ];
  }

  return {
    title: () => split(key)[1] || 'Node',
    async load(signal) {
      page = await server.node(key, signal);
    },
    view: () => page && h('div', { class: 'node-page', key },
      head(),
      h('div', { class: 'columns' },
        h('div', { class: 'main' }, conditions(), attributes(), links()),
        h('div', { class: 'side' }, vitals(), changes(), other()))),
    nodes(changed) {
      if (changed.some(([one]) => one === key)) app.reload();
    },
    moved() {},
    up: () => {
      go(to('map'));
      return true;
    },
    keys: { ...chooser('a.row'), g: ['filter attributes', () => document.getElementById('filter')?.focus()] },
  };
}
