//! SPSS's system file, written and read back, and what is said of files that are none.

mod brought;

mod given;

mod losses;

mod made;

mod refused;

mod written;
