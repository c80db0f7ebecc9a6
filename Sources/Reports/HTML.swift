/// Markup that text cannot become part of: literals are markup, strings put into them are escaped.
///
/// Written as a string, `let line: HTML = "<p>\(words)</p>"`, or appended to, which is how pages are written:
/// one growing buffer, no strings in between.
package struct HTML: Hashable, Sendable {
  /// The markup, well-formed UTF-8.
  package private(set) var utf8: [UInt8]

  package init() { utf8 = [] }

  /// - Parameter capacity: bytes to set aside at once.
  package init(capacity: Int) {
    utf8 = []
    utf8.reserveCapacity(capacity)
  }

  /// The words as content, escaped.
  package init(text: String) {
    utf8 = []
    self.text(text)
  }

  /// The markup as a string.
  package var string: String { String(decoding: utf8, as: UTF8.self) }
  package var isEmpty: Bool { utf8.isEmpty }

  /// Markup written in the source code; a value that came from anywhere else does not compile here.
  package mutating func raw(_ markup: StaticString) {
    if markup.hasPointerRepresentation {
      utf8.append(contentsOf: UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
    } else {
      utf8.append(contentsOf: String(markup.unicodeScalar).utf8)
    }
  }

  package mutating func append(_ html: HTML) { utf8.append(contentsOf: html.utf8) }

  /// Words as the content of an element: escaped, and what hides or reorders shown as a marked code point.
  package mutating func text(_ text: String) { escape(text, marksHidden: true) }

  /// Words where no element may stand (attributes, titles, drawings): hidden scalars become `\u{202e}`.
  package mutating func plain(_ text: String) { escape(text, marksHidden: false) }

  /// ` name="value"`, with the space before it.
  package mutating func attribute(_ name: StaticString, _ value: String) {
    utf8.append(0x20)
    raw(name)
    raw("=\"")
    plain(value)
    utf8.append(0x22)
  }

  package mutating func attribute(_ name: StaticString, _ value: Int) {
    utf8.append(0x20)
    raw(name)
    raw("=\"")
    number(value)
    utf8.append(0x22)
  }

  package mutating func number(_ value: Int) {
    if value < 0 { utf8.append(0x2D) }
    digits(value.magnitude)
  }

  /// To a tenth, halves away from zero, a whole number without its point: enough for a place in a drawing.
  ///
  /// - Precondition: finite, and below 10¹⁷ in size.
  package mutating func tenths(_ value: Double) {
    let tenths = Int((value * 10).rounded())
    if tenths < 0 { utf8.append(0x2D) }
    let (whole, rest) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
    digits(whole)
    guard rest > 0 else { return }
    utf8.append(0x2E)
    utf8.append(0x30 + UInt8(rest))
  }

  private mutating func digits(_ value: UInt) {
    if value > 9 { digits(value / 10) }
    utf8.append(0x30 + UInt8(value % 10))
  }

  /// Letters, digits, hyphens and underscores, with anything else as a hyphen: for ids and fragments.
  mutating func identifier(_ text: String) {
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x80...: utf8.append(byte)
      default: utf8.append(0x2D)
      }
    }
  }
}

extension HTML {
  private mutating func escape(_ text: String, marksHidden: Bool) {
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { escape($0, marksHidden: marksHidden) }
    if isDone == nil {
      Array(text.utf8).withUnsafeBufferPointer { escape($0, marksHidden: marksHidden) }
    }
  }

  /// Copies whole stretches between the bytes that need care.
  private mutating func escape(_ bytes: UnsafeBufferPointer<UInt8>, marksHidden: Bool) {
    var start = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      guard byte.mayNeedEscaping else {
        index += 1
        continue
      }
      if byte < 0x80, let entity = entity(byte) {
        utf8.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
        raw(entity)
        index += 1
        start = index
      } else if let hidden = Hidden(bytes, at: index) {
        utf8.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
        show(hidden.scalar, isMarked: marksHidden)
        index += hidden.length
        start = index
      } else {
        index += 1
      }
    }
    utf8.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
  }

  private func entity(_ byte: UInt8) -> StaticString? {
    switch byte {
    case 0x26: "&amp;"
    case 0x3C: "&lt;"
    case 0x3E: "&gt;"
    case 0x22: "&quot;"
    case 0x27: "&#39;"
    default: nil
    }
  }

  private mutating func show(_ scalar: Unicode.Scalar, isMarked: Bool) {
    let digits = String(scalar.value, radix: 16)
    guard isMarked else {
      utf8.append(contentsOf: "\\u{\(digits)}".utf8)
      return
    }
    let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits.uppercased()
    raw("<span class=\"hidden\" title=\"hidden character ")
    utf8.append(contentsOf: code.utf8)
    raw("\">")
    utf8.append(contentsOf: code.utf8)
    raw("</span>")
  }
}

extension UInt8 {
  /// Quick test: `&<>"'`, controls other than tab and line ends, or a byte that can begin a hidden scalar.
  @inline(__always) fileprivate var mayNeedEscaping: Bool {
    if self < 0x40 { return (0x5000_00C4_FFFF_D9FF as UInt64) >> self & 1 == 1 }
    if self < 0xC0 { return self == 0x7F }
    // C2, D8, E1, E2, EE, EF, F0, F3, F4
    return (0x0019_C006_0100_0004 as UInt64) >> (self - 0xC0) & 1 == 1
  }
}

extension HTML: ExpressibleByStringInterpolation {
  package init(stringLiteral markup: String) { utf8 = Array(markup.utf8) }
  package init(stringInterpolation: Interpolation) { self = stringInterpolation.html }

  package struct Interpolation: StringInterpolationProtocol {
    var html: HTML

    package init(literalCapacity: Int, interpolationCount: Int) {
      html = HTML(capacity: literalCapacity + interpolationCount * 16)
    }
    package mutating func appendLiteral(_ markup: String) { html.utf8.append(contentsOf: markup.utf8) }
    package mutating func appendInterpolation(_ text: String) { html.text(text) }
    package mutating func appendInterpolation(_ html: HTML) { self.html.append(html) }
    package mutating func appendInterpolation(_ number: Int) { html.number(number) }
    /// A value inside quotation marks.
    package mutating func appendInterpolation(attribute value: String) { html.plain(value) }
  }
}
