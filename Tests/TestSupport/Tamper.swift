import GRDB

/// Plays the other program: changes a base behind the back of its history and seals.
package func tamper(_ workspace: String, _ sql: String) throws {
  let queue = try DatabaseQueue(path: workspace + "/evidence.sqlite")
  try queue.writeWithoutTransaction { db in
    try db.execute(sql: sql)
    try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
  }
  try queue.close()
}
