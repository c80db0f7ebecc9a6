import Testing

@testable import Lenses

@Suite struct CountriesTests {
  @Test("codes have names, unknown ones stand for themselves, and every code is listed once")
  func names() {
    #expect(Countries.name("KG") == "Kyrgyzstan")
    #expect(Countries.name("CI") == "Côte d’Ivoire")
    #expect(Countries.name("ZW") == "Zimbabwe")
    #expect(Countries.name("XX") == "XX")
    #expect(Countries.western.allSatisfy { Countries.name($0) != $0 })
  }

  @Test("home countries are listed first, in their own order")
  func order() {
    #expect(Countries.listed(["US", "UZ", "AZ", "KZ", "UZ"]) == ["KZ", "UZ", "AZ", "US"])
  }
}
