//! What Twilio signed once, and somebody kept and tells again: it begins nothing and stops nothing.

use chrono::{DateTime, Utc};
use records::texts;

use crate::{databases::both, desk::minutes, replies::ANNAS, texting::Texting};

impl Texting {
    /// Twilio's own words of a text, told at some moment.
    async fn hears(&self, sid: &str, words: &str, at: DateTime<Utc>) {
        let fields = [
            ("MessageSid", sid),
            ("MessagingServiceSid", "MG0001"),
            ("From", ANNAS),
            ("Body", words),
            ("OptOutType", words),
        ];
        let signed = self.signed("/hooks/twilio/inbound", &fields);
        let twilio = self.twilio.account();
        texts::receive(&self.desk.db, &twilio, &signed, at).await.expect("it is heard");
    }
}

#[tokio::test]
async fn a_start_of_last_week_that_is_told_again_after_a_stop_begins_no_texts() {
    both(|db| async move {
        let texting = Texting::with(db).await;
        texting.knows_a_mobile(ANNAS).await;
        texting.hears("SM1", "STOP", minutes(0)).await;
        texting.hears("SM2", "START", minutes(1)).await;
        texting.hears("SM3", "STOP", minutes(2)).await;

        for at in [3, 90, 60 * 24 * 7] {
            texting.hears("SM2", "START", minutes(at)).await;
        }

        let ledger = texting.ledger().await;
        assert_eq!(ledger.len(), 3, "{ledger:?}");
        assert_eq!(ledger[2], "1 stops stop-texts by text");
    })
    .await;
}

#[tokio::test]
async fn a_stop_of_whoever_had_the_number_before_does_not_stop_bens_texts_when_it_is_told_again() {
    both(|db| async move {
        let texting = Texting::with(db).await;
        texting.hears("SM1", "STOP", minutes(0)).await;
        texting.knows_a_mobile(ANNAS).await;
        texting.hears("SM2", "STOP", minutes(10)).await;
        texting.knows_a_mobile("07700 900222").await;
        texting.bens_mobile_is(ANNAS).await;

        for sid in ["SM1", "SM2"] {
            texting.hears(sid, "STOP", minutes(120)).await;
        }

        assert_eq!(texting.ledger().await, ["1 stops stop-texts by text"], "Anna's own, once");
        texting.hears("SM3", "STOP", minutes(121)).await;
        assert_eq!(texting.ledger().await[1], "2 stops stop-texts by text", "his own is heard");
    })
    .await;
}
