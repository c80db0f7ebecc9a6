package import Testing

/// A stream of values that is the same for the same seed: SplitMix64 (Steele, Lea and Flood 2014).
package struct Seeded: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  package mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
  package mutating func bool() -> Bool { next() & 1 == 1 }

  /// One of the choices.
  /// - Precondition: there is one.
  package mutating func pick<Value>(_ choices: [Value]) -> Value {
    choices[int(0...choices.count - 1)]
  }

  package mutating func maybe<Value>(_ make: (inout Seeded) -> Value) -> Value? { bool() ? make(&self) : nil }

  package mutating func array<Value>(_ count: ClosedRange<Int>, _ make: (inout Seeded) -> Value) -> [Value] {
    (0..<int(count)).map { _ in make(&self) }
  }

  /// Text such as evidence has: several scripts, markup, quotation marks, controls, marks that reorder.
  package mutating func text(_ count: ClosedRange<Int> = 0...12) -> String {
    array(count) { $0.pick(fragments) }.joined()
  }
}

/// Runs the check on generated values; the first that fails stops it and prints the seed to run again.
///
/// - Parameters:
///   - seed: of the first value; value `n` is made from `seed + n` alone, so it can be made again.
///   - count: how many values.
package func forAll<Value>(
  seed: UInt64 = 1, count: Int = 300, sourceLocation: SourceLocation = #_sourceLocation,
  _ make: (inout Seeded) -> Value, holds: (Value) throws -> Bool
) rethrows {
  for number in 0..<UInt64(count) {
    var seeded = Seeded(seed: seed &+ number)
    let value = make(&seeded)
    guard try holds(value) else {
      Issue.record("does not hold for seed \(seed &+ number): \(value)", sourceLocation: sourceLocation)
      return
    }
  }
}

private let fragments = [
  "a", "Z", "0", "7", " ", "-", ".", ",", "\"", "'", "<", ">", "&", "=", "+", "@", "%", "/", "?", "#", "\\",
  "\n", "\t", "c075", "index", ".json", "é", "қ", "Ж", "中", "。", "ئۇيغۇر", "\u{301}", "\u{202E}", "\u{200B}",
  "\u{0}",
  "\u{1F600}", "<script>", "]]>", "--", "&amp;",
]
