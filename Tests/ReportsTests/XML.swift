import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What keeps the text from being XML; nil when nothing does.
func xmlError(in text: String) -> String? {
  let parser = XMLParser(data: Data(text.utf8))
  return parser.parse() ? nil : "line \(parser.lineNumber): \(parser.parserError.map { "\($0)" } ?? "unread")"
}
