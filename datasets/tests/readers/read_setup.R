# Runs a setup file, whose name without .R is given, and prints what it made, a fact a line: the variable, what is told
# of it, and words as hexadecimal numbers of their bytes in UTF-8.

name <- commandArgs(trailingOnly = TRUE)[[1]]
source(paste0(name, ".R"))
made <- get(name)

hex <- function(text) paste(charToRaw(enc2utf8(text)), collapse = "")

# The letter within an NA, which no program of ours has put there.
number <- function(value) {
  if (!is.na(value)) return(format(value, digits = 17, scientific = TRUE))
  byte <- writeBin(value, raw(), endian = "little")[[5]]
  if (byte == 0) "NA" else paste0(".", rawToChar(byte))
}

shown <- function(values) {
  if (inherits(values, "Date")) return(format(values, "%Y-%m-%d"))
  if (inherits(values, "POSIXct")) return(format(values, "%Y-%m-%dT%H:%M:%SZ"))
  values <- unclass(values)
  if (is.numeric(values)) return(vapply(values, number, ""))
  ifelse(is.na(values), NA, vapply(values, hex, ""))
}

tell <- function(...) cat(..., "\n", sep = "\t")

tell("-", "title", hex(attr(made, "title")))
for (note in attr(made, "notes")) tell("-", "note", hex(note))
for (set in names(attr(made, "sets"))) {
  of <- attr(made, "sets")[[set]]
  tell("-", "set", set, of$counted, hex(of$label), paste(of$variables, collapse = " "))
}
tell("-", "rows", nrow(made))
for (variable in names(made)) {
  values <- made[[variable]]
  tell(variable, "label", hex(attr(values, "label")))
  tell(variable, "measure", attr(values, "measure"))
  tell(variable, "class", paste(class(values), collapse = " "))
  codes <- attr(values, "labels")
  for (place in seq_along(codes)) {
    tell(variable, "code", shown(unname(codes[place])), hex(names(codes)[place]))
  }
  for (cell in shown(values)) tell(variable, "cell", cell)
}
