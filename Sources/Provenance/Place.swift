/// A place someone can go to: a file with line and column, a span of a document in UTF-8 bytes, or a row.
package struct Place: Hashable, Sendable, CustomStringConvertible {
  /// A file as the user named it, or the id of a document or row (`claims/c075`).
  package var file: String
  /// Counted from 1.
  package var line: Int?
  /// Counted from 1, in Unicode scalars of the line as it stands in the file.
  package var column: Int?
  /// UTF-8 bytes of the document's text, end exclusive.
  package var spanUTF8: Range<Int>?

  package init(_ file: String, line: Int? = nil, column: Int? = nil, spanUTF8: Range<Int>? = nil) {
    self.file = file
    self.line = line
    self.column = column
    self.spanUTF8 = spanUTF8
  }

  /// `file:line:column`, as editors jump to; `file@start-end` for a span.
  package var description: String {
    var text = file
    if let line { text += ":\(line)" }
    if let column { text += ":\(column)" }
    if let spanUTF8 { text += "@\(spanUTF8.lowerBound)-\(spanUTF8.upperBound)" }
    return text
  }
}
