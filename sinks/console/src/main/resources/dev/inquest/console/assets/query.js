// Asks the query server, row by row, and goes on listening where the query does.
import { h } from './dom.js';
import { number, plural } from './format.js';
import { here, refine } from './route.js';
import { ask } from './ask.js';

const EXAMPLES = [
  ['Kernels of hung nodes', "SELECT kernel_release, COUNT(*) AS hung\nFROM nodes WHERE state = 'HUNG'\nGROUP BY kernel_release ORDER BY hung DESC;"],
  ['The fleet by state', 'SELECT state, COUNT(*) AS nodes FROM nodes GROUP BY state ORDER BY nodes DESC;'],
  ['Open findings', "SELECT severity, title, id FROM findings WHERE status = 'OPEN' LIMIT 50;"],
  ['Findings as they change', 'SELECT * FROM findings EMIT CHANGES;'],
  ['Kernel events as they come', 'SELECT * FROM kernel EMIT CHANGES;'],
];
const KEPT = 1000;

export function query(app) {
  let columns = [];
  let types = [];
  let rows = [];
  let count = 0;
  let problem = '';
  let running = null;
  let began = 0;
  let took = 0;

  const text = () => here().query.get('sql') ?? EXAMPLES[0][1];
  const editor = () => document.getElementById('sql');

  async function run() {
    running?.abort();
    const mine = (running = new AbortController());
    const sql = editor().value;
    refine({ sql });
    columns = [];
    rows = [];
    count = 0;
    problem = '';
    began = performance.now();
    app.redraw();
    try {
      for await (const one of ask(sql, mine.signal)) {
        if (one.columns) ({ columns, types } = one);
        else {
          count++;
          rows.push(one.row);
          if (rows.length > KEPT) rows.shift();
        }
        app.redraw();
      }
    } catch (error) {
      if (!mine.signal.aborted) problem = error.message;
    }
    if (running === mine) {
      running = null;
      took = performance.now() - began;
      app.redraw();
    }
  }

  function stop() {
    running?.abort();
    running = null;
    took = performance.now() - began;
    app.redraw();
  }

  function key(event) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      run();
    } else if (event.key === 'Escape') {
      if (running) stop();
      else editor().blur();
    }
  }

  const cell = (value) => (value === null || value === undefined ? h('span', { class: 'dim' }, 'null')
    : typeof value === 'object' ? JSON.stringify(value) : String(value));
  const isNumber = (i) => /^(INTEGER|BIGINT|DOUBLE|DECIMAL)/.test(types[i]);

  function status() {
    if (problem) return h('pre', { class: 'trouble', role: 'alert', key: 'problem' }, problem);
    if (running) return h('p', { class: 'note', role: 'status', key: 'status' }, h('span', { class: 'pulse' }), ` listening; ${plural(count, 'row')}`);
    if (!columns.length) return null;
    return h('p', { class: 'note num', role: 'status', key: 'status' }, `${plural(count, 'row')} in ${took < 1000 ? `${Math.round(took)} ms` : `${(took / 1000).toFixed(1)} s`}`,
      count > rows.length && `; the last ${number(rows.length)} are shown`);
  }

  function table() {
    if (!columns.length) return null;
    return h('div', { class: 'scroll', key: 'result' }, h('table', { class: 'data' },
      h('thead', null, h('tr', null, columns.map((name, i) => h('th', { key: name, class: isNumber(i) ? 'right' : '' }, name.toLowerCase())))),
      h('tbody', null, rows.map((row, i) => h('tr', { key: String(count - rows.length + i) },
        row.map((value, i) => h('td', { class: isNumber(i) ? 'num right' : '' }, cell(value))))))));
  }

  return {
    title: () => 'Query',
    load: async () => {},
    view: () => h('div', { class: 'query-page', key: 'query' },
      h('h1', { class: 'hidden' }, 'Query'),
      h('textarea', { id: 'sql', rows: 5, spellcheck: 'false', 'aria-label': 'SQL', own: true, ready: (element) => {
        element.value = text();
        element.focus();
      }, onKeyDown: key }),
      h('div', { class: 'actions' },
        running ? h('button', { class: 'primary', key: 'stop', onClick: stop }, 'Stop', h('kbd', null, 'Esc')) : h('button', { class: 'primary', key: 'run', onClick: run }, 'Run', h('kbd', null, 'Ctrl Enter')),
        h('span', { class: 'examples' }, EXAMPLES.map(([says, sql]) => h('button', { class: 'link', key: says, onClick: () => {
          editor().value = sql;
          run();
        } }, says)))),
      status(),
      table()),
    moved() {
      if (editor() && editor().value !== text()) editor().value = text();
    },
    close: () => running?.abort(),
    keys: { i: ['edit the query', () => editor().focus()], Escape: ['', () => running && stop()] },
  };
}
