/// A drawing: what is to be seen, not how. Drawn as SVG by us; its table stands beside it.
package enum Chart: Hashable, Sendable {
  case matrix(Matrix)
  case timeline(Timeline)
  case bars(Bars)

  /// Cells of counts, rows by columns: how much is said where, how surely, and how contested.
  package struct Matrix: Hashable, Sendable {
    package struct Cell: Hashable, Sendable {
      /// Claims held with high, medium and low confidence.
      package var high: Int
      package var medium: Int
      package var low: Int
      /// How many of them are disputed, refuted or withdrawn.
      package var contested: Int
      package var link: Route?

      package init(high: Int, medium: Int, low: Int, contested: Int, link: Route?) {
        self.high = high
        self.medium = medium
        self.low = low
        self.contested = contested
        self.link = link
      }
      package var total: Int { high + medium + low }
    }
    package var title: String
    package var rowTitle: String
    package var columnTitle: String
    package var rows: [String]
    package var columns: [String]
    /// Rows of cells, same shape as `rows` × `columns`.
    package var cells: [[Cell]]

    package init(
      title: String, rowTitle: String, columnTitle: String, rows: [String], columns: [String], cells: [[Cell]]
    ) {
      self.title = title
      self.rowTitle = rowTitle
      self.columnTitle = columnTitle
      self.rows = rows
      self.columns = columns
      self.cells = cells
    }
  }

  /// Things in time, each as long as its date is vague; open ends fade.
  package struct Timeline: Hashable, Sendable {
    package struct Item: Hashable, Sendable {
      package var label: String
      /// The source's date as text.
      package var dateText: String
      /// Decimal years; nil is open or unknown at that end.
      package var earliest: Double?
      package var latest: Double?
      /// Marked as contested or alleged.
      package var isContested: Bool
      package var link: Route?

      package init(
        _ label: String, dateText: String, earliest: Double?, latest: Double?, isContested: Bool, link: Route?
      ) {
        self.label = label
        self.dateText = dateText
        self.earliest = earliest
        self.latest = latest
        self.isContested = isContested
        self.link = link
      }
    }
    package var title: String
    package var items: [Item]

    package init(title: String, items: [Item]) {
      self.title = title
      self.items = items
    }
  }

  /// Amounts to compare, each with the bounds of what is not known.
  package struct Bars: Hashable, Sendable {
    package struct Bar: Hashable, Sendable {
      package var label: String
      package var value: Double
      /// From the least to the most it can be, when some rows do not say.
      package var bounds: ClosedRange<Double>?
      package var note: String
      package var link: Route?

      package init(_ label: String, value: Double, bounds: ClosedRange<Double>?, note: String, link: Route?) {
        self.label = label
        self.value = value
        self.bounds = bounds
        self.note = note
        self.link = link
      }
    }
    package var title: String
    /// Unit of the values: `deployments`, `share of deployments, 0–1`.
    package var unit: String
    package var bars: [Bar]

    package init(title: String, unit: String, bars: [Bar]) {
      self.title = title
      self.unit = unit
      self.bars = bars
    }
  }

  package var title: String {
    switch self {
    case .matrix(let matrix): matrix.title
    case .timeline(let timeline): timeline.title
    case .bars(let bars): bars.title
    }
  }
}
