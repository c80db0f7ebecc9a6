import Foundation
package import Provenance

/// Somebody whom publication could harm, or who answers for an office: why we know of them, and what they
/// have agreed to. Held in the people store and nowhere else.
package struct Person: Codable, Hashable, Sendable, Identifiable {
  package enum Role: String, Codable, CaseIterable, Sendable {
    case source, victim, witness
    case publicRoleHolder = "public role-holder"
  }

  /// 32 hexadecimal digits, random: the only thing that evidence knows of a person.
  package var id: String
  /// Every spelling, script and name they go by; the first is the one to show.
  package var names: [String]
  package var contact: String?
  package var place: String?
  package var role: Role
  /// Why a public role-holder need not be protected: which office, in which act.
  package var roleReason: String?
  /// What we need to know them for.
  package var purpose: String
  /// Such as `GDPR Art. 85`.
  package var legalBasis: String
  package var consents: [Consent]
  /// The day, as EDTF, by which we ask ourselves whether this must still be kept.
  package var reviewDate: String
  /// The entity in the evidence that is this person, if any.
  package var entity: String?

  package init(
    id: String, names: [String], contact: String? = nil, place: String? = nil, role: Role,
    roleReason: String? = nil, purpose: String, legalBasis: String, consents: [Consent] = [],
    reviewDate: String, entity: String? = nil
  ) {
    self.id = id
    self.names = names
    self.contact = contact
    self.place = place
    self.role = role
    self.roleReason = roleReason
    self.purpose = purpose
    self.legalBasis = legalBasis
    self.consents = consents
    self.reviewDate = reviewDate
    self.entity = entity
  }

  /// Everyone is, except a public role-holder with a reason given.
  package var isProtected: Bool { role != .publicRoleHolder || (roleReason ?? "").allSatisfy(\.isWhitespace) }

  /// What a person has agreed to.
  package struct Consent: Codable, Hashable, Sendable {
    package enum Publicity: String, Codable, CaseIterable, Sendable {
      /// We may keep it and work with it.
      case closed
      /// It may be published under a pseudonym.
      case pseudonymous
      /// It may be published with the name.
      case named
    }

    /// What for, in words the person agreed to.
    package var purpose: String
    package var publicity: Publicity
    /// The day, as EDTF.
    package var given: String
    /// The last day, as EDTF; nil when no end was agreed.
    package var until: String?
    /// The day, as EDTF, on which it was taken back.
    package var withdrawn: String?

    package init(
      purpose: String, publicity: Publicity, given: String, until: String? = nil, withdrawn: String? = nil
    ) {
      self.purpose = purpose
      self.publicity = publicity
      self.given = given
      self.until = until
      self.withdrawn = withdrawn
    }

    /// Whether it stands on a day: given, not ended, not taken back. A date that is not exact counts
    /// against it.
    package func stands(on day: PartialDate.Day) -> Bool {
      guard withdrawn == nil, let given = (try? PartialDate(edtf: given))?.latest, given <= day else {
        return false
      }
      guard let until else { return true }
      return ((try? PartialDate(edtf: until))?.earliest).map { day <= $0 } ?? false
    }
  }

  /// - Throws: `person-incomplete`, `edtf-unread`. Messages carry the id, never a name.
  func check() throws {
    guard let bytes = [UInt8](hex: id), bytes.count == 16, bytes.hex == id else {
      throw incomplete("its id is not 32 lower-case hexadecimal digits", "make one at random")
    }
    guard !names.isEmpty, names.allSatisfy({ !ProtectedNames.folded($0).isEmpty }) else {
      throw incomplete("a name is missing or has no letter", "give every name they go by")
    }
    let blanks = [(purpose, "purpose"), (legalBasis, "legal basis")].filter {
      $0.0.allSatisfy(\.isWhitespace)
    }
    if let blank = blanks.first {
      throw incomplete(
        "the \(blank.1) is missing", "say why this person must be known here, or leave them out")
    }
    if role == .publicRoleHolder, (roleReason ?? "").allSatisfy(\.isWhitespace) {
      throw incomplete("no reason is given for the public role", "say which office, in which act")
    }
    _ = try PartialDate(edtf: reviewDate)
    for consent in consents {
      for date in [consent.given, consent.until, consent.withdrawn].compactMap(\.self) {
        _ = try PartialDate(edtf: date)
      }
    }
  }

  private func incomplete(_ why: String, _ help: String) -> Diagnostic {
    Diagnostic("person-incomplete", "person \(id.shown) cannot be kept: \(why)", help: help)
  }
}
