/// What a language tag says about how its text is set.
enum Writing {
  /// Whether text in the language runs from right to left: by the script subtag, else by the language.
  ///
  /// - Parameter tag: BCP 47; `ug` is taken as Arabic script, `ug-Cyrl` and `ug-Latn` are not.
  static func isRightToLeft(_ tag: String) -> Bool {
    var parts = tag.split(separator: "-")
    let language = parts.isEmpty ? "" : parts.removeFirst().lowercased()
    for part in parts {
      if part.count == 1 { break }
      if part.utf8.count == 4, part.utf8.allSatisfy({ $0 >= 0x41 }) {
        return rightToLeftScripts.contains(part.lowercased())
      }
    }
    return rightToLeftLanguages.contains(language)
  }

  private static let rightToLeftScripts: Set<String> = [
    "arab", "aran", "hebr", "syrc", "thaa", "nkoo", "adlm", "rohg", "samr", "mand",
  ]
  private static let rightToLeftLanguages: Set<String> = [
    "ar", "arz", "azb", "ckb", "dv", "fa", "he", "iw", "nqo", "pnb", "prs", "ps", "sd", "syr", "ug", "ur",
    "yi",
  ]
}

extension HTML {
  /// ` lang="ug" dir="rtl"`.
  mutating func language(_ tag: String) {
    attribute("lang", tag)
    if Writing.isRightToLeft(tag) { raw(" dir=\"rtl\"") } else { raw(" dir=\"ltr\"") }
  }
}
