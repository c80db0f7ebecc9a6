# Reads Swift sources and writes docs/reference/diagnostics.md: every diagnostic with its severity, its
# message and its help, values shown as "…". POSIX awk; run by scripts/reference.

FNR == 1 { if (text != "") read(text, file); text = ""; file = FILENAME }
/^[ \t]*\/\// { next }
{ text = text $0 "\n" }

END {
  read(text, file)
  print "# Diagnostics"
  print ""
  print "Every message Attest gives, by the id in square brackets at its end. `…` stands for the value at hand."
  print "An error stops what was asked for, or is damage; a warning misleads readers; a note is what a reviewer"
  print "will ask. This page is made from the sources by `make docs`."
  sort_ids()
  for (i = 1; i <= count; i++) print "\n### " ids[i] "\n\n" forms[ids[i]] "\nRaised in " modules[ids[i]] "."
}

# Finds every Diagnostic( in a file.
function read(text, file,    at, before, module, parts) {
  split(file, parts, "/")
  module = parts[2]
  while ((at = index(text, "Diagnostic(")) > 0) {
    before = at > 1 ? substr(text, at - 1, 1) : " "
    text = substr(text, at + 11)
    if (before !~ /[A-Za-z0-9_]/) take(text, module)
  }
}

# Splits the arguments at the commas between them and records the form.
function take(text, module,    i, c, depth, argument, n, args, first, severity, message, help, k, list, m) {
  depth = 0; argument = ""; n = 0
  for (i = 1; i <= length(text); i++) {
    c = substr(text, i, 1)
    if (c == "\"") { k = literal_end(text, i); argument = argument substr(text, i, k - i + 1); i = k; continue }
    if (c ~ /[\(\[\{]/) depth++
    if (c ~ /[\)\]\}]/) { if (depth == 0) break; depth-- }
    if (c == "," && depth == 0) { args[++n] = argument; argument = ""; continue }
    argument = argument c
  }
  args[++n] = argument
  first = 1; severity = "error"
  if (args[1] ~ /^[ \t\n]*\.[a-z]+[ \t\n]*$/) {
    severity = args[1]; gsub(/[^a-z]/, "", severity); first = 2
  }
  # The declaration itself, and calls that make a diagnostic from something else.
  if (args[first] ~ /^[ \t\n]*[A-Za-z_]+ ?[A-Za-z_]*:/) return
  message = template(args[first + 1])
  help = ""
  for (k = first + 2; k <= n; k++) if (args[k] ~ /^[ \t\n]*help:/) help = template(args[k])
  m = literals(args[first], list)
  for (k = 1; k <= m; k++) if (list[k] ~ /^[a-z0-9]+(-[a-z0-9]+)*$/) record(list[k], severity, message, help, module)
}

function record(id, severity, message, help, module,    form) {
  form = "- " severity ": " (message == "" ? "…" : message) "\n"
  if (help != "") form = form "  - help: " help "\n"
  if (!(id in forms)) { ids[++count] = id; forms[id] = ""; modules[id] = "" }
  if (index(forms[id], form) == 0) forms[id] = forms[id] form
  if (index(" " modules[id] ",", " " module ",") == 0) modules[id] = modules[id] (modules[id] == "" ? "" : ", ") module
}

# The index of the quotation mark that ends the literal beginning at i; values in \( ) are passed over.
function literal_end(text, i,    c, depth) {
  for (i = i + 1; i <= length(text); i++) {
    c = substr(text, i, 1)
    if (c == "\\") {
      if (substr(text, i + 1, 1) != "(") { i++; continue }
      depth = 0
      for (i = i + 1; i <= length(text); i++) {
        c = substr(text, i, 1)
        if (c == "\"") { i = literal_end(text, i); continue }
        if (c == "(") depth++
        if (c == ")" && --depth == 0) break
      }
      continue
    }
    if (c == "\"") return i
  }
  return i
}

# The string literals of an argument, values replaced by "…".
function literals(argument, list,    i, end, n) {
  n = 0
  for (i = 1; i <= length(argument); i++) {
    if (substr(argument, i, 1) != "\"") continue
    end = literal_end(argument, i)
    list[++n] = blanked(substr(argument, i + 1, end - i - 1))
    i = end
  }
  return n
}

# A literal's text with "…" for each value.
function blanked(text,    i, c, depth, out) {
  out = ""
  for (i = 1; i <= length(text); i++) {
    c = substr(text, i, 1)
    if (c != "\\") { out = out c; continue }
    if (substr(text, i + 1, 1) != "(") { out = out substr(text, ++i, 1); continue }
    depth = 0
    for (i = i + 1; i <= length(text); i++) {
      c = substr(text, i, 1)
      if (c == "\"") { i = literal_end(text, i); continue }
      if (c == "(") depth++
      if (c == ")" && --depth == 0) break
    }
    out = out "…"
  }
  return out
}

# What an argument says; where it may say one of several things, all of them. Words that only finish a
# value, such as a plural s, are left out.
function template(argument,    list, n, k, out) {
  n = literals(argument, list)
  out = ""
  for (k = 1; k <= n; k++) {
    if (list[k] !~ /[A-Za-z].*[A-Za-z]/) continue
    gsub(/\|/, "\\|", list[k])
    out = out (out == "" ? "" : " / ") "`" list[k] "`"
  }
  return out
}

function sort_ids(    i, j, id) {
  for (i = 2; i <= count; i++) {
    id = ids[i]
    for (j = i - 1; j >= 1 && ids[j] > id; j--) ids[j + 1] = ids[j]
    ids[j + 1] = id
  }
}
