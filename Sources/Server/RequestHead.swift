/// A request up to the empty line: HTTP/1.1 as browsers and curl write it, and nothing more lenient.
///
/// What two readers could take differently is refused, not mended: bare line feeds, folded lines, space
/// before a colon, a second `Host`, both length and chunks.
package struct RequestHead: Sendable, Hashable {
  /// As sent; methods are case-sensitive.
  package var method: String
  /// Path and query, with a leading slash, still percent-encoded; visible ASCII only.
  package var target: String
  /// By name in lower case. Of a field sent twice the first stands; those the guard reads are never twice.
  package var fields: [String: String]
  package var isHTTP11: Bool

  package init(method: String, target: String, fields: [String: String], isHTTP11: Bool = true) {
    self.method = method
    self.target = target
    self.fields = fields
    self.isHTTP11 = isHTTP11
  }

  /// Whether a body follows. None is ever read: such a request is answered by its head, then cut off.
  package var announcesBody: Bool {
    fields["transfer-encoding"] != nil || (fields["content-length"].map { $0 != "0" } ?? false)
  }

  package var wantsClose: Bool {
    !isHTTP11
      || (fields["connection"] ?? "").lowercased().split(separator: ",").contains { $0.trimmed == "close" }
  }

  /// Fields on which safety rests.
  private static let single: Set<String> = [
    "host", "origin", "cookie", "authorization", "content-length", "transfer-encoding", "connection",
    "sec-fetch-site", "sec-fetch-mode", "sec-fetch-dest",
  ]

  /// Reads a head, without the empty line that ends it.
  ///
  /// - Throws: a `Refusal`.
  package init(reading bytes: [UInt8], within limits: Limits) throws(Refusal) {
    var lines = try RequestHead.lines(of: bytes)[...]
    let first = lines.popFirst() ?? []
    let parts = first.split(separator: 0x20, omittingEmptySubsequences: false)
    guard parts.count == 3 else { throw .malformed("first line is not method, address and version") }
    method = String(decoding: parts[0], as: UTF8.self)
    target = String(decoding: parts[1], as: UTF8.self)
    guard !parts[0].isEmpty, parts[0].allSatisfy(\.isUpperCaseLetter), parts[0].count <= 16 else {
      throw .malformed("method is not a word in capitals")
    }
    guard parts[1].first == 0x2F, parts[1].allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw .malformed("address does not begin with a slash, or is not in plain ASCII")
    }
    switch String(decoding: parts[2], as: UTF8.self) {
    case "HTTP/1.1": isHTTP11 = true
    case "HTTP/1.0": isHTTP11 = false
    default: throw .malformed("version is not HTTP/1.1")
    }
    guard lines.count <= limits.headFields else { throw .headTooLong }
    fields = [:]
    for line in lines {
      let (name, value) = try RequestHead.field(line)
      if fields[name] == nil {
        fields[name] = value
      } else if RequestHead.single.contains(name) {
        throw .malformed("header has \(name) twice")
      }
    }
    try checkBody(within: limits)
  }

  private func checkBody(within limits: Limits) throws(Refusal) {
    guard let length = fields["content-length"] else { return }
    if fields["transfer-encoding"] != nil { throw .malformed("body has both a length and chunks") }
    guard !length.isEmpty, length.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw .malformed("length of the body is not a number")
    }
    guard let count = Int(length), count <= limits.bodyBytes else { throw .bodyTooLong }
  }

  private static func lines(of bytes: [UInt8]) throws(Refusal) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case 0x0D:
        guard index + 1 < bytes.count, bytes[index + 1] == 0x0A else {
          throw .malformed("header has a carriage return alone")
        }
        lines.append(bytes[start..<index])
        index += 1
        start = index + 1
      case 0x0A: throw .malformed("header has a line feed alone")
      case 0x09, 0x20...0x7E, 0x80...: break
      default: throw .malformed("header has a control character")
      }
      index += 1
    }
    lines.append(bytes[start...])
    return lines
  }

  private static func field(_ line: ArraySlice<UInt8>) throws(Refusal) -> (name: String, value: String) {
    guard let colon = line.firstIndex(of: 0x3A), colon > line.startIndex,
      line[..<colon].allSatisfy(\.isTokenCharacter)
    else { throw .malformed("header has a line that is not name, colon and value") }
    let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
    return (name, String(decoding: line[(colon + 1)...], as: UTF8.self).trimmed)
  }
}

extension StringProtocol {
  /// Without the spaces and tabs around it.
  var trimmed: String {
    var bytes = Array(utf8)[...]
    while let first = bytes.first, first == 0x20 || first == 0x09 { bytes.removeFirst() }
    while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension UInt8 {
  fileprivate var isUpperCaseLetter: Bool { (0x41...0x5A).contains(self) }

  /// RFC 9110, 5.6.2.
  fileprivate var isTokenCharacter: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "!#$%&'*+-.^_`|~".utf8.contains(self)
    }
  }
}
