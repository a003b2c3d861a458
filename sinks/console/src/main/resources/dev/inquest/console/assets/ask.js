// Speaks ksqlDB's HTTP API: one line of columns, then one line per row for as long as it lasts.

const LINES = 'application/vnd.ksqlapi.delimited.v1';

/** Yields {columns}, then {row} by {row}. */
export async function* ask(sql, signal) {
  const response = await fetch('/query-stream', {
    method: 'POST',
    signal,
    headers: { Accept: LINES, 'Content-Type': LINES },
    body: JSON.stringify({ sql, properties: {} }),
  });
  if (!response.ok) throw new Error(await why(response));
  for await (const line of lines(response.body)) {
    const json = JSON.parse(line);
    if (Array.isArray(json)) yield { row: json };
    else if (json.columnNames) yield { columns: json.columnNames };
    else if (json.message) throw new Error(json.message);
  }
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
