/// Writes one drawing as SVG: the markup so far, where its links go, and names that stay its own on a page.
///
/// Everything drawn carries a class, for light and dark, and plain presentation attributes too, so that it
/// can be read with no stylesheet at all.
struct Drawing {
  var html = HTML(capacity: 8_192)
  /// Begins every id in it.
  let prefix: String
  let href: (Route) -> String?

  /// Units of the view box; a unit is a CSS pixel at full size.
  static let textSize = 15.0
  static let smallTextSize = 13.0
  /// Room around a drawing that stands alone, and above it for its title.
  static let margin = 16.0
  static let titleHeight = 34.0
}

extension Chart {
  /// A file that opens on its own, with its styles and without links.
  package func svg(standalone: Bool = true) -> String {
    drawing(prefix: "d1", href: { _ in nil }, isStandalone: standalone).string
  }

  /// - Parameters:
  ///   - prefix: begins the ids in the drawing; unique on its page.
  ///   - href: how to write an address; nil draws the thing without a link.
  package func drawing(
    prefix: String, href: @escaping (Route) -> String?, isStandalone: Bool = false
  ) -> HTML {
    var drawing = Drawing(prefix: prefix, href: href)
    switch self {
    case .matrix(let matrix): drawing.matrix(matrix, isStandalone)
    case .timeline(let timeline): drawing.timeline(timeline, isStandalone)
    case .bars(let bars): drawing.bars(bars, isStandalone)
    }
    return drawing.html
  }
}

extension Drawing {
  /// Opens the drawing; `close` ends it.
  mutating func open(
    width: Double, height: Double, title: String, description: String, isStandalone: Bool
  ) {
    html.raw("<svg")
    if isStandalone { html.raw(" xmlns=\"http://www.w3.org/2000/svg\"") }
    html.raw(" class=\"drawing ")
    html.raw(width > 780 ? "is-wide" : width > 420 ? "is-medium" : "is-small")
    html.raw("\" font-family=\"system-ui, sans-serif\"")
    // Words in a drawing are placed from the left, also on a page that runs from the right.
    html.raw(" direction=\"ltr\"")
    let margin = isStandalone ? Drawing.margin : 0
    let top = isStandalone ? Drawing.margin + Drawing.titleHeight : 0
    let outer = Area(
      x: -margin, y: -top, width: width + 2 * margin, height: height + top + margin)
    value("width", outer.width)
    value("height", outer.height)
    html.attribute(
      "viewBox", [outer.x, outer.y, outer.width, outer.height].map { $0.fixed(0) }.joined(separator: " "))
    // Where there are links it is a document with parts, which is what svg means by itself.
    if isStandalone { html.raw(" role=\"img\"") }
    html.attribute("aria-labelledby", "\(prefix)-title \(prefix)-desc")
    html.raw(">\n<title")
    html.attribute("id", "\(prefix)-title")
    html.raw(">")
    html.plain(title)
    html.raw("</title>\n<desc")
    html.attribute("id", "\(prefix)-desc")
    html.raw(">")
    html.plain(description)
    html.raw("</desc>\n")
    if isStandalone {
      html.raw("<style>")
      html.raw(DrawingStyle.variables)
      html.raw(DrawingStyle.rules)
      html.raw("</style>\n")
      rectangle(outer, .paper)
      let name = Drawing.lines(title, fitting: width, size: 18, atMost: 1).first ?? ""
      text(name, x: 0, y: 4 - Drawing.titleHeight / 2, size: 18, .strong)
    }
    patterns()
  }

  mutating func close() { html.raw("</svg>") }

  /// Hatching for what is contested.
  private mutating func patterns() {
    html.raw("<defs><pattern")
    html.attribute("id", "\(prefix)-hatch")
    html.raw(" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">")
    html.raw("<path class=\"d-hatch\" d=\"M1 0V5\" stroke=\"#9c2f17\" stroke-width=\"2\"/></pattern>")
    for isStart in [true, false] {
      html.raw("<linearGradient")
      html.attribute("id", isStart ? "\(prefix)-in" : "\(prefix)-out")
      html.raw("><stop class=\"d-stop\" stop-color=\"#1f5a96\"")
      html.raw(isStart ? " stop-opacity=\"0\" offset=\"0\"/>" : " offset=\"0\"/>")
      html.raw("<stop class=\"d-stop\" stop-color=\"#1f5a96\"")
      html.raw(isStart ? " offset=\"1\"/>" : " stop-opacity=\"0\" offset=\"1\"/>")
      html.raw("</linearGradient>")
    }
    html.raw("</defs>\n")
  }
}

extension Drawing {
  struct Area {
    var x: Double
    var y: Double
    var width: Double
    var height: Double
  }

  /// What a shape stands for; gives its class and its colours without a stylesheet.
  enum Paint {
    case paper, high, medium, low, contested, rule, axis, empty, hit, span, bounds

    var attributes: StaticString {
      switch self {
      case .paper: " class=\"d-paper\" fill=\"#fdfcf9\""
      case .high: " class=\"d-high\" fill=\"#17487c\""
      case .medium: " class=\"d-medium\" fill=\"#5c8cc0\""
      case .low: " class=\"d-low\" fill=\"none\" stroke=\"#17487c\" stroke-width=\"1.2\""
      case .contested: " class=\"d-contested\" stroke=\"#9c2f17\" stroke-width=\"1.5\""
      case .rule: " class=\"d-rule\" fill=\"none\" stroke=\"#dcd7cc\" stroke-width=\"1\""
      case .axis: " class=\"d-axis\" fill=\"none\" stroke=\"#5d584f\" stroke-width=\"1\""
      case .empty: " class=\"d-empty\" fill=\"#8b867b\""
      case .hit: " class=\"d-hit\" fill=\"#fff\" fill-opacity=\"0\""
      case .span: " class=\"d-span\" fill=\"#1f5a96\""
      case .bounds: " class=\"d-bounds\" fill=\"none\" stroke=\"#1c1b19\" stroke-width=\"1.6\""
      }
    }
  }

  /// How words stand in a drawing.
  enum Lettering {
    case plain, strong, quiet, contested

    var attributes: StaticString {
      switch self {
      case .plain: " class=\"d-text\" fill=\"#1c1b19\""
      case .strong: " class=\"d-text d-strong\" fill=\"#1c1b19\" font-weight=\"600\""
      case .quiet: " class=\"d-quiet\" fill=\"#5d584f\""
      case .contested: " class=\"d-warn\" fill=\"#9c2f17\" font-weight=\"600\""
      }
    }
  }

  enum Anchor {
    case start, middle, end
  }

  mutating func value(_ name: StaticString, _ number: Double) {
    html.raw(" ")
    html.raw(name)
    html.raw("=\"")
    html.tenths(number)
    html.raw("\"")
  }

  mutating func rectangle(_ area: Area, _ paint: Paint, radius: Double = 0) {
    html.raw("<rect")
    place(area, radius: radius)
    html.raw(paint.attributes)
    html.raw("/>")
  }

  /// A rectangle filled with one of the drawing's own patterns.
  mutating func rectangle(_ area: Area, pattern: String, isFramed: Bool) {
    html.raw("<rect")
    place(area, radius: 0)
    html.attribute("fill", "url(#\(prefix)-\(pattern))")
    if isFramed { html.raw(Paint.contested.attributes) }
    html.raw("/>")
  }

  private mutating func place(_ area: Area, radius: Double) {
    value("x", area.x)
    value("y", area.y)
    value("width", max(0, area.width))
    value("height", area.height)
    if radius > 0 { value("rx", radius) }
  }

  mutating func line(x1: Double, y1: Double, x2: Double, y2: Double, _ paint: Paint, isDashed: Bool = false) {
    html.raw("<line")
    value("x1", x1)
    value("y1", y1)
    value("x2", x2)
    value("y2", y2)
    if isDashed { html.raw(" stroke-dasharray=\"4 3\"") }
    html.raw(paint.attributes)
    html.raw("/>")
  }

  mutating func circle(x: Double, y: Double, radius: Double, _ paint: Paint) {
    html.raw("<circle")
    value("cx", x)
    value("cy", y)
    value("r", radius)
    html.raw(paint.attributes)
    html.raw("/>")
  }

  mutating func text(
    _ words: String, x: Double, y: Double, size: Double = Drawing.textSize, _ lettering: Lettering = .plain,
    anchor: Anchor = .start
  ) {
    html.raw("<text")
    value("x", x)
    value("y", y)
    value("font-size", size)
    switch anchor {
    case .start: break
    case .middle: html.raw(" text-anchor=\"middle\"")
    case .end: html.raw(" text-anchor=\"end\"")
    }
    html.raw(lettering.attributes)
    html.raw(">")
    html.plain(words)
    html.raw("</text>")
  }

  /// A thing with a name of its own, linked when its address is part of the site.
  mutating func item(_ name: String, link: Route?, _ draw: (inout Drawing) -> Void) {
    if let address = link.flatMap(href) {
      html.raw("<a")
      html.attribute("href", address)
      html.attribute("aria-label", name)
      html.raw(">")
      title(name)
      draw(&self)
      html.raw("</a>\n")
    } else {
      html.raw("<g>")
      title(name)
      draw(&self)
      html.raw("</g>\n")
    }
  }

  private mutating func title(_ name: String) {
    html.raw("<title>")
    html.plain(name)
    html.raw("</title>")
  }

  /// About how wide words come out: terminals' columns are a fair measure of any script.
  static func width(_ words: String, size: Double = textSize) -> Double {
    Double(words.displayWidth) * size * 0.56
  }

  /// The words in at most `lines` lines that fit, the last cut with an ellipsis.
  static func lines(_ words: String, fitting width: Double, size: Double = textSize, atMost lines: Int)
    -> [String]
  {
    let columns = max(4, Int(width / (size * 0.56)))
    if words.displayWidth <= columns, !words.utf8.contains(0x0A) { return [words] }
    var wrapped = words.wrapped(width: columns)
    guard wrapped.count > lines else { return wrapped }
    wrapped.removeLast(wrapped.count - lines)
    wrapped[lines - 1] = (wrapped[lines - 1] + "…").cut(toWidth: columns)
    return wrapped
  }
}
