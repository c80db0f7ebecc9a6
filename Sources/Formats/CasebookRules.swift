import Evidence
import Provenance

// Rules that no single cell can break: between cells of a row, between rows, between sheets.

/// A row read by the names of its columns.
private struct Named {
  let sheet: Sheet
  let row: SheetRow
  subscript(_ column: String) -> String { row.cells[sheet.index(of: column)] }
}

extension CasebookCheck {
  private func named(_ table: String) -> [Named] {
    let sheet = Sheet.named(table)
    return rows(table).map { Named(sheet: sheet, row: $0) }
  }

  private func at(_ row: Named, _ column: String) -> Place { at(row.sheet.table, row.row, column) }

  // MARK: sources and passages

  func sourceProblems() -> [Diagnostic] {
    var found: [Diagnostic] = []
    var parents: [String: [String]] = [:]
    let sheet = Sheet.named("source")
    let titles = ["title_original", "title_romanised", "title_translated"].map(sheet.index)
    for source in named("source") {
      if titles.allSatisfy({ source.row.cells[$0].isEmpty }) {
        found.append(
          Diagnostic(
            "source-without-title", "source '\(source["id"].shown)' has no title",
            at: at(source, "title_original"),
            help: "give it title_original, title_romanised or title_translated"))
      }
      parents[source["id"]] = source["derives_from"].listed
    }
    let circular = cyclicPart(parents)
    for source in named("source") where circular[source["id"]] != nil {
      guard let circle = circle(from: source["id"], circular) else { continue }
      found.append(
        Diagnostic(
          "source-circle", "the source derives from itself: \(circle.joined(separator: " → "))",
          at: at(source, "derives_from"), help: "take out the link that does not hold"))
    }
    for citation in named("citation") {
      let isExplanation = citation["kind"] == "explanation"
      if isExplanation != citation["cites"].isEmpty {
        found.append(
          Diagnostic(
            "citation-unresolved",
            isExplanation
              ? "the explanation '\(citation["id"].shown)' cites a source"
              : "note \(citation["note"].shown) (\(citation["printed"].shown)) is not resolved to a source",
            at: at(citation, "cites"),
            help: isExplanation
              ? "make it a citation, or blank cites" : "name the source it cites, back-references too"))
      }
    }
    return found
  }

  func passageProblems() -> [Diagnostic] {
    var found: [Diagnostic] = []
    var digests: [String: String] = [:]
    for source in named("source") { digests[source["id"]] = source["sha256"] }
    for passage in named("passage") {
      let wordCount = passage["quotation"].split(whereSeparator: \.isWhitespace).count
      if wordCount >= 25 {
        found.append(
          Diagnostic(
            "quotation-long", "the quotation has \(wordCount) words; fewer than 25 is the rule",
            at: at(passage, "quotation"), help: "quote only the words that are the evidence, with […] between"
          ))
      }
      let hasSpans = !passage["spans"].isEmpty
      if hasSpans != !passage["digest"].isEmpty {
        found.append(
          Diagnostic(
            "passage-half-placed", "spans and digest of '\(passage["id"].shown)' go together",
            at: at(passage, hasSpans ? "digest" : "spans"), help: "give both, or neither"))
      }
      if hasSpans, digests[passage["source"]]?.isEmpty == true {
        found.append(
          Diagnostic(
            "passage-without-document", "the passage has byte spans, but its source names no document",
            at: at(passage, "spans"),
            help: "give the source the sha256 of the document the spans are taken from"))
      }
    }
    return found
  }

  // MARK: people and names

  func peopleProblems() -> [Diagnostic] {
    var found: [Diagnostic] = []
    var filed: [String: String] = [:]
    for entity in named("entity") {
      filed[entity["id"]] = entity["name"]
      guard entity["kind"] == "person" else { continue }
      if entity["public_role"].isEmpty, entity["named"] == "yes" {
        found.append(
          Diagnostic(
            "person-unprotected",
            "person '\(entity["id"].shown)' has no public role and would be shown by name",
            at: at(entity, "public_role"),
            help:
              "give public_role and role_reason, or name them by an alias and keep the name in the people store: attest people add \(entity["id"])"
          ))
      }
      if !entity["public_role"].isEmpty, entity["role_reason"].isEmpty {
        found.append(
          Diagnostic(
            "role-without-reason", "the public role of '\(entity["id"].shown)' has no reason",
            at: at(entity, "role_reason"), help: "say why that role is public"))
      }
    }
    return found + nameProblems(filed) + identityProblems() + positionProblems()
  }

  private func nameProblems(_ filed: [String: String]) -> [Diagnostic] {
    var found: [Diagnostic] = []
    var seen: Set<[String]> = []
    var mainNames: Set<String> = []
    for name in named("name") {
      if !seen.insert([name["entity"], name["name"], name["form"]]).inserted {
        found.append(
          Diagnostic(
            "name-twice", "'\(name["name"].shown)' stands twice for '\(name["entity"].shown)'",
            at: at(name, "name"),
            help: "keep one row for a name and form"))
      }
      if filed[name["entity"]] == name["name"] { mainNames.insert(name["entity"]) }
    }
    for entity in named("entity") where !mainNames.contains(entity["id"]) && entity["named"] == "yes" {
      found.append(
        Diagnostic(
          .warning, "name-missing", "the name '\(entity["name"].shown)' is not in names.csv",
          at: at(entity, "name"),
          help: "add it with script and reason, so that it can be found in other scripts"))
    }
    return found
  }

  private func identityProblems() -> [Diagnostic] {
    var found: [Diagnostic] = []
    var judgements: [[String]: String] = [:]
    for identity in named("identity") {
      let pair = [identity["a"], identity["b"]].sorted()
      if pair[0] == pair[1] {
        found.append(
          Diagnostic(
            "identity-with-itself", "'\(pair[0].shown)' is compared with itself", at: at(identity, "b"),
            help: "name two entities"))
      } else if let other = judgements.updateValue(identity["judgement"], forKey: pair),
        other != identity["judgement"]
      {
        found.append(
          Diagnostic(
            "identity-contradicted", "the pair is judged \(other) and \(identity["judgement"])",
            at: at(identity, "judgement"),
            help: "keep the judgement that holds"))
      }
    }
    return found
  }

  private func positionProblems() -> [Diagnostic] {
    let kinds = Dictionary(named("entity").map { ($0["id"], $0["kind"]) }, uniquingKeysWith: { a, _ in a })
    var found: [Diagnostic] = []
    for position in named("position") {
      if let kind = kinds[position["person"]], kind != "person" {
        found.append(
          Diagnostic(
            "position-not-of-person", "'\(position["person"].shown)' is a \(kind), not a person",
            at: at(position, "person"),
            help: "name the person who held the position"))
      }
      if let from = date(position["from"])?.earliest, let until = date(position["until"])?.latest,
        until < from
      {
        found.append(
          Diagnostic(
            "position-backwards",
            "the position ends (\(position["until"])) before it begins (\(position["from"]))",
            at: at(position, "until"), help: "correct the dates"))
      }
    }
    return found
  }

  // MARK: claims

  func claimProblems() -> [Diagnostic] {
    var found: [Diagnostic] = []
    let claimed = Set(named("stance").map { $0["claim"] })
    for claim in named("claim") {
      if !claimed.contains(claim["id"]) {
        found.append(
          Diagnostic(
            "claim-without-source", "claim '\(claim["id"].shown)' has no stance, so no source",
            at: at(claim, "id"),
            help: "add a row to stances.csv: who says so, in which passage"))
      }
      found += quantityProblems(claim)
    }
    for role in named("role") where role["entity"].isEmpty && role["as_written"].isEmpty {
      found.append(
        Diagnostic(
          "role-empty", "the role names nobody", at: at(role, "entity"), help: "give entity or as_written"))
    }
    for stance in named("stance") where stance["speaker"].isEmpty && stance["speaker_as_written"].isEmpty {
      found.append(
        Diagnostic(
          "stance-without-speaker", "the stance names no speaker", at: at(stance, "speaker"),
          help: "give speaker, or speaker_as_written when nobody is named"))
    }
    return found
  }

  private func quantityProblems(_ claim: Named) -> [Diagnostic] {
    let hasValue = claim["quantity_value"].recorded != nil
    if hasValue, claim["quantity_unit"].isEmpty {
      return [
        Diagnostic(
          "quantity-without-unit", "\(claim["quantity_value"].shown) has no unit",
          at: at(claim, "quantity_unit"),
          help: "say of what: KGS, persons, % …")
      ]
    }
    if hasValue, claim["quantity_operator"].isEmpty {
      return [
        Diagnostic(
          "quantity-without-operator",
          "\(claim["quantity_value"].shown) \(claim["quantity_unit"].shown) has no operator",
          at: at(claim, "quantity_operator"),
          help: "write = when the source says just that, else >, >=, <, <= or ~")
      ]
    }
    if claim["quantity_unit"] == "%", claim["quantity_of"].isEmpty {
      return [
        Diagnostic(
          "share-without-whole", "\(claim["quantity_value"].shown) % of what is not said",
          at: at(claim, "quantity_of"),
          help: "name the whole the share is of")
      ]
    }
    return []
  }

  // MARK: relations

  func relationProblems() -> [Diagnostic] {
    var found: [Diagnostic] = []
    var seen: Set<[String]> = []
    var edges: [String: [String: [String]]] = [:]
    for relation in named("relation") {
      let (from, kind, to) = (relation["from"], relation["relation"], relation["to"])
      if from == to {
        found.append(
          Diagnostic(
            "relation-to-itself", "'\(from.shown)' \(kind) itself", at: at(relation, "to"),
            help: "name another claim"))
      } else if !seen.insert([from, kind, to]).inserted {
        found.append(
          Diagnostic(
            "relation-twice", "'\(from.shown)' \(kind) '\(to.shown)' stands twice", at: at(relation, "from"),
            help: "keep one row"))
      } else if RelationKind.acyclic.contains(where: { $0.rawValue == kind }) {
        edges[kind, default: [:]][from, default: []].append(to)
      }
    }
    return found + circleProblems(edges.mapValues(cyclicPart))
  }

  /// One diagnostic a circle, at the first of its rows.
  private func circleProblems(_ edges: [String: [String: [String]]]) -> [Diagnostic] {
    var found: [Diagnostic] = []
    var reported: Set<Set<String>> = []
    for relation in named("relation") {
      let kind = relation["relation"]
      guard relation["from"] != relation["to"], let graph = edges[kind],
        let circle = circle(from: relation["from"], graph), reported.insert(Set(circle)).inserted
      else { continue }
      found.append(
        Diagnostic(
          "relation-circle", "\(kind) leads back to where it began: \(circle.joined(separator: " → "))",
          at: at(relation, "to"), help: "take out the relation that does not hold"))
    }
    return found
  }

  /// What is left of a graph once every node that leads nowhere is taken away, again and again: empty unless
  /// there is a circle. Linear in the edges.
  private func cyclicPart(_ graph: [String: [String]]) -> [String: [String]] {
    var targetCounts = graph.mapValues(\.count)
    var sources: [String: [String]] = [:]
    for (node, targets) in graph { for target in targets { sources[target, default: []].append(node) } }
    var open =
      sources.keys.filter { targetCounts[$0, default: 0] == 0 }
      + graph.keys.filter { graph[$0]?.isEmpty == true }
    var gone = Set(open)
    while let node = open.popLast() {
      for source in sources[node] ?? [] {
        targetCounts[source, default: 0] -= 1
        if targetCounts[source] == 0, gone.insert(source).inserted { open.append(source) }
      }
    }
    return graph.filter { !gone.contains($0.key) }.mapValues { $0.filter { !gone.contains($0) } }
  }

  /// The shortest way from a node back to itself.
  private func circle(from start: String, _ graph: [String: [String]]) -> [String]? {
    guard graph[start]?.isEmpty == false else { return nil }
    var before: [String: String] = [:]
    var open = [start]
    var next = 0
    while next < open.count {
      let node = open[next]
      next += 1
      for neighbour in graph[node] ?? [] {
        if neighbour == start {
          var way = [start]
          var step = node
          while step != start {
            way.append(step)
            step = before[step] ?? start
          }
          return [start] + (way.count > 1 ? way.dropFirst().reversed() : []) + [start]
        }
        if before[neighbour] == nil {
          before[neighbour] = node
          open.append(neighbour)
        }
      }
    }
    return nil
  }

  // MARK: records

  func recordProblems() -> [Diagnostic] {
    var found: [Diagnostic] = []
    for sheet in Sheet.records {
      var seen: Set<[String]> = []
      for row in named(sheet.table) where !seen.insert(row.row.cells).inserted {
        found.append(
          Diagnostic(
            "record-twice", "the same row stands twice in \(sheet.file)", at: place(sheet, row.row, 0),
            help: "keep one"))
      }
    }
    for payment in named("payment") where payment["amount"].recorded != nil && payment["currency"].isEmpty {
      found.append(
        Diagnostic(
          "payment-without-currency", "\(payment["amount"].shown) has no currency",
          at: at(payment, "currency"),
          help: "write ISO 4217, as in KGS"))
    }
    let quantified = named("deployment").filter {
      $0["quantity_value"].recorded != nil && $0["quantity_unit"].isEmpty
    }
    for deployment in quantified {
      found.append(
        Diagnostic(
          "quantity-without-unit", "\(deployment["quantity_value"].shown) has no unit",
          at: at(deployment, "quantity_unit"),
          help: "say of what: cameras, cities …"))
    }
    return found + qualificationProblems()
  }

  /// A payment's claim carries its qualification too, so that no list of claims can drop it.
  private func qualificationProblems() -> [Diagnostic] {
    let qualified = Set(named("claim").filter { !$0["qualification"].isEmpty }.map { $0["id"] })
    return named("payment").filter { !qualified.contains($0["claim"]) }.map { payment in
      Diagnostic(
        "payment-unqualified", "the claim '\(payment["claim"].shown)' of this payment has no qualification",
        at: at(payment, "claim"),
        help: "say in claims.csv what is not shown, so that it is read wherever the payment is")
    }
  }

  func date(_ cell: String) -> PartialDate? { cell.recorded.flatMap { try? PartialDate(edtf: $0) } }
}
