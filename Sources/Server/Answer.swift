/// What stands at an address.
package struct Answer: Sendable, Hashable {
  package var status: Int
  package var contentType: String
  package var body: [UInt8]
  /// Where to go instead, with 303: a path from the root, such as `/claims/c075`.
  package var location: String?
  /// The file name under which a browser saves the answer instead of showing it.
  package var isDownload: String?

  package init(
    status: Int = 200, contentType: String, body: [UInt8], location: String? = nil,
    isDownload: String? = nil
  ) {
    self.status = status
    self.contentType = contentType
    self.body = body
    self.location = location
    self.isDownload = isDownload
  }
}

/// Gives what stands at an address.
///
/// The address is the path with its query, as the browser sent it, without the leading slash: `` for home,
/// `claims?country=KZ`. Called on a worker thread, where it may block; never more than four at once.
package typealias Answering = @Sendable (_ address: String) -> Answer
