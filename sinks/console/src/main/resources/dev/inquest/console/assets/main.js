// The frame around every screen: where one is, how the fleet stands, whether that is still true.
import { draw, h } from './dom.js';
import * as route from './route.js';
import * as server from './server.js';
import { clock, number, plural } from './format.js';
import { look, mark, named, worstFirst } from './states.js';
import { bind, help } from './keys.js';
import { finder } from './find.js';
import { findings } from './findings.js';
import { finding } from './finding.js';
import { map } from './map.js';
import { node } from './node.js';
import { query } from './query.js';
import { health } from './health.js';

const SCREENS = { findings, finding, map, node, query, health };
const TABS = [['findings', 'Findings', 'f'], ['map', 'Map', 'm'], ['query', 'Query', 'q'], ['health', 'Health', 'h']];

const fleet = { now: Date.now(), heard: Date.now(), counts: {}, total: 0, open: 0, stale: 0, connected: false };
let screen;
let failure = '';
let loading = true;
let login = null;
let pending = 0;
let fetching = new AbortController();

const app = {
  fleet,
  redraw,
  reload: load,
  /** The time of the fleet, which runs on between two beats. */
  now: () => fleet.now,
};

function redraw() {
  pending ||= requestAnimationFrame(() => {
    pending = 0;
    draw(document.getElementById('app'), frame());
    screen.drawn?.();
  });
}

async function load() {
  fetching.abort();
  fetching = new AbortController();
  const { signal } = fetching;
  const loaded = screen;
  try {
    await screen.load(signal);
    if (loaded !== screen) return;
    failure = '';
    loading = false;
    login = null;
  } catch (error) {
    if (signal.aborted) return;
    loading = false;
    if (error instanceof server.LoginNeeded) login = { error: '' };
    else failure = error instanceof server.NotFound ? 'Nothing is known of this here (any more).' : error.message;
  }
  redraw();
}

let shown = '';
function open() {
  const { screen: name, rest } = route.here();
  const place = [name, ...rest].join('/');
  if (place === shown) {
    screen.moved?.();
    redraw();
    return;
  }
  shown = place;
  screen?.close?.();
  screen = (SCREENS[name] ?? findings)(app, rest);
  loading = true;
  failure = '';
  scrollTo(0, 0);
  redraw();
  load();
}

function frame() {
  if (login) return [h('main', { id: 'main', class: 'login', key: 'login' }, loginForm())];
  document.title = fleet.open ? `(${fleet.open}) ${screen.title()} · Inquest` : `${screen.title()} · Inquest`;
  return [
    header(),
    h('main', { id: 'main', key: shown, class: `${screen.wide ? 'wide' : ''} ${fleet.stale ? 'stale' : ''}` },
      failure && h('p', { class: 'trouble', role: 'alert' }, failure, ' ', h('button', { onClick: load }, 'Try again')),
      loading ? h('p', { class: 'empty', 'aria-busy': 'true' }, 'Reading …') : screen.view()),
  ];
}

function header() {
  const { screen: at } = route.here();
  const current = { finding: 'findings', node: 'map' }[at] ?? at;
  return h('header', { key: 'header' },
    h('a', { class: 'brand', href: route.to('findings') }, 'Inquest'),
    h('nav', { 'aria-label': 'Screens' }, TABS.map(([name, label]) =>
      h('a', { href: route.to(name), 'aria-current': name === current ? 'page' : null }, label,
        name === 'findings' && fleet.open > 0 && h('span', { class: 'count' }, number(fleet.open))))),
    standing(),
    h('div', { class: 'tools' },
      h('button', { class: 'quiet', title: 'Find a node (/)', onClick: () => finder.open() }, 'Find', h('kbd', null, '/')),
      h('button', { class: 'quiet', title: 'Light or dark (t)', onClick: switchTheme }, dark() ? 'Light' : 'Dark'),
      h('button', { class: 'quiet', title: 'Keyboard (?)', 'aria-label': 'Keyboard', onClick: help }, '?')),
    proportions());
}

/** How the fleet stands, in words; what is not live comes first. */
function standing() {
  if (fleet.stale) {
    return h('p', { class: 'standing stale', role: 'status' }, h('span', { class: 'unsure' }, mark('SILENT')), `Stale since ${clock(fleet.stale)}; reconnecting`);
  }
  const rest = worstFirst(fleet.counts).filter(([state]) => state !== 'LIVE');
  return h('p', { class: 'standing', role: 'status' },
    h('span', { class: 'num' }, plural(fleet.total, 'node')),
    rest.slice(0, 5).map(([state, count]) => h('a', { key: state, class: 'num', href: route.to('map', [], { by: 'state' }) }, number(count), ' ', named(state))),
    h('time', { class: 'num', title: 'Time of the fleet' }, clock(fleet.now)));
}

/** The whole fleet as one line. */
function proportions() {
  return h('div', { class: 'proportions', 'aria-hidden': 'true' },
    worstFirst(fleet.counts).map(([state, count]) =>
      h('i', { key: state, class: look(state).tone, style: { 'flex-grow': String(count) } })));
}

function loginForm() {
  return h('form', { onSubmit: enter },
    h('h1', null, 'Inquest'),
    h('label', null, 'Token', h('input', { type: 'password', name: 'token', autocomplete: 'current-password', ready: (input) => input.focus() })),
    login.error && h('p', { class: 'trouble', role: 'alert' }, login.error),
    h('button', { class: 'primary' }, 'Log in'));
}

async function enter(event) {
  event.preventDefault();
  try {
    await server.logIn(new FormData(event.target).get('token'));
    login = null;
    loading = true;
    load();
  } catch (error) {
    login = { error: error.message };
  }
  redraw();
}

function dark() {
  const theme = document.documentElement.dataset.theme;
  return theme ? theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

function switchTheme() {
  const theme = dark() ? 'light' : 'dark';
  document.documentElement.dataset.theme = theme;
  localStorage.setItem('inquest-theme', theme);
  screen.themed?.();
  redraw();
}

bind({
  screens: TABS,
  go: (name) => route.go(route.to(name)),
  find: () => finder.open(),
  theme: switchTheme,
  keys: () => screen.keys ?? {},
  up: () => screen.up?.() ?? history.back(),
});

server.listen({
  beat(beat) {
    Object.assign(fleet, { now: beat.at, counts: beat.counts, total: beat.total, open: beat.open, stale: 0 });
    screen.beat?.();
    redraw();
  },
  nodes: (changed) => screen.nodes?.(changed),
  findings: (changed) => screen.findings?.(changed),
  again: load,
  stale(since) {
    fleet.stale = since;
    redraw();
  },
  refused: load,
});

addEventListener('hashchange', open);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  screen.themed?.();
  redraw();
});
open();
