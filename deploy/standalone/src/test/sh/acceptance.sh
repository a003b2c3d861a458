#!/usr/bin/env bash
# The program from outside, as its users meet it: with kcat, curl and a registry client that is not ours.
# Prints what it finds; ends with the count of checks, and with 1 when one failed.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../../../.." && pwd)
work=$(mktemp -d)
passed=0
failed=0
running=

cleanup() {
  [ -z "$running" ] || kill -9 "$running" 2>/dev/null
  rm -rf "$work"
}
trap cleanup EXIT

check() { # what, command...
  local what=$1
  shift
  if "$@" >"$work/check" 2>&1; then
    passed=$((passed + 1))
    echo "ok      $what"
  else
    failed=$((failed + 1))
    echo "FAILED  $what"
    head -n 80 "$work/check"
  fi
}

wait_for() { # seconds, command...
  local until=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$until" ] || return 1
    sleep 0.5
  done
}

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

says() { # expected exit code, expected text, command...
  local code=$1 text=$2
  shift 2
  "$@" >"$work/out" 2>"$work/err"
  local got=$?
  cat "$work/err"
  [ "$got" = "$code" ] || { echo "exit code $got, not $code"; return 1; }
  [ "$(wc -l <"$work/err")" = 1 ] || { echo "more or less than one line"; return 1; }
  grep -q -- "$text" "$work/err"
}

decode() { NODE_PATH=$work/npm/node_modules node "$here/decode.js" "http://127.0.0.1:$http"; }

read_one() { # topic, offset; a consumer that gives up
  timeout 20 kcat -q -b "127.0.0.1:$kafka" -C -t "$1" -o "$2" -c 1 -f '%s'
}

decoded() { # topic, offset, jq-like python expression over v
  read_one "$1" "$2" | decode >"$work/decoded" && cat "$work/decoded" &&
    python3 -c "import json,sys; v = json.load(open('$work/decoded')); sys.exit(0 if ($3) else 1)"
}

up_is_ready() { # or has ended already
  grep -q '^Ready' "$work/up.out" || ! kill -0 "$running"
}

# Runs a program that hears Ctrl-C, also where whoever runs this script told it not to.
hearing() {
  exec python3 -c 'import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.argv[1], sys.argv[1:])' "$@"
}

start_up() {
  hearing "$root/inquest" up --data-dir "$work/data" --kafka-port "$kafka" --http-port "$http" --cluster ci --node host \
    >"$work/up.out" 2>"$work/up.err" &
  running=$!
  wait_for 90 up_is_ready &&
    wait_for 30 kcat -q -b "127.0.0.1:$kafka" -C -t inquest.heartbeats -o beginning -c 1 && return
  tail -n 20 "$work/up.out" "$work/up.err" "$work/data/inquest.log"
  return 1
}

gone() { ! kill -0 "$1" 2>/dev/null; }

interrupt() { # ends within five seconds with code 0
  local began
  began=$(date +%s%N)
  kill -INT "$running"
  wait_for 15 gone "$running" || kill -9 "$running"
  wait "$running"
  local code=$? took=$((($(date +%s%N) - began) / 1000000))
  running=
  echo "exit code $code after $took ms"
  [ $code = 0 ] && [ $took -lt 5000 ]
}

heartbeat_id() { curl -fsS "http://127.0.0.1:$http/subjects/inquest.heartbeats-value/versions/latest"; }

heartbeat_says() { # expression over v; looks at every record of the node's partition from the end
  local partition
  for partition in 0 1 2 3 4 5 6 7; do
    timeout 30 kcat -q -u -b "127.0.0.1:$kafka" -C -t inquest.heartbeats -p $partition -o -60 -c 60 -f '%k %S %o\n' 2>/dev/null |
      grep '^ci/host' | tail -n 1 | while read -r _ _ offset; do
        timeout 10 kcat -q -b "127.0.0.1:$kafka" -C -t inquest.heartbeats -p $partition -o "$offset" -c 1 -f '%s' | decode
      done
  done >"$work/beat"
  cat "$work/beat"
  python3 -c "import json,sys; v = json.loads(open('$work/beat').read().splitlines()[-1]); sys.exit(0 if ($1) else 1)"
}

"$root/inquest" --version || exit 1 # builds, if nothing is built yet

npm install --silent --no-audit --no-fund --prefix "$work/npm" @kafkajs/confluent-schema-registry >/dev/null 2>&1 ||
  echo "the registry client of npm did not install"

"$root/inquest" --version || exit 1

echo "== what is refused, and how"
kafka=$(free_port)
http=$(free_port)
check "an unknown option is one line and 2" says 2 "nonsense" "$root/inquest" up --nonsense
check "an unknown command is one line and 2" says 2 "nonsense" "$root/inquest" nonsense
check "a missing recording is one line and 2" says 2 "nowhere.jsonl" "$root/inquest" replay "$work/nowhere.jsonl"
printf '{"topic":"heartbeats","key":"c/n","timestamp":1,"value":{"boot_id":"b"}}\nnot json\n' >"$work/broken.jsonl"
check "a broken line is named and ends with 2" bash -c \
  "'$root/inquest' replay '$work/broken.jsonl' 2>&1 >/dev/null | grep -q 'broken.jsonl:2: '"
python3 -c "import socket,time; s = socket.socket(); s.bind(('127.0.0.1', $kafka)); s.listen(); time.sleep(60)" &
holder=$!
wait_for 5 python3 -c "import socket; socket.create_connection(('127.0.0.1', $kafka))"
check "a taken port is one line and 3" says 3 "$kafka" "$root/inquest" up --data-dir "$work/taken" --kafka-port "$kafka" --http-port "$http"
kill $holder
check "without a JDK 25 it says what to install and ends with 3" says 3 "JDK 25" env -i PATH=/usr/bin:/bin HOME="$work" \
  INQUEST_JDK_DIRS="$work/none" "$root/inquest" --version

echo "== up"
kafka=$(free_port)
http=$(free_port)
check "up starts and heartbeats arrive" start_up
check "kcat lists the topics" bash -c "kcat -q -b 127.0.0.1:$kafka -L | grep -c 'topic \"inquest\.' | grep -qx 1[12]"
check "a foreign client decodes a heartbeat" heartbeat_says "v['boot_id']"
if echo "inquest acceptance: written by user space" 2>/dev/null >/dev/kmsg; then
  check "what user space writes to /dev/kmsg is counted as user space" wait_for 30 heartbeat_says "v['user_records'] >= 1"
  check "and never becomes a kernel event" bash -c \
    "! timeout 5 kcat -q -b 127.0.0.1:$kafka -C -t inquest.kernel -o beginning -e -f '%s' | grep -aq 'inquest acceptance'"
fi
check "status answers" "$root/inquest" status --bootstrap-servers "127.0.0.1:$kafka" --schema-registry "http://127.0.0.1:$http"
before=$(heartbeat_id)
check "Ctrl-C says goodbye and ends within 5 s" interrupt
check "a restart goes on" start_up
check "and keeps the schema ids" test "$before" = "$(heartbeat_id)"
check "the four ksqlDB clients of npm get what their own tests expect" "$here/ksql-clients.sh" "http://127.0.0.1:$http"
check "Ctrl-C ends it again" interrupt

echo "== demo"
kafka=$(free_port)
http=$(free_port)
"$root/inquest" demo --exit --output json --data-dir "$work/demo" --kafka-port "$kafka" --http-port "$http" \
  >"$work/demo.json" 2>"$work/demo.err" &
running=$!
check "the first finding is there within 60 s" wait_for 60 read_one inquest.findings beginning
check "a foreign client decodes it" decoded inquest.findings beginning "v['pattern'] in ('panic-forecast', 'phantom-interface', 'hung-cohort')"
wait "$running"
code=$?
running=
check "the demo ends with 0" test $code = 0
for pattern in hung-node crash-dump-failed phantom-interface-crashloop; do
  check "the demo finds $pattern" grep -q "\"pattern\":\"$pattern\"" "$work/demo.json"
done
check "with the capture kernel's own lines" grep -q "System is deadlocked on memory" "$work/demo.json"
check "and nothing else" python3 - "$work/demo.json" <<'PY'
import json, sys
found = {json.loads(line)["pattern"] for line in open(sys.argv[1])}
warned = {"panic-forecast", "phantom-interface"}
happened = {"hung-node", "hung-cohort", "crash-dump-failed", "phantom-interface-crashloop"}
happened |= {"kernel-crash-cohort", "crashloop-cohort"}
print("not found:", warned | happened - found, "not expected:", found - warned - happened)
sys.exit(found != warned | happened)
PY
check "and says whom it did not page" grep -q "deliberately not paged: .*planned reboots" "$work/demo.err"
check "and names the kernel with every number" python3 - "$work/demo.json" <<'PY'
import json, sys
found = [json.loads(line) for line in open(sys.argv[1])]
cohort = next(one for one in found if one["pattern"] == "hung-cohort")
factor = cohort["commonality"]["factors"][0]
print(json.dumps(factor), cohort["remedies"][0]["text"], cohort["narrative"])
assert factor["items"] == ["kernel_release=5.15.0-91-generic"] and factor["tier"] == "CONFIRMED"
assert factor["failing_with"] == 6 and factor["failing_without"] == 0
assert 0 < factor["healthy_with"] < factor["healthy_without"]
assert factor["risk_ratio_low"] > 3 and factor["p_value"] < 0.05 and factor["equivalent"] == []
assert cohort["remedies"][0]["text"].startswith("Move to kernel_release=5.15.0-112-generic: 0 failures on ")
assert "node-hours" in cohort["remedies"][0]["text"]
assert "healthy nodes carry it now and are at risk: " in cohort["narrative"]
PY

kafka=$(free_port)
http=$(free_port)
check "a night without a cause ends with 0" bash -c "'$root/inquest' demo --no-cause --speed 40 --exit --output json \
  --data-dir '$work/calm' --kafka-port $kafka --http-port $http >'$work/calm.json' 2>'$work/calm.err'"
check "names no cause, and says so" python3 - "$work/calm.json" <<'PY'
import json, sys
found = [json.loads(line) for line in open(sys.argv[1])]
cohort = next(one for one in found if one["pattern"] == "hung-cohort")
print(cohort["title"], cohort["commonality"])
assert cohort["scope"]["node_count"] == 6 and cohort["commonality"]["factors"] == []
assert cohort["title"].endswith("no common factor yet")
PY

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
