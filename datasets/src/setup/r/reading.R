  cells <- utils::read.csv(file,
    colClasses = "character", na.strings = character(), encoding = "UTF-8", check.names = FALSE,
    comment.char = "", strip.white = FALSE, fill = FALSE, blank.lines.skip = FALSE)
  columns <- list()

  # What is missing is NA for R, and for haven the NA of this letter (haven::na_tag).
  tagged <- function(letter) {
    bytes <- as.raw(c(0xa2, 0x07, 0x00, 0x00, utf8ToInt(letter), 0x00, 0xf0, 0x7f))
    readBin(bytes, "double", endian = "little")
  }

  described <- function(values, label, measure, codes = NULL, words = NULL) {
    attr(values, "label") <- label
    attr(values, "measure") <- measure
    if (length(codes) > 0) {
      names(codes) <- words
      attr(values, "labels") <- codes
      class(values) <- c("haven_labelled", "vctrs_vctr", typeof(values))
    }
    values
  }

  numbers <- function(name, label, measure, missing = "", codes = NULL, words = NULL) {
    values <- as.numeric(cells[[name]])
    for (letter in strsplit(missing, "")[[1]]) {
      values[which(values == missing_codes[[letter]])] <- tagged(letter)
      codes <- c(codes, tagged(letter))
      words <- c(words, missing_words[[letter]])
    }
    columns[[name]] <<- described(values, label, measure, codes, words)
  }

  texts <- function(name, label, measure, codes = NULL, words = NULL) {
    values <- cells[[name]]
    values[!nzchar(values)] <- NA
    columns[[name]] <<- described(values, label, measure, codes, words)
  }

  dates <- function(name, label, measure) {
    values <- as.Date(cells[[name]], format = "%Y-%m-%d")
    columns[[name]] <<- described(values, label, measure)
  }

  # A month is its first day.
  months <- function(name, label, measure) {
    values <- as.Date(paste0(cells[[name]], "-01"), format = "%Y-%m-%d")
    columns[[name]] <<- described(values, label, measure)
  }

  moments <- function(name, label, measure) {
    values <- as.POSIXct(cells[[name]], format = "%Y-%m-%dT%H:%M:%SZ", tz = "UTC")
    columns[[name]] <<- described(values, label, measure)
  }

