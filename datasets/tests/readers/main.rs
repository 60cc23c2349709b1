//! Files of every format, read by programs that we did not write.

mod asked;

mod csv;

mod sav;

mod dta;

mod returned_dta;

mod setups;

mod xlsx;

mod parquet;

mod returned;

mod odm;

mod fhir;
