// What the failing nodes share: for each factor, how many of the failing carry it beside how many
// of the healthy. Two bars on one scale; the difference is the finding.
import { h } from './dom.js';
import { number, percent } from './format.js';

function bar(label, tone, withIt, without) {
  const whole = withIt + without;
  return h('div', { class: `bar ${tone}` },
    h('span', { class: 'label' }, label),
    h('span', { class: 'track' }, h('i', { style: { width: `${whole ? (100 * withIt) / whole : 0}%` } })),
    h('span', { class: 'num share' }, percent(withIt, whole)),
    h('span', { class: 'num of' }, `${number(withIt)} of ${number(whole)}`));
}

function ratio(factor) {
  if (factor.risk_ratio === null || factor.risk_ratio === undefined) return null;
  const short = (n) => (n >= 100 ? number(Math.round(n)) : n.toFixed(1));
  return h('p', { class: 'ratio num' },
    h('b', null, `${short(factor.risk_ratio)}×`), ' as likely to fail',
    factor.risk_ratio_low !== null && factor.risk_ratio_high !== null &&
      h('span', { class: 'dim' }, ` (95 %: ${short(factor.risk_ratio_low)} to ${short(factor.risk_ratio_high)})`),
    factor.p_value !== null && h('span', { class: 'dim' }, `, by chance ${factor.p_value < 0.0001 ? '< 0.0001' : factor.p_value.toPrecision(2)}`));
}

function items(factor) {
  return factor.items.map((item, i) => {
    const at = item.indexOf('=');
    return [i > 0 && h('span', { class: 'dim' }, ' and '),
      h('span', { class: 'dim' }, at < 0 ? '' : `${item.slice(0, at)} `), h('b', null, at < 0 ? item : item.slice(at + 1))];
  });
}

export function bars(commonality) {
  return h('section', { class: 'panel common', key: 'common' },
    h('h2', null, 'What they share'),
    commonality.factors.length === 0 && h('p', { class: 'statement none' }, commonality.statement),
    commonality.factors.map((factor) => h('article', { class: 'factor', key: factor.items.join() },
      h('h3', null, items(factor), h('span', { class: `tier ${factor.tier.toLowerCase()}` }, factor.tier.toLowerCase())),
      bar('failing', 'bad', factor.failing_with, factor.failing_without),
      bar('healthy', 'fine', factor.healthy_with, factor.healthy_without),
      ratio(factor),
      factor.equivalent.length > 0 && h('p', { class: 'dim' }, 'Cannot be told apart from ', factor.equivalent.join(', ')))));
}
