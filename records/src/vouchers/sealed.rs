//! Codes lie sealed, each bound to its own place, and are known again by a keyed hash. A code is money: whoever has it
//! spends it.

use sea_orm::DbErr;
use zeroize::Zeroizing;

use crate::{
    entity::voucher,
    keys::Keys,
    sealing::{Sealer, hex},
};

const KEY: &str = "voucher";

/// By what a code is known again.
pub(super) fn hashed(keys: &Keys, code: &str) -> Vec<u8> {
    keys.system(KEY).derive("code", code).to_vec()
}

pub(super) fn seal(keys: &Keys, hash: &[u8], code: &str) -> Vec<u8> {
    sealer(keys).seal(&place(hash), code.as_bytes())
}

/// The code of a voucher; none when it was taken out.
pub(super) fn open(keys: &Keys, row: &voucher::Model) -> Result<Option<Zeroizing<String>>, DbErr> {
    let Some(sealed) = &row.code else { return Ok(None) };
    let shut = || DbErr::Custom(format!("the code of voucher {} does not open", row.id));
    let opened = sealer(keys).open(&place(&row.code_hash), sealed).map_err(|_| shut())?;
    let code = String::from_utf8(opened.to_vec()).map_err(|_| shut())?;
    Ok(Some(Zeroizing::new(code)))
}

fn sealer(keys: &Keys) -> Sealer {
    Sealer::new(keys.system(KEY).derive("seal", "codes"))
}

fn place(hash: &[u8]) -> String {
    format!("voucher|code|{}", hex(hash))
}
