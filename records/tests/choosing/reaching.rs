//! How Anna is reached once she has changed it.

use records::{
    choices::change_details,
    outbox::{self, Channel, Message, Post, Recipient, Template},
    senders::{Folder, Senders},
};

use crate::{
    consented,
    databases::{self, both},
    study::{noon, typed},
    told,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_language_that_anna_calls_by_its_name_is_the_one_in_which_she_is_written_to() {
    both(|db| async move {
        let (_, who) = consented(&db).await;
        let kept = "SELECT language AS told FROM participant WHERE id = 1";

        for (typed_in, is_kept) in [
            ("Cymraeg", "cy"),
            ("  welsh ", "cy"),
            ("اردو", "ur"),
            ("British Sign Language", "British Sign Language"),
        ] {
            let form = typed(&format!("language={typed_in}"));
            change_details(&db, &who, &form, noon()).await.expect("it is kept");
            assert_eq!(told(&db, kept).await, [is_kept]);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_to_be_sent_goes_to_the_number_that_anna_has_just_given() {
    both(|db| async move {
        let (_, who) = consented(&db).await;
        let folder = databases::Folder::new();
        let message = Message {
            study_id: Some(1),
            to: Recipient::Participant(1),
            channel: Channel::Sms,
            template: Template::SurveyInvitation,
            facts: [("wave".to_owned(), "baseline".to_owned())].into(),
            once: "the invitation".to_owned(),
            not_before: noon(),
        };
        outbox::enqueue(db.writer(), message, noon()).await.expect("it waits");

        let number = typed("contact_mobile=07700 900777");
        change_details(&db, &who, &number, noon()).await.expect("it is kept");
        let senders = Senders::files(Folder::new(folder.0.join("outbox")));
        let post = Post::new(senders, "https://survey.example.org".to_owned());
        outbox::send_due(&db, &post, noon()).await.expect("it is sent");

        let files = std::fs::read_dir(folder.0.join("outbox")).expect("what was sent");
        let texts = files.map(|file| std::fs::read_to_string(file.expect("a file").path()));
        let texts: Vec<_> = texts.map(|text| text.expect("a text")).collect();
        assert_eq!(texts.len(), 1);
        assert!(texts[0].starts_with("To: +447700900777\n"), "{texts:?}");
    })
    .await;
}
