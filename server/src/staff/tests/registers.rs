//! The registers, at the staff site.

use axum::http::StatusCode;
use surveys::roles::Role;

use super::desk::Desk;

const BREACH: &str = "day=2026-09-14&time=09%3A00&what=A+list+was+left+on+the+bus";
const NEW: &str = "/staff/bridgeway/registers/new/breach";

#[tokio::test]
async fn carys_opens_a_breach_and_brings_it_to_its_end() {
    let desk = Desk::open().await;
    let carys = desk.comes_in("carys@example.org", desk.of_study(Role::DataManager)).await;

    let opened = desk.posts(NEW, BREACH, Some(&carys)).await;
    assert_eq!(opened.leads_to(), "/staff/bridgeway/registers/1?done=entry", "{}", opened.body);
    let list = desk.opens("/staff/bridgeway/registers", Some(&carys)).await;
    assert!(list.body.contains("B-1") && list.body.contains("By 17 September 2026, 09:00"));
    assert!(!list.body.contains("on the bus"), "the list has no word of it");
    let entry = "/staff/bridgeway/registers/1";
    assert!(desk.opens(entry, Some(&carys)).await.body.contains("A list was left on the bus"));

    let early = desk.posts(entry, "then=close&outcome=contained", Some(&carys)).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.body.contains("Say how bad it is, before you close it"));
    for form in [
        "then=assess&register=breach&risk=likely&assess_words=Forty+names",
        "then=report&report_words=Case+123",
        "then=close&outcome=contained",
    ] {
        let done = desk.posts(entry, form, Some(&carys)).await;
        assert_eq!(done.leads_to(), format!("{entry}?done=entry"), "{form}");
    }
    let list = desk.opens("/staff/bridgeway/registers", Some(&carys)).await;
    assert!(list.body.contains("Closed: 1"));
}

#[tokio::test]
async fn a_form_that_is_not_in_order_is_shown_again_with_what_was_typed() {
    let desk = Desk::open().await;
    let sol = desk.comes_in("sol@example.org", desk.of_study(Role::SafeguardingLead)).await;
    let harm = "/staff/bridgeway/registers/new/harm";
    let page = async |address, form: &str| desk.posts(address, form, Some(&sol)).await;

    let future = page(NEW, "day=2026-09-15&time=09%3A00&what=A+%3Cb%3Etheft").await;
    let later = page(NEW, "day=2026-09-14&time=23%3A00&what=A+theft").await;
    let old = page(NEW, "day=1800-09-14&time=09%3A00&what=A+theft").await;
    assert!(later.body.contains("href=\"#time\"") && old.body.contains("Check the year"));
    assert!(old.body.contains("href=\"#day\"") && old.body.contains("value=\"1800-09-14\""));
    let nobody = page(harm, "day=2026-09-14&what=A+fall&number=NONE").await;

    assert_eq!(future.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(future.body.contains("This is still to come") && future.body.contains("href=\"#day\""));
    assert!(future.body.contains("A &lt;b>theft"));
    assert!(nobody.body.contains("Nobody in the study has this number"));
    desk.posts(NEW, BREACH, Some(&sol)).await;
    let entry = "/staff/bridgeway/registers/1";
    let why = page(entry, "then=assess&register=breach&risk=likely&assess_words=").await;
    assert!(why.body.contains("Write why") && why.body.contains("href=\"#assess_words\""));
    assert!(why.body.contains("value=\"likely\" checked"), "{}", why.body);
}

#[tokio::test]
async fn only_a_data_manager_destroys_what_was_written_and_only_if_it_is_meant() {
    let desk = Desk::open().await;
    let sol = desk.comes_in("sol@example.org", desk.of_study(Role::SafeguardingLead)).await;
    let carys = desk.comes_in("carys@example.org", desk.of_study(Role::DataManager)).await;
    desk.posts(NEW, BREACH, Some(&sol)).await;
    let entry = "/staff/bridgeway/registers/1";
    desk.posts(entry, "then=close&outcome=mistake", Some(&sol)).await;
    assert!(!desk.opens(entry, Some(&sol)).await.body.contains("Destroy what was written"));

    let by_sol = desk.posts(entry, "then=destroy&sure=yes", Some(&sol)).await;
    let unsure = desk.posts(entry, "then=destroy", Some(&carys)).await;
    let done = desk.posts(entry, "then=destroy&sure=yes", Some(&carys)).await;

    assert_eq!(by_sol.status, StatusCode::FORBIDDEN);
    assert!(unsure.body.contains("Tick the box if you mean to destroy"));
    assert!(unsure.body.contains("A list was left on the bus"));
    assert_eq!(done.leads_to(), format!("{entry}?done=entry"));
    let page = desk.opens(entry, Some(&carys)).await;
    assert!(page.body.contains("cannot be read any more") && !page.body.contains("on the bus"));
}

#[tokio::test]
async fn each_button_says_what_it_does_and_no_two_say_the_same() {
    let desk = Desk::open().await;
    let carys = desk.comes_in("carys@example.org", desk.of_study(Role::DataManager)).await;
    let new = desk.opens(NEW, Some(&carys)).await;
    assert!(new.body.contains(">Enter this breach<"), "{}", new.body);
    desk.posts(NEW, BREACH, Some(&carys)).await;
    let entry = "/staff/bridgeway/registers/1";
    let assessed = "then=assess&register=breach&risk=likely&assess_words=Forty+names";
    desk.posts(entry, assessed, Some(&carys)).await;

    let page = desk.opens(entry, Some(&carys)).await.body;

    let buttons = page.split("</button>").filter(|part| part.contains("name=\"then\""));
    let mut said: Vec<_> = buttons.filter_map(|part| part.rsplit('>').next()).collect();
    let many = said.len();
    said.sort_unstable();
    said.dedup();
    assert_eq!(said.len(), many, "{said:?}");
    assert!(many > 3 && said.contains(&"Record that it was reported"), "{said:?}");
}

#[tokio::test]
async fn a_study_number_that_carys_typed_into_a_complaint_shows_nobody_how_to_reach_anna() {
    let desk = Desk::open().await;
    let carys = desk.comes_in("carys@example.org", desk.of_study(Role::DataManager)).await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    desk.enrols("1001", "Annabel").await;
    let letter = "channel=letter&day=2026-09-14&what=Too+many+texts&number=1001";
    desk.posts("/staff/bridgeway/registers/new/complaint", letter, Some(&carys)).await;
    let entry = "/staff/bridgeway/registers/1";

    let page = desk.opens(entry, Some(&carys)).await.body;
    let asked = desk.posts(entry, "then=contact", Some(&carys)).await;
    let by_eve = desk.posts(entry, "then=contact", Some(&eve)).await;

    assert!(!page.contains("Show name and contact details") && !page.contains("Annabel"));
    assert!(!asked.body.contains("Annabel") && !asked.body.contains("07700 900123"));
    assert_eq!(by_eve.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_overview_tells_those_who_keep_the_registers_what_is_overdue_and_nobody_else() {
    let desk = Desk::open().await;
    let carys = desk.comes_in("carys@example.org", desk.of_study(Role::DataManager)).await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let late = "day=2026-09-01&time=09%3A00&what=A+laptop+was+stolen";
    desk.posts(NEW, late, Some(&carys)).await;

    let hers = desk.opens("/staff", Some(&carys)).await.body;

    assert!(hers.contains("1 entry of the registers is overdue."), "{hers}");
    assert!(hers.contains("/staff/bridgeway/registers"));
    assert!(!desk.opens("/staff", Some(&eve)).await.body.contains("registers"));
}

#[tokio::test]
async fn an_entry_of_another_study_or_of_no_register_is_not_there() {
    let desk = Desk::open().await;
    let carys = desk.comes_in("carys@example.org", desk.of_study(Role::DataManager)).await;
    desk.posts(NEW, BREACH, Some(&carys)).await;

    let other = desk.opens("/staff/otherway/registers/1", Some(&carys)).await;
    let nothing = desk.opens("/staff/bridgeway/registers/99", Some(&carys)).await;
    let no_register = desk.opens("/staff/bridgeway/registers/new/gossip", Some(&carys)).await;

    assert_eq!(other.status, StatusCode::FORBIDDEN);
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
    assert_eq!(no_register.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn script_in_a_complaint_comes_to_carys_as_words() {
    let desk = Desk::open().await;
    let carys = desk.comes_in("carys@example.org", desk.of_study(Role::DataManager)).await;
    let evil =
        "%3C%2Ftextarea%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E'%3B+DROP+TABLE+participant%3B+--";
    let form = format!("study=bridgeway&what={evil}&wish={evil}&contact={evil}&may_know=yes");
    let made = desk.posts("/complaint", &form, None).await;
    assert!(desk.opens(made.leads_to(), None).await.body.contains("C-1"));
    let entry = "/staff/bridgeway/registers/1";

    let read = desk.opens(entry, Some(&carys)).await;
    let note = format!("then=note&note_words={evil}");
    let noted = desk.posts(entry, &note, Some(&carys)).await;
    let list = desk.opens("/staff/bridgeway/registers", Some(&carys)).await;

    assert!(
        read.body.contains("&lt;script>alert(1)") || read.body.contains("&lt;script&gt;alert(1)")
    );
    for page in [read, noted, list, desk.opens(entry, Some(&carys)).await] {
        assert!(!page.body.contains("<script"), "{}", page.body);
    }
}

#[tokio::test]
async fn somebody_without_a_link_says_which_study_they_mean() {
    let desk = Desk::open().await;
    let page = desk.opens("/complaint", None).await;
    assert!(page.body.contains("Which study is it about?"));

    let without = desk.posts("/complaint", "what=Too+many+letters", None).await;
    let unknown = desk.posts("/complaint", "what=Too+many+letters&study=nowhere", None).await;
    let made = desk.posts("/complaint", "what=Too+many+letters&study=otherway", None).await;

    for page in [without, unknown] {
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.body.contains("Choose the study") && page.body.contains("href=\"#study\""));
        assert!(page.body.contains("Too many letters"));
    }
    assert!(desk.opens(made.leads_to(), None).await.body.contains("C-1"));
}
