/// A request that is not answered, and what its sender is told: nothing of the evidence, nothing it sent.
package struct Refusal: Error, Sendable, Hashable {
  package var status: Int
  package var title: String
  /// One or two sentences, plain text.
  package var text: String
  /// The methods the address takes, when it was asked with another.
  package var allow: String?

  package init(_ status: Int, _ title: String, _ text: String, allow: String? = nil) {
    self.status = status
    self.title = title
    self.text = text
    self.allow = allow
  }

  var page: [UInt8] {
    let text = text.replacing("`attest serve`", with: "<code>attest serve</code>")
    return Array(
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><title>\(title)</title></head>
      <body><main><h1>\(title)</h1><p>\(text)</p></main></body></html>

      """.utf8)
  }
}

extension Refusal {
  static func malformed(_ what: String) -> Refusal {
    Refusal(400, "This is not a request Attest can read", "The \(what).")
  }

  static let wrongHost = Refusal(
    421, "Attest does not answer to this name",
    "It answers only to 127.0.0.1 and localhost, with its own port. Open the address that `attest serve`"
      + " printed.")

  static let notLoopback = Refusal(
    403, "Attest answers this computer only", "The request came from another one.")

  static let foreign = Refusal(
    403, "Another site sent this request",
    "Attest answers only what you ask yourself. To go there, type or paste the address into the address bar.")

  static let wrongUse = Refusal(
    403, "This address cannot be used that way",
    "A page of Attest is opened as a page: it is not framed, loaded as a script or fetched by another page.")

  static let noSession = Refusal(
    403, "Open Attest with its own address",
    "This browser has not opened this run of Attest. Open the address that `attest serve` printed: type or"
      + " paste it into the address bar.")

  static let noToken = Refusal(
    403, "This form is out of date", "Nothing was changed. Load the page again and send the form once more.")

  static let undeclared = Refusal(403, "There is nothing here", "No rule lets this address be read.")

  static let late = Refusal(
    503, "This took too long", "Attest stopped waiting for the answer. Ask for less, or try again.")

  static let broken = Refusal(
    500, "Attest made a mistake", "The page could not be made. Nothing was changed.")

  static func method(allow: String) -> Refusal {
    Refusal(405, "This address can only be read", "Nothing was changed.", allow: allow)
  }

  static let headTooLong = Refusal(431, "The request is too long", "Its header is longer than 16 KiB.")

  static let bodyTooLong = Refusal(413, "The request is too long", "Its body is longer than 1 MiB.")
}
