#ifndef SQLITE_DEFENCE_H
#define SQLITE_DEFENCE_H

/// Puts an open SQLite connection into defensive mode: SQL can then neither write to the schema table nor to the
/// hidden tables of full-text search, whatever it says. In C because SQLite takes the setting through a variadic
/// function, which Swift cannot call.
///
/// Returns SQLite's result code; 0 is success.
int attest_defend(void *connection);

#endif
