// How numbers, times and names are written, the same on every screen.

const two = (n) => String(n).padStart(2, '0');

export function clock(ms) {
  const d = new Date(ms);
  return `${two(d.getHours())}:${two(d.getMinutes())}:${two(d.getSeconds())}`;
}

export function day(ms) {
  const d = new Date(ms);
  return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}`;
}

export function moment(ms) {
  return `${day(ms)} ${clock(ms)}`;
}

/** A length of time in its two largest units. */
export function span(ms) {
  const s = Math.max(0, Math.round(ms / 1000));
  if (s < 60) return `${s} s`;
  if (s < 3600) return s % 60 && s < 600 ? `${Math.floor(s / 60)} min ${s % 60} s` : `${Math.floor(s / 60)} min`;
  if (s < 86400) return `${Math.floor(s / 3600)} h ${Math.floor((s % 3600) / 60)} min`;
  return `${Math.floor(s / 86400)} d ${Math.floor((s % 86400) / 3600)} h`;
}

export const ago = (ms, now) => (now - ms < 1000 ? 'now' : `${span(now - ms)} ago`);

const NUMBERS = new Intl.NumberFormat('en');
export const number = (n) => NUMBERS.format(n);

export function bytes(n) {
  if (n < 1024) return `${n} B`;
  if (n < 1048576) return `${(n / 1024).toFixed(1)} KiB`;
  return n < 1073741824 ? `${(n / 1048576).toFixed(1)} MiB` : `${(n / 1073741824).toFixed(1)} GiB`;
}

export const percent = (part, whole) => (whole ? `${Math.round((100 * part) / whole)} %` : '–');

export const plural = (n, word) => `${number(n)} ${word}${n === 1 ? '' : 's'}`;

/** cluster/node as its two parts. */
export function split(key) {
  const at = key.indexOf('/');
  return at < 0 ? ['', key] : [key.slice(0, at), key.slice(at + 1)];
}

/** Compares names so that node 9 comes before node 10. */
const ORDER = new Intl.Collator('en', { numeric: true });
export const byName = (a, b) => ORDER.compare(a, b);
