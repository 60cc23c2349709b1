//! Linking what people answered to records that others hold: by which identifiers they are found, on which terms, who goes into
//! a file of identifiers, what of a returned file is taken, and how records without a number are matched.
//!
//! Nothing here holds a secret for longer than a call, and no error, reason or fault repeats an identifier.

mod identifier;

mod nino;

mod nhs_number;

mod postcode;

mod born;

mod sex;

mod slk581;

mod keyed;

pub mod terms;

pub mod sending;

pub mod returned;

pub mod matching;

pub use self::{
    born::date_of_birth,
    identifier::{Identifier, Unfit, name_as_written},
    keyed::ProjectKey,
    nhs_number::NhsNumber,
    nino::{Nino, eight},
    postcode::Postcode,
    sex::Sex,
    slk581::Slk581,
};
