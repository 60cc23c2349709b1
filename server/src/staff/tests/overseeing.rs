//! What is overseen: refused deletions, messages, and the audit.

use axum::http::StatusCode;
use records::{auth::By, rights};
use surveys::{authoring::read_pack, rights::Right, roles::Role, scoring::Mode};

use super::desk::{Desk, noon};

#[tokio::test]
async fn what_is_looked_for_in_the_audit_is_found_and_a_day_that_is_none_is_said() {
    let desk = Desk::open().await;
    let ada = desk.administrator("ada@example.org").await;
    let search = async |form: &str| desk.posts("/staff/audit", form, Some(&ada)).await;

    let all = desk.opens("/staff/audit", Some(&ada)).await;
    let loaded = search("action=loaded&actor=Command").await;
    let nothing = search("object=%3Cscript%3E%25").await;
    let no_day = search("from=tomorrow").await;

    assert!(all.body.contains("study loaded") && all.body.contains("second factor set up"));
    assert!(!all.body.contains("ada@example.org"), "the audit names nobody");
    let (id, _) = desk.role_of("ada@example.org").await;
    assert!(all.body.contains(&format!("<a href=\"/staff/people#staff-{id}\">staff {id}</a>")));
    assert!(loaded.body.contains("study loaded") && !loaded.body.contains("second factor set up"));
    assert!(nothing.body.contains("Nothing was found.") && !nothing.body.contains("<script"));
    assert_eq!(no_day.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(no_day.body.contains("Write a day like 2026-03-02"));
}

#[tokio::test]
async fn a_number_in_the_audit_leads_to_whose_it_is_also_when_they_have_left() {
    let desk = Desk::open().await;
    let ada = desk.administrator("ada@example.org").await;
    desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let (eve, _) = desk.role_of("eve@example.org").await;
    let listed = desk.opens("/staff/people", Some(&ada)).await.body;
    assert!(listed.contains(&format!("id=\"staff-{eve}\"")) && !listed.contains("No longer on"));

    desk.posts(&format!("/staff/people/{eve}/removal"), "sure=yes", Some(&ada)).await;

    let listed = desk.opens("/staff/people", Some(&ada)).await.body;
    let gone = listed.split("No longer on the staff").nth(1).expect("a heading");
    assert!(gone.contains(&format!("id=\"staff-{eve}\"")) && gone.contains("eve@example.org"));
    let one = desk.opens("/staff/people/1", Some(&ada)).await.body;
    assert!(one.contains("In the audit: staff 1"), "{one}");
}

#[tokio::test]
async fn the_audit_is_read_fifty_entries_at_a_time() {
    let desk = Desk::open().await;
    let ada = desk.administrator("ada@example.org").await;
    for place in 0..30 {
        desk.invites(&format!("eve{place}@example.org"), desk.of_study(Role::Evaluator)).await;
    }

    let first = desk.opens("/staff/audit", Some(&ada)).await;
    let older = first.body.split("name=\"before\" value=\"").nth(1).expect("there are more");
    let older = older.split('"').next().unwrap_or_default();
    let second = desk.posts("/staff/audit", &format!("before={older}"), Some(&ada)).await;

    let rows = |body: &str| body.matches("role=\"rowheader\"").count();
    assert_eq!(rows(&first.body), 50);
    assert!(rows(&second.body) > 10 && rows(&second.body) < 50, "{}", rows(&second.body));
    assert!(second.body.contains("study loaded"));
}

#[tokio::test]
async fn checking_the_chain_says_that_it_is_whole_and_where_it_ends() {
    let desk = Desk::open().await;
    let ada = desk.administrator("ada@example.org").await;
    desk.seals().await;

    let whole = desk.posts("/staff/audit/check", "", Some(&ada)).await;

    assert!(whole.body.contains("The chain is whole"), "{}", whole.body);
    assert!(whole.body.contains("The chain ends at this anchor"));
}

#[tokio::test]
async fn ada_checks_the_chain_six_times_an_hour_and_bea_is_not_kept_from_it() {
    let desk = Desk::open().await;
    let ada = desk.administrator("ada@example.org").await;
    let bea = desk.administrator("bea@example.org").await;
    let check = async |session: &str| desk.posts("/staff/audit/check", "", Some(session)).await;
    for _ in 0..6 {
        assert_eq!(check(&ada).await.status, StatusCode::OK);
    }

    let seventh = check(&ada).await;

    assert_eq!(seventh.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(seventh.body.contains("You have checked the chain often"), "{}", seventh.body);
    assert!(!seventh.body.contains("The chain is whole"));
    assert!((540..=600).contains(&seventh.header("retry-after").parse().unwrap_or(0)));
    assert!(check(&bea).await.body.contains("The chain is whole"));
}

#[tokio::test]
async fn while_somebody_checks_the_chain_nobody_else_does_and_the_page_says_so() {
    let desk = Desk::open().await;
    let ada = desk.administrator("ada@example.org").await;

    let checks = (0..8).map(|_| desk.posts("/staff/audit/check", "", Some(&ada)));
    let answers = futures_util::future::join_all(checks).await;

    let of = |status| answers.iter().filter(|one| one.status == status).collect::<Vec<_>>();
    let (whole, waits) = (of(StatusCode::OK), of(StatusCode::TOO_MANY_REQUESTS));
    assert_eq!(whole.len() + waits.len(), 8);
    assert!(!whole.is_empty() && !waits.is_empty(), "{} were checked", whole.len());
    let said = "Somebody is checking the chain at this moment";
    assert!(waits.iter().any(|page| page.body.contains(said)));
}

/// Anna agrees to emails, and then wants no more surveys; but her address is none.
const CONSENT: &str = "C1=yes&C2=yes&C3=yes&C4=contact_email&C5=no&C6=no&C7=no&C8=no&C9=yes&C10=no&\
    mode=phone&witness=SI&day=14&month=9&year=2026";
const STOPS: &str = "choice=no-more-surveys&decided_by=participant&mode=phone";

#[tokio::test]
async fn a_message_that_failed_waits_for_a_decision_which_is_taken_once() {
    let desk = Desk::open().await;
    let anna = desk.enrols_at("1001", "anna at home", "ashmere").await;
    let sue = desk.comes_in("sue@example.org", desk.of_study(Role::Supervisor)).await;
    for (page, form) in [("consent", CONSENT), ("stop", STOPS)] {
        let address = format!("/staff/bridgeway/participants/{anna}/{page}");
        desk.posts(&address, form, Some(&sue)).await;
    }
    desk.sends().await;
    let here = "/staff/bridgeway/messages";

    let page = desk.opens(here, Some(&sue)).await;
    let again = desk.posts(here, "message=2&then=again", Some(&sue)).await;
    let twice = desk.posts(here, "message=2&then=give-up", Some(&sue)).await;
    let nobodys = desk.posts(here, "message=99&then=again", Some(&sue)).await;

    assert!(page.body.contains("These failed. Decide on each"));
    assert!(page.body.contains("Stop receipt, by email, for 1001"));
    assert!(!page.body.contains("anna at home") && !page.body.contains("First1001"));
    assert_eq!(again.leads_to(), "/staff/bridgeway/messages?done=message");
    assert!(twice.body.contains("Somebody has decided about it meanwhile"));
    assert_eq!(nobodys.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_decision_on_a_refusal_that_is_not_there_finds_nothing() {
    let desk = Desk::open().await;
    let carys = desk.comes_in("carys@example.org", desk.of_study(Role::DataManager)).await;
    let form = "outcome=upheld&decided_by=DPO&note=So+it+is";

    let page = desk.opens("/staff/bridgeway/refusals", Some(&carys)).await;
    let one = desk.posts("/staff/bridgeway/refusals/7", form, Some(&carys)).await;

    assert!(page.body.contains("No wish to have answers deleted was refused."));
    assert_eq!(one.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_overview_leads_to_what_each_may_do_and_to_nothing_else() {
    let desk = Desk::open().await;
    let links = async |role: Role| {
        let email = format!("{}@example.org", role.key());
        let session = desk.comes_in(&email, desk.of_study(role)).await;
        let page = desk.opens("/staff", Some(&session)).await.body;
        let parts = ["participants", "cases", "messages", "refusals"];
        let led =
            parts.into_iter().filter(|part| page.contains(&format!("/staff/bridgeway/{part}\"")));
        led.collect::<Vec<_>>().join(" ")
    };

    assert_eq!(links(Role::Interviewer).await, "participants");
    assert_eq!(links(Role::Supervisor).await, "participants cases messages");
    assert_eq!(links(Role::DataManager).await, "messages refusals");
    assert_eq!(links(Role::Evaluator).await, "");
}

#[tokio::test]
async fn an_evaluator_reads_which_licences_are_on_record_and_no_word_of_a_scale() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let before = desk.opens("/staff/instruments", Some(&eve)).await.body;
    let items: Vec<_> = (1..=7).map(|item| format!("\"Nonsense {item}\"")).collect();
    let options = (1..=5).map(|value| format!("{{ value = {value}, label = \"Nonsense\" }}"));
    let pack = format!(
        "instrument = \"swemwbs\"\nlanguage = \"en-GB\"\nversion = \"v1\"\noptions = [{}]\nitems = [{}]\n",
        options.collect::<Vec<_>>().join(", "),
        items.join(", "),
    );
    let right = Right {
        instrument: "swemwbs".to_owned(),
        reference: "W-1".to_owned(),
        holder: "Trust <b>".to_owned(),
        expires_on: Some(noon().date_naive()),
        modes: vec![Mode::Web],
        languages: vec!["en-GB".to_owned()],
    };
    let pack = read_pack("pack.toml", &pack).expect("the pack is in order");
    rights::record(&desk.db, &By::CommandLine, (&pack, &right), noon())
        .await
        .expect("it is recorded");

    let listed = desk.opens("/staff/instruments", Some(&eve)).await.body;

    assert!(before.contains("No licence is on record.") && before.contains("PHQ-9"));
    assert!(before.contains("By licence, none on record"));
    assert!(!before.contains("By licence, on record") && listed.contains("By licence, on record"));
    assert!(listed.contains("W-1") && listed.contains("Ends today") && !listed.contains("<b>"));
    assert!(!listed.contains("Nonsense"));
    let overview = desk.opens("/staff", Some(&eve)).await.body;
    assert!(overview.contains("href=\"/staff/instruments\""));
}
