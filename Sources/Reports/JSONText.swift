/// JSON as it is written: one growing buffer, two spaces of indent, keys in the order given.
///
/// The caller gives keys sorted by UTF-8, so that equal reports are equal bytes.
package struct JSONText: Sendable {
  package private(set) var utf8: [UInt8]
  private var depth = 0
  /// Nothing stands yet in the object or array that is open.
  private var isFirst = true
  /// A key was just written and waits for its value.
  private var isAfterKey = false

  package init(capacity: Int = 8_192) {
    utf8 = []
    utf8.reserveCapacity(capacity)
  }

  package var string: String { String(decoding: utf8, as: UTF8.self) }

  package mutating func object(_ write: (inout JSONText) -> Void) { nested(0x7B, 0x7D, write) }
  package mutating func array(_ write: (inout JSONText) -> Void) { nested(0x5B, 0x5D, write) }

  package mutating func key(_ name: String) {
    separate()
    quoted(name)
    utf8.append(0x3A)
    utf8.append(0x20)
    isAfterKey = true
  }

  package mutating func value(_ words: String) {
    separate()
    quoted(words)
  }
  package mutating func value(_ number: Int) {
    separate()
    utf8 += String(number).utf8
  }
  /// - Parameter places: digits after the point, at most.
  package mutating func value(_ number: Double, places: Int) {
    separate()
    utf8 += number.fixed(places, trimsZeros: true).utf8
  }
  package mutating func value(_ truth: Bool) {
    separate()
    utf8 += (truth ? "true" : "false").utf8
  }
  package mutating func null() {
    separate()
    utf8 += "null".utf8
  }

  package mutating func field(_ name: String, _ words: String) {
    key(name)
    value(words)
  }
  package mutating func field(_ name: String, _ number: Int) {
    key(name)
    value(number)
  }

  /// A number already written as JSON writes it.
  mutating func number(_ digits: String) {
    separate()
    utf8 += digits.utf8
  }
}

extension JSONText {
  private mutating func nested(_ open: UInt8, _ close: UInt8, _ write: (inout JSONText) -> Void) {
    separate()
    utf8.append(open)
    depth += 1
    isFirst = true
    write(&self)
    depth -= 1
    if !isFirst { newLine() }
    utf8.append(close)
    isFirst = false
  }

  private mutating func separate() {
    if isAfterKey {
      isAfterKey = false
      return
    }
    if !isFirst { utf8.append(0x2C) }
    isFirst = false
    if depth > 0 { newLine() }
  }

  private mutating func newLine() {
    utf8.append(0x0A)
    for _ in 0..<depth {
      utf8.append(0x20)
      utf8.append(0x20)
    }
  }

  private mutating func quoted(_ words: String) {
    utf8.append(0x22)
    let isDone: Void? = words.utf8.withContiguousStorageIfAvailable { escaped($0) }
    if isDone == nil { Array(words.utf8).withUnsafeBufferPointer { escaped($0) } }
    utf8.append(0x22)
  }

  /// Escapes what JSON must have escaped, and nothing else.
  private mutating func escaped(_ bytes: UnsafeBufferPointer<UInt8>) {
    var start = 0
    for (index, byte) in bytes.enumerated() where byte < 0x20 || byte == 0x22 || byte == 0x5C {
      utf8.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
      start = index + 1
      switch byte {
      case 0x22, 0x5C: utf8 += [0x5C, byte]
      case 0x0A: utf8 += [0x5C, 0x6E]
      case 0x09: utf8 += [0x5C, 0x74]
      default: utf8 += "\\u00\([byte].hexDigits)".utf8
      }
    }
    utf8.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
  }
}

extension [UInt8] {
  fileprivate var hexDigits: String {
    map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }
}
