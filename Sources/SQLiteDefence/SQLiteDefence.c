#include "SQLiteDefence.h"

#include <sqlite3.h>

int attest_defend(void *connection) {
  return sqlite3_db_config((sqlite3 *)connection, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
}
