//! What files of enrolment bring about who people are.

use sea_orm::{ConnectionTrait, DbErr};

use super::{
    Vault, field, known,
    step::{self, write},
};
use crate::participants::Enrolment;

/// The columns of an enrolment row that the vault has otherwise. A blank in the file says nothing,
/// so it never empties what is known. Of whom the key was destroyed nothing is news, whatever file is brought.
pub(crate) async fn differences(
    vault: &Vault,
    participant: i32,
    row: &Enrolment,
) -> Result<Vec<&'static str>, DbErr> {
    let known = known(vault, participant).await?;
    if known.is_empty() && !vault.keys.destroyed(&[participant]).await?.is_empty() {
        return Ok(Vec::new());
    }
    let given = field::of_enrolment(row).into_iter();
    let differs = given.filter(|(field, text)| known.get(field) != Some(text));
    Ok(differs.map(|(field, _)| field.name()).collect())
}

/// Puts enrolment rows into the vault; blanks leave what is known.
pub(crate) async fn enrol(
    transaction: &impl ConnectionTrait,
    vault: &Vault,
    rows: impl IntoIterator<Item = (i32, &Enrolment)>,
) -> Result<(), DbErr> {
    let rows: Vec<_> = rows.into_iter().collect();
    // All keys at once, so that each is found at hand.
    vault.keys.of_or_new(&rows.iter().map(|(id, _)| *id).collect::<Vec<_>>()).await?;
    let mut steps = Vec::with_capacity(rows.len());
    for (participant, row) in rows {
        let given = field::of_enrolment(row);
        if !given.is_empty() {
            steps.extend(step::put(vault, participant, &given).await?);
        }
    }
    write(transaction, steps).await
}
