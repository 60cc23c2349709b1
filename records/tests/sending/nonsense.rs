//! A provider that answers nonsense: it is never taken for a yes or a no, and a text is never given to it twice.

use crate::{databases::both, desk::minutes, texting::Texting};

const SILENT: &str = "waiting: Twilio did not answer after the text was given away";

#[tokio::test]
async fn an_answer_that_is_empty_or_has_no_end_is_none_and_the_text_is_found_by_asking() {
    both(|db| async move {
        let texting = Texting::with(db).await;
        for ending in ["204", "050"] {
            assert_eq!(texting.texts(ending).await, SILENT, "{ending}");

            texting.sends(minutes(1)).await;

            assert_eq!(texting.stands().await, "sent", "{ending}");
            assert_eq!(texting.twilio.given(ending), 1, "{ending}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_page_of_html_with_200_is_no_yes_and_what_twilio_never_got_is_decided_by_a_person() {
    both(|db| async move {
        let texting = Texting::with(db).await;
        assert_eq!(texting.texts("200").await, SILENT);

        for minute in 1..120 {
            texting.sends(minutes(minute)).await;
        }

        let doubt = "in doubt: Twilio has no such text, and did not say that it refused it";
        assert_eq!(texting.stands().await, doubt);
        assert_eq!(texting.twilio.given("200"), 1);
    })
    .await;
}

#[tokio::test]
async fn while_its_list_is_nonsense_nothing_is_decided_and_nothing_is_given_to_it_again() {
    both(|db| async move {
        let texting = Texting::with(db).await;
        texting.texts("408").await;
        let huge = format!("{{\"messages\": [{}]}}", " ".repeat(50 << 20));
        let nonsense = ["<html>Welcome", "{\"messages\": [", "", "{}", "[]", "null", huge.as_str()];
        for (minute, nonsense) in (1..).zip(nonsense) {
            texting.twilio.talks(Some(nonsense.to_owned()));
            let due = "UPDATE outbox SET held_until = NULL, attempts = 1";
            texting.desk.does(due).await;

            texting.sends(minutes(minute)).await;

            let stands = texting.stands().await;
            assert!(stands.starts_with("waiting: Twilio"), "{nonsense:.20}: {stands}");
            assert_eq!(texting.twilio.given("408"), 1);
        }

        texting.twilio.talks(None);
        texting.desk.does("UPDATE outbox SET held_until = NULL").await;
        texting.sends(minutes(9)).await;
        assert_eq!(texting.stands().await, "sent", "it was there all the time");
        assert_eq!(texting.twilio.given("408"), 1);
    })
    .await;
}
