//! The letter of an invitation. What is written down says which invitation it is; the link is made
//! when the letter leaves.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use surveys::{fill::long_date, roles::Role, study::Study};

use crate::{
    entity::{staff_invitation, staff_member, staff_role, study},
    outbox::{self, Channel, Message, Recipient, Template},
};

/// Writes the letter into the outbox. Who has a password already is told of a new one.
pub(super) async fn enqueue(
    transaction: &impl ConnectionTrait,
    member: &staff_member::Model,
    invitation: &staff_invitation::Model,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let (role, study_id) = roles(transaction, member.id).await?;
    let has_password = member.password_hash.is_some() && member.removed_at.is_none();
    let facts = [
        ("invitation", invitation.id.to_string()),
        ("role", role),
        ("until", long_date(invitation.expires_at.date_naive())),
    ];
    let message = Message {
        study_id,
        to: Recipient::Staff(member.id),
        channel: Channel::Email,
        template: if has_password { Template::StaffNewPassword } else { Template::StaffInvitation },
        facts: facts.map(|(name, fact)| (name.to_owned(), fact)).into(),
        once: format!("staff invitation {}", invitation.id),
        not_before: now,
    };
    outbox::enqueue(transaction, message, now).await
}

/// What somebody is, in words, and the study that writes to them: none when it is not one alone.
async fn roles(db: &impl ConnectionTrait, staff_id: i32) -> Result<(String, Option<i32>), DbErr> {
    let held = staff_role::Entity::find()
        .filter(staff_role::Column::StaffId.eq(staff_id))
        .order_by_asc(staff_role::Column::Id);
    let (mut words, mut studies) = (Vec::new(), BTreeSet::new());
    for row in held.all(db).await? {
        let Ok(role) = row.role.parse::<Role>() else { continue };
        let study = match row.study_id {
            Some(id) => study::Entity::find_by_id(id).one(db).await?,
            None => None,
        };
        let title = study.and_then(|row| serde_json::from_str::<Study>(&row.definition).ok());
        words.push(match title {
            Some(study) => format!("{role} in {}", study.title),
            None => role.to_string(),
        });
        studies.insert(row.study_id);
    }
    let alone = (studies.len() == 1).then(|| studies.pop_first().flatten()).flatten();
    Ok((words.join(", "), alone))
}
