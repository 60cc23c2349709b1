//! Complaints, breaches and harms, and what was refused.

use records::requests::{Held, Refused, Registered};

use super::{html::Page, things, time};

pub fn all(page: &mut Page, held: &Held) {
    page.heading("Complaints, breaches and harms");
    page.text(
        "A complaint that you sent without saying that the team may know it is yours is not here: nothing \
         tells us whose it is.",
    );
    if held.registers.is_empty() && held.registers_kept_back.is_none() {
        page.text("There is nothing about you.");
    }
    held.registers.iter().for_each(|entry| one(page, entry));
    held.registers_kept_back.into_iter().for_each(|because| page.text(because));
}

fn one(page: &mut Page, entry: &Registered) {
    let kind = match entry.kind {
        "complaint" => "Complaint",
        "breach" => "Breach of personal data",
        _ => "Harm",
    };
    page.smaller_heading(&format!("{kind} {}", entry.reference));
    if let Some(since) = entry.since {
        page.text(&format!("We have known of it since {}.", time(since)));
    }
    for kept in &entry.your_words {
        page.text(&format!("{}, in your words:", kept.what));
        page.lines(&kept.value);
    }
    let caption = format!("What was done: {}", entry.reference);
    page.table(&caption, &["What", "By", "When"], &things(&entry.events));
    entry.kept_back.into_iter().for_each(|because| page.text(because));
}

/// What was asked for and refused. Most people were refused nothing, and read no word of it.
pub fn refused(page: &mut Page, held: &Held) {
    held.refused.iter().for_each(|refused| one_refused(page, refused));
}

fn one_refused(page: &mut Page, refused: &Refused) {
    page.smaller_heading(&format!("Refused: {}", refused.words));
    page.text(&format!("Why: {}. Reference: {}.", refused.because, refused.reference));
    let caption = format!("What was decided: {}", refused.reference);
    page.table(&caption, &["What", "By", "When"], &things(&refused.events));
    refused.kept_back.into_iter().for_each(|because| page.text(because));
}
