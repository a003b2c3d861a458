// What a state looks like: one shape and one colour, on the map, in lists and in the legend, so
// that nobody needs the colour to tell them apart.
import { h } from './dom.js';

// Paths in a box of 16.
const DISC = 'M8 3.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9Z';
const SMALL = 'M8 6a2 2 0 1 1 0 4a2 2 0 1 1 0-4Z';
const HALF = 'M8 3a5 5 0 0 1 0 10Z';
const SQUARE = 'M2.5 2.5h11v11h-11Z';
const DIAMOND = 'M8 1.5L14.5 8L8 14.5L1.5 8Z';
const TRIANGLE = 'M8 1.8L14.8 13.8H1.2Z';
const CROSS = 'M3 3L13 13M13 3L3 13';
const DASH = 'M4 8h8';

const LOOKS = {
  LIVE: { tone: 'fine', fill: DISC, says: 'heartbeats on time' },
  PLANNED: { tone: 'planned', line: DISC, says: 'away as planned' },
  UNOBSERVED: { tone: 'quiet', line: SMALL, says: 'its agent stopped; the lease is fresh' },
  UNKNOWN: { tone: 'quiet', fill: SMALL, says: 'not seen yet' },
  SILENT: { tone: 'unsure', fill: HALF, line: DISC, says: 'no heartbeat; not a verdict yet' },
  ISOLATED: { tone: 'unsure', line: DIAMOND, says: 'silent, yet its console lives' },
  WEDGED: { tone: 'bad', fill: DIAMOND, says: 'beats, but does no work' },
  PANICKED: { tone: 'bad', fill: TRIANGLE, says: 'its kernel panicked' },
  DUMPING: { tone: 'bad', line: TRIANGLE, says: 'writing a crash dump' },
  HUNG: { tone: 'bad', fill: SQUARE, says: 'dead, and not coming back' },
  LOST: { tone: 'bad', line: CROSS, says: 'deleted while silent' },
  REBOOTED: { tone: 'back', fill: SMALL, line: DISC, says: 'booted within 30 minutes' },
  REPLACED: { tone: 'quiet', line: SQUARE, says: 'another machine under the name' },
  STOPPED: { tone: 'quiet', line: DASH, says: 'shut down as planned' },
  FORGOTTEN: { tone: 'quiet', line: SMALL, says: 'nothing for a day' },
};

export const ALL = Object.keys(LOOKS);
export const look = (state) => LOOKS[state] ?? LOOKS.UNKNOWN;
export const isBad = (state) => look(state).tone === 'bad';

const WORST = ['HUNG', 'PANICKED', 'DUMPING', 'WEDGED', 'LOST', 'ISOLATED', 'SILENT', 'UNOBSERVED', 'REBOOTED', 'PLANNED', 'REPLACED', 'STOPPED', 'UNKNOWN', 'FORGOTTEN', 'LIVE'];

/** Entries of counts, the worst state first. */
export const worstFirst = (counts) => WORST.filter((s) => counts[s]).map((s) => [s, counts[s]]);

/** The mark of a state. */
export function mark(state, size = 12) {
  const { tone, fill, line } = look(state);
  return h('svg', { class: `mark ${tone}`, viewBox: '0 0 16 16', width: size, height: size, 'aria-hidden': 'true' },
    fill && h('path', { d: fill, class: 'fill' }),
    line && h('path', { d: line, class: 'line' }));
}

/** The mark of a state with its name. */
export const named = (state) => h('span', { class: `state ${look(state).tone}` }, mark(state), state.toLowerCase());

const SEVERITIES = {
  CRITICAL: { tone: 'bad', fill: SQUARE },
  ERROR: { tone: 'bad', line: SQUARE },
  WARNING: { tone: 'unsure', fill: TRIANGLE },
  INFO: { tone: 'quiet', line: DISC },
};

/** The mark of a severity; a resolved finding keeps its shape and loses its colour. */
export function urgency(severity, resolved) {
  const { tone, fill, line } = SEVERITIES[severity] ?? SEVERITIES.INFO;
  return h('svg', { class: `mark ${resolved ? 'quiet' : tone}`, viewBox: '0 0 16 16', width: 14, height: 14, role: 'img', 'aria-label': severity.toLowerCase() },
    fill && h('path', { d: fill, class: 'fill' }),
    line && h('path', { d: line, class: 'line' }));
}
