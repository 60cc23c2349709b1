//! An answer that the survey asks about once more.

use surveys::roles::Role;

use super::{Desk, annas};

#[tokio::test]
async fn sue_reads_out_what_is_asked_about_an_odd_answer_and_then_goes_on_with_it() {
    let desk = Desk::open().await;
    let front = annas(&desk).await;
    let sue = desk.comes_in("sue@example.org", desk.of_study(Role::Supervisor)).await;
    desk.posts(&front, "then=check&day=4&month=5", Some(&sue)).await;
    let begun = desk.posts(&front, "then=begin&answers=them", Some(&sue)).await;
    // All but her work she leaves out, each once it was asked for twice.
    let mut at = begun.leads_to().to_owned();
    for _ in 0..40 {
        let form = match at.rsplit('/').next() {
            Some("hours") => break,
            Some("empact") => "then=next&empact=1",
            _ => "then=next",
        };
        at = desk.posts(&at, form, Some(&sue)).await.leads_to().to_owned();
    }

    let odd = desk.posts(&at, "then=next&hours=70", Some(&sue)).await;

    assert_eq!(odd.leads_to(), at, "it is asked about");
    let page = desk.opens(&at, Some(&sue)).await.body;
    let mut rest = page.as_str();
    for words in [
        "Ask them about an answer that may be wrong",
        "Read out</p>",
        "You said that you work more than 60 hours a week. Is that right?",
        "If they say that it is right, press “Save and next”.",
    ] {
        rest = rest.split_once(words).unwrap_or_else(|| panic!("{words} is not next: {rest}")).1;
    }
    assert!(!page.contains("Please look again"), "nothing else speaks to Anna: {page}");
    let meant = desk.posts(&at, "then=next&hours=70", Some(&sue)).await;
    assert_ne!(meant.leads_to(), at);
}
