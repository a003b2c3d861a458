// Speaks ksqlDB's HTTP API: one line of columns, then one line per row for as long as it lasts.
import { tableOf } from './entities.js';

const LINES = 'application/vnd.ksqlapi.delimited.v1';
const ENTITIES = 'application/vnd.ksql.v1+json';
const ABOUT_THE_SERVER = /^(?:\s|--.*\n|\/\*[^]*?\*\/)*(?:SHOW|LIST|DESCRIBE|EXPLAIN|TERMINATE)\b/i;

/** Yields {columns, types}, then {row} by {row}. Lines that are no JSON, of PRINT, are rows of one column. */
export async function* ask(sql, signal) {
  if (ABOUT_THE_SERVER.test(sql)) yield* askAbout(sql, signal);
  else yield* askFor(sql, signal);
}

async function* askAbout(ksql, signal) {
  const response = await posted('/ksql', ENTITIES, { ksql }, signal);
  const { columns, rows } = tableOf((await response.json()).at(-1));
  yield { columns, types: columns.map(() => 'STRING') };
  for (const row of rows) yield { row };
}

async function* askFor(sql, signal) {
  const response = await posted('/query-stream', LINES, { sql, properties: {} }, signal);
  let begun = false;
  for await (const line of lines(response.body)) {
    const json = /^[[{]/.test(line) ? JSON.parse(line, exact) : line;
    if (typeof json === 'string') {
      if (!begun) yield { columns: ['record'], types: ['STRING'] };
      yield { row: [json] };
    } else if (Array.isArray(json)) yield { row: json };
    else if (json.columnNames) yield { columns: json.columnNames, types: json.columnTypes };
    else if (json.message) throw new Error(json.message);
    begun = true;
  }
}

async function posted(path, type, body, signal) {
  const response = await fetch(path, { method: 'POST', signal, headers: { Accept: type, 'Content-Type': type }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(await why(response));
  return response;
}

/** Whole numbers too large for JavaScript stay the text that the server wrote. */
function exact(key, value, at) {
  return at && Number.isInteger(value) && !Number.isSafeInteger(value) ? at.source : value;
}

async function why(response) {
  if (response.status === 404) return 'This server answers no queries.';
  const text = await response.text();
  try {
    return JSON.parse(text).message ?? text;
  } catch {
    return text || `the server answers ${response.status}`;
  }
}

async function* lines(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const parts = (rest + value).split('\n');
      rest = parts.pop();
      for (const part of parts) if (part.trim()) yield part;
    }
    if (rest.trim()) yield rest;
  } finally {
    reader.cancel().catch(() => {});
  }
}
