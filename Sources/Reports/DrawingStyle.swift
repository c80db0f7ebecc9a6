/// How drawings look: the same rules stand in attest.css (a test compares them) and inside standalone files.
enum DrawingStyle {
  /// Light and dark, for standalone files; pages take the same names from the stylesheet.
  static let variables: StaticString = """
    svg{--paper:#fdfcf9;--ink:#1c1b19;--soft:#5d584f;--rule:#dcd7cc;--faint:#8b867b;\
    --d-high:#17487c;--d-medium:#5c8cc0;--d-span:#1f5a96;--warn:#9c2f17;color-scheme:light dark}
    @media(prefers-color-scheme:dark){svg{--paper:#17181b;--ink:#e9e6df;--soft:#aaa69c;--rule:#3a3b40;\
    --faint:#86827a;--d-high:#9cc6f5;--d-medium:#4d7fb3;--d-span:#7db1ea;--warn:#f3a28c}}

    """

  static let rules: StaticString = """
    .d-paper{fill:var(--paper)}
    .d-text{fill:var(--ink)}
    .d-strong{font-weight:600}
    .d-quiet{fill:var(--soft)}
    .d-warn{fill:var(--warn)}
    .d-text,.d-quiet{paint-order:stroke;stroke:var(--paper);stroke-width:3px}
    .d-high{fill:var(--d-high)}
    .d-medium{fill:var(--d-medium)}
    .d-low{stroke:var(--d-high)}
    .d-contested,.d-hatch{stroke:var(--warn)}
    .d-rule{stroke:var(--rule)}
    .d-axis{stroke:var(--soft)}
    .d-empty{fill:var(--faint)}
    .d-span{fill:var(--d-span)}
    .d-stop{stop-color:var(--d-span)}
    .d-bounds{stroke:var(--ink)}

    """
}
