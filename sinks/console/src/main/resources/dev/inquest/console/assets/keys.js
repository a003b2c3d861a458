// Everything can be done without a mouse. `?` says how.
import { draw, h } from './dom.js';

const GENERAL = [
  ['?', 'this help'],
  ['/', 'find a node'],
  ['t', 'light or dark'],
  ['j  k', 'next, previous'],
  ['Enter', 'open what is selected'],
  ['u', 'up, or back'],
  ['Esc', 'close, stop'],
];

let own = () => ({});
let tabs = [];

/** Screens bring keys of their own: key to [what it does, function]. */
export function bind({ screens, go, find, theme, keys, up }) {
  own = keys;
  tabs = screens;
  const general = { '?': help, '/': find, t: theme, u: up };
  for (const [name, , key] of screens) general[key] = () => go(name);
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    const typing = /^(input|textarea|select)$/i.test(event.target.tagName);
    if (typing) return;
    const act = own()[event.key]?.[1] ?? general[event.key];
    if (!act) return;
    if (event.key === 'Enter' && /^(a|button|summary)$/i.test(event.target.tagName)) return;
    event.preventDefault();
    act();
  });
}

let dialog;
export function help() {
  dialog ??= document.body.appendChild(document.createElement('dialog'));
  dialog.setAttribute('aria-label', 'Keyboard');
  const rows = [
    ...tabs.map(([, label, key]) => [key, label.toLowerCase()]),
    ...GENERAL,
    ...Object.entries(own()).filter(([, [says]]) => says).map(([key, [says]]) => [key, says]),
  ];
  draw(dialog, [
    h('h2', null, 'Keyboard'),
    h('dl', { class: 'keys' }, rows.map(([key, says]) => [
      h('dt', null, key.split('  ').map((one) => h('kbd', null, one))),
      h('dd', null, says),
    ])),
    h('form', { method: 'dialog' }, h('button', null, 'Close')),
  ]);
  dialog.showModal();
}

/** Moves a selection through the elements marked as choices. */
export function chooser(selector) {
  const all = () => [...document.querySelectorAll(selector)];
  const step = (by) => {
    const choices = all();
    if (!choices.length) return;
    const at = choices.indexOf(document.activeElement);
    const next = at < 0 ? (by > 0 ? 0 : choices.length - 1) : Math.min(choices.length - 1, Math.max(0, at + by));
    choices[next].focus();
    choices[next].scrollIntoView({ block: 'nearest' });
  };
  return { j: ['', () => step(1)], k: ['', () => step(-1)], ArrowDown: ['', () => step(1)], ArrowUp: ['', () => step(-1)] };
}
