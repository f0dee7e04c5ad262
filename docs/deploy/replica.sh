#!/bin/sh
# A replica of the server `postgres`: copied once, then it follows.
set -eu
data="${PGDATA:-/var/lib/postgresql/data}/replica"
export PGPASSWORD="$POSTGRES_REPLICA_PASSWORD"
if [ ! -s "$data/PG_VERSION" ]; then
  rm -rf "$data"
  pg_basebackup -D "$data" -d "host=${POSTGRES_PRIMARY:-postgres} port=${POSTGRES_PRIMARY_PORT:-5432} user=replica" -R -X stream -c fast
fi
chmod 700 "$data"
exec postgres -D "$data" -c hot_standby=on -c hot_standby_feedback=on
