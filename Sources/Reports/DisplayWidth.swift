extension Unicode.Scalar {
  /// Columns a terminal gives it: 0 for marks and hidden scalars, 2 for wide East Asian ones and emoji, or 1.
  var displayWidth: Int {
    if value < 0x300 { return value < 0x20 || (0x7F...0x9F).contains(value) ? 0 : 1 }
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
      0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    case 0x300...0x36F, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF: return 0
    default: break
    }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return 1
    }
  }

  /// Whether a line may end after it without a space: Chinese, Japanese and their punctuation.
  var mayEndLine: Bool { displayWidth == 2 && value < 0x1F000 }

  /// Closing punctuation that must not begin a line.
  var mayNotBeginLine: Bool {
    switch value {
    case 0x3001, 0x3002, 0x3009, 0x300B, 0x300D, 0x300F, 0x3011, 0x3015, 0xFF01, 0xFF09, 0xFF0C, 0xFF0E,
      0xFF1A,
      0xFF1B, 0xFF1F, 0x201D, 0x2019:
      true
    default: false
    }
  }
}

extension String {
  /// Columns a terminal gives the words.
  package var displayWidth: Int {
    if utf8.allSatisfy({ 0x20 <= $0 && $0 < 0x7F }) { return utf8.count }
    var width = 0
    for scalar in unicodeScalars { width += scalar.displayWidth }
    return width
  }

  /// The words cut to so many columns, ending in `…` when something was cut.
  func cut(toWidth limit: Int) -> String {
    guard displayWidth > limit else { return self }
    var kept = ""
    var width = 0
    for scalar in unicodeScalars {
      width += scalar.displayWidth
      if width > limit - 1 { break }
      kept.unicodeScalars.append(scalar)
    }
    while kept.hasSuffix(" ") || kept.hasSuffix("…") { kept.removeLast() }
    return kept + "…"
  }

  /// The words in lines of so many columns, broken at spaces and between Chinese characters; a longer word is
  /// cut where the line ends.
  func wrapped(width: Int) -> [String] {
    var lines = TextLines(width: width)
    lines.add(self)
    return lines.finished()
  }
}
