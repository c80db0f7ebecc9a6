#!/bin/sh
# The floor of an import: what the sqlite3 shell needs to load the same rows into the same schema.
#
#   Benchmarks/floor.sh dump BASE FOLDER     every table of a finished base as CSV, beside the schema
#   Benchmarks/floor.sh load FOLDER NEW      those files into a new base; this is what is timed
#
# Ground rows come with their random id, ordinal and entry, and with a salt and seal of the right length (CSV
# has no bytes, so the first 16 and 32 characters of their hexadecimal form stand in). Derived tables come as
# they are. The search index keeps no text; its words are read back from the index itself, each row's in
# their order, and loaded into FTS5 again. Pragmas are those of an import: WAL, synchronous FULL, foreign keys,
# a 64 MiB cache, one transaction.
set -eu

tables() {
  sqlite3 "$1" "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
    AND name NOT LIKE 'searchIndex%' AND name NOT IN ('historyEntry', 'documentText') ORDER BY rowid"
}

# What is referred to comes first, as in an import.
# A table's columns as CSV can carry them, or as they go back into the table.
columns() {
  case $3 in
    out) bytes="'substr(hex(\"' || name || '\"), 1, ' || iif(name = 'salt', 16, 32) || ')'" plain="'\"' || name || '\"'" ;;
    in) bytes="'CAST(\"' || name || '\" AS BLOB)'" plain="'nullif(\"' || name || '\", '''')'" ;;
  esac
  sqlite3 "$1" "SELECT group_concat(iif(type = 'BLOB', $bytes, $plain) || iif('$3' = 'out', ' AS \"' || name || '\"', ''), ', ')
    FROM pragma_table_info('$2')"
}

dump() {
  mkdir -p "$2"
  sqlite3 "$1" "SELECT sql || ';' FROM sqlite_schema WHERE sql IS NOT NULL
    AND name NOT LIKE 'searchIndex\_%' ESCAPE '\' ORDER BY rowid" >"$2/schema.sql"
  cat >"$2/load.sql" <<-SQL
	PRAGMA journal_mode = WAL;
	PRAGMA synchronous = FULL;
	PRAGMA foreign_keys = ON;
	PRAGMA cache_size = -65536;
	PRAGMA temp_store = MEMORY;
	.read $2/schema.sql
	BEGIN IMMEDIATE;
	PRAGMA defer_foreign_keys = ON;
	INSERT INTO historyEntry SELECT value, x'7b7d' FROM generate_series(1, 9);
	SQL
  for table in $(tables "$1"); do
    sqlite3 -csv -header "$1" "SELECT $(columns "$1" "$table" out) FROM \"$table\" ORDER BY rowid" \
      >"$2/$table.csv" 2>/dev/null ||
      sqlite3 -csv -header "$1" "SELECT $(columns "$1" "$table" out) FROM \"$table\"" >"$2/$table.csv"
    [ -s "$2/$table.csv" ] || continue
    cat >>"$2/load.sql" <<-SQL
	.import --csv --schema temp $2/$table.csv loaded
	INSERT INTO main."$table" SELECT $(columns "$1" "$table" in) FROM temp.loaded;
	DROP TABLE temp.loaded;
	SQL
  done
  sqlite3 -csv -header "$1" "CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', 'searchIndex', 'instance');
    SELECT doc AS number, group_concat(term, ' ') AS words
    FROM (SELECT doc, term FROM temp.vocabulary ORDER BY doc, offset) GROUP BY doc" >"$2/words.csv"
  cat >>"$2/load.sql" <<-SQL
	.import --csv --schema temp $2/words.csv loaded
	INSERT INTO main.searchIndex (rowid, words) SELECT CAST(number AS INTEGER), words FROM temp.loaded;
	DROP TABLE temp.loaded;
	COMMIT;
	SQL
}

case ${1:-} in
  dump) dump "$2" "$3" ;;
  load) sqlite3 -bail "$3" ".read $2/load.sql" ;;
  *) sed -n '2,6p' "$0" && exit 2 ;;
esac
