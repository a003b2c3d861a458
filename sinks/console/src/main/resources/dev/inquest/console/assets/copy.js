// Copies text, and says that it did.
import { h } from './dom.js';

async function copy(event, text) {
  const button = event.currentTarget;
  try {
    await navigator.clipboard.writeText(text);
    button.dataset.said = 'Copied';
  } catch {
    select(button.parentElement.querySelector('code, pre'));
    button.dataset.said = 'Press Ctrl+C';
  }
  setTimeout(() => delete button.dataset.said, 1600);
}

function select(element) {
  if (element) getSelection().selectAllChildren(element);
}

export const copyButton = (text, label = 'Copy') =>
  h('button', { class: 'copy', 'data-label': label, 'aria-label': `${label}: ${text.slice(0, 60)}`, onClick: (event) => copy(event, text) });
