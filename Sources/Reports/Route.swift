import Provenance

/// Every address of Attest, both ways: the same in the terminal, in the browser and in the static site.
///
/// It stands beside the reports, below the lenses, so that whoever writes a finding can link it to its
/// evidence. Which report stands at an address is the site's business.
package enum Route: Hashable, Sendable {
  case home
  case claims(ClaimFilter)
  case claim(String)
  case entities(page: Int)
  case entity(String)
  case sources
  case source(String)
  case lenses
  /// A lens with its parameters, sorted by name.
  case lens(String, [String: String])
  case search(String)
  case method
  case history

  /// How an address is written.
  package enum Form: String, Sendable, CaseIterable {
    case html, json, csv, svg
  }
}

/// What to keep of the claims; conditions combine.
package struct ClaimFilter: Hashable, Sendable {
  package var instrument: String?
  package var country: String?
  /// The id of the entity that speaks.
  package var speaker: String?
  /// The id of an entity in any part: speaker, actor, target or mentioned.
  package var entity: String?
  package var source: String?
  package var modality: String?
  package var confidence: String?
  package var dispute: String?
  /// Keeps claims whose date may fall in that year.
  package var year: Int?
  /// Counted from 1.
  package var page: Int

  package init(
    instrument: String? = nil, country: String? = nil, speaker: String? = nil, entity: String? = nil,
    source: String? = nil, modality: String? = nil, confidence: String? = nil, dispute: String? = nil,
    year: Int? = nil, page: Int = 1
  ) {
    self.instrument = instrument
    self.country = country
    self.speaker = speaker
    self.entity = entity
    self.source = source
    self.modality = modality
    self.confidence = confidence
    self.dispute = dispute
    self.year = year
    self.page = page
  }

  /// Name and value of each condition that is set, sorted by name; `page` only beyond the first.
  package var conditions: [(name: String, value: String)] {
    var pairs: [(name: String, value: String)] = []
    func add(_ name: String, _ value: String?) {
      if let value, !value.isEmpty { pairs.append((name, value)) }
    }
    add("confidence", confidence)
    add("country", country)
    add("dispute", dispute)
    add("entity", entity)
    add("instrument", instrument)
    add("modality", modality)
    if page > 1 { add("page", String(page)) }
    add("source", source)
    add("speaker", speaker)
    add("year", year.map(String.init))
    return pairs
  }

  /// - Returns: nil when a name is unknown, or a year or page is no number from 1.
  package init?(_ query: [String: String]) {
    self.init()
    for (name, value) in query where !value.isEmpty {
      switch name {
      case "instrument": instrument = value
      case "country": country = value
      case "speaker": speaker = value
      case "entity": entity = value
      case "source": source = value
      case "modality": modality = value
      case "confidence": confidence = value
      case "dispute": dispute = value
      case "year":
        guard let number = Int(value) else { return nil }
        year = number
      case "page":
        guard let number = Int(value), number >= 1 else { return nil }
        page = number
      default: return nil
      }
    }
  }
}

extension Route {
  /// The address without leading slash or form: `claims/c075`, `claims?country=KZ`, `` for home.
  package var address: String {
    switch self {
    case .home: ""
    case .claims(let filter): "claims" + query(filter.conditions)
    case .claim(let id): "claims/\(segment(id))"
    case .entities(let page): "entities" + query(page > 1 ? [("page", String(page))] : [])
    case .entity(let id): "entities/\(segment(id))"
    case .sources: "sources"
    case .source(let id): "sources/\(segment(id))"
    case .lenses: "lenses"
    case .lens(let id, let parameters):
      "lenses/\(segment(id))" + query(parameters.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    case .search(let words): "search" + query(words.isEmpty ? [] : [("q", words)])
    case .method: "method"
    case .history: "history"
    }
  }

  /// The address in one of its forms: `claims/c075.json`, `claims.csv?country=KZ`, `index.json` for home.
  package func address(as form: Form) -> String {
    let address = address
    guard form != .html else { return address }
    guard let mark = address.firstIndex(of: "?") else {
      return (address.isEmpty ? "index" : address) + "." + form.rawValue
    }
    return address[..<mark] + "." + form.rawValue + address[mark...]
  }

  /// Reads an address, with or without a leading slash, trailing slash or `.json`-like form.
  ///
  /// - Returns: the route and the form asked for; nil when no such address can exist.
  package static func parse(_ address: String) -> (route: Route, form: Form)? {
    let halves = address.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let path = String(halves.first ?? "")
    guard let query = parameters(halves.count > 1 ? String(halves[1]) : "") else { return nil }
    var parts: [String] = []
    for part in path.split(separator: "/") {
      guard let decoded = percentDecoded(String(part)) else { return nil }
      parts.append(decoded)
    }
    var form = Form.html
    if let last = parts.last, let dot = last.lastIndex(of: "."),
      let named = Form(rawValue: String(last[last.index(after: dot)...]))
    {
      form = named
      parts[parts.count - 1] = String(last[..<dot])
    }
    if parts.last == "index" { parts.removeLast() }
    return route(parts, query).map { ($0, form) }
  }

  private static func route(_ parts: [String], _ query: [String: String]) -> Route? {
    switch (parts.first, parts.count) {
    case (nil, _): .home
    case ("claims", 1): ClaimFilter(query).map(Route.claims)
    case ("claims", 2): .claim(parts[1])
    case ("entities", 1): .entities(page: max(1, query["page"].flatMap(Int.init) ?? 1))
    case ("entities", 2): .entity(parts[1])
    case ("sources", 1): .sources
    case ("sources", 2): .source(parts[1])
    case ("lenses", 1): .lenses
    case ("lenses", 2): .lens(parts[1], query.filter { !$0.value.isEmpty })
    case ("search", 1): .search(query["q"] ?? "")
    case ("method", 1): .method
    case ("history", 1): .history
    default: nil
    }
  }
}

private func query(_ pairs: [(name: String, value: String)]) -> String {
  guard !pairs.isEmpty else { return "" }
  return "?" + pairs.map { "\(segment($0.name))=\(segment($0.value))" }.joined(separator: "&")
}

/// Percent-encodes all but RFC 3986's unreserved characters.
private func segment(_ text: String) -> String {
  var encoded = ""
  for byte in text.utf8 {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
      encoded.unicodeScalars.append(Unicode.Scalar(byte))
    default: encoded += "%" + [byte].hex.uppercased()
    }
  }
  return encoded
}

private func percentDecoded(_ text: String) -> String? {
  var bytes: [UInt8] = []
  var rest = Array(text.utf8)[...]
  while let byte = rest.popFirst() {
    if byte == 0x2B {
      bytes.append(0x20)
    } else if byte == 0x25 {
      guard let pair = [UInt8](hex: String(decoding: rest.prefix(2), as: UTF8.self)), pair.count == 1 else {
        return nil
      }
      bytes += pair
      rest = rest.dropFirst(2)
    } else {
      bytes.append(byte)
    }
  }
  return String(validating: bytes, as: UTF8.self)
}

private func parameters(_ query: String) -> [String: String]? {
  var parameters: [String: String] = [:]
  for pair in query.split(separator: "&") {
    let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = percentDecoded(String(halves[0])),
      let value = percentDecoded(halves.count > 1 ? String(halves[1]) : "")
    else { return nil }
    parameters[name] = value
  }
  return parameters
}
