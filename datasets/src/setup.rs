//! Setup files: each reads our CSV in one program and labels it there, as `.sav` and `.dta` are labelled.
//!
//! They hold names, labels, value labels, missing codes, dates, levels of measurement and what the dataset says of itself,
//! and look for the CSV under the dataset's name in the folder that the program works in.
//!
//! **Nothing that is said in words can run.** A label is a literal of the program's language and no more than a line, with
//! every sign that could end it written in another way; comments hold only words of ours. What breaks a line in a label
//! is a space in each of the three, since only R could hold it.
//!
//! **Missing codes** are what each program has for them: a range of user-missing values in SPSS, extended missing values
//! in Stata, and in R an `NA` that holds the letter of Stata, as the package haven has it. So nobody takes the mean of a
//! −9, also without a package.
//!
//! **The apostrophe** that stands in CSV before a text that a spreadsheet would run stays: nobody can tell it from one
//! that was typed.

pub mod spss;

pub mod stata;

pub mod r;
