import Provenance
import Readers
import Testing

@Suite("plain text")
struct ReaderTests {
  func check(_ bytes: [UInt8], text: [UInt8]?, _ ids: [String], at: SourceLocation = #_sourceLocation) {
    let reading = PlainText.read(bytes)
    #expect(reading.text == text, sourceLocation: at)
    #expect(reading.diagnostics.map(\.id) == ids, sourceLocation: at)
  }

  @Test("the text is the bytes themselves, so that spans hold for both")
  func bytes() { check(Array("Тоқаев\r\n".utf8), text: Array("Тоқаев\r\n".utf8), []) }

  @Test("an empty document is kept, and said to be empty")
  func empty() { check([], text: [], ["document-empty"]) }

  @Test("bytes that are no UTF-8 give no text, and say so")
  func rubbish() { check([0xFF, 0xFE, 0x00], text: nil, ["document-not-utf8"]) }
}
