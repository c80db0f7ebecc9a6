extension Drawing {
  private enum Row {
    static let width = 720.0
    static let height = 48.0
    static let top = 34.0
    static let left = 2.0
    static let right = 708.0
  }

  mutating func bars(_ bars: Chart.Bars, _ isStandalone: Bool) {
    let isShare = bars.unit.contains("0–1")
    let most =
      bars.bars.map { max($0.value, $0.bounds?.upperBound ?? 0) }.filter { $0.isFinite && $0 < 1e15 }.max()
      ?? 0
    let scale = isShare ? Scale(most: 1, isShare: true) : Scale(most: most, isShare: false)
    let bottom = Row.top + Double(bars.bars.count) * Row.height
    open(
      width: Row.width, height: bottom + 62, title: bars.title,
      description:
        "\(bars.bars.count) bars, \(bars.unit). A line over a bar goes from the least to the most it "
        + "can be, when some rows do not say. The table below says the same.",
      isStandalone: isStandalone)
    for tick in scale.ticks {
      let x = Row.left + tick / scale.top * (Row.right - Row.left)
      line(x1: x, y1: Row.top - 8, x2: x, y2: bottom + 4, .rule)
      let anchor: Anchor = x < 20 ? .start : x > Row.width - 24 ? .end : .middle
      let at = anchor == .start ? 0 : anchor == .end ? Row.width : x
      text(scale.label(tick), x: at, y: bottom + 20, size: Drawing.smallTextSize, .quiet, anchor: anchor)
    }
    text(isShare ? "%" : bars.unit, x: 0, y: 16, size: Drawing.smallTextSize, .quiet)
    html.raw("\n")
    for (index, bar) in bars.bars.enumerated() {
      var name = "\(bar.label): \(scale.label(bar.value))"
      if let bounds = bar.bounds {
        name += ", from \(scale.label(bounds.lowerBound)) to \(scale.label(bounds.upperBound))"
      }
      if !bar.note.isEmpty { name += "; \(bar.note)" }
      item(name, link: bar.link) { $0.bar(bar, y: Row.top + Double(index) * Row.height, scale) }
    }
    line(x1: Row.left, y1: Row.top - 8, x2: Row.left, y2: bottom + 4, .axis)
    if bars.bars.contains(where: { $0.bounds != nil }) {
      whisker(from: 1, to: 25, y: bottom + 45)
      text(
        "from the least to the most it can be, when some rows do not say", x: 34, y: bottom + 50,
        size: Drawing.smallTextSize, .quiet)
    }
    close()
  }

  private mutating func bar(_ bar: Chart.Bars.Bar, y: Double, _ scale: Scale) {
    func x(_ value: Double) -> Double {
      value.isFinite ? Row.left + min(1, max(0, value / scale.top)) * (Row.right - Row.left) : Row.left
    }
    rectangle(Area(x: 0, y: y, width: Row.width, height: Row.height - 4), .hit, radius: 3)
    let note = Drawing.lines(bar.note, fitting: 300, size: Drawing.smallTextSize, atMost: 1).first ?? ""
    let noteWidth = Drawing.width(note, size: Drawing.smallTextSize)
    let value = scale.label(bar.value)
    let valueWidth = Drawing.width(value) + 24
    text(value, x: 8, y: y + 15, .strong)
    let label = Drawing.lines(bar.label, fitting: Row.width - noteWidth - valueWidth - 26, atMost: 1)
    text(label.first ?? "", x: valueWidth, y: y + 15)
    text(note, x: Row.width, y: y + 15, size: Drawing.smallTextSize, .quiet, anchor: .end)
    rectangle(
      Area(x: Row.left, y: y + 22, width: max(x(bar.value) - Row.left, 1), height: 14), .medium)
    if let bounds = bar.bounds {
      whisker(from: x(bounds.lowerBound), to: x(bounds.upperBound), y: y + 29)
    }
  }

  private mutating func whisker(from start: Double, to end: Double, y: Double) {
    line(x1: start, y1: y, x2: end, y2: y, .bounds)
    line(x1: start, y1: y - 5, x2: start, y2: y + 5, .bounds)
    line(x1: end, y1: y - 5, x2: end, y2: y + 5, .bounds)
  }
}

/// From nothing to a round number above the most, in four to eight steps.
private struct Scale {
  let top: Double
  let ticks: [Double]
  let isShare: Bool

  init(most: Double, isShare: Bool) {
    self.isShare = isShare
    var step = 1e-6
    let target = max(most, 1e-6) / 4
    search: while true {
      for factor in [1.0, 2, 5] where step * factor >= target {
        step *= factor
        break search
      }
      step *= 10
    }
    let count = max(1, Int((most / step - 1e-9).rounded(.up)))
    top = step * Double(count)
    ticks = (0...count).map { Double($0) * step }
  }

  func label(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "not known" }
    return isShare ? "\(value.percent)\u{A0}%" : value.fixed(2, trimsZeros: true).grouped
  }
}

extension String {
  /// The digits before the point in threes, from ten thousand on.
  fileprivate var grouped: String {
    let whole = prefix { $0 != "." }
    guard whole.utf8.count > 4 else { return self }
    var grouped = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, grouped != "-", (whole.utf8.count - index).isMultiple(of: 3) { grouped += "\u{A0}" }
      grouped.append(digit)
    }
    return grouped + dropFirst(whole.count)
  }
}
