// One finding: what it is, what they share, when it happened, what to do, who, and what was left
// out on purpose.
import { bars } from './bars.js';
import { copyButton } from './copy.js';
import { h } from './dom.js';
import { ago, clock, day, moment, number, span, split } from './format.js';
import { chooser } from './keys.js';
import { findingAddress, go, nodeAddress, to } from './route.js';
import * as server from './server.js';
import { named, urgency } from './states.js';
import { marks, timeline } from './timeline.js';

const LINES = 6;
const LONG = 330;

export function finding(app, [id]) {
  let page;
  const unfolded = new Set();
  const records = new Map();

  const fact = (label, value) => h('div', { class: 'fact' }, h('dt', null, label), h('dd', { class: 'num' }, value));

  function head() {
    const f = page.finding;
    const resolved = f.status === 'RESOLVED';
    return h('section', { class: 'head', key: 'head' },
      h('p', { class: 'eyebrow' }, urgency(f.severity, resolved), h('span', null, resolved ? 'resolved' : f.severity.toLowerCase()), h('span', null, f.pattern), h('span', null, f.cluster),
        page.parent && h('a', { href: findingAddress(page.parent.id) }, 'spoken for by: ', page.parent.title)),
      h('h1', null, f.title),
      f.narrative && narrative(f.narrative),
      h('dl', { class: 'facts' },
        fact('Nodes', number(f.scope.node_count)),
        fact('First seen', `${clock(f.first_seen)} (${ago(f.first_seen, app.now())})`),
        fact(resolved ? 'Lasted' : 'Last seen', resolved ? span(f.last_seen - f.first_seen) : clock(f.last_seen)),
        f.scope.workload && fact('Workload', f.scope.workload),
        fact('Pages', `${f.pages ? 'yes' : 'no'}: ${f.paging_reason}`),
        f.acknowledged_by && fact('Taken on by', `${f.acknowledged_by}, ${clock(f.acknowledged_at)}`),
        f.silenced_until && fact('Silenced until', moment(f.silenced_until)),
        fact('Revision', number(f.revision))),
      h('p', { class: 'actions' },
        h('a', { class: 'button', href: server.caseFile(f.id), download: '' }, 'Case file'),
        copyButton(location.href, 'Copy link'),
        h('span', { class: 'dim num' }, day(f.first_seen))));
  }

  /** Its first sentences; the rest when asked. */
  function narrative(text) {
    const sentence = text.lastIndexOf('. ', LONG) + 1;
    const end = text.length <= LONG ? text.length : Math.max(sentence || text.lastIndexOf(' ', LONG), 80);
    const whole = unfolded.has('narrative') || end >= text.length;
    return h('p', { class: 'narrative' }, whole ? text : text.slice(0, end),
      !whole && h('button', { class: 'link', onClick: () => toggle('narrative') }, 'Read on'));
  }

  function evidence() {
    const { finding: f, nodes, children } = page;
    const all = marks(f, nodes, children);
    return h('section', { class: 'panel', key: 'evidence' },
      h('h2', null, 'Evidence', h('span', { class: 'count num' }, number(f.evidence.length))),
      all.length > 1 && timeline(all, choose),
      h('ol', { class: 'evidence' }, f.evidence.map((e, i) => piece(e, i))));
  }

  function piece(e, i) {
    const all = unfolded.has(i) || e.excerpt.length <= LINES + 1;
    return h('li', { key: `e${i}`, id: `evidence-${i}`, tabindex: '-1' },
      h('time', { class: 'num' }, clock(e.at)),
      h('span', { class: 'witness' }, e.what),
      h('div', { class: 'said' },
        e.excerpt.length > 0 && h('pre', null, (all ? e.excerpt : e.excerpt.slice(0, LINES)).join('\n')),
        h('p', { class: 'under' },
          !all && h('button', { class: 'link', onClick: () => toggle(i) }, `${e.excerpt.length - LINES} more lines`),
          e.offset >= 0 && h('button', { class: 'link', onClick: () => fetchRecord(i, e) }, `${e.topic}-${e.partition} @ ${e.offset}`)),
        records.has(i) && h('pre', { class: 'record' }, records.get(i))));
  }

  function toggle(i) {
    unfolded.add(i);
    app.redraw();
  }

  async function fetchRecord(i, e) {
    if (records.delete(i)) {
      app.redraw();
      return;
    }
    try {
      records.set(i, JSON.stringify(await server.record(e), null, 2));
    } catch (error) {
      records.set(i, error instanceof server.NotFound ? 'Kafka no longer holds this record.' : error.message);
    }
    app.redraw();
  }

  function choose(anchor) {
    const element = document.getElementById(anchor);
    element?.scrollIntoView({ block: 'center', behavior: 'smooth' });
    element?.focus({ preventScroll: true });
  }

  function remedies() {
    const list = page.finding.remedies;
    return list.length > 0 && h('section', { class: 'panel', key: 'remedies' },
      h('h2', null, 'What to do'),
      h('ol', { class: 'remedies' }, list.map((remedy, i) => h('li', { key: `r${i}` },
        h('p', null, remedy.text),
        remedy.commands.map((command) => h('div', { class: 'command' }, h('code', null, command), copyButton(command))),
        remedy.risk && h('p', { class: 'risk' }, h('b', null, 'Risk '), remedy.risk),
        remedy.reference && h('p', { class: 'dim' }, reference(remedy.reference))))));
  }

  const reference = (where) => (/^https?:\/\//.test(where) ? h('a', { href: where, rel: 'noreferrer noopener', target: '_blank' }, where) : where);

  /** The name alone where everything is in one cluster. */
  const short = (key) => (split(key)[0] === page.finding.cluster ? split(key)[1] : key);

  function nodes() {
    const f = page.finding;
    const more = f.scope.node_count - page.nodes.length;
    return h('section', { class: 'panel', key: 'nodes' },
      h('h2', null, 'Nodes', h('span', { class: 'count num' }, number(f.scope.node_count))),
      h('p', { class: 'chips' }, Object.entries(f.scope.zones).sort((a, b) => b[1] - a[1]).map(([zone, count]) =>
        h('span', { class: 'chip', key: zone }, zone || 'no zone', ' ', h('b', { class: 'num' }, number(count))))),
      h('div', { class: 'rows' }, page.nodes.map((node) => h('a', { key: node.key, class: 'row node', href: nodeAddress(node.key) },
        h('span', { class: 'name', title: node.key }, short(node.key)),
        node.state ? named(node.state) : h('span', { class: 'dim' }, 'forgotten'),
        node.since && h('time', { class: 'num', title: moment(node.since) }, clock(node.since)),
        node.why && h('span', { class: 'why' }, node.why)))),
      more > 0 && h('p', { class: 'note' }, `and ${number(more)} more; `, h('a', { href: to('query', [], { sql: `SELECT * FROM findings WHERE id = '${f.id.replaceAll("'", "''")}';` }) }, 'ask for them')));
  }

  function children() {
    return page.children.length > 0 && h('section', { class: 'panel', key: 'children' },
      h('h2', null, 'Speaks for', h('span', { class: 'count num' }, number(page.children.length))),
      h('div', { class: 'rows' }, page.children.map((child) => h('a', { key: child.id, class: 'row child', href: findingAddress(child.id) },
        urgency(child.severity, child.status === 'RESOLVED'),
        h('span', { class: 'what' }, child.title),
        h('time', { class: 'num' }, clock(child.first_seen))))));
  }

  function heldBack() {
    const held = page.held_back;
    return h('section', { class: 'panel', key: 'held' },
      h('h2', null, 'Held back', h('span', { class: 'count num' }, number(held.count))),
      h('p', { class: 'note' }, held.count
        ? 'Nodes of this cluster that are away now and that this finding does not count.'
        : 'No other node of this cluster is away now.'),
      held.groups.map((group) => h('details', { key: group.state },
        h('summary', null, named(group.state), ' ', h('span', { class: 'num' }, number(group.count))),
        h('div', { class: 'rows' }, group.nodes.map((node) => h('a', { key: node.node, class: 'row held', href: nodeAddress(node.node) },
          h('span', { class: 'name', title: node.node }, short(node.node)), h('time', { class: 'num' }, clock(node.since)), h('span', { class: 'why' }, node.why)))),
        group.count > group.nodes.length && h('p', { class: 'note' }, `and ${number(group.count - group.nodes.length)} more`))));
  }

  function raw() {
    const text = JSON.stringify(page.finding, null, 2);
    return h('details', { class: 'panel raw', key: 'raw' },
      h('summary', null, h('h2', null, 'Raw record'), h('span', { class: 'dim num' }, `findings-${page.finding.record.partition} @ ${page.finding.record.offset}`)),
      h('div', { class: 'command' }, copyButton(text)), h('pre', { class: 'record' }, text));
  }

  return {
    title: () => page?.finding.title ?? 'Finding',
    async load(signal) {
      page = await server.finding(id, signal);
    },
    view: () => page && h('div', { class: 'finding-page', key: id },
      head(),
      h('div', { class: 'columns' },
        h('div', { class: 'main' }, page.finding.commonality && bars(page.finding.commonality), evidence(), raw()),
        h('div', { class: 'side' }, remedies(), nodes(), children(), heldBack()))),
    findings(changed) {
      if (changed.some((one) => one.id === id || one.parent === id || one.gone === id)) app.reload();
    },
    up: () => {
      go(page?.parent ? findingAddress(page.parent.id) : to('findings'));
      return true;
    },
    keys: {
      ...chooser('a.row'),
      e: ['next piece of evidence', () => step()],
      c: ['download the case file', () => document.querySelector('a[download]')?.click()],
    },
  };

  function step() {
    const pieces = [...document.querySelectorAll('.evidence > li')];
    const at = pieces.indexOf(document.activeElement);
    choose(pieces[(at + 1) % pieces.length]?.id);
  }
}
