/// An answer as it goes over the wire.
struct Reply: Sendable {
  var status: Int
  var fields: [(name: String, value: String)]
  var body: [UInt8]
  var isDownload = false

  init(_ status: Int, _ fields: [(name: String, value: String)], body: [UInt8] = []) {
    self.status = status
    self.fields = fields
    self.body = body
  }

  init(_ refusal: Refusal) {
    self.init(refusal.status, [("Content-Type", "text/html; charset=utf-8")], body: refusal.page)
    if let allow = refusal.allow { fields.append(("Allow", allow)) }
  }

  /// Gives the browser the session and sends it home.
  init(admitting cookie: String) {
    self.init(303, [("Location", "/"), ("Set-Cookie", cookie)])
  }

  /// An answer that would break the header, or lead away from here, becomes a plain 500.
  init(_ answer: Answer) {
    guard (200...599).contains(answer.status), answer.contentType.isPlainField,
      answer.location.map({ $0.isPlainField && $0.hasPrefix("/") && !$0.hasPrefix("//") }) ?? true
    else {
      self.init(.broken)
      return
    }
    self.init(answer.status, [("Content-Type", answer.contentType)], body: answer.body)
    if let location = answer.location { fields.append(("Location", location)) }
    if let name = answer.isDownload {
      isDownload = true
      fields.append(("Content-Disposition", Reply.attachment(name)))
    }
  }

  /// The bytes to send.
  ///
  /// - Parameter onlyHead: leave out the body, for HEAD; its length is still told.
  func encoded(onlyHead: Bool, closing: Bool) -> [UInt8] {
    var head = "HTTP/1.1 \(status) \(Reply.phrase(status))\r\n"
    for (name, value) in fields + Reply.safety(isDownload: isDownload) { head += "\(name): \(value)\r\n" }
    head += "Content-Length: \(body.count)\r\n"
    if closing { head += "Connection: close\r\n" }
    head += "\r\n"
    return onlyHead ? Array(head.utf8) : Array(head.utf8) + body
  }

  /// What every answer carries, errors included.
  ///
  /// With the first form, `Referrer-Policy` must become `same-origin`: under `no-referrer` browsers send
  /// `Origin: null` with a POST, which the guard refuses.
  static func safety(isDownload: Bool) -> [(name: String, value: String)] {
    let policy =
      "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self';"
      + " frame-ancestors 'none'; base-uri 'none'"
    return [
      ("Content-Security-Policy", isDownload ? policy + "; sandbox" : policy),
      ("X-Content-Type-Options", "nosniff"),
      ("Referrer-Policy", "no-referrer"),
      ("Cross-Origin-Opener-Policy", "same-origin"),
      ("Cross-Origin-Resource-Policy", "same-origin"),
      ("Cross-Origin-Embedder-Policy", "require-corp"),
      (
        "Permissions-Policy",
        "accelerometer=(), bluetooth=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(),"
          + " gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()"
      ),
      // Browsers look up the hosts of links ahead on pages without TLS: that would tell the network which
      // sources are on the screen.
      ("X-DNS-Prefetch-Control", "off"),
      ("Cache-Control", "no-store"),
    ]
  }

  /// RFC 6266: a plain name for all, the full one for those who read it.
  private static func attachment(_ name: String) -> String {
    let kept = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._".utf8)
    let plain = String(decoding: name.utf8.map { kept.contains($0) ? $0 : 0x5F }, as: UTF8.self)
    var full = ""
    for byte in name.utf8 {
      if kept.contains(byte) {
        full.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        full += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(full)"
  }

  private static func phrase(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 303: "See Other"
    case 400: "Bad Request"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 413: "Content Too Large"
    case 421: "Misdirected Request"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 503: "Service Unavailable"
    default: "Status"
    }
  }
}

extension String {
  /// Whether it can stand as the value of a header field: visible ASCII and spaces.
  fileprivate var isPlainField: Bool { utf8.allSatisfy { (0x20...0x7E).contains($0) } }
}
