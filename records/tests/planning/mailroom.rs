//! The words of the week's messages, and what of them was sent.

use std::{collections::BTreeMap, fs};

use records::{
    outbox::{self, Post},
    senders::{Folder, Senders},
};
use surveys::{
    authoring::{File, MessageFiles},
    messages::Messages,
    protocol::Protocol,
};

use crate::{
    databases,
    week::{Week, march, second},
};

const WORDS: &str = r#"
language = "en"
sender = "Bridgeway Study"
button = "Open your survey"

[[messages]]
key = "invitation"
subject = "{sender}: your survey is ready, about {minutes} minutes"
body = """
Hello {first_name},

Your survey is ready.

{link}

Questions, or rather not? Call {team_phone}. {organisation}

{helplines}
"""

[[messages]]
key = "invitation-text"
sms = "{sender}: Hi {first_name}, your survey is ready. {minutes} mins. {link} Text STOP to opt out"

[[messages]]
key = "reminder-text"
sms = "{sender}: Hi {first_name}, your survey is open. {link} Opt out: STOP"

[[messages]]
key = "finish-text"
sms = "{sender}: Hi {first_name}, finish it here: {link} Opt out: STOP"

[[messages]]
key = "reminder-letter"
letter = "Dear {first_name}, your survey is open. Go to {code_page} and type {code}. Call {team_phone}. {organisation}"
"#;

/// The words, some of which are others.
pub fn words(changes: &[(&str, &str)]) -> Messages {
    let text = changes.iter().fold(WORDS.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    });
    let file = File { name: "messages.en.toml".to_owned(), text };
    MessageFiles::read(&file, &[]).expect("the messages are in order").messages
}

/// The week, and a folder for what is sent in it.
pub struct Mailroom {
    pub week: Week,
    pub folder: databases::Folder,
}

impl Mailroom {
    pub async fn with(db: records::Db, messages: Messages) -> Self {
        let week = Week::begins(db).await;
        let post = Self { week, folder: databases::Folder::new() };
        post.says(&Protocol { version: 3, messages: Some(messages), ..second() }).await;
        post
    }

    /// From now on this protocol holds, whose words are few and have been through no check.
    pub async fn says(&self, protocol: &Protocol) {
        let mut whole = Protocol { messages: second().messages, ..protocol.clone() };
        // What says the same as what holds is not published.
        whole.hours_late += 1;
        self.week.follows(&whole).await;
        self.week.followed_before(protocol).await;
    }

    pub async fn sends(&self, now: &str) {
        let senders = Senders::files(Folder::new(self.folder.0.join("outbox")));
        let post = Post::new(senders, "https://survey.example.org".to_owned());
        while outbox::send_due(&self.week.db, &post, march(now)).await.expect("an answer") > 0 {}
    }

    /// What was sent about the surveys, in the order in which it was written, by mail or by text.
    pub fn sent(&self, ending: &str) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.folder.0.join("outbox")) else { return Vec::new() };
        let texts = entries.map(|entry| {
            let path = entry.expect("an entry").path();
            (path.clone(), fs::read_to_string(path).expect("a text"))
        });
        let of_kind = texts.filter(|(path, _)| path.to_string_lossy().ends_with(ending));
        let all: BTreeMap<_, _> = of_kind.collect();
        // In a mail, a line that was too long goes on after a sign of equality.
        let whole = all.into_values().map(|text| text.replace("=\r\n", "").replace("=3D", "="));
        whole.filter(|text| !text.contains("lee@example.org")).collect()
    }

    /// How each contact stands: person, way, and what became of it.
    pub async fn stands(&self) -> Vec<String> {
        self.week
            .told(
                "SELECT participant_id || ' ' || channel || ' ' || state || COALESCE(': ' || reason, '') AS told \
                 FROM outbox WHERE step IS NOT NULL ORDER BY id",
            )
            .await
    }
}
