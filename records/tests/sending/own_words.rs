//! What the study itself has to say to who texts, and what is said where it has nothing.

use records::{stopping, studies};
use sea_orm_migration::sea_orm::ConnectionTrait;
use surveys::{
    definition::TextKey, keys::StudyKey, language::Language, protocol::Protocol, stopping::Choice,
};

use crate::{
    databases::both,
    replies::ANNAS,
    study::{noon, person, protocol},
    texting::Texting,
    unchecked,
};

impl Texting {
    /// The study's words are these from now on, as they were before somebody looked at them.
    async fn says(&self, change: impl FnOnce(&mut Protocol)) {
        unchecked::follows(&self.desk.db, protocol(), change).await;
    }

    async fn does(&self, sql: &str) {
        self.desk.db.writer().execute_unprepared(sql).await.expect("it is done");
    }

    /// What was texted, in order.
    fn taken(&self) -> Vec<String> {
        self.twilio.taken().iter().map(|text| text.get("Body").to_owned()).collect()
    }
}

#[tokio::test]
async fn where_the_study_has_no_words_for_it_or_none_that_can_be_read_anna_is_answered_in_ours() {
    both(|db| async move {
        let texting = Texting::with(db).await;
        texting.knows_a_mobile(ANNAS).await;
        texting
            .says(|protocol| {
                let messages = protocol.messages.as_mut().expect("the example has messages");
                messages.messages.retain(|one| one.key.as_str() != "call-reply");
                let other =
                    messages.messages.iter_mut().find(|one| one.key.as_str() == "unknown-reply");
                other.expect("a reply").sms = Some("{sender}: {nothing}".to_owned());
            })
            .await;

        texting.gets("SM1", ANNAS, "CALL", "").await;
        texting.sends(noon()).await;
        texting.gets("SM2", ANNAS, "Hello?", "").await;
        texting.sends(noon()).await;
        texting.does("UPDATE protocol_version SET canonical = '{}'").await;
        texting.gets("SM3", ANNAS, "STOP", "").await;
        texting.sends(noon()).await;

        let said = texting.taken();
        assert!(said[0].contains("we will call you as soon as we can"), "{said:?}");
        assert!(said[1].contains("nobody reads replies to these texts"), "{said:?}");
        assert!(said[2].contains("we have done what you asked"), "{said:?}");
    })
    .await;
}

#[tokio::test]
async fn whoever_reads_welsh_is_answered_in_the_studys_welsh_by_their_name() {
    both(|db| async move {
        let texting = Texting::with(db).await;
        texting.knows_a_mobile(ANNAS).await;
        texting
            .says(|protocol| {
                let words = "{sender}: diolch {first_name}, byddwn yn eich ffonio.".to_owned();
                let welsh = [(TextKey("call-reply.sms".to_owned()), words)];
                let messages = protocol.messages.as_mut().expect("the example has messages");
                messages.translations.insert(Language::new("cy").expect("a tag"), welsh.into());
            })
            .await;
        texting.does("UPDATE participant SET language = 'cy' WHERE id = 1").await;

        texting.gets("SM1", ANNAS, "CALL", "").await;
        texting.sends(noon()).await;

        assert_eq!(texting.taken(), ["Bridgeway Study: diolch Anna, byddwn yn eich ffonio."]);
    })
    .await;
}

#[tokio::test]
async fn whoever_wants_nothing_more_and_texts_stop_is_told_once_that_it_was_heard() {
    both(|db| async move {
        let texting = Texting::with(db).await;
        texting.knows_a_mobile(ANNAS).await;
        let key = StudyKey::new("bridgeway").expect("a key");
        let study = studies::find(&texting.desk.db, &key).await.expect("the study");
        let anna = person(&texting.desk.db, &study, "1001", None, noon()).await;
        let ended = stopping::stop(&texting.desk.db, &anna, Choice::NoMoreSurveys, None, noon());
        ended.await.expect("it is done");
        texting.sends(noon()).await;

        for sid in ["SM1", "SM2"] {
            texting.gets(sid, ANNAS, "STOP", "").await;
            texting.sends(noon()).await;
        }

        let said = texting.taken();
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].contains("we will not text you again"), "{said:?}");
    })
    .await;
}
