// The four ksqlDB clients of npm against a running query server, as their own tests use them:
//   node ksql-clients.js http://127.0.0.1:8080
// What would create, insert or drop is expected to be refused: the catalog is read-only.
"use strict";
const assert = require("assert");
const http = require("http");

const url = process.argv[2];
const { hostname, port } = new URL(url);
const nodes = "SELECT node, state, COUNT(*) FROM nodes GROUP BY node, state;";
const beats = "SELECT node, sequence FROM heartbeats EMIT CHANGES;";
const many = `UNNEST(ARRAY[${Array.from({ length: 20 }, (_, i) => i)}])`;
const burst = `SELECT a.i * 20 + b.i FROM ${many} AS a(i) CROSS JOIN ${many} AS b(i);`;
let failed = 0;

async function check(what, body) {
  let timer;
  const late = new Promise((_, reject) => (timer = setTimeout(() => reject(new Error("nothing happened for 60 s")), 60000)));
  try {
    await Promise.race([body(), late]);
    console.log(`ok      ${what}`);
  } catch (e) {
    failed++;
    console.log(`FAILED  ${what}: ${e.stack || e}`);
  } finally {
    clearTimeout(timer);
  }
}

async function refused(promise, code) {
  try {
    await promise;
  } catch (e) {
    const error = e.response ? e.response.data : e;
    const got = error.error_code || error.errorCode || error.statusCode || error.message;
    assert.ok(String(got).includes(String(code)) || String(error.message).includes("refused"), `${got}: ${error.message}`);
    return;
  }
  assert.fail("it was not refused");
}

function post(path, body) {
  return new Promise((resolve, reject) => {
    const request = http.request(url + path, { method: "POST" }, (response) => {
      let text = "";
      response.on("data", (chunk) => (text += chunk));
      response.on("end", () => resolve({ status: response.statusCode, text }));
    });
    request.on("error", reject);
    request.end(JSON.stringify(body));
  });
}

async function pushQueries() {
  const { text } = await post("/ksql", { ksql: "SHOW QUERIES;" });
  return JSON.parse(text)[0].queries.filter((query) => query.queryType === "PUSH");
}

async function ksqldbClient() {
  const Client = require("ksqldb-client");
  const make = async () => {
    const client = new Client({ host: `http://${hostname}`, port, timeout: 10000 });
    await client.connect();
    return client;
  };

  await check("ksqldb-client: a wrong query gives 40001", async () => {
    const client = await make();
    const { error, status } = await client.query("SELECT * FROM;");
    assert.strictEqual(error.error_code, 40001);
    assert.strictEqual(status, 400);
    await client.disconnect();
  });

  await check("ksqldb-client: a table that does not exist gives an error and 400", async () => {
    const client = await make();
    const { status, error } = await client.query("SELECT * FROM TEST_INVALID WHERE WORD in ('tree', 'wind');");
    assert.ok(error);
    assert.strictEqual(status, 400);
    await client.disconnect();
  });

  await check("ksqldb-client: pull, with KSQL_COL_0 for what has no name", async () => {
    const client = await make();
    const { data, error, status } = await client.query(nodes);
    assert.strictEqual(error, undefined);
    assert.strictEqual(status, 200);
    assert.deepStrictEqual(data.metadata.columnNames, ["NODE", "STATE", "KSQL_COL_0"]);
    assert.ok(data.rows.length >= 1, JSON.stringify(data.rows));
    await client.disconnect();
  });

  await check("ksqldb-client: pull with session variables", async () => {
    const client = await make();
    const { data, error } = await client.query("SELECT node FROM ${T} WHERE node IN ('${A}', '${B}');", {
      sessionVariables: { T: "nodes", A: aNode, B: "nobody" },
    });
    assert.strictEqual(error, undefined);
    assert.strictEqual(data.rows.length, 1);
    await client.disconnect();
  });

  for (const variables of [undefined, { sessionVariables: { T: "heartbeats" } }]) {
    await check(`ksqldb-client: push, ended by close-query${variables ? ", with session variables" : ""}`, async () => {
      const client = await make();
      let terminating = false;
      const { error, status } = await client.streamQuery(
        variables ? "SELECT * FROM ${T} EMIT CHANGES;" : "SELECT * FROM heartbeats EMIT CHANGES;",
        async ({ metadata }) => {
          if (metadata.queryId && !terminating) {
            terminating = true;
            assert.strictEqual((await client.terminatePushQuery(metadata.queryId)).status, 200);
          }
        },
        variables,
      );
      assert.strictEqual(error, undefined);
      assert.strictEqual(status, 200);
      await client.disconnect();
    });
  }

  await check("ksqldb-client: ending a query that does not exist gives 400", async () => {
    const client = await make();
    const { status, error } = await client.terminatePushQuery("WrongId");
    assert.strictEqual(status, 400);
    assert.strictEqual(error.error_code, 40000);
    await client.disconnect();
  });

  await check("ksqldb-client: a push and a pull query at the same time", async () => {
    const client = await make();
    let id;
    const streaming = client.streamQuery(beats, ({ metadata }) => (id = metadata.queryId));
    const { data, error } = await client.query(nodes);
    assert.strictEqual(error, undefined);
    assert.ok(Array.isArray(data.rows));
    while (!id) await new Promise((resolve) => setTimeout(resolve, 50));
    assert.strictEqual((await client.terminatePushQuery(id)).status, 200);
    await streaming;
    await client.disconnect();
  });

  await check("ksqldb-client: lists tables, streams, topics, queries; describes", async () => {
    const client = await make();
    assert.ok((await client.listTables()).find((table) => table.name === "NODES"));
    assert.ok((await client.listStreams()).find((stream) => stream.name === "HEARTBEATS"));
    assert.ok((await client.listTopics()).find((topic) => topic.name === "inquest.heartbeats"));
    assert.ok(Array.isArray(await client.listQueries()));
    const description = await client.describeSource("nodes");
    assert.ok(JSON.stringify(description).includes("KERNEL_RELEASE"));
    await client.disconnect();
  });

  await check("ksqldb-client: two clients at once", async () => {
    const [one, other] = await Promise.all([make(), make()]);
    const answers = await Promise.all([one.query(nodes), other.query(nodes)]);
    answers.forEach(({ error }) => assert.strictEqual(error, undefined));
    await Promise.all([one.disconnect(), other.disconnect()]);
  });

  await check("ksqldb-client: CREATE is refused with 40001, INSERT row by row", async () => {
    const client = await make();
    const { error } = await client.executeStatement("CREATE STREAM x (word VARCHAR) WITH (KAFKA_TOPIC='x', VALUE_FORMAT='JSON');");
    assert.strictEqual(error.error_code, 40001);
    const { error: ack } = await client.insertInto("HEARTBEATS", { word: "tree" });
    assert.strictEqual(ack.status, "error");
    assert.strictEqual(ack.seq, 0);
    await client.disconnect();
  });
}

async function ksqldbJs() {
  const Client = require("ksqldb-js");
  const client = new Client({ ksqldbURL: url });

  await check("ksqldb-js: pull", async () => {
    const [metadata, ...rows] = await client.pull(nodes);
    assert.deepStrictEqual(metadata.columnNames, ["NODE", "STATE", "KSQL_COL_0"]);
    assert.ok(rows.length >= 1);
  });

  await check("ksqldb-js: push, ended by TERMINATE", async () => {
    const chunks = [];
    const fromBeginning = `SET 'auto.offset.reset' = 'earliest'; ${beats}`;
    const id = await client.push(fromBeginning, (chunk) => chunks.push(JSON.parse(chunk)));
    while (chunks.length < 2) await new Promise((resolve) => setTimeout(resolve, 50));
    assert.ok(chunks[0].columnNames);
    assert.ok(Array.isArray(chunks[1]));
    const status = await client.terminate(id);
    assert.strictEqual(status.commandStatus.status, "SUCCESS");
    assert.ok(!(await pushQueries()).find((query) => query.id === id));
  });

  await check("ksqldb-js: statements, info, health, cluster status, properties", async () => {
    assert.strictEqual((await client.ksql("LIST STREAMS;"))["@type"], "streams");
    assert.strictEqual((await client.inspectServerInfo()).data.KsqlServerInfo.serverStatus, "RUNNING");
    assert.strictEqual((await client.inspectServerHealth()).data.isHealthy, true);
    assert.ok((await client.inspectClusterStatus()).data.clusterStatus);
    assert.strictEqual((await client.isValidProperty("auto.offset.reset")).data, true);
  });

  await check("ksqldb-js: errors", async () => {
    await refused(client.pull("SELECT nothing FROM nowhere;"), 40001);
    await refused(client.ksql("DROP STREAM heartbeats;"), 40001);
    await refused(client.terminate("nobody"), 40001);
    await refused(client.inspectQueryStatus("stream/X/create"), 404);
    await refused(client.terminateCluster(), 40000);
  });
}

async function ksqldbRxClient() {
  const { KsqlDBClient } = require("ksqldb-rx-client");
  const client = new KsqlDBClient(url);

  await check("ksqldb-rx-client: info, health, lists", async () => {
    assert.strictEqual((await client.getInfo()).KsqlServerInfo.serverStatus, "RUNNING");
    assert.strictEqual((await client.getHealthcheck()).isHealthy, true);
    assert.ok(JSON.stringify(await client.listStreams()).includes("HEARTBEATS"));
    assert.ok(JSON.stringify(await client.listStreamsExtended()).includes("SEQUENCE"));
    assert.ok(JSON.stringify(await client.listTables()).includes("NODES"));
    assert.ok(JSON.stringify(await client.listTablesExtended()).includes("KERNEL_RELEASE"));
  });

  await check("ksqldb-rx-client: pull, all rows of it", async () => {
    const rows = [];
    await new Promise((resolve, reject) =>
      client.queryStream({ sql: nodes }).subscribe({ next: (row) => rows.push(row), error: reject, complete: resolve }),
    );
    assert.ok(rows.length >= 1, JSON.stringify(rows));
  });

  await check("ksqldb-rx-client: push with a limit, from the beginning", async () => {
    const rows = [];
    await new Promise((resolve, reject) =>
      client
        .queryStream({ sql: "SELECT node, sequence FROM heartbeats EMIT CHANGES LIMIT 2;", properties: { "auto.offset.reset": "earliest" } })
        .subscribe({ next: (row) => rows.push(row), error: reject, complete: resolve }),
    );
    assert.ok(rows.length >= 2, JSON.stringify(rows));
  });
  client.close();
}

async function ksqldbClientNode() {
  const { KsqlDbClient } = require("ksqldb-client-node");
  const read = (stream) =>
    new Promise((resolve, reject) => {
      const rows = [];
      stream.on("data", (some) => rows.push(...some)).on("error", reject).on("end", () => resolve(rows));
    });

  await check("ksqldb-client-node: pull", async () => {
    const session = new KsqlDbClient({ url }).session();
    const query = session.queryStream({ sql: nodes });
    const rows = await read(query.stream);
    assert.deepStrictEqual(query.columnNames, ["NODE", "STATE", "KSQL_COL_0"]);
    assert.strictEqual(rows[0].KSQL_COL_0, 1);
    session.destroy();
  });

  await check("ksqldb-client-node: a burst of rows, one frame each", async () => {
    const session = new KsqlDbClient({ url }).session();
    const query = session.queryStream({ sql: burst });
    assert.strictEqual((await read(query.stream)).length, 400);
    session.destroy();
  });

  await check("ksqldb-client-node: an error is an error", async () => {
    const session = new KsqlDbClient({ url }).session();
    const query = session.queryStream({ sql: "SELECT nod FROM nodes;" });
    await assert.rejects(read(query.stream), (e) => e.errorCode === 40001 && e.message.includes("line 1:8"));
    session.destroy();
  });

  await check("ksqldb-client-node: who goes away is forgotten", async () => {
    const session = new KsqlDbClient({ url }).session();
    const query = session.queryStream({ sql: beats });
    query.stream.on("data", () => {});
    while (!query.queryId) await new Promise((resolve) => setTimeout(resolve, 50));
    session.destroy();
    while ((await pushQueries()).length > 0) await new Promise((resolve) => setTimeout(resolve, 100));
  });
}

let aNode;

// The first node is there a moment after the server is.
async function firstNode() {
  const { text } = await post("/query-stream", { sql: "SELECT node FROM nodes WHERE state = 'LIVE' LIMIT 1;" });
  const row = text.split("\n")[1];
  return row ? JSON.parse(row)[0] : undefined;
}

(async () => {
  await check("a node is there", async () => {
    while (!(aNode = await firstNode())) await new Promise((resolve) => setTimeout(resolve, 200));
  });
  for (const client of [ksqldbClient, ksqldbJs, ksqldbRxClient, ksqldbClientNode]) await client();
  console.log(failed ? `${failed} failed` : "all passed");
  process.exit(failed ? 1 : 0);
})().catch((e) => {
  console.log("FAILED  " + (e.stack || e));
  process.exit(1);
});
