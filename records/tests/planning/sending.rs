//! What was handed over is sent in the words that hold at that moment, if it still may be.

use surveys::{definition::TextKey, language::Language, protocol::Protocol};

use crate::{
    databases::both,
    mailroom::{Mailroom, words},
    week::second,
};

/// A text with words for the code or token that its link ends with.
fn without_own(text: &str, begins: &str) -> String {
    let (before, after) = text.split_once(begins).expect("a link");
    let (own, after) = after.split_once(' ').expect("something after it");
    format!("{before}{begins}({} letters) {after}", own.len())
}

#[tokio::test]
async fn anna_and_ben_get_the_words_of_the_protocol_with_a_way_in_of_their_own() {
    both(|db| async move {
        let post = Mailroom::with(db, words(&[])).await;
        post.week.hands_over("3T12:00").await;

        post.sends("3T12:01").await;

        assert_eq!(post.stands().await, ["1 email sent", "1 sms sent", "2 sms sent"]);
        let texts = post.sent(".txt");
        let (anna, ben) = (&texts[0], &texts[1]);
        assert_eq!(
            without_own(anna, "https://survey.example.org/r/"),
            "To: 07700 900001\n\nBridgeway Study: Hi Anna, your survey is ready. 2 mins. \
             https://survey.example.org/r/(26 letters) Text STOP to opt out",
            "Anna's birthday is not known, so no code would let her in"
        );
        assert_eq!(
            without_own(ben, "https://survey.example.org/c/"),
            "To: 07700 900002\n\nBridgeway Study: Hi Ben, your survey is ready. 2 mins. \
             https://survey.example.org/c/(9 letters) Text STOP to opt out"
        );
        let mail = &post.sent(".eml")[0];
        assert!(
            mail.contains("Subject: Bridgeway Study: your survey is ready, about 2 minutes"),
            "{mail}"
        );
        assert!(mail.contains(
            "Hello Anna,\r\n\r\nYour survey is ready.\r\n\r\nhttps://survey.example.org/r/"
        ));
        assert!(mail.contains("<html lang=\"en\""), "{mail}");
        assert!(mail.contains("Open your survey</a>"), "{mail}");
        assert!(mail.contains("List-Unsubscribe:"), "{mail}");
    })
    .await;
}

#[tokio::test]
async fn a_message_that_was_reworded_while_it_waited_goes_in_its_new_words() {
    both(|db| async move {
        let post = Mailroom::with(db, words(&[])).await;
        post.week.hands_over("3T12:00").await;
        let messages = words(&[("your survey is ready. {minutes} mins.", "it is time.")]);
        post.says(&Protocol { version: 4, messages: Some(messages), ..second() }).await;

        post.sends("3T12:01").await;

        let texts = post.sent(".txt");
        assert!(texts[1].contains("Hi Ben, it is time. https://"), "{texts:?}");
    })
    .await;
}

#[tokio::test]
async fn whoever_reads_welsh_is_written_to_in_welsh_and_the_mail_says_so() {
    both(|db| async move {
        let mut messages = words(&[]);
        let welsh = [
            ("invitation.subject", "{sender}: mae eich arolwg yn barod"),
            ("invitation.body", "Helo {first_name},\n\n{link}\n\n{team_phone} {organisation}"),
        ];
        let welsh = welsh.map(|(key, text)| (TextKey(key.to_owned()), text.to_owned()));
        messages.translations.insert(Language::new("cy").expect("a tag"), welsh.into());
        let post = Mailroom::with(db, messages).await;
        post.week.does("UPDATE participant SET language = 'cy'").await;
        post.week.hands_over("3T10:00").await;

        post.sends("3T10:01").await;

        let mail = &post.sent(".eml")[0];
        assert!(mail.contains("mae eich arolwg yn barod") && mail.contains("Helo Anna,"), "{mail}");
        assert!(mail.contains("<html lang=\"cy\""), "{mail}");
    })
    .await;
}

#[tokio::test]
async fn a_contact_that_the_protocol_dropped_while_it_waited_is_not_made() {
    both(|db| async move {
        let post = Mailroom::with(db, words(&[])).await;
        post.week.hands_over("3T12:00").await;
        let mut without = Protocol { version: 4, messages: Some(words(&[])), ..second() };
        without.waves[0].steps.remove(0);
        post.says(&without).await;

        post.sends("3T12:01").await;

        let why = "not sent: the protocol does not have this contact any more";
        let all = ["1 email", "1 sms", "2 sms"].map(|which| format!("{which} {why}"));
        assert_eq!(post.stands().await, all);
        assert!(post.sent("").is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_filled_in_fails_in_sight_and_is_never_sent_with_a_gap() {
    both(|db| async move {
        let messages = words(&[("{minutes} mins.", "{voucher} as thanks.")]);
        let post = Mailroom::with(db, messages).await;
        post.week.hands_over("3T12:00").await;

        post.sends("3T12:01").await;

        let why = "failed: “invitation-text” needs {voucher}, which is not known";
        assert_eq!(
            post.stands().await,
            ["1 email sent".to_owned(), format!("1 sms {why}"), format!("2 sms {why}")]
        );
        assert!(post.sent(".txt").is_empty());
    })
    .await;
}

#[tokio::test]
async fn whoever_has_answered_or_died_while_it_waited_is_left_alone() {
    both(|db| async move {
        let post = Mailroom::with(db, words(&[])).await;
        post.week.hands_over("3T12:00").await;
        post.week
            .does(
                "INSERT INTO response (participant_id, wave_key, survey_version_id, status, mode_start, mode_end, \
                 begun_on, started_at, saved_at, submitted_at, saves, out_of_window, proxy, consent_at_start, sheet) \
                 SELECT 1, 'baseline', MIN(id), 'complete', 'web', 'web', '2026-03-03', '2026-03-03 11:00:00+00:00', \
                 '2026-03-03 11:00:00+00:00', '2026-03-03 11:00:00+00:00', 1, FALSE, FALSE, '{}', '{}' \
                 FROM survey_version",
            )
            .await;
        post.week
            .does(
                "INSERT INTO stop_event (participant_id, act, choice, decided_by, channel, actor, decided_on, \
                 reference, at) VALUES (2, 'stops', 'died', 'staff', 'phone', 'staff 1', '2026-03-03', 'R-1', \
                 '2026-03-03 11:00:00+00:00')",
            )
            .await;

        post.sends("3T12:01").await;

        assert_eq!(
            post.stands().await,
            [
                "1 email not sent: the survey was sent",
                "1 sms not sent: the survey was sent",
                "2 sms not sent: nothing is asked of the person any more",
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn a_text_that_waited_into_the_night_goes_in_the_morning_and_later_not_at_all() {
    both(|db| async move {
        let post = Mailroom::with(db, words(&[])).await;
        post.week.hands_over("3T12:00").await;
        post.week.does("DELETE FROM outbox WHERE participant_id = 1").await;

        post.sends("3T20:30").await;
        assert_eq!(post.stands().await, ["2 sms waiting: it may not go yet"]);
        post.sends("4T08:59").await;
        assert!(post.sent(".txt").is_empty());

        post.sends("4T10:00").await;
        assert_eq!(post.stands().await, ["2 sms sent"]);
    })
    .await;
}

#[tokio::test]
async fn what_no_worker_could_send_for_two_days_would_come_too_late() {
    both(|db| async move {
        let post = Mailroom::with(db, words(&[])).await;
        post.week.hands_over("3T12:00").await;

        post.sends("6T12:00").await;

        let late = |which: &str| format!("{which} not sent: it would have come too late");
        assert_eq!(post.stands().await, ["1 email", "1 sms", "2 sms"].map(late));
    })
    .await;
}

#[tokio::test]
async fn an_alert_keeps_it_without_a_word_about_why_and_a_day_later_it_goes() {
    both(|db| async move {
        let post = Mailroom::with(db, words(&[])).await;
        post.week.hands_over("3T12:00").await;
        post.week
            .does("INSERT INTO alert (id, participant_id, cause) VALUES (1, 2, 'concern')")
            .await;
        for (at, kind, more) in
            [("12:00", "raised", "2, NULL"), ("12:30", "closed", "NULL, 'spoken'")]
        {
            post.week
                .does(&format!(
                    "INSERT INTO alert_event (alert_id, at, actor, kind, level, outcome) \
                     VALUES (1, '2026-03-03 {at}:00+00:00', 'staff 1', '{kind}', {more})"
                ))
                .await;
        }

        post.sends("3T13:00").await;
        let waits = ["1 email sent", "1 sms sent", "2 sms waiting: it may not go yet"];
        assert_eq!(post.stands().await, waits);

        post.sends("4T12:01").await;
        assert_eq!(post.stands().await[2], "2 sms sent");
    })
    .await;
}
