import TestSupport
import Testing
import Text

@Suite("words by which a text is found")
struct FoldingTests {
  func index(_ text: String) -> Set<String> {
    var words = ""
    SearchWords.index(text, into: &words)
    return Set(words.split(separator: " ").map(String.init))
  }

  /// Whether a search for the query would meet the text.
  func check(_ query: String, finds text: String) -> Bool {
    let words = index(text)
    return SearchWords.terms(query).allSatisfy { term in
      term.sequence.isEmpty
        ? !words.isDisjoint(with: term.alternatives) : words.isSuperset(of: term.sequence)
    }
  }

  @Test(
    "spellings of one name across scripts meet",
    arguments: [
      ("Жапаров", "President Zhaparov"), ("Japarov", "Садыр Жапаров"), ("Zhaparov", "Sadyr Japarov"),
      ("Jeenbekov", "Сооронбай Жээнбеков"), ("Zheenbekov", "Жээнбеков"), ("Токаев", "Kassym-Jomart Tokayev"),
      ("tokaev", "Қасым-Жомарт Тоқаев"), ("Nazarbaev", "Нұрсұлтан Назарбаев"), ("Khan", "Хан"),
    ])
  func names(_ query: String, _ text: String) { #expect(check(query, finds: text)) }

  @Test("case, accents and apostrophes do not keep a word from being found")
  func folding() {
    #expect(check("OZBEKISTON", finds: "Oʻzbekiston"))
    #expect(check("sebastien", finds: "Sébastien"))
    #expect(check("qiaowu", finds: "qiáowù"))
    #expect(check("jierjisi sitan", finds: "Jí'ěrjísī sītǎn"))
    #expect(check("Türkiye", finds: "TURKIYE"))
  }

  @Test("plain letters fold the same way, whether or not a letter beyond ASCII stands in the text")
  func plainLetters() {
    let texts = [
      "President Zhaparov's 2nd visit; dzhigit O'Brien", "", " - ", "'Quoted' words' ends'", "WWW a1B2 Yy",
      "Shchukin, Khan Ghali\nPhoto Tzar",
    ]
    for text in texts {
      #expect(index(text) == index(text + " 中").subtracting(["中"]), "\(text)")
    }
  }

  @Test("a Chinese word is found inside a sentence without spaces, whatever its length")
  func chinese() {
    #expect(check("三股势力", finds: "打击三股势力的合作"))
    #expect(check("中", finds: "中国"))
    #expect(!check("势三", finds: "打击三股势力"))
  }

  @Test("Uyghur is found with and without its vowel marks")
  func uyghur() {
    #expect(check("شىنجاڭ", finds: "شىنجاڭ ئۇيغۇر"))
    #expect(check("ئۇيغۇر", finds: "ئۇيغۇرلار ۋە ئۇيغۇر"))
  }

  @Test("different names do not meet")
  func apart() {
    #expect(!check("Zhao Tingyang", finds: "Zhao Changqing"))
    #expect(!check("Umarov", finds: "Umbetaliyeva"))
  }

  @Test("any text finds itself, and none stops the machine")
  func everyText() {
    forAll(count: 500) {
      $0.text(0...20)
    } holds: { text in
      SearchWords.terms(text).allSatisfy { term in
        let words = index(text)
        return term.sequence.isEmpty
          ? !words.isDisjoint(with: term.alternatives) : words.isSuperset(of: term.sequence)
      }
    }
  }
}
