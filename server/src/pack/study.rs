//! What the study tells and asks beside its questions: its surveys and sheets, its consent form, its messages.

use records::outbox::{Template, Words};
use surveys::{
    fill::long_date,
    study::{Block, Study},
};

use super::{Asked, document::Document};

pub fn surveys(document: &mut Document, asked: &[Asked]) {
    document.heading("The surveys");
    let rows = asked.iter().map(|one| {
        let survey = &one.now.survey;
        vec![
            one.asked_in(),
            format!("{} ({}), version {}", survey.title, survey.key, survey.version),
            long_date(one.now.published_at.date_naive()),
            format!("{} questions, about {} minutes", survey.questions().count(), survey.minutes),
            one.now.sha256.clone(),
        ]
    });
    let heads = vec!["Asked in", "Survey", "Published on", "Length", "SHA-256 of its text"];
    document.table("What is asked", heads, rows.collect());
}

pub fn sheets(document: &mut Document, study: &Study) {
    document.heading("What people are told");
    document.smaller("Before anything is asked");
    for words in &study.welcome {
        document.text(words);
    }
    let sheets = [
        ("Information sheet", &study.information),
        ("Privacy notice", &study.privacy),
        ("How to stop", &study.stopping),
        ("Accessibility", &study.accessibility),
    ];
    for (title, blocks) in sheets {
        document.smaller(title);
        for Block { heading, paragraphs } in blocks {
            document.strong(heading);
            for words in paragraphs {
                document.text(words);
            }
        }
    }
    let lines =
        study.helplines.iter().map(|line| format!("{}: {}. {}", line.name, line.reach, line.about));
    document.smaller("Where to get help");
    document.list(lines.collect());
}

pub fn consent(document: &mut Document, study: &Study) {
    let form = &study.consent;
    document.heading("The consent form");
    let approved = form.approved_by.as_ref().map(|by| format!(" Approved by {by}"));
    let reference = form.rec_ref.as_ref().map(|reference| format!(", reference {reference}"));
    document.text(&format!(
        "Version {}, used from {}.{}{}",
        form.version,
        long_date(form.date),
        approved.unwrap_or_default(),
        reference.unwrap_or_default()
    ));
    let filled = |text: &str| {
        let dated = text.replace("{date}", &long_date(form.date));
        dated.replace("{version}", &form.version.to_string())
    };
    let rows = form.statements.iter().map(|one| {
        let ways = one.ways.iter().map(|way| way.text.clone()).collect::<Vec<_>>().join(", ");
        let needed = match (one.mandatory, ways.is_empty()) {
            (true, true) => "needed to take part".to_owned(),
            (true, false) => format!("at least one is needed: {ways}"),
            (false, true) => "as they like".to_owned(),
            (false, false) => format!("as they like: {ways}"),
        };
        let by_telephone = if one.telephone_only { "; by telephone only" } else { "" };
        vec![one.code.clone(), filled(&one.text), format!("{needed}{by_telephone}")]
    });
    let heads = vec!["Code", "Statement", "Agreeing is"];
    document.table("Statements, in the order in which they are read", heads, rows.collect());
}

/// Every message that this program can send, in its words. What is known of the study is filled in; what stands in braces
/// is when it is sent.
pub fn messages(document: &mut Document, study: &Study) {
    document.heading("Messages of the program itself");
    document.text(
        "They go whatever the protocol says, but for those in whose place the study has words of its own: under “What people \
         are sent” each says when it goes. What stands in braces is filled in when one is sent. Nobody is written to who \
         has not agreed to that way, but for receipts of what they asked for, answers to what they wrote, and what they \
         were promised.",
    );
    for template in Template::ALL {
        let Some(Words { subject, body }) = template.words() else { continue };
        document.smaller(&format!("{}: {}", whom(template), about(study, subject.trim())));
        let in_place = template.occasion().map(|occasion| {
            format!("When: where the study has no words of its own. {}", occasion.when())
        });
        document.text(in_place.as_deref().unwrap_or_else(|| when_sent(template)));
        document.words(&about(study, body.trim_end()));
    }
}

fn about(study: &Study, words: &str) -> String {
    let known = [
        ("{study}", &study.title),
        ("{organisation}", &study.organisation),
        ("{team_email}", &study.team.email),
        ("{team_phone}", &study.team.phone),
        ("{phone}", &study.team.phone),
    ];
    known.iter().fold(words.to_owned(), |words, (name, fact)| words.replace(name, fact))
}

fn whom(template: Template) -> &'static str {
    match template {
        Template::SurveyInvitation => "To participants",
        Template::StopReceipt | Template::Voucher => "To participants, by email",
        Template::StopReceiptText
        | Template::StopReply
        | Template::SurveyInvitationText
        | Template::Thanks
        | Template::TextNotRead
        | Template::TextCallBack
        | Template::TextsAgain => "To participants, by text",
        _ => "To the study's team",
    }
}

fn when_sent(template: Template) -> &'static str {
    match template {
        Template::Planned
        | Template::Thanks
        | Template::StopReply
        | Template::TextCallBack
        | Template::TextsAgain
        | Template::TextNotRead => "When: as the protocol says.",
        Template::SurveyInvitation | Template::SurveyInvitationText => {
            "When: somebody asks for it on the telephone. What goes by itself stands under “What people are sent”."
        }
        Template::StopReceipt | Template::StopReceiptText => {
            "When: at once, whenever somebody stops something."
        }
        Template::StaffInvitation => "When: at once, whenever somebody is invited.",
        Template::StaffNewPassword => {
            "When: at once, whenever an administrator sends somebody the way to a new password."
        }
        Template::SafeguardingTask | Template::SafeguardingNobody => {
            "When: at once, whenever an answer or a concern says that somebody may come to harm."
        }
        Template::SafeguardingTest => "When: the same of a test person, while somebody is there.",
        Template::SafeguardingTaskLate => {
            "When: nobody has taken a task when half of its time has gone, and again when all of it has."
        }
        Template::SupportStopped | Template::SupportStoppedNobody => {
            "When: at once, whenever somebody stops the support."
        }
        Template::RegisterNew | Template::RegisterNobody => {
            "When: at once, whenever a complaint, a breach or a harm is entered."
        }
        Template::Voucher => {
            "When: a survey was sent that a voucher is given for, as soon as there is one to give."
        }
        Template::VouchersLow => "When: there are fewer vouchers than people may need soon.",
        Template::RegisterHalf => "When: half of the time of an entry has gone.",
        Template::RegisterOverdue => "When: all of the time of an entry has gone.",
    }
}
