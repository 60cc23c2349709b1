//! A voucher in the words that the study has for it, in the language of the person.

use records::{
    letter_files::Which,
    participants::{self, Enrolment},
    protocols,
};
use surveys::{
    definition::TextKey, keys::MessageKey, language::Language, messages::Message,
    protocol::Protocol,
};

use crate::{
    databases::both,
    desk::{BY_EMAIL, BY_POST, Desk, giving, minutes},
    study::noon,
};

/// The same, with a message that brings the voucher, in English and in Welsh.
fn in_welsh() -> Protocol {
    let mut giving = giving();
    let messages = giving.messages.as_mut().expect("the example has messages");
    messages.messages.retain(|message| message.key.as_str() != "voucher");
    messages.messages.push(Message {
        key: MessageKey::new("voucher").expect("a key"),
        minutes: None,
        parts: None,
        sms: None,
        subject: Some("Your {voucher}".to_owned()),
        body: Some("Dear {first_name}, here it is: {voucher_code}".to_owned()),
        button: None,
        letter: Some("Dear {first_name}, your {voucher}: {voucher_code}".to_owned()),
        voicemail: None,
    });
    let welsh = [
        ("voucher.subject", "Eich {voucher}"),
        ("voucher.body", "Annwyl {first_name}, dyma fe: {voucher_code}"),
        ("voucher.letter", "Annwyl {first_name}, eich {voucher}: {voucher_code}"),
    ];
    let welsh = welsh.map(|(key, text)| (TextKey(key.to_owned()), text.to_owned()));
    messages.translations.entry(language("cy")).or_default().extend(welsh);
    giving
}

fn language(tag: &str) -> Language {
    Language::new(tag).expect("a language")
}

impl Desk {
    async fn follows(&self, protocol: &Protocol) {
        let (canonical, sha256) = protocols::canonical(protocol).expect("it can be written");
        let canonical = canonical.replace('\'', "''");
        self.does(&format!(
            "UPDATE protocol_version SET canonical = '{canonical}', sha256 = '{sha256}'"
        ))
        .await;
    }

    async fn speaks(&self, number: &str, language: &str) {
        let row = Enrolment {
            study_number: number.to_owned(),
            language: Some(language.to_owned()),
            ..Enrolment::default()
        };
        let known = participants::enrol(&self.db, &self.study, vec![row], true, noon()).await;
        known.expect("it is told");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn carys_and_dev_get_theirs_in_welsh_and_anna_in_english() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        desk.follows(&in_welsh()).await;
        desk.brings(&["AAAA", "BBBB", "CCCC"]).await.expect("they are new");
        for number in ["1003", "1004"] {
            desk.speaks(number, "cy").await;
        }
        desk.sends("1003", BY_EMAIL).await;
        desk.sends("1004", BY_POST).await;
        desk.sends("1001", BY_POST).await;

        desk.works(minutes(1)).await;
        let sue = desk.supervisor("sue@example.org").await;
        let printed = desk.prints(&sue, Which::New, 2).await.expect("two letters");

        assert_eq!(desk.mails_with("Annwyl Carys, dyma fe: AAAA"), 1);
        let says = |place: usize| printed.letters[place].says.clone().expect("words of the study");
        assert_eq!(says(0).language, language("cy"));
        assert!(says(0).text.starts_with("Annwyl Dev, eich £10: BBBB"), "{:?}", says(0));
        assert!(says(1).text.starts_with("Dear Anna, your £10: CCCC"), "{:?}", says(1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_that_cannot_be_filled_in_keep_nobody_from_their_voucher() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let mut until = in_welsh();
        let messages = until.messages.as_mut().expect("the example has messages");
        let own = messages.messages.last_mut().expect("a message");
        own.body = Some("{voucher_code} is good until {use_by}".to_owned());
        desk.follows(&until).await;
        desk.brings(&["AAAA"]).await.expect("it is new, and has no last day");
        desk.sends("1003", BY_EMAIL).await;

        desk.works(minutes(1)).await;

        assert_eq!(desk.mails_with("AAAA"), 1);
        assert_eq!(desk.mails_with("Here is your"), 1, "in the program's words");
    })
    .await;
}
