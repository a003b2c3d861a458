// Where one is, kept in the address: every screen can be bookmarked and sent to somebody.

export function here() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?', 2);
  const parts = path.split('/').filter(Boolean).map(decode);
  return { screen: parts[0] || 'findings', rest: parts.slice(1), query: new URLSearchParams(query) };
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function to(screen, rest = [], query = {}) {
  const wanted = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const search = new URLSearchParams(wanted).toString();
  return `#/${[screen, ...rest].map(encodeURIComponent).join('/')}${search ? `?${search}` : ''}`;
}

export function go(address) {
  location.hash = address;
}

/** Changes what is in the address without a step to go back to. */
export function refine(query) {
  const { screen, rest } = here();
  history.replaceState(null, '', to(screen, rest, query));
}

export const nodeAddress = (key) => to('node', [key]);
export const findingAddress = (id) => to('finding', [id]);
