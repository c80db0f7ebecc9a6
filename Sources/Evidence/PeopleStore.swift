import Crypto
import Foundation
import Provenance

/// Keeps people apart from evidence: who they are, how to reach them, what they agreed to, and the key from
/// which pseudonyms are made. In memory while open; on the disk one file, `people.age`, written whole and
/// never unlocked.
package struct PeopleStore: Sendable, CustomStringConvertible, CustomReflectable {
  static let item = "people.age"
  static let part = "people.age.part"
  /// The largest file read, in bytes.
  package static let sizeLimit = 64 << 20
  /// The locked bytes are filled up to a multiple of this, so that the file does not tell who was added.
  private static let padding = 4096

  private var held: [String: Person] = [:]
  private let pseudonymKey: [UInt8]
  private var passphrase: Passphrase
  private let workFactor: Int

  package var description: String { "a people store of \(held.count)" }
  package var customMirror: Mirror { Mirror(self, children: []) }

  /// Makes an empty store in a workspace that has none.
  ///
  /// - Parameter workFactor: of the passphrase; less than the default only in tests.
  /// - Throws: `people-exist`, `storage-full`, `storage-trouble`.
  package static func create(
    in storage: Storage, passphrase: Passphrase, workFactor: Int = AgeFile.workFactor
  ) throws -> PeopleStore {
    guard try storage.status(item) == nil else {
      throw Diagnostic(
        "people-exist", "this workspace has a people store already",
        help: "open it with its passphrase; to begin anew, move people.age away")
    }
    let store = PeopleStore(randomBytes(32), [], passphrase, workFactor)
    try store.save(to: storage)
    return store
  }

  /// - Throws: `people-missing`, `people-locked` when the passphrase is another, `age-unread`,
  ///   `age-damaged`, `people-newer`.
  package static func open(
    in storage: Storage, passphrase: Passphrase, workFactor: Int = AgeFile.workFactor
  ) throws -> PeopleStore {
    guard try storage.status(item) != nil else {
      throw Diagnostic("people-missing", "this workspace has no people store", help: "create one first")
    }
    let file = try storage.read(item, limit: sizeLimit)
    let bytes: [UInt8]
    do {
      bytes = try AgeFile.unlock(file, with: passphrase)
    } catch let refusal as Diagnostic where refusal.id == "age-locked" {
      throw Diagnostic(
        "people-locked", "the people store does not open with this passphrase", help: "type it again")
    }
    let content = try Content(json: bytes)
    return PeopleStore(content.pseudonymKey, content.people, passphrase, workFactor)
  }

  private init(_ key: [UInt8], _ people: [Person], _ passphrase: Passphrase, _ workFactor: Int) {
    pseudonymKey = key
    held = Dictionary(people.map { ($0.id, $0) }) { $1 }
    self.passphrase = passphrase
    self.workFactor = workFactor
  }

  /// Writes the store in the place of the last: a file beside it, synced, then put in its place. What is on
  /// the disk is at every moment the whole old store or the whole new one, locked.
  package func save(to storage: Storage) throws {
    let content = Content(version: 1, pseudonymKey: pseudonymKey, people: people)
    let locked = try AgeFile.lock(
      content.json(padding: Self.padding), with: passphrase, workFactor: workFactor)
    guard locked.count <= Self.sizeLimit else {
      throw Diagnostic(
        "people-too-many", "the people store would have \(locked.count) bytes, more than \(Self.sizeLimit)",
        help: "split the inquiry into several workspaces")
    }
    try storage.remove(Self.part)
    do {
      try write(locked, to: storage)
      try storage.replace(Self.item, with: Self.part)
    } catch {
      try? storage.remove(Self.part)
      throw error
    }
    try storage.syncFolder(".")
  }

  private func write(_ locked: [UInt8], to storage: Storage) throws {
    let file = try storage.create(Self.part)
    try storage.write(locked, to: file)
    try storage.sync(file)
  }
}

// MARK: people

extension PeopleStore {
  /// By id, so that the order tells nothing.
  package var people: [Person] { held.values.sorted { $0.id < $1.id } }

  package subscript(id: String) -> Person? { held[id] }

  /// - Throws: `person-exists`, `person-incomplete`, `edtf-unread`.
  package mutating func add(_ person: Person) throws {
    try person.check()
    guard held[person.id] == nil else {
      throw Diagnostic(
        "person-exists", "person \(person.id) is in the store already", help: "change it instead")
    }
    held[person.id] = person
  }

  /// Puts a new record in the place of the one with its id; nothing of the old one is kept.
  ///
  /// - Throws: `person-unknown`, `person-incomplete`, `edtf-unread`.
  package mutating func change(_ person: Person) throws {
    try person.check()
    _ = try known(person.id)
    held[person.id] = person
  }

  /// Removes a person; the file saved next holds no trace of them. Copies of older files do.
  ///
  /// - Throws: `person-unknown`.
  package mutating func remove(_ id: String) throws {
    _ = try known(id)
    held[id] = nil
  }

  /// The passphrase for files saved from now on. Copies of older files keep the old one.
  package mutating func change(passphrase: Passphrase) {
    self.passphrase = passphrase
  }

  private func known(_ id: String) throws -> Person {
    guard let person = held[id] else {
      throw Diagnostic(
        "person-unknown", "there is no person \(id.shown) in the store", help: "list the people in it")
    }
    return person
  }
}

// MARK: leaving

extension PeopleStore {
  /// What stands for a person in a series of releases: the same in all of the series, unrelated between
  /// series, and impossible to trace without this store.
  ///
  /// - Returns: 16 letters and digits (80 bits), none of them easily mistaken for another.
  /// - Throws: `person-unknown`.
  package func pseudonym(for id: String, in series: String) throws -> String {
    _ = try known(id)
    let seriesKey = HMAC<SHA256>.authenticationCode(
      for: Array("attest release series\n\(series)".utf8), using: SymmetricKey(data: pseudonymKey))
    let code = HMAC<SHA256>.authenticationCode(
      for: Array("person\n\(id)".utf8), using: SymmetricKey(data: Data(seriesKey)))
    return Array(code).prefix(10).spelled
  }

  /// A place in a text where a protected person is named.
  package struct NameMention: Hashable, Sendable {
    package let person: String
    package let spanUTF8: Range<Int>
  }

  /// Every place where a protected person is named by one of their listed names, whatever its case, marks
  /// and blanks; whole words only, except in scripts that do not part them. In order of place.
  ///
  /// Finds neither inflected forms nor parts of names nor other encodings: it warns, it does not clear.
  package func mentions(in text: some Sequence<UInt8>) -> [NameMention] {
    let guarded = people.filter(\.isProtected)
    let names = guarded.enumerated().flatMap { index, person in
      Set(person.names).map { (person: index, name: $0) }
    }
    var seen: Set<NameMention> = []
    return ProtectedNames(names).matches(in: text)
      .map { NameMention(person: guarded[$0.person].id, spanUTF8: $0.spanUTF8) }
      .filter { seen.insert($0).inserted }
  }
}

extension Sequence<UInt8> {
  /// Five bits a character, in Crockford's alphabet.
  fileprivate var spelled: String {
    let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
    var (pending, bits): (UInt32, UInt32) = (0, 0)
    var letters: [UInt8] = []
    for byte in self {
      pending = (pending << 8 | UInt32(byte)) & 0xffff
      bits += 8
      while bits >= 5 {
        bits -= 5
        letters.append(alphabet[Int(pending >> bits & 31)])
      }
    }
    return String(decoding: letters, as: UTF8.self)
  }
}

// MARK: the content

/// What is locked in the file, as JSON.
private struct Content: Codable {
  let version: Int
  let pseudonymKey: [UInt8]
  let people: [Person]

  init(version: Int, pseudonymKey: [UInt8], people: [Person]) {
    self.version = version
    self.pseudonymKey = pseudonymKey
    self.people = people
  }

  init(json: [UInt8]) throws {
    struct Version: Decodable { let version: Int }
    let decoder = JSONDecoder()
    // What the decoder says may quote a name, so it is not repeated.
    guard let found = try? decoder.decode(Version.self, from: Data(json)) else { throw Self.unread() }
    guard found.version == 1 else {
      throw Diagnostic(
        "people-newer", "the people store has version \(found.version); this attest knows version 1",
        help: "open it with the attest that wrote it, or a later one")
    }
    guard let content = try? decoder.decode(Content.self, from: Data(json)), content.pseudonymKey.count == 32
    else { throw Self.unread() }
    self = content
  }

  /// Blanks at the end hide its length; JSON allows them.
  func json(padding: Int) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var bytes = try Array(encoder.encode(self))
    bytes += [UInt8](repeating: 0x20, count: (padding - bytes.count % padding) % padding)
    return bytes
  }

  private static func unread() -> Diagnostic {
    Diagnostic("people-unread", "the people store opens, but does not hold people as attest writes them")
  }
}
