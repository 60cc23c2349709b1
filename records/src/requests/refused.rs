//! What the person asked for and was refused, and what was decided when somebody looked again. Who decided is
//! written as a name or a function: it is left out, and whoever wrote it down is told by what they are.

use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use surveys::stopping::Choice;

use super::{Done, Refused, entries::UNREAD, role};
use crate::{
    Db,
    entity::{participant, refusal, refusal_review},
};

pub(super) async fn of(
    db: &Db,
    person: &participant::Model,
    was_reviewed: bool,
) -> Result<Vec<Refused>, DbErr> {
    let theirs = refusal::Entity::find().filter(refusal::Column::ParticipantId.eq(person.id));
    let mut all = Vec::new();
    for row in theirs.order_by_asc(refusal::Column::Id).all(db.read()).await? {
        let reviews = refusal_review::Entity::find()
            .filter(refusal_review::Column::RefusalId.eq(row.id))
            .order_by_asc(refusal_review::Column::Id);
        let reviews = reviews.all(db.read()).await?;
        let kept_back = (!was_reviewed && !reviews.is_empty()).then_some(UNREAD);
        let asked = Done {
            at: row.at,
            by: role(&row.actor, &person.study_number),
            what: format!("asked for, {}, and refused", row.channel),
        };
        let decided = reviews.into_iter().map(|review| Done {
            at: review.at,
            by: role(&review.actor, &person.study_number),
            what: decided(&review, was_reviewed),
        });
        all.push(Refused {
            words: Choice::from_name(&row.choice).map(Choice::words).unwrap_or_default().to_owned(),
            because: row.because,
            reference: row.reference,
            events: [asked].into_iter().chain(decided).collect(),
            kept_back,
        });
    }
    Ok(all)
}

fn decided(review: &refusal_review::Model, with_note: bool) -> String {
    let outcome = match review.outcome.as_str() {
        "allowed" => "looked at again: it is done after all",
        _ => "looked at again: the refusal stands",
    };
    if with_note { format!("{outcome}. {}", review.note) } else { outcome.to_owned() }
}
