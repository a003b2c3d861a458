#!/usr/bin/env bash
# The four ksqlDB clients of npm against a query server: ksql-clients.sh [http://HOST:PORT]. Fetches the clients and runs
# ../js/ksql-clients.js. Without an address it starts an `./inquest up` of its own on free ports, and ends it afterwards.
# Ends with 1 when a check failed, with 3 when the clients cannot be fetched.
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

fetch_clients() {
  timeout 120 npm install --loglevel=error --no-audit --no-fund --prefix "$work/npm" \
    ksqldb-client@1.0.5 ksqldb-js@1.1.2 ksqldb-rx-client@1.1.1 ksqldb-client-node@1.1.1 rxjs@7 >"$work/npm.out" 2>&1 && return
  tail -n 5 "$work/npm.out" >&2
  echo "ksql-clients: npm cannot fetch the clients, so they were not tried; this needs npm's registry" >&2
  exit 3
}

start_up() {
  local http until=$((SECONDS + 180))
  http=$(free_port)
  url=http://127.0.0.1:$http
  "$root/inquest" --version >/dev/null # builds, if nothing is built yet
  "$root/inquest" up --data-dir "$work/data" --http-port "$http" --kafka-port "$(free_port)" --cluster ci --node host \
    >"$work/up.out" 2>&1 &
  running=$!
  until curl -fs -o /dev/null "$url/healthcheck"; do
    if [ "$SECONDS" -ge "$until" ] || ! kill -0 "$running" 2>/dev/null; then
      cat "$work/up.out" >&2
      echo "ksql-clients: up does not get ready" >&2
      exit 1
    fi
    sleep 0.5
  done
}

fetch_clients
url=${1:-}
[ -n "$url" ] || start_up
NODE_PATH=$work/npm/node_modules timeout 300 node "$here/../js/ksql-clients.js" "$url"
