# Variables and cells of a system file as haven reads them: a line each, its parts between characters that no text has.

file <- haven::read_sav(commandArgs(trailingOnly = TRUE)[1], user_na = TRUE)

shown <- function(values) {
  if (is.character(values)) {
    return(ifelse(is.na(values), "", values))
  }
  values <- as.numeric(values)
  ifelse(is.na(values), "", sprintf("%.17g", values))
}

joined <- function(parts) paste(parts, collapse = "\x1d")

part <- function(column, name) if (is.null(attr(column, name))) character() else attr(column, name)

for (name in names(file)) {
  column <- file[[name]]
  labels <- part(column, "labels")
  parts <- c(
    name,
    joined(part(column, "label")),
    joined(part(column, "na_range")),
    joined(shown(unname(labels))),
    joined(names(labels)),
    joined(shown(unclass(column)))
  )
  cat(parts, sep = "\x1c")
  cat("\x1e")
}
