# Reads the migrations and writes docs/reference/tables.md: every table with what it keeps, whether it is
# ground or derived, and its columns. POSIX awk; run by scripts/reference.

BEGIN {
  print "# Tables of evidence.sqlite"
  print ""
  print "The file is an interface: open it in any tool that reads SQLite, on a copy. **Ground** is what arrived and"
  print "what people decided about it; **derived** can be deleted and made again. Lists in a cell are separated by"
  print "`;`, dates are EDTF, a reason in brackets says why there is no value. Every row of a sheet also has the"
  print "columns at the foot of this page. This page is made from the migrations by `make docs`."
}

/^[ \t]*-- (ground|derived)\./ {
  kind = $2; sub(/\./, "", kind)
  about = $0; sub(/^[ \t]*-- (ground|derived)\. */, "", about)
  next
}
/^[ \t]*CREATE TABLE/ { name = $3; body = ""; inside = 1; next }
inside && /^[ \t]*\)/ { inside = 0; table(name, body); next }
inside { body = body " " $0; next }
/^[ \t]*CREATE VIRTUAL TABLE/ {
  heading($4)
  sub(/^[ \t]*CREATE VIRTUAL TABLE [A-Za-z]+ USING /, ""); sub(/;[ \t]*$/, "")
  print "\nA full-text table: `" $0 "`."
}

END {
  print "\n## Columns of every sheet\n"
  print "| column | type | what |\n|---|---|---|"
  print "| `randomID` | TEXT | 32 hexadecimal digits, kept when the row gets a new version; only where rows have ids |"
  print "| `ordinal` | INTEGER | the row's place in its casebook file |"
  print "| `entry` | INTEGER | the entry of the history that recorded the row |"
  print "| `salt` | BLOB | 16 random bytes |"
  print "| `seal` | BLOB | SHA-256 over salt, table and cells |"
}

function heading(name) {
  print "\n## " name "\n"
  print toupper(substr(kind, 1, 1)) substr(kind, 2) ". " about
  kind = "ground"; about = ""
}

function table(name, body,    i, c, depth, part, isSheet) {
  heading(name)
  isSheet = index(body, " ordinal INTEGER") > 0
  print "\n| column | type | what |\n|---|---|---|"
  depth = 0; part = ""
  for (i = 1; i <= length(body); i++) {
    c = substr(body, i, 1)
    if (c == "(") depth++
    if (c == ")") depth--
    if (c == "," && depth == 0) { column(part, isSheet); part = ""; continue }
    part = part c
  }
  column(part, isSheet)
}

function column(part, isSheet,    words, rest, rule) {
  gsub(/[ \t]+/, " ", part); sub(/^ /, "", part); sub(/ $/, "", part)
  split(part, words, " ")
  if (words[1] == "CHECK" || words[1] == "PRIMARY" || words[1] == "UNIQUE") {
    print "| | | " rules(part) " |"
    return
  }
  if (isSheet && words[1] ~ /^(randomID|ordinal|entry|salt|seal)$/) return
  gsub(/"/, "", words[1])
  rest = part
  sub(/^[^ ]+ [A-Z]+ ?/, "", rest)
  print "| `" words[1] "` | " words[2] " | " rules(rest) " |"
}

# What a constraint says, in the words of the page.
function rules(text,    target, choices) {
  gsub(/ ?DEFERRABLE INITIALLY DEFERRED/, "", text)
  if (text ~ /CHECK \( ?[A-Za-z]+ IN \(/) {
    choices = text
    sub(/^.* IN \(/, "", choices); sub(/\).*$/, "", choices); gsub(/'/, "", choices)
    sub(/ ?CHECK.*$/, "", text)
    text = text (text == "" ? "" : "; ") "one of: " choices
  }
  sub(/NOT NULL/, "required", text)
  sub(/PRIMARY KEY/, "key", text)
  if (match(text, /REFERENCES [A-Za-z]+\([A-Za-z]+\)/)) {
    target = substr(text, RSTART + 11, RLENGTH - 11); sub(/\(.*/, "", target)
    text = substr(text, 1, RSTART - 1) "→ " target substr(text, RSTART + RLENGTH)
  }
  gsub(/\|/, "\\|", text)
  return text
}
