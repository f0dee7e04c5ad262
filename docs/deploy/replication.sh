#!/bin/sh
# Run once, when the primary's data folder is made: lets a replica follow it.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$POSTGRES_REPLICA_PASSWORD" --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
create role replica login replication password :'password';
SQL
echo 'host replication replica samenet scram-sha-256' >> "$PGDATA/pg_hba.conf"
