// Decodes one record in the Confluent wire format from standard input, through a schema registry:
// node decode.js REGISTRY_URL < bytes
const {SchemaRegistry} = require('@kafkajs/confluent-schema-registry')

const chunks = []
process.stdin.on('data', chunk => chunks.push(chunk))
process.stdin.on('end', async () => {
  const registry = new SchemaRegistry({host: process.argv[2]})
  const value = await registry.decode(Buffer.concat(chunks))
  const plain = (_, v) => (typeof v === 'bigint' ? Number(v) : v)
  console.log(JSON.stringify(value, plain))
})
