# The difference between two arms in one variable of wide.csv, with its 95 % interval. It needs nothing but R.
#
#   Rscript effect.R FILE VARIABLE ARM [FIRST LAST [YES]]
#
# FILE      wide.csv of an export, a cut or a dummy release
# VARIABLE  a column of it
# ARM       the column that says who is in which arm; where FILE has none, participants.csv beside it does
# FIRST     the arm that is taken from LAST; without them the two that there are, by the alphabet
# YES       the code that counts, where VARIABLE is answered by codes; without it 1 counts where all are 0 or 1
#
# Means are compared as Welch does (1947), proportions as Newcombe's tenth method does (1998): two intervals of
# Wilson, put together. Whoever has no answer is left out.

stop_saying <- function(...) {
  message(...)
  quit(status = 1)
}

read <- function(file) {
  if (!file.exists(file)) stop_saying("There is no file ", file)
  read.csv(file, colClasses = "character", na.strings = "", check.names = FALSE, encoding = "UTF-8")
}

column <- function(table, name, file) {
  if (!name %in% names(table)) stop_saying(file, " has no column ", name)
  table[[name]]
}

# Numbers from -9 to -1 are reasons why there is no answer, but where the codebook beside the file lists none of them.
answers <- function(values, file, variable) {
  numbers <- suppressWarnings(as.numeric(values))
  if (any(is.na(numbers) & !is.na(values))) stop_saying(variable, " has values that are no numbers")
  codebook <- file.path(dirname(file), "codebook.csv")
  has_reasons <- TRUE
  if (file.exists(codebook)) {
    of <- read(codebook)
    of <- of[of$file == basename(file) & of$name == variable, ]
    if (nrow(of) == 1) has_reasons <- grepl("(^|; )-[1-9]=", of$codes)
  }
  if (has_reasons) numbers[numbers %in% -9:-1] <- NA
  numbers
}

arms_of <- function(table, file, arm) {
  if (arm %in% names(table)) return(table[[arm]])
  beside <- file.path(dirname(file), "participants.csv")
  people <- read(beside)
  arms <- column(people, arm, beside)
  arms[match(column(table, "row_key", file), column(people, "row_key", beside))]
}

welch <- function(first, last) {
  if (min(length(first), length(last)) < 2) stop_saying("There are too few answers to compare")
  difference <- mean(last) - mean(first)
  parts <- c(var(first) / length(first), var(last) / length(last))
  if (sum(parts) == 0) return(c(difference, difference, difference))
  freedom <- sum(parts)^2 / sum(parts^2 / (c(length(first), length(last)) - 1))
  half <- qt(0.975, freedom) * sqrt(sum(parts))
  c(difference, difference - half, difference + half)
}

wilson <- function(count, of) {
  z <- qnorm(0.975)
  middle <- (count + z^2 / 2) / (of + z^2)
  half <- z / (of + z^2) * sqrt(count * (of - count) / of + z^2 / 4)
  c(middle - half, middle + half)
}

newcombe <- function(first, last) {
  if (min(length(first), length(last)) < 1) stop_saying("There are too few answers to compare")
  p1 <- mean(first)
  p2 <- mean(last)
  w1 <- wilson(sum(first), length(first))
  w2 <- wilson(sum(last), length(last))
  difference <- p2 - p1
  lower <- difference - sqrt((p2 - w2[1])^2 + (w1[2] - p1)^2)
  upper <- difference + sqrt((w2[2] - p2)^2 + (p1 - w1[1])^2)
  c(difference, lower, upper)
}

given <- commandArgs(trailingOnly = TRUE)
if (!length(given) %in% c(3, 5, 6)) {
  stop_saying("Rscript effect.R FILE VARIABLE ARM [FIRST LAST [YES]]")
}
file <- given[1]
variable <- given[2]
table <- read(file)
values <- answers(column(table, variable, file), file, variable)
arm <- arms_of(table, file, given[3])

two <- if (length(given) > 3) given[4:5] else sort(unique(arm[!is.na(arm)]), method = "radix")
if (length(two) != 2) stop_saying("Say which two arms are compared; there are ", paste(two, collapse = ", "))
missing <- setdiff(two, arm)
if (length(missing) > 0) stop_saying("Nobody is in the arm ", paste(missing, collapse = ", "))

there <- !is.na(values) & !is.na(arm)
first <- values[there & arm == two[1]]
last <- values[there & arm == two[2]]
yes <- if (length(given) == 6) as.numeric(given[6]) else if (all(c(first, last) %in% 0:1)) 1 else NA
is_proportion <- !is.na(yes)
if (is_proportion) {
  first <- as.numeric(first == yes)
  last <- as.numeric(last == yes)
}
result <- if (is_proportion) newcombe(first, last) else welch(first, last)

told <- if (is_proportion) "proportion" else "mean"
cat(sprintf("%s in %s: %d people, %s %.6f\n", variable, two[1], length(first), told, mean(first)))
cat(sprintf("%s in %s: %d people, %s %.6f\n", variable, two[2], length(last), told, mean(last)))
cat(sprintf(
  "%s less %s: %.6f, 95 %% interval from %.6f to %.6f (%s)\n",
  two[2], two[1], result[1], result[2], result[3], if (is_proportion) "Newcombe" else "Welch"
))
