/// Keeps the evidence base: one SQLite file, its rules, its history, its queries; and beside it the
/// originals and the protected people.

/// The instrument of influence a claim is about, or the part of the argument it belongs to.
package enum Instrument: String, CaseIterable, Sendable {
  case narrative
  case electionValidation = "election-validation"
  case eliteFunding = "elite-funding"
  case surveillanceTechnology = "surveillance-technology"
  case diplomaticAlignment = "diplomatic-alignment"
  case repressionOfActivism = "repression-of-activism"
  case extradition
  case domesticAgency = "domestic-agency"
  case otherActors = "other-actors"
  case publicAttitudes = "public-attitudes"
  case context

  /// For headings: `Election validation`.
  package var title: String {
    let words = rawValue.split(separator: "-").joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}

/// What kind of sentence a claim is.
package enum Modality: String, CaseIterable, Sendable {
  case fact, report, allegation, inference, forecast, counterfactual, absence
}

/// How sure the coder is of a claim, given the source. Says nothing about whether it is contested.
package enum Confidence: String, CaseIterable, Sendable {
  case low, medium, high
}

/// Whether a claim is contested. Says nothing about how sure we are.
package enum Dispute: String, CaseIterable, Sendable {
  case undisputed, disputed, refuted, withdrawn
}

/// How a speaker, in a passage, bears on a claim.
package enum Attitude: String, CaseIterable, Sendable {
  case asserts, alleges, reports, denies
  case partlyAdmits = "partly-admits"
  case endorses, condemns

  /// The side it takes on whether the claim is true.
  package var side: Side {
    switch self {
    case .asserts, .alleges, .endorses, .condemns: .supports
    case .reports: .relays
    case .denies: .opposes
    case .partlyAdmits: .partlySupports
    }
  }

  package enum Side: Sendable { case supports, relays, partlySupports, opposes }
}

/// How one claim bears on another.
package enum RelationKind: String, CaseIterable, Sendable {
  case contradicts, denies
  case partlyAdmits = "partly-admits"
  case restates, generalises
  case infersFrom = "infers-from"
  case rivalExplanation = "rival-explanation"
  case respondsTo = "responds-to"
  case qualifies, supports, follows, explains, tension

  /// Read from the other end: a claim that another `generalises` is its instance.
  package var inverse: String {
    switch self {
    case .contradicts: "contradicted by"
    case .denies: "denied by"
    case .partlyAdmits: "partly admitted by"
    case .restates: "restated by"
    case .generalises: "instance of"
    case .infersFrom: "grounds for"
    case .rivalExplanation: "rival explanation"
    case .respondsTo: "answered by"
    case .qualifies: "qualified by"
    case .supports: "supported by"
    case .follows: "followed by"
    case .explains: "explained by"
    case .tension: "in tension with"
    }
  }

  /// For headings: `contradicts`, `infers from`.
  package var title: String {
    self == .tension ? "in tension with" : rawValue.split(separator: "-").joined(separator: " ")
  }

  /// Relations that must not lead back to where they began.
  package static let acyclic: [RelationKind] = [.generalises, .infersFrom, .follows, .respondsTo]
}
