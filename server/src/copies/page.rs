//! The copy as a page: it needs no network and no script, and can be printed.

pub mod html;

mod surveys;

mod registers;

use ::surveys::fill::long_date;
use chrono::{DateTime, Utc};
use records::requests::{Concern, Done, Held, Told};

use self::html::Page;

/// The whole document.
pub fn of(held: &Held) -> String {
    let mut page = Page::new(&format!("What {} holds about you", held.study));
    beginning(&mut page, held);
    about(&mut page, held);
    decisions(&mut page, held);
    self::surveys::all(&mut page, held);
    messages(&mut page, held);
    vouchers(&mut page, held);
    tracing(&mut page, held);
    safety(&mut page, held);
    registers::all(&mut page, held);
    released(&mut page, held);
    rest(&mut page, held);
    page.finish()
}

fn beginning(page: &mut Page, held: &Held) {
    page.text(&format!(
        "This is a copy of everything that {} holds about you for {}. You asked for it. It was made on {}.",
        held.organisation,
        held.study,
        long_date(held.made_on)
    ));
    page.text(
        "Other people are told by what they are, such as “site lead”, and not by name. Times are in UTC, \
         which in summer is an hour behind the clock in the United Kingdom.",
    );
    page.text(&format!(
        "If something is wrong, or you do not understand it: {}, {} ({}). You can also complain to the \
         Information Commissioner’s Office, ico.org.uk.",
        held.team.phone, held.team.email, held.team.hours
    ));
    page.text("Keep this file where nobody else can read it.");
}

fn about(page: &mut Page, held: &Held) {
    page.heading("Who you are");
    let mut rows = vec![vec!["Study number".to_owned(), held.study_number.clone()]];
    rows.extend(held.about.iter().map(|kept| vec![kept.what.to_owned(), kept.value.clone()]));
    page.table("What we know about you", &["What", "What we have"], &rows);
    match &held.group {
        Told::Here(group) => page.text(&format!(
            "Your group: {}. It was decided by chance on {}.",
            group.title,
            long_date(group.randomised_on)
        )),
        Told::KeptBack { because } => page.text(because),
        Told::Nothing => page.text("You have not been put into a group."),
    }
    if !held.events.is_empty() {
        let rows: Vec<_> =
            held.events.iter().map(|event| vec![event.what.clone(), long_date(event.on)]).collect();
        page.table("Dates we know", &["What", "When"], &rows);
    }
}

fn decisions(page: &mut Page, held: &Held) {
    page.heading("What you agreed to");
    let rows = held.consent.iter().map(|said| {
        let words = match &said.way {
            Some(way) => format!("{} {way}", said.words),
            None => said.words.clone(),
        };
        let witness = said.witness.as_ref().map(|who| format!(", heard or seen by {who}"));
        let witness = witness.unwrap_or_default();
        let (by, recorded_by, version) = (&said.by, &said.recorded_by, said.form_version);
        let how = format!("{by}{witness}, written down by {recorded_by}, form version {version}");
        vec![words, said.answer.clone(), how, time(said.at)]
    });
    let heads = ["Statement", "You said", "How", "When"];
    page.table_or("Decisions on consent", &heads, &rows.collect::<Vec<_>>(), "Nothing yet.");
    page.heading("What you stopped");
    let rows = held.stopped.iter().map(|stop| {
        let how = format!("{}, written down by {}", stop.by, stop.recorded_by);
        let why = stop.reason.clone().unwrap_or_default();
        vec![
            stop.words.clone(),
            stop.decided_by.clone(),
            how,
            why,
            stop.reference.clone(),
            long_date(stop.on),
        ]
    });
    let heads = ["What", "Decided by", "How", "Reason", "Reference", "When"];
    page.table_or("Choices", &heads, &rows.collect::<Vec<_>>(), "You have stopped nothing.");
    registers::refused(page, held);
}

fn messages(page: &mut Page, held: &Held) {
    page.heading("What we sent you");
    let rows = held.messages.iter().map(|message| {
        let state = match &message.reason {
            Some(reason) => format!("{}: {reason}", message.state),
            None => message.state.clone(),
        };
        vec![message.about.clone(), message.channel.clone(), state, time(message.at)]
    });
    let heads = ["About", "How", "What became of it", "When"];
    page.table_or("Messages", &heads, &rows.collect::<Vec<_>>(), "Nothing yet.");
    let rows = held
        .texts
        .iter()
        .map(|text| vec![text.asks.clone(), text.words.clone().unwrap_or_default(), time(text.at)]);
    let heads = ["Asks for", "Your words", "When"];
    page.table_or("Texts from you", &heads, &rows.collect::<Vec<_>>(), "None.");
    let rows = held.links.iter().map(|link| {
        let ended = link.ended_at.map(time).unwrap_or_default();
        vec![link.wave.clone(), time(link.issued_at), ended]
    });
    let heads = ["Survey", "Made", "Ended"];
    page.table_or(
        "Your personal links",
        &heads,
        &rows.collect::<Vec<_>>(),
        "You have no link yet.",
    );
}

fn tracing(page: &mut Page, held: &Held) {
    if held.tracing.is_empty() {
        return;
    }
    page.heading("When nothing reached you");
    let rows = held.tracing.iter().map(|traced| {
        let note = traced.note.clone().or(traced.kept_back.map(str::to_owned)).unwrap_or_default();
        vec![traced.what.clone(), note, traced.by.clone(), long_date(traced.on)]
    });
    let heads = ["What", "Note", "Written down by", "When"];
    page.table("What we learned and did", &heads, &rows.collect::<Vec<_>>());
}

fn vouchers(page: &mut Page, held: &Held) {
    page.heading("Vouchers");
    let rows = held.vouchers.iter().map(|voucher| {
        let given = voucher.given_on.map(|on| on.to_string()).unwrap_or_default();
        let replaced = voucher.times_replaced.to_string();
        vec![voucher.wave.clone(), voucher.promised.clone(), voucher.state.clone(), given, replaced]
    });
    let heads = ["Survey", "Promised", "What became of it", "Given", "Times replaced"];
    page.table_or("Vouchers", &heads, &rows.collect::<Vec<_>>(), "You were promised none yet.");
}

fn safety(page: &mut Page, held: &Held) {
    page.heading("Notes about your safety");
    match &held.safeguarding {
        Told::Nothing => page.text("There are none."),
        Told::KeptBack { because } => page.text(because),
        Told::Here(concerns) => concerns.iter().for_each(|concern| one_concern(page, concern)),
    }
}

fn one_concern(page: &mut Page, concern: &Concern) {
    let caption = format!("Because of your answers to: {}", concern.because);
    page.table(&caption, &["What", "By", "When"], &things(&concern.events));
}

fn released(page: &mut Page, held: &Held) {
    page.heading("Who got your answers for research");
    page.text("In these your name and contact details are not: your rows have a key instead.");
    let rows = held.released.iter().map(|one| {
        let taken_out = one.taken_out_on.map(long_date).unwrap_or_default();
        let purpose = one.purpose.clone().unwrap_or_default();
        vec![one.to.clone(), purpose, long_date(one.on), one.row_key.clone(), taken_out]
    });
    let heads = ["Who", "What for", "Made", "Your key in it", "Taken out again"];
    page.table_or("Releases", &heads, &rows.collect::<Vec<_>>(), "Nobody yet.");
}

fn rest(page: &mut Page, held: &Held) {
    page.heading("Who got your details to find records");
    if held.records_shared_with.is_empty() {
        page.text("Nobody. We have not sent your details to anybody to find records about you.");
    }
    for whom in &held.records_shared_with {
        page.text(whom);
    }
    page.heading("Who did what with your data");
    page.text(
        "Each time somebody looks at who you are, or changes something, an entry is made. It says what \
         they are, not who.",
    );
    page.table_or("Entries", &["What", "By", "When"], &things(&held.done), "There are none.");
}

fn things(done: &[Done]) -> Vec<Vec<String>> {
    done.iter().map(|done| vec![done.what.clone(), done.by.clone(), time(done.at)]).collect()
}

fn time(at: DateTime<Utc>) -> String {
    format!("{}, {}", long_date(at.date_naive()), at.format("%H:%M"))
}
