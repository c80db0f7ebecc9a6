import Evidence
import Reports

/// Where an actor belongs, by its country alone.
enum ActorGroup: Int, CaseIterable {
  case china, home, russia, western, bodies, others, unplaced

  var title: String {
    switch self {
    case .china: "China, its party and companies"
    case .home: "The five states themselves"
    case .russia: "Russia"
    case .western: "Western states and companies"
    case .bodies: "Bodies of no one country"
    case .others: "Other or several countries"
    case .unplaced: "No country stated"
    }
  }

  init(_ part: ActorPart) {
    let countries = part.countries
    if countries.isEmpty {
      self = ["public-body", "organization"].contains(part.kind) ? .bodies : .unplaced
    } else if countries.allSatisfy(Countries.home.contains) {
      self = .home
    } else if countries.allSatisfy(["CN", "HK", "MO"].contains) {
      self = .china
    } else if countries == ["RU"] {
      self = .russia
    } else {
      self = countries.allSatisfy(Countries.western.contains) ? .western : .others
    }
  }
}

/// Who acts in how many claims, by group and by name.
struct ActorTable {
  private struct Actor {
    var entity: String?
    var name: String
    var group: ActorGroup
    var claims: Set<String> = []
    var instruments: [Instrument: Int] = [:]
  }

  private var actors: [Actor] = []
  private var byGroup: [ActorGroup: [Instrument: Set<String>]] = [:]
  private var claimCount = 0
  private let parameters: Overview.Parameters

  /// So many of each group are named; the others are counted.
  private static let shownCount = 12

  init(_ parts: [ActorPart], _ parameters: Overview.Parameters) {
    self.parameters = parameters
    let asked = parameters.instrument.flatMap(Instrument.init(rawValue:))
    var index: [String: Int] = [:]
    var claims: Set<String> = []
    for part in parts {
      guard asked == nil || part.instrument == asked || Overview.standing.contains(part.instrument) else {
        continue
      }
      let group = ActorGroup(part)
      let key = part.entity.map { "e" + $0 } ?? "w" + part.name
      let place = index[key] ?? actors.count
      if place == actors.count {
        index[key] = place
        actors.append(Actor(entity: part.entity, name: part.name, group: group))
      }
      if actors[place].claims.insert(part.claim).inserted {
        actors[place].instruments[part.instrument, default: 0] += 1
      }
      byGroup[group, default: [:]][part.instrument, default: []].insert(part.claim)
      claims.insert(part.claim)
    }
    claimCount = claims.count
    actors.sort { a, b in
      if a.group != b.group { return a.group.rawValue < b.group.rawValue }
      return a.claims.count == b.claims.count ? a.name < b.name : a.claims.count > b.claims.count
    }
  }

  private func count(_ group: ActorGroup, _ instrument: Instrument) -> Int {
    byGroup[group]?[instrument]?.count ?? 0
  }

  /// Each claim has one instrument, so the sum counts each claim once.
  private func count(_ group: ActorGroup) -> Int { byGroup[group]?.values.reduce(0) { $0 + $1.count } ?? 0 }

  private var instruments: [Instrument] {
    Instrument.allCases.filter { instrument in ActorGroup.allCases.contains { count($0, instrument) > 0 } }
  }

  var groups: Table {
    let columns = instruments
    return Table(
      id: "actor_groups", caption: "Claims in which a group acts, by instrument",
      columns: [
        Table.Column("group", "Who acts"), Table.Column("claims", "Claims", unit: "claims", kind: .number),
      ]
        + columns.map { Table.Column(columnID($0.rawValue), $0.title, unit: "claims", kind: .number) },
      rows: actors.isEmpty
        ? []
        : ActorGroup.allCases.map { group in
          [Table.Cell(Phrase(group.title)), Table.Cell(number: count(group))]
            + columns.map { Table.Cell(number: count(group, $0)) }
        },
      hasRowHeads: true, emptyNote: "No claim names an actor.")
  }

  var named: Table {
    var rows: [[Table.Cell]] = []
    for group in ActorGroup.allCases {
      let members = actors.filter { $0.group == group }
      rows += members.prefix(Self.shownCount).map(row)
      let more = members.count - Self.shownCount
      if more > 0 {
        rows.append([Table.Cell(.quiet("and \(more) more")), Table.Cell(Phrase(group.title)), "", ""])
      }
    }
    return Table(
      id: "actors", caption: "Actors by name; a count leads to every claim in which the actor has any part",
      columns: [
        Table.Column("actor", "Actor"), Table.Column("group", "Group"),
        Table.Column("claims", "Claims as actor", unit: "claims", kind: .number),
        Table.Column("instruments", "By instrument"),
      ], rows: rows, hasRowHeads: true, emptyNote: "No claim names an actor.")
  }

  private func row(_ actor: Actor) -> [Table.Cell] {
    let name: Phrase =
      actor.entity.map { .link(.entity($0), actor.name) } ?? "\(actor.name) \(quiet: "as written")"
    let parts = Instrument.allCases.compactMap { instrument -> Phrase? in
      guard let count = actor.instruments[instrument] else { return nil }
      let words = "\(instrument.title.lowercased()) \(count)"
      guard let entity = actor.entity else { return Phrase(words) }
      let filter = ClaimFilter(instrument: instrument.rawValue, country: parameters.country, entity: entity)
      return .link(.claims(filter), words)
    }
    return [
      Table.Cell(name, value: actor.name), Table.Cell(Phrase(actor.group.title)),
      Table.Cell(number: actor.claims.count), Table.Cell(parts.joined(separator: ", ")),
    ]
  }

  /// Who acts, China no more than the others; nil when nobody does.
  var finding: Finding? {
    guard claimCount > 0 else { return nil }
    let parts = ActorGroup.allCases.filter { count($0) > 0 }.map { "\($0.title) in \(count($0))" }
    let evidence = ActorGroup.allCases.compactMap { group in
      actors.first { $0.group == group && $0.entity != nil }?.entity.map(Route.entity)
    }
    return Finding(
      "Who acts, in \(counted(claimCount, "claim")) that say so: \(parts.joined(separator: "; ")).",
      countNote: "a claim with actors of two groups counts in both",
      evidence: evidence.isEmpty ? [.claims(ClaimFilter(country: parameters.country))] : evidence)
  }
}
