#!/usr/bin/env bash
# The four ksqlDB clients of npm against `./inquest up`: fetches them, starts it on free ports, runs ../js/ksql-clients.js.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../../../.." && pwd)
work=$(mktemp -d)
running=

cleanup() {
  if [ -n "$running" ]; then
    # Not INT: what a script starts in the background does not hear it.
    kill -TERM "$running" 2>/dev/null || :
    wait "$running" 2>/dev/null || :
  fi
  rm -rf "$work"
}
trap cleanup EXIT

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

npm install --silent --no-audit --no-fund --prefix "$work/npm" \
  ksqldb-client@1.0.5 ksqldb-js@1.1.2 ksqldb-rx-client@1.1.1 ksqldb-client-node@1.1.1 rxjs@7 >/dev/null

http=$(free_port)
kafka=$(free_port)
"$root/inquest" --version >/dev/null # builds, if nothing is built yet
"$root/inquest" up --data-dir "$work/data" --http-port "$http" --kafka-port "$kafka" --cluster ci --node host \
  >"$work/up.out" 2>&1 &
running=$!
for _ in $(seq 180); do
  curl -fs -o /dev/null "http://127.0.0.1:$http/healthcheck" && break
  kill -0 "$running" 2>/dev/null || { cat "$work/up.out"; exit 1; }
  sleep 1
done

NODE_PATH=$work/npm/node_modules node "$here/../js/ksql-clients.js" "http://127.0.0.1:$http"
