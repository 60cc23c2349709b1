//! Stopping part-way, sending, and what is kept where.

use surveys::{
    catalogue,
    journey::{self, Journey, Manner},
    typed::Typed,
    value::Value,
};

use super::{
    check,
    phone::{baseline, four_months, page_key},
};

#[test]
fn what_was_not_reached_is_told_from_what_was_left_blank() {
    check(
        baseline(),
        "to hours empact=1
         ? empact notemp jobstat hours payamt barrier satis
         ? d_ilo d_hoursb d_paywk emp_unknown jse_mean ucla3_tot d_disab ck2",
        "empact=1 notemp=-1 jobstat=1 hours=-6 payamt=-7 barrier=-7 satis=-7
         d_ilo=1 d_hoursb=-6 d_paywk=-7 emp_unknown=0 jse_mean=-7 ucla3_tot=-7 d_disab=-7 ck2=0",
    );
}

#[test]
fn nothing_is_worked_out_from_questions_that_nobody_reached() {
    check(
        baseline(),
        "to sex
         ? empact d_ilo d_cohort emp_unknown d_qual d_eth5 d_eth19",
        "empact=-7 d_ilo=-7 d_cohort=-7 emp_unknown=-7 d_qual=-7 d_eth5=-7 d_eth19=-7",
    );
}

#[test]
fn answers_are_sent_only_when_every_page_is_in_order() {
    let survey = catalogue::survey("baseline").unwrap();
    let mut phone = baseline();
    phone.follow("to contact");

    let early = journey::send(survey, &phone.sheet, &phone.facts());
    phone.follow("to end");
    let sent = journey::send(survey, &phone.sheet, &phone.facts()).unwrap();

    assert_eq!(early, Err(page_key("contact")));
    assert_eq!(sent.get("d_age"), Some(&Value::Number(40.0)));
    assert_eq!(sent.get("d_agegrp"), Some(&Value::Code(3)));
}

#[test]
fn the_first_question_without_an_answer_is_found_also_after_it_was_passed_by() {
    let survey = catalogue::survey("baseline").unwrap();
    let mut phone = baseline();
    phone.follow("to ons4\nons4: satis=5\nons4: satis=5\nto end");
    let facts = phone.facts();

    let journey = Journey::walk(survey, &phone.sheet, &facts);

    assert_eq!(journey.unanswered(None), Some(&page_key("ons4")));
    assert_eq!(journey.unanswered(Some(&page_key("sex"))), Some(&page_key("ons4")));
    assert_eq!(journey.unanswered(Some(&page_key("ons4"))), None);
}

#[test]
fn a_response_is_usable_once_work_and_well_being_are_answered() {
    let survey = catalogue::survey("four-month").unwrap();
    let usable = |script: &str, by_proxy: bool| {
        let phone = four_months();
        let mut phone = if by_proxy { phone.by_proxy() } else { phone };
        phone.follow(script);
        journey::usable(survey, &phone.sheet, &phone.facts())
    };

    assert!(usable("to loneliness", false));
    assert!(!usable("to ons4", false));
    assert!(!usable("to loneliness anxious=-8", false));
    assert!(!usable("to loneliness empact=-9", false));
    assert!(usable("to llreduce", true));
    assert!(!usable("to genhlth", true));
}

#[test]
fn what_the_vault_keeps_is_never_in_the_sheet() {
    let survey = catalogue::survey("baseline").unwrap();
    let mut phone = baseline();
    phone.follow("dob: dob_day=12&dob_month=5&dob_year=1985");
    phone.follow(
        "to contact\ncontact: contact_mobile=07700 900321&contact_email=anna at example.org",
    );
    let wrong = serde_json::to_string(&phone.sheet).unwrap();
    let (page, facts) = (page_key("contact"), phone.facts());
    let fields = [("contact_mobile", "07700 900321"), ("contact_email", "anna@example.org")];
    let typed = Typed::from_pairs(fields.map(|(name, value)| (name.into(), value.into())));

    let saved =
        journey::save(survey, &mut phone.sheet, &facts, &page, typed, Manner::Continue).unwrap();
    let right = serde_json::to_string(&phone.sheet).unwrap();
    let sent =
        serde_json::to_string(&journey::send(survey, &phone.sheet, &facts).unwrap()).unwrap();

    for text in [wrong, right, sent, serde_json::to_string(&saved.changes).unwrap()] {
        for secret in ["1985", "900321", "example.org"] {
            assert!(!text.contains(secret), "{secret} is in {text}");
        }
    }
    assert!(
        saved.vault.contains(&("contact_email".into(), Value::Text("anna@example.org".into())))
    );
    assert_eq!(phone.vault.get("dob").and_then(Value::date).unwrap().to_string(), "1985-05-12");
}

#[test]
fn someone_too_young_or_too_old_is_told_so() {
    check(
        baseline(),
        "dob: dob_day=2&dob_month=3&dob_year=2008
         dob: dob_day=1&dob_month=3&dob_year=1945
         dob: dob_day=1&dob_month=3&dob_year=2008",
        "dob: dob AgeOutside { youngest: 18, oldest: 80 }
         dob: dob AgeOutside { youngest: 18, oldest: 80 }
         dob -> sex",
    );
}

#[test]
fn a_page_left_to_finish_later_asks_nothing_and_keeps_what_was_typed() {
    check(
        baseline(),
        "to ons4
         ~ons4: satis=5
         ? satis worth
         see ons4 satis
         ~carer: carer=3
         ? carer",
        "ons4 -> ons4
         satis=5 worth=-6
         satis stands as 5
         carer -> empact
         carer=3",
    );
}
