extension Drawing {
  /// Years across, items down.
  private struct Axis {
    static let left = 8.0
    static let right = 712.0
    static let width = 720.0
    static let top = 34.0
    static let rowHeight = 46.0

    let first: Double
    let last: Double
    /// Decimal years with their labels, in order.
    let ticks: [(at: Double, label: String)]

    init(_ timeline: Chart.Timeline) {
      let ends = timeline.items.flatMap { [$0.earliest, $0.latest].compactMap(\.self) }
        .filter { $0.isFinite && abs($0) < 100_000 }
      let low = ends.min() ?? 2000, high = ends.max() ?? 2001
      let steps = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1_200, 6_000, 12_000, 120_000]
      let months = (high - low) * 12
      let step = steps.first { months / Double($0) <= 7 } ?? 1_200_000
      let firstTick = Int((low * 12 / Double(step)).rounded(.down))
      let lastTick = max(firstTick + 1, Int((high * 12 / Double(step)).rounded(.up)))
      first = Double(firstTick * step) / 12
      last = Double(lastTick * step) / 12
      ticks = (firstTick...lastTick).map { tick in
        let month = tick * step
        let year = Int((Double(month) / 12).rounded(.down))
        let label =
          step < 12 ? "\(year)-\(month - year * 12 < 9 ? "0" : "")\(month - year * 12 + 1)" : "\(year)"
        return (Double(month) / 12, label)
      }
    }

    func x(_ year: Double) -> Double {
      guard year.isFinite else { return Axis.left }
      let share = min(1, max(0, (year - first) / (last - first)))
      return Axis.left + share * (Axis.right - Axis.left)
    }
  }

  mutating func timeline(_ timeline: Chart.Timeline, _ isStandalone: Bool) {
    let axis = Axis(timeline)
    let bottom = Axis.top + Double(timeline.items.count) * Axis.rowHeight
    open(
      width: Axis.width, height: bottom + 62, title: timeline.title,
      description:
        "\(timeline.items.count) items in time. A bar is as long as its date is vague; a fading end "
        + "is open or unknown. The table below says the same.",
      isStandalone: isStandalone)
    for tick in axis.ticks {
      let x = axis.x(tick.at)
      line(x1: x, y1: Axis.top - 8, x2: x, y2: bottom + 4, .rule)
      let anchor: Anchor = x < 30 ? .start : x > Axis.width - 30 ? .end : .middle
      let at = anchor == .start ? 0 : anchor == .end ? Axis.width : x
      text(tick.label, x: at, y: 16, size: Drawing.smallTextSize, .quiet, anchor: anchor)
      text(tick.label, x: at, y: bottom + 20, size: Drawing.smallTextSize, .quiet, anchor: anchor)
    }
    line(x1: Axis.left, y1: Axis.top - 8, x2: Axis.right, y2: Axis.top - 8, .axis)
    line(x1: Axis.left, y1: bottom + 4, x2: Axis.right, y2: bottom + 4, .axis)
    html.raw("\n")
    for (index, item) in timeline.items.enumerated() {
      let doubt = item.isContested ? ", contested or alleged" : ""
      self.item("\(item.label), \(item.dateText)\(doubt)", link: item.link) {
        $0.item(item, y: Axis.top + Double(index) * Axis.rowHeight, axis)
      }
    }
    legend(y: bottom + 50)
    close()
  }

  private mutating func item(_ item: Chart.Timeline.Item, y: Double, _ axis: Axis) {
    rectangle(Area(x: 0, y: y, width: Axis.width, height: Axis.rowHeight - 4), .hit, radius: 3)
    let date = Drawing.lines(item.dateText, fitting: 230, size: Drawing.smallTextSize, atMost: 1).first ?? ""
    let dateWidth = Drawing.width(date, size: Drawing.smallTextSize)
    let label = Drawing.lines(item.label, fitting: Axis.width - dateWidth - 26, atMost: 1).first ?? ""
    text(label, x: 0, y: y + 15)
    text(date, x: Axis.width, y: y + 15, size: Drawing.smallTextSize, .quiet, anchor: .end)
    let isVague =
      item.dateText.contains("~") || item.dateText.contains("?") || item.dateText.hasPrefix("about")
    span(item, y: y + 22, axis, isVague: isVague)
    html.raw("\n")
  }

  private mutating func span(_ item: Chart.Timeline.Item, y: Double, _ axis: Axis, isVague: Bool) {
    let height = 12.0
    guard item.earliest != nil || item.latest != nil else {
      line(x1: Axis.left, y1: y + 6, x2: Axis.right, y2: y + 6, .axis, isDashed: true)
      return
    }
    let fade = 70.0
    let start = item.earliest.map(axis.x) ?? max(Axis.left, axis.x(item.latest ?? axis.last) - fade)
    let end = item.latest.map(axis.x) ?? min(Axis.right, axis.x(item.earliest ?? axis.first) + fade)
    let length = max(end - start, 5)
    let area = Area(
      x: min(max(start - max(0, 5 - (end - start)) / 2, Axis.left), Axis.right - length), y: y, width: length,
      height: height)
    if item.earliest == nil || item.latest == nil {
      open(item, area, axis)
    } else if item.isContested {
      rectangle(area, pattern: "hatch", isFramed: true)
    } else {
      rectangle(area, .span)
    }
    if isVague {
      line(x1: area.x, y1: y + 16, x2: area.x + length, y2: y + 16, .axis, isDashed: true)
    }
  }

  /// A known end, and a fading away from it.
  private mutating func open(_ item: Chart.Timeline.Item, _ area: Area, _ axis: Axis) {
    let isOpenAtStart = item.earliest == nil
    if item.isContested {
      rectangle(area, pattern: "hatch", isFramed: false)
    } else {
      rectangle(area, pattern: isOpenAtStart ? "in" : "out", isFramed: false)
    }
    let known = isOpenAtStart ? area.x + area.width : area.x
    line(x1: known, y1: area.y, x2: known, y2: area.y + area.height, .bounds)
    let far = isOpenAtStart ? Axis.left : Axis.right
    let near = isOpenAtStart ? area.x : area.x + area.width
    line(x1: near, y1: area.y + 6, x2: far, y2: area.y + 6, .axis, isDashed: true)
  }

  private mutating func legend(y: Double) {
    rectangle(Area(x: 0, y: y - 11, width: 24, height: 12), .span)
    text("as long as the date is vague", x: 32, y: y, size: Drawing.smallTextSize, .quiet)
    rectangle(Area(x: 238, y: y - 11, width: 24, height: 12), pattern: "out", isFramed: false)
    line(x1: 238, y1: y - 11, x2: 238, y2: y + 1, .bounds)
    text("open or unknown end", x: 270, y: y, size: Drawing.smallTextSize, .quiet)
    rectangle(Area(x: 432, y: y - 11, width: 24, height: 12), pattern: "hatch", isFramed: true)
    text("contested or alleged", x: 464, y: y, size: Drawing.smallTextSize, .quiet)
    line(x1: 624, y1: y - 5, x2: 648, y2: y - 5, .axis, isDashed: true)
    text("about", x: 656, y: y, size: Drawing.smallTextSize, .quiet)
  }
}
