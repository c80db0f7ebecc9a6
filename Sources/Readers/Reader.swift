package import Provenance

/// Turns a document's bytes into text, and says what it could not read.
package protocol Reader: Sendable {
  /// Recorded with every text it draws.
  static var name: String { get }
  /// Raised when the same bytes would give another text.
  static var version: Int { get }
  static var mediaTypes: [String] { get }
  /// File endings without the dot.
  static var endings: [String] { get }

  static func read(_ untrustedBytes: [UInt8]) -> Reading
}

/// What a reader drew from a document.
package struct Reading: Sendable {
  /// UTF-8; nil when there is no text to be had.
  package var text: [UInt8]?
  package var diagnostics: [Diagnostic]

  package init(text: [UInt8]?, diagnostics: [Diagnostic]) {
    self.text = text
    self.diagnostics = diagnostics
  }
}

/// Every reader. Bytes that none of them reads are kept all the same.
package let readers: [any Reader.Type] = [PlainText.self]

/// Text as it is: plain or Markdown, in UTF-8. The text is the bytes, so that spans hold for both.
package enum PlainText: Reader {
  package static let name = "plain text"
  package static let version = 1
  package static let mediaTypes = ["text/plain", "text/markdown", "text/csv"]
  package static let endings = ["txt", "md", "markdown", "csv"]

  package static func read(_ untrustedBytes: [UInt8]) -> Reading {
    guard String(validating: untrustedBytes, as: UTF8.self) != nil else {
      let diagnostic = Diagnostic(
        .warning, "document-not-utf8", "the text is not UTF-8; the bytes are kept, no text was drawn",
        help: "convert a copy to UTF-8 and acquire that as well")
      return Reading(text: nil, diagnostics: [diagnostic])
    }
    let empty = Diagnostic(
      .warning, "document-empty", "the document has no bytes", help: "check that the file was saved whole")
    return Reading(text: untrustedBytes, diagnostics: untrustedBytes.isEmpty ? [empty] : [])
  }
}

/// The media type a file's ending stands for; `application/octet-stream` when no reader knows it.
package func mediaType(forFileNamed name: String) -> String {
  let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
  switch ending {
  case "md", "markdown": return "text/markdown"
  case "csv": return "text/csv"
  case "txt": return "text/plain"
  case "pdf": return "application/pdf"
  case "html", "htm": return "text/html"
  default: return "application/octet-stream"
  }
}
