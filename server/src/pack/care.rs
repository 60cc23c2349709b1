//! What happens when an answer says that somebody may come to harm, and where data go.

use surveys::{
    definition::Survey, fill::long_date, questionnaire, safeguarding::Safeguarding, study::Study,
};

use super::{Asked, document::Document};

pub fn safeguarding(document: &mut Document, study: &Study, asked: &[Asked]) {
    document.heading("Safeguarding");
    let raising: Vec<_> = asked.iter().flat_map(|one| raising(&one.now.survey)).collect();
    if raising.is_empty() {
        document.text("No answer to these surveys raises an alert.");
    } else {
        document.text("These answers raise an alert, and somebody of the team acts on each:");
        document.list(raising);
    }
    match &study.safeguarding {
        None => document.text("The study has no safeguarding record. A survey that can raise an alert does not open without one."),
        Some(record) => of_record(document, record),
    }
}

fn raising(survey: &Survey) -> Vec<String> {
    let told = questionnaire::alerts(survey).into_iter();
    told.map(|alert| format!("{}: {alert}", survey.title)).collect()
}

fn of_record(document: &mut Document, record: &Safeguarding) {
    let mut points = vec![format!("{} on duty, and a lead.", people(record.duty.len()))];
    if let Some(respond) = &record.respond {
        points.push(format!(
            "Somebody acts on level 1 within {} working days, on level 2 within {}, on level 3 within {} staffed hours.",
            respond.level_1_working_days, respond.level_2_working_days, respond.level_3_hours
        ));
    }
    if let Some(days) = record.calls_within_working_days {
        points.push(format!("Participants are promised a call within {days} working days."));
    }
    if let Some(words) = &record.out_of_hours {
        points.push(format!("While nobody is there, pages say: {words}"));
    }
    document.list(points);
    let Some(help) = &record.help else { return };
    document.smaller("What people are told at once");
    document.text(&format!(
        "{} answers for these words, and last looked at them on {}.",
        help.owner,
        long_date(help.reviewed_on)
    ));
    for words in [&help.heading, &help.emergency, &help.after_harm, &help.after_other] {
        if !words.is_empty() {
            document.text(words);
        }
    }
    let lines =
        help.lines.iter().map(|line| format!("{}: {}. {}", line.name, line.reach, line.about));
    document.list(lines.collect());
}

fn people(number: usize) -> String {
    if number == 1 { "1 person is".to_owned() } else { format!("{number} people are") }
}

/// In words. Where it is kept and who reads it in full stands in the program's own documentation.
pub fn data_flow(document: &mut Document, study: &Study) {
    document.heading("Where data go");
    document.list(vec![
        format!("{} enrols people by study number, with their name and how to reach them.", study.organisation),
        "Name, date of birth, telephone, email and address lie in a vault, sealed with a key of each person’s own; \
         answers lie apart from it, under a random number."
            .to_owned(),
        "A person opens their own link. What is stored is shown only after the day and month of birth, where they are \
         known."
            .to_owned(),
        "Each answer is saved as it is given, on the study’s own server, with a history of what was changed.".to_owned(),
        "Messages hold a template and its facts until they are sent; name, address and link are put in then.".to_owned(),
        "An export has no name, birthday, address or number of a person. It has an age, and a row key that differs from \
         study to study. People’s own words are written only when they are asked for, to a file of their own."
            .to_owned(),
        "Emails are handed to the mail server that is set up, and from there to that of the person; texts to the provider \
         that is set up, and from there to their telephone network. Each of them reads the address or number and the \
         words."
            .to_owned(),
        "Whoever deletes their details is forgotten by destroying their key; older backups cannot be read for them either."
            .to_owned(),
        "Every look at the vault, every change and every export is an entry of the audit, which is sealed into a chain."
            .to_owned(),
    ]);
    recipients(document, study);
}

/// Whom the consent form names, in its own words. The program hands nothing to any of them.
fn recipients(document: &mut Document, study: &Study) {
    let named: Vec<_> = study.consent.statements.iter().filter_map(recipient).collect();
    document.smaller("Who else gives or receives data");
    if named.is_empty() {
        document.text("The consent form names nobody beside the study’s team.");
        return;
    }
    document.text(
        "Those whom the consent form names, each only for people who agreed to that statement. This program sends nothing \
         to them by itself: whatever goes there is taken out and handed over by the team.",
    );
    document.list(named);
}

fn recipient(statement: &surveys::consent::Statement) -> Option<String> {
    use surveys::consent::Permission;

    let to = match statement.permits? {
        Permission::LinkDwpHmrc => "Government departments, about work, earnings and benefits",
        Permission::LinkNhs => "The NHS, about health services",
        Permission::Archive => "A research archive, answers without names",
        Permission::Recontact => "A researcher who invites people to an interview",
        Permission::Safeguarding => "A service that can help, when somebody may come to harm",
        Permission::Randomise
        | Permission::ContactSms
        | Permission::ContactEmail
        | Permission::ContactPhone
        | Permission::ContactPost
        | Permission::RecordCall => return None,
    };
    Some(format!("{to}. Statement {}: “{}”", statement.code, statement.text))
}
