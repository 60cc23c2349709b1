//! Who on the staff may do what, where. Fixed people: Carys manages data, Dev may do nothing.

mod databases;

#[expect(dead_code, reason = "no answer is given here")]
mod study;

use databases::both;
use records::{
    Db,
    auth::{By, NotAllowed, StaffMember},
    staff::{self, Appointment, RoleError},
    studies::StudyHandle,
};
use study::{noon, with_anna};
use surveys::roles::{Act, Role};

async fn invited(db: &Db, email: &str, appointment: Appointment) -> Result<String, RoleError> {
    staff::invite(db, By::CommandLine, email, appointment, noon()).await.map(|done| done.token)
}

fn of_study(role: Role, study: &StudyHandle) -> Appointment {
    Appointment { role, study: Some(study.clone()), site: None }
}

async fn member(db: &Db, email: &str) -> StaffMember {
    let found = StaffMember::at_the_command_line(db, email).await.expect("the database answers");
    found.expect("there is such an account")
}

#[tokio::test]
async fn carys_may_do_in_her_study_what_a_data_manager_does_and_nothing_else() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let role = of_study(Role::DataManager, &study);
        invited(&db, "Carys@example.org ", role).await.expect("Carys is invited");

        let carys = member(&db, "carys@example.org").await;

        let by = carys.data_manager(&study).expect("she manages data");
        assert_eq!(by.actor(), format!("staff {}, data manager", carys.id()));
        assert!(carys.may_in(Act::ExportAnswers, &study) && !carys.may(Act::SeeAlerts));
        assert_eq!(carys.safeguarding_lead(&study), Err(NotAllowed));
        assert_eq!(carys.caseworker(&study), Err(NotAllowed));
        assert_eq!(carys.administrator(), Err(NotAllowed));
        assert!(carys.register_keeper(&study).is_ok());
    })
    .await;
}

#[tokio::test]
async fn an_administrator_reaches_every_study_and_no_participant() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let everywhere = Appointment { role: Role::Administrator, study: None, site: None };
        invited(&db, "ada@example.org", everywhere).await.expect("Ada is invited");

        let ada = member(&db, "ada@example.org").await;

        assert!(ada.administrator().is_ok() && ada.may_in(Act::ManageStaff, &study));
        assert!(ada.caseworker(&study).is_err() && ada.data_manager(&study).is_err());
    })
    .await;
}

#[tokio::test]
async fn a_role_is_refused_where_it_cannot_hold() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let site = |site: &str| Appointment {
            site: Some(site.to_owned()),
            ..of_study(Role::SiteLead, &study)
        };
        let nowhere = Appointment { role: Role::Evaluator, study: None, site: None };
        let spread = of_study(Role::Administrator, &study);
        let lead = of_study(Role::SiteLead, &study);
        let why = async |appointment| invited(&db, "dev@example.org", appointment).await;

        assert!(matches!(why(nowhere).await, Err(RoleError::NeedsStudy(_))));
        assert!(matches!(why(spread).await, Err(RoleError::Everywhere)));
        assert!(matches!(why(lead).await, Err(RoleError::NeedsSite(..))));
        assert!(matches!(why(site("atlantis")).await, Err(RoleError::NeedsSite(..))));
        assert!(why(site("ashmere")).await.is_ok());
        for address in ["dev", "dev@", "<b>@example.org", "'; DROP TABLE staff_member; --"] {
            let refused = invited(&db, address, of_study(Role::Evaluator, &study)).await;
            assert!(matches!(refused, Err(RoleError::NotAnEmail(_))), "{address}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_invitation_that_is_sent_again_has_another_link_and_gives_no_role_twice() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let first = invited(&db, "eve@example.org", of_study(Role::Evaluator, &study)).await;
        let again = invited(&db, "eve@example.org", of_study(Role::Evaluator, &study)).await;

        let (first, again) = (first.expect("a link"), again.expect("another"));
        assert_ne!(first, again);
        assert_eq!(first.len(), 26);
        assert!(member(&db, "eve@example.org").await.evaluator(&study).is_ok());
    })
    .await;
}

/// Many times, since the one before may be through before the other begins.
#[tokio::test]
async fn two_administrators_who_take_each_others_role_at_once_leave_one() {
    both(|db| async move {
        let everywhere = || Appointment { role: Role::Administrator, study: None, site: None };
        invited(&db, "ada@example.org", everywhere()).await.expect("Ada is invited");
        invited(&db, "bea@example.org", everywhere()).await.expect("Bea is invited");
        for round in 0..10 {
            let both = staff::list(&db, &By::CommandLine, noon()).await.expect("accounts");
            let roles: Vec<_> = both.iter().map(|one| (one.id, one.roles[0].id)).collect();

            let taken = roles.iter().map(|&(staff_id, role)| {
                staff::take_role(&db, By::CommandLine, staff_id, role, noon())
            });
            let taken = futures_util::future::join_all(taken).await;

            let refused =
                taken.iter().filter(|one| matches!(one, Err(RoleError::LastAdministrator)));
            assert_eq!(refused.count(), 1, "in round {round}: {taken:?}");
            let without = taken.iter().position(Result::is_ok).expect("one of them was taken");
            let again =
                staff::give_role(&db, By::CommandLine, roles[without].0, everywhere(), noon());
            again.await.expect("it is given again");
        }
    })
    .await;
}

#[tokio::test]
async fn two_administrators_whose_access_is_taken_away_at_once_leave_one() {
    both(|db| async move {
        let everywhere = || Appointment { role: Role::Administrator, study: None, site: None };
        for round in 0..10 {
            for email in ["ada@example.org", "bea@example.org"] {
                invited(&db, email, everywhere()).await.expect("they are invited");
            }
            let both = staff::list(&db, &By::CommandLine, noon()).await.expect("accounts");

            let gone = both.iter().map(|one| staff::remove(&db, By::CommandLine, one.id, noon()));
            let gone = futures_util::future::join_all(gone).await;

            assert_eq!(gone.iter().filter(|one| one.is_ok()).count(), 1, "in round {round}");
        }
    })
    .await;
}
