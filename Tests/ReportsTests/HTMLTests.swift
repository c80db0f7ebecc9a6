import Foundation
import Reports
import TestSupport
import Testing

@Suite struct HTMLTests {
  private func check(
    _ text: String, shows expected: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let html: HTML = "<p>\(text)</p>"
    #expect(html.string == "<p>\(expected)</p>", sourceLocation: sourceLocation)
  }

  @Test("text never becomes markup")
  func escaping() {
    check("plain", shows: "plain")
    check("", shows: "")
    check("<script>alert('1')</script>", shows: "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;")
    check("a & \"b\"", shows: "a &amp; &quot;b&quot;")
    check("北京, Жапаров, ئۇيغۇر, 😀", shows: "北京, Жапаров, ئۇيغۇر, 😀")
  }

  @Test("characters that hide or reorder are shown, not obeyed")
  func hidden() {
    func mark(_ code: String) -> String {
      "<span class=\"hidden\" title=\"hidden character \(code)\">\(code)</span>"
    }
    check("abc\u{202E}fdp.exe", shows: "abc\(mark("U+202E"))fdp.exe")
    check("a\u{0}b", shows: "a\(mark("U+0000"))b")
    check("\u{FEFF}", shows: mark("U+FEFF"))
    check("\u{E0041}", shows: mark("U+E0041"))
    check("a\u{AD}b\u{85}", shows: "a\(mark("U+00AD"))b\(mark("U+0085"))")
  }

  @Test("a joiner is spelling in Persian and hidden in Latin")
  func joiners() {
    check("می\u{200C}خواهم", shows: "می\u{200C}خواهم")
    check("a\u{200C}b", shows: "a<span class=\"hidden\" title=\"hidden character U+200C\">U+200C</span>b")
  }

  @Test("markup put into markup is kept")
  func nesting() {
    let inner: HTML = "<b>\("<")</b>"
    let outer: HTML = "<p>\(inner)\(3)</p>"
    #expect(outer.string == "<p><b>&lt;</b>3</p>")
  }

  @Test("whatever the text, no bracket or quotation mark of it is left bare")
  func property() {
    forAll({ $0.text() }) { text in
      var html = HTML()
      html.plain(text)
      let scalars = html.string.unicodeScalars
      return !scalars.contains {
        "<>\"'".unicodeScalars.contains($0) || [0, 0x200B, 0x202E].contains($0.value)
      }
    }
  }
}

@Suite struct PageTests {
  private let page = Samples.report.html(context: Samples.context).string

  private func isFree(of pattern: String, in page: String) -> Bool {
    page.range(of: pattern, options: [.regularExpression, .caseInsensitive]) == nil
  }

  @Test("a page holds no script, no handler and no style of its own")
  func nothingRuns() {
    #expect(isFree(of: "<script", in: page))
    #expect(isFree(of: "<style", in: page))
    #expect(isFree(of: "<[^>]* style=", in: page))
    #expect(isFree(of: "<[a-z]+[^>\"]*(\"[^\"]*\"[^>\"]*)* on[a-z]+=", in: page))
    #expect(isFree(of: "href=\"javascript", in: page))
  }

  @Test("hostile words leave every element closed")
  func wellFormed() throws {
    // The page is also XML once its void elements are closed, so an XML parser can count the rest.
    var xml = page.replacingOccurrences(of: "<!doctype html>\n", with: "")
    for pattern in ["<(meta|link|input)([^>]*)>"] {
      xml = xml.replacingOccurrences(of: pattern, with: "<$1$2/>", options: .regularExpression)
    }
    xml = xml.replacingOccurrences(of: " (open|selected)>", with: " $1=\"\">", options: .regularExpression)
    #expect(xmlError(in: xml) == nil)
  }

  @Test("ids are unique on a page")
  func uniqueIDs() {
    let report = Report(
      route: .home, title: "t",
      blocks: Samples.charts.map { .chart($0, Samples.table) } + [.section(id: "a", title: "a", [])])
    let page = report.html(context: Samples.context).string
    let ids = page.matches(of: /\ id="([^"]*)"/).map { String($0.output.1) }.filter {
      !$0.hasPrefix("table-")
    }
    #expect(Set(ids).count == ids.count)
  }

  @Test("foreign words carry their language and direction")
  func languages() {
    #expect(page.contains("<bdi lang=\"ug-Arab\" dir=\"rtl\">ئۇيغۇر</bdi>"))
    #expect(page.contains("<blockquote lang=\"fa\" dir=\"rtl\">"))
    #expect(page.contains("<bdi lang=\"zh-Hans\" dir=\"ltr\">上海合作组织</bdi>"))
  }

  @Test("the direction of a language is that of its script")
  func directions() {
    func check(_ tag: String, _ direction: String, sourceLocation: SourceLocation = #_sourceLocation) {
      let quotation = Quotation("x", language: tag, source: "", standing: .found)
      let page = Report(route: .home, title: "t", blocks: [.quotation(quotation)]).html(
        context: Samples.context)
      #expect(
        page.string.contains("<blockquote lang=\"\(tag)\" dir=\"\(direction)\">"),
        sourceLocation: sourceLocation)
    }
    for tag in ["ug", "ug-Arab", "fa-IR", "he", "ar", "az-Arab", "kk-Arab-CN"] { check(tag, "rtl") }
    for tag in ["ug-Cyrl", "ar-Latn", "zh-Hant", "ru", "en-x-arab", ""] { check(tag, "ltr") }
  }

  @Test("a static site has no forms")
  func staticSite() {
    var context = Samples.context
    #expect(page.contains("<form"))
    context.isStatic = true
    #expect(!Samples.report.html(context: context).string.contains("<form"))
  }

  @Test("an address that is not part of the site is words, not a dead link")
  func missingAddresses() {
    var context = Samples.context
    context.href = { _, _ in nil }
    let page = Samples.report.html(context: context).string
    #expect(page.contains("Said by the SCO "))
    #expect(!page.contains("<a href=\"/"))
    #expect(!page.contains("CSV"))
  }

  @Test("a number comes with its count, its interval and what the silent rows could do")
  func estimates() {
    #expect(
      page.contains(
        "<strong>45\u{A0}%</strong> (5 of 11 that say; 95\u{A0}% interval 21–72\u{A0}%; "
          + "33–60\u{A0}% of all 15, whatever the 4 that do not say would show)"))
  }
}
