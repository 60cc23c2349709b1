//! That somebody wants no more support, or wants it after all, is passed on, as a message that says only that
//! there is something to look at. Site leads hear of it, since they know who supports whom. Interviewers and
//! supervisors are not sent it: whoever is supported would be guessed to be in the group that is. What they
//! look up about somebody whom they speak with says it all the same.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, ExprTrait};
use surveys::{
    roles::{self, Reach, Role, may},
    stopping::{Act, Choice, PassedOn},
};

use super::Subject;
use crate::{
    audit::Entry,
    entity::{participant, staff_role},
    outbox::{self, Channel, Message, Recipient, Template},
    staff::{administrators, with_role},
};

/// Who is told, by account.
pub(crate) struct Hearers {
    pub who: PassedOn,
    staff: Vec<i32>,
    study_id: i32,
}

impl Hearers {
    /// Those who hear of a choice, where anybody does: whoever looks after the person's site and can sign in.
    /// Where there is nobody, administrators, who can let somebody in.
    pub async fn of_choice(
        connection: &impl ConnectionTrait,
        person: &participant::Model,
        choice: Choice,
    ) -> Result<Option<Self>, DbErr> {
        match choice {
            Choice::StopSupport => Self::of(connection, person).await.map(Some),
            _ => Ok(None),
        }
    }

    /// Those who hear that the person wants no more support.
    pub async fn of(
        connection: &impl ConnectionTrait,
        person: &participant::Model,
    ) -> Result<Self, DbErr> {
        let study_id = person.study_id;
        let leads = match &person.site {
            None => Vec::new(),
            Some(site) => {
                let there = staff_role::Column::StudyId.eq(study_id);
                let there = there.and(staff_role::Column::Site.eq(site.as_str()));
                with_role(connection, looks_after_a_site, there).await?
            }
        };
        if !leads.is_empty() {
            let staff = leads.into_iter().map(|lead| lead.id).collect();
            return Ok(Self { who: PassedOn::SiteLeads, staff, study_id });
        }
        let staff = administrators(connection).await?;
        let nobody = staff.is_empty();
        let who = if nobody { PassedOn::Nobody } else { PassedOn::Administrators };
        Ok(Self { who, staff, study_id })
    }

    /// Writes to each of them, once for each decision, in the same words whatever it is. Where no site lead
    /// could be told, the audit says so.
    pub async fn tell(
        self,
        transaction: &impl ConnectionTrait,
        subject: &Subject,
        act: Act,
        reference: &str,
        now: DateTime<Utc>,
    ) -> Result<(), DbErr> {
        if self.who != PassedOn::SiteLeads {
            let action = format!("no site lead could be told that support {}", becomes(act));
            let entry = Entry::new("system", &action, &subject.number).about(subject.id);
            entry.in_study(self.study_id).write(transaction, now).await?;
        }
        let page = format!("/staff/{}/participants/{}", subject.study.key, subject.id);
        for staff in self.staff {
            let message = Message {
                study_id: Some(self.study_id),
                to: Recipient::Staff(staff),
                channel: Channel::Email,
                template: match self.who {
                    PassedOn::SiteLeads => Template::SupportStopped,
                    PassedOn::Administrators | PassedOn::Nobody => Template::SupportStoppedNobody,
                },
                facts: BTreeMap::from([("page".to_owned(), page.clone())]),
                once: format!("support {} {reference}, staff {staff}", becomes(act)),
                not_before: now,
            };
            outbox::enqueue(transaction, message, now).await?;
        }
        Ok(())
    }
}

fn looks_after_a_site(role: Role) -> bool {
    role.reach() == Reach::OwnSite && may(role, roles::Act::SeeIdentity)
}

/// What becomes of the support.
const fn becomes(act: Act) -> &'static str {
    match act {
        Act::TakesBack(_) => "goes on",
        _ => "stops",
    }
}
