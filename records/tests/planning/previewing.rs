//! What somebody would read, for staff who are asked about it and for whoever writes it.

use std::sync::Arc;

use records::{
    auth::{By, MessageReader, StaffMember},
    previews::{self, Asked, Called, Foreseen, Previewed, When, Whom},
    schedule::Became,
    senders::Folder,
    staff::{self, Appointment},
};
use sea_orm_migration::sea_orm::ConnectionTrait;
use surveys::{
    definition::TextKey, events::EventKind, language::Language, messages::Occasion,
    protocol::Protocol, roles::Role, stopping::Way, waves::Anchor,
};

use crate::{
    databases::both,
    mailroom::{Mailroom, words},
    study::noon,
    week::{Week, march, second},
};

const SITE: &str = "https://survey.example.org";

impl Week {
    async fn reader(&self, email: &str, role: Role) -> MessageReader {
        let member = || StaffMember::at_the_command_line(&self.db, email);
        if member().await.expect("an answer").is_none() {
            let as_what = Appointment { role, study: Some(self.study.clone()), site: None };
            let invited = staff::invite(&self.db, By::CommandLine, email, as_what, noon()).await;
            invited.expect("invited");
        }
        let member = member().await.expect("an answer").expect("an account");
        member.message_reader(&self.study).expect("they read messages")
    }

    /// Lee, who looks after them.
    pub async fn lee_reads(&self, number: &str, protocol: Protocol) -> Option<Previewed> {
        let lee = self.reader("lee@example.org", Role::Supervisor).await;
        self.reads(&lee, number, protocol).await
    }

    /// Eve, who writes the protocol.
    pub async fn eve_reads(&self, number: &str, protocol: Protocol) -> Option<Previewed> {
        let eve = self.reader("eve@example.org", Role::Evaluator).await;
        self.reads(&eve, number, protocol).await
    }

    async fn reads(
        &self,
        by: &MessageReader,
        number: &str,
        protocol: Protocol,
    ) -> Option<Previewed> {
        self.sees(by, number, (protocol, None)).await
    }

    /// The same beside a folder for what is sent.
    async fn sees(
        &self,
        by: &MessageReader,
        number: &str,
        (protocol, folder): (Protocol, Option<&Folder>),
    ) -> Option<Previewed> {
        let protocol = &Arc::new(protocol);
        let asked = Asked { protocol, site: SITE, called: "Aisha", folder };
        let (whom, at) = (Whom::Number(number), march("2T13:00"));
        let seen = previews::see(&self.db, by, &self.study, (whom, asked), at).await;
        seen.expect("the database")
    }

    /// Who looked at whom, and what for.
    async fn looks(&self) -> Vec<String> {
        self.told(
            "SELECT role || ': ' || action || ' ' || object || ' ' || purpose AS told FROM audit \
             WHERE action IN ('identity seen', 'messages previewed') ORDER BY id",
        )
        .await
    }

    /// How many links, codes and messages there are.
    async fn made(&self) -> Vec<String> {
        self.told(
            "SELECT CAST((SELECT COUNT(*) FROM link) AS TEXT) || ' ' || \
             CAST((SELECT COUNT(*) FROM short_code) AS TEXT) || ' ' || \
             CAST((SELECT COUNT(*) FROM outbox) AS TEXT) AS told",
        )
        .await
    }
}

fn third() -> Protocol {
    Protocol { version: 3, messages: Some(words(&[])), ..second() }
}

/// Its words, in this language, of the first survey's message in this way.
fn text(seen: &Previewed, message: &str, way: &str) -> String {
    let of_baseline = &seen.waves.first().expect("a survey").messages;
    let is_it = |one: &&Foreseen| one.message.as_str() == message && one.way.as_str() == way;
    let read = of_baseline.iter().find(is_it).expect("the message").read.clone();
    read.map_or_else(|why| why, |read| read.text)
}

/// The same with nothing of the way in but where it leads.
fn without_own(text: &str) -> String {
    let words = text.trim().split(' ').flat_map(|word| word.split_inclusive('\n'));
    let of = |word: &str| match word.rsplit_once('/') {
        Some((before, _)) if word.starts_with(SITE) => format!("{before}/…"),
        _ => word.trim_end().to_owned(),
    };
    words.map(of).collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn anna_and_ben_would_read_what_they_are_sent_but_for_ways_in_that_are_nobodys() {
    both(|db| async move {
        let post = Mailroom::with(db, words(&[])).await;
        let before = post.week.made().await;

        let anna = post.week.lee_reads("1001", third()).await.expect("Anna");
        let ben = post.week.lee_reads("1002", third()).await.expect("Ben");

        assert_eq!(post.week.made().await, before, "looking makes nothing");
        assert_eq!((anna.called, anna.number.as_str()), (Called::Theirs, "1001"));
        let (to_anna, to_ben) =
            (text(&anna, "invitation-text", "sms"), text(&ben, "invitation-text", "sms"));
        assert!(to_anna.contains("/r/UNUSABLEUNUSABLEUNUSABLEUN "), "{to_anna}");
        assert!(to_ben.contains("/c/UNUS-ABLE "), "{to_ben}");
        post.week.hands_over("3T12:00").await;
        post.sends("3T12:01").await;
        let sent: Vec<_> = post.sent(".txt").iter().map(|sent| without_own(sent)).collect();
        assert!(sent[0].ends_with(&without_own(&to_anna)), "{sent:?}");
        assert!(sent[1].ends_with(&without_own(&to_ben)), "{sent:?}");
        let letter = text(&ben, "reminder-letter", "post");
        assert!(letter.contains("type UNUS-ABLE") && letter.starts_with("Dear Ben,"), "{letter}");
        let looks = ["1001", "1002"];
        let looks =
            looks.map(|who| format!("supervisor: identity seen {who} to see what they are sent"));
        assert_eq!(post.week.looks().await, looks);
    })
    .await;
}

#[tokio::test]
async fn what_lies_in_the_folder_for_anna_is_seen_without_its_way_in_and_by_nobody_who_sees_no_names()
 {
    both(|db| async move {
        let post = Mailroom::with(db, words(&[])).await;
        post.week.hands_over("3T10:00").await;
        post.sends("3T10:01").await;
        let folder = Folder::new(post.folder.0.join("outbox"));
        let lee = post.week.reader("lee@example.org", Role::Supervisor).await;
        let eve = post.week.reader("eve@example.org", Role::Evaluator).await;

        let anna = post.week.sees(&lee, "1001", (third(), Some(&folder))).await.expect("Anna");
        let unseen = post.week.sees(&eve, "1001", (third(), Some(&folder))).await.expect("Anna");

        let [mail] = anna.files.as_slice() else { panic!("one mail: {:?}", anna.files) };
        let subject = mail.subject.as_ref().expect("a subject");
        assert!(subject.starts_with("Bridgeway Study: your survey is ready, about "), "{subject}");
        let said = mail.words.as_ref().expect("its words");
        assert!(said.starts_with("Hello Anna,\n\nYour survey is ready."), "{said}");
        assert!(said.contains("/r/UNUSABLEUNUSABLEUNUSABLEUN"), "{said}");
        assert_eq!(mail.way, Way::Email);
        // The sender's own moments go by while it writes.
        assert!((march("3T10:01")..march("3T10:02")).contains(&mail.at), "{}", mail.at);
        assert!(unseen.files.is_empty(), "Eve sees no names");
    })
    .await;
}

#[tokio::test]
async fn eve_sees_what_anna_would_read_with_a_name_that_is_not_hers_and_opens_no_vault() {
    both(|db| async move {
        let week = Week::begins(db).await;
        // What nobody opens need not even be whole.
        let unread = "UPDATE identity SET first_name = mobile_index, dob = mobile_index";
        week.db.vault_for_copies().execute_unprepared(unread).await.expect("it is changed");

        let anna = week.eve_reads("1001", third()).await.expect("Anna");

        assert_eq!(anna.called, Called::MadeUp);
        let text = text(&anna, "invitation-text", "sms");
        assert!(text.contains("Hi Aisha, your survey is ready. 2 mins."), "{text}");
        assert_eq!(
            week.looks().await,
            ["evaluator: messages previewed 1001 to see what they are sent"]
        );
        assert!(week.eve_reads("1009", third()).await.is_none(), "nobody has this number");
    })
    .await;
}

#[tokio::test]
async fn each_message_is_told_with_its_day_and_what_does_not_go_with_what_does_instead() {
    both(|db| async move {
        let week = Week::begins(db).await;
        let mut next = third();
        next.waves[0].steps[1].day = 9;

        let anna = week.lee_reads("1001", next).await.expect("Anna");

        let line = |one: &Foreseen| match &one.when {
            When::Contact(entry) => match &entry.became {
                Became::Comes(at) => format!("{} {}", one.message, at.format("%-dT%H:%M")),
                other => format!("{} {other:?}", one.message),
            },
            When::Instead(step, message) => format!("{} at {step} is {message}", one.message),
            When::Occasion(..) | When::Never => format!("{} not planned", one.message),
        };
        let lines: Vec<_> = anna.waves[0].messages.iter().map(line).collect();
        assert_eq!(
            lines,
            [
                "invitation 3T10:00",
                "invitation-text 3T12:00",
                "reminder-text 11T17:00",
                "finish-text at reminder is reminder-text",
                "reminder-letter Not(OtherWay)",
            ],
            "by the protocol that is given, which nobody has published"
        );
    })
    .await;
}

#[tokio::test]
async fn a_survey_that_only_one_arm_can_have_is_told_to_lee_and_not_to_eve() {
    both(|db| async move {
        let week = Week::begins(db).await;
        let mut next = third();
        next.waves[0].wave.anchor = Anchor::Event(EventKind::SupportEnd);

        let (lee, eve) =
            (week.lee_reads("1001", next.clone()).await, week.eve_reads("1001", next).await);

        let (lee, eve) = (lee.expect("Anna"), eve.expect("Anna"));
        assert!(lee.waves[0].wave.as_str() == "baseline" && lee.left_out.is_empty());
        assert!(eve.waves.iter().all(|own| own.wave.as_str() != "baseline"));
        assert_eq!(eve.left_out, ["Baseline"]);
    })
    .await;
}

#[tokio::test]
async fn whoever_reads_arabic_would_be_answered_in_it_where_it_is_translated() {
    both(|db| async move {
        let week = Week::begins(db).await;
        let mut next = second();
        let messages = next.messages.as_mut().expect("it has messages");
        let arabic = [("stop-reply.sms".to_owned(), "{sender}: لن نرسل لك رسائل".to_owned())];
        let arabic = arabic.map(|(key, text)| (TextKey(key), text));
        messages.translations.insert(Language::new("ar").expect("a tag"), arabic.into());
        week.does("UPDATE participant SET language = 'ar'").await;

        let anna = week.lee_reads("1001", next).await.expect("Anna");

        assert_eq!(anna.language.as_str(), "ar");
        let is_it = |one: &&Foreseen| matches!(one.when, When::Occasion(Occasion::Stop, _));
        let stop = anna.others.iter().find(is_it);
        let read = stop.expect("its reply").read.clone().expect("it is filled in");
        assert_eq!(read.text, "Bridgeway Study: لن نرسل لك رسائل");
    })
    .await;
}
