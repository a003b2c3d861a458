// Talks to the server this page came from, and to nobody else.

const ROOT = '/console/api';

export class LoginNeeded extends Error {}
export class NotFound extends Error {}

async function get(path, signal) {
  const response = await fetch(ROOT + path, { signal, headers: { Accept: 'application/json' } });
  if (response.status === 401) throw new LoginNeeded();
  if (response.status === 404) throw new NotFound();
  if (!response.ok) throw new Error((await response.text()).trim() || `the server answers ${response.status}`);
  return response.json();
}

const part = encodeURIComponent;

export const findings = (signal) => get('/findings', signal);
export const finding = (id, signal) => get(`/findings/${part(id)}`, signal);
export const fleet = (by, signal) => get(`/fleet?by=${part(by)}`, signal);
export const attributes = (signal) => get('/fleet/attributes', signal);
export const node = (key, signal) => get(`/nodes/one?key=${part(key)}`, signal);
export const nodes = (name, signal) => get(`/nodes?name=${part(name)}`, signal);
export const health = (signal) => get('/health', signal);
export const record = (at, signal) => get(`/records/${part(at.topic)}/${at.partition}/${at.offset}`, signal);
export const caseFile = (id) => `${ROOT}/cases/${part(id)}`;

export async function logIn(token) {
  const response = await fetch('/console/login', { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: token });
  if (!response.ok) throw new Error((await response.text()).trim() || 'the server refuses');
}

const SILENCE_MS = 5000;

/** Hears what changes. The browser connects again by itself; the listener is told how it stands. */
export function listen(on) {
  let source;
  let last = Date.now();
  let stale = false;
  const heard = () => {
    last = Date.now();
    if (stale) on.again();
    stale = false;
  };
  const open = () => {
    source = new EventSource(`${ROOT}/live`);
    for (const name of ['beat', 'nodes', 'findings', 'again']) {
      source.addEventListener(name, (event) => {
        heard();
        on[name](JSON.parse(event.data));
      });
    }
  };
  const watch = () => {
    if (Date.now() - last > SILENCE_MS && !stale) {
      stale = true;
      on.stale(last);
    }
    if (source.readyState === EventSource.CLOSED) {
      on.refused();
      open();
    }
  };
  open();
  const timer = setInterval(watch, 1000);
  return () => {
    clearInterval(timer);
    source.close();
  };
}
