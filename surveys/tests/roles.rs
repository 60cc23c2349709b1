//! Who may do what, read from the table.

use std::collections::BTreeSet;

use surveys::roles::{Act, Role, TABLE, may};

fn acts_of(role: Role) -> Vec<Act> {
    TABLE.iter().map(|(act, _)| *act).filter(|act| may(role, *act)).collect()
}

fn who_may(act: Act) -> Vec<Role> {
    Role::ALL.into_iter().filter(|role| may(*role, act)).collect()
}

#[test]
fn each_act_stands_in_the_table_once() {
    let acts: BTreeSet<_> = TABLE.iter().map(|(act, _)| *act).collect();

    assert_eq!(acts.len(), TABLE.len());
}

#[test]
fn an_evaluator_sees_figures_and_surveys_but_no_identity_and_no_alert() {
    assert_eq!(
        acts_of(Role::Evaluator),
        [
            Act::SeeSurveys,
            Act::EditSurveys,
            Act::ReadMessages,
            Act::ForeseeMessages,
            Act::SeeRights,
            Act::RecordRights,
            Act::SeeFigures,
        ]
    );
    assert!(!Act::ForeseeMessages.reads_vault(), "by number, without the name");
}

#[test]
fn an_administrator_lets_people_in_and_sees_no_participant() {
    assert_eq!(
        acts_of(Role::Administrator),
        [
            Act::ManageStaff,
            Act::ReadAudit,
            Act::SeeSurveys,
            Act::ReadMessages,
            Act::SeeRights,
            Act::RecordRights,
            Act::HoldAllSends,
        ]
    );
    assert_eq!(who_may(Act::HoldAllSends), [Role::Administrator]);
}

#[test]
fn nobody_but_the_data_manager_joins_identities_and_answers() {
    for act in [Act::ExportAnswers, Act::LinkRecords, Act::AnswerAccessRequest, Act::Erase] {
        assert_eq!(who_may(act), [Role::DataManager], "{act:?}");
    }
}

#[test]
fn who_records_surveys_by_telephone_looks_after_no_site_and_answers_no_alert() {
    assert_eq!(who_may(Act::Interview), [Role::Interviewer, Role::Supervisor]);
}

#[test]
fn an_interviewer_rings_people_and_a_supervisor_looks_after_who_is_rung() {
    assert_eq!(who_may(Act::Ring), [Role::Interviewer]);
    assert_eq!(who_may(Act::TendCalls), [Role::Supervisor]);
    assert!(Act::Ring.reads_vault(), "a number is shown");
}

#[test]
fn alerts_are_the_safeguarding_leads_alone() {
    assert_eq!(who_may(Act::SeeAlerts), [Role::SafeguardingLead]);
    assert_eq!(who_may(Act::AnswerAlert), [Role::SafeguardingLead]);
}

#[test]
fn an_interviewer_raises_a_concern_and_follows_it_without_seeing_the_alert() {
    for act in [Act::RaiseConcern, Act::FollowAlerts] {
        assert!(may(Role::Interviewer, act), "{act:?}");
    }
    assert!(!may(Role::Interviewer, Act::SeeAlerts) && !Act::FollowAlerts.reads_vault());
    assert!(!may(Role::Evaluator, Act::RaiseConcern) && !may(Role::DataManager, Act::RaiseConcern));
}

#[test]
fn a_password_alone_is_enough_for_an_evaluator_only() {
    for role in Role::ALL {
        assert_eq!(role.needs_second_factor(), role != Role::Evaluator, "{role}");
    }
}

#[test]
fn whoever_can_read_the_vault_needs_a_second_factor() {
    for role in Role::ALL {
        let reads_vault = acts_of(role).into_iter().any(Act::reads_vault);
        assert!(!reads_vault || role.needs_second_factor(), "{role}");
    }
}

#[test]
fn a_role_is_found_by_its_key_and_by_nothing_else() {
    for role in Role::ALL {
        assert_eq!(role.key().parse(), Ok(role));
    }
    assert!("root".parse::<Role>().is_err_and(|error| error.to_string().contains("site-lead")));
}

#[test]
fn cases_are_given_by_the_supervisor_alone_and_messages_are_looked_after_by_two() {
    assert_eq!(who_may(Act::GiveCases), [Role::Supervisor]);
    assert_eq!(who_may(Act::TendMessages), [Role::Supervisor, Role::DataManager]);
}

#[test]
fn whoever_is_asked_about_messages_reads_them_and_an_administrator_none_of_one_person() {
    let asked = [Role::Interviewer, Role::Supervisor, Role::SiteLead, Role::SafeguardingLead];
    for role in asked {
        assert!(may(role, Act::ReadMessages) && may(role, Act::ForeseeMessages), "{role}");
    }
    assert!(!may(Role::Administrator, Act::ForeseeMessages));
    assert!(!may(Role::DataManager, Act::ReadMessages));
}

#[test]
fn letters_with_names_are_printed_by_the_supervisor_alone() {
    assert_eq!(who_may(Act::PrintLetters), [Role::Supervisor]);
    assert!(Act::PrintLetters.reads_vault());
}

#[test]
fn vouchers_are_looked_after_by_two_and_printed_with_names_by_the_supervisor_alone() {
    assert_eq!(who_may(Act::TendVouchers), [Role::Supervisor, Role::DataManager]);
    assert_eq!(who_may(Act::PrintVouchers), [Role::Supervisor]);
    assert!(Act::PrintVouchers.reads_vault() && !Act::TendVouchers.reads_vault());
}
