//! What people are sent, as they read it, and what is left on their voicemail, with the words that went and came since an earlier
//! version of the protocol.

use surveys::{
    comparing::{Passage, words},
    definition::Survey,
    language::Language,
    messages::{Asked as Said, Message, Messages, Occasion, Preview, Rendered, SITE, USUAL_NAME},
    protocol::Protocol,
    stopping::Way,
    study::Study,
};

use super::{
    Asked, Followed,
    document::{self, Document, Part},
};

/// Every message of the protocol in each way in which it is sent, and each language.
pub fn messages(document: &mut Document, (study, followed): (&Study, &Followed), asked: &[Asked]) {
    let protocol = &followed.now.protocol;
    let Some(messages) = &protocol.messages else { return };
    let sent = Sent::of(study, asked, false);
    for language in messages.languages() {
        let is_first = *language == messages.language;
        let of = if is_first { String::new() } else { format!(", in {}", language.english_name()) };
        document.heading(&format!("What people are sent{of}"));
        if is_first {
            introduce(document, followed);
        }
        let before = before(followed, language);
        if followed.since.is_some() && before.is_none() {
            document.text(
                "The version that was seen had no words in this language; nothing is marked.",
            );
        }
        sent.all(document, (protocol, messages), language, before);
    }
}

/// What is left on a voicemail, in each language.
pub fn voicemails(
    document: &mut Document,
    (study, followed): (&Study, &Followed),
    asked: &[Asked],
) {
    let protocol = &followed.now.protocol;
    let Some(messages) = &protocol.messages else { return };
    let sent = Sent::of(study, asked, true);
    for language in messages.languages() {
        sent.all(document, (protocol, messages), language, before(followed, language));
    }
}

fn introduce(document: &mut Document, followed: &Followed) {
    document.text(&format!(
        "As version {} of the protocol says, and as somebody called {USUAL_NAME} would read it. Their name, the link, the \
         code and days are invented here, and theirs when a message is sent. Nobody is written to in a way that they have \
         not agreed to or have stopped, but for receipts of what they asked for, answers to what they wrote, and what they \
         were promised.",
        followed.now.protocol.version
    ));
    if let Some(since) = &followed.since {
        document.text(&format!(
            "Struck through is what stood in version {} only; underlined is what is new.",
            since.protocol.version
        ));
    }
}

/// The version that was seen, where it had words in this language.
fn before<'f>(followed: &'f Followed, language: &Language) -> Option<(&'f Protocol, &'f Messages)> {
    let protocol = followed.since.as_ref()?.protocol.as_ref();
    let messages = protocol.messages.as_ref()?;
    let has = messages.languages().any(|own| own == language);
    has.then_some((protocol, messages))
}

/// What messages are filled in with.
struct Sent<'a> {
    study: &'a Study,
    said: Said,
    /// They are heard on a voicemail, and not read.
    is_heard: bool,
}

impl<'a> Sent<'a> {
    fn of(study: &'a Study, asked: &[Asked], is_heard: bool) -> Self {
        let surveys: Vec<Survey> =
            asked.iter().map(|one| one.now.survey.as_ref().clone()).collect();
        Self { study, said: Said::of(study, &surveys), is_heard }
    }

    fn previews(&self, protocol: &Protocol, messages: &Messages) -> Vec<Preview> {
        let mut all = messages.previews(&self.said.around(self.study, Some(protocol), SITE));
        all.retain(|preview| (preview.way == Way::Phone) == self.is_heard);
        all
    }

    fn all(
        &self,
        document: &mut Document,
        (protocol, messages): (&Protocol, &Messages),
        language: &Language,
        before: Option<(&Protocol, &Messages)>,
    ) {
        let names_it = self.is_heard && *language != messages.language;
        let tongue = names_it.then_some(language);
        let messages = messages.in_language(language);
        let was = before
            .map(|(protocol, messages)| self.previews(protocol, &messages.in_language(language)));
        let is = self.previews(protocol, &messages);
        for preview in &is {
            let same = |own: &&Preview| own.message == preview.message && own.way == preview.way;
            let earlier =
                was.as_ref().map(|was| was.iter().find(same).map(read).unwrap_or_default());
            heading(document, preview, tongue);
            document.text(&when(preview, protocol, messages.find(&preview.message)));
            said(document, language, changed(earlier.as_deref(), &read(preview)));
        }
        let is_gone =
            |own: &&Preview| !is.iter().any(|now| own.message == now.message && own.way == now.way);
        for gone in was.iter().flatten().filter(is_gone) {
            heading(document, gone, tongue);
            document.text("It is no longer sent.");
            said(document, language, vec![Passage::Gone(read(gone))]);
        }
    }
}

/// With the language where nothing above it names that.
fn heading(document: &mut Document, preview: &Preview, language: Option<&Language>) {
    let way = match preview.way {
        Way::Phone => "on a voicemail".to_owned(),
        way => format!("by {}", way.noun()),
    };
    let language = language.map(|language| format!(", in {}", language.english_name()));
    document.smaller(&format!("{}, {way}{}", preview.message, language.unwrap_or_default()));
}

fn said(document: &mut Document, language: &Language, passages: Vec<Passage>) {
    let language = Some(language.clone()).filter(|language| language.first_part() != "en");
    document.parts.push(Part::Words(document::Said { passages, language }));
}

fn changed(before: Option<&str>, now: &str) -> Vec<Passage> {
    match before {
        None => vec![Passage::Kept(now.to_owned())],
        Some("") => vec![Passage::New(now.to_owned())],
        Some(before) => words(before, now),
    }
}

/// The words, with the subject above them; why there are none, where something cannot be filled in.
fn read(preview: &Preview) -> String {
    match &preview.read {
        Ok(Rendered { subject, text, .. }) => {
            let subject = subject.iter().map(|subject| format!("Subject: {subject}\n\n"));
            format!("{}{}", subject.collect::<String>(), text.trim_end())
        }
        Err(cause) => cause.to_string(),
    }
}

/// `When: Four months, 14 days after the opening at the earliest; …`
fn when(preview: &Preview, protocol: &Protocol, message: Option<&Message>) -> String {
    let occasion = message.and_then(|message| Occasion::of(&message.key));
    if let Some(occasion) = occasion {
        return match occasion.ways().contains(&preview.way) {
            true => format!("When: {}", occasion.when()),
            false => "It never goes in this way.".to_owned(),
        };
    }
    let title = |key| protocol.waves.iter().find(|plan| plan.key() == key);
    let days = preview.sent.iter().map(|(wave, step, day)| {
        let wave = title(wave).map_or(wave.as_str(), |plan| &plan.wave.title);
        let day = match day {
            0 => "on the day of the opening".to_owned(),
            1 => "1 day after the opening".to_owned(),
            -1 => "1 day before the opening".to_owned(),
            before if *before < 0 => format!("{} days before the opening", -before),
            after => format!("{after} days after the opening"),
        };
        format!("{wave}, “{step}”, {day}")
    });
    let days: Vec<_> = days.collect();
    if days.is_empty() {
        "No contact sends it.".to_owned()
    } else {
        format!("When, at the earliest: {}.", days.join("; "))
    }
}
