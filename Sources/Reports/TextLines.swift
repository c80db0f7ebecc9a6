/// Fills lines of a given width, by the columns a terminal shows rather than by characters.
struct TextLines {
  /// How words stand out where colour is allowed.
  enum Emphasis: String {
    case none = ""
    case strong = "1"
    case quiet = "2"
    case linked = "4"
    case term = "36"
    case warning = "33"
    case alarm = "31"
  }

  let width: Int
  let isColoured: Bool
  private var lines: [String] = []
  private var line = ""
  private var lineWidth = 0
  /// A space stands between the line so far and what comes next.
  private var isSpacePending = false
  /// What may not be parted, each scalar with its emphasis: a word can change style half-way.
  private var atom: [(scalar: Unicode.Scalar, emphasis: Emphasis)] = []
  private var atomWidth = 0

  init(width: Int, isColoured: Bool = false) {
    self.width = max(width, 4)
    self.isColoured = isColoured
  }

  /// Adds words to the paragraph; a line feed ends the line, other white space is one space.
  mutating func add(_ words: String, _ emphasis: Emphasis = .none) {
    for scalar in words.hiddenShown.unicodeScalars {
      switch scalar {
      case "\n": endLine()
      case " ", "\t", "\r":
        placeAtom()
        isSpacePending = lineWidth > 0
      default:
        if let last = atom.last?.scalar, !scalar.mayNotBeginLine, last.mayEndLine || scalar.mayEndLine {
          placeAtom()
        }
        atom.append((scalar, emphasis))
        atomWidth += scalar.displayWidth
      }
    }
  }

  /// The lines, ending the paragraph.
  mutating func finished() -> [String] {
    if !atom.isEmpty || lineWidth > 0 || lines.isEmpty { endLine() }
    return lines
  }

  private mutating func endLine() {
    placeAtom()
    lines.append(line)
    line = ""
    lineWidth = 0
    isSpacePending = false
  }

  private mutating func placeAtom() {
    guard !atom.isEmpty else { return }
    let space = isSpacePending ? 1 : 0
    if lineWidth > 0, lineWidth + space + atomWidth > width {
      lines.append(line)
      line = ""
      lineWidth = 0
      isSpacePending = false
    }
    if isSpacePending {
      line += " "
      lineWidth += 1
      isSpacePending = false
    }
    var shown = Emphasis.none
    for (scalar, emphasis) in atom {
      let columns = scalar.displayWidth
      if lineWidth + columns > width, lineWidth > 0 {
        change(&shown, to: .none)
        lines.append(line)
        line = ""
        lineWidth = 0
      }
      change(&shown, to: emphasis)
      line.unicodeScalars.append(scalar)
      lineWidth += columns
    }
    change(&shown, to: .none)
    atom.removeAll(keepingCapacity: true)
    atomWidth = 0
  }

  private mutating func change(_ shown: inout Emphasis, to wanted: Emphasis) {
    guard isColoured, shown != wanted else { return }
    if shown != .none { line += "\u{1B}[0m" }
    if wanted != .none { line += "\u{1B}[\(wanted.rawValue)m" }
    shown = wanted
  }
}
