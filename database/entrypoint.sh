#!/bin/sh
# Makes the database on an empty volume, then becomes PostgreSQL.
# Takes the password of the user `todo` from POSTGRES_PASSWORD_FILE, or from POSTGRES_PASSWORD.
set -eu

fail() {
    echo "todo-database: $1" >&2
    exit 1
}

# Statements for the server before it listens: run_sql DATA_FOLDER DATABASE STATEMENT.
run_sql() {
    # On an error the statement stays out of the log: it may hold the password.
    printf '%s\n' "$3" | postgres --single -D "$1" -c config_file=/etc/postgresql/postgresql.conf \
        -c exit_on_error=on -c log_min_error_statement=panic "$2" >/dev/null
}

if [ -n "${POSTGRES_PASSWORD_FILE:-}" ]; then
    password=$(cat "$POSTGRES_PASSWORD_FILE") || fail "the file $POSTGRES_PASSWORD_FILE is not readable"
else
    password=${POSTGRES_PASSWORD:-}
fi
unset POSTGRES_PASSWORD
[ -n "$password" ] || fail "no password: set POSTGRES_PASSWORD or POSTGRES_PASSWORD_FILE"

folder=${PGDATA%/*}
[ -w "$folder" ] || fail "$folder is not writable for user $(id -u): check the volume's owner or fsGroup"

if [ ! -s "$PGDATA/PG_VERSION" ]; then
    # Made beside its place and then renamed: whatever interrupts this, the next start begins anew.
    fresh=$folder/.fresh
    rm -rf "$fresh"
    initdb -D "$fresh" --username=postgres --auth-local=trust --auth-host=reject \
        --encoding=UTF8 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8 \
        --no-instructions >/dev/null
    run_sql "$fresh" postgres "CREATE ROLE todo LOGIN"
    run_sql "$fresh" postgres "CREATE DATABASE todo OWNER todo"
    mv -T "$fresh" "$PGDATA"
fi
[ "$(cat "$PGDATA/PG_VERSION")" = 17 ] || fail "the data in $PGDATA is of another PostgreSQL version"

# At each start, so that the secret decides and not what it was when the volume was made.
run_sql "$PGDATA" postgres "ALTER ROLE todo PASSWORD \$of_todo\$$password\$of_todo\$"
unset password
exec postgres -D "$PGDATA" -c config_file=/etc/postgresql/postgresql.conf \
    -c hba_file=/etc/postgresql/pg_hba.conf "$@"
