// What SHOW, LIST, DESCRIBE and EXPLAIN answer, as columns and rows.

const SCHEMA = { ARRAY: (of) => `ARRAY<${type(of.memberSchema)}>`, MAP: (of) => `MAP<STRING, ${type(of.memberSchema)}>`,
  STRUCT: (of) => `STRUCT<${of.fields.map((field) => `${field.name} ${type(field.schema)}`).join(', ')}>` };

/** {columns, rows} of one entity of ksqlDB's API. */
export function tableOf(entity) {
  if (entity.sourceDescription) return { columns: ['field', 'type'], rows: entity.sourceDescription.fields.map(field) };
  if (entity.queryDescription) return { columns: ['plan'], rows: lines(entity.queryDescription.executionPlan) };
  if (entity.commandStatus) return { columns: ['status'], rows: lines(entity.commandStatus.message) };
  const list = Object.values(entity).find((value) => Array.isArray(value) && typeof value[0] === 'object');
  if (!list) return { columns: ['answer'], rows: [[`no ${(entity['@type'] ?? 'answer').replaceAll('_', ' ')}`]] };
  const columns = Object.keys(list[0]);
  return { columns, rows: list.map((one) => columns.map((name) => one[name])) };
}

const field = ({ name, schema, type: kind }) => [name, type(schema) + (kind === 'KEY' ? ' (key)' : '')];
const type = (schema) => SCHEMA[schema.type]?.(schema) ?? schema.type;
const lines = (text) => text.split('\n').map((line) => [line]);
