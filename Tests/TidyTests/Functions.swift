/// A function with its length in lines, from its keyword to its closing brace.
struct MeasuredFunction {
  let name: String
  let line: Int
  let lineCount: Int
}

extension SwiftSource {
  /// Functions, initialisers, subscripts and computed properties that have a body.
  var functions: [MeasuredFunction] {
    let bytes = Array(code.utf8)
    return code.matches(of: Self.declaration).compactMap { match in
      let start = offset(of: match.output.1.startIndex)
      let named = match.output.2 ?? match.output.3 ?? match.output.4 ?? ""
      guard let open = Self.body(in: bytes, from: offset(of: named.endIndex)),
        let close = Self.end(in: bytes, of: open)
      else { return nil }
      let lineCount = 1 + bytes[start...close].count { $0 == 0x0A }
      return MeasuredFunction(name: String(named), line: line(at: start), lineCount: lineCount)
    }
  }

  /// A keyword that is no member of something, then a name.
  private static var declaration: Regex<(Substring, Substring, Substring?, Substring?, Substring?)> {
    /(?:^|[^.\w`])(func\s+([^\s(<]+)|(init|subscript)[?!]?\s*[(<]|var\s+(\w+)\s*:[^={\n]*(?=\{))/
  }

  private func offset(of index: String.Index) -> Int {
    code.utf8.distance(from: code.utf8.startIndex, to: index)
  }

  /// The brace that opens the body; nil for a requirement, which has none.
  private static func body(in bytes: [UInt8], from start: Int) -> Int? {
    var depth = 0
    for place in start..<bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "{") where depth == 0: return place
      case UInt8(ascii: "}") where depth == 0: return nil
      case 0x0A where depth == 0:
        let rest = String(decoding: bytes[place...].prefix(200), as: UTF8.self)
        let goesOn = rest.prefixMatch(of: /\s*(\{|->|throws|rethrows|async|where|&|\()/) != nil
        let isOpen =
          String(decoding: bytes[start..<place].suffix(40), as: UTF8.self)
          .firstMatch(of: /(->|where|,|&)\s*$/) != nil
        if !goesOn, !isOpen { return nil }
      default: break
      }
    }
    return nil
  }

  private static func end(in bytes: [UInt8], of open: Int) -> Int? {
    var depth = 0
    for place in open..<bytes.count {
      if bytes[place] == UInt8(ascii: "{") { depth += 1 }
      if bytes[place] == UInt8(ascii: "}") {
        depth -= 1
        if depth == 0 { return place }
      }
    }
    return nil
  }
}
