import Foundation

/// Letters and what they fold to.
///
/// Cyrillic to Latin follows the letters of BGN/PCGN Russian (1947) as far as they are single sounds; the
/// digraph table brings the customary spellings of the region's names together. It serves search, where a
/// false hit costs a glance; deciding whether two names are one is another matter.
enum LetterTable {
  /// Apostrophes and marks inside a word: they neither split nor count.
  static func isJoiner(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x27, 0x2019, 0x2018, 0x2BB, 0x2BC, 0x2BF, 0x2BE, 0xAD, 0x200B...0x200F, 0x202A...0x202E,
      0x2060...0x2069, 0x300...0x36F, 0x64B...0x65F, 0x670, 0x640:
      true
    default: false
    }
  }

  static let folded: [Unicode.Scalar: String] = {
    var table: [Unicode.Scalar: String] = [:]
    for range in [0xC0...0x24F, 0x1E00...0x1EFF, 0xFF10...0xFF5A, 0xFB50...0xFDFB, 0xFE70...0xFEFC] {
      for value in range {
        guard let scalar = Unicode.Scalar(UInt32(value)), scalar.properties.isAlphabetic else { continue }
        let plain = String(scalar).lowercased().decomposedStringWithCompatibilityMapping
        table[scalar] = String(
          String.UnicodeScalarView(
            plain.unicodeScalars.filter { !$0.properties.isDiacritic && !isJoiner($0) }))
      }
    }
    for (letters, plain) in special { for letter in letters.unicodeScalars { table[letter] = plain } }
    for value in 0x400...0x52F {
      guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
      let lower = scalar.properties.lowercaseMapping
      table[scalar] = lower.unicodeScalars.first.flatMap { table[$0] } ?? lower
    }
    return table
  }()

  private static let special: [(String, String)] = [
    ("ёӗѐ", "е"), ("қҡ", "к"), ("ғ", "г"), ("ңҥ", "н"), ("өӧ", "о"), ("үұўӯӱ", "у"), ("әӑӓ", "а"),
    ("іӣѝї", "и"), ("һҳ", "х"), ("ҷӌ", "ч"), ("җ", "ж"), ("єэ", "э"),
    ("ıİ", "i"), ("ßẞ", "ss"), ("øØ", "o"), ("łŁ", "l"), ("đĐ", "d"), ("æÆ", "ae"), ("œŒ", "oe"),
    ("əƏ", "a"),
    ("أإآٱ", "ا"), ("ىیې", "ي"), ("ک", "ك"), ("ەةھ", "ه"), ("ئ", ""),
  ]

  static let latin: [Unicode.Scalar: String] = {
    let letters: [(Unicode.Scalar, String)] = [
      ("а", "a"), ("б", "b"), ("в", "v"), ("г", "g"), ("д", "d"), ("е", "e"), ("ж", "j"), ("з", "z"),
      ("и", "i"), ("й", "i"), ("к", "k"), ("л", "l"), ("м", "m"), ("н", "n"), ("о", "o"), ("п", "p"),
      ("р", "r"), ("с", "s"), ("т", "t"), ("у", "u"), ("ф", "f"), ("х", "h"), ("ц", "ts"), ("ч", "ch"),
      ("ш", "sh"), ("щ", "sh"), ("ъ", ""), ("ы", "i"), ("ь", ""), ("э", "e"), ("ю", "iu"), ("я", "ia"),
    ]
    return Dictionary(uniqueKeysWithValues: letters)
  }()

  /// Applied in this order to Latin letters.
  static let digraphs: [([UInt8], [UInt8])] = [
    ("shch", "sh"), ("dzh", "j"), ("zh", "j"), ("dj", "j"), ("kh", "h"), ("gh", "g"), ("tz", "ts"),
    ("ph", "f"),
    ("q", "k"), ("w", "v"), ("y", "i"), ("ie", "e"), ("je", "je"),
  ].map { (Array($0.0.utf8), Array($0.1.utf8)) }
}
