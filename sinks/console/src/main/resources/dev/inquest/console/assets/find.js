// Finds a node by a piece of its name, from anywhere.
import { draw, h } from './dom.js';
import { go, nodeAddress } from './route.js';
import { nodes } from './server.js';
import { named } from './states.js';

let dialog;
let found = [];
let at = 0;
let asked;

function show() {
  draw(dialog, [
    h('input', { type: 'search', placeholder: 'Name of a node', 'aria-label': 'Name of a node', autocomplete: 'off', spellcheck: 'false', onInput: ask, onKeyDown: key }),
    h('ul', { class: 'found', role: 'listbox' }, found.map((node, i) =>
      h('li', { key: node.key },
        h('a', { href: nodeAddress(node.key), tabindex: '-1', class: i === at ? 'chosen' : '', onClick: () => dialog.close() },
          h('span', { class: 'name' }, node.key), named(node.state))))),
  ]);
}

async function ask(event) {
  asked?.abort();
  asked = new AbortController();
  try {
    found = await nodes(event?.target.value ?? '', asked.signal);
    at = 0;
    show();
  } catch {
    // A newer question is on its way, or the next letter asks again.
  }
}

function key(event) {
  if (event.key === 'ArrowDown') at = Math.min(found.length - 1, at + 1);
  else if (event.key === 'ArrowUp') at = Math.max(0, at - 1);
  else if (event.key === 'Enter' && found[at]) {
    dialog.close();
    go(nodeAddress(found[at].key));
    return;
  } else return;
  event.preventDefault();
  show();
}

export const finder = {
  open() {
    if (!dialog) {
      dialog = document.body.appendChild(document.createElement('dialog'));
      dialog.className = 'finder';
      dialog.setAttribute('aria-label', 'Find a node');
    }
    show();
    dialog.showModal();
    const input = dialog.querySelector('input');
    input.value = '';
    input.focus();
    ask();
  },
};
