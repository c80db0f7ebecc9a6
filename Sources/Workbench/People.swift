package import Evidence
import Formats
import Foundation
package import Provenance

/// A protected person's name, met where it must not stand.
package struct Leak: Hashable, Sendable {
  /// A file of the case or of an output, with the byte at which the name begins.
  package var place: Place
  /// The random id of the person, never the name.
  package var person: String
}

extension Workspace {
  /// Adds a protected person to the encrypted people store, which is made when there is none. The evidence
  /// goes on knowing them by alias or description only.
  ///
  /// - Parameter entity: the id of their entity, which has to be unnamed or an alias.
  package func addPerson(
    entity id: String, names: [String], role: Person.Role, purpose: String, legalBasis: String,
    reviewDate: String, passphrase: Passphrase
  ) throws -> String {
    guard let entity = try base.read({ try $0.entity(id) }), entity.kind == "person" else {
      throw Diagnostic("id-unknown", "there is no person '\(id.shown)' here", help: "attest show entities")
    }
    guard entity.named != "yes" else {
      throw Diagnostic(
        "person-named", "'\(id.shown)' is shown by name in the evidence, as \(entity.publicRole.shown)",
        help: "blank public_role in entities.csv and give an alias first, then import again")
    }
    var store = try openPeople(passphrase, mayCreate: true)
    let person = Person(
      id: environment.randomBytes(16).hex, names: names, role: role, purpose: purpose,
      legalBasis: legalBasis, reviewDate: reviewDate, entity: id)
    try store.add(person)
    try save(store)
    return person.id
  }

  package func people(passphrase: Passphrase) throws -> [Person] {
    try openPeople(passphrase, mayCreate: false).people
  }

  package func removePerson(_ id: String, passphrase: Passphrase) throws {
    var store = try openPeople(passphrase, mayCreate: false)
    guard store[id] != nil else {
      throw Diagnostic(
        "id-unknown", "there is no person '\(id.shown)' in the store", help: "attest people list")
    }
    try store.remove(id)
    try save(store)
  }

  /// Looks for protected names in the case itself and in a folder of output, byte by byte.
  package func leaks(in folder: String?, passphrase: Passphrase) throws -> [Leak] {
    let store = try openPeople(passphrase, mayCreate: false)
    var leaks: [Leak] = []
    let files = try base.read { try CasebookFolder.files(of: $0) }
    for (name, bytes) in files { leaks += found(store, bytes, name) }
    guard let folder else { return leaks }
    guard let names = FileManager.default.enumerator(atPath: folder) else {
      throw Diagnostic("file-unreadable", "'\(folder.shown)' cannot be read", help: "name a folder of output")
    }
    for case let name as String in names {
      guard let data = FileManager.default.contents(atPath: folder + "/" + name) else { continue }
      leaks +=
        found(store, Array(name.utf8), folder + "/" + name) + found(store, Array(data), folder + "/" + name)
    }
    return leaks
  }

  private func found(_ store: PeopleStore, _ bytes: [UInt8], _ name: String) -> [Leak] {
    store.mentions(in: bytes).map {
      Leak(place: Place(name, spanUTF8: $0.spanUTF8), person: $0.person)
    }
  }

  static let peopleFact = "people-sha256"

  /// The history learns that the store changed and the digest of the encrypted file, nothing else.
  private func save(_ store: PeopleStore) throws {
    try store.save(to: storage)
    let digest = Digest(of: try storage.read("people.age", limit: PeopleStore.sizeLimit))
    try base.write("people", by: author) { try $0.setFact(Self.peopleFact, digest.description) }
  }

  /// The encrypted file has to be the one the history names.
  static func peopleFinding(_ evidence: EvidenceSnapshot, _ storage: Storage) throws -> Diagnostic? {
    let isThere = try storage.status("people.age") != nil
    let recorded = try evidence.workspaceFact(peopleFact)
    let found =
      isThere ? Digest(of: try storage.read("people.age", limit: PeopleStore.sizeLimit)).description : nil
    guard found != recorded else { return nil }
    return Diagnostic(
      "people-differ", "people.age is \(isThere ? "not the file the history names" : "gone")",
      at: Place("people.age"),
      help:
        "attest people list: if it opens, the last change was cut off and the next one mends this; else restore it"
    )
  }

  private func openPeople(_ passphrase: Passphrase, mayCreate: Bool) throws -> PeopleStore {
    if mayCreate, try storage.status("people.age") == nil {
      return try PeopleStore.create(in: storage, passphrase: passphrase)
    }
    return try PeopleStore.open(in: storage, passphrase: passphrase)
  }
}
