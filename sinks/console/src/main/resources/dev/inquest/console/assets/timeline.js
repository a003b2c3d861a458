// Everything a finding rests on, along one axis of time: one lane per witness.
import { h } from './dom.js';
import { clock, span } from './format.js';
import { isBad, look } from './states.js';

const WIDEST = 1000;
const LEFT = 96;
const RIGHT = 14;
const LANE = 26;
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400].map((s) => s * 1000);

/** Marks of evidence and of changes of state, with the lane each belongs to. */
export function marks(finding, nodes, children) {
  const all = finding.evidence.map((e, i) => ({ at: e.at, lane: e.what, says: e.excerpt[0] ?? e.what, tone: 'evidence', to: `evidence-${i}` }));
  for (const node of nodes) {
    for (const change of node.changes ?? []) {
      if (look(change.to).tone !== 'fine' && change.at >= finding.first_seen - 1800000) {
        all.push({ at: change.at, lane: 'state', says: `${node.key} ${change.to.toLowerCase()}`, tone: isBad(change.to) ? 'bad' : look(change.to).tone });
      }
    }
  }
  for (const child of children) all.push({ at: child.first_seen, lane: 'finding', says: child.title, tone: 'child' });
  all.push({ at: finding.first_seen, lane: 'finding', says: 'this finding opens', tone: 'opens' });
  return all.sort((a, b) => a.at - b.at);
}

export function timeline(all, onChoose) {
  const width = Math.min(WIDEST, Math.max(320, innerWidth - 24));
  const lanes = [...new Set(['finding', 'state', ...all.map((m) => m.lane)])].filter((lane) => all.some((m) => m.lane === lane));
  const first = all[0].at;
  const last = all.at(-1).at;
  const pad = Math.max(5000, (last - first) * 0.03);
  const from = first - pad;
  const until = last + pad;
  const x = (at) => LEFT + ((at - from) / (until - from)) * (width - LEFT - RIGHT);
  const y = (lane) => 14 + lanes.indexOf(lane) * LANE;
  const bottom = 14 + (lanes.length - 1) * LANE + 16;
  return h('svg', { class: 'timeline', viewBox: `0 0 ${width} ${bottom + 22}`, role: 'img', 'aria-label': `Timeline of ${all.length} marks over ${span(last - first)}; the list below says the same` },
    ticks(from, until, width / 120).map((at) => h('g', { key: `t${at}` },
      h('line', { class: 'grid', x1: x(at), x2: x(at), y1: 4, y2: bottom }),
      h('text', { class: 'tick', x: x(at), y: bottom + 15, 'text-anchor': 'middle' }, clock(at)))),
    lanes.map((lane) => h('g', { key: `l${lane}` },
      h('line', { class: 'lane', x1: LEFT, x2: width - RIGHT, y1: y(lane), y2: y(lane) }),
      h('text', { class: 'lane-name', x: LEFT - 12, y: y(lane) + 4, 'text-anchor': 'end' }, lane))),
    all.map((m, i) => h('g', { key: `m${i}`, class: `at ${m.tone}`, onClick: () => m.to && onChoose(m.to) },
      h('title', null, `${clock(m.at)} ${m.says}`),
      m.tone === 'opens'
        ? h('line', { class: 'opens', x1: x(m.at), x2: x(m.at), y1: 4, y2: bottom })
        : shape(m, x(m.at), y(m.lane)))));
}

function shape(m, cx, cy) {
  if (m.tone === 'bad') return h('rect', { x: cx - 4.5, y: cy - 4.5, width: 9, height: 9 });
  if (m.tone === 'child') return h('path', { d: `M${cx} ${cy - 6}L${cx + 6} ${cy}L${cx} ${cy + 6}L${cx - 6} ${cy}Z` });
  return h('circle', { cx, cy, r: 4.5 });
}

function ticks(from, until, most) {
  const step = STEPS.find((s) => (until - from) / s <= most) ?? 86400000;
  const all = [];
  for (let at = Math.ceil(from / step) * step; at < until; at += step) all.push(at);
  return all;
}
