//! Finding somebody by telephone number, email or last name, though all are sealed: beside each stands a keyed hash of
//! it in its plainest form. Without the key it tells nothing, not even to who tries every number.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, sea_query::Expr};
use surveys::{names::plain, stopping::Way};

use super::Vault;
use crate::{entity::identity, short_rows};

/// By what somebody is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A telephone number.
    Mobile,
    /// An email address.
    Email,
    /// A last name.
    LastName,
}

/// Where the vault has something to reach somebody with. What it is, is not opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Addresses {
    mobile: bool,
    email: bool,
    address: bool,
}

impl Addresses {
    /// Whether there is something for this way.
    pub const fn has(self, way: Way) -> bool {
        match way {
            Way::Sms | Way::Phone => self.mobile,
            Way::Email => self.email,
            Way::Post => self.address,
        }
    }
}

/// Where each of these people can be reached, as far as the vault has anything. Of a number or an email that was emptied an
/// empty index stays.
pub(crate) async fn addresses(
    vault: &Vault,
    people: &[i32],
) -> Result<HashMap<i32, Addresses>, DbErr> {
    use identity::Column;
    type Row = (i32, i32, i32, i32);
    let which = identity::Entity::find()
        .filter(Column::ParticipantId.is_in(people.iter().copied()))
        .select_only()
        .column(Column::ParticipantId)
        .expr_as(Expr::cust("COALESCE(length(mobile_index), 0)"), "mobile")
        .expr_as(Expr::cust("COALESCE(length(email_index), 0)"), "email")
        .expr_as(Expr::cust("CASE WHEN address IS NULL THEN 0 ELSE 1 END"), "has_address");
    let columns = ["participant_id", "mobile", "email", "has_address"];
    let rows: Vec<Row> = short_rows::read(&vault.read, which, &columns).await?;
    let of_row = |(person, mobile, email, address): Row| {
        (person, Addresses { mobile: mobile > 0, email: email > 0, address: address > 0 })
    };
    Ok(rows.into_iter().map(of_row).collect())
}

/// Whether the vault has somebody's birthday, which is not opened.
pub(crate) async fn has_birthday(vault: &Vault, person: i32) -> Result<bool, DbErr> {
    let row = identity::Entity::find()
        .select_only()
        .column(identity::Column::ParticipantId)
        .filter(identity::Column::ParticipantId.eq(person))
        .filter(identity::Column::Dob.is_not_null())
        .into_tuple::<i32>();
    Ok(row.one(&vault.read).await?.is_some())
}

/// Everybody, in whichever study, whose number, address or last name this is, by participant.
pub(crate) async fn find(vault: &Vault, kind: Kind, text: &str) -> Result<Vec<i32>, DbErr> {
    let with_nought = without_nought(kind, text);
    let written = [Some(text), with_nought.as_deref()].into_iter().flatten();
    let hashes: Vec<_> = written.filter_map(|text| index(vault, kind, text)).collect();
    if hashes.is_empty() {
        return Ok(Vec::new());
    }
    let column = match kind {
        Kind::Mobile => identity::Column::MobileIndex,
        Kind::Email => identity::Column::EmailIndex,
        Kind::LastName => identity::Column::LastNameIndex,
    };
    identity::Entity::find()
        .select_only()
        .column(identity::Column::ParticipantId)
        .filter(column.is_in(hashes))
        .into_tuple()
        .all(&vault.read)
        .await
}

/// The keyed hash of the plainest form; none when nothing is left of it.
pub(super) fn index(vault: &Vault, kind: Kind, text: &str) -> Option<Vec<u8>> {
    let (label, plain) = match kind {
        Kind::Mobile => ("mobile", plain_number(text)),
        Kind::Email => ("email", text.trim().to_lowercase()),
        Kind::LastName => ("last name", plain(text)),
    };
    (!plain.is_empty()).then(|| vault.keys.system("index").derive(label, &plain).to_vec())
}

/// A British mobile number with the nought that a spreadsheet has taken from it, or that somebody did not type.
fn without_nought(kind: Kind, text: &str) -> Option<String> {
    let text = text.trim();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let is_mobile = kind == Kind::Mobile && digits == 10 && text.starts_with('7');
    is_mobile.then(|| format!("0{text}"))
}

/// `07700 900 123`, `+44 7700 900123` and `0044 (0)7700 900123` are one number.
fn plain_number(text: &str) -> String {
    let text = text.replace("(0)", "");
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    match digits.strip_prefix("00").or_else(|| text.trim().strip_prefix('+').map(|_| &*digits)) {
        Some(international) => international.to_owned(),
        None => digits.strip_prefix('0').map_or(digits.clone(), |rest| format!("44{rest}")),
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, plain_number, without_nought};

    #[test]
    fn one_telephone_number_is_found_however_it_was_typed() {
        let one = ["07700 900123", "+44 7700 900 123", "0044 7700-900123", "+44 (0)7700 900123"];
        assert!(one.iter().all(|typed| plain_number(typed) == "447700900123"));
        assert_eq!(plain_number("+353 20 915 1234"), "353209151234");
        assert_eq!(plain_number("none"), "");
    }

    #[test]
    fn a_mobile_number_that_lost_its_nought_is_looked_for_with_it_and_no_other_is() {
        let typed = |text| without_nought(Kind::Mobile, text);
        assert_eq!(typed(" 7700 900123").as_deref(), Some("07700 900123"));
        for whole in ["07700 900123", "+447700900123", "1144960000", "7700 90012"] {
            assert_eq!(typed(whole), None, "{whole}");
        }
        assert_eq!(without_nought(Kind::Email, "7700900123"), None);
    }
}
