#!/bin/sh
# Introspection beside `pg_dump -s` and a Liquibase snapshot, on a server of its own.
# Usage: benchmarks/introspection.sh [tables] [rounds]
# The PostgreSQL tools are those of PG_BIN, of the path, or the newest under /usr/lib/postgresql.
set -eu
cd "$(dirname "$0")/.."
if [ -z "${PG_BIN:-}" ]; then
	tool=$(readlink -f "$(command -v initdb || command -v pg_dump || echo /none)")
	for PG_BIN in "$(dirname "$tool")" $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -Vr); do
		[ -x "$PG_BIN/pg_dump" ] && [ -x "$PG_BIN/initdb" ] && break
	done
fi
[ -x "${PG_BIN:-}/pg_dump" ] || { echo "pg_dump not found; set PG_BIN" >&2; exit 2; }
./mvnw -q -B -pl benchmarks -am compile dependency:build-classpath \
	-Dmdep.outputFile=target/classpath.txt -Dmdep.includeScope=runtime ${MAVEN_OPTIONS:-}
exec java -Dpg.bin="$PG_BIN" -cp "benchmarks/target/classes:$(cat benchmarks/target/classpath.txt)" \
	io.github.dbadapter.benchmarks.schema.IntrospectionComparison "$@"
