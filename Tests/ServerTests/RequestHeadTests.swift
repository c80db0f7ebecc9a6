import Server
import Testing

private func check(_ text: String, _ status: Int?) {
  do throws(Refusal) {
    _ = try RequestHead(reading: Array(text.utf8), within: Limits())
    #expect(status == nil, "\(text.debugDescription) was read")
  } catch {
    #expect(error.status == status, "\(text.debugDescription): \(error.text)")
  }
}

@Suite("reading a request's head")
struct RequestHeadTests {
  @Test("what a browser sends is read")
  func reads() throws {
    let text = "GET /a?b=%20 HTTP/1.1\r\nHost: 127.0.0.1:1\r\nX-Name:\t a b \r\nAccept: a\r\nAccept: b\r\nE:"
    let head = try RequestHead(reading: Array(text.utf8), within: Limits())
    #expect(
      head
        == RequestHead(
          method: "GET", target: "/a?b=%20",
          fields: ["host": "127.0.0.1:1", "x-name": "a b", "accept": "a", "e": ""]))
    #expect(!head.wantsClose && !head.announcesBody)
  }

  @Test("what two readers could take differently is refused")
  func refuses() {
    for text in [
      "", "GET", "GET /", "GET / HTTP/1.1 x", "GET  / HTTP/1.1", " GET / HTTP/1.1", "get / HTTP/1.1",
      "GET http://127.0.0.1/ HTTP/1.1", "GET * HTTP/1.1", "GET x HTTP/1.1", "GET /é HTTP/1.1",
      "GET / HTTP/2.0", "GET / HTTP/0.9", "GET / http/1.1", "GET /\t HTTP/1.1",
      "GET / HTTP/1.1\nHost: x", "GET / HTTP/1.1\r\nHost: x\n", "GET / HTTP/1.1\rHost: x",
      "GET / HTTP/1.1\r\nHost : x", "GET / HTTP/1.1\r\n Host: x", "GET / HTTP/1.1\r\nHost: x\r\n folded",
      "GET / HTTP/1.1\r\n: x", "GET / HTTP/1.1\r\nHost", "GET / HTTP/1.1\r\nHo st: x",
      "GET / HTTP/1.1\r\nX: a\u{0}b", "GET / HTTP/1.1\r\nX: \u{7F}", "GET / HTTP/1.1\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a\r\nhost: b", "GET / HTTP/1.1\r\nCookie: a\r\nCookie: b",
      "GET / HTTP/1.1\r\nOrigin: a\r\nORIGIN: a", "GET / HTTP/1.1\r\nSec-Fetch-Site: a\r\nSec-Fetch-Site: b",
      "POST / HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 3", "POST / HTTP/1.1\r\nContent-Length: -1",
      "POST / HTTP/1.1\r\nContent-Length: +1", "POST / HTTP/1.1\r\nContent-Length: 0x10",
      "POST / HTTP/1.1\r\nContent-Length:", "POST / HTTP/1.1\r\nContent-Length: 3, 3",
      "POST / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked",
    ] { check(text, 400) }
  }

  @Test("a body longer than 1 MiB is refused by what it announces")
  func length() {
    check("POST / HTTP/1.1\r\nContent-Length: 1048576", nil)
    check("POST / HTTP/1.1\r\nContent-Length: 1048577", 413)
    check("POST / HTTP/1.1\r\nContent-Length: 99999999999", 413)
    check("POST / HTTP/1.1\r\nContent-Length: 99999999999999999999999999", 413)
  }

  @Test("a hundred fields are enough")
  func many() {
    let fields = (0..<100).map { "\r\nX-\($0): y" }.joined()
    check("GET / HTTP/1.1" + fields, nil)
    check("GET / HTTP/1.1" + fields + "\r\nZ: y", 431)
  }

  @Test("older clients and those that say so are closed after their answer")
  func close() throws {
    for (text, closes) in [
      ("GET / HTTP/1.0", true), ("GET / HTTP/1.1", false), ("GET / HTTP/1.1\r\nConnection: Close", true),
      ("GET / HTTP/1.1\r\nConnection: x, close", true), ("GET / HTTP/1.1\r\nConnection: keep-alive", false),
    ] {
      #expect(try RequestHead(reading: Array(text.utf8), within: Limits()).wantsClose == closes)
    }
  }
}
