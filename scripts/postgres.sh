#!/usr/bin/env bash
# A Postgres server of its own for tests and benchmarks: in a scratch folder, on a free port, gone afterwards.
#
#   scripts/postgres.sh -- COMMAND   runs the command with SYNC_TEST_POSTGRES_URL, then stops the server
#   scripts/postgres.sh start DIR    starts one in DIR and prints its URL
#   scripts/postgres.sh restart DIR  stops it at once, as a crash of the machine's service would, and starts it again
#   scripts/postgres.sh stop DIR     stops it
#
# Debian's server is taken, and installed where it is missing and apt-get may be used. The server refuses to run as root.
set -euo pipefail

fail() { printf 'postgres.sh: %s\n' "$*" >&2; exit 1; }

# The newest one that is installed.
binaries() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1; }

install_server() {
  [ -n "$(binaries)" ] && return 0
  command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ] || fail 'there is no server, and it cannot be installed here.'
  # Without this the package makes a server of the whole machine, and starts it.
  mkdir -p /etc/postgresql-common
  printf 'create_main_cluster = false\n' >/etc/postgresql-common/createcluster.conf
  { apt-get update && apt-get install -y --no-install-recommends postgresql; } >&2
  [ -n "$(binaries)" ] || fail 'the package postgresql brought no server.'
}

as_postgres() {
  if [ "$(id -u)" -ne 0 ]; then "$@"; return; fi
  setpriv --reuid postgres --regid postgres --clear-groups -- "$@"
}

# One that nothing listens on at the moment, below those that systems hand out to whoever asks for any.
free_port() {
  local port
  for _ in $(seq 50); do
    port=$((12000 + RANDOM % 20000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { printf '%s\n' "$port"; return; }
  done
  fail 'no free port was found.'
}

launch() {
  local dir=$1 port=$2
  (cd / && as_postgres "$(binaries)/pg_ctl" start --wait --silent --pgdata="$dir/data" --log="$dir/log" \
    --options="-p $port -k $dir -c listen_addresses=127.0.0.1 -c max_connections=60" >&2) || {
    cat "$dir/log" >&2
    fail 'the server did not start.'
  }
}

start() {
  local dir port
  install_server
  mkdir -p "$1"
  dir="$(cd "$1" && pwd -P)"
  [ "$(id -u)" -ne 0 ] || chown postgres "$dir"
  (cd / && as_postgres "$(binaries)/initdb" --pgdata="$dir/data" --auth=trust --username=sync --encoding=UTF8 \
    --locale=C.UTF-8 --no-sync >/dev/null)
  port="$(free_port)"
  printf '%s\n' "$port" >"$dir/port"
  launch "$dir" "$port"
  (cd / && as_postgres "$(binaries)/createdb" --host="$dir" --port="$port" --username=sync sync)
  printf 'postgres://sync@127.0.0.1:%s/sync\n' "$port"
}

halt() {
  [ -s "$1/data/postmaster.pid" ] || return 0
  (cd / && as_postgres "$(binaries)/pg_ctl" stop --wait --silent --mode=immediate --pgdata="$1/data" >&2)
}

case "${1:-}" in
  start) [ $# -eq 2 ] || fail 'start needs a folder.'; start "$2" ;;
  stop) [ $# -eq 2 ] || fail 'stop needs a folder.'; halt "$(cd "$2" && pwd -P)" ;;
  restart)
    [ $# -eq 2 ] || fail 'restart needs a folder.'
    dir="$(cd "$2" && pwd -P)"
    halt "$dir"
    launch "$dir" "$(cat "$dir/port")"
    ;;
  --)
    shift
    [ $# -gt 0 ] || fail 'there is no command after --.'
    scratch="$(mktemp -d)"
    chmod 755 "$scratch"
    trap 'halt "$scratch/server"; rm -rf "$scratch"' EXIT
    SYNC_TEST_POSTGRES_URL="$(start "$scratch/server")"
    export SYNC_TEST_POSTGRES_URL
    "$@"
    ;;
  *) fail 'say start DIR, stop DIR, restart DIR, or -- COMMAND.' ;;
esac
