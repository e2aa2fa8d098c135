#!/bin/sh
# Runs one comparison with its peers, on a server of its own, and prints the ratios.
# Usage: benchmarks/run.sh introspection|client|backup|fix|sync [arguments of the benchmark]
# The PostgreSQL tools are those of PG_BIN, of the path, or the newest under /usr/lib/postgresql.
# JAVA_OPTIONS are passed to the measured program, for example -Xmx128m.
set -eu
cd "$(dirname "$0")/.."
case "${1:-}" in
	introspection) main=schema.IntrospectionComparison ;;
	client) main=client.ClientBenchmarks ;;
	backup) main=backup.BackupBenchmark ;;
	fix) main=fix.PlanningBenchmark ;;
	sync) main=sync.SyncBenchmark ;;
	*) sed -n '2,5s/^# //p' "$0" >&2; exit 2 ;;
esac
shift
if [ -z "${PG_BIN:-}" ]; then
	tool=$(readlink -f "$(command -v initdb || command -v pg_dump || echo /none)")
	for PG_BIN in "$(dirname "$tool")" $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -Vr); do
		[ -x "$PG_BIN/pg_dump" ] && [ -x "$PG_BIN/initdb" ] && break
	done
fi
[ -x "${PG_BIN:-}/pg_dump" ] || { echo "pg_dump not found; set PG_BIN" >&2; exit 2; }
./mvnw -q -B -pl benchmarks -am compile dependency:build-classpath \
	-Dmdep.outputFile=target/classpath.txt -Dmdep.includeScope=runtime ${MAVEN_OPTIONS:-}
exec java ${JAVA_OPTIONS:-} -Dpg.bin="$PG_BIN" -cp "benchmarks/target/classes:$(cat benchmarks/target/classpath.txt)" \
	"io.github.dbadapter.benchmarks.$main" "$@"
