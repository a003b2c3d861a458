// Speaks ksqlDB's HTTP API: one line of columns, then one line per row for as long as it lasts.

const LINES = 'application/vnd.ksqlapi.delimited.v1';

/** Yields {columns, types}, then {row} by {row}. Lines that are no JSON, of PRINT, are rows of one column. */
export async function* ask(sql, signal) {
  const response = await fetch('/query-stream', {
    method: 'POST',
    signal,
    headers: { Accept: LINES, 'Content-Type': LINES },
    body: JSON.stringify({ sql, properties: {} }),
  });
  if (!response.ok) throw new Error(await why(response));
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
