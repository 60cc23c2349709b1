//! What staff see and post about participants, and about nobody else's.

mod calling_us;

mod texted;

use axum::http::{Method, StatusCode};
use surveys::roles::Role;

use super::desk::{Answer, Desk};

const PEOPLE: &str = "/staff/bridgeway/participants";

/// A lead of Ashmere. Anna is theirs, Ben is of another site, Cai of another study.
struct Site {
    desk: Desk,
    lee: String,
    anna: i32,
    ben: i32,
    cai: i32,
}

impl Site {
    async fn open() -> Self {
        let desk = Desk::open().await;
        let anna = desk.enrols_at("1001", "anna@example.org", "ashmere").await;
        let ben = desk.enrols_at("1002", "ben@example.org", "calderby").await;
        let cai = desk.enrols_elsewhere("1003").await;
        let lee = desk.comes_in("lee@example.org", desk.at_site("ashmere")).await;
        Self { desk, lee, anna, ben, cai }
    }

    async fn opens(&self, rest: &str) -> Answer {
        self.desk.opens(&format!("{PEOPLE}{rest}"), Some(&self.lee)).await
    }

    async fn posts(&self, rest: &str, form: &str) -> Answer {
        self.desk.posts(&format!("{PEOPLE}{rest}"), form, Some(&self.lee)).await
    }
}

const STOPS: &str = "choice=no-more-surveys&decided_by=participant&mode=phone";

#[tokio::test]
async fn whoever_is_not_theirs_is_answered_like_nobody_on_every_page_and_post() {
    let site = Site::open().await;
    let below = ["", "/messages", "/consent", "/stop", "/stop/check"];
    let posts = [
        ("/consent", "mode=paper"),
        ("/stop/check", STOPS),
        ("/stop", STOPS),
        ("/take-back", "choice=died"),
        ("/link", "wave=baseline"),
        ("/send-link", "wave=baseline&by=email"),
        ("/details", "contact_email=new%40example.org"),
    ];

    for id in [site.ben, site.cai, -1, 0] {
        for page in below {
            let theirs = site.opens(&format!("/{id}{page}")).await;
            let nobodys = site.opens(&format!("/999999{page}")).await;
            assert_eq!(theirs.status, StatusCode::NOT_FOUND, "{id}{page}");
            assert_eq!(theirs.body, nobodys.body);
        }
        for (page, form) in posts {
            let theirs = site.posts(&format!("/{id}{page}"), form).await;
            let nobodys = site.posts(&format!("/999999{page}"), form).await;
            assert_eq!(theirs.status, StatusCode::NOT_FOUND, "{id}{page}");
            assert_eq!(theirs.body, nobodys.body);
        }
    }
    for sought in ["1002", "ben%40example.org", "1003", "nobody%40example.org"] {
        let answer = site.posts("", &format!("sought={sought}")).await;
        assert!(answer.body.contains("Nobody whom you look after"), "{sought}");
        assert!(!answer.body.contains("First100"), "{sought}");
    }
}

#[tokio::test]
async fn who_is_looked_for_stands_in_no_address() {
    let site = Site::open().await;

    for sought in ["anna%40example.org", "1001"] {
        let found = site.posts("", &format!("sought={sought}")).await;
        assert_eq!(found.leads_to(), format!("{PEOPLE}/{}", site.anna));
    }
    let page = site.opens(&format!("/{}", site.anna)).await;
    assert!(page.body.contains("First1001") && page.body.contains("4 May 1980"));
    assert!(page.body.contains("anna@example.org"));
    assert_eq!(page.header("cache-control"), "no-store");
    let list = site.opens("").await;
    assert!(list.body.contains("1001") && !list.body.contains("1002"));
    assert!(!list.body.contains("First1001"), "a list names nobody");
}

#[tokio::test]
async fn before_her_details_are_deleted_it_is_said_that_nobody_can_call_her_whatever_there_is() {
    let site = Site::open().await;
    let check = format!("/{}/stop/check", site.anna);
    let asks = |choice: &str| format!("choice={choice}&decided_by=participant&mode=phone&reason=");

    let name = site.posts(&check, &asks("delete-identity")).await;
    let answers = site.posts(&check, &asks("delete-answers")).await;

    let uncallable = "After this nobody from the study can call them";
    assert!(name.body.contains(uncallable) && name.body.contains("Samaritans"));
    assert!(!answers.body.contains(uncallable));
}

#[tokio::test]
async fn a_stop_is_shown_first_recorded_once_and_holds_on_her_page_at_once() {
    let site = Site::open().await;
    let (anna, token) = (site.anna, site.desk.link("1001").await);
    let script = "%3Cscript%3Ealert(1)%3C%2Fscript%3E";

    let open = site.posts(&format!("/{anna}/stop/check"), "reason=x").await;
    assert_eq!(open.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(open.body.contains("Choose what stops") && open.body.contains("Choose who decided it"));
    let form = format!("{STOPS}&reason={script}");
    let shown = site.posts(&format!("/{anna}/stop/check"), &form).await;
    assert!(shown.body.contains("We send you no more surveys."));
    assert!(shown.body.contains("&lt;script&gt;alert(1)") && !shown.body.contains("<script"));
    let before = site.desk.opens(&format!("/r/{token}"), None).await;
    assert_eq!(before.status, StatusCode::OK, "looking stops nothing");

    let first = site.posts(&format!("/{anna}/stop"), &form).await;
    let again = site.posts(&format!("/{anna}/stop"), &form).await;

    assert!(first.leads_to().starts_with("/staff/bridgeway/receipts/"));
    assert_eq!(first.leads_to(), again.leads_to());
    let receipt = site.desk.opens(first.leads_to(), Some(&site.lee)).await;
    assert!(receipt.body.contains("It is recorded") && receipt.body.contains("1001"));
    let page = site.opens(&format!("/{anna}")).await;
    assert!(page.body.contains("&lt;script&gt;alert(1)") && !page.body.contains("<script"));
    let hers = site.desk.opens(&format!("/r/{token}/consent"), None).await;
    assert_eq!(hers.status, StatusCode::GONE);
}

#[tokio::test]
async fn changing_ones_mind_before_it_is_recorded_keeps_what_was_typed() {
    let site = Site::open().await;

    let form = format!("{STOPS}&reason=Too+many&then=change");
    let back = site.posts(&format!("/{}/stop", site.anna), &form).await;

    assert_eq!(back.status, StatusCode::OK);
    assert!(back.body.contains("Too many"));
    assert_eq!(back.body.matches("checked").count(), 3, "each choice is still chosen");
    let page = site.opens(&format!("/{}", site.anna)).await;
    assert!(page.body.contains("They have not stopped anything."));
}

#[tokio::test]
async fn consent_on_paper_is_recorded_with_who_was_there_and_what_is_open_is_said() {
    let site = Site::open().await;
    let at = format!("/{}/consent", site.anna);
    let said = "C1=yes&C2=yes&C3=yes&C4=contact_email&C5=yes&C6=no&C7=no&C8=no&C9=yes";
    let when = "day=1&month=9&year=2026";

    let open = site.posts(&at, "mode=paper&C1=yes").await;
    let late = format!("{said}&mode=paper&witness=LL&day=1&month=1&year=2030");
    let tomorrow = site.posts(&at, &late).await;
    let done = site.posts(&at, &format!("{said}&mode=paper&witness=LL&{when}")).await;

    assert_eq!(open.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(open.body.contains("Write who was there") && open.body.contains("Choose Yes or No"));
    assert!(tomorrow.body.contains("That day has not come yet"));
    assert_eq!(done.leads_to(), format!("{PEOPLE}/{}?done=consent", site.anna));
    let page = site.opens(&format!("/{}?done=consent", site.anna)).await;
    assert!(page.body.contains("Recorded what they said."));
    assert!(
        page.body.contains("1 September 2026, in writing, heard or seen by LL, form version 1")
    );
    assert!(page.body.contains("They take part under the consent form that is in use."));
}

#[tokio::test]
async fn a_new_link_is_told_once_and_the_old_one_and_its_cookie_open_nothing() {
    let site = Site::open().await;
    let old = site.desk.link("1001").await;
    let shown = site.desk.posts(&format!("/r/{old}/check"), "day=4&month=5", None).await;
    let cookie = shown.cookies().split(';').next().unwrap_or_default().to_owned();
    assert!(cookie.starts_with("tl-shown="), "{cookie}");

    let none = site.posts(&format!("/{}/link", site.anna), "wave=").await;
    let page = site.posts(&format!("/{}/link", site.anna), "wave=baseline").await;

    assert!(none.body.contains("Choose for which survey"));
    let new = site.desk.link("1001").await;
    assert_ne!(new, old);
    assert!(page.body.contains(&format!("http://127.0.0.1:3000/r/{new}")));
    assert!(page.body.contains("http://127.0.0.1:3000/c/"));
    let again = site.opens(&format!("/{}", site.anna)).await;
    assert!(!again.body.contains(&new), "it is told once");
    let ended = site.desk.shows(&format!("/r/{old}/you"), &cookie).await;
    assert_eq!(ended.status, StatusCode::GONE);
    assert!(ended.body.contains("This link no longer works"));
    let asked = site.desk.shows(&format!("/r/{new}/you"), "").await;
    assert_eq!(asked.leads_to(), format!("/r/{new}/check?next=you"), "a new device is asked");
}

#[tokio::test]
async fn whoever_rings_in_is_sent_their_link_and_reached_in_another_way_from_one_page() {
    let site = Site::open().await;
    let of_anna = |rest: &str| format!("/{}{rest}", site.anna);
    let before = site.opens(&of_anna("")).await;
    let said =
        "C1=yes&C2=yes&C3=yes&C4=contact_email&C4=contact_sms&C5=yes&C6=no&C7=no&C8=no&C9=yes";
    let form = format!("{said}&mode=paper&witness=LL&day=1&month=9&year=2026");
    site.posts(&of_anna("/consent"), &form).await;

    let agreed = site.opens(&of_anna("")).await;
    let sent = site.posts(&of_anna("/send-link"), "wave=baseline&by=email").await;
    let unsent = site.posts(&of_anna("/send-link"), "wave=baseline&by=sms").await;
    let wrong = site.posts(&of_anna("/details"), "contact_email=nobody").await;
    let changed = site.posts(&of_anna("/details"), "contact_mobile=07700+900456").await;

    assert!(!before.body.contains("Send it by"), "they have agreed to nothing yet");
    assert!(before.body.contains("href=\"/complaint?study="), "a site lead keeps no register");
    assert!(agreed.body.contains("Send it by email: Baseline"));
    assert!(!agreed.body.contains("Send it by text"), "there is no number");
    assert_eq!(sent.leads_to(), format!("{PEOPLE}/{}?done=link-by-email", site.anna));
    assert_eq!(unsent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unsent.body.contains("Nothing was sent: the survey is not open to them"));
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("Write an email address") && wrong.body.contains("nobody"));
    assert_eq!(changed.leads_to(), format!("{PEOPLE}/{}?done=details", site.anna));
    let page = site.opens(&of_anna("?done=details")).await;
    assert!(page.body.contains("It is used in the ways in which they agreed to be reached."));
    assert!(page.body.contains("07700 900456") && page.body.contains("anna@example.org"));
    assert!(page.body.contains("Send it by text: Baseline"));
    assert!(page.body.contains("Last: Survey invitation, by email. Waiting"));
}

#[tokio::test]
async fn an_interviewer_loses_a_case_at_the_next_page() {
    let desk = Desk::open().await;
    let anna = desk.enrols_at("1001", "", "ashmere").await;
    let ivy = desk.comes_in("ivy@example.org", desk.of_study(Role::Interviewer)).await;
    let sue = desk.comes_in("sue@example.org", desk.of_study(Role::Supervisor)).await;
    let (id, _) = desk.role_of("ivy@example.org").await;
    let page = format!("{PEOPLE}/{anna}");
    assert_eq!(desk.opens(&page, Some(&ivy)).await.status, StatusCode::NOT_FOUND);

    let form = format!("interviewer={id}&numbers=1001%0D%0A");
    let given = desk.posts("/staff/bridgeway/cases", &form, Some(&sue)).await;
    assert_eq!(given.leads_to(), "/staff/bridgeway/cases?done=cases");
    assert_eq!(desk.opens(&page, Some(&ivy)).await.status, StatusCode::OK);
    let of_ivy = format!("/staff/bridgeway/cases/{id}");
    let taken = desk.posts(&of_ivy, "numbers=1001", Some(&sue)).await;

    assert_eq!(taken.leads_to(), format!("{of_ivy}?done=cases"));
    assert_eq!(desk.opens(&page, Some(&ivy)).await.status, StatusCode::NOT_FOUND);
    let nobody = desk.posts("/staff/bridgeway/cases", "numbers=1001,7", Some(&sue)).await;
    assert!(nobody.body.contains("Choose an interviewer"));
    let unknown = format!("interviewer={id}&numbers=1001,7");
    let unknown = desk.posts("/staff/bridgeway/cases", &unknown, Some(&sue)).await;
    assert!(unknown.body.contains("Nobody in this study has these study numbers:"));
    assert!(unknown.body.contains("nobody's study numbers") && unknown.body.contains("1001,7"));
}

#[tokio::test]
async fn sql_and_script_in_every_field_about_a_participant_are_words_like_others() {
    let site = Site::open().await;
    let evil = "%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E'%3B+DROP+TABLE+participant%3B+--";
    let fields = [
        "sought",
        "after",
        "then",
        "mode",
        "witness",
        "day",
        "month",
        "year",
        "C1",
        "choice",
        "decided_by",
        "reason",
        "wave",
    ];
    let form = fields.map(|field| format!("{field}={evil}")).join("&");
    for rest in ["", "/1/consent", "/1/stop/check", "/1/stop", "/1/take-back", "/1/link"] {
        let address = format!("{PEOPLE}{rest}");
        let page = site.desk.asks(&Method::POST, &address, &form, Some(&site.lee)).await;
        assert!(!page.body.contains("<script"), "{rest}");
        assert!(page.status.as_u16() < 500, "{rest}: {}", page.status);
    }
    assert_eq!(site.opens(&format!("/{}", site.anna)).await.status, StatusCode::OK);
}
