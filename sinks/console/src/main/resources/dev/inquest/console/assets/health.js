// Inquest itself: who reads, how far behind, what was given up, and where it is blind.
import { h } from './dom.js';
import { bytes, number, plural } from './format.js';
import { nodeAddress } from './route.js';
import * as server from './server.js';
import { mark, named, worstFirst } from './states.js';

const EVERY = 5;
const FAR_BEHIND = 1000;

export function health(app) {
  let page;
  let beats = 0;

  const lagOf = (group) => Object.values(group.lag).reduce((sum, one) => sum + one, 0);

  function judge(group) {
    if (!group.members) return ['bad', 'HUNG', 'nobody reads'];
    const lag = lagOf(group);
    return lag > FAR_BEHIND ? ['unsure', 'SILENT', `${number(lag)} behind`] : ['fine', 'LIVE', lag ? `${number(lag)} behind` : 'up to date'];
  }

  function groups() {
    return h('section', { class: 'panel', key: 'groups' }, h('h2', null, 'Readers'),
      page.kafka && h('p', { class: 'trouble', role: 'alert' }, `Kafka does not answer: ${page.kafka}`),
      h('div', { class: 'rows' }, page.groups.map((group) => {
        const [tone, state, says] = judge(group);
        const behind = Object.entries(group.lag).filter(([, lag]) => lag > 0);
        return h('div', { class: 'row reader', key: group.name },
          h('span', { class: `state ${tone}` }, mark(state)),
          h('span', { class: 'name' }, group.name),
          h('span', { class: 'num' }, plural(group.members, 'member')),
          h('span', { class: `num ${tone === 'fine' ? 'dim' : tone}` }, says),
          h('span', { class: 'dim num why' }, behind.map(([topic, lag]) => `${topic} ${number(lag)}`).join(', ')));
      })),
      page.groups.length === 0 && !page.kafka && h('p', { class: 'note' }, 'No consumer group is known.'));
  }

  function sinks() {
    return h('section', { class: 'panel', key: 'sinks' }, h('h2', null, 'Sinks'),
      h('div', { class: 'rows' }, page.sinks.map((sink) => h('div', { class: 'row sink', key: sink.name },
        h('span', { class: `state ${sink.trouble ? 'bad' : 'fine'}` }, mark(sink.trouble ? 'HUNG' : 'LIVE')),
        h('span', { class: 'name' }, sink.name),
        h('span', { class: sink.trouble ? 'bad' : 'dim' }, sink.says)))),
      page.sinks.length === 0 && h('p', { class: 'note' }, 'No sink has ever run.'));
  }

  function tables() {
    return h('section', { class: 'panel', key: 'tables' }, h('h2', null, 'Tables of this console'),
      h('div', { class: 'scroll' }, h('table', { class: 'data' },
        h('thead', null, h('tr', null, ['table', 'rows', 'on the wire', 'unreadable', 'left out', 'followers'].map((head, i) => h('th', { class: i ? 'right' : '' }, head)))),
        h('tbody', null, page.tables.map((table) => h('tr', { key: table.name },
          h('td', null, table.name), right(number(table.rows)), right(bytes(table.bytes)), right(number(table.unreadable), table.unreadable), right(number(table.refused), table.refused), right(number(table.followers))))))));
  }

  const right = (text, wrong) => h('td', { class: `num right ${wrong ? 'unsure' : ''}` }, text);

  function losses() {
    return h('section', { class: 'panel', key: 'losses' }, h('h2', null, 'Given up'),
      page.dead_letters === undefined ? h('p', { class: 'note' }, 'Not known.')
        : h('p', { class: `big num ${page.dead_letters ? 'unsure' : ''}` }, number(page.dead_letters)),
      h('p', { class: 'note' }, 'dead letters of the last 14 days: what could not be read, processed or delivered'));
  }

  function blind() {
    return h('section', { class: 'panel', key: 'blind' }, h('h2', null, 'Blind'),
      page.blind.length === 0 ? h('p', { class: 'note' }, 'Every agent reads what it should.')
        : page.blind.map((one) => h('details', { key: one.source },
          h('summary', null, h('b', null, one.source), ' cannot be read on ', plural(one.count, 'node')),
          h('ul', { class: 'plain' }, one.nodes.map((key) => h('li', { key }, h('a', { href: nodeAddress(key) }, key)))))));
  }

  function states() {
    return h('section', { class: 'panel', key: 'states' }, h('h2', null, 'Nodes', h('span', { class: 'count num' }, number(page.nodes))),
      h('table', { class: 'pairs' }, h('tbody', null, worstFirst(page.states).map(([state, count]) =>
        h('tr', { key: state }, h('th', { scope: 'row' }, named(state)), h('td', { class: 'num right' }, number(count)))))));
  }

  return {
    title: () => 'Health',
    async load(signal) {
      page = await server.health(signal);
    },
    view: () => page && h('div', { class: 'health-page', key: 'health' },
      h('h1', { class: 'hidden' }, 'Health'),
      h('div', { class: 'columns' },
        h('div', { class: 'main' }, groups(), sinks(), tables()),
        h('div', { class: 'side' }, losses(), blind(), states(), h('p', { class: 'note', key: 'rules' }, 'Rules: ', page.rules)))),
    beat() {
      if (++beats % EVERY === 0) app.reload();
    },
  };
}
