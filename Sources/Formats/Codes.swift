/// Speaks the field's formats, both ways.

/// Public codes a cell may hold.
enum Codes {
  /// ISO 3166-1 alpha-2 as of 2024, and XK, which the field uses for Kosovo.
  static let countries = Set(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW \
    BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI \
    FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN \
    IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME \
    MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF \
    PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV \
    SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK \
    YE YT ZA ZM ZW
    """.split(separator: " ").map(String.init))

  /// ISO 4217 active codes of money people are paid in.
  static let currencies = Set(
    """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD \
    CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ \
    GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR \
    LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN \
    PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS \
    TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG
    """.split(separator: " ").map(String.init))

  /// ISO 15924 codes of scripts the field writes in.
  static let scripts = Set(
    """
    Arab Armn Beng Cyrl Deva Ethi Geor Grek Hang Hani Hans Hant Hebr Hira Jpan Kana Khmr Kore Laoo Latn Mong \
    Mymr Sinh Taml Thai Tibt Zyyy
    """.split(separator: " ").map(String.init))

  /// Treaties by the name used in `rights`, with the number of their last article.
  static let treaties: [(name: String, articles: Int)] = [
    ("ICCPR", 53), ("ICESCR", 31), ("CAT", 33), ("ICERD", 25), ("CEDAW", 30), ("CRC", 54), ("ICPPED", 45),
    ("UDHR", 30), ("Refugee Convention", 46),
  ]

  static func isRight(_ text: String) -> Bool {
    treaties.contains { treaty in
      guard text.hasPrefix(treaty.name + " "), let article = Int(text.dropFirst(treaty.name.count + 1)) else {
        return false
      }
      return 1...treaty.articles ~= article
    }
  }

  /// BCP 47 in shape: a language of two or three letters, then script, region or variant.
  static func isLanguage(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = parts.first, 2...3 ~= first.utf8.count, first.utf8.allSatisfy({ 0x61...0x7A ~= $0 })
    else {
      return false
    }
    return parts.dropFirst().allSatisfy { part in
      2...8 ~= part.utf8.count
        && part.utf8.allSatisfy {
          $0 < 0x80 && Unicode.Scalar($0).properties.isAlphabetic || 0x30...0x39 ~= $0
        }
    }
  }

  /// The entry nearest to a mistyped one, by edits; nil when none is near.
  static func nearest(_ text: String, in candidates: some Sequence<String>) -> String? {
    let typed = Array(text.unicodeScalars)
    let limit = max(1, min(3, typed.count / 3))
    var best: (text: String, distance: Int)?
    for candidate in candidates where abs(candidate.unicodeScalars.count - typed.count) <= limit {
      let distance = edits(typed, Array(candidate.unicodeScalars))
      if distance <= limit,
        distance < best?.distance ?? .max || (distance == best?.distance && candidate < best?.text ?? "")
      {
        best = (candidate, distance)
      }
    }
    return best?.text
  }

  private static func edits(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var row = Array(0...b.count)
    for (i, left) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, right) in b.enumerated() {
        let above = row[j + 1]
        row[j + 1] = min(above + 1, row[j] + 1, diagonal + (left == right ? 0 : 1))
        diagonal = above
      }
    }
    return row[b.count]
  }
}
