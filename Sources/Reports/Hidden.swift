/// A scalar that shows nothing of itself or reorders its neighbours, found in UTF-8.
///
/// The joiners U+200C and U+200D are ordinary spelling after Arabic and later scripts and in emoji; they are
/// hidden only after letters of Latin, Greek, Cyrillic and their neighbours, where nobody writes them.
struct Hidden {
  let scalar: Unicode.Scalar
  /// Bytes it takes.
  let length: Int

  /// - Parameter bytes: well-formed UTF-8, `index` at the start of a scalar.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) {
    let first = UInt32(bytes[index])
    if first < 0x80 {
      // Tab and line ends are layout, not hidden.
      guard first < 0x20 && first != 9 && first != 10 && first != 13 || first == 0x7F else { return nil }
      self.init(first, 1)
      return
    }
    let second = UInt32(bytes[index + 1] & 0x3F)
    if first < 0xE0 {
      let value = (first & 0x1F) << 6 | second
      guard value < 0xA0 || value == 0xAD || value == 0x61C else { return nil }
      self.init(value, 2)
      return
    }
    let third = UInt32(bytes[index + 2] & 0x3F)
    if first < 0xF0 {
      let value = (first & 0x0F) << 12 | second << 6 | third
      guard Hidden.isHiddenInPlane0(value) else { return nil }
      if value == 0x200C || value == 0x200D, Hidden.followsLaterScript(bytes, index) { return nil }
      self.init(value, 3)
      return
    }
    let value = (first & 0x07) << 18 | second << 12 | third << 6 | UInt32(bytes[index + 3] & 0x3F)
    guard Hidden.isHiddenBeyond(value) else { return nil }
    self.init(value, 4)
  }

  private init?(_ value: UInt32, _ length: Int) {
    guard let scalar = Unicode.Scalar(value) else { return nil }
    self.scalar = scalar
    self.length = length
  }

  private static func isHiddenInPlane0(_ value: UInt32) -> Bool {
    switch value {
    case 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F: true
    // Private use, byte order mark, interlinear marks, filler.
    case 0xE000...0xF8FF, 0xFEFF, 0xFFF9...0xFFFB, 0xFFA0: true
    default: false
    }
  }

  private static func isHiddenBeyond(_ value: UInt32) -> Bool {
    switch value {
    case 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE007F, 0xF0000...: true
    default: false
    }
  }

  /// Whether the scalar before is U+0600 or later.
  private static func followsLaterScript(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    var back = index - 1
    while back >= 0, bytes[back] & 0xC0 == 0x80 { back -= 1 }
    return back >= 0 && bytes[back] >= 0xD8
  }
}

extension String {
  /// The words with hidden scalars as `\u{202e}`: for terminals.
  package var hiddenShown: String {
    let needsCare = utf8.contains { $0 < 0x20 && $0 != 9 && $0 != 10 || $0 == 0x7F || $0 >= 0xC2 }
    return needsCare ? hiddenEscaped : self
  }

  private var hiddenEscaped: String {
    var copy = self
    return copy.withUTF8 { bytes in
      var shown: [UInt8] = []
      var index = 0
      while index < bytes.count {
        // Only a scalar's first byte can begin a hidden one.
        let byte = bytes[index]
        if byte & 0xC0 != 0x80, let hidden = Hidden(bytes, at: index) {
          shown += "\\u{\(String(hidden.scalar.value, radix: 16))}".utf8
          index += hidden.length
        } else if byte == 13 {
          // Alone it moves a terminal's cursor; before a line feed it says nothing.
          if index + 1 == bytes.count || bytes[index + 1] != 10 { shown += "\\u{d}".utf8 }
          index += 1
        } else {
          shown.append(byte)
          index += 1
        }
      }
      return String(decoding: shown, as: UTF8.self)
    }
  }
}
