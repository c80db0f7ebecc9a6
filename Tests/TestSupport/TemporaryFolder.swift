package import Evidence
import Foundation
import Synchronization

/// A folder of this test alone, removed with everything in it when the test ends.
package final class TemporaryFolder: Sendable {
  package let path: String

  package init() throws {
    path = NSTemporaryDirectory() + "attest-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Every file below, by its path in the folder, with its bytes.
  package func files() throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for item in try FileManager.default.subpathsOfDirectory(atPath: path) {
      var isFolder: ObjCBool = false
      let full = path + "/" + item
      guard FileManager.default.fileExists(atPath: full, isDirectory: &isFolder), !isFolder.boolValue
      else { continue }
      files[item] = try [UInt8](Data(contentsOf: URL(filePath: full)))
    }
    return files
  }

  /// Writes bytes where no honest program would, whatever the permissions say.
  package func overwrite(_ item: String, _ bytes: [UInt8]) throws {
    let full = path + "/" + item
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: full)
    try Data(bytes).write(to: URL(filePath: full))
    try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: full)
  }

  package func mode(_ item: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path + "/" + item)
    return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1
  }
}

/// The process is gone: this call and all after it never happen.
package struct Killed: Error {
  package init() {}
}

extension Storage {
  /// The disk, on which call number N alone meets an error of the system.
  package static func failing(at number: Int, _ fault: StorageFault, in folder: TemporaryFolder) -> Storage {
    Storage(at: folder.path) { call in if call.number == number { throw fault } }
  }

  /// The disk, as left by a process that was killed before call number N.
  package static func killed(at number: Int, in folder: TemporaryFolder) -> Storage {
    Storage(at: folder.path) { call in if call.number >= number { throw Killed() } }
  }

  /// The disk, with every call noted.
  package static func recording(in folder: TemporaryFolder) -> (Storage, CallLog) {
    let log = CallLog()
    return (Storage(at: folder.path) { call in log.calls.withLock { $0.append(call) } }, log)
  }
}

package final class CallLog: Sendable {
  let calls = Mutex<[StorageCall]>([])
  package var numbers: [Int] { calls.withLock { $0.map(\.number) } }
  package var kinds: [StorageCall.Kind] { calls.withLock { $0.map(\.kind) } }
}
