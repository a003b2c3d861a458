// What is wrong, the most urgent first. Children stand under the finding that speaks for them.
import { h } from './dom.js';
import { ago, clock, number, plural } from './format.js';
import { chooser } from './keys.js';
import { findingAddress, here, refine } from './route.js';
import * as server from './server.js';
import { urgency } from './states.js';

const RANK = { CRITICAL: 0, ERROR: 1, WARNING: 2, INFO: 3 };

export function findings(app) {
  const all = new Map();

  const order = (a, b) => RANK[a.severity] - RANK[b.severity] || b.first_seen - a.first_seen || a.id.localeCompare(b.id);
  const childrenOf = (id) => [...all.values()].filter((f) => f.parent === id).sort((a, b) => a.first_seen - b.first_seen);
  const showsResolved = () => here().query.get('resolved') === 'yes';

  function row(finding, depth) {
    const resolved = finding.status === 'RESOLVED';
    return h('a', { key: finding.id, class: `row finding ${depth ? 'child' : ''} ${resolved ? 'resolved' : ''}`, href: findingAddress(finding.id) },
      urgency(finding.severity, resolved),
      h('span', { class: 'what' },
        h('span', { class: 'title' }, finding.title),
        finding.statement && !depth && !finding.title.includes(finding.statement) && h('span', { class: 'share' }, finding.statement)),
      h('span', { class: 'zones' }, zones(finding)),
      h('span', { class: 'num count' }, plural(finding.node_count, 'node')),
      h('span', { class: 'pages' }, word(finding)),
      h('time', { class: 'num', title: clock(finding.first_seen) }, ago(finding.first_seen, app.now())));
  }

  /** Whether it wakes somebody, or who has taken it on. */
  function word(finding) {
    if (finding.acknowledged_by) return h('span', { title: `taken on by ${finding.acknowledged_by}` }, 'taken');
    return finding.pages ? h('b', null, 'pages') : h('span', { title: finding.paging_reason }, 'quiet');
  }

  function zones(finding) {
    const entries = Object.entries(finding.zones).sort((a, b) => b[1] - a[1]);
    if (!entries.length) return '';
    const [first, ...rest] = entries;
    return rest.length ? `${first[0]} +${rest.length}` : first[0];
  }

  function group(title, list, note) {
    return list.length > 0 && h('section', { key: title },
      h('h2', null, title, h('span', { class: 'count num' }, number(list.length))),
      note && h('p', { class: 'note' }, note),
      h('div', { class: 'rows' }, list.map((finding) => [row(finding, 0), children(finding)])));
  }

  /** A finding's children, folded: the parent already says it. */
  function children(parent) {
    const list = childrenOf(parent.id);
    if (!list.length) return null;
    return h('details', { key: `${parent.id}+`, class: 'children' },
      h('summary', null, `${plural(list.length, 'finding')} it speaks for`),
      list.map((finding) => row(finding, 1)));
  }

  function view() {
    const top = [...all.values()].filter((f) => !f.parent || !all.has(f.parent)).sort(order);
    const open = top.filter((f) => f.status === 'OPEN');
    const resolved = top.filter((f) => f.status === 'RESOLVED');
    const urgent = open.filter((f) => RANK[f.severity] <= 1);
    const warnings = open.filter((f) => RANK[f.severity] > 1);
    return [
      h('h1', { class: 'hidden' }, 'Findings'),
      !urgent.length && calm(warnings.length),
      group('Now', urgent),
      group('Ahead', warnings, 'What would go wrong, or is wrong with nobody to wake.'),
      resolved.length > 0 && h('p', { key: 'resolved' }, h('button', { class: 'quiet', onClick: toggle },
        showsResolved() ? 'Hide what is resolved' : `Show ${plural(resolved.length, 'resolved finding')}`)),
      showsResolved() && group('Resolved', resolved),
    ];
  }

  function calm(warnings) {
    const { total } = app.fleet;
    return h('div', { class: 'calm', key: 'calm' },
      h('p', { class: 'big' }, total ? 'Nothing is wrong now.' : 'No node has been heard yet.'),
      h('p', null, total
        ? `${plural(total, 'node')} watched${warnings ? '; what may go wrong is below' : ''}.`
        : 'Findings appear here as soon as collectors report.'));
  }

  function toggle() {
    refine({ resolved: showsResolved() ? '' : 'yes' });
    app.redraw();
  }

  return {
    title: () => 'Findings',
    async load(signal) {
      const { findings: list } = await server.findings(signal);
      all.clear();
      for (const finding of list) all.set(finding.id, finding);
    },
    view,
    findings(changed) {
      for (const one of changed) {
        if (one.gone) all.delete(one.gone);
        else all.set(one.id, one);
      }
      app.redraw();
    },
    keys: { ...chooser('a.row.finding'), r: ['show or hide what is resolved', toggle] },
  };
}
